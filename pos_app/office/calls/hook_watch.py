"""Since when providers could call without a break: until they have repeated what they could not say
before, nobody may say that all of it was heard.

They repeat "at increasing intervals". Where each is at most as long as all the time before it,
everything from a time without us has been said again once we were there for as long as that time was.
"""

import asyncio
import logging

import psycopg

from pos_app.office.database.connections import Pool

EVERY = 5.0  # seconds
# A gap of so many seconds between two beats is a break.
_BEAT = b"""
INSERT INTO hook_watch AS w (up_since, up_until, lost_from) VALUES (now(), now(), now())
ON CONFLICT (one) DO UPDATE SET
    up_until = now(),
    up_since = CASE WHEN w.up_until < now() - interval '30 seconds' THEN now() ELSE w.up_since END,
    lost_from = CASE
        WHEN w.up_until >= now() - interval '30 seconds' THEN w.lost_from
        WHEN w.up_until < w.up_since + (w.up_since - w.lost_from) + interval '5 minutes'
            THEN w.lost_from
        ELSE w.up_until END
"""
# The instant up to which everything was heard; a call may be on its way for a minute.
COMPLETE_TO = """
SELECT CASE
    WHEN up_until > up_since + (up_since - lost_from) + interval '5 minutes'
        THEN up_until - interval '1 minute'
    ELSE lost_from - interval '1 minute' END
FROM hook_watch
"""
_LOG = logging.getLogger(__name__)


async def keep_watch(pool: Pool) -> None:
    """Says again and again that the hooks are open, until it is cancelled."""
    while True:
        try:
            async with pool.connection() as connection:
                await connection.execute(_BEAT)
        except psycopg.Error as error:
            _LOG.warning("the hooks' watch was not kept: %s", type(error).__name__)
        await asyncio.sleep(EVERY)
