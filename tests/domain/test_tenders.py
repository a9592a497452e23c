"""Tenders by hand in the coins that there are, and what a part tells its split sale."""

from dataclasses import replace

import pytest
from domain.sales import AT, CREATED, SENDING
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import BadInput
from pos_app.domain.events import (
    Event,
    OutcomeUnknown,
    Paid,
    PartChanged,
    Purpose,
    ReceivedByHand,
    SettledAsPaid,
    State,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.domain.tenders.by_hand import in_coins
from pos_app.domain.tenders.split import check_part, missing, takes_parts, told_to_parent


@given(st.integers(1, 10**6), st.sampled_from(Currency))
def test_cash_is_the_nearest_that_there_are_coins_for_and_never_nothing(
    minor: int, currency: Currency
) -> None:
    step = 5 if currency is Currency.TTD else 1
    found = in_coins(Money(minor, currency))
    assert found.currency is currency
    assert found.minor % step == 0
    assert found.minor >= step
    assert abs(found.minor - minor) <= step // 2 or minor < step


LOST = OutcomeUnknown(reason=Reason.NO_ANSWER)
SETTLED = SettledAsPaid(by="Ana", why="seen")


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ((SENDING,), None),  # it was asked for before
        ((SENDING, Paid()), PartChanged(part="s", pledged=-1, received=1)),
        ((ReceivedByHand(),), PartChanged(part="s", pledged=-1, received=1, by_hand=True)),
        ((SENDING, LOST), PartChanged(part="s", troubled=1)),
        ((SENDING, LOST, SETTLED),
         PartChanged(part="s", pledged=-1, received=1, troubled=-1, by_hand=True)),
        ((SENDING, Paid(), Paid(payment="2")), PartChanged(part="s", received=1, troubled=1)),
    ],
)  # fmt: skip
def test_the_smallest_part_tells_the_whole_what_it_changes(
    events: tuple[Event, ...], told: PartChanged | None
) -> None:
    smallest = replace(CREATED, amount=Money(1, Currency.TTD), parent="whole")
    before = after = open_sale("s", "t", smallest, AT)
    for event in events:
        before, after = after, apply(after, event, AT)
    assert told_to_parent(before, after) == told
    assert told_to_parent(replace(before, parent=None), replace(after, parent=None)) is None


def test_no_more_can_be_asked_for_than_nobody_was_asked_for_yet() -> None:
    asked = replace(CREATED, purpose=Purpose.SPLIT, amount=Money(1_000, Currency.TTD))
    new = open_sale("s", "t", asked, AT)
    assert not takes_parts(new)
    split = replace(
        new, state=State.WAITING, received_minor=900, refunded_minor=100, pledged_minor=50
    )
    assert (missing(split), takes_parts(split)) == (Money(150, Currency.TTD), True)
    check_part(split, Money(150, Currency.TTD))
    check_part(split, Money(151, Currency.AOA))  # the till refuses it for its currency
    with pytest.raises(BadInput):
        check_part(split, Money(151, Currency.TTD))
    for pledged in (200, 250):
        full = replace(split, pledged_minor=pledged)
        assert (missing(full), takes_parts(full)) == (Money(0, Currency.TTD), False)
    for trouble in ({"cancelling": True}, {"restored": True}, {"purpose": Purpose.PAYMENT}):
        assert not takes_parts(replace(split, **trouble))
