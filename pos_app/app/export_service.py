"""Exports of a journal (the port `Exports`), each written by a child process."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import time
from typing import TYPE_CHECKING, Any

from pos_app.domain.errors import FileUncertain
from pos_app.system.atomic import draft_of_ours
from pos_app.system.child_job import Broke, Errand, NoAnswer, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pos_app.ports.export import ExportOrder, ExportProgress

PATIENCE = 60.0  # seconds without a word: a search through millions, or a slow stick


class JournalExports:
    """Exports of one journal."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal

    async def export(
        self,
        order: ExportOrder,
        path: Path,
        heard: Callable[[ExportProgress], None] = lambda _: None,
    ) -> int:
        from pos_app.ports.export import ExportProgress  # noqa: PLC0415 - not before the first export

        folder = draft_of_ours(path)
        loop = asyncio.get_running_loop()

        def hear(how_far: Any) -> None:
            loop.call_soon_threadsafe(heard, ExportProgress(*how_far))

        question = self._question(order, path, folder)
        try:
            rows: int = await Errand("export", question, PATIENCE, hear).done()
        except NoAnswer as silent:
            raise FileUncertain(f"{path}: {os.strerror(errno.ETIMEDOUT)}") from silent
        except (Broke, Stopped) as broken:
            raise FileUncertain(f"{path}: {broken}") from broken
        finally:
            await asyncio.shield(asyncio.to_thread(_sweep, folder))
        return rows

    def _question(self, order: ExportOrder, path: Path, folder: Path) -> Mapping[str, Any]:
        """Makes the paths absolute: the child process has another current folder."""
        from pos_app.app.export_json import order_as_json  # noqa: PLC0415 - as above

        return {
            "journal": str(self._journal.resolve()),
            "order": order_as_json(order),
            "folder": str(folder.absolute()),
            "path": str(path.absolute()),
        }


_TRIES, _PAUSE = 20, 0.1  # a child that was ended may still hold its files


def _sweep(folder: Path) -> None:
    """Removes the drafts of an export that failed or was cancelled."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_PAUSE)
