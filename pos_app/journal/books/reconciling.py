"""Reads what reconciliation compares: movements with their references, and kept statements.

On the books' thread (the port `ReadsStatementBooks`): a month of both never delays a payment.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.reconciliation.comparison import OwnMovement
from pos_app.domain.reconciliation.notes import DifferenceResolved, StatementImported
from pos_app.domain.reconciliation.period import LOOK_AROUND, Decision, Key
from pos_app.domain.reconciliation.statement import unpacked
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.books.ledger import movement_from_row
from pos_app.journal.codec import instant_text, note_from_text, word_for
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.sqlite_library import Database
from pos_app.ports.statements import KeptStatement, KnownAround

_STATEMENT = word_for(StatementImported)
_RESOLVED = word_for(DifferenceResolved)
_A_DAY = timedelta(days=1)  # two clocks may be at different days

# What became known in these days, and what became known later and is of these days all the same.
_MOVEMENTS = """
SELECT ledger.*, events.data AS data, sales.number AS number, sales.reference AS reference,
    sales.payment AS payment, sales.follow AS follow
FROM ledger JOIN events USING (seq) LEFT JOIN sales ON sales.id = ledger.sale
WHERE (ledger.method = :source OR ledger.method LIKE :wallets) AND ledger.kind <> :by_hand
    AND (ledger.day BETWEEN :first AND :last
        OR (ledger.day > :last AND ledger.provider_at BETWEEN :since AND :until))
"""


class StatementBooks:
    """Statements and movements of one journal."""

    def __init__(self, reader: BooksReader) -> None:
        self._reader = reader

    async def around(self, source: str, start: date, end: date) -> KnownAround:
        return await self._reader.read(lambda db: around(db, source, start, end))

    async def imports(self, source: str) -> Sequence[StatementImported]:
        return await self._reader.read(lambda db: [note for _, note in _imports(db, source)])


def around(db: Database, source: str, start: date, end: date) -> KnownAround:
    first, last = start - LOOK_AROUND, end + LOOK_AROUND
    with as_we_wrote_it():
        statements = [
            KeptStatement(note, at, unpacked(note.lines, note.total.currency))
            for at, note in _imports(db, source)
            if note.start <= last and first <= note.end
        ]
        return KnownAround(
            list(_movements(db, source, first, last)), statements, _decisions(db, source)
        )


def _movements(db: Database, source: str, first: date, last: date) -> Iterator[OwnMovement]:
    values = {
        "source": source,
        "wallets": f"{source}.%",
        "by_hand": MovementKind.BY_HAND.value,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "since": _midnight(first),
        "until": _midnight(last + 2 * _A_DAY),
    }
    for row in db.query(_MOVEMENTS, values):
        yield _movement(row)


def _midnight(day: date) -> str:
    return instant_text(datetime.combine(day, time(), UTC))


def _movement(row: Mapping[str, Any]) -> OwnMovement:
    moved = movement_from_row(row)
    at = moved.provider_at or moved.at
    return OwnMovement(
        seq=moved.seq,
        amount=moved.amount,
        at=at,
        day=at.astimezone(WALL_CLOCK[moved.amount.currency]).date(),
        references=tuple(_references(row)),
        fee=moved.fee,
        sale=row["number"] or 0,
        method=moved.method,
    )


def _references(row: Mapping[str, Any]) -> Iterator[str]:
    """Returns everything by which a provider may name the movement: what its event says first, then
    what its sale is called. The second payment of one reference has another id than the sale's."""
    event = json.loads(row["data"])
    own = [event.get(name) for name in ("payment", "reference")]
    sale = [row["reference"], None if own[0] else row["payment"]]
    path = (row["follow"] or "").rpartition("/")[2]
    for name in (*own, *sale, path, row["sale"]):
        if name:
            yield str(name).partition(" ")[0]  # an id that two payments bear has a hash beside it


def _imports(db: Database, source: str) -> Iterator[tuple[datetime, StatementImported]]:
    for _, at, note in _notes(db, _STATEMENT):
        if isinstance(note, StatementImported) and note.source == source:
            yield at, note


def _decisions(db: Database, source: str) -> dict[Key, Decision]:
    """Returns the last decision about each difference."""
    return {
        (note.movement, note.line): Decision(note.why, note.by, at)
        for _, at, note in _notes(db, _RESOLVED)
        if isinstance(note, DifferenceResolved) and note.source == source
    }


def _notes(db: Database, word: str) -> Iterator[tuple[int, datetime, object]]:
    query = "SELECT seq, at, data FROM events WHERE sale = '' AND kind = ? ORDER BY seq"
    with as_we_wrote_it():
        for seq, at, data in db.conn.execute(query, [word]).fetchall():
            yield seq, datetime.fromisoformat(at), note_from_text(word, data)
