"""Saves the world in one file: the whole world in the first line, then one line of changes a save.

So saving costs as much as the changes, not as much as the world. A line that a sudden end cut short
counts as a change that never happened; a file that has grown long is replaced whole.
"""

import os
from pathlib import Path
from typing import Any

import simplejson

from pos_app.sandbox.world.world import World

_LONG = 1_000_000
_NO_STATE = (
    OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError, MemoryError,
)  # fmt: skip


class UnreadableStateError(Exception):
    pass


class Storage:
    def __init__(self, path: Path | None, world: World) -> None:
        self._path = path
        self._world = world
        self._room = 0

    def load(self) -> None:
        if self._path is None or not self._path.exists():
            return
        if not self._path.is_file():
            raise UnreadableStateError(f"{self._path} is no file")
        try:
            whole, *changes = self._path.read_bytes().split(b"\n")
            # Text after the last line feed was cut short.
            self._world.load(
                simplejson.loads(whole), [simplejson.loads(line) for line in changes[:-1]]
            )
        except _NO_STATE as error:
            raise UnreadableStateError(f"{self._path} is not the state of a sandbox") from error

    def save(self) -> None:
        if self._path is None or not self._world.changed:
            return
        line = b"" if self._world.emptied else _line(self._world.changes())
        self._room -= len(line)
        if self._world.emptied or self._room < 0:
            self._replace(self._path)
        else:
            with self._path.open("ab") as file:
                file.write(line)
        self._world.saved()

    def _replace(self, path: Path) -> None:
        line = _line(self._world.dump())
        fresh = path.with_name(path.name + ".new")
        fresh.write_bytes(line)
        os.replace(fresh, path)  # noqa: PTH105 - named by its guarantee: atomic
        self._room = max(_LONG, 2 * len(line))


def _line(data: dict[str, Any]) -> bytes:
    return simplejson.dumps(data, separators=(",", ":")).encode() + b"\n"
