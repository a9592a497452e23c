"""A folder of small files on a disk that forgets: what a power cut leaves of those that a program
writes by making another one and giving it the old one's name.

As in `disk`: the sync of a file makes its content durable, the sync of the folder its names, and
whatever was not synced is found or not, in any order; a file is renamed or it is not. The folder is
a real one, and what a program does with it is watched at the system's own calls.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from typing import Any, BinaryIO
from unittest import mock

Found = Mapping[str, bytes]
Names = dict[str, int]  # the number that the system has for each file


class SmallFiles:
    """`moments` are those between two operations: what the program had `told` by then, and all
    that a cut may leave."""

    def __init__(self, folder: Path, told: Any) -> None:
        self.folder = folder
        self.told = told
        self.moments: list[tuple[Any, list[Found]]] = []
        self._durable: Names = {}
        self._seen: Names = {}
        self._pending: list[Mapping[str, int | None]] = []  # names that came, or went
        self._contents: dict[int, bytes] = {}  # as they were synced
        self._open: list[BinaryIO] = []  # so that no file gets the number of one that is gone

    @contextmanager
    def watched(self) -> Iterator[None]:
        """The power may be cut before each operation, and at the end."""
        operations: Mapping[str, Callable[..., None]] = {
            "fsync": self._sync,
            "replace": self._rename,
            "rename": self._rename,
            "unlink": self._unlink,
        }
        with ExitStack() as stack:
            for name, note in operations.items():
                watching = self._watching(getattr(os, name), note)
                stack.enter_context(mock.patch.object(os, name, watching))
            yield
        self._cut()
        for file in self._open:
            file.close()

    def _watching(self, work: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
        def operation(*what: Any, **more: Any) -> None:
            self._cut()
            work(*what, **more)
            note(*what)

        return operation

    def _sync(self, handle: int) -> None:
        number = os.fstat(handle).st_ino
        if number == self.folder.stat().st_ino:
            self._durable = dict(self._seen)
            self._pending.clear()
        for name, its_number in self._seen.items():
            if its_number == number:
                self._contents[number] = (self.folder / name).read_bytes()

    def _rename(self, before: Path, after: Path) -> None:
        number = self._seen.pop(before.name)
        self._seen[after.name] = number
        self._pending.append({before.name: None, after.name: number})

    def _unlink(self, path: Path) -> None:
        del self._seen[path.name]
        self._pending.append({path.name: None})

    def _cut(self) -> None:
        for path in self.folder.iterdir():
            if path.name not in self._seen:
                self._open.append(path.open("rb"))
                self._seen[path.name] = path.stat().st_ino
                self._pending.append({path.name: self._seen[path.name]})
        subsets = product((False, True), repeat=len(self._pending))
        self.moments.append((self.told, [self._found(kept) for kept in subsets]))

    def _found(self, kept: tuple[bool, ...]) -> Found:
        names: dict[str, int | None] = dict(self._durable)
        for change, is_kept in zip(self._pending, kept, strict=True):
            if is_kept:
                names |= change
        return {
            name: self._contents.get(number, b"")
            for name, number in names.items()
            if number is not None
        }
