"""The pause between two polls of one sale: never shorter than planned, unless something ends it."""

import asyncio

_A_MOMENT = 0.002  # seconds: no timer is more exact


class Pause:
    def __init__(self) -> None:
        self._ended = asyncio.Event()
        self._by_person = False

    @property
    def is_ended(self) -> bool:
        """Whether something has ended it before its time."""
        return self._ended.is_set()

    def end(self, *, by_person: bool = False) -> None:
        """Ends the current pause; a later one is not affected."""
        self._by_person |= by_person
        self._ended.set()

    async def last(self, seconds: float) -> bool:
        """Waits; returns whether a person ended the pause early."""
        self._ended.clear()
        self._by_person = False
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while not self._ended.is_set():
            try:
                async with asyncio.timeout_at(until):
                    await self._ended.wait()
            except TimeoutError:
                # Qt's timers may fire a twentieth early, and polls would be as much closer.
                if until - loop.time() < _A_MOMENT:
                    break
        return self._by_person
