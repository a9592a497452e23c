"""The event store: appends an event and its fold in one transaction, and reads, on one thread."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import count
from time import monotonic
from typing import Any

from pos_app.domain.audit_notes import (
    NOTES,
    DayClosed,
    Note,
    PaymentTaken,
    Restored,
    ShiftClosed,
)
from pos_app.domain.books.day_close import CloseDocument, CloseOrder
from pos_app.domain.books.moved_money import movement_of, movement_of_taken
from pos_app.domain.books.shift import Shift, ShiftDocument, ShiftOrder
from pos_app.domain.books.shop_clock import Clocks, ShopClock
from pos_app.domain.duplicate_charge import PossibleDuplicate, is_possible_duplicate
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import (
    AlreadyUsed,
    Created,
    Event,
    Mismatched,
    OperationStarted,
    Paid,
    PartStarted,
    Purpose,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Money
from pos_app.domain.movement_identity import (
    already_used,
    identities_of,
    identity_of_payment,
    provider_of,
)
from pos_app.domain.sale import Sale
from pos_app.domain.tenders.split import told_to_parent
from pos_app.journal.books import closing, ledger, shifts
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import (
    event_from_text,
    event_to_text,
    instant_text,
    note_from_text,
    sale_from_row,
    sale_to_row,
    stray_from_row,
    stray_to_row,
    word_for,
    word_of,
)
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.rows import insert, rows, update
from pos_app.journal.sqlite_library import Database
from pos_app.journal.transaction import Writing
from pos_app.ports.journal import Head, NextSale, Noted, Recorded, UnmatchedPayment

NO_SALE = ""  # the sale of notes
# The condition of the index, to the letter.
_IS_OPEN = "state IN ('new', 'sending', 'waiting', 'unknown', 'authorized')"
_LATELY = 500  # sales: more than begin while one is paid
_RECENT = 1000  # sales: more than a till makes in a minute


class Reader:
    """Reads of an open journal. Raises Strange where a row makes no sense: another program has
    written it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def head(self) -> tuple[int, str]:
        """Returns the last event's number and hash."""
        last = self._db.conn.execute("SELECT seq, hash FROM events ORDER BY seq DESC").fetchone()
        return last or (0, BEGINNING)

    def highest_number(self) -> int:
        """Returns the highest number that a sale has, or had before a restored journal lost it."""
        highest = int(self._one("SELECT COALESCE(MAX(number), 0) AS n FROM sales")["n"])
        return max(highest, self._numbers_lost)

    @cached_property
    def _numbers_lost(self) -> int:
        """Returns the highest number that may stand on slips of sales that a restored journal has
        lost. No journal is restored while it is open."""
        restored = [noted.note for noted in self.notes(Restored)]
        return max((note.number for note in restored if isinstance(note, Restored)), default=0)

    def sale(self, sale_id: str) -> Sale | None:
        return self._first("WHERE id = ?", sale_id)

    def open_sales(self) -> Sequence[Sale]:
        return self._sales(f"WHERE {_IS_OPEN} ORDER BY number DESC")

    def flagged_sales(self) -> Sequence[Sale]:
        return self._sales("WHERE flags <> '' ORDER BY number DESC")

    def sales_ended_unpaid(self, limit: int) -> Sequence[Sale]:
        # The condition of the index, to the letter, and what it is sorted by.
        return self._sales(
            "WHERE state IN ('declined', 'expired', 'cancelled') AND follow IS NOT NULL "
            "ORDER BY number DESC LIMIT ?",
            limit,
        )

    def last_sales(self, limit: int) -> Sequence[Sale]:
        return self._sales("ORDER BY number DESC LIMIT ?", limit)

    def last_sales_by(self, method: str, limit: int) -> Sequence[Sale]:
        # No index finds a method's sales: without the range a journal that has few of them is read
        # to its beginning.
        return self._sales(
            "WHERE method = ? AND number > (SELECT max(number) FROM sales) - ? "
            "ORDER BY number DESC LIMIT ?",
            method,
            _RECENT,
            limit,
        )

    def sale_with_number(self, number: int) -> Sale | None:
        return self._first("WHERE number = ?", number)

    def sale_with_reference(self, method: str, reference: str) -> Sale | None:
        return self._first(
            "WHERE reference = ? AND method = ? ORDER BY number DESC", reference, method
        )

    def sale_of_payment(self, method: str, payment: str) -> Sale | None:
        return self.sale(self.owner(provider_of(method), identity_of_payment(payment)))

    def owner(self, provider: str, identity: str) -> str:
        """Returns the id of the sale that has this transaction, payment or charge; empty if none
        does."""
        query = "SELECT sale FROM identities WHERE provider = ? AND identity = ?"
        return next((row["sale"] for row in rows(self._db, query, [provider, identity])), "")

    def operations_of(self, sale_id: str) -> Sequence[Sale]:
        return self._sales("WHERE parent = ? ORDER BY number", sale_id)

    def unmatched_payments(self) -> Sequence[UnmatchedPayment]:
        return self._strays("WHERE gone_at IS NULL ORDER BY rowid")

    def unmatched_called(self, method: str, payment: str) -> Sequence[UnmatchedPayment]:
        return self._strays("WHERE method = ? AND payment = ?", method, payment)

    def taken_unmatched(self) -> Sequence[UnmatchedPayment]:
        return self._strays("WHERE taken_at IS NOT NULL ORDER BY taken_at")

    def _strays(self, where: str, *values: object) -> Sequence[UnmatchedPayment]:
        query = f"SELECT * FROM strays {where}"  # noqa: S608 - `where` is written in this file
        with as_we_wrote_it():
            return [stray_from_row(row) for row in rows(self._db, query, values)]

    def events_of(self, sale_id: str) -> Sequence[Recorded]:
        query = "SELECT * FROM events WHERE sale = ? ORDER BY seq"
        with as_we_wrote_it():
            return [recorded(row) for row in rows(self._db, query, [sale_id])]

    def notes(self, *kinds: type[Note], since: int = 0) -> Sequence[Noted]:
        """Returns notes of these kinds, or of any, that came after that event, oldest first."""
        names = [name for name, kind in NOTES.items() if kind in kinds or not kinds]
        marks = ", ".join("?" * len(names))
        where = f"sale = '' AND kind IN ({marks}) AND seq > ?"
        query = f"SELECT * FROM events WHERE {where} ORDER BY seq"  # noqa: S608 - marks are question marks
        with as_we_wrote_it():
            return [noted(row) for row in rows(self._db, query, [*names, since])]

    def closes_of(self, day: date) -> Sequence[Noted]:
        """Returns the closes of this business day, oldest first."""
        where = "sale = '' AND kind = ? AND json_extract(data, '$.day') = ?"
        query = f"SELECT * FROM events WHERE {where} ORDER BY seq"  # noqa: S608 - of this file
        values = [word_for(DayClosed), day.isoformat()]
        with as_we_wrote_it():
            return [noted(row) for row in rows(self._db, query, values)]

    def _first(self, where: str, *values: object) -> Sale | None:
        return next(iter(self._sales(where, *values)), None)

    def _sales(self, where: str, *values: object) -> Sequence[Sale]:
        query = f"SELECT * FROM sales {where}"  # noqa: S608 - `where` is written in this file
        with as_we_wrote_it():
            return [sale_from_row(row) for row in rows(self._db, query, values)]

    def _one(self, query: str) -> dict[str, Any]:
        return next(rows(self._db, query))


