"""A disk that forgets: what is not synced survives a power cut by chance, in part, in any order.

It keeps to what SQLite asks of a file system and to nothing more: a sync makes one file's content
durable, the sync of a folder makes its names durable, and a write that is not synced may be found
whole, in some of its sectors, or not at all, whatever became of those before and after it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from random import Random

SECTOR = 512  # bytes; the least that a disk writes as one
GARBAGE = 0.1  # how often a torn write leaves a sector that is neither old nor new


class Operation(Enum):
    """What a program does with a disk."""

    OPEN = "open"
    READ = "read"
    WRITE = "write"
    SYNC = "sync"
    TRUNCATE = "truncate"
    DELETE = "delete"


@dataclass(frozen=True)
class Fault:
    """How one operation fails. `code` is SQLite's extended result."""

    code: int
    lasts: bool = False  # until somebody mends it, as a full disk does
    forgets: bool = False  # a sync that fails and drops what it could not write, as on Linux


class Refused(Exception):
    """The disk did not do it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"refused with {fault.code}")
        self.fault = fault


@dataclass(frozen=True)
class Written:
    """A write that is not durable yet."""

    offset: int
    data: bytes

    def on(self, content: bytearray) -> None:
        content.extend(bytes(max(0, self.offset - len(content))))
        content[self.offset : self.offset + len(self.data)] = self.data

    def torn(self, random: Random) -> Sequence["Written"]:
        """Some of its sectors, and now and then garbage in one."""
        sectors = self._sectors()
        kept = [sector for sector in sectors if random.random() < 0.5]
        if random.random() < GARBAGE:
            spoilt = random.choice(sectors)
            kept.append(Written(spoilt.offset, random.randbytes(len(spoilt.data))))
        return kept

    def _sectors(self) -> Sequence["Written"]:
        end = self.offset + len(self.data)
        edges = [self.offset, *range(self.offset - self.offset % SECTOR + SECTOR, end, SECTOR), end]
        return [
            Written(first, self.data[first - self.offset : last - self.offset])
            for first, last in pairwise(edges)
        ]


@dataclass(frozen=True)
class Resized:
    """A truncation that is not durable yet. It happens or it does not."""

    size: int

    def on(self, content: bytearray) -> None:
        content.extend(bytes(max(0, self.size - len(content))))
        del content[self.size :]

    def torn(self, _: Random) -> Sequence["Resized"]:
        return []


Change = Written | Resized


@dataclass
class File:
    """What programs read, what is durable of it, and what was changed since."""

    name: str
    content: bytearray = field(default_factory=bytearray)
    durable: bytes = b""
    pending: list[Change] = field(default_factory=list)

    def change(self, change: Change) -> None:
        change.on(self.content)
        self.pending.append(change)

    def sync(self) -> None:
        content = bytearray(self.durable)
        for change in self.pending:
            change.on(content)
        self.durable = bytes(content)
        self.pending.clear()


@dataclass(frozen=True)
class Remains:
    """A file at the moment of the cut."""

    durable: bytes
    pending: tuple[Change, ...]

    def after_cut(self, random: Random) -> bytes:
        """How much survives is drawn first: nearly all and nearly nothing are as likely as half."""
        kept = random.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        content = bytearray(self.durable)
        for change in self.pending:
            if random.random() < kept:
                change.on(content)
            elif random.random() < kept:
                for piece in change.torn(random):
                    piece.on(content)
        return bytes(content)


@dataclass(frozen=True)
class Moment:
    """The disk between two operations: what is durable, and what may yet become so."""

    names: Mapping[str, Remains]
    pending: Sequence[tuple[str, Remains | None]]

    def after_cut(self, random: Random) -> dict[str, bytes]:
        """The files that are found when the power is back."""
        names = dict(self.names)
        kept = random.choice((0.0, 0.5, 1.0))
        for name, remains in self.pending:
            if random.random() >= kept:
                continue
            if remains is None:
                names.pop(name, None)
            else:
                names[name] = remains
        return {name: remains.after_cut(random) for name, remains in names.items()}


Watch = Callable[[Operation, str], None]


class Disk:
    """One folder of files. `watch` hears of each operation before it is done, with the file's
    name, and may raise Refused: then it is not done, or by half."""

    def __init__(self, found: Mapping[str, bytes], watch: Watch) -> None:
        self._watch = watch
        self._names = {name: File(name, bytearray(data), data) for name, data in found.items()}
        self._durable = dict(self._names)
        self._pending: list[tuple[str, File | None]] = []

    def moment(self) -> Moment:
        """What a power cut finds now."""
        names = {name: _remains(file) for name, file in self._durable.items()}
        pending = [(name, _remains(file) if file else None) for name, file in self._pending]
        return Moment(names, pending)

    def open(self, name: str) -> File:
        """Made where it is not there."""
        self._watch(Operation.OPEN, name)
        if name not in self._names:
            self._names[name] = File(name)
            self._pending.append((name, self._names[name]))
        return self._names[name]

    def is_there(self, name: str) -> bool:
        """As SQLite asks for it: an empty file is as good as none."""
        return name in self._names and bool(self._names[name].content)

    def delete(self, name: str, *, with_folder: bool) -> None:
        """Raises KeyError where there is no such file."""
        self._watch(Operation.DELETE, name)
        del self._names[name]
        self._pending.append((name, None))
        if with_folder:
            self._sync_folder()

    def read(self, file: File, offset: int, size: int) -> bytes:
        self._watch(Operation.READ, file.name)
        return bytes(file.content[offset : offset + size])

    def write(self, file: File, offset: int, data: bytes) -> None:
        try:
            self._watch(Operation.WRITE, file.name)
        except Refused:
            file.change(Written(offset, data[: len(data) // 2]))  # a disk fills up halfway
            raise
        file.change(Written(offset, data))

    def truncate(self, file: File, size: int) -> None:
        self._watch(Operation.TRUNCATE, file.name)
        file.change(Resized(size))

    def sync(self, file: File, *, with_folder: bool) -> None:
        try:
            self._watch(Operation.SYNC, file.name)
        except Refused as refused:
            if refused.fault.forgets:
                file.pending.clear()
            raise
        file.sync()
        if with_folder:
            self._sync_folder()

    def _sync_folder(self) -> None:
        self._durable = dict(self._names)
        self._pending.clear()


def _remains(file: File) -> Remains:
    return Remains(file.durable, tuple(file.pending))
