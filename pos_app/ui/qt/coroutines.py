"""Coroutines started from the GUI: keeps them alive until they end, and routes their errors."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pos_app.domain.errors import PosError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class GuiTasks:
    """Tasks that a person has started at the window, which never waits for them, not even at its
    end.

    Errors of the environment and of the input go to the place where the person can act on them; our
    own go to the loop. The till's own work, of which every failure is ours, runs in those of
    `till/background.py`.
    """

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(
        self, work: Coroutine[Any, Any, None], *, or_else: Callable[[PosError], None]
    ) -> asyncio.Task[None]:
        """Returns the task, for whoever may not need its answer any more."""
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(lambda done: self._end(done, or_else))
        return task

    def close(self) -> None:
        """Waits for no task any more: the window is going away."""
        for task in self._running:
            task.cancel()

    def _end(self, task: asyncio.Task[None], or_else: Callable[[PosError], None]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, PosError):
            or_else(error)
        elif error is not None:
            task.get_loop().call_exception_handler(
                {"message": "an action of the window failed", "exception": error, "task": task}
            )
