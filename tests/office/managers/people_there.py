"""Shops of one organisation, their managers, and an app that shows the codes of the moment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyotp
from psycopg import AsyncConnection

from pos_app.office.database.connections import Connections
from pos_app.office.managers import invitations, people, totp
from pos_app.office.managers.door import Door
from pos_app.office.managers.first_sign_in import Begun, ChosenWay, with_password
from pos_app.office.managers.manager import Reach
from pos_app.office.managers.passwords import Cost
from pos_app.office.managers.people import Rights
from pos_app.office.managers.sessions import Visitor
from pos_app.office.managers.sign_in import TypedProof
from pos_app.office.managers.site import Site

PASSWORD = "quitandeira do Sambizanga"
CHEAP = Cost(memory=8, passes=1, lanes=1)  # what a test waits for is not the hash
HOME = Visitor("203.0.113.7", "Firefox/156")


@dataclass
class Clock:
    """Its hands are moved by the test."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 27, 19, 22, 5, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **time: float) -> None:
        self.at += timedelta(**time)


@dataclass
class App:
    """An authenticator app: another implementation than the office's own."""

    clock: Clock
    secret: bytes = field(default_factory=totp.new_secret)

    @property
    def code(self) -> str:
        return pyotp.TOTP(totp.secret_text(self.secret)).at(self.clock.at)

    def typed(self, email: str, password: str = PASSWORD) -> TypedProof:
        return TypedProof(email, password, self.code)


@dataclass
class Office:
    """An office with two areas of two shops each, and what is in it by name."""

    pools: Connections
    door: Door
    clock: Clock
    org: int
    shops: dict[str, int]

    async def add(self, email: str, rights: Rights | None = None, language: str = "") -> str:
        """Makes a manager, and returns the token of the invitation."""
        async with self.pools.write.connection() as connection, connection.transaction():
            manager = await people.add(
                connection, self.org, email, email.title(), rights or Rights(Reach.ORG), language
            )
            assert manager is not None
            return await invitations.invite(connection, manager, self.clock())

    async def active(self, email: str, rights: Rights | None = None) -> tuple[App, Begun]:
        """Makes a manager who has signed in once."""
        app = App(self.clock)
        token = await self.add(email, rights)
        chosen = ChosenWay(PASSWORD, PASSWORD, app.secret, app.code)
        begun = await with_password(self.door, token, chosen, HOME)
        assert isinstance(begun, Begun)
        self.clock.passes(seconds=31)  # that code is spent
        return app, begun

    async def noted(self) -> Sequence[tuple[str, str, str]]:
        """What the office's own chain of events has: who, what, and more of it."""
        async with self.pools.write.connection() as connection:
            found = await connection.execute(
                b"SELECT who, kind, data FROM office_event ORDER BY seq"
            )
            return await found.fetchall()

    async def dump(self) -> str:
        """Every value of every table, as its owner copies it."""
        async with await AsyncConnection.connect(str(self.pools.write.conninfo)) as connection:
            tables = await connection.execute(
                b"SELECT relname FROM pg_class WHERE relkind = 'r'"
                b" AND relnamespace = 'public'::regnamespace AND relname <> 'office_step'"
            )
            rows = []
            for (name,) in await tables.fetchall():
                assert re.fullmatch(r"\w+", name)
                found = await connection.execute(f"SELECT t::text FROM {name} AS t".encode())
                rows += [f"{name}: {row}" for (row,) in await found.fetchall()]
        return "\n".join(rows)


async def office_in(pools: Connections, origin: str = "https://office.example") -> Office:
    """Opens an office in an empty database."""
    async with pools.write.connection() as connection:
        org = await connection.execute(b"INSERT INTO org (name) VALUES ('Palanca') RETURNING org")
        (number,) = await org.fetchone() or (0,)
        found = await connection.execute(
            b"WITH a AS (INSERT INTO area (org, name) VALUES (%s, 'Norte'), (%s, 'Sul')"
            b" RETURNING area, name)"
            b" INSERT INTO shop (org, area, name, zone, country) SELECT %s, area,"
            b" name || ' ' || n, 'Africa/Luanda', 'AO' FROM a, generate_series(1, 2) AS n"
            b" RETURNING name, shop",
            [number] * 3,
        )
        shops: dict[str, int] = dict(await found.fetchall())
    clock = Clock()
    door = Door(pools.write, Site(origin), "Palanca", CHEAP, clock)
    return Office(pools, door, clock, number, shops)
