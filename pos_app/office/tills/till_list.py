"""The tills of an office, as people list them."""

from dataclasses import dataclass
from datetime import datetime

from pos_app.office.database.connections import Connection

_ALL = b"""
    SELECT t.till, t.public, t.name, s.shop, s.name, t.state = 'active', t.version, t.branch,
           b.head_seq, b.heard_at, t.clone_seen_at
    FROM till t JOIN shop s USING (shop) JOIN branch b USING (shop, till, branch)
    WHERE t.public = %(public)s OR %(public)s = '' ORDER BY s.name, t.name, t.till
"""


@dataclass(frozen=True)
class ListedTill:
    """`head` is the number of the last event that the office has of it; `clone_seen_at` when two
    computers ran as this till."""

    till: int
    public: str
    name: str
    shop: int
    shop_name: str
    is_active: bool
    version: str
    branch: int
    head: int
    heard_at: datetime | None
    clone_seen_at: datetime | None


async def tills(connection: Connection, public: str = "") -> list[ListedTill]:
    """Returns all of them, or the one of this id. Raises psycopg.Error."""
    rows = await (await connection.execute(_ALL, {"public": public})).fetchall()
    return [ListedTill(*row) for row in rows]
