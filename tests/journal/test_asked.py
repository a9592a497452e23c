"""What is asked of a journal is answered with all that was asked for, with nothing else, and in the
order that was promised, however its rows lie in the file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from new_sales import new_sale
from sqlite_utils import Database

from pos_app.domain.audit_notes import (
    DayClosed,
    PaymentTaken,
    PinRefused,
    QueueMoves,
    QueueStuck,
    Restored,
)
from pos_app.domain.events import (
    Accepted,
    Authorized,
    Created,
    Declined,
    Event,
    Expired,
    Flag,
    FlagCleared,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Purpose,
    Refused,
    Sending,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store
from pos_app.ports.journal import UnmatchedPayment

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
TODAY, YESTERDAY = date(2026, 11, 20), date(2026, 11, 19)
SENDING = Sending(request="POST /", body="")


def kwanzas(minor: int) -> Money:
    return Money(minor, Currency.AOA)


@pytest.fixture(params=["as they come", "the other way round"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """SQLite gives rows that nobody has put in order as they come; it can be had to reverse them
    (sqlite.org/pragma.html#pragma_reverse_unordered_selects)."""
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        db.execute(f"PRAGMA reverse_unordered_selects={request.param != 'as they come'}")
        yield db


class Clock:
    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@pytest.fixture
def store(db: Database) -> Store:
    return Store(db, "till-1", Clock())


def sell(
    store: Store,
    name: str,
    *events: Event,
    method: str = "vpos",
    day: date = TODAY,
    purpose: Purpose = Purpose.PAYMENT,
    parent: str | None = None,
    amount: Money = Money(1_500_00, Currency.AOA),  # noqa: B008 - frozen
) -> None:
    def created(number: int) -> Created:
        return Created(
            number=number,
            method=method,
            amount=amount,
            phone=None,
            description="",
            key=name,
            business_day=day,
            purpose=purpose,
            parent=parent,
        )

    new_sale(store, name, created, SENDING)
    if events:
        store.append(name, *events)


# --- sales ----------------------------------------------------------------------------------------

LOST = OutcomeUnknown(reason=Reason.NO_ANSWER)
NO = Declined(reason=Reason.NO_MONEY)
SHORT = Mismatched(flag=Flag.SHORT, amount=kwanzas(5), payment="p-short")
HISTORIES: Mapping[str, tuple[Event, ...]] = {
    "sending": (),
    "waiting": (Accepted(reference="7", follow="/7"),),
    "unknown": (LOST,),
    "held": (Authorized(reference="8"),),
    "paid": (Paid(reference="9", payment="p-paid"),),
    "short": (Accepted(reference="10"), SHORT),
    "short and cleared": (
        Accepted(reference="11"),
        replace(SHORT, payment="p-cleared"),
        Paid(reference="11"),
        FlagCleared(flag=Flag.SHORT, by="Ana", why="given back"),
    ),
    "declined": (Accepted(follow="/d"), NO),
    "declined at once": (NO,),  # nobody can be asked about it
    "expired": (Accepted(follow="/e"), Expired(reason=Reason.CUSTOMER_SILENT)),
    "not sent": (Refused(reason=Reason.BAD_PHONE),),
    "paid late": (Accepted(follow="/l"), NO, Paid(reference="12")),
}


@pytest.fixture
def day(store: Store) -> Store:
    for name, events in HISTORIES.items():
        sell(store, name, *events)
    return store


def names(sales: Sequence[object]) -> list[str]:
    return [getattr(sale, "id", "") for sale in sales]


def test_what_is_open_is_all_that_is_newest_first(day: Store) -> None:
    assert names(day.open_sales()) == ["short", "held", "unknown", "waiting", "sending"]


def test_every_flag_that_nobody_has_cleared_is_shown_newest_first(day: Store) -> None:
    assert names(day.flagged_sales()) == ["paid late", "short"]


def test_what_ended_unpaid_and_can_be_asked_about_is_told_newest_first(day: Store) -> None:
    assert names(day.sales_ended_unpaid(9)) == ["expired", "declined"]
    assert names(day.sales_ended_unpaid(1)) == ["expired"]


def test_the_newest_come_first_and_no_more_of_them_than_were_asked_for(day: Store) -> None:
    assert names(day.last_sales(99)) == [*HISTORIES][::-1]
    assert names(day.last_sales(2)) == ["paid late", "not sent"]


def test_the_newest_of_one_method_are_of_no_other(day: Store) -> None:
    for name in ("one", "two", "three"):
        sell(day, name, method="proxypay")
    sell(day, "another", method="wikipay")
    assert names(day.last_sales_by("proxypay", 9)) == ["three", "two", "one"]
    assert names(day.last_sales_by("proxypay", 2)) == ["three", "two"]


def test_a_sale_is_found_by_its_number_and_by_no_other(day: Store) -> None:
    for number, name in enumerate(HISTORIES, start=1):
        found = day.sale_with_number(number)
        assert found
        assert found.id == name
    assert day.sale_with_number(len(HISTORIES) + 1) is None


def test_of_the_sales_that_were_given_one_reference_the_newest_by_that_method_is_found(
    store: Store,
) -> None:
    """Providers give a number again once it is free."""
    for name, method, reference in (
        ("first", "proxypay", "1"),
        ("second", "proxypay", "1"),
        ("another", "proxypay", "2"),
        ("elsewhere", "wikipay", "1"),
    ):
        sell(store, name, Accepted(reference=reference), method=method)
    found = store.sale_with_reference("proxypay", "1")
    assert found
    assert found.id == "second"
    assert store.sale_with_reference("proxypay", "3") is None


def test_a_payment_is_one_sales_by_its_provider(store: Store) -> None:
    sell(store, "a", Paid(payment="1"), method="proxypay")
    sell(store, "b", Paid(payment="2"), method="proxypay")
    sell(store, "c", Paid(payment="1"), method="wikipay")
    found = [
        store.sale_of_payment(method, payment)
        for method in ("proxypay", "wikipay")
        for payment in ("1", "2")
    ]
    assert [sale and sale.id for sale in found] == ["a", "b", "c", None]


def test_the_refunds_of_a_sale_are_told_oldest_first(store: Store) -> None:
    for name in ("a", "b"):
        sell(store, name, Paid())
    for parent, name in (("a", "one"), ("b", "other"), ("a", "two"), ("a", "three")):
        back, paid = kwanzas(100), Paid(reference=name)
        sell(store, name, paid, amount=back, purpose=Purpose.REFUND, parent=parent)
    assert names(store.operations_of("a")) == ["one", "two", "three"]
    assert names(store.operations_of("one")) == []


# --- events and notes -----------------------------------------------------------------------------


def test_events_are_of_one_sale_and_notes_of_none_in_the_order_of_their_numbers(
    store: Store,
) -> None:
    sell(store, "a")
    store.note(PinRefused())
    sell(store, "b")
    store.note(QueueStuck(method="vpos"))
    store.append("a", LOST, NO)
    store.note(PinRefused())
    store.note(QueueMoves(method="vpos"))
    told = [(one.seq, type(one.event)) for one in store.events_of("a")]
    assert told == [(1, Created), (2, Sending), (7, OutcomeUnknown), (8, Declined)]
    assert {(one.sale, one.till) for one in store.events_of("a")} == {("a", "till-1")}
    assert [one.seq for one in store.notes()] == [3, 6, 9, 10]
    assert [one.seq for one in store.notes(PinRefused)] == [3, 9]
    assert [one.seq for one in store.notes(PinRefused, QueueMoves)] == [3, 9, 10]
    assert [type(one.note) for one in store.notes(DayClosed)] == []


def test_a_note_is_told_the_head_that_it_has_become(store: Store) -> None:
    sell(store, "a")
    head = store.note(PinRefused())
    assert (head.number, head.hash) == store.head()
    assert head.number == 3


def test_numbers_go_on_above_all_that_any_restore_has_left_out(db: Database, store: Store) -> None:
    sell(store, "a")
    assert store.highest_number() == 1
    for number in (3000, 2000):
        store.note(Restored(head="", events=1, put_aside="", number=number))
    store.note(QueueStuck(method="vpos"))
    opened = Store(db, "till-1", Clock())  # no journal is restored while it is open
    assert opened.highest_number() == 3000
    sell(opened, "b")
    assert opened.highest_number() == 3001


# --- payments of nobody ---------------------------------------------------------------------------


def stray(payment: str, *, method: str = "proxypay", reference: str = "1") -> UnmatchedPayment:
    return UnmatchedPayment(method, payment, reference, "", kwanzas(5_00), "its words", AT, AT)


def payments(strays: Sequence[UnmatchedPayment]) -> list[tuple[str, str]]:
    return [(one.payment, one.reference) for one in strays]


def test_payments_of_nobody_are_told_in_the_order_in_which_they_were_seen(store: Store) -> None:
    store.record_unmatched("proxypay", [stray("z"), stray("a")], whole=True)
    store.record_unmatched("wikipay", [stray("m", method="wikipay")], whole=True)
    assert payments(store.unmatched_payments()) == [("z", "1"), ("a", "1"), ("m", "1")]


def test_of_a_payment_that_is_seen_again_only_when_is_new(store: Store) -> None:
    store.record_unmatched("proxypay", [stray("p")], whole=True)
    later = AT + timedelta(hours=1)
    again = replace(stray("p"), first_seen=later, last_seen=later, raw="other words")
    store.record_unmatched("proxypay", [again], whole=True)
    assert store.unmatched_payments() == [replace(stray("p"), last_seen=later)]


def test_one_that_is_gone_and_comes_back_is_there_again(store: Store) -> None:
    store.record_unmatched("proxypay", [stray("p")], whole=True)
    store.record_unmatched("proxypay", [], whole=True)
    assert store.unmatched_payments() == []
    assert store.unmatched_called("proxypay", "p") == [stray("p")]
    store.record_unmatched("proxypay", [stray("p")], whole=True)
    assert payments(store.unmatched_payments()) == [("p", "1")]


def test_only_a_whole_queue_tells_that_one_has_gone_and_only_of_its_own(
    db: Database, store: Store
) -> None:
    called = replace(stray("called"), queued=False)  # its provider called us: it is in no queue
    store.record_unmatched("proxypay", [stray("p"), stray("p", reference="2"), called], whole=False)
    store.record_unmatched("wikipay", [stray("w", method="wikipay")], whole=True)
    store.record_unmatched("proxypay", [stray("q")], whole=False)
    assert len(store.unmatched_payments()) == 5
    store.record_unmatched("proxypay", [stray("p", reference="2")], whole=True)
    assert payments(store.unmatched_payments()) == [("p", "2"), ("called", "1"), ("w", "1")]
    gone = [row["gone_at"] for row in db.query("SELECT gone_at FROM strays WHERE payment = 'q'")]
    store.record_unmatched("proxypay", [], whole=True)
    assert [*db.query("SELECT gone_at FROM strays WHERE payment = 'q'")] == [{"gone_at": gone[0]}]


def test_all_that_bear_an_id_are_told_of_one_method_whatever_became_of_them(store: Store) -> None:
    both = [stray("p"), stray("p", reference="2")]
    store.record_unmatched("proxypay", [*both, stray("q")], whole=True)
    store.record_unmatched("wikipay", [stray("p", method="wikipay")], whole=True)
    store.record_unmatched("proxypay", [], whole=True)
    assert sorted(payments(store.unmatched_called("proxypay", "p"))) == [("p", "1"), ("p", "2")]


def test_what_a_manager_takes_is_written_down_and_leaves_the_queue(store: Store) -> None:
    for method in ("proxypay", "wikipay"):
        one = stray("p", method=method)
        store.record_unmatched(method, [stray("o", method=method), one], whole=True)
    took = store.take_unmatched("proxypay", "p", "", "Ana", "came by post")
    assert (took.taken_by, took.why) == ("Ana", "came by post")
    assert took == replace(stray("p"), taken_at=took.taken_at, taken_by="Ana", why="came by post")
    assert store.taken_unmatched() == [took]
    assert [(one.method, one.payment) for one in store.unmatched_payments()] == [
        ("proxypay", "o"), ("wikipay", "o"), ("wikipay", "p"),
    ]  # fmt: skip
    (noted,) = store.notes(PaymentTaken)
    assert noted.at == took.taken_at
    assert noted.note == PaymentTaken(
        method="proxypay",
        payment="p",
        reference="1",
        amount=kwanzas(5_00),
        by="Ana",
        why="came by post",
    )


def test_what_was_taken_is_told_oldest_first(store: Store) -> None:
    store.record_unmatched("proxypay", [stray("a"), stray("b"), stray("c")], whole=True)
    for payment in ("b", "c", "a"):
        store.take_unmatched("proxypay", payment, "1", "Ana", "asked")
    assert [one.payment for one in store.taken_unmatched()] == ["b", "c", "a"]


READS: Mapping[str, Callable[[Store], object]] = {
    "open": lambda store: store.open_sales(),
    "flagged": lambda store: store.flagged_sales(),
    "strays": lambda store: store.unmatched_payments(),
    "notes": lambda store: store.notes(),
    "a sale": lambda store: store.sale("a"),
    "its number": lambda store: store.sale_with_number(1),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_a_journal_in_which_nothing_has_happened_says_so(
    read: Callable[[Store], object], store: Store
) -> None:
    assert not read(store)
    assert store.head() == (0, "0" * 64)
    assert store.highest_number() == 0
