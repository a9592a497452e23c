"""Every byte of every event is changed, one at a time, and `verify` has to name the event.

The journals are small ones with every kind of event and note. A byte is changed twice: by SQL, in a
copy whose guards are gone, column by column; and in the pages of the file, where the event lies,
with the lengths and types that SQLite keeps beside it.
"""

import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from new_sales import new_sale
from sqlite_utils import Database

from pos_app.domain.audit_notes import (
    CashMoved,
    DayClosed,
    Exported,
    MovedIn,
    MovedOut,
    MoveTakenBack,
    PaymentsByCall,
    PersonLeft,
    PinAccepted,
    PinGiven,
    PinRefused,
    ProviderAsked,
    ProviderDeed,
    QueueMoves,
    QueueStuck,
    Rebuilt,
    Recovered,
    RecoveryCodeMade,
    ReportIssued,
    ReportWithdrawn,
    Restored,
    SettingsChanged,
    ShiftOpened,
)
from pos_app.domain.books.day_close import CloseOrder, DrawerCount
from pos_app.domain.books.shift import ShiftOrder
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Cancelled,
    Cancelling,
    CancelRejected,
    Captured,
    Created,
    Declined,
    DocumentIssued,
    Event,
    Expired,
    Extending,
    FinalWordMissing,
    Flag,
    FlagCleared,
    GivenByHand,
    Identified,
    InvoiceNumbered,
    IssueWithdrawn,
    Mismatched,
    NotSent,
    OperationFailed,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    Purpose,
    ReceivedByHand,
    ReferenceAssigned,
    Refunded,
    Refused,
    Released,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
    SlipPrinted,
    SplitOpened,
    StatusPathChanged,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.reconciliation.notes import DifferenceResolved, StatementImported
from pos_app.domain.reconciliation.statement import StatementLine, packed
from pos_app.journal.books.shifts import open_shifts
from pos_app.journal.checks.verify import verify
from pos_app.journal.connection_owner import closed_on_failure
from pos_app.journal.database_file import open_journal
from pos_app.journal.migrations import GUARDS
from pos_app.journal.store import Store
from pos_app.ports.journal import UnmatchedPayment

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
DAY = date(2026, 11, 20)
KWANZAS = Money(15_00, Currency.AOA)
COUNT = DrawerCount(expected=Money(20_00, Currency.AOA), counted=KWANZAS)
COLUMNS = ("seq", "till", "sale", "at", "kind", "data", "hash")


@dataclass(frozen=True)
class Figures:
    """How many bytes were changed, after how many of those `verify` found it, and where it did
    not."""

    flipped: int
    found: int
    missed: Sequence[str]
    seconds: float


def campaign(seed: int = 0, bits: int = 1) -> Figures:
    """So many bits, at random, of each byte of each event: once by SQL and once in the file."""
    chance, began = random.Random(seed), time.perf_counter()

    def some() -> Sequence[int]:
        return chance.sample(range(8), bits)

    tried = [
        (f"{name}, {place}", found)
        for name, image in images().items()
        for way in (by_sql, in_the_file)
        for place, found in way(image, some)
    ]
    missed = [place for place, found in tried if not found]
    return Figures(len(tried), len(tried) - len(missed), missed, time.perf_counter() - began)


# --- the journals ---------------------------------------------------------------------------------


def images() -> dict[str, bytes]:
    """Each journal as the bytes of its file."""
    return {live.__name__: _image(live) for live in LIVES}


def _image(live: Callable[[Store], None]) -> bytes:
    ticks = iter(range(1000))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite3"
        with closing(open_journal(path)) as db:
            live(Store(db, "t", lambda: AT + timedelta(seconds=next(ticks))))
        return path.read_bytes()


def sell(store: Store, *events: Event, purpose: Purpose = Purpose.PAYMENT) -> None:
    def create(number: int) -> Created:
        return Created(
            number=number, method="vpos", amount=KWANZAS, phone=Phone("AO", "923123456"),
            description="pão", key="k", business_day=DAY, purpose=purpose,
        )  # fmt: skip

    new_sale(store, "s", create, Sending(request="POST /", body="{}"))
    for event in events:
        store.append("s", event)


def ended(store: Store) -> None:
    """Whatever a provider may say of a sale that never left, in turn."""
    sell(
        store,
        NotSent(reason=Reason.NO_CONNECTION),
        Refused(reason=Reason.WRONG_KEY),
        OutcomeUnknown(reason=Reason.NO_ANSWER),
        Accepted(reference="r", raw='{"é":1}'),
        Identified(reference="q", follow="/q"),
        AlreadyUsed(identity="payment 1", reference="1", first="a", number=1, payment="1"),
        StatusPathChanged(follow="/r"),
        Declined(reason=Reason.NO_MONEY),
        Expired(reason=Reason.CUSTOMER_SILENT),
        Mismatched(flag=Flag.SHORT, amount=KWANZAS, payment="p"),
        SettledAsUnpaid(by="Ana", why="x"),
        FlagCleared(flag=Flag.SHORT, by="Ana", why="x"),
        InvoiceNumbered(invoice="FT 1", by="Rui"),
    )


