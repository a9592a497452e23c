"""What the till can still learn of a sale by itself; and when one is in doubt."""

from dataclasses import replace
from datetime import timedelta

import pytest
from domain.sales import AT, CREATED, SENDING

from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Declined,
    Event,
    FinalWordMissing,
    Flag,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Purpose,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.follow_up import goes_on_by_itself
from pos_app.domain.rules.outlook import LONGEST_SENDING, Outlook, is_in_doubt, outlook
from pos_app.domain.sale import Sale
from pos_app.domain.sale_age import PUT_RIGHT_BY
from pos_app.gateways.catalogue import METHODS

VPOS, PROXYPAY = METHODS["vpos"], METHODS["proxypay"]
MPESA, WIPAY = METHODS["clicpay.mpesa"], METHODS["wipay"]
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)

TAKEN = Accepted(reference="1", follow="/1")
LOST = OutcomeUnknown(reason=Reason.NO_ANSWER)
ODD = Mismatched(flag=Flag.EXCESS, amount=None)
DONE = OutcomeUnknown(reason=Reason.DUPLICATE)
USED = AlreadyUsed(identity="transaction 9", reference="9", first="another", number=7)


def after(*events: Event, purpose: Purpose = Purpose.PAYMENT) -> Sale:
    sale = open_sale("s", "t", replace(CREATED, purpose=purpose), AT)
    for event in (SENDING, *events):
        sale = apply(sale, event, AT)
    return sale


# --- what goes on by itself -----------------------------------------------------------------------

HELD = after(TAKEN, Authorized(), purpose=Purpose.AUTHORIZATION)
GOES_ON = {Outlook.ASKING, Outlook.LISTENING, Outlook.REPEATING, Outlook.SEARCHING}
RESTORED = OutcomeUnknown(reason=Reason.JOURNAL_RESTORED)
CASES: list[tuple[str, Sale, Method | None, timedelta, Outlook]] = [
    ("being sent", after(), VPOS, SECOND, Outlook.ASKING),
    ("being sent to who tells nothing", after(), WIPAY, SECOND, Outlook.ASKING),
    ("the customer is asked", after(TAKEN), VPOS, 9 * HOUR, Outlook.ASKING),
    ("doubted, and asked about", after(TAKEN, FinalWordMissing()), MPESA, 9 * HOUR, Outlook.ASKING),
    ("doubted, and in no list", after(TAKEN, FinalWordMissing()), VPOS, 9 * HOUR, Outlook.ASKING),
    ("a queue tells", after(TAKEN), PROXYPAY, 9 * HOUR, Outlook.LISTENING),
    ("a queue tells of one in doubt", after(LOST), PROXYPAY, HOUR, Outlook.LISTENING),
    ("the key is good", after(LOST), VPOS, 55 * MINUTE, Outlook.REPEATING),
    ("the key is forgotten", after(LOST), VPOS, 55 * MINUTE + SECOND, Outlook.NOTHING),
    ("restored", after(LOST, RESTORED), VPOS, MINUTE, Outlook.NOTHING),
    ("searched for", after(LOST), MPESA, 9 * HOUR, Outlook.SEARCHING),
    ("in no list", after(LOST, OutcomeUnknown(reason=Reason.NO_TRACE)), MPESA, MINUTE,
    Outlook.NO_TRACE), ("no other word", after(TAKEN, DONE), MPESA, MINUTE, Outlook.LAST_WORD),
    ("it tells nothing", after(LOST), WIPAY, MINUTE, Outlook.NOTHING),
    ("odd money", after(TAKEN, ODD), VPOS, MINUTE, Outlook.ODD_MONEY),
    ("odd money in a queue", after(TAKEN, ODD), PROXYPAY, MINUTE, Outlook.ODD_MONEY),
    ("another sale's transaction", after(TAKEN, USED), MPESA, MINUTE, Outlook.ALREADY_USED),
    ("both", after(TAKEN, ODD, USED), MPESA, MINUTE, Outlook.ALREADY_USED),
    ("a way to pay that nobody knows", after(TAKEN), None, MINUTE, Outlook.NOTHING),
    ("paid", after(TAKEN, Paid(reference="1")), VPOS, MINUTE, Outlook.NOTHING),
    ("paid, from a queue", after(TAKEN, Paid(reference="1")), PROXYPAY, MINUTE, Outlook.NOTHING),
    ("held", HELD, VPOS, MINUTE, Outlook.NOTHING),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sale", "method", "age", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_the_till_can_still_learn_by_itself(
    sale: Sale, method: Method | None, age: timedelta, expected: Outlook
) -> None:
    assert outlook(sale, method, AT + age) is expected
    if method:
        assert goes_on_by_itself(sale, method, AT + age) is (expected in GOES_ON)


