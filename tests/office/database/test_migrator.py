"""The office's schema: made by named steps, once, whoever asks and however often."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from pos_app.office.database import migrator
from pos_app.office.database.connections import connected
from pos_app.office.database.migrator import migrate
from pos_app.office.trial.cluster import Cluster


def test_of_several_at_once_one_makes_the_schema(postgres: Cluster) -> None:
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(b"CREATE DATABASE at_once")
    url = postgres.url("at_once")
    with ThreadPoolExecutor(3) as people:
        done = [*people.map(migrate, [url] * 3)]
    assert sorted(map(bool, done)) == [False, False, True]
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(b"DROP DATABASE at_once")


def test_a_step_gives_way_to_who_uses_its_table(
    postgres: Cluster,
) -> None:
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(b"CREATE DATABASE half_way")
    url = postgres.url("half_way")
    migrate(url)
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(b"DROP TABLE hook_watch")
        owner.execute(b"ALTER TABLE account DROP COLUMN missed_from, DROP COLUMN missed_until")
        owner.execute(b"DROP INDEX call_unowned, call_unacknowledged")
        owner.execute(b"DELETE FROM office_step WHERE name LIKE '0005%'")
    with psycopg.connect(url) as office:
        office.execute(b"LOCK TABLE call IN ROW EXCLUSIVE MODE")  # as it does when it writes
        with pytest.raises(psycopg.errors.LockNotAvailable):
            migrate(url)
    assert migrate(url) == ["0005.calls-on-their-way"]
    assert migrate(url) == []
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(b"DROP DATABASE half_way")


async def test_the_office_works_under_roles_of_its_own(office_url: str) -> None:
    async with connected(office_url) as pools:
        for pool, role in ((pools.write, "office_write"), (pools.read, "office_read")):
            async with pool.connection() as connection:
                row = await (await connection.execute(b"SELECT current_user")).fetchone()
            assert row == (role,)


def test_a_step_that_fails_leaves_nothing_behind(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one that is cut off before its name is written: they are one transaction."""
    broken = {**migrator.steps(), "9999.broken": b"CREATE TABLE half (); SELECT 1 / 0"}
    whole = {**migrator.steps(), "9999.broken": b"CREATE TABLE half ()"}
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(b"CREATE DATABASE broken")
    monkeypatch.setattr(migrator, "steps", lambda: broken)
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate(postgres.url("broken"))
    monkeypatch.setattr(migrator, "steps", lambda: whole)
    assert migrate(postgres.url("broken")) == ["9999.broken"]
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(b"DROP DATABASE broken")
