"""Writes rows of events into the database, many at once."""

from collections.abc import Iterable
from datetime import date

from pos_app.office.database.connections import Connection
from pos_app.office.ingest.job import ChainKey
from pos_app.ports.office.event_row import EventRow

_COPY = b"COPY event (month, shop, till, branch, seq, sale, at, kind, data, hash) FROM STDIN"


async def copy_rows(
    connection: Connection, month: date, chains: Iterable[tuple[ChainKey, Iterable[EventRow]]]
) -> None:
    """Raises psycopg.Error."""
    async with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for (shop, till, branch), rows in chains:
            for seq, sale, at, kind, data, hash_ in rows:
                digest = bytes.fromhex(hash_)
                row = (month, shop, till, branch, seq, sale, at, kind, data, digest)
                await copy.write_row(row)
