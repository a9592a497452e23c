"""Each movement bears what its event says, and nothing of what other events say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from domain.sales import ASKED, AT, CREATED, SENDING

from pos_app.domain.audit_notes import PaymentTaken
from pos_app.domain.books.closings import Closing, Closings, counted_until
from pos_app.domain.books.moved_money import movement_of, movement_of_taken
from pos_app.domain.books.movements import Movement, MovementKind
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import (
    Accepted,
    Authorized,
    Captured,
    Declined,
    Event,
    Flag,
    GivenByHand,
    Mismatched,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    Purpose,
    ReceivedByHand,
    SettledAsPaid,
    SettledAsUnpaid,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason

CLOCK = ShopClock(zone="Africa/Luanda", starts_at="04:00")
NIGHT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)  # the shop's day before
FEE = Money(-7, Currency.AOA)
TOLD: dict[str, Any] = {"provider_at": AT - timedelta(days=3), "period": "71", "fee": FEE}
HALF = Money(ASKED.minor // 2, Currency.AOA)


def moved(purpose: Purpose, events: tuple[Event, ...]) -> Iterator[Movement]:
    """The movements of a sale of Ana's, which Rui allowed."""
    created = replace(CREATED, purpose=purpose, cashier="Ana", by="Rui")
    sale = open_sale("s", "t", created, AT)
    if not isinstance(events[0], ReceivedByHand | GivenByHand):
        sale = apply(sale, SENDING, AT)
    for seq, event in enumerate(events):
        before, sale = sale, apply(sale, event, NIGHT)
        if movement := movement_of(seq, NIGHT, CLOCK, before, event, sale):
            yield movement


def of_sale(seq: int, kind: MovementKind, minor: int = ASKED.minor, **known: Any) -> Movement:
    usual = Movement(
        seq=seq, day=date(2026, 11, 21), sold_on=CREATED.business_day, at=NIGHT,
        local="2026-11-22T03:30:00", kind=kind, sale="s", method="vpos",
        amount=Money(minor, Currency.AOA), cashier="Ana", allowed_by="Rui",
    )  # fmt: skip
    return replace(usual, **known)


SHORT = Mismatched(flag=Flag.SHORT, amount=HALF, **TOLD)
EXCESS = Mismatched(flag=Flag.EXCESS, amount=HALF + ASKED, **TOLD)
LOST = OutcomeUnknown(reason=Reason.NO_ANSWER)
SEEN = SettledAsPaid(by="Eva", why="seen")
CAPTURED = Captured(operation="o", amount=HALF)


@pytest.mark.parametrize(
    ("purpose", "events", "movements"),
    [
        (Purpose.PAYMENT, (Accepted(reference="r"), Paid(**TOLD)),
         [of_sale(1, MovementKind.PAID, **TOLD)]),
        (Purpose.PAYMENT, (Paid(), Paid(payment="2", **TOLD)),
         [of_sale(0, MovementKind.PAID), of_sale(1, MovementKind.PAID_TWICE, **TOLD)]),
        (Purpose.PAYMENT, (Declined(reason=Reason.NO_MONEY), Paid()),
         [of_sale(1, MovementKind.PAID)]),
        (Purpose.PAYMENT, (SHORT, SEEN), [of_sale(0, MovementKind.SHORT, HALF.minor, **TOLD)]),
        (Purpose.PAYMENT, (EXCESS,),
         [of_sale(0, MovementKind.EXCESS, HALF.minor + ASKED.minor, **TOLD)]),
        (Purpose.PAYMENT, (LOST, SEEN), [of_sale(1, MovementKind.SETTLED, allowed_by="Eva")]),
        (Purpose.PAYMENT, (LOST, SettledAsUnpaid(by="Eva", why="asked")), []),
        (Purpose.PAYMENT, (ReceivedByHand(tendered=ASKED),), [of_sale(0, MovementKind.BY_HAND)]),
        (Purpose.AUTHORIZATION,
         (Authorized(), OperationStarted(operation="o", purpose=Purpose.CAPTURE, amount=HALF),
          CAPTURED),
         [of_sale(2, MovementKind.CAPTURED, HALF.minor)]),
        (Purpose.REFUND, (Paid(**TOLD),),
         [of_sale(0, MovementKind.REFUNDED, -ASKED.minor, **TOLD)]),
        (Purpose.REFUND, (GivenByHand(),), [of_sale(0, MovementKind.REFUNDED, -ASKED.minor)]),
        (Purpose.PAYOUT, (LOST, SEEN),
         [of_sale(1, MovementKind.PAID_OUT, -ASKED.minor, allowed_by="Eva")]),
        (Purpose.SPLIT, (Paid(),), []),
    ],
)  # fmt: skip
def test_a_movement_is_what_its_event_changes(
    purpose: Purpose, events: tuple[Event, ...], movements: list[Movement]
) -> None:
    assert list(moved(purpose, events)) == movements


def test_a_payment_of_no_sale_is_money_of_the_day_on_which_it_was_taken() -> None:
    note = PaymentTaken(
        method="proxypay", payment="9", reference="1", amount=HALF, by="Eva", why="-", **TOLD
    )
    day = date(2026, 11, 21)
    assert movement_of_taken(8, NIGHT, CLOCK, note) == of_sale(
        8, MovementKind.UNMATCHED, HALF.minor, sold_on=day, sale="", method="proxypay",
        cashier="", allowed_by="Eva", **TOLD,
    )  # fmt: skip
    for nothing in (None, Money(0, Currency.AOA)):
        assert movement_of_taken(8, NIGHT, CLOCK, replace(note, amount=nothing)) is None


def test_the_first_close_of_its_day_or_of_a_later_one_counts_a_movement() -> None:
    first, second, third = (date(2026, 11, day) for day in (20, 21, 22))
    closings = Closings([Closing(30, 3, third), Closing(10, 1, first), Closing(20, 2, second)])
    counted = [closings.close_of(seq, day) for seq in (9, 10, 11, 29, 30) for day in (first, third)]
    assert counted == [1, 3, 2, 3, 2, 3, 3, 3, None, None]
    assert counted_until(first, second) == first
    assert counted_until(second, second) == counted_until(third, second) == date.max