class Store(Reader):
    """One till's journal, open for its owner. `now` gives the instant of each event, in UTC."""

    def __init__(self, db: Database, till: str, now: Callable[[], datetime]) -> None:
        super().__init__(db)
        self.writing = Writing(db)
        self.till = till
        self._now = now
        self._settled: dict[str, float] = {}  # when a sale ended, by the monotonic clock
        self._clocks = ledger.clocks_in(db)

    def next_sale(self, sale_id: str) -> NextSale:
        self._check_not_charged(sale_id)
        return NextSale(self.highest_number() + 1, self.till, self._now())

    def _check_not_charged(self, sale_id: str) -> None:
        if self.sale(sale_id) is not None:
            raise NotAllowed("this reservation was charged already")

    def create(
        self,
        sale_id: str,
        created: Created,
        sending: Event,
        at: datetime,
        *,
        allow_duplicate: bool = True,
    ) -> Sale:
        with self.writing.transaction():
            self._check_not_charged(sale_id)
            if created.number != self.highest_number() + 1:
                raise NotAllowed("its number is not the next one")
            if first := self._first_of(created, at):
                if not allow_duplicate:
                    raise PossibleDuplicate(first)
                created = replace(created, duplicate_of=first.number)
            if created.parent:  # as every refund, capture, release and part of a split sale has
                self._append(created.parent, (_begun(sale_id, created),), at)
            new = open_sale(sale_id, self.till, created, at)
            sale = apply(new, sending, at)
            first_seq = self._write_events(sale_id, (created, sending), at)
            self._count(at, first_seq + 1, (new, sale), (sending,))
            insert(self._db, "sales", sale_to_row(sale))
            self._tell_parent(new, sale, at)
        return sale

    def _tell_parent(self, before: Sale, sale: Sale, at: datetime) -> None:
        if sale.parent and (told := told_to_parent(before, sale)):
            self._append(sale.parent, (told,), at)

    def _first_of(self, created: Created, at: datetime) -> Sale | None:
        """Returns the newest sale of which this may be a duplicate. Raises OverflowError for an
        amount that no file can hold."""
        created.amount.minor.to_bytes(8, signed=True)
        alike = "amount = ? ORDER BY number DESC"
        lately = (created.number - _LATELY, created.amount.minor)
        candidates = [
            *self._sales(f"WHERE {_IS_OPEN} AND {alike}", created.amount.minor),
            *self._sales(f"WHERE number >= ? AND {alike}", *lately),
        ]
        for sale in candidates:
            if is_possible_duplicate(created, sale, at, self._settled_ago(sale.id)):
                return sale
        return None

    def _settled_ago(self, sale_id: str) -> float | None:
        """Returns the seconds since it ended, by the monotonic clock, if it ended in this run."""
        settled = self._settled.get(sale_id)
        return None if settled is None else monotonic() - settled

    def append(self, sale_id: str, *events: Event) -> Sale:
        with self.writing.transaction():
            return self._append(sale_id, events, self._now())

    def _append(self, sale_id: str, events: Sequence[Event], at: datetime) -> Sale:
        before = self.sale(sale_id)
        if before is None:
            raise NotAllowed("there is no such sale")
        events = [self._unless_used(before, event) for event in events]
        folds = [before]
        for event in events:
            folds.append(apply(folds[-1], event, at))
        sale = folds[-1]
        first = self._write_events(sale_id, events, at)
        self._count(at, first, folds, events)
        update(self._db, "sales", {"id": sale_id}, sale_to_row(sale))
        self.remember(sale, events)
        if before.is_open and not sale.is_open:
            self._settled[sale.id] = monotonic()
        self._tell_parent(before, sale, at)
        return sale

    def _count(
        self, at: datetime, first: int, folds: Sequence[Sale], events: Sequence[Event]
    ) -> None:
        """Adds the money that these events moved to the ledger. `first` is the number of the first
        one; the sale before each event, and after the last, are `folds`."""
        if (clock := self._clocks.at(first)) is None:
            return
        steps = zip(count(first), folds, events, folds[1:], strict=False)
        moved = (
            movement_of(seq, at, clock, before, event, after) for seq, before, event, after in steps
        )
        ledger.write(self._db, [movement for movement in moved if movement])

    def _unless_used(self, sale: Sale, event: Event) -> Event:
        """Returns the event; or `AlreadyUsed`, if it names an id that is another sale's."""
        for identity in identities_of(event):
            owner = self.owner(provider_of(sale.method), identity)
            if owner != sale.id and (first := self.sale(owner)):
                return already_used(event, identity, first)
        return event

    def note(self, note: Note) -> Head:
        with self.writing.transaction():
            self._note(note, self._now())
            return Head(*self.head())

    def keep_clock(self, clock: ShopClock) -> None:
        """Notes the clock by which the shop counts its days from now on. The first one counts for
        all that is in the journal already."""
        known = self._clocks.known
        if known and known[-1][1] == clock:
            return
        with self.writing.transaction():
            seq = self._note(clock, self._now())
            if not known:
                ledger.refill(self._db)
        self._clocks = Clocks([*known, (seq, clock)])

    def close_day(self, order: CloseOrder) -> tuple[CloseDocument, Head]:
        """Closes a day: the document counts all that is in the journal at this moment."""
        at = self._now()
        with self.writing.transaction():
            document = closing.document(self._db, order, at)
            note = DayClosed(day=order.day, by=order.by, document=document)
            ledger.close(self._db, ledger.closing_of(self._note(note, at), note))
            return document, Head(*self.head())

    def open_shift(
        self, cashier: str, floats: Sequence[Money], cash_methods: Sequence[str]
    ) -> Shift:
        """Opens a shift, with what is expected in the drawer at this moment. Raises NotAllowed
        where this person's is open."""
        at = self._now()
        with self.writing.transaction():
            note = shifts.opening(self._db, cashier, floats, cash_methods)
            return Shift(since=self._note(note, at), cashier=cashier, opened_at=at)

    def close_shift(self, order: ShiftOrder) -> tuple[ShiftDocument, Head]:
        """Closes a shift, with what is expected in the drawer at this moment. Raises NotAllowed
        where it is not open."""
        at = self._now()
        with self.writing.transaction():
            document = shifts.shift_document(self._db, order, at)
            self._note(ShiftClosed(document=document), at)
            return document, Head(*self.head())

    def refill_ledger(self) -> None:
        """Makes the ledger again, after events were taken over from another file; in the caller's
        transaction."""
        ledger.refill(self._db)
        self._clocks = ledger.clocks_in(self._db)

    def _note(self, note: Note, at: datetime) -> int:
        """Writes a note in the caller's transaction; returns its number."""
        return self._write_events(NO_SALE, (note,), at)

    def record_unmatched(
        self, method: str, seen: Sequence[UnmatchedPayment], *, whole: bool
    ) -> None:
        at = instant_text(self._now())
        with self.writing.transaction():
            for stray in seen:
                row = {**stray_to_row(stray), "gone_at": None}
                insert(self._db, "strays", row, unless_there=True)
                last = {"last_seen": instant_text(stray.last_seen), "gone_at": None}
                update(self._db, "strays", _key_of(stray), last)
            if whole:
                self._gone(method, {(stray.payment, stray.reference) for stray in seen}, at)

    def take_unmatched(
        self, method: str, payment: str, reference: str, by: str, why: str
    ) -> UnmatchedPayment:
        at = self._now()
        with self.writing.transaction():
            here = self._strays(
                "WHERE method = ? AND payment = ? AND gone_at IS NULL", method, payment
            )
            found = [stray for stray in here if reference in ("", stray.reference)]
            if len(found) != 1:
                raise NotAllowed("there is no such payment, or more than one under this id")
            stray = replace(found[0], taken_at=at, taken_by=by, why=why)
            row = {**stray_to_row(stray), "gone_at": instant_text(at)}
            update(self._db, "strays", _key_of(stray), row)
            note = taken(stray)
            seq = self._note(note, at)
            clock = self._clocks.at(seq)
            if clock and (movement := movement_of_taken(seq, at, clock, note)):
                ledger.write(self._db, [movement])
        return stray

    def _gone(self, method: str, there: set[tuple[str, str]], at: str) -> None:
        for stray in self._strays("WHERE method = ? AND gone_at IS NULL AND queued", method):
            if (stray.payment, stray.reference) not in there:
                update(self._db, "strays", _key_of(stray), {"gone_at": at})

    def _write_events(self, sale_id: str, events: Iterable[Event | Note], at: datetime) -> int:
        """Appends the events to the chain, in the caller's transaction; returns the number of the
        first one."""
        last, before = self.head()
        for seq, event in enumerate(events, start=last + 1):
            kind, data = word_of(event), event_to_text(event)
            before = link(before, seq, self.till, sale_id, instant_text(at), kind, data)
            row = {"seq": seq, "till": self.till, "sale": sale_id, "at": instant_text(at)}
            insert(self._db, "events", {**row, "kind": kind, "data": data, "hash": before})
        return last + 1

    def remember(self, sale: Sale, events: Iterable[Event]) -> None:
        """Records the payments and the movement ids that are this sale's from now on."""
        for event in events:
            if payment := payment_in(event):
                row = {"method": sale.method, "payment": payment, "sale": sale.id}
                insert(self._db, "payments", row, unless_there=True)
            provider = provider_of(sale.method)
            for identity in identities_of(event):
                if not self.owner(provider, identity):
                    row = {"provider": provider, "identity": identity, "sale": sale.id}
                    insert(self._db, "identities", row)


