"""How long a manager waits until it can be known that nothing was charged."""

from datetime import UTC, datetime, timedelta

import pytest

from pos_app.domain.events import (
    Accepted,
    Authorized,
    Event,
    Flag,
    Lost,
    Mismatched,
    Overdue,
    Paid,
    Sending,
)
from pos_app.domain.reasons import Reason
from pos_app.ports.journal import Recorded
from pos_app.till.providers.poll_schedule import SETTLES_UNPAID_AFTER
from pos_app.till.tracking.settlement_wait import still_to_wait

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LOST = Lost(reason=Reason.NO_FINAL_WORD)


def sent(there: datetime | None = None) -> Sending:
    return Sending(request="POST /", body="", there=there)


def told(*events: tuple[float, Event]) -> list[Recorded]:
    """Each so many seconds after noon."""
    return [
        Recorded(place, "till", "sale", NOON + timedelta(seconds=at), event)
        for place, (at, event) in enumerate(events)
    ]


def wait(
    *events: tuple[float, Event],
    now: float,
    ago: float | None = None,
    there: float | None = None,
) -> float:
    there_now = None if there is None else NOON + timedelta(seconds=there)
    return still_to_wait(told(*events), NOON + timedelta(seconds=now), ago, there_now)


def test_it_is_counted_from_the_last_try() -> None:
    assert wait(now=0) == 0.0  # nothing was ever sent
    assert wait((0, sent()), now=100) == SETTLES_UNPAID_AFTER - 100
    assert wait((0, sent()), (50, LOST), (90, sent()), (95, LOST), now=100) == (
        SETTLES_UNPAID_AFTER - 10
    )
    assert wait((0, sent()), now=SETTLES_UNPAID_AFTER) == 0.0
    assert wait((0, sent()), now=SETTLES_UNPAID_AFTER + 1000) <= 0.0


@pytest.mark.parametrize(
    "word",
    [
        Accepted(reference="T1"),
        Authorized(reference="T1"),
        Paid(reference="T1"),
        Mismatched(flag=Flag.SHORT, amount=None),
    ],
)
def test_a_provider_that_has_it_ends_the_wait_and_one_that_had_the_try_before_does_not(
    word: Event,
) -> None:
    assert wait((0, sent()), (1, LOST), (2, word), (3, Overdue()), now=10) == 0.0
    assert wait((0, sent()), (1, word), (2, sent()), now=10) == SETTLES_UNPAID_AFTER - 8


@pytest.mark.parametrize(
    ("now", "ago", "there", "age"),
    [
        (100, 20, None, 20),  # the clock on the wall was put forward
        (20, 100, None, 20),  # or back
        (-50, 30, None, 30),  # so far back that it was sent in the future: that says nothing
        (100, None, 30, 30),
        (30, None, 100, 30),
        (100, 40, 60, 40),
        (0, None, None, 0),
    ],
)
def test_whichever_clock_has_the_try_the_youngest_is_believed(
    now: float, ago: float | None, there: float | None, age: float
) -> None:
    assert wait((0, sent(NOON)), now=now, ago=ago, there=there) == SETTLES_UNPAID_AFTER - age


def test_where_no_clock_knows_it_is_not_waited_for_and_a_time_that_was_not_told_is_none() -> None:
    assert wait((0, sent()), now=-50) == 0.0
    assert wait((0, sent()), now=100, there=10) == SETTLES_UNPAID_AFTER - 100
