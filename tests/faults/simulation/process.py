"""The till's process, as far as dying goes: it has an effect on the world by its journal and by
its requests alone, and once it is dead it has none."""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

_CURRENT: ContextVar["Process | None"] = ContextVar("process", default=None)
DEED = "deed"  # a step beside a request that may change something at a provider
KEYED = "keyed"  # beside one that its provider knows by its key, for a while
_MOST_TURNS = 100  # of the loop that a task may take to notice that it is dead


@dataclass(frozen=True)
class Death:
    """At the `at`-th step, or the `at`-th of this kind. A step is just before or just after a
    write, a request or an answer."""

    kind: str
    at: int


class Process:
    """Everything that was started on its behalf, until it dies."""

    def __init__(self, death: Death | None) -> None:
        self._death = death
        self._steps = 0
        self._tasks: dict[asyncio.Task[Any], None] = {}  # in the order in which they began
        self.died = asyncio.Event()

    @property
    def alive(self) -> bool:
        return not self.died.is_set()

    def start(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """Runs this inside the process: what it starts is started there too."""
        before = _CURRENT.set(self)
        try:
            return asyncio.get_running_loop().create_task(work)
        finally:
            _CURRENT.reset(before)

    def spare(self) -> None:
        """It does not die by itself any more."""
        self._death = None

    def step(self, *kinds: str) -> None:
        """Raises CancelledError where the process dies here, or is dead: whatever follows has no
        effect."""
        if self._death and self._death.kind in ("", *kinds):
            self._steps += 1
            if self._steps == self._death.at:
                self.died.set()
        if not self.alive:
            raise asyncio.CancelledError

    async def bury(self) -> None:
        """Ends what cannot do anything any more."""
        self.died.set()
        for _ in range(_MOST_TURNS):
            left = [task for task in self._tasks if not task.done()]
            if not left:
                return
            for task in left:
                task.cancel()
            await asyncio.sleep(0)
        raise AssertionError(f"not dead: {left}")

    def _adopt(self, task: "asyncio.Task[Any]") -> None:
        self._tasks[task] = None
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.pop(task, None)
        if not task.cancelled():
            task.exception()  # of the dead nothing is reported; the living are waited for


def current() -> Process | None:
    return _CURRENT.get()


def in_the_world(work: Callable[[], T]) -> T:
    """Does it on nobody's behalf: what is started outlives the process."""
    before = _CURRENT.set(None)
    try:
        return work()
    finally:
        _CURRENT.reset(before)


def task_factory(loop: asyncio.AbstractEventLoop, work: Any, **how: Any) -> "asyncio.Task[Any]":
    """Every task belongs to the process on whose behalf it was started."""
    task: asyncio.Task[Any] = asyncio.Task(work, loop=loop, **how)
    if process := current():
        process._adopt(task)
    return task