def referred(store: Store) -> None:
    sell(
        store,
        ReferenceAssigned(reference="1"),
        Accepted(expires_at=AT),
        Extending(valid_until=AT),
        Cancelling(),
        CancelRejected(),
        SlipPrinted(printer="counter"),
        DocumentIssued(document=DocumentKind.SLIP, number=2, job="j", printer="counter", by="Rui"),
        IssueWithdrawn(document=DocumentKind.SLIP, number=2, job="j"),
        Cancelled(reason=Reason.CANCELLED_HERE),
    )


def paid(store: Store) -> None:
    sell(
        store,
        FinalWordMissing(),
        SettledAsPaid(by="Ana", why="x"),
        Paid(left=5),
        OperationStarted(operation="o", purpose=Purpose.REFUND, amount=KWANZAS),
        OperationFailed(operation="o"),
        Refunded(operation="o", amount=KWANZAS),
    )


def held(store: Store) -> None:
    sell(
        store,
        Authorized(reference="r"),
        OperationStarted(operation="o", purpose=Purpose.CAPTURE, amount=KWANZAS),
        Captured(operation="o", amount=KWANZAS, reference="r"),
        Released(operation="o"),
        purpose=Purpose.AUTHORIZATION,
    )


def beside(store: Store) -> None:
    """What people did with the till itself."""
    for note in (
        PinGiven(name="Ana"),
        PersonLeft(name="Bia", by="Ana"),
        PinRefused(),
        PinAccepted(by="Ana"),
        SettingsChanged(what="shop.name", by="Ana"),
        Exported(what="2026-11", by="Ana"),
        DayClosed(day=DAY, by="Ana"),
        RecoveryCodeMade(sealed_code="x"),
        Recovered(name="Ana", alone=True, sealed_code="x"),
        ProviderAsked(provider="vpos", deed=ProviderDeed.PUT_REFERENCE, what="1", by="Ana"),
        CashMoved(amount=Money(-100_000, Currency.AOA), why="bank", by="Ana"),
        ReportIssued(document=DocumentKind.CLOSE, subject="close 1", number=1, job="j"),
        ReportWithdrawn(document=DocumentKind.CLOSE, subject="close 1", number=1, job="j"),
    ):
        store.note(note)


def befallen(store: Store) -> None:
    """What became of its files and its queues, and what a statement said."""
    for note in (
        MovedOut(computer="counter", file="shop.till", by="Ana"),
        MovedIn(computer="back room", before="counter", by="Ana"),
        MoveTakenBack(computer="counter", by="Ana"),
        Restored(head="0" * 64, events=0, put_aside="x"),
        Rebuilt(put_aside="x", events=0),
        QueueStuck(method="vpos"),
        QueueMoves(method="vpos"),
        PaymentsByCall(method="vpos"),
        _statement(),
        DifferenceResolved(
            source="vpos", movement=1, line="", difference=-KWANZAS, why="x", by="Ana"
        ),
    ):
        store.note(note)
    store.record_unmatched(
        "vpos", [UnmatchedPayment("vpos", "p", "1", "", None, "{}", AT, AT)], whole=True
    )
    store.take_unmatched("vpos", "p", "1", "Ana", "x")


def divided(store: Store) -> None:
    """Paid in parts: one in cash, and given back by hand."""
    at_the_counter(store, "s", SplitOpened(), method="split.ao", purpose=Purpose.SPLIT)
    at_the_counter(store, "p", ReceivedByHand(tendered=KWANZAS + KWANZAS), parent="s")
    at_the_counter(store, "r", GivenByHand(), parent="p", purpose=Purpose.REFUND)


def closed(store: Store) -> None:
    """A shift, and then the day, with all that their documents count."""
    store.note(ShopClock(zone="Africa/Luanda"))
    at_the_counter(store, "s", ReceivedByHand())
    store.note(ShiftOpened(cashier="", floats=(COUNT,)))
    (shift,) = open_shifts(store._db)
    cash = ("cash.ao",)
    store.close_shift(ShiftOrder(shift=shift, by="Ana", counted=(KWANZAS,), cash_methods=cash))
    store.close_day(CloseOrder(day=DAY, by="Ana", drawer=(COUNT,), cash_methods=cash))


def at_the_counter(store: Store, name: str, word: Event, **how: Any) -> None:
    def create(number: int) -> Created:
        made = Created(
            number=number, method="cash.ao", amount=KWANZAS, phone=None,
            description="", key=name, business_day=DAY,
        )  # fmt: skip
        return replace(made, **how)

    new_sale(store, name, create, word)


