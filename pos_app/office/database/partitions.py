"""The months of events: each a partition of its own, made ahead of time.

By the month of *receipt*, which is no guard against the same event twice: after midnight at a
month's end a repeat would be a row of another month. The head of the chain is that guard.
"""

from datetime import UTC, date, datetime

from psycopg import sql

from pos_app.office.database.connections import Connection

AHEAD = 3  # months beside the present one

_MAKE = b"SELECT make_event_months(%s, %s)"
_STRAYS = b"SELECT count(*) FROM event_default"
_KEEP_HEADS = sql.SQL("""
    INSERT INTO archived (month, shop, till, branch, head_seq, head_hash)
    SELECT DISTINCT ON (shop, till, branch) month, shop, till, branch, seq, hash
    FROM {part} ORDER BY shop, till, branch, seq DESC
""")
_DETACH = sql.SQL("ALTER TABLE event DETACH PARTITION {part}")


def month_of(at: datetime) -> date:
    """Returns the month in which something received at this instant is kept: by UTC, whatever the
    shop's clock says."""
    return at.astimezone(UTC).date().replace(day=1)


def part_of(month: date) -> str:
    """Returns the name of the month's table."""
    return f"event_{month:%Y_%m}"


async def make_ahead(connection: Connection, now: datetime) -> int:
    """Makes the present month and those ahead; returns how many were not there. Events of such a
    month that lie in the DEFAULT partition are moved into it. Raises psycopg.Error."""
    made = await (await connection.execute(_MAKE, [month_of(now), 1 + AHEAD])).fetchone()
    return made[0] if made else 0


async def strays(connection: Connection) -> int:
    """Returns how many events came in a month that nobody had made: an alarm where there are
    any."""
    row = await (await connection.execute(_STRAYS)).fetchone()
    return row[0] if row else 0


async def keep_heads(connection: Connection, month: date) -> None:
    """Keeps the head of each chain in this month, which is to be taken out of `event`. By the
    tables' owner, in the same transaction. Raises psycopg.Error."""
    await connection.execute(_KEEP_HEADS.format(part=sql.Identifier(part_of(month))))


async def detach(connection: Connection, month: date) -> str:
    """Takes a month out of `event`: every other use of that waits until the caller's transaction
    ends. Returns the name of its table, which can then be moved elsewhere. Raises psycopg.Error."""
    await connection.execute(_DETACH.format(part=sql.Identifier(part_of(month))))
    return part_of(month)
