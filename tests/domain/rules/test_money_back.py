"""What can be given back of a sale, exactly; captured; and let go."""

from collections.abc import Sequence

import pytest
from domain.sales import AT, CREATED, SENDING

from pos_app.domain.errors import BadInput, NotAllowed, NotOffered
from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Created,
    Declined,
    Event,
    Flag,
    FlagCleared,
    Mismatched,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    Purpose,
    Refunded,
    SettledAsPaid,
    SettledAsUnpaid,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.method import Method
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.money_back import (
    captured_amount,
    is_held,
    owed,
    refund_amount,
    refundable,
    released_amount,
)
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS

WHOLE, PART, NOT_AT_ALL = METHODS["vpos"], METHODS["clicpay.mpesa"], METHODS["proxypay"]
EVERY_WAY = (WHOLE, PART)


def sale_of(method: Method, *events: Event, purpose: Purpose = Purpose.PAYMENT) -> Sale:
    """Of 1500.00, after these."""
    created = {**vars(CREATED), "method": method.id, "amount": money(1500, method)}
    sale = open_sale("s", "t", Created(**{**created, "purpose": purpose}), AT)
    for event in (SENDING, *events):
        sale = apply(sale, event, AT)
    return sale


def money(units: int, method: Method) -> Money:
    return Money(units * 100, method.currency)


def came(units: int, method: Method, flag: Flag) -> Mismatched:
    return Mismatched(flag=flag, amount=money(units, method))


def gone_back(units: int, method: Method) -> Refunded:
    return Refunded(operation="o", amount=money(units, method))


TAKEN = Accepted(reference="1", follow="/1")
PAID = Paid(reference="1")
BY_HAND = SettledAsPaid(by="Ana", why="on the statement")
NOT_BY_HAND = SettledAsUnpaid(by="Ana", why="not on the statement")
ASKED_BACK = OperationStarted(operation="o", purpose=Purpose.REFUND, amount=money(1500, WHOLE))
DOUBT = OutcomeUnknown(reason=Reason.NO_ANSWER)
TOO_MUCH, TOO_LITTLE = came(2000, WHOLE, Flag.EXCESS), came(900, WHOLE, Flag.SHORT)
NO = Declined(reason=Reason.OTHER)
ANOTHERS_MONEY = came(700, WHOLE, Flag.MISMATCH)
SEEN_TO = FlagCleared(flag=Flag.MISMATCH, by="Ana", why="it is another shop's")
USED = AlreadyUsed(identity="transaction 9", reference="9", first="another", number=7)

