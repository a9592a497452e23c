"""The office's managers as the database has them: made, listed, given other rights, removed."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from pos_app.office.database.connections import Connection
from pos_app.office.managers.manager import Reach
from pos_app.office.managers.passwords import Sealed

_HANDLE = 32  # bytes

_ADD = b"""
INSERT INTO manager (org, email, name, role, sees_phones, language, handle)
VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (email) DO NOTHING RETURNING manager
"""
_ORG = b"SELECT org FROM org WHERE name = %s OR org::text = %s ORDER BY org LIMIT 2"
_AREAS = b"SELECT area FROM area WHERE org = %s AND name = ANY (%s)"
_SHOPS = b"SELECT shop FROM shop WHERE org = %s AND (name = ANY (%s) OR shop::text = ANY (%s))"
_RIGHTS = b"UPDATE manager SET role = %s, sees_phones = %s WHERE manager = %s"
_NO_AREAS = b"UPDATE manager_area SET holds = false WHERE manager = %s"
_NO_SHOPS = b"UPDATE manager_shop SET holds = false WHERE manager = %s"
_HOLD_AREA = b"""
INSERT INTO manager_area (manager, area) SELECT %s, area FROM unnest(%s::bigint[]) AS area
ON CONFLICT (manager, area) DO UPDATE SET holds = true
"""
_HOLD_SHOP = b"""
INSERT INTO manager_shop (manager, shop) SELECT %s, shop FROM unnest(%s::bigint[]) AS shop
ON CONFLICT (manager, shop) DO UPDATE SET holds = true
"""
_PEOPLE = b"""
SELECT m.manager, m.org AS org_number, o.name AS org, m.email, m.name, m.role, m.sees_phones,
    m.state,
    m.password_hash IS NOT NULL AS has_password,
    (SELECT count(*) FROM passkey p WHERE p.manager = m.manager AND p.removed_at IS NULL)::int
        AS passkeys,
    ARRAY(SELECT a.name FROM manager_area h JOIN area a USING (area)
        WHERE h.manager = m.manager AND h.holds ORDER BY a.name) AS areas,
    ARRAY(SELECT s.name FROM manager_shop h JOIN shop s USING (shop)
        WHERE h.manager = m.manager AND h.holds ORDER BY s.name) AS shops,
    (SELECT max(s.seen_at) FROM manager_session s WHERE s.manager = m.manager) AS seen_at
FROM manager m JOIN org o USING (org)
WHERE %(email)s = '' OR m.email = %(email)s ORDER BY o.name, m.email
"""
_ZONE = b"SELECT zone FROM shop WHERE shop = ANY (%s) ORDER BY shop LIMIT 1"
_NAME = b"SELECT name FROM manager WHERE manager = %s"
_STATE = b"UPDATE manager SET state = %s WHERE manager = %s"
_KEEP = b"""
UPDATE manager SET password_salt = %s, password_cost = %s, password_hash = %s, totp_sealed = %s,
    totp_step = greatest(totp_step, %s), state = 'active'
WHERE manager = %s AND state <> 'removed'
"""
_FORGET_WAYS = b"""
UPDATE manager SET password_salt = NULL, password_cost = '', password_hash = NULL,
    totp_sealed = NULL WHERE manager = %s
