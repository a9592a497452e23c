"""The office's connections to its database: a pool for each role that it works under."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

Connection = AsyncConnection[TupleRow]
Pool = AsyncConnectionPool[Connection]

MOST_WRITING = 10
MOST_READING = 5
MOST_INGESTING = 2  # there is one writer
MOST_COLLECTING = 10
RECONNECTS_FOR = 1.0  # seconds; then whoever asks next tries anew, and not ever more seldom
READS_WITHIN = "5s"  # a manager's question that takes longer would hold up the clearing of old rows


@dataclass(frozen=True)
class Connections:
    """`write` is the office's own; `read` is a manager's, who sees nothing until a transaction says
    which shops. `ingest` is for storing events alone: however many ask for something else, they
    hold up no event."""

    write: Pool
    read: Pool
    ingest: Pool


@asynccontextmanager
async def connected(database: str, *, writing: int = MOST_WRITING) -> AsyncIterator[Connections]:
    """Opens the pools. Connections that break are made anew by themselves."""
    write = _pool(database, "office_write", writing, "")
    read = _pool(database, "office_read", MOST_READING, f"SET statement_timeout = '{READS_WITHIN}'")
    ingest = _pool(database, "office_write", MOST_INGESTING, "")
    async with write, read, ingest:
        yield Connections(write, read, ingest)


@asynccontextmanager
async def collecting(database: str, *, most: int = MOST_COLLECTING) -> AsyncIterator[Pool]:
    """Opens the pool of the process that hears providers, and alone reads their sealed keys."""
    async with _pool(database, "office_collect", most, "") as pool:
        yield pool


def _pool(database: str, role: str, most: int, setting: str) -> Pool:
    async def configure(connection: Connection) -> None:
        await connection.set_autocommit(True)
        await connection.execute(f"SET ROLE {role}".encode())
        if setting:
            await connection.execute(setting.encode())

    return AsyncConnectionPool(
        database,
        connection_class=Connection,
        min_size=1,
        max_size=most,
        configure=configure,
        open=False,
        name=role,
        timeout=10.0,
        reconnect_timeout=RECONNECTS_FOR,
    )
