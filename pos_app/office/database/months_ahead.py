"""Makes the tables of the months ahead, for as long as the office runs."""

import asyncio
import logging
from datetime import UTC, datetime

import psycopg

from pos_app.office.database.connections import Pool
from pos_app.office.database.partitions import make_ahead

_EVERY = 6 * 3600.0  # seconds
_AGAIN_AFTER = 60.0
_log = logging.getLogger(__name__)


async def keep_months_ahead(pool: Pool) -> None:
    """Goes on until it is cancelled. Where it fails for months, events come into the DEFAULT table,
    which is an alarm."""
    while True:
        try:
            async with pool.connection() as connection:
                await make_ahead(connection, datetime.now(UTC))
        except psycopg.Error as error:
            _log.warning("the months ahead were not made: %s", type(error).__name__)
            await asyncio.sleep(_AGAIN_AFTER)
        else:
            await asyncio.sleep(_EVERY)
