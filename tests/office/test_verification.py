"""PostgreSQL recomputes the chains: it finds what was changed, also in a month that lies apart."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from half_year.shop import write_shop
from office.serving import Served, before, serving, some

from pos_app.office.audit import record
from pos_app.office.database.partitions import detach, keep_heads, make_ahead, month_of, strays
from pos_app.office.verification import (
    ChainVerdict,
    verify_archived,
    verify_chains,
    verify_office,
)
from pos_app.ports.office.event_row import EventRow


async def _found(office: Served) -> list[ChainVerdict]:
    async with office.pools.write.connection() as connection:
        return [verdict async for verdict in verify_chains(connection)]


async def test_a_real_journal_is_sound_and_a_changed_row_is_found(
    office_url: str, tmp_path: Path
) -> None:
    write_shop(tmp_path / "journal.sqlite3", 60, 3, closes=True)
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as journal:
        order = "SELECT seq, sale, at, kind, data, hash FROM events ORDER BY seq"
        rows = [EventRow(*row) for row in journal.execute(order)]
    async with serving(office_url) as office:
        till = await office.till("till-1")
        for start in range(0, len(rows), 100):
            answer = await till.ship(rows[start : start + 100], before(rows, start))
            assert answer.status_code == 200
        branch = {"branch": 0, "after": [7, rows[6].hash], "first": "f" * 64}
        assert (await till.ask("POST", "branches", branch)).json()["branch"] == 1
        ours = some("till-1", 3, rows[6].head)
        await till.ship(ours, rows[6].head, branch=1)
        whole = [
            ChainVerdict("till-1", 0, len(rows), None, None, ends=True),
            ChainVerdict("till-1", 1, 3, None, None, ends=True),
        ]
        assert await _found(office) == whole

        with psycopg.connect(office_url, autocommit=True) as owner:
            owner.execute("UPDATE event SET at = at + interval '1 microsecond' WHERE seq = 40")
            assert await _found(office) == [replace(whole[0], changed=40), whole[1]]
            owner.execute("UPDATE event SET at = at - interval '1 microsecond' WHERE seq = 40")
            owner.execute("DELETE FROM event WHERE seq = 41")
            cut = replace(whole[0], events=len(rows) - 1, broken=42, changed=42)
            assert await _found(office) == [cut, whole[1]]
            owner.execute("DELETE FROM event WHERE branch = 1 AND seq = 10")
            assert (await _found(office))[1] == replace(whole[1], events=2, ends=False)


async def test_a_month_that_lies_apart_is_verified_from_the_heads_that_were_kept(
    office_url: str,
) -> None:
    async with serving(office_url) as office:
        till = await office.till()
        rows = some(till.public, 30)
        months = [datetime(2026, month, 28, 23, 59, tzinfo=UTC) for month in (1, 2, 3)]
        async with office.pools.write.connection() as connection:
            assert await make_ahead(connection, months[0]) == 4
            assert await make_ahead(connection, months[0]) == 0
        for start, at in zip((0, 10, 20), months, strict=True):
            office.clock.append(at)
            await till.ship(rows[start : start + 10], before(rows, start))
            # Said again after midnight at a month's end, it is no second row.
            office.clock.append(at.replace(month=at.month + 1, day=1))
            again = await till.ship(rows[start : start + 10], before(rows, start))
            assert again.status_code == 200
        assert await office.rows(till) == rows

        async with await psycopg.AsyncConnection.connect(office_url, autocommit=True) as owner:
            for at in months[:2]:
                async with owner.transaction():
                    await keep_heads(owner, month_of(at))
                    await detach(owner, month_of(at))
            for at in months[:2]:
                async with office.pools.write.connection() as connection:
                    [apart] = [one async for one in verify_archived(connection, month_of(at))]
                assert (apart.sound, apart.events) == (True, 10)
            [here] = await _found(office)
            assert (here.sound, here.events) == (True, 10)
            assert await strays(owner) == 0
            # What cannot be compared any more is no fork: the till goes on from the head.
            old = await till.ship(rows[3:25], before(rows, 3))
            assert (old.status_code, old.json()["error"]) == (409, "gap")

            await owner.execute(b"UPDATE event_2026_02 SET data = '{}' WHERE seq = 15")
            [apart] = [one async for one in verify_archived(owner, month_of(months[1]))]
            assert (apart.sound, apart.changed) == (False, 15)

            office.clock.append(datetime(2031, 1, 1, tzinfo=UTC))
            more = some(till.public, 1, rows[-1].head)
            await till.ship(more, rows[-1].head)  # nobody made that month: it is kept all the same
            assert await strays(owner) == 1
            async with office.pools.write.connection() as connection:
                assert await make_ahead(connection, office.clock[-1]) == 4
            assert await strays(owner) == 0
            assert await office.rows(till) == [*rows[20:], *more]


async def test_what_the_office_did_is_a_chain_too(office_url: str) -> None:
    async with serving(office_url) as office, office.pools.write.connection() as connection:
        assert (await verify_office(connection)).sound
        for who in ("Ana", 'Inês "a chefe"\n'):
            async with connection.transaction():
                await record(connection, who, "looked", sale="ç", n=1)
        assert await verify_office(connection) == ChainVerdict(
            "office", 0, 4, None, None, ends=True
        )
        with psycopg.connect(office_url, autocommit=True) as owner:
            owner.execute("UPDATE office_event SET who = 'Rui' WHERE seq = 1")
        assert (await verify_office(connection)).changed == 1
        for table in ("event", "event_default", "office_event"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                await connection.execute(f"UPDATE {table} SET kind = ''".encode())
