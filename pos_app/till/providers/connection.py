"""Connection to a provider: whether requests leave this computer, and when the till tries next.

It is cut as soon as a request could not leave, and open again as soon as one did, whatever became
of that one. While it is cut, sales do not ask one by one: `reconnection.py` tries for all of them.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True)
class NextTry:
    """The next try of a till that gets no answer, in seconds from now."""

    tries: int  # in vain, so far
    due_in: float  # 0 while it is under way
    pause: float  # the whole pause before it


class Connection:
    """The way from this computer to one provider."""

    def __init__(self) -> None:
        self.tries = 0  # in vain, since it was cut
        self._cut = asyncio.Event()
        self._open = asyncio.Event()
        self._open.set()
        self._sooner = asyncio.Event()
        self._pause = 0.0
        self._next_at = 0.0  # by the loop's clock
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Tells the listener of each change. As it opens, `tries` are still those in vain."""
        self._listeners.append(listener)

    @property
    def is_cut(self) -> bool:
        return self._cut.is_set()

    def cut_off(self) -> None:
        """Takes note of a request that could not leave."""
        if not self.is_cut:
            self.tries = 1
            self._turn(is_open=False)

    def came_through(self) -> None:
        """Takes note of a request that left, with or without an answer."""
        if self.is_cut:
            self._turn(is_open=True)
            self.tries = 0

    async def until_cut(self) -> None:
        await self._cut.wait()

    async def until_open(self) -> None:
        await self._open.wait()

    async def pause(self, seconds: float) -> None:
        """Waits before the next try, unless `try_now` has ended the wait since the last one began,
        or a request comes through."""
        loop = asyncio.get_running_loop()
        self._pause, self._next_at = seconds, loop.time() + seconds
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._sooner.wait()
        self._sooner.clear()

    def try_now(self) -> None:
        """Ends the pause before the next try: a person asks, or the network is back."""
        self._sooner.set()

    def next_try(self) -> NextTry:
        left = self._next_at - asyncio.get_running_loop().time()
        return NextTry(self.tries, max(left, 0.0), self._pause)

    def _turn(self, *, is_open: bool) -> None:
        now, before = (self._open, self._cut) if is_open else (self._cut, self._open)
        before.clear()
        now.set()
        if is_open:
            self._sooner.set()
        else:
            self._sooner.clear()
        for listener in self._listeners:
            listener()
