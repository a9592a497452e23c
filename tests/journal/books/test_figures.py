"""Every number of a period's figures, against what the events themselves come to, whatever days the
index of the search keeps."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from new_sales import new_sale

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import (
    Accepted,
    Authorized,
    Cancelled,
    Captured,
    Created,
    Declined,
    Event,
    Expired,
    Flag,
    Mismatched,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    Purpose,
    Released,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
    State,
)
from pos_app.domain.figures.outcomes import AnswerTime
from pos_app.domain.figures.report import Figures
from pos_app.domain.figures.spans import DaySpan, FiguresQuestion, question_of
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.journal.database_file import open_journal
from pos_app.journal.search.filling import Filling
from pos_app.journal.search.finder import Finder
from pos_app.journal.search.index_file import open_to_fill
from pos_app.journal.search.kept_days import changed_days, kept_days
from pos_app.journal.store import Store

ZONE, CUT_OFF = ZoneInfo("Africa/Luanda"), timedelta(hours=5)
FIRST, DAYS = date(2026, 8, 3), 75
METHODS = {
    "vpos": Currency.AOA,
    "proxypay": Currency.AOA,
    "clicpay.mpesa": Currency.MZN,
    "wipay": Currency.TTD,
}
BY_HAND = "wipay"
CASHIERS = ("Ana", "Rui", "")
ANSWERED = frozenset({State.PAID, State.AUTHORIZED, State.DECLINED})
FIXED = Mismatched(flag=Flag.SHORT, amount=Money(12_34, Currency.AOA), payment="short")
A_CAPTURE = OperationStarted(
    operation="op", purpose=Purpose.CAPTURE, amount=Money(50, Currency.AOA)
)
A_RELEASE = OperationStarted(
    operation="op", purpose=Purpose.RELEASE, amount=Money(50, Currency.AOA)
)


@dataclass(frozen=True)
class Life:
    """The events of a sale, each so many seconds after the one before, and what becomes of it."""

    events: Sequence[tuple[float, Event]]
    state: State
    reason: Reason | None = None
    purpose: Purpose = Purpose.PAYMENT
    answered_by: int | None = None  # which of the events the answer is, where there is one


def _unpaid(event: Event, state: State, reason: Reason, *, answers: bool = False) -> Life:
    return Life([(1, Accepted()), (20, event)], state, reason, answered_by=1 if answers else None)


LIVES = (
    *[Life([(1, Accepted()), (9.25, Paid())], State.PAID, answered_by=1)] * 6,
    Life([(2, Accepted()), (90_000, Paid())], State.PAID, answered_by=1),
    _unpaid(Declined(reason=Reason.NO_MONEY), State.DECLINED, Reason.NO_MONEY, answers=True),
    _unpaid(
        Declined(reason=Reason.CUSTOMER_REFUSED),
        State.DECLINED,
        Reason.CUSTOMER_REFUSED,
        answers=True,
    ),
    _unpaid(Expired(reason=Reason.CUSTOMER_SILENT), State.EXPIRED, Reason.CUSTOMER_SILENT),
    _unpaid(Cancelled(reason=Reason.CANCELLED_HERE), State.CANCELLED, Reason.CANCELLED_HERE),
    Life([(1, Accepted())], State.WAITING),
    Life([(1, OutcomeUnknown(reason=Reason.NO_ANSWER))], State.UNKNOWN, Reason.NO_ANSWER),
    Life(  # late money
        [(1, Accepted()), (60, Expired(reason=Reason.CUSTOMER_SILENT)), (200_000, Paid())],
        State.PAID,
        answered_by=2,
    ),
    Life(  # paid twice
        [(1, Accepted()), (5, Paid(payment="one")), (90_000, Paid(payment="two"))],
        State.PAID,
        answered_by=1,
    ),
    Life([(1, Accepted()), (8, FIXED)], State.UNKNOWN),  # money, but not what was asked
    Life(
        [(1, OutcomeUnknown(reason=Reason.NO_ANSWER)), (5_000, SettledAsPaid(by="Ana", why="x"))],
        State.PAID,
        Reason.SETTLED_BY_HAND,
    ),
    Life(
        [(1, OutcomeUnknown(reason=Reason.NO_ANSWER)), (5_000, SettledAsUnpaid(by="Ana", why="x"))],
        State.DECLINED,
        Reason.SETTLED_BY_HAND,
    ),
    Life(  # a hold, of which a half is taken on the next day
        [
            (1, Accepted()),
            (7, Authorized()),
            (90_000, A_CAPTURE),
            (3, Captured(operation="op", amount=Money(50, Currency.AOA))),
        ],
        State.PAID,
        purpose=Purpose.AUTHORIZATION,
        answered_by=1,
    ),
    Life(
        [(1, Accepted()), (7, Authorized()), (60, A_RELEASE), (3, Released(operation="op"))],
        State.CANCELLED,
        Reason.RELEASED_HERE,
        purpose=Purpose.AUTHORIZATION,
    ),
    Life([(1, Accepted()), (4, Paid())], State.PAID, purpose=Purpose.REFUND),
    Life([(1, Accepted()), (4, Paid())], State.PAID, purpose=Purpose.PAYOUT),
)


@dataclass
class Moved:
    """Money as this test counts it, by the event that brings it."""

    at: datetime
    method: str
    cashier: str
    amount: Money
    makes_paid: bool

    @property
    def local(self) -> datetime:
        return self.at.astimezone(ZONE).replace(tzinfo=None)

    @property
    def day(self) -> date:
        return (self.local - CUT_OFF).date()


@dataclass
class Told:
    """All that this test knows of a shop, beside the journal."""

    moved: list[Moved] = field(default_factory=list)
    sales: list[tuple[date, str, Life, int | None]] = field(default_factory=list)  # with its answer


class Plan(NamedTuple):
    """A sale as it will be. Its pace is how long everything takes, in percent."""

    begins: datetime
    life: Life
    method: str
    cashier: str
    money: Money
    pace: int

    def milliseconds_until(self, place: int) -> int:
        return round(sum(after for after, _ in self.life.events[: place + 1]) * 10 * self.pace)


class Shop:
    """A shop whose sales overlap: each event is written at its own instant, in their order."""

    def __init__(self, store: Store, random: Random, clock: list[datetime]) -> None:
        self._store = store
        self._random = random
        self._clock = clock
        self.told = Told()

    def live(self, count: int, half_way: Callable[[], None]) -> None:
        timeline: list[tuple[datetime, int, int]] = []
        plans = [self._plan() for _ in range(count)]
        for sale, plan in enumerate(plans):
            timeline.append((plan.begins, sale, -1))
            for place in range(len(plan.life.events)):
                at = plan.begins + timedelta(milliseconds=plan.milliseconds_until(place))
                timeline.append((at, sale, place))
        for done, (at, sale, place) in enumerate(sorted(timeline)):
            if done == len(timeline) // 2:
                half_way()
            self._clock[0] = at
            self._do(f"sale-{sale}", plans[sale], place)

    def _plan(self) -> Plan:
        method = self._random.choice(list(METHODS))
        money = Money(self._random.randrange(100, 10**7), METHODS[method])
        midnight = datetime.combine(FIRST, time(), ZONE).astimezone(UTC)
        begins = midnight + timedelta(seconds=self._random.randrange(DAYS * 86_400))
        cashier = self._random.choice(CASHIERS)
        life, pace = self._random.choice(LIVES), self._random.randrange(50, 150)
        return Plan(begins, life, method, cashier, money, pace)

    def _do(self, sale: str, plan: Plan, place: int) -> None:
        begins, life, method, cashier, money, _ = plan
        if place < 0:
            day = (begins.astimezone(ZONE).replace(tzinfo=None) - CUT_OFF).date()
            new_sale(
                self._store,
                sale,
                lambda number: Created(
                    number=number, method=method, amount=money, phone=None, description="",
                    key=sale, business_day=day, cashier=cashier, purpose=life.purpose,
                ),
                Sending(request="POST /", body=""),
            )  # fmt: skip
            answer = None
            if life.answered_by is not None:
                answer = plan.milliseconds_until(life.answered_by)
            self.told.sales.append((day, method, life, answer))
            return
        event = _of(life.events[place][1], sale, money)
        self._store.append(sale, event)
        self._count(life, event, method, cashier, money)

    def _count(self, life: Life, event: Event, method: str, cashier: str, money: Money) -> None:
        brings = {Paid: money, SettledAsPaid: money}.get(type(event))
        if isinstance(event, Captured | Mismatched):
            brings = event.amount
        if brings is None:
            return
        goes_out = life.purpose in (Purpose.REFUND, Purpose.PAYOUT)
        is_second = isinstance(event, Paid) and event.payment is not None and "two" in event.payment
        amount = -brings if goes_out else brings
        makes_paid = not goes_out and not is_second and not isinstance(event, Mismatched)
        self.told.moved.append(Moved(self._clock[0], method, cashier, amount, makes_paid))


def _of(event: Event, sale: str, money: Money) -> Event:
    """The event as it belongs to this sale: its names are nobody else's, its money the sale's."""
    half = Money(max(1, money.minor // 2), money.currency)
    if isinstance(event, Paid) and event.payment:
        return Paid(payment=f"{sale} {event.payment}")
    if isinstance(event, Mismatched):
        return Mismatched(flag=event.flag, amount=half, payment=f"{sale} short")
    if isinstance(event, OperationStarted):
        amount = half if event.purpose is Purpose.CAPTURE else money
        return OperationStarted(operation=f"{sale} op", purpose=event.purpose, amount=amount)
    if isinstance(event, Captured):
        return Captured(operation=f"{sale} op", amount=half)
    return Released(operation=f"{sale} op") if isinstance(event, Released) else event


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Told, list[Finder]]]:
    """A shop, and who counts it: without an index, with one of an earlier time, and with one that
    knows all."""
    folder = tmp_path_factory.mktemp("figures")
    db = open_journal(folder / "journal.sqlite3")
    db.execute("PRAGMA synchronous=OFF")  # nobody cuts the power here
    clock = [datetime(2026, 8, 1, tzinfo=UTC)]
    store = Store(db, "till-1", lambda: clock[0])
    store.keep_clock(ShopClock(zone="Africa/Luanda", starts_at="05:00"))
    shop = Shop(store, Random(17), clock)
    indexes = [open_to_fill(folder / name) for name in ("of then.sqlite3", "of now.sqlite3")]

    def fill(index: sqlite3.Connection) -> None:
        # As if the cashier had taken it: nobody could have said no to that.
        change = "UPDATE ledger SET kind = 'by_hand' WHERE method = ? AND kind = 'paid'"
        db.execute(change, [BY_HAND])
        filling = Filling(index, db)
        while filling.step():
            pass

    shop.live(320, lambda: fill(indexes[0]))
    fill(indexes[1])
    yield shop.told, [Finder(index, db) for index in (None, *indexes)]
    for index in indexes:
        index.close()
    db.close()


NOON = datetime(2026, 10, 7, 14, 35)  # noqa: DTZ001 - on the wall
SPANS = {
    "a day that goes on": DaySpan(NOON.date(), NOON.date(), NOON),
    "a night after midnight": DaySpan(NOON.date(), NOON.date(), datetime(2026, 10, 8, 1, 10)),  # noqa: DTZ001
    "a day": DaySpan(date(2026, 10, 2), date(2026, 10, 2)),
    "a week": DaySpan(date(2026, 10, 1), date(2026, 10, 7), NOON),
    "a month": DaySpan(date(2026, 9, 1), date(2026, 9, 30)),
    "all of it": DaySpan(date(2026, 8, 1), date(2026, 10, 31)),
}


@pytest.mark.parametrize("name", SPANS)
def test_every_number_is_what_the_events_come_to(
    counted: tuple[Told, list[Finder]], name: str
) -> None:
    told, finders = counted
    question = question_of(SPANS[name])
    figures, *kept = [finder.figures(question) for finder in finders]
    assert all(same_figures(one, figures) for one in kept)
    for span, slices in (
        (question.span, figures.slices),
        *zip(question.against.spans, figures.before, strict=True),
    ):
        here = [one for one in told.moved if _is_in(one, span)]
        assert Counter({tuple(one): 1 for one in slices}) == Counter(
            dict.fromkeys(_slices_of(here), 1)
        )
        # No currency is added to another, and nothing is lost or counted twice on the way.
        for currency in Currency:
            takings = figures.of(currency).now if span is question.span else None
            own = [one.amount.minor for one in here if one.amount.currency is currency]
            if takings:
                assert takings.net == sum(own)
                assert takings.received == sum(minor for minor in own if minor > 0)
                for parts in (takings.by_hour, takings.by_method, takings.by_cashier):
                    assert sum(parts.values()) == takings.received
    _check_days(figures, told)
    _check_outcomes(figures, question, told)
    assert figures.slices
    assert any(figures.before) or name == "all of it"


def same_figures(one: Figures, other: Figures) -> bool:
    """Whether both say the same, in whatever order they found it."""
    return (
        one.slices == other.slices
        and one.before == other.before
        and set(one.days) == set(other.days)
        and set(one.ended) == set(other.ended)
        and one.answers == other.answers
        and one.by_hand == other.by_hand
    )


def test_days_that_are_over_are_kept(counted: tuple[Told, list[Finder]]) -> None:
    """All but the newest, and of an earlier time those that nothing has changed since."""
    told, (_, then, now) = counted
    over = {one.day.isoformat() for one in told.moved} | {f"{day}" for day, *_ in told.sales}
    over.remove(max(over))
    assert _kept(now) == over
    assert set() < _kept(then) < over


def _kept(finder: Finder) -> set[str]:
    assert finder._index
    assert finder._extent
    changed = changed_days(finder._journal, finder._extent.seq)
    kept = kept_days(finder._index, changed)
    days = {f"{FIRST + timedelta(days=place)}" for place in range(-DAYS, 2 * DAYS)}
    assert {day for day in days if kept.has(day)} == kept.days
    return set(kept.days or ())


def _is_in(one: Moved, span: DaySpan) -> bool:
    if span.ends_at and one.day == span.last and one.local.replace(microsecond=0) > span.ends_at:
        return False
    return span.first <= one.day <= span.last


def _slices_of(moved: Sequence[Moved]) -> Iterator[tuple[object, ...]]:
    groups: defaultdict[tuple[Currency, int, str, str], list[Moved]] = defaultdict(list)
    for one in moved:
        groups[one.amount.currency, one.local.hour, one.method, one.cashier].append(one)
    for key, ones in groups.items():
        received = sum(max(0, one.amount.minor) for one in ones)
        refunded = sum(min(0, one.amount.minor) for one in ones)
        yield (*key, received, refunded, sum(one.makes_paid for one in ones))


def _check_days(figures: Figures, told: Told) -> None:
    question = figures.question
    for currency in Currency:
        for day, received in figures.of(currency).days.items():
            assert received == sum(
                one.amount.minor
                for one in told.moved
                if one.day == day and one.amount.currency is currency and one.amount.minor > 0
            )
        averages = figures.of(currency).weekdays
        for weekday in range(7):
            days: defaultdict[date, int] = defaultdict(int)
            for one in told.moved:
                own = one.amount.currency is currency and one.amount.minor > 0
                if own and question.weeks.has(one.day) and one.day.weekday() == weekday:
                    days[one.day] += one.amount.minor
            whole = sum(days.values())
            # To the nearest minor unit.
            assert abs(2 * (averages.get(weekday, 0) * len(days) - whole)) <= len(days)


def _told(milliseconds: int) -> int:
    """An answer time as people are told it: to the second, and 0 for less than one."""
    return 0 if milliseconds < 1000 else (milliseconds + 500) // 1000 * 1000


def _check_outcomes(figures: Figures, question: FiguresQuestion, told: Told) -> None:
    asked = [
        (method, life, answer)
        for day, method, life, answer in told.sales
        if question.span.has(day)
        and life.purpose in (Purpose.PAYMENT, Purpose.AUTHORIZATION)
        and method != BY_HAND
    ]
    found = Counter({(one.method, one.state, one.reason): one.charges for one in figures.ended})
    assert found == Counter((method, life.state, life.reason) for method, life, _ in asked)
    answers = {
        method: sorted(_told(a) for m, _, a in asked if m == method and a) for method in METHODS
    }
    assert figures.answers == {
        method: AnswerTime(times[(len(times) + 1) // 2 - 1], times[-(-9 * len(times) // 10) - 1])
        for method, times in answers.items()
        if times
    }
    for one in figures.outcomes:
        lives = [life for method, life, _ in asked if method == one.method]
        good = [life for life in lives if life.state in (State.PAID, State.AUTHORIZED)]
        let_go = [life for life in lives if life.reason is Reason.RELEASED_HERE]
        still_open = [life for life in lives if life.state in (State.WAITING, State.UNKNOWN)]
        assert one.paid == len(good) + len(let_go)
        assert one.still_open == len(still_open)
        assert one.unpaid == len(lives) - one.paid - one.still_open == sum(one.reasons.values())