LIVES = (ended, referred, paid, held, beside, befallen, divided, closed)


# --- the flips ------------------------------------------------------------------------------------

Bits = Callable[[], Sequence[int]]
Tried = Iterator[tuple[str, bool]]  # where, and whether it was found


def _statement() -> StatementImported:
    money = Money(1, Currency.AOA)
    return StatementImported(
        source="vpos",
        name="x.csv",
        digest="0" * 64,
        start=DAY,
        end=DAY,
        layout={"amount": "Valor"},
        count=1,
        left_out=0,
        total=money,
        fees=Money(0, Currency.AOA),
        lines=packed([StatementLine(amount=money, day=DAY)]),
        by="Ana",
    )


def by_sql(image: bytes, bits: Bits) -> Tried:
    """Each byte of each column, of a number all eight."""
    with closing(opened(image)) as db:
        for guard in GUARDS:
            db.execute(f"DROP TRIGGER {guard}")
        for seq, *texts in db.conn.execute("SELECT * FROM events").fetchall():
            values = [_bytes_of(seq), *(text.encode() for text in texts)]
            for column, value in enumerate(values):
                for at, bit in _places(len(value), bits):
                    changed = [*values[:column], _flipped(value, at, bit), *values[column + 1 :]]
                    place = f"event {seq}, {COLUMNS[column]}, byte {at}, bit {bit}"
                    yield place, _is_found_in_place_of(db, seq, values, changed)


def _is_found_in_place_of(
    db: Database, seq: int, values: Sequence[bytes], changed: Sequence[bytes]
) -> bool:
    try:
        _put(db, seq, changed)
    except sqlite3.IntegrityError:
        return True  # another event has this number: the database itself refuses
    now = _number(changed[0])  # of the last event, nobody can tell any more which number it had
    found = any(_names(problem, one) for problem in verify(db).problems for one in (seq, now))
    _put(db, now, values)
    return found


def _put(db: Database, instead_of: int, values: Sequence[bytes]) -> None:
    seq, *texts = values
    with db.atomic():
        db.conn.execute("DELETE FROM events WHERE seq = ?", [instead_of])
        marks = ", CAST(? AS TEXT)" * len(texts)
        db.conn.execute(f"INSERT INTO events VALUES (?{marks})", [_number(seq), *texts])


def in_the_file(image: bytes, bits: Bits) -> Tried:
    """Each byte of what the file's page keeps of an event: all but the type of `seq`, which nobody
    reads, since the number of the cell is taken for it."""
    for seq, cell in cells(image).items():
        for at, bit in _places(len(cell), bits):
            harmed = bytearray(image)
            harmed[cell[at]] ^= 1 << bit
            with closing(opened(bytes(harmed))) as db:
                problems = verify(db).problems
            found = any(_names(problem, seq) or "the file" in problem for problem in problems)
            yield f"event {seq} in the file, byte {at}, bit {bit}", found


def cells(image: bytes) -> dict[int, list[int]]:
    """Where in the file each event lies: the cells of the one page that the table has.

    https://www.sqlite.org/fileformat.html, 1.6
    """
    with closing(opened(image)) as db:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'events'"
        ((root,),) = db.conn.execute(query)
    size = int.from_bytes(image[16:18], "big")
    page = (root - 1) * size
    if image[page] != LEAF_OF_A_TABLE:
        raise ValueError("a journal for this has to fit into a page")
    cells = {}
    for number in range(int.from_bytes(image[page + 3 : page + 5], "big")):
        pointer = page + 8 + 2 * number
        start = page + int.from_bytes(image[pointer : pointer + 2], "big")
        length, after = _varint(image, start)
        seq, after = _varint(image, after)
        type_of_seq = after + 1
        cells[seq] = [*range(start, type_of_seq), *range(type_of_seq + 1, after + length)]
    return cells


LEAF_OF_A_TABLE = 0x0D


def _varint(image: bytes, at: int) -> tuple[int, int]:
    """Of as many bytes as these small numbers have: the number, and where it ends."""
    value = 0
    while image[at] & 0x80:
        value = (value | image[at] & 0x7F) << 7
        at += 1
    return value | image[at], at + 1


def _places(length: int, bits: Bits) -> Iterator[tuple[int, int]]:
    return ((at, bit) for at in range(length) for bit in bits())


def _bytes_of(seq: int) -> bytes:
    return seq.to_bytes(8, "big", signed=True)


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "big", signed=True)


def _flipped(raw: bytes, at: int, bit: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]


def _names(problem: str, seq: int) -> bool:
    named = re.match(r"events? (-?\d+)(?: to (\d+))? ", problem)
    return named is not None and int(named[1]) <= seq <= int(named[2] or named[1])


def opened(image: bytes) -> Database:
    with closed_on_failure(Database(memory=True)) as db:
        db.conn.deserialize(image[:18] + b"\1\1" + image[20:])  # in memory there is no log
    return db
