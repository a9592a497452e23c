"""One collector an account: by a row, and not by a session's lock, which poolers break."""

from datetime import datetime
from typing import NamedTuple

from pos_app.office.database.connections import Pool

LASTS = 30.0  # seconds: as long is an account without a collector whose process was killed
# The fence rises whenever the holder changes: whoever has an older one writes nothing any more.
_TAKE = b"""
UPDATE account SET
    fence = fence + CASE WHEN lease_holder = %(holder)s THEN 0 ELSE 1 END,
    lease_holder = %(holder)s,
    lease_until = clock_timestamp() + make_interval(secs => %(lasts)s)
WHERE account = %(account)s
  AND (lease_holder = %(holder)s OR lease_until IS NULL OR lease_until < clock_timestamp())
RETURNING fence, clock_timestamp()
"""
_GIVE_BACK = b"""
UPDATE account SET lease_until = NULL WHERE account = %s AND lease_holder = %s
"""
_COLLECTED = b"""
UPDATE account SET collected_at = %(at)s
WHERE account = %(account)s AND fence = %(fence)s
  AND (collected_at IS NULL OR collected_at < %(at)s)
"""
_TROUBLE = b"""
UPDATE account SET trouble = %(trouble)s
WHERE account = %(account)s AND fence = %(fence)s AND trouble <> %(trouble)s
"""


class Held(NamedTuple):
    """The lease is held; `now` is the database's time, before anything is asked under it."""

    fence: int
    now: datetime


class Lease:
    """The lease of one account, for one process. Each method raises psycopg.Error."""

    def __init__(self, pool: Pool, account: int, holder: str, lasts: float = LASTS) -> None:
        self._pool = pool
        self._account = account
        self._holder = holder
        self.lasts = lasts

    async def take(self) -> Held | None:
        """Takes the lease, or makes it last on; None while another process has it."""
        told = {"account": self._account, "holder": self._holder, "lasts": self.lasts}
        async with self._pool.connection() as connection:
            row = await (await connection.execute(_TAKE, told)).fetchone()
        return Held(*row) if row else None

    async def give_back(self) -> None:
        async with self._pool.connection() as connection:
            await connection.execute(_GIVE_BACK, [self._account, self._holder])

    async def collected(self, held: Held, at: datetime) -> None:
        """Notes that the whole queue, as it was then, is stored. `at` is the time at its provider,
        by which tills end references: the database's clock may be ahead of it."""
        told = {"account": self._account, "fence": held.fence, "at": min(held.now, at)}
        async with self._pool.connection() as connection:
            await connection.execute(_COLLECTED, told)

    async def tell_trouble(self, held: Held, trouble: str) -> None:
        """Notes what managers should know of; an empty text where all is well."""
        told = {"account": self._account, "fence": held.fence, "trouble": trouble}
        async with self._pool.connection() as connection:
            await connection.execute(_TROUBLE, told)
