"""Holds a till, so that of several who decide about it one goes on and the others wait."""

from pos_app.office.database.connections import Connection

_HOLD = b"SELECT FROM till WHERE public = %s FOR UPDATE"


async def hold_till(connection: Connection, public: str) -> None:
    """Holds it until the caller's transaction ends. Raises psycopg.Error.

    What is decided by is read afterwards, in a statement of its own: one that waits for the lock
    has looked at the rows beside the till before, and misses the branch that the other has opened.
    """
    await connection.execute(_HOLD, [public])
