"""The document of a close, made from the journal as it is at one moment."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pos_app.domain.audit_notes import DayClosed, Restored
from pos_app.domain.books.closings import counted_until
from pos_app.domain.books.day_close import (
    CarriedSale,
    CloseDocument,
    CloseOrder,
    DayMoney,
    DrawerCount,
    EarlierMoney,
    OddSale,
    SettledSale,
    next_number,
)
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import (
    Created,
    FlagCleared,
    Purpose,
    SettledAsPaid,
    SettledAsUnpaid,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.sale import Sale
from pos_app.journal.books.drawer import drawer_of
from pos_app.journal.books.ledger import clocks_in
from pos_app.journal.books.sums import apart, sums_of, together
from pos_app.journal.chain_heads import last_number
from pos_app.journal.codec import event_from_text, note_from_text, sale_from_row, word_for
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.sqlite_library import Database

_DAY_CLOSED, _RESTORED, _SHOP_CLOCK = map(word_for, (DayClosed, Restored, ShopClock))
_CREATED = word_for(Created)
_OF_A_MANAGER = (SettledAsPaid, SettledAsUnpaid, FlagCleared)
_WORDS = tuple(map(word_for, _OF_A_MANAGER))
_NEEDS_A_PERSON = "state IN ('new', 'sending', 'waiting', 'unknown', 'authorized') OR flags <> ''"


# The condition of the index, to the letter, and what a close of a day takes of it.
_OPEN = "close IS NULL AND day <= ?"


def document(db: Database, order: CloseOrder, at: datetime) -> CloseDocument:
    """Returns what a close says that is made now. Writes nothing."""
    with as_we_wrote_it():
        since, begins_at, number = _before(db)
        until = last_number(db)
        clock = clocks_in(db).at(until)
        last = counted_until(order.day, clock.day_of(at)) if clock else order.day
        return CloseDocument(
            number=number,
            day=order.day,
            by=order.by,
            at=at,
            begins_at=begins_at,
            since=since,
            until=until,
            takings=tuple(sums_of(db, f"WHERE {_OPEN}", [last.isoformat()])),
            days=tuple(_days(db, order.day, last)),
            earlier=tuple(_earlier(db, last)),
            carried=tuple(_carried(db)),
            settled=tuple(_settled(db, since)),
            odd=tuple(_odd(db, since, order.slip_methods)),
            drawer=tuple(_counted(db, order)),
            paper=tuple(one for one in order.paper if begins_at is None or one.at > begins_at),
        )


def _counted(db: Database, order: CloseOrder) -> Iterator[DrawerCount]:
    """Returns the counts with what is expected now: cash may have come since it was shown."""
    for count in order.drawer:
        drawer = drawer_of(db, count.counted.currency, order.cash_methods)
        yield drawer.counted(count.counted)


def _before(db: Database) -> tuple[int, datetime | None, int]:
    """Returns the last close's event and instant, and the number of the next one. Closes of earlier
    versions had no number: they count as the first ones."""
    query = "SELECT seq, at, data FROM events WHERE sale = '' AND kind = ? ORDER BY seq DESC"
    last, since, at = 0, 0, None
    if row := db.conn.execute(f"{query} LIMIT 1", [_DAY_CLOSED]).fetchone():
        since, at = row[0], datetime.fromisoformat(row[1])
        note = note_from_text(_DAY_CLOSED, row[2])
        documented = note.document if isinstance(note, DayClosed) else None
        last = documented.number if documented else _count(db, _DAY_CLOSED, 0)
    return since, at, next_number(last, _count(db, _RESTORED, since))


def _count(db: Database, kind: str, since: int) -> int:
    query = "SELECT COUNT(*) FROM events WHERE sale = '' AND kind = ? AND seq > ?"
    (count,) = db.conn.execute(query, [kind, since]).fetchone()
    return int(count)


def _days(db: Database, day: date, last: date) -> Sequence[DayMoney]:
    """Returns the days whose money is on this close, each currency by itself; none where it is all
    of the day that is closed."""
    query = f"""
        SELECT day, currency, {apart("amount")} FROM ledger WHERE {_OPEN}
        GROUP BY day, currency ORDER BY day, currency
    """  # noqa: S608 - of this file
    found = [
        DayMoney(day=date.fromisoformat(counted), amount=Money(together(*sums), Currency[currency]))
        for counted, currency, *sums in db.conn.execute(query, [last.isoformat()])
    ]
    return found if {one.day for one in found} - {day} else []


def _earlier(db: Database, last: date) -> Iterator[EarlierMoney]:
    query = f"""
        SELECT sales.number, ledger.sold_on, ledger.method, sales.reference, ledger.kind,
               ledger.amount, ledger.currency, sales.phone
        FROM ledger JOIN sales ON sales.id = ledger.sale
        WHERE ledger.{_OPEN} AND ledger.sold_on < ledger.day ORDER BY ledger.seq
    """  # noqa: S608 - of this file
    for number, sold_on, method, reference, kind, amount, currency, phone in db.conn.execute(
        query, [last.isoformat()]
    ):
        yield EarlierMoney(
            number=number,
            sold_on=date.fromisoformat(sold_on),
            method=method,
            reference=reference or "",
            kind=MovementKind(kind),
            amount=Money(amount, Currency[currency]),
            phone=_phone(phone),
        )


def _carried(db: Database) -> Iterator[CarriedSale]:
    for sale in _sales(db, f"WHERE {_NEEDS_A_PERSON} ORDER BY number", []):
        yield CarriedSale(
            number=sale.number,
            sold_on=sale.business_day,
            method=sale.method,
            amount=sale.amount,
            state=sale.state,
            purpose=sale.purpose,
            flags=tuple(sorted(sale.flags)),
            description=sale.description,
            phone=sale.phone,
            reference=sale.reference or "",
        )


def _phone(written: str | None) -> Phone | None:
    return Phone.from_e164(written) if written else None


def _settled(db: Database, since: int) -> Iterator[SettledSale]:
    words = ", ".join(f"'{word}'" for word in _WORDS)
    query = f"""
        SELECT sales.number, sales.method, sales.amount, sales.currency, events.kind, events.data,
               sales.business_day, sales.phone, sales.reference
        FROM events JOIN sales ON sales.id = events.sale
        WHERE events.seq > ? AND events.kind IN ({words}) ORDER BY events.seq
    """  # noqa: S608 - of this file
    for number, method, amount, currency, kind, data, *about in db.conn.execute(query, [since]):
        event = event_from_text(kind, data)
        if isinstance(event, _OF_A_MANAGER):
            yield SettledSale(
                number=number,
                method=method,
                amount=Money(amount, Currency[currency]),
                by=event.by,
                why=event.why,
                paid=None if isinstance(event, FlagCleared) else isinstance(event, SettledAsPaid),
                flag=event.flag if isinstance(event, FlagCleared) else None,
                **_found_by(*about),
            )


def _found_by(business_day: str, phone: str | None, reference: str | None) -> Mapping[str, Any]:
    """Returns what people find a sale by."""
    day = date.fromisoformat(business_day)
    return {"sold_on": day, "phone": _phone(phone), "reference": reference or ""}


def _odd(db: Database, since: int, slip_methods: Sequence[str]) -> Iterator[OddSale]:
    """Returns the sales since then that were made though they looked like another, and those whose
    slip the customer needs and that was never printed. No earlier version kept whether it was."""
    before = _last_number(db, max(since, _first_clock(db)))
    yield from _odd_where(db, "duplicate_of IS NOT NULL", [before], "duplicate_of")
    unprinted = f"""
        printed = 0 AND purpose = '{Purpose.PAYMENT}' AND state <> '{State.NOT_SENT}'
        AND method IN ({", ".join("?" * len(slip_methods))})
    """
    yield from _odd_where(db, unprinted, [before, *slip_methods])


def _odd_where(
    db: Database, odd: str, values: Sequence[Any], like: str = "NULL"
) -> Iterator[OddSale]:
    query = f"""
        SELECT number, method, amount, currency, cashier, {like}, business_day, phone, reference
        FROM sales WHERE number > ? AND {odd} ORDER BY number
    """  # noqa: S608 - of this file
    for number, method, amount, currency, cashier, like_number, *about in db.conn.execute(
        query, values
    ):
        yield OddSale(
            number=number,
            method=method,
            amount=Money(amount, Currency[currency]),
            cashier=cashier,
            duplicate_of=like_number,
            **_found_by(*about),
        )


def _last_number(db: Database, until: int) -> int:
    """Returns the number of the last sale that was made up to this event; 0 for none. Whatever is
    made later has a higher one."""
    made = "SELECT sale FROM events WHERE kind = ? AND seq <= ? ORDER BY seq DESC LIMIT 1"
    query = f"SELECT number FROM sales WHERE id = ({made})"  # noqa: S608 - of this file
    (number,) = db.conn.execute(query, [_CREATED, until]).fetchone() or (0,)
    return int(number)


def _first_clock(db: Database) -> int:
    """Returns the number of the note with which this journal began to have books."""
    query = "SELECT COALESCE(MIN(seq), 0) FROM events WHERE sale = '' AND kind = ?"
    (first,) = db.conn.execute(query, [_SHOP_CLOCK]).fetchone()
    return int(first)


def _sales(db: Database, where: str, values: Sequence[Any]) -> Iterator[Sale]:
    query = f"SELECT * FROM sales {where}"  # noqa: S608 - of this file
    yield from (sale_from_row(row) for row in db.query(query, values))
