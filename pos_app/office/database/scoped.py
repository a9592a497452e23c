"""A manager's view of the database: one transaction that sees the rows of some shops alone."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from pos_app.office.database.connections import READS_WITHIN, Connection, Pool

# An export to somebody with a slow line holds up the clearing of old rows, too, and has an end.
_LONGEST = 600.0  # seconds, of a transaction
_IDLE = "60s"
# All of it ends with the transaction: whoever gets the connection next sees nothing of it.
_SCOPE = b"""
SELECT set_config('role', 'office_read', true),
    set_config('transaction_read_only', 'on', true),
    set_config('statement_timeout', %s, true),
    set_config('idle_in_transaction_session_timeout', %s, true),
    set_config('app.sees_phones', %s, true),
    set_config('app.shops', %s, true)
"""


@asynccontextmanager
async def reading(
    pool: Pool,
    shops: Iterable[int],
    sees_phones: bool,  # noqa: FBT001 - which of the two follows from its name
) -> AsyncIterator[Connection]:
    """Gives a connection that reads the rows of these shops, until the block is left.

    Phone numbers are whole in `sale_seen` and `event_seen` where `sees_phones`, else their last
    three figures. Raises psycopg.Error, and TimeoutError after ten minutes.
    """
    words = "{" + ",".join(str(int(shop)) for shop in shops) + "}"
    async with (
        asyncio.timeout(_LONGEST),
        pool.connection() as connection,
        connection.transaction(),
    ):
        await connection.execute(_SCOPE, [READS_WITHIN, _IDLE, "on" if sees_phones else "", words])
        yield connection
