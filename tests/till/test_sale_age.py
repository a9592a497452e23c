"""A clock that was moved makes no doubt smaller: of a sale that waits, and of what was sent."""

from dataclasses import replace
from datetime import timedelta

import pytest
from domain.sales import AT, CREATED, SENDING

from pos_app.domain.events import Accepted, Lost, Sending
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.journal import Recorded
from pos_app.till.outlook import Outlook, is_in_doubt, outlook
from pos_app.till.tracking.settlement_wait import still_to_wait

VPOS = METHODS["vpos"]
HOUR = timedelta(hours=1)


def _sent(*more: Accepted | Lost) -> Sale:
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
    lost = _sent(Lost(reason=Reason.NO_ANSWER))
    given_up = apply(lost, Lost(reason=Reason.REPEAT_UNSAFE), AT)
    for hours in (-87_600, -1, 0, 1, 87_600):
        assert outlook(given_up, VPOS, AT + hours * HOUR) is Outlook.NOTHING
    assert outlook(lost, VPOS, AT) is Outlook.REPEATING


@pytest.mark.parametrize("moved", [-87_600, -24, -1, 1, 24, 87_600])
@pytest.mark.parametrize("run", ["the same run", "after a restart"])
def test_a_try_is_as_young_as_any_clock_has_it(run: str, moved: float) -> None:
    """It was sent 100 s ago, by the provider's clock and by the one that nobody sets."""
    event = Sending(request="POST /", body="", there=AT)
    events = [Recorded(1, "till", "a", AT, event)]
    now, there = AT + timedelta(seconds=100) + moved * HOUR, AT + timedelta(seconds=100)
    sent_ago = 100.0 if run == "the same run" else None
    known_there = None if run == "the same run" else there
    assert still_to_wait(events, now, sent_ago, known_there) == 200.0