# What happened, and what then goes back of it, in units: where one payment goes back whole, and
# where any part does; None for nothing.
REFUNDABLE: list[tuple[str, Sequence[Event], int | None, int | None]] = [
    ("paid", [PAID], 1500, 1500),
    ("paid twice: one transaction", [PAID, Paid(reference="2")], 1500, 3000),
    (
        "paid twice, and one went back",
        [PAID, Paid(reference="2"), gone_back(1500, WHOLE)],
        None,
        1500,
    ),
    ("a part went back", [PAID, gone_back(500, WHOLE)], None, 1000),
    ("all went back", [PAID, gone_back(1500, WHOLE)], None, None),
    ("settled by a manager", [DOUBT, BY_HAND], 1500, 1500),
    ("by more than was asked", [TOO_MUCH, BY_HAND], 2000, 2000),
    ("by less than was asked", [TOO_LITTLE, BY_HAND], 900, 900),
    ("odd money, not taken for the sale's", [TOO_MUCH, NOT_BY_HAND], 2000, 2000),
    ("odd money beside a payment", [PAID, TOO_LITTLE], 1500, 2400),
    ("odd money, and nobody has said what it was", [TOO_MUCH], None, None),
    ("odd money, and the provider's no", [TOO_LITTLE, NO], 900, 900),
    ("another sale's money beside a payment", [PAID, ANOTHERS_MONEY], 1500, 1500),
    ("settled by another sale's money", [ANOTHERS_MONEY, BY_HAND], None, None),
    ("which she has looked into", [ANOTHERS_MONEY, BY_HAND, SEEN_TO], None, None),
    ("settled by a used transaction", [USED, BY_HAND], None, None),
    ("settled, and another's money came", [DOUBT, BY_HAND, ANOTHERS_MONEY], None, None),
    ("nobody knows", [DOUBT], None, None),
    ("the customer is asked", [TAKEN], None, None),
    ("declined", [TAKEN, Declined(reason=Reason.CUSTOMER_REFUSED)], None, None),
    ("not paid, says a manager", [DOUBT, NOT_BY_HAND], None, None),
    ("a refund is under way", [PAID, ASKED_BACK], None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("events", "whole", "part"), [row[1:] for row in REFUNDABLE], ids=[row[0] for row in REFUNDABLE]
)
def test_what_goes_back_is_what_came_and_has_not_gone_back(
    events: Sequence[Event], whole: int | None, part: int | None
) -> None:
    for method, units in ((WHOLE, whole), (PART, part)):
        fitting = [_in_its_currency(event, method) for event in events]
        sale = sale_of(method, *fitting)
        most = None if units is None else money(units, method)
        assert refundable(sale, method) == most, method.id
        if most is None:
            with pytest.raises(NotAllowed) as refused:
                refund_amount(sale, method, None)
            assert not isinstance(refused.value, NotOffered)  # another sale of it can be given back
        else:
            assert refund_amount(sale, method, None) == most
            assert refund_amount(sale, method, most) == most
        assert refundable(sale, None) is None
        assert refundable(sale_of(NOT_AT_ALL, *events), NOT_AT_ALL) is None


def _in_its_currency(event: Event, method: Method) -> Event:
    known = dict(vars(event))
    if isinstance(known.get("amount"), Money):
        known["amount"] = Money(known["amount"].minor, method.currency)
    return type(event)(**known)


@pytest.mark.parametrize("purpose", [Purpose.REFUND, Purpose.PAYOUT, Purpose.CAPTURE])
def test_only_what_a_customer_bought_is_given_back(purpose: Purpose) -> None:
    for method in EVERY_WAY:
        assert refundable(sale_of(method, PAID, purpose=purpose), method) is None


def test_a_hold_is_given_back_once_it_was_captured() -> None:
    held = sale_of(WHOLE, Authorized(reference="1"), purpose=Purpose.AUTHORIZATION)
    assert refundable(held, WHOLE) is None
    assert refundable(apply(held, PAID, AT), WHOLE) == money(1500, WHOLE)


@pytest.mark.parametrize(
    ("wanted", "raised"),
    [
        (1, None),
        (1499_99, None),
        (1500_00, None),
        (0, NotAllowed),
        (-1, NotAllowed),
        (1500_01, NotAllowed),
    ],
)
def test_a_part_is_more_than_nothing_and_no_more_than_there_is(
    wanted: int, raised: type[Exception] | None
) -> None:
    """Nor in another currency; and where one payment goes back whole, nothing but the whole."""
    sale, asked = sale_of(PART, PAID), Money(wanted, PART.currency)
    if raised is None:
        assert refund_amount(sale, PART, asked) == asked
    else:
        with pytest.raises(raised):
            refund_amount(sale, PART, asked)
    with pytest.raises(NotAllowed):
        refund_amount(sale, PART, Money(wanted, Currency.AOA))
    if wanted != 1500_00:
        with pytest.raises(NotOffered if raised is None else NotAllowed):
            refund_amount(sale_of(WHOLE, PAID), WHOLE, Money(wanted, WHOLE.currency))


def test_a_way_to_pay_that_gives_nothing_back_says_so() -> None:
    with pytest.raises(NotOffered):
        refund_amount(sale_of(NOT_AT_ALL, PAID), NOT_AT_ALL, None)


def test_no_network_is_asked_for_cents_that_it_does_not_carry() -> None:
    """Of 1500.50 by e-Mola 1500.00 go back, in whole meticais; of 0.50 nothing does."""
    emola = METHODS["clicpay.emola"]
    sale = sale_of(emola, PAID, Mismatched(flag=Flag.SHORT, amount=Money(50, emola.currency)))
    assert refundable(sale, emola) == money(1500, emola)
    with pytest.raises(BadInput):
        refund_amount(sale, emola, Money(10_50, emola.currency))
    assert refundable(apply(sale, gone_back(1500, emola), AT), emola) is None


# What came, what went back of it, and what the customer should have for the goods to go out.
OWED: list[tuple[str, Sequence[Event], int | None]] = [
    ("nothing came beside", [PAID], 1500),
    ("500 too much", [came(2000, PART, Flag.EXCESS), BY_HAND], 500),
    ("200 of it went back", [came(2000, PART, Flag.EXCESS), BY_HAND, gone_back(200, PART)], 300),
    ("all of it went back", [came(2000, PART, Flag.EXCESS), BY_HAND, gone_back(500, PART)], 1500),
    ("more of it went back", [came(2000, PART, Flag.EXCESS), BY_HAND, gone_back(700, PART)], 1300),
    ("600 too little", [came(900, PART, Flag.SHORT), BY_HAND], 900),
    ("twice", [PAID, Paid(reference="2")], 1500),
    ("not paid, but something came", [came(900, PART, Flag.SHORT), NOT_BY_HAND], 900),
    ("nobody knows", [DOUBT], None),
]


@pytest.mark.parametrize(
    ("events", "units"), [row[1:] for row in OWED], ids=[row[0] for row in OWED]
)
def test_the_customer_is_owed_what_came_beside_where_that_alone_can_go_back(
    events: Sequence[Event], units: int | None
) -> None:
    assert owed(sale_of(PART, *events), PART) == (None if units is None else money(units, PART))


def test_a_single_cent_is_owed_and_given_back() -> None:
    cent = Money(1, PART.currency)
    more = Mismatched(flag=Flag.EXCESS, amount=Money(1500_01, PART.currency))
    sale = sale_of(PART, more, BY_HAND)
    assert owed(sale, PART) == cent
    assert refundable(apply(sale, gone_back(1500, PART), AT), PART) == cent


def test_where_one_payment_goes_back_whole_all_of_it_is_owed() -> None:
    excess = sale_of(WHOLE, TOO_MUCH, BY_HAND)
    assert owed(excess, WHOLE) == money(2000, WHOLE)
    assert owed(excess, None) is None


# --- what is held ---------------------------------------------------------------------------------

HELD = sale_of(WHOLE, Authorized(reference="1"), purpose=Purpose.AUTHORIZATION)


@pytest.mark.parametrize(
    ("sale", "held"),
    [
        (HELD, True),
        (
            apply(
                HELD,
                OperationStarted(operation="o", purpose=Purpose.RELEASE, amount=HELD.amount),
                AT,
            ),
            False,
        ),
        (apply(HELD, PAID, AT), False),
        (sale_of(WHOLE, PAID), False),
        (sale_of(WHOLE, TAKEN, purpose=Purpose.AUTHORIZATION), False),
    ],
    ids=["held", "being let go", "captured", "paid", "being asked for"],
)
def test_what_is_held_and_nothing_else_is_captured_or_let_go(sale: Sale, *, held: bool) -> None:
    assert is_held(sale) is held
    if held:
        assert captured_amount(sale, None) == released_amount(sale) == money(1500, WHOLE)
    else:
        with pytest.raises(NotAllowed):
            captured_amount(sale, None)
        with pytest.raises(NotAllowed):
            released_amount(sale)


@pytest.mark.parametrize("minor", [1, 1499_99, 1500_00])
def test_a_part_of_what_is_held_can_be_captured(minor: int) -> None:
    assert captured_amount(HELD, Money(minor, WHOLE.currency)).minor == minor


@pytest.mark.parametrize(
    "wanted",
    [
        Money(0, WHOLE.currency),
        Money(-1, WHOLE.currency),
        Money(1500_01, WHOLE.currency),
        Money(1, Currency.MZN),
    ],
)
def test_nothing_and_more_than_is_held_cannot_be_captured(wanted: Money) -> None:
    with pytest.raises(NotAllowed):
        captured_amount(HELD, wanted)