def _key_of(stray: UnmatchedPayment) -> Mapping[str, str]:
    return {
        "method": stray.method,
        "payment": stray.payment,
        "reference": stray.reference,
    }


def _begun(sale_id: str, created: Created) -> Event:
    """Returns the event by which its parent learns that this sale begins."""
    if created.purpose is Purpose.PAYMENT:
        return PartStarted(part=sale_id, amount=created.amount)
    return OperationStarted(operation=sale_id, purpose=created.purpose, amount=created.amount)


def payment_in(event: Event) -> str | None:
    """Returns the provider's id of the one payment in the event."""
    return event.payment if isinstance(event, _OF_MONEY) else None


_OF_MONEY = (Paid, Mismatched, AlreadyUsed)


def recorded(row: dict[str, Any]) -> Recorded:
    """Parses a row of `events` of a sale."""
    return Recorded(
        seq=row["seq"],
        till=row["till"],
        sale=row["sale"],
        at=datetime.fromisoformat(row["at"]),
        event=event_from_text(row["kind"], row["data"]),
    )


def noted(row: dict[str, Any]) -> Noted:
    """Parses a row of `events` that is a note."""
    return Noted(
        seq=row["seq"],
        till=row["till"],
        at=datetime.fromisoformat(row["at"]),
        note=note_from_text(row["kind"], row["data"]),
    )


def taken(stray: UnmatchedPayment) -> PaymentTaken:
    return PaymentTaken(
        method=stray.method,
        payment=stray.payment,
        reference=stray.reference,
        amount=stray.amount,
        by=stray.taken_by,
        why=stray.why,
        provider_at=stray.provider_at,
        period=stray.period,
        fee=stray.fee,
    )


# Earlier versions read the clock for the row, and once more for the event.
_AT_ONCE = timedelta(seconds=1)


def tells_of(row: Mapping[str, Any], note: PaymentTaken, at: datetime) -> bool:
    """Returns whether this row of `strays` is of a payment that was taken as the note of that
    instant says. Raises any of UNREADABLE."""
    stray = stray_from_row(row)
    when = stray.taken_at
    return taken(stray) == note and when is not None and abs(when - at) < _AT_ONCE
