"""A manager takes a payment that reached no till: the shop's, and somebody has looked at it."""

from pos_app.office.audit import record
from pos_app.office.database.connections import Connection

# The till that comes back still gets it, as late money.
_TAKE = b"""
UPDATE call SET taken_by = %(who)s, why = %(why)s
WHERE account = %(account)s AND mark = %(mark)s AND delivered_at IS NULL AND taken_by = ''
  AND received_at < now() - interval '5 minutes'
"""


async def take(connection: Connection, account: int, mark: bytes, who: str, why: str) -> bool:
    """Returns False where there is nothing to take: it was delivered, or taken, or is too new.

    Within the caller's transaction, who has checked that `who` may. Raises psycopg.Error, and
    ValueError without a reason.
    """
    if not why.strip():
        raise ValueError("a payment is taken for a reason")
    told = {"account": account, "mark": mark, "who": who, "why": why}
    taken = await connection.execute(_TAKE, told)
    if taken.rowcount != 1:
        return False
    await record(connection, who, "call_taken", account=account, mark=mark.hex(), why=why)
    return True