# --- what is in doubt -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sale", "method", "usual"),
    [
        (after(), VPOS, timedelta(minutes=2)),
        (after(), None, timedelta(minutes=2)),
        (after(TAKEN), VPOS, timedelta(minutes=15)),
        (after(TAKEN), METHODS["clicpay.card"], timedelta(minutes=60)),
    ],
    ids=["sending", "sending, by nobody knows what", "waiting", "at a page for cards"],
)
def test_it_is_in_doubt_after_its_usual_time_and_where_it_was_made_in_the_future(
    sale: Sale, method: Method | None, usual: timedelta
) -> None:
    """No request is on its way for two minutes, and no clock is put right by more than one."""
    assert (LONGEST_SENDING, PUT_RIGHT_BY) == (2 * MINUTE, MINUTE)
    for age, doubtful in (
        (usual, False),
        (usual + SECOND, True),
        (-MINUTE, False),
        (-MINUTE - SECOND, True),
    ):
        assert is_in_doubt(sale, method, AT + age) is doubtful


@pytest.mark.parametrize("age", [-9 * HOUR, timedelta(), 9 * HOUR], ids=str)
def test_only_time_that_somebody_counts_makes_a_doubt(age: timedelta) -> None:
    at = AT + age
    assert is_in_doubt(after(TAKEN, LOST), VPOS, at)
    assert not is_in_doubt(after(TAKEN), PROXYPAY, at)
    assert not is_in_doubt(after(TAKEN), None, at)
    assert not is_in_doubt(after(TAKEN, Paid(reference="1")), VPOS, at)
    assert not is_in_doubt(after(Declined(reason=Reason.OTHER)), VPOS, at)


def _sent(*more: Accepted | OutcomeUnknown) -> Sale:
    sale = open_sale("a", "till", CREATED, AT)
    for event in (SENDING, *more):
        sale = apply(sale, event, AT)
    return sale


@pytest.mark.parametrize(
    ("sale", "usual"),
    [(_sent(), timedelta(minutes=1)), (_sent(Accepted(reference="1", follow="/1")), HOUR / 5)],
    ids=["sending", "waiting"],
)
@pytest.mark.parametrize("moved", [-87_600, -24, -1, 1, 24, 87_600])
def test_what_nobody_knows_the_age_of_is_in_doubt(
    sale: Sale, usual: timedelta, moved: float
) -> None:
    assert not is_in_doubt(sale, VPOS, AT + usual)
    assert not is_in_doubt(sale, VPOS, AT - timedelta(seconds=5))  # it was put right
    assert is_in_doubt(sale, VPOS, AT + moved * HOUR)


def test_a_reference_waits_for_as_long_as_it_may_be_paid() -> None:
    sale = replace(_sent(Accepted(reference="1")), method="proxypay")
    for hours in (-87_600, -1, 1, 24 * 6):
        assert not is_in_doubt(sale, METHODS["proxypay"], AT + hours * HOUR)


def test_what_is_too_late_to_repeat_is_told_of_by_any_clock() -> None:
    lost = _sent(OutcomeUnknown(reason=Reason.NO_ANSWER))
    given_up = apply(lost, OutcomeUnknown(reason=Reason.REPEAT_UNSAFE), AT)
    for hours in (-87_600, -1, 0, 1, 87_600):
        assert outlook(given_up, VPOS, AT + hours * HOUR) is Outlook.NOTHING
    assert outlook(lost, VPOS, AT) is Outlook.REPEATING
