"""The books: whatever happens to sales, clocks and closes, the closes together are the money."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from new_sales import new_sale
from old_files import TO_BEFORE_THE_LEDGER
from sqlite_utils import Database

from pos_app.domain.audit_notes import DayClosed
from pos_app.domain.books.day_close import CarriedSale, CloseDocument, CloseOrder, EarlierMoney
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.books.takings import net
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import (
    Accepted,
    Authorized,
    Cancelled,
    Captured,
    Created,
    Declined,
    Event,
    Flag,
    FlagCleared,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Purpose,
    Released,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.journal.books.closing import document
from pos_app.journal.books.ledger import refill
from pos_app.journal.books.takings import _day_statuses
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import open_journal
from pos_app.journal.disk_failures import Strange
from pos_app.journal.store import Store
from pos_app.ports.journal import UnmatchedPayment
from pos_app.ports.ledger import DayState

LUANDA = ShopClock(zone="Africa/Luanda")
LATE_BAR = ShopClock(zone="Africa/Maputo", starts_at="05:00")
BEGINNING = datetime(2026, 11, 20, 9, tzinfo=UTC)
ANSWERS: tuple[Event, ...] = (
    Accepted(reference="r"),
    Paid(reference="r", fee=Money(2_00, Currency.AOA), period="71"),
    Authorized(),
    Declined(reason=Reason.NO_MONEY),
    Cancelled(reason=Reason.CANCELLED_HERE),
    OutcomeUnknown(reason=Reason.NO_ANSWER),
    SettledAsPaid(by="Ana", why="seen"),
    SettledAsUnpaid(by="Ana", why="asked"),
    Captured(operation="o", amount=Money(900_00, Currency.AOA)),
    Captured(operation="p", amount=Money(1_00, Currency.AOA)),
    Released(operation="o"),
    FlagCleared(flag=Flag.SHORT, by="Ana", why="done"),
)


@dataclass
class Shop:
    """A till whose clock is set as the test likes."""

    db: Database
    now: datetime = BEGINNING
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    closes: list[CloseDocument] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = Store(self.db, "1", lambda: self.now)
        self.store.keep_clock(LUANDA)
        self.clock = LUANDA

    def today(self) -> date:
        return self.clock.day_of(self.now)

    def sells(self, purpose: Purpose, minor: int, currency: Currency) -> str:
        name = f"s{next(self.ids)}"

        def made(number: int) -> Created:
            return Created(
                number=number,
                method="vpos",
                amount=Money(minor, currency),
                phone=None,
                description="pão",
                key=name,
                business_day=self.today(),
                purpose=purpose,
                cashier="Ana" if minor % 2 else "",
            )

        new_sale(self.store, name, made, Sending(request="", body=""))
        return name

    def hears(self, sale: str, event: Event) -> None:
        """A manager's word may not be allowed; the journal takes all evidence. No hold is captured
        in another currency."""
        known = self.store.sale(sale)
        if isinstance(event, Captured) and known and known.amount.currency is not Currency.AOA:
            return
        try:
            self.store.append(sale, event)
        except NotAllowed:
            assert isinstance(event, SettledAsPaid | SettledAsUnpaid | FlagCleared)

    def takes(self, minor: int) -> None:
        name = f"p{next(self.ids)}"
        seen = UnmatchedPayment(
            "proxypay", name, "1", "", Money(minor, Currency.AOA), "{}", self.now, self.now
        )
        self.store.record_unmatched("proxypay", [seen], whole=False)
        self.store.take_unmatched("proxypay", name, "1", "Ana", "ours")

    def counts_by(self, clock: ShopClock) -> None:
        self.store.keep_clock(clock)
        self.clock = clock

    def closes_day(self, days_ago: int) -> None:
        order = CloseOrder(day=self.today() - timedelta(days=days_ago), by="Ana")
        expected = document(self.db, order, self.now)
        made, _ = self.store.close_day(order)
        assert made == expected  # an X reading says what the close then says
        assert [*made.carried] == [
            CarriedSale(
                number=sale.number,
                sold_on=sale.business_day,
                method="vpos",
                amount=sale.amount,
                state=sale.state,
                purpose=sale.purpose,
                flags=tuple(sorted(sale.flags)),
                description="pão",
                phone=sale.phone,
                reference=sale.reference or "",
            )
            for sale in self.store._sales("ORDER BY number")
            if sale.is_open or sale.flags
        ]
        if not days_ago:
            assert not self.money("close IS NULL")  # whatever day the clock has said meanwhile
        self.closes.append(made)

    def ledger(self) -> list[tuple[object, ...]]:
        return self.db.conn.execute("SELECT * FROM ledger ORDER BY seq").fetchall()

    def money(self, where: str = "1") -> Counter[str]:
        query = f"SELECT currency, amount FROM ledger WHERE {where}"
        found: Counter[str] = Counter()
        for currency, amount in self.db.conn.execute(query):
            found[currency] += amount
        return _but_zero(found)


def _but_zero(sums: Counter[str]) -> Counter[str]:
    return Counter({code: minor for code, minor in sums.items() if minor})


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        yield Shop(db)


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("sells"),
            st.sampled_from((Purpose.PAYMENT, Purpose.AUTHORIZATION, Purpose.PAYOUT)),
            st.integers(1, 2_000_00),
            st.sampled_from((Currency.AOA, Currency.MZN)),
        ),
        st.tuples(st.just("hears"), st.integers(0, 30), st.sampled_from(ANSWERS)),
        st.tuples(
            st.just("odd"), st.integers(0, 30), st.sampled_from(tuple(Flag)), st.integers(1, 10**6)
        ),
        st.tuples(st.just("takes"), st.integers(1, 10**6)),
        st.tuples(st.just("waits"), st.integers(-30 * 60, 40 * 60)),  # a clock is set back, too
        st.tuples(st.just("counts_by"), st.sampled_from((LUANDA, LATE_BAR))),
        st.tuples(st.just("closes_day"), st.integers(0, 2)),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_all_closes_together_and_what_is_open_are_all_the_money_there_is(
    steps: list[tuple[object, ...]],
) -> None:
    with TemporaryDirectory() as folder, closing(open_journal(Path(folder) / "j.sqlite3")) as db:
        shop, sales = Shop(db), list[str]()
        for step, *how in steps:
            match step, how:
                case "sells", [Purpose() as purpose, int(minor), Currency() as currency]:
                    sales.append(shop.sells(purpose, minor, currency))
                case "hears", [int(which), event] if sales:
                    shop.hears(sales[which % len(sales)], event)  # type: ignore[arg-type]
                case "odd", [int(which), Flag() as flag, int(minor)] if sales:
                    if flag in (Flag.SHORT, Flag.EXCESS, Flag.MISMATCH):
                        amount = Money(minor, Currency.AOA)
                        shop.hears(sales[which % len(sales)], Mismatched(flag=flag, amount=amount))
                case "takes", [int(minor)]:
                    shop.takes(minor)
                case "waits", [int(minutes)]:
                    shop.now += timedelta(minutes=minutes)
                case "counts_by", [ShopClock() as clock]:
                    shop.counts_by(clock)
                case "closes_day", [int(days_ago)]:
                    shop.closes_day(days_ago)
        _check(shop)


def _check(shop: Shop) -> None:
    left = ("refunded", "paid_out")
    query = "SELECT kind, amount FROM ledger"
    assert all((kind in left) is (minor < 0) for kind, minor in shop.db.conn.execute(query))
    took: Counter[str] = Counter()
    for sale in shop.store._sales(""):
        took[sale.amount.currency.code] += sale.taken
    for stray in shop.store.taken_unmatched():
        assert stray.amount
        took[stray.amount.currency.code] += stray.amount.minor
    assert shop.money() == _but_zero(took)
    closed: Counter[str] = Counter()
    for close in shop.closes:
        for amount in net(close.takings):
            closed[amount.currency.code] += amount.minor
    assert shop.money("close IS NOT NULL") == _but_zero(closed)
    assert [close.number for close in shop.closes] == list(range(1, len(shop.closes) + 1))
    kept = [note.note for note in shop.store.notes()]
    assert [one.document for one in kept if hasattr(one, "document")] == shop.closes
    rows = shop.ledger()
    with shop.db.atomic():
        refill(shop.db)
    assert shop.ledger() == rows
    verdict = verify(shop.db)
    assert verdict.sound, verdict.problems


def test_money_counts_on_the_day_it_comes_and_says_of_which_day_it_is(shop: Shop) -> None:
    yesterday = shop.today()
    late, never = (shop.sells(Purpose.PAYMENT, 500_00, Currency.AOA) for _ in range(2))
    shop.hears(shop.sells(Purpose.PAYMENT, 100_00, Currency.AOA), Paid())
    shop.closes_day(0)
    shop.now += timedelta(days=1)
    shop.hears(late, Accepted(reference="904"))
    shop.hears(late, Paid())
    shop.hears(never, Accepted(reference="9"))
    shop.closes_day(0)
    first, second = shop.closes
    assert [str(amount) for amount in net(first.takings)] == ["100,00\u00a0Kz"]
    assert [str(amount) for amount in net(second.takings)] == ["500,00\u00a0Kz"]
    assert second.earlier == (
        EarlierMoney(
            number=1,
            sold_on=yesterday,
            method="vpos",
            reference="904",
            kind=MovementKind.PAID,
            amount=Money(500_00, Currency.AOA),
        ),
    )
    assert [one.number for one in second.carried] == [2]
    (_, row) = shop.ledger()
    assert row[1:3] == (shop.today().isoformat(), yesterday.isoformat())


def test_a_day_is_open_forgotten_closed_or_changed_since(shop: Shop) -> None:
    """Without money of its own, a day with sales is closed with the next one."""
    first = shop.today()
    late = shop.sells(Purpose.PAYMENT, 500_00, Currency.AOA)

    def states(days: int = 9) -> list[tuple[int, DayState, list[int], list[int]]]:
        """How many days ago, newest first; the closes, and what has changed."""
        today = shop.today()
        told = _day_statuses(shop.db, today - timedelta(days=days), today, today)
        return [
            (
                (today - one.day).days,
                one.state,
                list(one.closes),
                [amount.minor for amount in one.changed_by],
            )
            for one in told
        ]

    assert states() == [(0, DayState.OPEN, [], [])]
    shop.now += timedelta(days=1)
    shop.hears(shop.sells(Purpose.PAYMENT, 100_00, Currency.AOA), Paid())
    assert states() == [(0, DayState.OPEN, [], []), (1, DayState.CLOSED, [], [])]
    shop.now += timedelta(days=1)
    assert states() == [
        (0, DayState.OPEN, [], []),
        (1, DayState.FORGOTTEN, [], []),
        (2, DayState.CLOSED, [], []),
    ]
    assert states(0) == states()[:1]  # though there was nothing today
    shop.closes_day(2)
    shop.closes_day(0)
    shop.hears(late, Paid())
    assert states() == [
        (0, DayState.CHANGED, [2], [500_00]),
        (1, DayState.CLOSED, [], []),
        (2, DayState.CHANGED, [1], [500_00]),
    ]
    shop.closes_day(0)
    assert states() == [
        (0, DayState.CLOSED, [2, 3], []),
        (1, DayState.CLOSED, [], []),
        (2, DayState.CHANGED, [1], [500_00]),
    ]
    assert first == shop.closes[0].day


def test_a_day_closed_the_next_morning_has_none_of_that_mornings_money(shop: Shop) -> None:
    shop.hears(shop.sells(Purpose.PAYMENT, 100_00, Currency.AOA), Paid())
    shop.now += timedelta(days=1)
    shop.hears(shop.sells(Purpose.PAYMENT, 7_00, Currency.AOA), Paid())
    shop.closes_day(1)
    shop.closes_day(0)
    assert [[amount.minor for amount in net(close.takings)] for close in shop.closes] == [
        [100_00],
        [7_00],
    ]


def test_a_close_after_days_that_nobody_closed_tells_them_apart(shop: Shop) -> None:
    first = shop.today()
    for minor in (100_00, 50_00):
        shop.hears(shop.sells(Purpose.PAYMENT, minor, Currency.AOA), Paid())
        shop.now += timedelta(days=1)
    shop.closes_day(0)
    (close,) = shop.closes
    assert [(one.day, one.amount.minor) for one in close.days] == [
        (first, 100_00),
        (first + timedelta(days=1), 50_00),
    ]
    assert close.earlier == ()


def test_money_of_a_clock_that_ran_ahead_is_on_the_close_of_today(shop: Shop) -> None:
    today = shop.today()
    shop.now += timedelta(days=400)
    shop.hears(shop.sells(Purpose.PAYMENT, 200_00, Currency.AOA), Paid())
    ahead, shop.now = shop.today(), BEGINNING
    shop.closes_day(1)  # yesterday's, which has nothing
    shop.closes_day(0)
    assert [[amount.minor for amount in net(close.takings)] for close in shop.closes] == [
        [],
        [200_00],
    ]
    assert [(one.day, one.amount.minor) for one in shop.closes[1].days] == [(ahead, 200_00)]
    assert today == shop.closes[1].day
    assert verify(shop.db).sound


def test_a_change_of_the_cut_off_changes_no_day_that_has_been(shop: Shop) -> None:
    shop.now = datetime(2026, 11, 21, 1, tzinfo=UTC)  # two in the morning, in Luanda
    shop.hears(shop.sells(Purpose.PAYMENT, 100_00, Currency.AOA), Paid())
    shop.counts_by(replace(LUANDA, starts_at="05:00"))
    shop.hears(shop.sells(Purpose.PAYMENT, 7_00, Currency.AOA), Paid())
    assert [row[1] for row in shop.ledger()] == ["2026-11-21", "2026-11-20"]
    assert verify(shop.db).sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET amount = amount + 1",
        "UPDATE ledger SET day = '2026-11-19'",
        "UPDATE ledger SET close = NULL",
        "UPDATE ledger SET cashier = 'Rui'",
        "DELETE FROM ledger",
        "UPDATE ledger SET seq = 99",
    ],
)
def test_whoever_writes_in_the_ledger_is_found_out_and_rebuilt_away(
    statement: str, shop: Shop
) -> None:
    shop.hears(shop.sells(Purpose.PAYMENT, 100_00, Currency.AOA), Paid())
    shop.closes_day(0)
    rows = shop.ledger()
    with shop.db.atomic():
        shop.db.execute(statement)
    verdict = verify(shop.db)
    assert not verdict.sound
    assert verdict.can_be_rebuilt
    with shop.db.atomic():
        refill(shop.db)
    assert (shop.ledger(), verify(shop.db).sound) == (rows, True)


def test_a_journal_of_an_earlier_version_has_its_ledger_from_the_first_clock_on(
    tmp_path: Path,
) -> None:
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        store = Store(db, "1", lambda: BEGINNING)
        store.note(DayClosed(day=LUANDA.day_of(BEGINNING), by="Ana"))

        def made(number: int) -> Created:
            return Created(
                number=number,
                method="vpos",
                amount=Money(100_00, Currency.AOA),
                phone=None,
                description="pão",
                key="k",
                business_day=LUANDA.day_of(BEGINNING),
            )

        new_sale(store, "a", made, Sending(request="", body=""))
        store.append("a", Paid())
        store.note(DayClosed(day=LUANDA.day_of(BEGINNING), by="Ana"))
        assert db.execute("SELECT COUNT(*) FROM ledger").fetchone() == (0,)
        assert verify(db).sound
        for statement in TO_BEFORE_THE_LEDGER:
            db.execute(statement)
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        shop = Shop(db)
        assert shop.money() == Counter(AOA=100_00)
        shop.hears("a", Paid())  # twice
        shop.closes_day(0)
        assert [amount.minor for amount in net(shop.closes[0].takings)] == [100_00]
        assert shop.closes[0].number == 3
        (this,) = _day_statuses(db, (day := LUANDA.day_of(BEGINNING)), day, day)
        assert list(this.closes) == [3]
        shop.counts_by(replace(LUANDA, starts_at="23:00"))  # it changes no day that has been
        assert verify(db).sound


@pytest.mark.parametrize("data", ["{}", "no JSON", '{"reference":7}{'])
def test_an_event_that_makes_no_sense_is_told_as_such_when_the_ledger_is_made(
    data: str, shop: Shop
) -> None:
    shop.hears(shop.sells(Purpose.PAYMENT, 100_00, Currency.AOA), Paid())
    with shop.db.atomic():
        shop.db.execute("DROP TRIGGER events_are_not_changed")
        shop.db.execute("UPDATE events SET data = ? WHERE kind = 'created'", [data])
    with pytest.raises(Strange), shop.db.atomic():
        refill(shop.db)
