"""A manager has seen that a till's chain went on in another way: it needs nobody any more."""

from pos_app.office.database.connections import Connection

_SEEN = b"""
    UPDATE fold SET seen_by = %s WHERE shop = %s AND till = %s AND seen_by = ''
        AND branch IN (SELECT branch FROM branch b WHERE b.till = %s AND b.parent IS NOT NULL)
"""


async def branches_seen(connection: Connection, shop: int, till: int, who: str) -> int:
    """Returns how many there were. What it was is in the office's own chain: the caller writes
    that, in the same transaction."""
    return (await connection.execute(_SEEN, [who, shop, till, till])).rowcount
