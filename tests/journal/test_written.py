"""What a journal takes, what it refuses, and what it knows once it has taken it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from new_sales import new_sale
from sqlite_utils import Database

from pos_app.domain.audit_notes import PaymentTaken, Restored
from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import (
    Accepted,
    Created,
    Declined,
    Event,
    Flag,
    Identified,
    Mismatched,
    OperationFailed,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    Purpose,
    Refunded,
    Sending,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.journal import store as storing
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store
from pos_app.ports.journal import UnmatchedPayment

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
LOST = OutcomeUnknown(reason=Reason.NO_ANSWER)
NO = Declined(reason=Reason.NO_MONEY)
SENDING = Sending(request="", body="")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        yield db


class Clocks:
    """The one on the wall, which somebody sets, and the one that only goes on."""

    def __init__(self) -> None:
        self.wall = AT
        self.running = 1000.0

    def pass_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.running += seconds


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    clocks = Clocks()
    monkeypatch.setattr(storing, "monotonic", lambda: clocks.running)
    return clocks


@pytest.fixture
def opened(db: Database, clocks: Clocks) -> Callable[[], Store]:
    """The till is started, once more perhaps."""
    return lambda: Store(db, "till-1", lambda: clocks.wall)


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()


def ask(
    store: Store,
    name: str,
    minor: int = 1_500_00,
    purpose: Purpose = Purpose.PAYMENT,
    parent: str | None = None,
    *,
    allow_duplicate: bool = True,
) -> Sale:
    def made(number: int) -> Created:
        return replace(
            created(number),
            key=name,
            amount=Money(minor, Currency.AOA),
            purpose=purpose,
            parent=parent,
        )

    return new_sale(store, name, made, SENDING, allow_duplicate=allow_duplicate)


def created(number: int) -> Created:
    return Created(
        number=number,
        method="vpos",
        amount=Money(1_500_00, Currency.AOA),
        phone=Phone("AO", "923123456"),
        description="",
        key="",
        business_day=AT.date(),
    )


def first_of(store: Store, minor: int = 1_500_00) -> str:
    """The sale that a charge which nobody means looks like the second of; empty where it does
    not, and is there."""
    before = store.highest_number()
    try:
        ask(store, f"asked {before}", minor, allow_duplicate=False)
    except PossibleDuplicate as second:
        assert store.highest_number() == before
        return second.first.id
    return ""


def test_what_a_shop_asks_beside_a_sale_is_sound_in_whatever_order_it_was_asked(
    db: Database, store: Store
) -> None:
    fields = {"table": "7", "invoice": "2026/7"}
    sale = new_sale(store, "a", lambda number: replace(created(number), fields=fields), SENDING)
    assert sale.fields == fields
    assert verify(db).problems == []


# --- the second of a charge -----------------------------------------------------------------------


def test_of_several_that_are_open_the_newest_is_named_and_one_that_is_meant_is_made(
    store: Store,
) -> None:
    ask(store, "old")
    ask(store, "new")
    ask(store, "another amount", 700)
    assert first_of(store) == "new"
    assert first_of(store, 800) == ""
    ask(store, "meant")
    assert first_of(store) == "meant"


def test_a_charge_is_meant_unless_whoever_asks_says_that_it_may_not_be(store: Store) -> None:
    for name in ("a", "b"):
        new_sale(store, name, created, SENDING)
    assert [sale.id for sale in store.open_sales()] == ["b", "a"]


def test_of_several_that_were_just_paid_the_newest_is_named(store: Store) -> None:
    for name in ("old", "new"):
        ask(store, name)
        store.append(name, Paid(reference=name))
    assert first_of(store) == "new"


def test_one_that_is_open_is_found_however_long_ago_it_was_and_one_just_paid_within_500_sales(
    store: Store, opened: Callable[[], Store]
) -> None:
    """No shop begins more sales than that while one is paid; and no charge may take the longer the
    more a shop has sold."""
    ask(store, "open", 111)
    ask(store, "paid")
    store.append("paid", Paid())
    store.note(Restored(head="", events=1, put_aside="", number=501))
    later = opened()
    assert first_of(later) == "paid"  # which is number 2, and this would have been 502
    ask(later, "one more", 222)
    assert first_of(later) == ""
    assert first_of(later, 111) == "open"


@pytest.mark.parametrize(("seconds", "first"), [(119, "a"), (120, "")])
def test_what_was_just_paid_is_known_for_two_minutes_however_the_clock_is_set(
    seconds: float, first: str, store: Store, clocks: Clocks
) -> None:
    ask(store, "a")
    clocks.pass_by(500)
    store.append("a", Accepted(reference="1"))
    clocks.pass_by(500)
    store.append("a", Paid(reference="1"))
    clocks.pass_by(seconds)
    clocks.wall += timedelta(days=1)
    assert first_of(store) == first


def test_what_is_said_of_it_afterwards_does_not_make_it_paid_just_now(
    store: Store, clocks: Clocks
) -> None:
    ask(store, "a")
    store.append("a", Paid(reference="1"))
    clocks.pass_by(110)
    store.append("a", OutcomeUnknown(reason=Reason.UNREADABLE_ANSWER))
    clocks.pass_by(20)
    assert first_of(store) == ""


def test_a_till_that_was_started_again_has_only_the_clock_on_the_wall(
    store: Store, opened: Callable[[], Store], clocks: Clocks
) -> None:
    ask(store, "a")
    store.append("a", Paid())
    clocks.pass_by(119)
    assert first_of(opened()) == "a"
    clocks.wall += timedelta(seconds=1)
    assert first_of(opened()) == ""


# --- refused --------------------------------------------------------------------------------------


def test_nothing_is_written_of_a_sale_that_is_not_there_or_there_twice(store: Store) -> None:
    ask(store, "a")
    before = store.head()
    with pytest.raises(NotAllowed, match="no such sale"):
        store.append("b", LOST)
    with pytest.raises(NotAllowed, match="already"):
        ask(store, "a")
    with pytest.raises(NotAllowed, match="no such sale"):
        ask(store, "back", 100, Purpose.REFUND, "b")
    assert store.sale("back") is None
    assert store.head() == before


# --- what belongs together ------------------------------------------------------------------------


def kinds(store: Store, sale: str) -> list[type[Event]]:
    return [type(one.event) for one in store.events_of(sale)]


def test_a_sale_hears_once_that_it_is_asked_for_money_and_once_what_came_of_it(
    db: Database, store: Store
) -> None:
    ask(store, "a")
    store.append("a", Paid(reference="1"))
    ask(store, "refused", 100, Purpose.REFUND, "a")
    store.append("refused", LOST)
    store.append("refused", NO)
    store.append("refused", NO)
    ask(store, "back", 100, Purpose.REFUND, "a")
    store.append("back", Paid(reference="2"))
    assert kinds(store, "a") == [
        Created,
        Sending,
        Paid,
        OperationStarted,
        OperationFailed,
        OperationStarted,
        Refunded,
    ]
    (told,) = [one.event for one in store.events_of("a") if isinstance(one.event, Refunded)]
    assert told == Refunded(operation="back", amount=Money(100, Currency.AOA))
    assert verify(db).sound


def test_money_that_goes_out_for_no_sale_tells_none(db: Database, store: Store) -> None:
    ask(store, "a", 100, Purpose.PAYOUT)
    store.append("a", Paid(reference="1"))
    assert kinds(store, "a") == [Created, Sending, Paid]
    assert verify(db).sound


# --- whose each movement is -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "event",
    [
        Accepted(reference="1", follow="/1"),
        Identified(reference="1", follow="/1"),
        Paid(reference="1", payment="p"),
        Mismatched(flag=Flag.SHORT, amount=Money(1, Currency.AOA), payment="p"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_a_sale_that_hears_the_same_twice_is_not_another_one(
    event: Event, db: Database, store: Store
) -> None:
    ask(store, "a")
    store.append("a", event)
    store.append("a", event, event)
    assert kinds(store, "a") == [Created, Sending, *[type(event)] * 3]
    sale = store.sale("a")
    assert sale
    assert Flag.ALREADY_USED not in sale.flags
    assert verify(db).sound


def test_what_two_sales_were_told_of_one_payment_is_known_as_both(
    db: Database, store: Store
) -> None:
    """A queue lets it go: it is durable here, and nobody is served for it twice."""
    for name in ("a", "b"):
        ask(store, name)
        store.append(name, Paid(reference=name, payment="p"))
    rows = [tuple(row.values()) for row in db.query("SELECT * FROM payments ORDER BY sale")]
    assert rows == [("vpos", "p", "a"), ("vpos", "p", "b")]
    first = store.sale_of_payment("vpos", "p")
    assert first
    assert (first.id, first.state) == ("a", State.PAID)


# --- taken by hand --------------------------------------------------------------------------------


def stray(payment: str, reference: str) -> UnmatchedPayment:
    return UnmatchedPayment("proxypay", payment, reference, "", None, "", AT, AT)


def take(store: Store, payment: str, reference: str = "") -> str:
    """The reference of the one that was taken; empty where none was."""
    before = store.head()
    try:
        return store.take_unmatched("proxypay", payment, reference, "Ana", "asked").reference
    except NotAllowed:
        assert store.head() == before
        return ""


def test_only_the_one_that_is_meant_and_is_there_can_be_taken(store: Store) -> None:
    both = [stray("p", "1"), stray("p", "2"), stray("q", "3")]
    store.record_unmatched("proxypay", both, whole=True)
    assert take(store, "p") == ""  # which of them?
    assert take(store, "p", "3") == ""
    assert take(store, "x") == ""
    assert take(store, "p", "2") == "2"
    assert take(store, "p", "2") == ""  # it is gone
    assert take(store, "p") == "1"
    assert take(store, "q", "3") == "3"
    assert len(store.notes(PaymentTaken)) == 3
