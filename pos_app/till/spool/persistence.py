"""Writes that must not be lost to a disk that fails for a while."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from pos_app.domain.errors import JournalUnavailable, SpoolUnavailable

T = TypeVar("T")

_PAUSE = 1.0  # seconds between two tries


async def until_written(write: Callable[[], Awaitable[T]]) -> T:
    """Writes, and tries again while the journal or the spool's file does not take it."""
    while True:
        try:
            return await write()
        except (JournalUnavailable, SpoolUnavailable):
            await asyncio.sleep(_PAUSE)
