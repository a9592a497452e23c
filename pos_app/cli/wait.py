"""Waiting for what a command began: for so long as was asked, and no longer than Ctrl-C."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from pos_app.domain.sale import Sale
    from pos_app.till.till import Till


async def so_far(till: Till, sale: Sale, seconds: float | None, waiting: Awaitable[Sale]) -> Sale:
    """What the waiting comes to; when the time is up, or at Ctrl-C, the sale as it is then. May
    raise JournalUnavailable, JournalDamaged."""
    try:
        async with asyncio.timeout(seconds):
            return await waiting
    except TimeoutError:
        pass
    except asyncio.CancelledError:
        go_on()
    return await till.journal.sale(sale.id) or sale


def go_on() -> None:
    """After Ctrl-C: it ended a wait, and not the command, which tells what it has done by now."""
    if task := asyncio.current_task():
        task.uncancel()
