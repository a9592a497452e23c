"""A real folder whose power is cut: a file's content is found again once that file was synced, and
its name once the folder was. What is not may be found all the same: a rename can be on the disk
before what it renames, and before or after another one."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

import pytest

_MOVES = ("rename", "replace", "unlink", "remove")
_WAYS = 3  # in which one cut may leave the names of a folder


@dataclass(frozen=True)
class Found:
    """What is there when the power is back, and what somebody had been `told` by then. What SQLite
    keeps beside a file is not looked at."""

    when: str
    told: Any
    files: Mapping[str, bytes]

    def put_into(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        return folder


class Folder:
    """Watched while something is done in it. All that is in it before is on the disk."""

    def __init__(self, root: Path, told: Any = None) -> None:
        self._root = root
        self.told = told
        self._held: dict[int, int] = {}  # open for good: no number of a file is given twice
        self._durable: dict[int, bytes] = {}
        self._names: dict[str, int] = {}
        self._last: dict[str, int | None] = {}  # what the last move changed of names
        self.found: list[Found] = []

    @contextmanager
    def watched(self) -> Iterator[None]:
        """`found` is what a cut leaves before each of its steps, and after the last one."""
        self._names = self._there()
        self._durable = {number: self._content(number) for number in self._names.values()}
        try:
            with pytest.MonkeyPatch.context() as system:
                system.setattr(os, "fsync", self._synced(os.fsync))
                for name in _MOVES:
                    system.setattr(os, name, self._moved(name, getattr(os, name)))
                yield
            self._cut("at the end")
        finally:
            for handle in self._held.values():
                os.close(handle)

    def after(self) -> Sequence[Found]:
        """What a cut leaves once all is done."""
        return self.found[-_WAYS:]

    def now(self) -> Mapping[str, bytes]:
        """What there is for whoever has power."""
        return {name: (self._root / name).read_bytes() for name in self._there()}

    def _there(self) -> dict[str, int]:
        names = {}
        for file in self._root.iterdir():
            seen = file.stat()
            if S_ISREG(seen.st_mode) and not file.name.endswith(("-wal", "-shm", "-journal")):
                names[file.name] = seen.st_ino
                if seen.st_ino not in self._held:
                    self._held[seen.st_ino] = os.open(file, os.O_RDONLY)
        return names

    def _content(self, number: int) -> bytes:
        handle = self._held[number]
        return os.pread(handle, os.fstat(handle).st_size, 0)

    def _synced(self, sync: Callable[[int], None]) -> Callable[[int], None]:
        def synced(handle: int) -> None:
            self._cut("before a sync")
            sync(handle)
            number = os.fstat(handle).st_ino
            if number == self._root.stat().st_ino:
                self._names, self._last = self._there(), {}
            elif number in self._there().values():
                self._durable[number] = self._content(number)

        return synced

    def _moved(self, name: str, move: Callable[..., None]) -> Callable[..., None]:
        def moved(*paths: Any, **how: Any) -> None:
            self._cut(f"before {name} of {Path(paths[0]).name}")
            before = self._there()
            move(*paths, **how)
            there = self._there()
            changed = {file for file, _ in before.items() ^ there.items()}
            self._last = {file: there.get(file) for file in changed}

        return moved

    def _cut(self, when: str) -> None:
        """No move since the last sync of the folder is on the disk, or the last one alone, or all:
        `_WAYS` of them."""
        for names in (self._names, {**self._names, **self._last}, self._there()):
            files = {
                name: self._durable.get(number, b"")
                for name, number in names.items()
                if number is not None
            }
            self.found.append(Found(when, self.told, files))
