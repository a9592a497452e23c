"""Wakes the open streams when something was folded, so that none has to ask all the time."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class LiveNews:
    """On one event loop. Whoever waits takes `next` before it looks: what comes meanwhile is news,
    too."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    @property
    def next(self) -> asyncio.Event:
        return self._next

    def tell(self, *_: object) -> None:
        """Something is new: all who wait look."""
        self._next.set()
        self._next = asyncio.Event()


async def first_of(*events: asyncio.Event, within: float) -> None:
    """Waits for the first of these, at most so many seconds."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
            with suppress(asyncio.CancelledError):
                await wait
