"""A real PostgreSQL for the tests: one server for each process of tests, a database for each test.

Its files are not synced: no test cuts the power, and a server that is killed loses nothing of what
the system has.
"""

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest

from pos_app.office.database.migrator import migrate
from pos_app.office.trial.cluster import Cluster, temporary_cluster

_TEMPLATE = "office_template"
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A server with a template of an office's database."""
    with temporary_cluster(settings={"fsync": "off", "full_page_writes": "off"}) as cluster:
        with psycopg.connect(cluster.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {_TEMPLATE}".encode())
        migrate(cluster.url(_TEMPLATE))
        yield cluster


@pytest.fixture
def office_url(postgres: Cluster) -> Iterator[str]:
    """The address of a database of an office's own, empty and up to date."""
    name = f"office_{next(_numbers)}"
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY file_copy".encode()
        )
    yield postgres.url(name)
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
