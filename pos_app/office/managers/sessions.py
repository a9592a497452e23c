"""Sessions of managers: a random token in a cookie, and its SHA-256 in the database."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.rows import class_row

from pos_app.office.database.connections import Connection
from pos_app.office.managers.manager import How, Manager, Reach

LASTS = timedelta(days=14)  # then one signs in again, however busy
IDLE = timedelta(hours=12)
_SEEN_EVERY = timedelta(minutes=1)  # a row for each look at a page would be many
_AGENT = 200  # characters of what a browser says of itself

_BEGIN = b"""
INSERT INTO manager_session (token_sha256, manager, how, made_at, seen_at, agent, address)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
# The shops as they are now: one that opened this morning is among them.
_FIND = b"""
SELECT m.manager, m.org, o.name, m.email, m.name, m.role, m.sees_phones, m.language,
    s.made_at, s.seen_at,
    ARRAY(
        SELECT shop FROM shop WHERE shop.org = m.org AND CASE m.role
            WHEN 'org' THEN true
            WHEN 'area' THEN EXISTS (SELECT FROM manager_area a
                WHERE a.manager = m.manager AND a.area = shop.area AND a.holds)
            ELSE EXISTS (SELECT FROM manager_shop h
                WHERE h.manager = m.manager AND h.shop = shop.shop AND h.holds)
        END ORDER BY shop
    )
FROM manager_session s JOIN manager m USING (manager) JOIN org o USING (org)
WHERE s.token_sha256 = %(token)s AND s.ended_at IS NULL AND m.state = 'active'
    AND s.made_at > %(now)s - %(lasts)s::interval AND s.seen_at > %(now)s - %(idle)s::interval
"""
_SEEN = b"UPDATE manager_session SET seen_at = %s WHERE token_sha256 = %s AND seen_at < %s"
_END = b"""
UPDATE manager_session SET ended_at = %s WHERE token_sha256 = %s AND ended_at IS NULL RETURNING 1
"""
_END_OTHERS = b"""
UPDATE manager_session SET ended_at = %s
WHERE manager = %s AND token_sha256 <> %s AND ended_at IS NULL RETURNING 1
"""
_LIVING = b"""
SELECT token_sha256 AS session, how, made_at, seen_at, agent, address FROM manager_session
WHERE manager = %(manager)s AND ended_at IS NULL AND made_at > %(now)s - %(lasts)s::interval
    AND seen_at > %(now)s - %(idle)s::interval
ORDER BY seen_at DESC LIMIT 50
"""


@dataclass(frozen=True)
class Session:
    """One of a manager's sessions, for the manager to look at."""

    session: bytes
    how: str
    made_at: datetime
    seen_at: datetime
    agent: str
    address: str


@dataclass(frozen=True)
class Visitor:
    """Where a request comes from, and by which browser, as it says."""

    address: str
    agent: str


async def begin(
    connection: Connection, manager: int, how: How, visitor: Visitor, now: datetime
) -> str:
    """Begins a session and returns its token, which the database does not have."""
    token = secrets.token_urlsafe(32)
    agent = visitor.agent[:_AGENT].replace("\0", "")
    row = (session_of(token), manager, how, now, now, agent, visitor.address)
    await connection.execute(_BEGIN, row)
    return token


async def find(connection: Connection, token: str, now: datetime) -> Manager | None:
    """Returns whose session it is, if it goes on and they are still a manager."""
    session = session_of(token)
    wanted = {"token": session, "now": now, "lasts": LASTS, "idle": IDLE}
    row = await (await connection.execute(_FIND, wanted)).fetchone()
    if row is None:
        return None
    manager, org, firm, email, name, role, sees_phones, language, made_at, seen_at, shops = row
    if seen_at < now - _SEEN_EVERY:
        await connection.execute(_SEEN, [now, session, now])
    return Manager(
        manager=manager,
        org=org,
        firm=firm,
        email=email,
        name=name,
        reach=Reach(role),
        shops=tuple(shops),
        sees_phones=sees_phones,
        language=language,
        session=session,
        signed_in_at=made_at,
        form_token=_form_token(token),
    )


async def end(connection: Connection, session: bytes, now: datetime) -> bool:
    """Returns whether it was going on until now."""
    return await (await connection.execute(_END, [now, session])).fetchone() is not None


async def end_others(connection: Connection, manager: int, but: bytes, now: datetime) -> int:
    """Ends all sessions of theirs but this one, or all for b"". Returns how many."""
    ended = await connection.execute(_END_OTHERS, [now, manager, but])
    return len(await ended.fetchall())


async def living(connection: Connection, manager: int, now: datetime) -> Sequence[Session]:
    """Returns the sessions that go on, the one that was used last first."""
    wanted = {"manager": manager, "now": now, "lasts": LASTS, "idle": IDLE}
    async with connection.cursor(row_factory=class_row(Session)) as cursor:
        return await (await cursor.execute(_LIVING, wanted)).fetchall()


def session_of(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _form_token(token: str) -> str:
    """Follows from the session's token, and gives nothing of it away."""
    return hmac.digest(token.encode("utf-8", "surrogatepass"), b"forms", "sha256").hex()
