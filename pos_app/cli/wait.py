"""Waits for a command's sale up to `--wait` seconds, or until Ctrl-C."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from pos_app.domain.sale import Sale
    from pos_app.till.till import Till


async def so_far(till: Till, sale: Sale, seconds: float | None, waiting: Awaitable[Sale]) -> Sale:
    """Returns the outcome; when the time is up, or at Ctrl-C, the sale as it is then. May raise
    JournalUnavailable, JournalDamaged."""
    try:
        async with asyncio.timeout(seconds):
            return await waiting
    except TimeoutError:
        pass
    except asyncio.CancelledError:
        go_on()
    return await till.journal.sale(sale.id) or sale


def go_on() -> None:
    """Continues after Ctrl-C, which ended the wait but not the command: it still prints the
    outcome."""
    if task := asyncio.current_task():
        task.uncancel()
