"""Background tasks: holds references to them, stops them together, and reports their failures."""

import asyncio
from collections.abc import Coroutine


def report(error: Exception) -> None:
    """Passes the error to the loop's exception handler, which is never silent."""
    asyncio.get_running_loop().call_exception_handler(
        {"message": f"{type(error).__name__} in the background", "exception": error}
    )


class BackgroundTasks:
    """Tasks of one owner, which waits at its end until they have stopped.

    Nobody awaits these tasks: the loop's exception handler reports a failure. Tasks that a person
    started in the window are in `ui/qt/coroutines.py` instead.
    """

    def __init__(self) -> None:
        # In the order of their start, so that they stop in the same order every time.
        self._tasks: dict[asyncio.Task[None], None] = {}

    def start(self, work: Coroutine[object, object, None], name: str) -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks[task] = None  # the loop itself keeps only a weak reference
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.pop(task, None)
        if not task.cancelled() and (error := task.exception()):
            task.get_loop().call_exception_handler(
                {"message": f"{task.get_name()} failed", "exception": error, "task": task}
            )

    async def stop(self) -> None:
        """Cancels what is left and waits until it has ended."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