"""
_LANGUAGE = b"UPDATE manager SET language = %s WHERE manager = %s"


class NotOne(Exception):
    """No organisation, area, shop or manager has this name, or more than one."""


@dataclass(frozen=True)
class Rights:
    """`areas` and `shops` by name; a shop also by its number."""

    reach: Reach
    areas: Sequence[str] = ()
    shops: Sequence[str] = ()
    sees_phones: bool = False


@dataclass(frozen=True)
class ListedManager:
    """A manager, as a list of them shows one."""

    manager: int
    org_number: int
    org: str
    email: str
    name: str
    role: str
    sees_phones: bool
    state: str
    has_password: bool
    passkeys: int
    areas: Sequence[str]
    shops: Sequence[str]
    seen_at: datetime | None


def plain_email(typed: str) -> str:
    """Returns the address as the office keeps it, whatever somebody typed."""
    legible = typed.encode("utf-8", "replace").decode().replace("\0", "?")
    return legible.strip().casefold()


async def org_named(connection: Connection, name: str) -> int:
    """Returns the organisation of this name or number. Raises NotOne."""
    rows = await (await connection.execute(_ORG, [name, name])).fetchall()
    if len(rows) != 1:
        raise NotOne(name)
    org: int = rows[0][0]
    return org


async def add(
    connection: Connection, org: int, email: str, name: str, rights: Rights, language: str = ""
) -> int | None:
    """Makes a manager, who has yet to be invited; None where the address has one. In the caller's
    transaction. Raises NotOne."""
    handle = secrets.token_bytes(_HANDLE)
    values = (org, plain_email(email), name, rights.reach, rights.sees_phones, language, handle)
    row = await (await connection.execute(_ADD, values)).fetchone()
    if row is None:
        return None
    manager: int = row[0]
    await _give(connection, org, manager, rights)
    return manager


async def change_rights(connection: Connection, org: int, manager: int, rights: Rights) -> None:
    """Gives these rights in the place of all others. In the caller's transaction; they hold from
    the next request on. Raises NotOne."""
    await connection.execute(_RIGHTS, [rights.reach, rights.sees_phones, manager])
    await connection.execute(_NO_AREAS, [manager])
    await connection.execute(_NO_SHOPS, [manager])
    await _give(connection, org, manager, rights)


async def _give(connection: Connection, org: int, manager: int, rights: Rights) -> None:
    if rights.reach is Reach.AREA:
        found = await connection.execute(_AREAS, [org, [*rights.areas]])
        areas = [row[0] for row in await found.fetchall()]
        _each_once(rights.areas, areas)
        await connection.execute(_HOLD_AREA, [manager, areas])
    if rights.reach is Reach.SHOP:
        found = await connection.execute(_SHOPS, [org, [*rights.shops], [*rights.shops]])
        shops = [row[0] for row in await found.fetchall()]
        _each_once(rights.shops, shops)
        await connection.execute(_HOLD_SHOP, [manager, shops])


def _each_once(named: Sequence[str], found: Sequence[int]) -> None:
    if not named or len(found) != len(set(named)):
        raise NotOne(", ".join(named))


async def people(connection: Connection, email: str = "") -> Sequence[ListedManager]:
    """Returns all managers, or the one of this address."""
    async with connection.cursor(row_factory=class_row(ListedManager)) as cursor:
        return await (await cursor.execute(_PEOPLE, {"email": plain_email(email)})).fetchall()


async def person(connection: Connection, email: str) -> ListedManager:
    """Raises NotOne."""
    found = await people(connection, email) if email.strip() else ()
    if len(found) != 1:
        raise NotOne(email)
    return found[0]


async def zone_of(connection: Connection, shops: Sequence[int]) -> str:
    """Returns the zone whose time a page tells to who sees these shops: that of the first."""
    row = await (await connection.execute(_ZONE, [[*shops]])).fetchone()
    return row[0] if row else "UTC"


async def name_of(connection: Connection, who: str) -> str:
    """Returns the name of whom the office's chain calls `manager:7`; others are as they are
    called."""
    kind, _, number = who.partition(":")
    if kind != "manager" or not number.isdecimal():
        return who
    row = await (await connection.execute(_NAME, [int(number)])).fetchone()
    return row[0] if row else who


async def set_state(connection: Connection, manager: int, state: str) -> None:
    await connection.execute(_STATE, [state, manager])


async def keep_password(connection: Connection, manager: int, kept: Sealed, step: int) -> None:
    """Gives them this password. `step` is of the code that proved its app."""
    values = (kept.salt, kept.cost, kept.hash, kept.secret, step, manager)
    await connection.execute(_KEEP, values)


async def forget_password(connection: Connection, manager: int) -> None:
    await connection.execute(_FORGET_WAYS, [manager])


async def speak(connection: Connection, manager: int, language: str) -> None:
    await connection.execute(_LANGUAGE, [language, manager])
