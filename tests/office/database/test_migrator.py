"""The office's schema: made by named steps, once, whoever asks and however often."""

from concurrent.futures import ThreadPoolExecutor

import psycopg

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


async def test_the_office_works_under_roles_of_its_own(office_url: str) -> None:
    async with connected(office_url) as pools:
        for pool, role in ((pools.write, "office_write"), (pools.read, "office_read")):
            async with pool.connection() as connection:
                row = await (await connection.execute(b"SELECT current_user")).fetchone()
            assert row == (role,)
