"""What the journal gives to a comparison with a statement: which movements, under which names."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from new_sales import new_sale

from pos_app.domain.audit_notes import SettingsChanged
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import Accepted, Created, Event, Paid, ReceivedByHand, Sending
from pos_app.domain.money import Currency, Money
from pos_app.domain.reconciliation.comparison import OwnMovement
from pos_app.domain.reconciliation.notes import DifferenceResolved, StatementImported
from pos_app.domain.reconciliation.period import Decision
from pos_app.domain.reconciliation.statement import StatementLine, packed
from pos_app.journal.books.reconciling import around
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store
from pos_app.ports.journal import UnmatchedPayment
from pos_app.ports.statements import KnownAround

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY, A_DAY = NOON.date(), timedelta(days=1)
AMOUNT, FEE = Money(1_500_00, Currency.AOA), Money(7, Currency.AOA)
MADE = Created(
    number=0, method="vpos", amount=AMOUNT, phone=None, description="", key="", business_day=DAY
)


class Shop:
    """A journal whose clock is set as the test likes."""

    def __init__(self, store: Store) -> None:
        self.now = NOON
        self.store = store

    def sells(self, method: str, *events: Event) -> None:
        number = self.store.highest_number() + 1
        sale_id = f"s{number}"
        made = replace(MADE, method=method, number=number, key=sale_id)
        steps: tuple[Event, ...] = (Sending(request="", body=""), *events)
        first, *rest = events if ReceivedByHand() in events else steps
        new_sale(self.store, sale_id, lambda _: made, first)
        for event in rest:
            self.store.append(sale_id, event)

    def known(self, source: str = "vpos") -> KnownAround:
        return around(self.store._db, source, DAY, DAY)

    def movements(self, source: str = "vpos") -> list[OwnMovement]:
        return sorted(self.known(source).movements, key=lambda one: one.seq)

    def numbers(self, source: str = "vpos") -> list[int]:
        return [one.sale for one in self.movements(source)]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        there = Shop(Store(db, "t", lambda: there.now))
        there.store.keep_clock(ShopClock(zone="Africa/Luanda"))
        yield there


def test_a_source_has_its_own_money_and_its_wallets_and_nothing_that_was_taken_by_hand(
    shop: Shop,
) -> None:
    for method in ("clicpay.mpesa", "clicpay.emola", "clicpayx", "vpos"):
        shop.sells(method, Paid())
    shop.sells("clicpay.mpesa")
    shop.sells("vpos", ReceivedByHand())
    assert shop.numbers("clicpay") == [1, 2]
    assert shop.numbers("clicpay.mpesa") == [1]
    assert shop.numbers() == [4]


def test_what_came_near_the_days_is_known_and_what_came_long_after_where_it_is_of_them(
    shop: Shop,
) -> None:
    """Days in Luanda, an hour ahead of UTC."""
    near, far = timedelta(days=35), timedelta(days=36)
    for since in (-far, -near, near):
        shop.now = NOON + since
        shop.sells("vpos", Paid())
    shop.now = NOON + 3 * far
    for provider_at in (-near - A_DAY, -near, near, near + 2 * A_DAY):
        shop.sells("vpos", Paid(provider_at=NOON + provider_at))
    shop.sells("vpos", Paid())
    assert shop.numbers() == [2, 3, 5, 6]


def test_a_movement_bears_every_name_that_a_statement_may_give_it(shop: Shop) -> None:
    at = NOON - timedelta(hours=13, minutes=30)  # the day before, but not where it is paid
    told = Paid(payment="P1", reference="R2", fee=FEE, provider_at=at)
    shop.sells("vpos", Accepted(reference="R1", follow="/payments/F1"), told)
    shop.sells("vpos", Accepted(reference="R3"), Paid())
    first, second = shop.movements()
    assert first == OwnMovement(
        seq=first.seq, amount=AMOUNT, at=at, day=DAY - A_DAY, fee=FEE, sale=1, method="vpos",
        references=first.references,
    )  # fmt: skip
    assert set(first.references) == {"P1", "R2", "F1", "s1"}
    assert first.references[:2] == ("P1", "R2")
    assert (second.references, second.at, second.day) == (("R3", "s2"), NOON, DAY)


def test_a_second_payment_of_one_reference_has_not_the_firsts_id(shop: Shop) -> None:
    shop.sells("vpos", Paid(payment="P1", reference="R"), Paid(payment="P2 #2", reference="R"))
    names = [set(one.references) for one in shop.movements()]
    assert names == [{"P1", "R", "s1"}, {"P2", "R", "s1"}]


def test_a_payment_of_no_sale_is_known_by_what_its_queue_called_it(shop: Shop) -> None:
    seen = UnmatchedPayment("proxypay", "P9", "900", "", AMOUNT, "{}", NOON, NOON)
    shop.store.record_unmatched("proxypay", [seen], whole=False)
    shop.store.take_unmatched("proxypay", "P9", "900", "Ana", "ours")
    (one,) = shop.movements("proxypay")
    assert (one.sale, one.references, one.amount) == (0, ("P9", "900"), AMOUNT)


def statement(source: str, start: date, end: date, reference: str) -> StatementImported:
    line = StatementLine(amount=AMOUNT, day=start, reference=reference)
    return StatementImported(
        source=source, name="november.csv", digest="", start=start, end=end, layout={}, count=1,
        left_out=0, total=AMOUNT, fees=FEE, lines=packed([line]), by="Ana",
    )  # fmt: skip


def resolved(source: str, why: str) -> DifferenceResolved:
    return DifferenceResolved(
        source=source, movement=3, line="m", difference=AMOUNT, why=why, by="Ana"
    )


def test_statements_that_reach_into_the_days_around_are_known_and_the_last_word_of_each_difference(
    shop: Shop,
) -> None:
    near, far = timedelta(days=35), timedelta(days=36)
    spans = [(-2 * far, -far), (-2 * far, -near), (near, far), (far, 2 * far), (-far, far)]
    for place, (start, end) in enumerate(spans):
        shop.store.note(statement("vpos", DAY + start, DAY + end, f"R{place}"))
    shop.store.note(statement("wipay", DAY, DAY, "R9"))
    shop.store.note(SettingsChanged(what="accounts", by="Ana"))
    for source, why in (("vpos", "first"), ("vpos", "last"), ("wipay", "other")):
        shop.now += A_DAY
        shop.store.note(resolved(source, why))
    known = shop.known()
    assert [line.reference for one in known.statements for line in one.lines] == ["R1", "R2", "R4"]
    assert {one.at for one in known.statements} == {NOON}
    assert known.decisions == {(3, "m"): Decision("last", "Ana", NOON + 2 * A_DAY)}
