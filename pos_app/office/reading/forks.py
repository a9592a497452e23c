"""A till whose chain went on in more than one way, for whoever looks into it."""

from dataclasses import dataclass
from datetime import datetime

from pos_app.office.database.connections import Connection
from pos_app.office.reading.asking import ask, utc

_FORK = b"""
    SELECT t.shop, s.name AS shop_name, t.name AS till_name, b.opened_at, b.from_seq, f.explained
    FROM fold f JOIN branch b USING (shop, till, branch) JOIN till t ON t.till = f.till
    JOIN shop s ON s.shop = t.shop
    WHERE f.till = %s AND b.parent IS NOT NULL AND f.seen_by = ''
    ORDER BY b.branch DESC LIMIT 1
"""


@dataclass(frozen=True, kw_only=True)
class ForkedTill:
    """The last way that nobody has looked into. `explained`: by a restore in its own chain."""

    shop: int
    shop_name: str
    till_name: str
    opened_at: datetime | None
    from_seq: int  # the last event that both ways have
    explained: bool


async def fork_of(connection: Connection, till: int) -> ForkedTill | None:
    """Returns None where there is none, or it has been seen."""
    rows = await ask(connection, _FORK, [till])
    return ForkedTill(**{**rows[0], "opened_at": utc(rows[0]["opened_at"])}) if rows else None
