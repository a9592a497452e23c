"""What an office to be tried begins with: a shop, somebody who may see it, a code for a till."""

from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from pos_app.office.database.connections import Connection, connected
from pos_app.office.database.migrator import migrate
from pos_app.office.managers import invitations, people
from pos_app.office.managers.manager import Reach
from pos_app.office.tills.codes import CodeOrder, make_code
from pos_app.office.tills.shops import NewShop, add_shop, shops
from pos_app.office.trial.cluster import Cluster

OWNER = "owner@example.org"
_WHO = "trial"
_DATABASE = "office"
_SHOP = NewShop(org="Trial", name="Main shop", zone="Africa/Luanda", country="AO")


@dataclass(frozen=True)
class FirstThings:
    """`database` is its address. `code` enrols one till within ten minutes. `invitation` is the
    token of the owner's first sign-in; empty where the owner has signed in before."""

    database: str
    code: str
    invitation: str


async def first_things(cluster: Cluster) -> FirstThings:
    """Makes what is not there yet: a folder that was kept goes on. Raises psycopg.Error."""
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        known = connection.execute(b"SELECT 1 FROM pg_database WHERE datname = %s", [_DATABASE])
        if known.fetchone() is None:
            connection.execute(f"CREATE DATABASE {_DATABASE}".encode())
    database = cluster.url(_DATABASE)
    migrate(database)
    async with connected(database, writing=1) as pools, pools.write.connection() as connection:
        await add_shop(connection, _SHOP, _WHO)
        shop = next(one.shop for one in await shops(connection) if one.name == _SHOP.name)
        code = await make_code(connection, CodeOrder(shop, _WHO))
        async with connection.transaction():
            invitation = await _invitation(connection)
    return FirstThings(database, code.code, invitation)


async def _invitation(connection: Connection) -> str:
    org = await people.org_named(connection, _SHOP.org)
    await people.add(connection, org, OWNER, "Owner", people.Rights(Reach.ORG, sees_phones=True))
    owner = await people.person(connection, OWNER)
    if owner.state != "invited":
        return ""
    return await invitations.invite(connection, owner.manager, datetime.now(UTC))
