"""What the till can still learn of a sale by itself; when one is in doubt; how old things are; and
when nobody can know yet that what was sent did not arrive."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from domain.sales import AT, CREATED, SENDING
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Declined,
    Event,
    Flag,
    Lost,
    Mismatched,
    NotTakenBack,
    Overdue,
    Paid,
    Purpose,
    Sending,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.journal import Recorded
from pos_app.till.outlook import LONGEST_SENDING, Outlook, is_in_doubt, outlook
from pos_app.till.providers import poll_schedule
from pos_app.till.sale_age import PUT_RIGHT_BY, least_age, most_age
from pos_app.till.tracking.settlement_wait import still_to_wait
from pos_app.till.tracking.worker import goes_on_by_itself

VPOS, PROXYPAY = METHODS["vpos"], METHODS["proxypay"]
MPESA, WIPAY = METHODS["clicpay.mpesa"], METHODS["wipay"]
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)

TAKEN = Accepted(reference="1", follow="/1")
LOST = Lost(reason=Reason.NO_ANSWER)
ODD = Mismatched(flag=Flag.EXCESS, amount=None)
DONE = Lost(reason=Reason.DUPLICATE)
USED = AlreadyUsed(identity="transaction 9", reference="9", first="another", number=7)


def after(*events: Event, purpose: Purpose = Purpose.PAYMENT) -> Sale:
    sale = open_sale("s", "t", replace(CREATED, purpose=purpose), AT)
    for event in (SENDING, *events):
        sale = apply(sale, event, AT)
    return sale


# --- what goes on by itself -----------------------------------------------------------------------

HELD = after(TAKEN, Authorized(), purpose=Purpose.AUTHORIZATION)
GOES_ON = {Outlook.ASKING, Outlook.LISTENING, Outlook.REPEATING, Outlook.SEARCHING}
RESTORED = Lost(reason=Reason.JOURNAL_RESTORED)
CASES: list[tuple[str, Sale, Method | None, timedelta, Outlook]] = [
    ("being sent", after(), VPOS, SECOND, Outlook.ASKING),
    ("being sent to who tells nothing", after(), WIPAY, SECOND, Outlook.ASKING),
    ("the customer is asked", after(TAKEN), VPOS, 9 * HOUR, Outlook.ASKING),
    ("doubted, and asked about", after(TAKEN, Overdue()), MPESA, 9 * HOUR, Outlook.ASKING),
    ("doubted, and in no list", after(TAKEN, Overdue()), VPOS, 9 * HOUR, Outlook.ASKING),
    ("a queue tells", after(TAKEN), PROXYPAY, 9 * HOUR, Outlook.LISTENING),
    ("a queue tells of one in doubt", after(LOST), PROXYPAY, HOUR, Outlook.LISTENING),
    ("the key is good", after(LOST), VPOS, 55 * MINUTE, Outlook.REPEATING),
    ("the key is forgotten", after(LOST), VPOS, 55 * MINUTE + SECOND, Outlook.NOTHING),
    ("restored", after(LOST, RESTORED), VPOS, MINUTE, Outlook.NOTHING),
    ("searched for", after(LOST), MPESA, 9 * HOUR, Outlook.SEARCHING),
    ("in no list", after(LOST, Lost(reason=Reason.NO_TRACE)), MPESA, MINUTE, Outlook.NO_TRACE),
    ("no other word", after(TAKEN, DONE), MPESA, MINUTE, Outlook.LAST_WORD),
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


# --- ages -----------------------------------------------------------------------------------------

HOURS = st.integers(-10_000, 10_000).map(lambda hours: AT + hours * HOUR)


@given(st.floats(0, 1e6), HOURS, st.one_of(st.none(), HOURS))
def test_it_is_at_least_as_old_as_no_clock_disputes_and_at_most_as_any_has_it(
    known_for: float, wall: datetime, there: datetime | None
) -> None:
    by_wall = (wall - AT).total_seconds()
    by_theirs = None if there is None else (there - AT).total_seconds()
    least, most = least_age(AT, known_for, wall, there), most_age(AT, known_for, wall, there)
    assert known_for <= least <= most
    if by_theirs is None:
        assert least == known_for
        assert most == max(known_for, by_wall)
    else:
        assert least == known_for or least in (by_wall, by_theirs)
        assert least <= max(known_for, by_wall)
        assert least <= max(known_for, by_theirs)
        assert most == max(known_for, by_wall, by_theirs)


def test_a_sale_of_an_earlier_run_is_as_old_as_both_clocks_agree() -> None:
    assert least_age(AT, 5.0, AT + 3 * HOUR, AT + 2 * HOUR) == 2 * 3600
    assert least_age(AT, 5.0, AT + 2 * HOUR, AT + 3 * HOUR) == 2 * 3600
    assert least_age(AT, 5.0, AT - HOUR, AT + 3 * HOUR) == 5.0


# --- not paid -------------------------------------------------------------------------------------


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
        ([(0, TRY), (1, LOST)], 100, 200),
        ([(0, TRY), (1, Overdue()), (2, NotTakenBack())], 100, 200),
        ([(0, TRY), (1, LOST), (250, TRY), (251, LOST)], 400, 150),
        ([(0, TRY), (1, TAKEN)], 10, 0),
        ([(0, TRY), (1, Authorized())], 10, 0),
        ([(0, TRY), (1, ODD)], 10, 0),
        ([(0, TRY), (1, Paid())], 10, 0),
        ([(0, TRY), (1, TAKEN), (2, LOST)], 10, 0),
        ([(0, TRY), (1, TAKEN), (50, TRY), (51, LOST)], 100, 250),
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
def test_the_clock_that_has_the_try_the_youngest_is_believed(
    wall: float, sent_ago: float | None, there: float | None, wait: float
) -> None:
    """One that was set back since has it in the future, and says nothing."""
    time_there = None if there is None else AT + there * SECOND
    told = recorded((0, TRY_THERE), (1, LOST))
    assert still_to_wait(told, AT + wall * SECOND, sent_ago, time_there) == wait


def test_a_providers_clock_says_nothing_of_a_try_that_was_not_written_down_by_it() -> None:
    assert still_to_wait(recorded((0, TRY)), AT + 9000 * SECOND, None, AT + SECOND) <= 0
