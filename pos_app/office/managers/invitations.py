"""One-time addresses for a manager's first sign-in, also for the one after all was lost."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.rows import class_row

from pos_app.office.database.connections import Connection
from pos_app.office.managers.sessions import session_of

LASTS = timedelta(days=3)

# One that was made before is good no more: it may be in the wrong mailbox.
_END = b"UPDATE invitation SET expires_at = %s WHERE manager = %s AND expires_at > %s"
_ADD = (
    b"INSERT INTO invitation (token_sha256, manager, made_at, expires_at) VALUES (%s, %s, %s, %s)"
)
_FIND = b"""
SELECT i.manager, m.email, m.name, m.language, i.expires_at
FROM invitation i JOIN manager m USING (manager)
WHERE i.token_sha256 = %s AND i.used_at IS NULL AND i.expires_at > %s AND m.state <> 'removed'
"""
_USE = b"""
UPDATE invitation SET used_at = %(now)s WHERE token_sha256 = %(token)s AND used_at IS NULL
    AND expires_at > %(now)s RETURNING manager
"""


@dataclass(frozen=True)
class Invitation:
    """Whom an address invites."""

    manager: int
    email: str
    name: str
    language: str
    expires_at: datetime


async def invite(connection: Connection, manager: int, now: datetime) -> str:
    """Makes an invitation, in the caller's transaction, and returns its token."""
    token = secrets.token_urlsafe(32)
    await connection.execute(_END, [now, manager, now])
    await connection.execute(_ADD, [session_of(token), manager, now, now + LASTS])
    return token


async def invited(connection: Connection, token: str, now: datetime) -> Invitation | None:
    """Returns whom it invites, or None where it invites nobody any more."""
    async with connection.cursor(row_factory=class_row(Invitation)) as cursor:
        return await (await cursor.execute(_FIND, [session_of(token), now])).fetchone()


async def use(connection: Connection, token: str, now: datetime) -> int | None:
    """Spends the invitation, in the caller's transaction. Of two at once one gets the manager."""
    used = await connection.execute(_USE, {"token": session_of(token), "now": now})
    row = await used.fetchone()
    return row[0] if row else None
