"""Since when providers could call without a break: until they have repeated what they could not say
before, nobody may say that all of it was heard.

They repeat "at increasing intervals". Where each is at most as long as all the time before it,
everything from a time without us was said again once we have been there for as long again.
"""

import asyncio
import logging

import psycopg

from pos_app.office.calls.missed_calls import MissedCalls
from pos_app.office.database.connections import Pool

EVERY = 5.0  # seconds
# A gap of so many seconds between two beats is a break; so is a process that began anew, or could
# not store what it heard.
_BEAT = b"""
INSERT INTO hook_watch AS w (up_since, up_until, lost_from, public_url)
VALUES (now(), now(), now(), %(public_url)s)
ON CONFLICT (one) DO UPDATE SET
    public_url = EXCLUDED.public_url,
    up_until = now(),
    up_since = CASE
        WHEN %(broke)s OR w.up_until < now() - interval '30 seconds' THEN now()
        ELSE w.up_since END,
    lost_from = CASE
        WHEN NOT %(broke)s AND w.up_until >= now() - interval '30 seconds' THEN w.lost_from
        WHEN w.up_until < w.up_since + (w.up_since - w.lost_from) + interval '5 minutes'
            THEN w.lost_from
        ELSE w.up_until END
"""
# The same for what one account's provider said: others do not wait for it.
_MISSED = b"""
UPDATE account SET missed_until = now(),
    missed_from = CASE
        WHEN now() <= missed_until + (missed_until - missed_from) + interval '5 minutes'
            THEN missed_from
        ELSE now() END
WHERE account = ANY(%s)
"""
# The instant up to which everything of an `account` was heard; a call may be on its way for a
# minute.
COMPLETE_TO = b"""
SELECT LEAST(
    CASE
        WHEN up_until > up_since + (up_since - lost_from) + interval '5 minutes'
            THEN up_until - interval '1 minute'
        ELSE lost_from - interval '1 minute' END,
    CASE
        WHEN now() <= missed_until + (missed_until - missed_from) + interval '5 minutes'
            THEN missed_from - interval '1 minute' END)
FROM hook_watch
"""
_LOG = logging.getLogger(__name__)


async def keep_watch(pool: Pool, public_url: str, missed: MissedCalls) -> None:
    """Says again and again that the hooks are open, at this address, and what they missed, until it
    is cancelled."""
    while True:
        told = missed.taken()
        try:
            await beat(pool, public_url, told)
        except psycopg.Error as error:
            missed.put_back(told)
            _LOG.warning("the hooks' watch was not kept: %s", type(error).__name__)
        await asyncio.sleep(EVERY)


async def beat(pool: Pool, public_url: str, missed: MissedCalls) -> None:
    """Says it once. Raises psycopg.Error."""
    said = {"public_url": public_url, "broke": missed.anybodys}
    async with pool.connection() as connection, connection.transaction():
        await connection.execute(_MISSED, [[*missed.accounts]])
        await connection.execute(_BEAT, said)
