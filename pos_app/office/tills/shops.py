"""The shops of an office, and the organisations and areas that they belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pos_app.office.audit import record
from pos_app.office.database.connections import Connection

Params = Sequence[object] | Mapping[str, object]

_ORG = b"SELECT org FROM org WHERE name = %s ORDER BY org LIMIT 1"
_NEW_ORG = b"INSERT INTO org (name) VALUES (%s) RETURNING org"
_AREA = b"""
    INSERT INTO area (org, name) VALUES (%s, %s)
    ON CONFLICT (org, name) DO UPDATE SET name = excluded.name RETURNING area
"""
_SHOP = b"""
    INSERT INTO shop (org, area, name, zone, country)
    SELECT %(org)s, %(area)s, %(name)s, %(zone)s, %(country)s
    WHERE NOT EXISTS (SELECT FROM shop WHERE org = %(org)s AND name = %(name)s)
    RETURNING shop
"""
_ALL = b"""
    SELECT s.shop, o.name, coalesce(a.name, ''), s.name, s.zone, s.country,
           (SELECT count(*) FROM till t WHERE t.shop = s.shop AND t.state = 'active')
    FROM shop s JOIN org o USING (org) LEFT JOIN area a USING (area) ORDER BY 2, 3, 4
"""
_ONE_AT_A_TIME = b"SELECT pg_advisory_xact_lock(1048271)"


@dataclass(frozen=True)
class NewShop:
    """`zone` is the IANA's name, `country` two letters by ISO 3166; `area` may be empty."""

    org: str
    name: str
    zone: str
    country: str
    area: str = ""


@dataclass(frozen=True)
class ListedShop:
    """`tills` counts those that are enrolled."""

    shop: int
    org: str
    area: str
    name: str
    zone: str
    country: str
    tills: int


async def add_shop(connection: Connection, new: NewShop, who: str) -> int | None:
    """Returns the number of the new shop; None where the organisation has one of this name. Raises
    psycopg.Error."""
    async with connection.transaction():
        await connection.execute(_ONE_AT_A_TIME)
        named = [new.org]
        org = await _first(connection, _ORG, named) or await _first(connection, _NEW_ORG, named)
        area = await _first(connection, _AREA, [org, new.area]) if new.area else None
        shop = await _first(connection, _SHOP, {**vars(new), "org": org, "area": area})
        if shop is not None:
            await record(connection, who, "shop_added", shop=shop, **vars(new))
    return shop


async def shops(connection: Connection) -> list[ListedShop]:
    rows = await (await connection.execute(_ALL)).fetchall()
    return [ListedShop(*row) for row in rows]


async def _first(connection: Connection, query: bytes, values: Params) -> int | None:
    row = await (await connection.execute(query, values)).fetchone()
    return row[0] if row else None
