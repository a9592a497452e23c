"""The journal: append-only, chained, folded in the same transaction, and honest about damage."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from new_sales import new_sale
from old_files import TO_BEFORE_THE_LEDGER
from sqlite_utils import Database

from pos_app.domain.audit_notes import NOTES, DayClosed, PinRefused, ProviderDeed, ShiftClosed
from pos_app.domain.books.day_close import CarriedSale, CloseDocument, DrawerCount
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.shift import ShiftDocument
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.errors import JournalDamaged, JournalInUse, JournalUnavailable, NotAllowed
from pos_app.domain.events import (
    EVENTS,
    Accepted,
    Cancelling,
    Created,
    Declined,
    Event,
    Flag,
    FlagCleared,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Purpose,
    Sending,
    SettledAsUnpaid,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.print_job import Hitch, JobState, PrintTrouble
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.people.roles import Role
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.journal.checks.verify import verify
from pos_app.journal.codec import (
    event_from_text,
    event_to_text,
    instant_text,
    note_from_text,
    sale_from_row,
    sale_to_row,
    stray_from_row,
    stray_to_row,
)
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.disk_failures import Strange
from pos_app.journal.file_lock import Ownership
from pos_app.journal.migrations import migrations
from pos_app.journal.rows import insert, rows, update
from pos_app.journal.store import Store
from pos_app.journal.thread import JournalThread
from pos_app.ports.journal import UnmatchedPayment

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
DAY = date(2026, 11, 20)
SENDING = Sending(request="POST /x", body="{}")


def created(number: int, method: str = "vpos", minor: int = 1_500_00) -> Created:
    return Created(
        number=number,
        method=method,
        amount=Money(minor, Currency.AOA),
        phone=Phone("AO", "923123456"),
        description="pão",
        key=f"key-{number}",
        business_day=DAY,
    )


def sell(store: Store, sale_id: str, *events: Event) -> Sale:
    sale = new_sale(store, sale_id, created, SENDING)
    return store.append(sale_id, *events) if events else sale


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = open_journal(tmp_path / "journal.sqlite3")
    yield db
    db.close()


@pytest.fixture
def store(db: Database) -> Store:
    ticks = iter(range(10_000))
    return Store(db, "till-1", lambda: AT + timedelta(seconds=next(ticks)))


def test_the_file_is_kept_so_that_a_commit_survives_a_power_cut(db: Database) -> None:
    assert db.journal_mode == "wal"
    (row,) = db.query("PRAGMA synchronous")
    assert row["synchronous"] == 2  # FULL


def test_a_new_journal_is_what_its_migrations_come_to(db: Database) -> None:
    """To the last letter of its schema and the last row, but for the instant."""
    with closing(Database(memory=True)) as migrated:
        migrations.apply(migrated)
        expected = [_without_instant(line) for line in migrated.conn.iterdump()]
    assert [_without_instant(line) for line in db.conn.iterdump()] == expected
    assert not migrations.pending(db)


def _without_instant(line: str) -> str:
    return re.sub(r"'20\d\d-[^']*'", "", line)


def test_a_new_row_or_a_change_is_of_one_row(db: Database) -> None:
    key = {"provider": "vpos", "identity": "i"}
    insert(db, "identities", {**key, "sale": "s"})
    insert(db, "identities", {**key, "sale": "t"}, unless_there=True)
    assert [row["sale"] for row in rows(db, "SELECT * FROM identities")] == ["s"]
    update(db, "identities", key, {"sale": "u"})
    assert [row["sale"] for row in rows(db, "SELECT * FROM identities")] == ["u"]
    with pytest.raises(Strange, match="0 rows of identities"):
        update(db, "identities", {**key, "identity": "j"}, {"sale": "v"})


def test_a_journal_without_a_log_is_not_opened_and_not_left_open() -> None:
    """Such as on a network drive: there a power cut could take back what was acknowledged."""
    memory = sqlite3.connect(":memory:")  # keeps none either
    with pytest.raises(sqlite3.OperationalError, match="no write-ahead log"):
        open_journal(Path("journal"), lambda _: memory)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        memory.execute("SELECT 1")


def test_a_sale_is_read_back_as_it_was_folded(store: Store) -> None:
    sale = sell(store, "a", Accepted(reference="r", follow="/r"), Paid(reference="r"))
    assert store.sale("a") == sale
    assert sale.state is State.PAID
    assert [type(entry.event) for entry in store.events_of("a")] == [
        Created, Sending, Accepted, Paid,
    ]  # fmt: skip


def test_numbers_and_events_count_without_gaps(store: Store, db: Database) -> None:
    for name in "abc":
        sell(store, name, Accepted(reference=name))
    with pytest.raises(NotAllowed):
        sell(store, "a")
    assert [sale.number for sale in store.last_sales(9)] == [3, 2, 1]
    seqs = [row["seq"] for row in db.query("SELECT seq FROM events ORDER BY seq")]
    assert seqs == list(range(1, 10))


def test_a_command_that_is_not_allowed_leaves_no_trace(store: Store) -> None:
    sell(store, "a", Accepted(reference="a"), Paid())
    before = store.head()
    with pytest.raises(NotAllowed):
        store.append("a", OutcomeUnknown(reason=Reason.NO_ANSWER), SENDING)
    assert store.head() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET data = '{}' WHERE seq = 1",
        "DELETE FROM events WHERE seq = 1",
        "REPLACE INTO events SELECT seq, till, sale, at, kind, '{}', hash FROM events LIMIT 1",
    ],
)
def test_the_database_itself_refuses_to_edit_an_event(
    statement: str, store: Store, db: Database
) -> None:
    sell(store, "a")
    with pytest.raises(sqlite3.IntegrityError, match="events are never"):
        db.execute(statement)
    assert verify(db).sound


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE events SET data = replace(data, '150000', '15000') WHERE seq = 1", "event 1 "),
        ("UPDATE events SET at = '2026-11-21T10:00:00.000000+00:00' WHERE seq = 4", "event 4 "),
        ("UPDATE events SET sale = 'b' WHERE seq = 3", "event 3 "),
        ("DELETE FROM events WHERE seq = 2", "event 2 is missing"),
        ("UPDATE sales SET state = 'paid' WHERE id = 'b'", "sale 2 is not what its events say"),
        ("UPDATE sales SET amount = 1 WHERE id = 'a'", "sale 1 is not what its events say"),
        ("DELETE FROM sales WHERE id = 'b'", "sale 2 has events and no row"),
        ("INSERT INTO payments VALUES ('vpos', 'p2', 'b')", "payment p2 of vpos is called known"),
        ("DELETE FROM payments", "payment p1 of vpos has an event"),
        ("SELECT 1", "not guarded any more: events_are_not_deleted"),
    ],
)
def test_whoever_gets_around_the_triggers_is_found_out(
    harm: str, found: str, store: Store, db: Database
) -> None:
    sell(store, "a", Accepted(reference="a"), Paid(payment="p1"))
    sell(store, "b", Accepted(reference="b"))
    assert verify(db).sound
    for trigger in ("events_are_not_changed", "events_are_not_deleted"):
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute(harm)
    verdict = verify(db)
    assert any(found in problem for problem in verdict.problems), verdict.problems


def test_a_payment_of_a_queue_is_known_once_it_is_stored(store: Store) -> None:
    sell(store, "a", Accepted(reference="000000001"))
    assert store.sale_of_payment("vpos", "p1") is None
    store.append("a", Mismatched(flag=Flag.SHORT, amount=None, payment="p1"))
    assert store.sale_of_payment("vpos", "p1") == store.sale("a")
    found = store.sale_with_reference("vpos", "000000001")
    assert found == store.sale("a")


def refund(store: Store, sale_id: str, parent: str, minor: int = 1_500_00) -> Sale:
    def create(number: int) -> Created:
        return replace(
            created(number),
            amount=Money(minor, Currency.AOA),
            purpose=Purpose.REFUND,
            parent=parent,
            parent_reference="1",
        )

    return new_sale(store, sale_id, create, Sending(request="POST /", body=""))


def test_a_refund_and_its_sale_change_together(store: Store, db: Database) -> None:
    sell(store, "a", Accepted(), Paid())
    refund(store, "r", "a")
    with pytest.raises(NotAllowed):
        refund(store, "r2", "a")
    assert store.sale("r2") is None
    store.append("r", OutcomeUnknown(reason=Reason.NO_ANSWER))
    with pytest.raises(NotAllowed):
        refund(store, "r3", "a")
    store.append("r", Paid(reference="2"))
    parent = store.sale("a")
    assert parent
    assert (parent.refunded_minor, parent.pending_operation) == (1_500_00, None)
    assert [sale.id for sale in store.operations_of("a")] == ["r"]
    assert verify(db).sound


def test_a_refund_that_did_not_happen_may_be_asked_for_again(store: Store, db: Database) -> None:
    sell(store, "a", Accepted(), Paid())
    refund(store, "r", "a")
    store.append("r", Declined(reason=Reason.POS_WITHOUT_FUNDS))
    refund(store, "r2", "a")
    assert verify(db).sound


def stray(payment: str, at: datetime = AT) -> UnmatchedPayment:
    return UnmatchedPayment("wikipay", payment, "002001002", "", None, "{}", at, at)


def test_payments_of_nobody_here_are_remembered_until_they_are_gone(store: Store) -> None:
    store.record_unmatched("wikipay", [stray("p"), stray("q")], whole=True)
    store.record_unmatched("wikipay", [stray("q", AT + timedelta(hours=1))], whole=False)
    assert [one.payment for one in store.unmatched_payments()] == ["p", "q"]
    store.record_unmatched("wikipay", [stray("q")], whole=True)
    (left,) = store.unmatched_payments()
    assert (left.payment, left.first_seen) == ("q", AT)


def test_a_journal_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """A file as that version left it."""
    path = tmp_path / "journal.sqlite3"
    shutil.copy(Path(__file__).parent / "old" / "journal-001.sqlite3", path)
    db = open_journal(path)
    store = Store(db, "till-1", lambda: AT)
    assert verify(db).sound
    states = [(sale.method, sale.state) for sale in store.last_sales(9)]
    assert states == [
        ("clicpay.emola", State.DECLINED),
        ("clicpay.mpesa", State.UNKNOWN),
        ("proxypay", State.WAITING),
        ("vpos", State.PAID),
    ]
    refund(store, "r", "s0")
    store.append("s2", SettledAsUnpaid(by="Ana", why="not on the statement"))
    assert verify(db).sound
    db.close()


@pytest.mark.parametrize(
    ("read", "index"),
    [
        (lambda store: store.flagged_sales(), "sales_flagged"),
        (lambda store: store.sales_ended_unpaid(9), "sales_ended_unpaid"),
        (lambda store: store.open_sales(), "sales_open"),
        # Of a method that the shop uses seldom: a range, and not all that the index has.
        (lambda store: store.last_sales_by("wikipay", 9), "sales_by_number (number>?)"),
    ],
)
def test_what_is_asked_at_every_start_takes_no_longer_as_the_years_go_by(
    read: Callable[[Store], object], index: str, db: Database, store: Store
) -> None:
    asked: list[tuple[str, Any]] = []
    with db.tracer(lambda sql, params: asked.append((sql, params))):
        read(store)
    ((sql, params),) = asked
    plan = " ".join(row["detail"] for row in db.query(f"EXPLAIN QUERY PLAN {sql}", params))
    assert f"USING INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan


def test_a_journal_from_before_knows_what_is_in_doubt_since_a_restore(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    db = open_journal(path)
    store = Store(db, "till-1", lambda: AT)
    sell(
        store,
        "a",
        Accepted(reference="r"),
        Cancelling(),
        OutcomeUnknown(reason=Reason.JOURNAL_RESTORED),
    )
    store.append("a", OutcomeUnknown(reason=Reason.NO_ANSWER))
    new_sale(store, "b", lambda number: replace(created(number), phone=None), SENDING)
    store.append("b", OutcomeUnknown(reason=Reason.NO_ANSWER))
    db.execute("UPDATE sales SET cancelling = 1 WHERE id = 'a'")  # as it was called until then
    for statement in TO_BEFORE_THE_LEDGER:
        db.execute(statement)
    db.execute("ALTER TABLE sales DROP COLUMN restored")
    db.execute("ALTER TABLE sales DROP COLUMN sent_there")
    db.execute("DROP INDEX sales_ended_unpaid")
    db.execute(
        "CREATE INDEX sales_ended_unpaid ON sales (settled_at)"
        " WHERE state IN ('declined', 'expired', 'cancelled') AND follow IS NOT NULL"
    )
    db.execute("DELETE FROM _sqlite_migrations WHERE name >= '007'")
    db.close()
    db = open_journal(path)
    sales = Store(db, "till-1", lambda: AT).open_sales()
    assert [(sale.id, sale.restored) for sale in sales] == [("b", False), ("a", True)]
    assert verify(db).sound
    db.close()


def test_a_journal_from_before_flags_could_be_cleared_knows_what_came_twice(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    db = open_journal(path)
    sell(Store(db, "till-1", lambda: AT), "a", Paid(reference="1", payment="first"))
    Store(db, "till-1", lambda: AT).append("a", Paid(reference="1", payment="second"))
    for statement in (
        *TO_BEFORE_THE_LEDGER,
        "DROP INDEX sales_flagged",
        "DROP INDEX sales_ended_unpaid",
        "ALTER TABLE sales DROP COLUMN cleared",
        "ALTER TABLE sales DROP COLUMN beside",
        "ALTER TABLE sales DROP COLUMN cashier",
        "ALTER TABLE sales DROP COLUMN used_by",
        "ALTER TABLE sales DROP COLUMN revision",
        "ALTER TABLE sales DROP COLUMN sent_there",
        "DROP TABLE identities",
        "ALTER TABLE sales DROP COLUMN restored",
        "DELETE FROM _sqlite_migrations WHERE name >= '004'",
    ):
        db.execute(statement)
    db.close()
    db = open_journal(path)
    store = Store(db, "till-1", lambda: AT)
    (sale,) = store.flagged_sales()
    assert (set(sale.flags), sale.unexpected_minor) == ({Flag.PAID_TWICE}, sale.amount.minor)
    assert verify(db).sound
    store.append("a", FlagCleared(flag=Flag.PAID_TWICE, by="Ana", why="given back in cash"))
    assert not store.flagged_sales()
    assert verify(db).sound
    db.close()


def test_an_older_journal_can_be_looked_at_before_a_till_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    shutil.copy(Path(__file__).parent / "old" / "journal-001.sqlite3", path)
    before = path.read_bytes()
    reader = read_journal(path)
    assert verify(reader).sound
    assert len(Store(reader, "till-1", lambda: AT).last_sales(9)) == 4
    reader.close()
    assert path.read_bytes() == before


def test_somebody_may_look_while_the_owner_writes(store: Store, tmp_path: Path) -> None:
    sell(store, "a")
    reader = read_journal(tmp_path / "journal.sqlite3")
    sell(store, "b")
    assert verify(reader).sales == 2
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM sales")
    reader.close()


def test_a_journal_has_one_owner(tmp_path: Path) -> None:
    first = Ownership(tmp_path / "lock")
    with pytest.raises(JournalInUse):
        Ownership(tmp_path / "lock")
    first.release()
    Ownership(tmp_path / "lock").release()


def test_a_lock_that_cannot_be_made_is_the_worlds_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalUnavailable) as failed:
        Ownership(tmp_path / "file" / "lock")
    assert not isinstance(failed.value, JournalInUse)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" * 300])
async def test_a_damaged_journal_is_said_and_never_replaced(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(content)
    with pytest.raises(JournalDamaged):
        await JournalThread.open(path, "t", lambda: AT)
    assert path.read_bytes() == content


async def test_a_journal_that_cannot_be_opened_is_the_worlds_failure(tmp_path: Path) -> None:
    with pytest.raises(JournalUnavailable):
        await JournalThread.open(tmp_path / "nowhere" / "j", "t", lambda: AT)


TEXTS = st.text(max_size=20)
INSTANTS = st.datetimes(timezones=st.just(UTC))
MONEY = st.builds(Money, st.integers(0, 10**12), st.sampled_from(Currency))
SUMS = st.builds(
    TakingsLine,
    method=TEXTS,
    cashier=TEXTS,
    kind=st.sampled_from(MovementKind),
    count=st.integers(1, 10**6),
    amount=MONEY,
    fee=st.none() | MONEY,
)
COUNTS = st.lists(st.builds(DrawerCount, expected=MONEY, counted=MONEY), max_size=2).map(tuple)
DOCUMENTS = st.builds(
    CloseDocument,
    number=st.integers(1, 10**6),
    day=st.dates(),
    by=TEXTS,
    at=INSTANTS,
    begins_at=st.none() | INSTANTS,
    since=st.integers(0, 10**9),
    until=st.integers(0, 10**9),
    takings=st.lists(SUMS, max_size=3).map(tuple),
    carried=st.lists(
        st.builds(
            CarriedSale,
            number=st.integers(1, 10**6),
            sold_on=st.dates(),
            method=TEXTS,
            amount=MONEY,
            state=st.sampled_from(State),
            purpose=st.sampled_from(Purpose),
            flags=st.lists(st.sampled_from(Flag), unique=True).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    drawer=COUNTS,
    paper=st.lists(
        st.builds(
            PrintTrouble,
            kind=st.sampled_from(DocumentKind),
            state=st.sampled_from(JobState),
            hitch=st.sampled_from(Hitch),
            name=TEXTS,
            at=INSTANTS,
            printer=TEXTS,
            sale=st.none() | st.integers(1, 10**6),
        ),
        max_size=2,
    ).map(tuple),
)
SHIFT_DOCUMENTS = st.builds(
    ShiftDocument,
    cashier=TEXTS,
    since=st.integers(0, 10**9),
    opened_at=INSTANTS,
    until=st.integers(0, 10**9),
    at=INSTANTS,
    by=TEXTS,
    takings=st.lists(SUMS, max_size=2).map(tuple),
    kept=st.lists(MONEY, max_size=2).map(tuple),
)
VALUES = {
    "floats": COUNTS,
    "document": st.sampled_from(DocumentKind),
    "duplicate_of": st.none() | st.integers(1, 10**9),
    "fee": st.none() | MONEY,
    "provider_at": st.none() | INSTANTS,
    "number": st.integers(1, 10**9),
    "amount": MONEY,
    "phone": st.none() | st.just(Phone("MZ", "841234567")),
    "business_day": st.dates(),
    "expires_at": st.none() | INSTANTS,
    "expected_at": st.none() | INSTANTS,
    "valid_until": st.none() | INSTANTS,
    "there": st.none() | INSTANTS,
    "purpose": st.sampled_from(Purpose),
    "fields": st.none() | st.dictionaries(TEXTS, TEXTS, max_size=3),
    "left": st.none() | st.integers(0, 10**12),
    "tendered": st.none() | MONEY,
    **dict.fromkeys(("pledged", "received", "returned", "troubled"), st.integers(-9, 10**12)),
    "by_hand": st.booleans(),
    "reason": st.sampled_from(Reason),
    "flag": st.sampled_from(Flag),
    "role": st.sampled_from(Role),
}


@given(st.data(), st.sampled_from(sorted(EVENTS)))
def test_every_event_is_read_back_as_it_was_written(data: st.DataObject, name: str) -> None:
    kind = EVENTS[name]
    values = {field.name: data.draw(VALUES.get(field.name, TEXTS)) for field in fields(kind)}
    event = kind(**values)
    assert event_from_text(name, event_to_text(event)) == event


@given(st.data(), st.sampled_from(sorted(NOTES)))
def test_every_note_is_read_back_as_it_was_written(data: st.DataObject, name: str) -> None:
    kind = NOTES[name]
    drawn = {
        **VALUES,
        "day": VALUES["business_day"],
        "events": st.integers(0, 10**9),
        "start": VALUES["business_day"],
        "end": VALUES["business_day"],
        "layout": st.dictionaries(TEXTS, TEXTS, max_size=3),
        "total": MONEY,
        "fees": MONEY,
        "difference": MONEY,
        "count": st.integers(0, 10**6),
        "left_out": st.integers(0, 10**6),
        "movement": st.integers(0, 10**9),
        "own": st.integers(0, 99),
        "version": st.integers(0, 10**9),
        "alone": st.booleans(),
        "found": st.booleans(),
        "deed": st.sampled_from(ProviderDeed),
    }
    documents = {ShiftClosed: SHIFT_DOCUMENTS, DayClosed: st.none() | DOCUMENTS}
    drawn["document"] = documents.get(kind, VALUES["document"])
    values = {field.name: data.draw(drawn.get(field.name, TEXTS)) for field in fields(kind)}
    assert note_from_text(name, event_to_text(kind(**values))) == kind(**values)


def test_events_are_written_in_one_way_alone_in_the_letters_of_whoever_said_it() -> None:
    """So that a person finds in the file what was said, and two tills write the same alike."""
    paid = Paid(reference="pão", payment="1")
    assert event_to_text(paid) == '{"payment":"1","reference":"pão"}'


def test_what_happens_beside_the_sales_stands_in_the_same_chain(store: Store) -> None:
    sell(store, "a")
    store.note(DayClosed(day=date(2026, 11, 24), by="Ana"))
    store.note(PinRefused())
    sell(store, "b")
    closed, refused = store.notes()
    assert (closed.note, refused.note) == (
        DayClosed(day=date(2026, 11, 24), by="Ana"),
        PinRefused(),
    )
    assert store.notes(PinRefused) == [refused]
    assert [one.seq for one in store.events_of("b")] == [refused.seq + 1, refused.seq + 2]
    assert verify(store._db).sound
    assert verify(store._db).events == refused.seq + 2


def test_every_field_of_a_sale_is_read_back_as_it_was_written(store: Store) -> None:
    sale = replace(
        sell(store, "a"),
        state=State.UNKNOWN,
        expires_at=AT,
        expected_at=AT,
        settled_at=AT,
        cancelling=True,
        reason=Reason.NO_ANSWER,
        detail="x",
        payment="p",
        status_path="/f",
        entity="00411",
        flags=frozenset({Flag.SHORT, Flag.PAID_TWICE}),
        purpose=Purpose.REFUND,
        parent="b",
        parent_reference="CP1",
        by="Ana",
        voucher="••••••••230t",
        valid_until=AT,
        fields={"invoice": "2026/7"},
        checkout="https://pay.example/1",
        voucher_balance_minor=75_00,
        held_minor=1_500_00,
        refunded_minor=100,
        pending_operation="c",
        cleared=frozenset({Flag.MISMATCH}),
        unexpected_minor=-5,
        cashier="Rui",
        used_by=7,
        restored=True,
        sent_there=AT + timedelta(days=1),
        duplicate_of=3,
        printed=2,
        receipts=3,
        shop_receipts=4,
        invoice="FT 2026/12",
        account="mark",
        reference="r",
        by_hand=True,
        tendered_minor=2_000_00,
        pledged_minor=1,
        received_minor=2,
        troubled_parts=3,
    )
    for one in fields(Sale):
        assert getattr(sale, one.name) != one.default, one.name
    assert sale_from_row(sale_to_row(sale)) == sale
    blank = replace(sell(store, "b"), phone=None)
    assert sale_from_row(sale_to_row(blank)) == blank
    row = sale_to_row(replace(sale, flags=frozenset(Flag), cleared=frozenset(Flag)))
    assert row["flags"] == row["cleared"] == " ".join(sorted(Flag))  # the same on every day


def test_every_column_of_a_payment_of_nobodys_is_read_back_as_it_was_written() -> None:
    seen = UnmatchedPayment("wikipay", "p", "2", "s", Money(5_00, Currency.MZN), "{}", AT, AT)
    taken = replace(
        seen,
        queued=False,
        first_seen=AT - timedelta(hours=1),
        taken_at=AT + timedelta(hours=1),
        taken_by="Ana",
        why="asked",
        provider_at=AT - timedelta(hours=2),
        period="71",
        fee=Money(4_00, Currency.MZN),
    )
    for one in (
        seen,
        taken,
        replace(seen, amount=None),
        replace(seen, amount=Money(0, Currency.AOA)),
    ):
        assert stray_from_row(stray_to_row(one)) == one


def test_instants_are_written_in_utc_so_that_they_sort_as_texts(store: Store) -> None:
    east = AT.astimezone(timezone(timedelta(hours=3)))
    assert instant_text(east) == instant_text(AT) == "2026-11-20T10:00:00.000000+00:00"
    sale = replace(sell(store, "a"), settled_at=east)
    assert sale_from_row(sale_to_row(sale)).settled_at == AT
