"""Who sees which rows: as the managers' role, by every name that there is in the database."""

import asyncio
from datetime import UTC, date, datetime

import psycopg
import pytest
from office.managers.shops_apart import MINE, PHONES, SECRET, THEIRS, Shops
from psycopg import errors, sql

from pos_app.domain.phone import Phone
from pos_app.office.database.connections import Connections, connected
from pos_app.office.database.migrator import ROLES, migrate
from pos_app.office.database.scoped import reading
from pos_app.office.reading.shops_reader import ShopsReader
from pos_app.office.reading.views import SalesQuestion
from pos_app.office.trial.cluster import Cluster


async def _relations(pools: Connections) -> list[str]:
    async with pools.write.connection() as connection:
        found = await connection.execute(
            b"SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm')"
            b" AND relnamespace = 'public'::regnamespace"
        )
        return [row[0] for row in await found.fetchall()]


async def _all_of(pools: Connections, name: str, shops: list[int], *, sees_phones: bool) -> str:
    """Every value that a manager of these shops can have of this relation, by the columns that
    there are."""
    async with pools.write.connection() as connection:
        found = await connection.execute(
            b"SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            b" AND NOT attisdropped AND has_column_privilege('office_read', attrelid, attnum,"
            b" 'SELECT')",
            [name],
        )
        columns = [sql.Identifier(row[0]) for row in await found.fetchall()]
    if not columns:
        with pytest.raises(errors.InsufficientPrivilege):
            async with reading(pools.read, shops, sees_phones=sees_phones) as connection:
                await connection.execute(sql.SQL("TABLE {}").format(sql.Identifier(name)))
        return ""
    question = sql.SQL("SELECT {} FROM {}").format(
        sql.SQL(", ").join(columns), sql.Identifier(name)
    )
    async with reading(pools.read, shops, sees_phones=sees_phones) as connection:
        return str(await (await connection.execute(question)).fetchall())


async def test_a_manager_sees_no_row_of_another_shop_by_any_name(
    shops: Shops,
) -> None:
    async with connected(shops.url) as pools:
        names = await _relations(pools)
        assert {"event_default", "event_2027_01", "event_seen", "till", "call", "later"} <= {*names}
        for sees_phones in (False, True):
            seen = {
                name: await _all_of(pools, name, [shops.seven], sees_phones=sees_phones)
                for name in names
            }
            everything = str(seen)
            assert THEIRS not in everything
            assert PHONES[THEIRS] not in everything
            assert "•888" not in everything
            assert SECRET not in everything
            mine = {name for name, rows in seen.items() if MINE in rows}
            assert mine == {
                *("org", "area", "shop", "till", "fold", "account", "call", "event_seen", "later"),
                *("sale", "sale_seen", "till_close_seen", "day_total", "movement"),
                *(["sale_phone"] if sees_phones else []),
            }
            assert seen["call"].count(MINE) == 2  # one of its till, and one without an owner
            assert (PHONES[MINE] in everything) is sees_phones
            assert ("+244••••••777" in everything) is not sees_phones
            nobody = "".join(
                [await _all_of(pools, name, [], sees_phones=sees_phones) for name in names]
            )
            assert MINE not in nobody
        assert seen["event_seen"].count("+244") == 2  # verbatim, with what the provider said
        both = await _all_of(pools, "event_seen", [shops.seven, shops.eight], sees_phones=False)
        assert MINE in both
        assert THEIRS in both


async def test_a_payment_without_an_owner_is_for_whoever_sees_all_shops_of_its_account(
    shops: Shops,
) -> None:
    async with connected(shops.url) as pools:
        async with pools.write.connection() as connection:
            await connection.execute(
                b"INSERT INTO account_shop SELECT account, %s FROM account_shop WHERE shop = %s",
                [shops.eight, shops.seven],
            )
        count = b"SELECT count(*) FROM call WHERE till IS NULL"
        for mine, unowned in (
            ([shops.seven], 0),
            ([shops.eight], 1),
            ([shops.seven, shops.eight], 2),
        ):
            async with reading(pools.read, mine, sees_phones=False) as connection:
                assert await (await connection.execute(count)).fetchone() == (unowned,)


async def test_two_managers_on_one_connection_never_see_each_others(shops: Shops) -> None:
    """One question fails in the middle, one is cut off: the connection keeps nothing of them."""
    async with connected(shops.url) as pools:
        await pools.read.resize(1, 1)
        names = b"SELECT name, current_setting('app.sees_phones') FROM shop"

        async def ask(shop: int, turn: int) -> tuple[int, object]:
            async with reading(pools.read, [shop], sees_phones=shop == shops.seven) as connection:
                rows = await (await connection.execute(names)).fetchall()
                await asyncio.sleep(0)
                if turn % 3 == 0:
                    await connection.execute(b"SELECT 1 / 0")
                return shop, rows

        asked = [ask(shop, turn) for turn in range(8) for shop in (shops.seven, shops.eight)]
        for answer in await asyncio.gather(*asked, return_exceptions=True):
            if isinstance(answer, BaseException):
                assert isinstance(answer, errors.DivisionByZero)
            else:
                shop, rows = answer
                assert rows == [(MINE, "on") if shop == shops.seven else (THEIRS, "")]
        async with pools.read.connection() as connection:  # as it is given back
            left = await connection.execute(b"SELECT name FROM shop")
            assert await left.fetchall() == []


async def test_a_manager_cannot_write_nor_take_another_role(
    shops: Shops,
) -> None:
    async with connected(shops.url) as pools:
        for deed in (b"INSERT INTO later VALUES (7, '')", b"UPDATE till SET name = ''"):
            with pytest.raises((errors.ReadOnlySqlTransaction, errors.InsufficientPrivilege)):
                async with reading(pools.read, [shops.seven], sees_phones=False) as connection:
                    await connection.execute(deed)
        async with reading(
            pools.write, [shops.seven], sees_phones=False
        ) as connection:  # whatever pool it was given
            row = await (await connection.execute(b"SELECT current_user")).fetchone()
            assert row == ("office_read",)


async def test_data_that_is_no_json_shows_nothing_and_hurts_nobody(
    shops: Shops,
) -> None:
    async with connected(shops.url) as pools:
        hidden = ["raw"]
        told = {
            "not json +244923111777": "{}",
            '["+244923111777"]': "{}",
            '{"raw":"\\u0000","at":"x\\u0000\\u0000"}': '{ "at" : "x\\ufffd\\ufffd" }',
            '{"at":"x\\\\u0000"}': '{ "at" : "x\\\\u0000" }',
            '{"odd":[{"phone":"+244923111777","n":12345678901}]}': (
                '{ "odd" : [{"phone":"+244••••••777","n":12345678901}] }'
            ),
        }
        async with pools.read.connection() as connection:
            for data, shown in told.items():
                row = await connection.execute(b"SELECT masked_data(%s, %s)", [data, hidden])
                assert await row.fetchone() == (shown,)


async def test_the_shops_are_found_by_the_index(shops: Shops) -> None:
    async with connected(shops.url) as pools, reading(pools.read, [shops.seven], False) as reader:
        await reader.execute(b"SET LOCAL enable_seqscan = off")
        for question in (
            b"EXPLAIN SELECT * FROM event_seen WHERE till = 1 AND branch = 0 AND seq > 5",
            b"EXPLAIN SELECT * FROM sale_seen WHERE till = 1 AND sale = 'x'",
            b"EXPLAIN SELECT f.* FROM fold f WHERE till = 1",
        ):
            plan = str(await (await reader.execute(question)).fetchall())
            assert "Index Cond: ((shop = ANY (" in plan
            assert "AND (till = 1)" in plan
        found = await reader.execute(b"EXPLAIN SELECT * FROM sale_phone WHERE phone = '+244'")
        assert "AND (phone = '+244'" in str(await found.fetchall())


async def test_a_masked_number_still_reads_as_one(shops: Shops) -> None:
    async with connected(shops.url) as pools, reading(pools.read, [shops.seven], False) as reader:
        masked = b"SELECT masked_phone(phone) FROM unnest(%s::text[]) AS phone"
        found = await reader.execute(masked, [["+258841234567", "+18681234567", "", "12", None]])
        shown = [row[0] for row in await found.fetchall()]
    assert shown == ["+258••••••567", "+1•••••••567", "", "12", None]
    assert Phone.from_e164(shown[0]).masked == "•• ••• •567"


async def test_what_is_seen_of_a_table_has_all_its_columns(shops: Shops) -> None:
    """A column that a later step adds is to be in the view, too."""
    async with connected(shops.url) as pools, pools.write.connection() as connection:
        for name in ("sale", "till_close"):
            found = await connection.execute(
                b"SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute"
                b" WHERE attrelid IN (%s::regclass, %s::regclass) AND attnum > 0"
                b" AND NOT attisdropped GROUP BY attrelid",
                [name, f"{name}_seen"],
            )
            table, view = [row[0] for row in await found.fetchall()]
            assert table == view


async def test_no_question_finds_what_is_another_shops(shops: Shops) -> None:
    """By what a page asks: search, one sale, a till's day, exports; with the other's numbers."""
    day = date(2026, 11, 1)
    noon = datetime(2026, 11, 1, 12, tzinfo=UTC)

    async def found(*seen: int) -> list[object]:
        phone = SalesQuestion(text=PHONES[THEIRS])
        async with connected(shops.url) as pools, reading(pools.read, seen, True) as connection:
            one = await connection.execute(b"SELECT till FROM till WHERE public = %s", [THEIRS])
            till = (await one.fetchone() or (2,))[0]
            reader = ShopsReader(connection)
            return [
                (await reader.sales(phone)).rows,
                (await reader.sales(SalesQuestion(shops=(shops.eight,), tills=(till,)))).rows,
                (await reader.sale(till, THEIRS)),
                (await reader.till_day(till, noon, day)),
                (await reader.closes(day, day, tills=[till])),
                [one async for one in reader.movements(day, day, tills=[till])],
                [one for one in (await reader.now(noon)).shops if one.shop == shops.eight],
                [one for one in (await reader.needs(noon)).shown if one.shop == shops.eight],
            ]

    assert [bool(one) for one in await found(shops.seven)] == [False] * 8
    assert [bool(one) for one in await found(shops.eight)] == [True] * 8


def test_an_owner_who_is_no_superuser_makes_an_office_that_keeps_its_shops_apart(
    postgres: Cluster,
) -> None:
    """As on a hosted server, which gives nobody the right to bypass policies."""
    with psycopg.connect(postgres.url(), autocommit=True) as superuser:
        superuser.execute(b"CREATE ROLE landlord LOGIN CREATEROLE")
        superuser.execute(b"CREATE DATABASE hosted OWNER landlord")
        for role in ROLES:  # the server has them from other tests
            superuser.execute(f"GRANT {role} TO landlord WITH ADMIN OPTION".encode())
    url = postgres.url("hosted").replace("postgres@", "landlord@")
    migrate(url)
    assert migrate(url) == []
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(b"INSERT INTO org (name) VALUES ('x')")
        owner.execute(
            b"INSERT INTO shop (org, name, zone, country) SELECT org, n, 'UTC', 'AO'"
            b" FROM org, unnest('{a,b}'::text[]) AS n"
        )
        owner.execute(b"SET ROLE office_write")
        with owner.cursor() as cursor, cursor.copy(b"COPY event FROM STDIN") as rows:
            for shop in (1, 2):
                rows.write_row(("2026-11-01", shop, 1, 0, 1, "", "2026-11-01", "k", "{}", b""))
        owner.execute(b"SET ROLE office_read")
        with owner.transaction():
            owner.execute(b"SELECT set_config('app.shops', '{2}', true)")
            for name in (b"shop", b"event_seen"):
                assert owner.execute(b"SELECT shop FROM " + name).fetchall() == [(2,)]
    with psycopg.connect(postgres.url(), autocommit=True) as superuser:
        superuser.execute(b"DROP DATABASE hosted")
        superuser.execute(b"REVOKE " + ", ".join(ROLES).encode() + b" FROM landlord")
        superuser.execute(b"DROP ROLE landlord")
