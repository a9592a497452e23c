"""How long a manager waits until it can be known that nothing was charged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from domain.sales import AT

from pos_app.domain.events import (
    Accepted,
    Authorized,
    CancelRejected,
    Event,
    FinalWordMissing,
    Flag,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Sending,
)
from pos_app.domain.reasons import Reason
from pos_app.ports.journal import Recorded
from pos_app.till.providers import poll_schedule
from pos_app.till.providers.poll_schedule import SETTLES_UNPAID_AFTER
from pos_app.till.tracking.settlement_wait import still_to_wait

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LOST = OutcomeUnknown(reason=Reason.NO_FINAL_WORD)


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
    assert wait((0, sent()), (1, LOST), (2, word), (3, FinalWordMissing()), now=10) == 0.0
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


# --- by every clock, and after every answer ------------------------------------------------------

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
NO_ANSWER = OutcomeUnknown(reason=Reason.NO_ANSWER)
TAKEN = Accepted(reference="1", follow="/1")
ODD = Mismatched(flag=Flag.EXCESS, amount=None)


def recorded(*told: tuple[float, Event]) -> list[Recorded]:
    """Events, and how many seconds after `AT` each was."""
    return [
        Recorded(seq, "till", "s", AT + timedelta(seconds=at), event)
        for seq, (at, event) in enumerate(told)
    ]


TRY = Sending(request="POST /", body="")
TRY_THERE = replace(TRY, there=AT)


@pytest.mark.parametrize(
    ("events", "now", "wait"),
    [
        ([], 0, 0),
        ([(0, TRY)], 0, 300),
        ([(0, TRY)], 299, 1),
        ([(0, TRY)], 300, 0),
        ([(0, TRY)], 9000, 0),
        ([(0, TRY), (1, NO_ANSWER)], 100, 200),
        ([(0, TRY), (1, FinalWordMissing()), (2, CancelRejected())], 100, 200),
        ([(0, TRY), (1, NO_ANSWER), (250, TRY), (251, NO_ANSWER)], 400, 150),
        ([(0, TRY), (1, TAKEN)], 10, 0),
        ([(0, TRY), (1, Authorized())], 10, 0),
        ([(0, TRY), (1, ODD)], 10, 0),
        ([(0, TRY), (1, Paid())], 10, 0),
        ([(0, TRY), (1, TAKEN), (2, NO_ANSWER)], 10, 0),
        ([(0, TRY), (1, TAKEN), (50, TRY), (51, NO_ANSWER)], 100, 250),
    ],
)
def test_nobody_can_say_not_paid_for_five_minutes_after_the_last_try_unless_it_was_answered(
    events: Sequence[tuple[float, Event]], now: float, wait: float
) -> None:
    """No document says for how long a provider goes on with a request whose sender has hung up;
    it is well beyond what any gives a customer to decide."""
    assert poll_schedule.SETTLES_UNPAID_AFTER == 300
    assert max(still_to_wait(recorded(*events), AT + now * SECOND, None, None), 0) == wait


@pytest.mark.parametrize(
    ("wall", "sent_ago", "there", "wait"),
    [
        (100, None, None, 200),
        (9000, 100, None, 200),
        (100, 9000, None, 200),
        (9000, None, 100, 200),
        (9000, 200, 100, 200),
        (9000, 100, 200, 200),
        (-9000, 100, None, 200),
        (-9000, None, 100, 200),
        (100, None, -9000, 200),
        (-9000, None, None, 0),
        (9000, 0, None, 300),
    ],
)
def test_one_that_was_set_back_since_has_the_try_in_the_future_and_says_nothing(
    wall: float, sent_ago: float | None, there: float | None, wait: float
) -> None:
    time_there = None if there is None else AT + there * SECOND
    events = recorded((0, TRY_THERE), (1, NO_ANSWER))
    assert still_to_wait(events, AT + wall * SECOND, sent_ago, time_there) == wait


def test_a_providers_clock_says_nothing_of_a_try_that_was_not_written_down_by_it() -> None:
    assert still_to_wait(recorded((0, TRY)), AT + 9000 * SECOND, None, AT + SECOND) <= 0


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
