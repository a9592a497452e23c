"""A loop of asyncio on which time passes only when everybody waits, and then at once.

A day at the counter takes a fraction of a second, and the same seed gives the same day: nothing
here asks the computer's clock, and no thread is ever started.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import Any, TypeVar

from faults.simulation.process import current, task_factory

T = TypeVar("T")

_WRITING_TAKES = 0.002  # seconds; others get their turn meanwhile
_RESOLUTION = 1e-6  # seconds: what a sum of floats may be wrong by
_MOST_AT_ONCE = 5000  # rounds of the loop in which no time passes; a shop needs fewer than 200


class TimeStandsStillError(Exception):
    """Somebody goes on and on without a pause."""


class NothingWillHappenError(Exception):
    """Everybody waits for somebody else."""


class _Pause:
    """In the place of a selector: nothing comes from outside, and pauses are passed over."""

    def __init__(self, loop: "VirtualLoop") -> None:
        self._loop = loop
        self._rounds = 0

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise NothingWillHappenError
        if self._loop.is_hurried:
            self._loop.is_hurried = False
            raise TimeStandsStillError
        self._rounds = 0 if timeout else self._rounds + 1
        if self._rounds > _MOST_AT_ONCE:
            self._rounds = 0
            raise TimeStandsStillError
        self._loop.pass_over(timeout)
        return []


class VirtualLoop(asyncio.BaseEventLoop):
    """Counts seconds from zero."""

    def __init__(self) -> None:
        super().__init__()
        self._seconds = 0.0
        self.is_hurried = False  # whoever sees that something is done again and again says so
        self._selector = _Pause(self)
        self._clock_resolution = _RESOLUTION
        self.set_task_factory(task_factory)

    def time(self) -> float:
        return self._seconds

    def pass_over(self, seconds: float) -> None:
        self._seconds += seconds

    def run_in_executor(  # type: ignore[override]  # a coroutine's future, as the base promises
        self, executor: Executor | None, work: Callable[..., T], *args: Any
    ) -> "asyncio.Future[T]":
        """What others do in a thread is done at once, and heard of a moment later."""
        del executor
        process = current()
        if process:
            process.step()
        try:
            tell = partial(_succeed, value=work(*args))
        except Exception as error:  # noqa: BLE001 - it is whoever waits for the work who hears of it
            tell = partial(_fail, error=error)
        if process:
            process.step()
        done: asyncio.Future[T] = self.create_future()
        self.call_later(_WRITING_TAKES, tell, done)
        return done

    def _process_events(self, _: list[Any]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody calls from another thread."""


def _succeed(done: "asyncio.Future[Any]", value: Any) -> None:
    if not done.done():
        done.set_result(value)


def _fail(done: "asyncio.Future[Any]", error: Exception) -> None:
    if not done.done():
        done.set_exception(error)
