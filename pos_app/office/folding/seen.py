"""A manager has seen that a till's chain went on in another way: it needs nobody any more."""

from pos_app.office.audit import record
from pos_app.office.database.connections import Connection

_SEEN = b"""
    UPDATE fold SET seen_by = %s WHERE till = %s AND seen_by = ''
        AND branch IN (SELECT branch FROM branch b WHERE b.till = %s AND b.parent IS NOT NULL)
"""


async def branches_seen(connection: Connection, till: int, who: str, why: str) -> bool:
    """Returns whether there was any to be seen. Within the caller's transaction, who has checked
    that `who` may. Raises psycopg.Error, and ValueError without a reason."""
    if not why.strip():
        raise ValueError("a fork is seen for a reason")
    if not (await connection.execute(_SEEN, [who, till, till])).rowcount:
        return False
    await record(connection, who, "fork_seen", till=till, why=why)
    return True
