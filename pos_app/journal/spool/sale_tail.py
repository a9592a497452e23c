"""The end of the journal, for paper that a killed till may not have asked for (the port
`SaleTail`)."""

from datetime import datetime

from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.chain_heads import last_number
from pos_app.journal.codec import sale_from_row
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.rows import rows
from pos_app.journal.sqlite_library import Database
from pos_app.ports.paper.receipts_due import SalesSince

_SINCE = """
    SELECT * FROM sales WHERE id IN (SELECT sale FROM events WHERE seq > ? AND sale <> '')
    ORDER BY number
"""


class SaleTailReader:
    """Reads on the books' thread: no sale waits for it."""

    def __init__(self, reader: BooksReader) -> None:
        self._reader = reader

    async def head(self) -> int:
        return await self._reader.read(last_number)

    async def sales_since(self, event: int) -> SalesSince:
        return await self._reader.read(lambda db: _since(db, event))


def _since(db: Database, event: int) -> SalesSince:
    with as_we_wrote_it():
        row = db.execute("SELECT at FROM events WHERE seq = ?", [event]).fetchone()
        at = datetime.fromisoformat(row[0]) if row else None
        return SalesSince(at, [sale_from_row(one) for one in rows(db, _SINCE, [event])])
