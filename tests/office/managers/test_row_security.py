"""Who sees which rows: as the managers' role, by every name that there is in the database."""

import asyncio
from datetime import UTC, date, datetime
from typing import NamedTuple

import psycopg
import pytest
from psycopg import errors, sql

from pos_app.domain.phone import Phone
from pos_app.office.database.connections import Connections, connected
from pos_app.office.database.migrator import migrate
from pos_app.office.database.scoped import reading
from pos_app.office.reading.shops_reader import ShopsReader
from pos_app.office.reading.views import SalesQuestion

_MINE, _THEIRS, _SECRET = "shop-seven", "shop-eight", "marked-secret"
_PHONES = {_MINE: "+244923111777", _THEIRS: "+244923111888"}

_SHOP = b"""
WITH o AS (INSERT INTO org (name) VALUES (%(name)s) RETURNING org),
    a AS (INSERT INTO area (org, name) SELECT org, %(name)s FROM o RETURNING area),
    s AS (INSERT INTO shop (org, area, name, zone, country)
        SELECT org, area, %(name)s, 'Africa/Luanda', 'AO' FROM o, a RETURNING shop, org),
    t AS (INSERT INTO till (shop, public, name, token_sha256)
        SELECT shop, %(name)s, %(name)s, %(token)s FROM s RETURNING till, shop),
    b AS (INSERT INTO branch (shop, till, branch) SELECT shop, till, 0 FROM t),
    f AS (INSERT INTO fold (shop, till, branch, stuck_at, stuck_why, stuck_since)
        SELECT shop, till, 0, 1, %(name)s, now() FROM t),
    e AS (INSERT INTO event SELECT month::date, shop, till, 0, row_number() OVER (), %(name)s,
            now(), kind, data, 'x'
        FROM t, (VALUES ('2026-11-01', 'created', %(created)s), ('2027-01-01', 'paid', %(paid)s),
            ('2027-01-01', 'recovered', %(sealed)s)) AS told (month, kind, data)),
    c AS (INSERT INTO account (org, provider, name, path_token_sha256, secret_sealed)
        SELECT org, 'proxypay', %(name)s, %(name)s::bytea, %(secret)s FROM o RETURNING account),
    k AS (INSERT INTO account_shop SELECT account, shop FROM c, s),
    sold AS (INSERT INTO sale SELECT shop, till, %(name)s, 0, 1, 2, 1, '2026-11-01', now(), now(),
            'proxypay', 'payment', 'paid', 'AOA', 100, 0, '', %(phone)s, %(name)s, NULL, '', false,
            %(rest)s FROM t),
    moved AS (INSERT INTO movement SELECT shop, till, 0, 2, '2026-11-01', '2026-11-01', now(),
            '2026-11-01 12:00', 'paid', %(name)s, 'proxypay', 100, 'AOA', '', '', NULL, NULL,
            '', true FROM t),
    closed AS (INSERT INTO till_close SELECT shop, till, 0, 3, 1, '2026-11-01', '2026-11-01', now(),
            false, 'x', %(close)s FROM t),
    totals AS (INSERT INTO day_total SELECT shop, '2026-11-01', till, %(name)s, '', '', 'AOA', 1, 1,
            0 FROM t)
INSERT INTO call (account, mark, kind, headers, body, reference, till)
    SELECT account, mark::bytea, 'entry', %(secret)s, %(secret)s, %(name)s, owner
    FROM c, t, LATERAL (VALUES ('1', till), ('2', NULL)) AS told (mark, owner)
"""


class Shops(NamedTuple):
    url: str
    seven: int
    eight: int


@pytest.fixture
def shops(office_url: str) -> Shops:
    """Two shops, each with a row of everything; and a month and a table made after the rights."""
    with psycopg.connect(office_url, autocommit=True) as owner:
        owner.execute(b"CREATE TABLE later (shop bigint, words text)")
        migrate(office_url)
        owner.execute(
            b"CREATE TABLE event_2027_01 PARTITION OF event"
            b" FOR VALUES FROM ('2027-01-01') TO ('2027-02-01')"
        )
        for name, phone in _PHONES.items():
            paid = f'{{"raw":"{{\\"msisdn\\":\\"{phone}\\"}}","reference":"{name}"}}'
            facts = {
                "name": name,
                "secret": _SECRET,
                "token": f"{_SECRET} {name}",
                "created": f'{{"number":7,"phone":"{phone}"}}',
                "paid": paid,
                "phone": phone,
                "rest": f'{{"detail":"sent to {phone}","description":"{name}"}}',
                "close": f'{{"document":{{"carried":[{{"phone":"{phone}"}}]}},"by":"{name}"}}',
                "sealed": f'{{"name":"{name}","sealed_code":"{_SECRET}"}}',
            }
            owner.execute(_SHOP, facts)
        owner.execute(b"INSERT INTO later SELECT shop, name FROM shop")
        owner.execute(b"GRANT SELECT ON later TO office_read")
        seven, eight = [row[0] for row in owner.execute(b"SELECT shop FROM shop ORDER BY shop")]
    return Shops(office_url, seven, eight)


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
            assert _THEIRS not in everything
            assert _PHONES[_THEIRS][-3:] not in everything
            assert _SECRET not in everything
            mine = {name for name, rows in seen.items() if _MINE in rows}
            assert mine == {
                *("org", "area", "shop", "till", "fold", "account", "call", "event_seen", "later"),
                *("sale", "sale_seen", "till_close_seen", "day_total", "movement"),
                *(["sale_phone"] if sees_phones else []),
            }
            assert seen["call"].count(_MINE) == 2  # one of its till, and one without an owner
            assert (_PHONES[_MINE] in everything) is sees_phones
            assert ("+244••••••777" in everything) is not sees_phones
            nobody = "".join(
                [await _all_of(pools, name, [], sees_phones=sees_phones) for name in names]
            )
            assert _MINE not in nobody
        assert seen["event_seen"].count("+244") == 2  # verbatim, with what the provider said
        both = await _all_of(pools, "event_seen", [shops.seven, shops.eight], sees_phones=False)
        assert _MINE in both
        assert _THEIRS in both


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
                assert rows == [(_MINE, "on") if shop == shops.seven else (_THEIRS, "")]
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
            b"EXPLAIN SELECT n.* FROM fold n WHERE till = 1",
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
        phone = SalesQuestion(text=_PHONES[_THEIRS])
        async with connected(shops.url) as pools, reading(pools.read, seen, True) as connection:
            one = await connection.execute(b"SELECT till FROM till WHERE public = %s", [_THEIRS])
            till = (await one.fetchone() or (2,))[0]
            reader = ShopsReader(connection)
            return [
                (await reader.sales(phone)).rows,
                (await reader.sales(SalesQuestion(shops=(shops.eight,), tills=(till,)))).rows,
                (await reader.sale(till, _THEIRS)),
                (await reader.till_day(till, noon, day)),
                (await reader.closes(day, day, tills=[till])),
                [one async for one in reader.movements(day, day, tills=[till])],
                [one for one in (await reader.now(noon)).shops if one.shop == shops.eight],
                [one for one in (await reader.needs(noon)).shown if one.shop == shops.eight],
            ]

    assert [bool(one) for one in await found(shops.seven)] == [False] * 8
    assert [bool(one) for one in await found(shops.eight)] == [True] * 8
