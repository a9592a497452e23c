"""After an unpaid end: where the same goods may be charged once more, and where never."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from domain.rules.test_follow_up import BY_HAND, DOUBT, GUESSED, REFUSED, TAKEN, after
from domain.sales import ASKED, AT

from pos_app.domain.events import (
    NOT_PAID,
    Accepted,
    Authorized,
    Cancelled,
    Cancelling,
    Declined,
    Flag,
    FlagCleared,
    Mismatched,
    NotSent,
    Paid,
    Purpose,
    Refused,
    State,
)
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.charge_again import may_charge_again
from pos_app.domain.rules.follow_up import goes_on_by_itself, may_still_be_paid
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS

VPOS = METHODS["vpos"]
CANCELLED = Cancelled(reason=Reason.CANCELLED_HERE)
ODD = Mismatched(flag=Flag.SHORT, amount=replace(ASKED, minor=1))
NO_LINE = NotSent(reason=Reason.NO_CONNECTION)

BASE = after(TAKEN)

ENDS: list[tuple[str, Sale, bool]] = [
    ("the customer said no", after(TAKEN, REFUSED), True),
    ("not enough money", after(TAKEN, Declined(reason=Reason.NO_MONEY)), True),
    ("it never left", after(NO_LINE), True),
    ("it was turned away", after(Refused(reason=Reason.BAD_PHONE)), True),
    ("turned away, and taken all the same", after(NO_LINE, TAKEN), False),
    ("time ran out", after(TAKEN, GUESSED), False),
    ("time ran out, and no number is known", after(GUESSED), False),
    ("a manager said no", after(TAKEN, DOUBT, BY_HAND), False),
    ("a manager said no, and no number is known", after(DOUBT, BY_HAND), False),
    ("cancelled here", after(TAKEN, Cancelling(), CANCELLED), True),  # vPOS has nothing to follow
    ("it waits", after(TAKEN), False),
    ("nobody knows", after(TAKEN, DOUBT), False),
    ("held", after(TAKEN, Authorized(reference="1")), False),
    ("paid", after(TAKEN, Paid(reference="1")), False),
    ("paid after its end", after(TAKEN, REFUSED, Paid(reference="1")), False),
    ("odd money", after(TAKEN, ODD, REFUSED), False),
    (
        "odd money that a manager has seen to",
        after(TAKEN, ODD, REFUSED, FlagCleared(flag=Flag.SHORT, by="Ana", why="returned")),
        False,
    ),
]


@pytest.mark.parametrize(("sale", "may"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_only_an_end_that_is_final_may_be_charged_again(sale: Sale, *, may: bool) -> None:
    assert may_charge_again(sale, VPOS, AT) is may
    assert not may_charge_again(sale, VPOS, AT, asks_late=True)
    assert not may_charge_again(sale, None, AT)  # a method that this version does not know
    assert not may_charge_again(replace(sale, restored=True), VPOS, AT)
    for flag in Flag:
        assert not may_charge_again(replace(sale, flags=frozenset({flag})), VPOS, AT)
        assert not may_charge_again(replace(sale, cleared=frozenset({flag})), VPOS, AT)


def test_it_is_never_offered_where_money_may_still_come() -> None:
    """Every end, now and much later."""
    offered = [
        (sale, method, at)
        for sale, method in ends(State, Purpose)
        for at in (AT, AT + timedelta(days=30))
        if may_charge_again(sale, method, at)
    ]
    assert offered
    for sale, method, at in offered:
        assert sale.state in NOT_PAID
        assert sale.purpose in (Purpose.PAYMENT, Purpose.AUTHORIZATION)
        assert not may_still_be_paid(sale, method, at)
        assert not goes_on_by_itself(sale, method, at)


def ends(
    states: Iterable[State] = NOT_PAID, purposes: Iterable[Purpose] = (Purpose.PAYMENT,)
) -> Iterator[tuple[Sale, Method]]:
    """Yields every state, reason, purpose and method, with and without a reference and a status
    path."""
    paths = ((None, None), ("1", None), ("1", "/1"))
    for method, state, purpose in itertools.product(METHODS.values(), states, purposes):
        for reason, (reference, path) in itertools.product((None, *Reason), paths):
            yield _ended(method, state, purpose, reason, reference, path), method


def _ended(
    method: Method,
    state: State,
    purpose: Purpose,
    reason: Reason | None,
    reference: str | None,
    path: str | None,
) -> Sale:
    changed = {
        "method": method.id, "state": state, "purpose": purpose, "reason": reason,
        "reference": reference, "status_path": path, "settled_at": AT,
    }  # fmt: skip
    return Sale(**vars(BASE) | changed)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_every_end_that_is_no_guess_may_be_charged_again(method: Method) -> None:
    for state in NOT_PAID:
        for reason in Reason:
            sale = replace(
                after(Accepted(reference="1")), method=method.id, state=state, reason=reason,
                settled_at=AT,
            )  # fmt: skip
            final = reason not in method.late_after
            assert may_charge_again(sale, method, AT) is final, (state, reason)


def test_a_clock_that_was_set_back_offers_nothing() -> None:
    sale = after(TAKEN, GUESSED)
    assert not may_charge_again(sale, VPOS, AT - timedelta(days=400))
    assert may_charge_again(sale, VPOS, AT + timedelta(days=2))


def test_no_clock_ends_a_guess_about_a_sale_that_nobody_can_ask_about() -> None:
    for events in ([GUESSED], [DOUBT, BY_HAND]):
        assert not may_charge_again(after(*events), VPOS, AT + timedelta(days=400))
