"""What more can be learned of a sale: while it is in doubt, and after it ended unpaid."""

from dataclasses import replace
from datetime import timedelta

import pytest
from domain.sales import AT, CREATED, SENDING

from pos_app.domain.events import (
    Accepted,
    Declined,
    Event,
    Expired,
    OutcomeUnknown,
    Paid,
    Refused,
    SettledAsUnpaid,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.follow_up import can_be_asked_about, goes_on_by_itself, may_still_be_paid
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS

TAKEN = Accepted(reference="1", follow="/1")
DOUBT = OutcomeUnknown(reason=Reason.NO_ANSWER)
BY_HAND = SettledAsUnpaid(by="Ana", why="not on the statement")
REFUSED = Declined(reason=Reason.CUSTOMER_REFUSED)
GUESSED = Expired(reason=Reason.CUSTOMER_SILENT)


def after(*events: Event) -> Sale:
    sale = open_sale("s", "t", CREATED, AT)
    for event in (SENDING, *events):
        sale = apply(sale, event, AT)
    return sale


# Whether money may yet come, and whether there is an address to ask at.
ENDS: list[tuple[str, Sale, bool, bool]] = [
    ("time ran out", after(TAKEN, GUESSED), True, True),
    ("the customer said no", after(TAKEN, REFUSED), False, True),
    ("a manager said no", after(TAKEN, DOUBT, BY_HAND), True, True),
    ("a manager said no, and no number is known", after(DOUBT, BY_HAND), False, False),
    ("it was turned away", after(Refused(reason=Reason.BAD_PHONE)), False, False),
    ("it waits", after(TAKEN), False, False),
    ("nobody knows", after(TAKEN, OutcomeUnknown(reason=Reason.GATEWAY_ERROR)), False, False),
    ("paid", after(TAKEN, Paid(reference="1")), False, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sale", "may_come", "has_address"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS]
)
def test_money_may_follow_on_ends_that_are_guesses(
    sale: Sale, *, may_come: bool, has_address: bool
) -> None:
    vpos = METHODS["vpos"]
    assert may_still_be_paid(sale, vpos, AT) is may_come
    assert can_be_asked_about(sale, vpos) is has_address
    # A reference is paid or not by what its queue tells: there is nothing to ask about it.
    assert not can_be_asked_about(sale, METHODS["proxypay"])
    assert not can_be_asked_about(replace(sale, status_path=None), vpos)


def test_money_may_follow_for_two_days_and_on_a_reference_for_four() -> None:
    """No document says how long; what a bank books late is in one of the next two clearings, and
    what is paid at a cash machine on a Friday arrives on Monday."""
    ends = {"vpos": GUESSED, "proxypay": Expired(reason=Reason.REFERENCE_EXPIRED)}
    for name, days in (("vpos", 2), ("proxypay", 4)):
        sale, whole = after(TAKEN, ends[name]), timedelta(days=days)
        assert may_still_be_paid(sale, METHODS[name], AT + whole - timedelta(seconds=1))
        assert not may_still_be_paid(sale, METHODS[name], AT + whole)


@pytest.mark.parametrize(
    ("method", "goes_on"), [("proxypay", True), ("wikipay", True), ("wipay", False)]
)
def test_a_queue_may_tell_of_what_is_in_doubt_however_long_it_has_been(
    method: str, *, goes_on: bool
) -> None:
    sale = open_sale("s", "t", CREATED, AT)
    for event in (SENDING, OutcomeUnknown(reason=Reason.NO_ANSWER)):
        sale = apply(sale, event, AT)
    assert goes_on_by_itself(sale, METHODS[method], AT + timedelta(days=30)) is goes_on
