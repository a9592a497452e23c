"""The world in one JSON file, replaced whole, so that it is always either the old or the new."""

import os
from pathlib import Path
from typing import Any

import simplejson

from pos_app.sandbox.world import World


class UnreadableStateError(Exception):
    pass


class Storage:
    def __init__(self, path: Path | None, world: World) -> None:
        self._path = path
        self._world = world

    def load(self) -> None:
        if self._path is None or not self._path.exists():
            return
        try:
            saved: dict[str, Any] = simplejson.loads(self._path.read_text(encoding="utf-8"))
            self._world.load(saved)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise UnreadableStateError(f"{self._path} is not the state of a sandbox") from error

    def save(self) -> None:
        if self._path is None or not self._world.changed:
            return
        fresh = self._path.with_name(self._path.name + ".new")
        fresh.write_text(simplejson.dumps(self._world.dump()), encoding="utf-8")
        os.replace(fresh, self._path)  # noqa: PTH105 - named by its guarantee: atomic
        self._world.saved()
