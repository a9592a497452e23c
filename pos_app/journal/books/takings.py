"""The ledger as the office reads it (the port `ReadsLedger`): days, groups and closes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pos_app.domain.audit_notes import DayClosed
from pos_app.domain.books.closings import UNDOCUMENTED
from pos_app.domain.books.day_close import CloseDocument, CloseOrder
from pos_app.domain.books.takings import GIVEN_BACK, TakingsLine, summed
from pos_app.domain.money import Currency, Money
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.books.closing import document
from pos_app.journal.books.ledger import movement_from_row
from pos_app.journal.books.sums import apart, sums_of, together
from pos_app.journal.codec import note_from_text, word_for
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.sqlite_library import Database
from pos_app.ports.ledger import (
    Bridge,
    DayBooks,
    DayState,
    DayStatus,
    Dimension,
    DocumentedClose,
    Group,
)

_DAY_CLOSED = word_for(DayClosed)
_LEFT = ", ".join(f"'{kind.value}'" for kind in sorted(GIVEN_BACK))
_COLUMNS: Mapping[Dimension, str] = {
    Dimension.METHOD: "method",
    Dimension.DAY: "day",
    Dimension.HOUR: "substr(local, 12, 2)",
    Dimension.CASHIER: "cashier",
    Dimension.CURRENCY: "currency",
}


class LedgerReader:
    """Reads the ledger on the books' thread, and the counter's total on one of its own, where it
    waits for no report."""

    def __init__(self, office: BooksReader, counter: BooksReader) -> None:
        self._office = office
        self._counter = counter

    async def day_books(self, day: date) -> DayBooks:
        return await self._office.read(lambda db: _day_books(db, day))

    async def day_statuses(self, start: date, end: date, today: date) -> Sequence[DayStatus]:
        return await self._office.read(lambda db: _day_statuses(db, start, end, today))

    async def takings(self, start: date | None, end: date | None) -> Sequence[TakingsLine]:
        where, values = period("day", start, end)
        return await self._counter.read(lambda db: list(sums_of(db, where, values)))

    async def closes(
        self, start: date | None = None, end: date | None = None
    ) -> Sequence[DocumentedClose]:
        return await self._office.read(lambda db: closes_in(db, start, end))

    async def close_so_far(self, order: CloseOrder, at: datetime) -> CloseDocument:
        return await self._office.read(lambda db: document(db, order, at))


def period(column: str, start: date | None, end: date | None) -> tuple[str, list[Any]]:
    """Returns the condition in SQL, with its values, that a day is in this period."""
    bounds = [(">=", start), ("<=", end)]
    parts = [f"{column} {sign} ?" for sign, bound in bounds if bound]
    values = [bound.isoformat() for _, bound in bounds if bound]
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), values


def groups(
    db: Database, where: str, values: Sequence[Any], by: Sequence[Dimension]
) -> Sequence[Group]:
    """Sums up the movements that a condition names, by these dimensions and by currency."""
    key = ", ".join([*(_COLUMNS[one] for one in by), "currency"])
    came = f"CASE WHEN kind NOT IN ({_LEFT}) THEN amount ELSE 0 END"
    left = f"CASE WHEN kind IN ({_LEFT}) THEN amount ELSE 0 END"
    query = f"""
        SELECT {key}, {apart(came)}, {apart(left)},
               SUM(kind NOT IN ({_LEFT})), SUM(kind IN ({_LEFT}))
        FROM ledger {where} GROUP BY {key} ORDER BY {key}
    """  # noqa: S608 - of this file
    with as_we_wrote_it():
        return [_group(row, len(by)) for row in db.conn.execute(query, values)]


def _group(row: Sequence[Any], width: int) -> Group:
    key, (code, *sums) = row[:width], row[width:]
    currency = Currency[code]
    return Group(
        key=tuple(key),
        received=Money(together(*sums[0:2]), currency),
        given_back=Money(together(*sums[2:4]), currency),
        payments=sums[4],
        refunds=sums[5],
    )


def _day_books(db: Database, day: date) -> DayBooks:
    this = day.isoformat()
    return DayBooks(
        day=day,
        sold=list(sums_of(db, "WHERE sold_on = ?", [this])),
        received=list(sums_of(db, "WHERE day = ?", [this])),
        for_earlier=list(_bridges(db, "day = ? AND sold_on <> day", this)),
        came_later=list(_bridges(db, "sold_on = ? AND day <> sold_on", this)),
    )


def _bridges(db: Database, where: str, day: str) -> Iterator[Bridge]:
    query = f"""
        SELECT ledger.*, sales.number AS number
        FROM ledger LEFT JOIN sales ON sales.id = ledger.sale WHERE {where} ORDER BY seq
    """  # noqa: S608 - of this file
    with as_we_wrote_it():
        for row in db.query(query, [day]):
            yield Bridge(movement_from_row(row), row["number"])


def closes_in(db: Database, start: date | None, end: date | None) -> Sequence[DocumentedClose]:
    where, values = period("json_extract(data, '$.day')", start, end)
    query = f"""
        SELECT seq, hash, data FROM (SELECT * FROM events WHERE sale = '' AND kind = ?)
        {where} ORDER BY seq DESC
    """  # noqa: S608 - of this file
    found = []
    with as_we_wrote_it():
        for seq, proof, data in db.conn.execute(query, [_DAY_CLOSED, *values]):
            note = note_from_text(_DAY_CLOSED, data)
            if isinstance(note, DayClosed) and note.document:
                found.append(DocumentedClose(note.document, seq, proof))
    return found


def _day_statuses(db: Database, start: date, end: date, today: date) -> Sequence[DayStatus]:
    closes: dict[date, list[int]] = {}
    query = """
        SELECT json_extract(data, '$.day'), json_extract(data, '$.document.number')
        FROM events WHERE sale = '' AND kind = ? ORDER BY seq
    """
    for day, number in db.conn.execute(query, [_DAY_CLOSED]):
        closes.setdefault(date.fromisoformat(day), []).append(number or UNDOCUMENTED)
    days = _days(db, start, end, today)
    return [_status(db, day, closes.get(day, []), today) for day in days]


def _days(db: Database, start: date, end: date, today: date) -> Sequence[date]:
    """Returns the days with sales or money, and today, newest first."""
    found = {today} if start <= today <= end else set()
    for table, column in (("ledger", "day"), ("sales", "business_day")):
        where, values = period(column, start, end)
        query = f"SELECT DISTINCT {column} FROM {table} {where}"  # noqa: S608 - of this file
        found |= {date.fromisoformat(day) for (day,) in db.conn.execute(query, values)}
    return sorted(found, reverse=True)


def _status(db: Database, day: date, closes: Sequence[int], today: date) -> DayStatus:
    """A day that nobody closed is closed with the next one, if a close counts its money. `closes`
    are the numbers of its closes."""
    this = day.isoformat()
    received = [line for line in sums_of(db, "WHERE day = ?", [this]) if not line.is_given_back]
    later: Sequence[TakingsLine] = ()
    if closes:
        elsewhere = f"(close IS NULL OR close NOT IN ({', '.join('?' * len(closes))}))"
        after = f"WHERE (day = ? OR sold_on = ?) AND {elsewhere}"
        later = list(sums_of(db, after, [this, this, *closes]))
        state = DayState.CHANGED if later else DayState.CLOSED
    elif day >= today:
        state = DayState.OPEN
    else:
        uncounted = list(sums_of(db, "WHERE day = ? AND close IS NULL", [this]))
        state = DayState.FORGOTTEN if uncounted else DayState.CLOSED
    return DayStatus(
        day=day,
        state=state,
        received=summed(line.amount for line in received),
        closes=[number for number in closes if number != UNDOCUMENTED],
        changed_by=summed(line.amount for line in later),
    )
