"""Hears by asking for undelivered calls: where LISTEN cannot be had, as behind a pooler."""

import asyncio
import logging
from collections.abc import AsyncGenerator

import psycopg

from pos_app.office.database.connections import Pool
from pos_app.office.wakes.wakes import Look

EVERY = 0.25  # seconds
# By list, and not from the last one on: what commits late is seen all the same. A till has looked
# by itself at what is older. One without an owner is for all tills that sell by its account, once
# there was time to find it.
_WAITING = b"""
SELECT account, mark, till FROM call
WHERE till IS NOT NULL AND delivered_at IS NULL AND done_at IS NULL
  AND received_at > now() - interval '10 minutes'
UNION ALL
SELECT account, mark, till.till FROM call JOIN account_shop USING (account) JOIN till USING (shop)
WHERE call.till IS NULL AND delivered_at IS NULL
  AND received_at BETWEEN now() - interval '10 minutes' AND now() - interval '2 seconds'
"""
_LOG = logging.getLogger(__name__)


class AskingWakes:
    """The port `Wakes`, by one question over and over."""

    def __init__(self, pool: Pool, *, every: float = EVERY) -> None:
        self._pool = pool
        self._every = every

    async def looks(self) -> AsyncGenerator[Look, None]:
        known: set[tuple[int, bytes, int]] | None = None
        while True:
            try:
                async with self._pool.connection() as connection:
                    found = await connection.execute(_WAITING)
                    waiting = {(row[0], bytes(row[1]), row[2]) for row in await found.fetchall()}
            except psycopg.Error as error:
                _LOG.warning("the office cannot ask for calls: %s", type(error).__name__)
                known = None
                await asyncio.sleep(self._every)
                continue
            if known is None:
                yield Look()
            elif fresh := {till for _, _, till in waiting - known}:
                yield Look(frozenset(fresh))
            known = waiting
            await asyncio.sleep(self._every)
