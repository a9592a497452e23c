"""Tells the office's other processes, by NOTIFY, which tills should look."""

import logging
from collections.abc import Collection

import psycopg

from pos_app.office.database.connections import Pool
from pos_app.office.wakes.wakes import CHANNEL, Look

_NOTIFY = b"SELECT pg_notify(%s, %s)"
_LOG = logging.getLogger(__name__)


class Notifier:
    """The port `TellsTills`. Each word is a transaction of its own: inside the one that writes it
    would lock out every other commit of the server."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def tell(self, tills: Collection[int]) -> None:
        if not tills:
            return
        try:
            async with self._pool.connection() as connection:
                await connection.execute(_NOTIFY, [CHANNEL, Look(frozenset(tills)).word])
        except psycopg.Error as error:
            _LOG.warning("tills were not told to look: %s", type(error).__name__)
