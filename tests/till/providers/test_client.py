"""The line to the providers: whose account it is, how often it may be used, and what is known of
whoever is at its other end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from domain.sales import CREATED
from till.simulated import ACCOUNTS, START, Asked, Network, passed, play, said

from pos_app.domain.errors import (
    NotSetUp,
    NotTrusted,
    RequestNotSent,
    ResponseLost,
    TooManyCalls,
)
from pos_app.domain.events import Sending
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.gateway import (
    Account,
    Answer,
    AnswerBrokenOff,
    Done,
    Indeterminate,
    Interpretation,
    NotFound,
    RateLimited,
    Rejected,
    Request,
    StillWaiting,
)
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.health import Health, known_for

T = TypeVar("T")
VPOS, WIPAY, PROXYPAY = METHODS["vpos"], METHODS["wipay"], METHODS["proxypay"]
ACCOUNT = ACCOUNTS["vpos"]
SALE = apply(
    open_sale("a", "1", CREATED, START),
    Sending(request="POST /", body="", account=ACCOUNT.mark(VPOS.settings)),
    START,
)
READ, WRITE = Request("GET", "/a"), Request("POST", "/a")


class Wall:
    def __init__(self) -> None:
        self.error = timedelta()

    def __call__(self) -> datetime:
        return START + timedelta(seconds=passed()) + self.error


Answers = Callable[[Asked], Answer | Awaitable[Answer]]
Work = Callable[[ProviderClient, Wall], Awaitable[T]]


def on_a_line(
    work: Work[T],
    answers: Answers = lambda _: said(200),
    accounts: Mapping[str, Account] = ACCOUNTS,
) -> T:
    async def worked() -> T:
        wall = Wall()
        return await work(ProviderClient(accounts, Network({"vpos": answers}), wall), wall)

    return play(worked())


# --- whose account it is --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accounts", "missing"),
    [
        ({}, "base_url"),
        ({"vpos": replace(ACCOUNT, secret="")}, "token"),
        ({"vpos": replace(ACCOUNT, options={})}, "pos_id"),
    ],
)
def test_what_is_missing_of_an_account_is_named(
    accounts: Mapping[str, Account], missing: str
) -> None:
    async def asked(line: ProviderClient, _: Wall) -> list[object]:
        with pytest.raises(NotSetUp) as raised:
            line.account(VPOS)
        try:
            whole: object = line.account_of(VPOS)
        except NotSetUp as error:
            whole = error.missing
        return [raised.value.provider, raised.value.missing, whole]

    told = on_a_line(asked, accounts=accounts)
    # The account itself is there without the options of one method.
    of_it = accounts["vpos"] if missing == "pos_id" else missing
    assert told == ["vpos", missing, of_it]


def test_an_account_that_needs_no_key_has_none() -> None:
    async def asked(line: ProviderClient, _: Wall) -> bool:
        return line.account(WIPAY) is ACCOUNTS["wipay"]

    assert on_a_line(asked)


@pytest.mark.parametrize(
    ("accounts", "is_it"),
    [
        ({"vpos": ACCOUNT}, True),
        ({"vpos": replace(ACCOUNT, base_url="https://elsewhere")}, True),  # it moved house
        ({"vpos": replace(ACCOUNT, secret="another key")}, False),
        ({"vpos": replace(ACCOUNT, options={"pos_id": "101"})}, False),
        ({}, False),
    ],
)
def test_a_sale_is_by_the_account_that_sent_it(
    accounts: Mapping[str, Account], *, is_it: bool
) -> None:
    async def asked(line: ProviderClient, _: Wall) -> bool:
        return line.is_by(SALE, VPOS)

    assert on_a_line(asked, accounts=accounts) is is_it


# --- calls that a provider counts -----------------------------------------------------------------


def _takes(line: ProviderClient) -> float | None:
    """None where a call may be made; else in how many seconds one may."""
    try:
        line.take_call(WIPAY)
    except TooManyCalls as refused:
        return refused.wait
    return None


def test_five_calls_a_minute_and_the_sixth_once_the_first_is_a_minute_old() -> None:
    """The provider's own figure. A call that is refused here is none."""
    assert WIPAY.calls_a_minute == 5

    async def calls(line: ProviderClient, _: Wall) -> list[float | None]:
        took = []
        for __ in range(5):
            took.append(_takes(line))
            await asyncio.sleep(2)
        took.append(_takes(line))
        await asyncio.sleep(49.9)
        took.append(_takes(line))
        await asyncio.sleep(0.1)
        took += [_takes(line), _takes(line)]
        await asyncio.sleep(2)
        return [*took, _takes(line)]

    waits = on_a_line(calls)
    assert waits == [None] * 5 + [
        pytest.approx(50), pytest.approx(0.1), None, pytest.approx(2), None,
    ]  # fmt: skip


def test_calls_are_counted_at_the_provider_that_counts_them() -> None:
    async def calls(line: ProviderClient, _: Wall) -> float | None:
        for __ in range(5):
            line.take_call(WIPAY)
        for method in (VPOS, PROXYPAY):
            for __ in range(100):
                line.take_call(method)
        line.take_call(replace(WIPAY, provider="another"))
        return _takes(line)

    assert on_a_line(calls) == pytest.approx(60)


@pytest.mark.parametrize(
    ("ages", "wait"),
    [
        ([], None),
        ([10, 20, 30, 40, 50], 10.0),
        ([50, 10, 30, 20, 40], 10.0),  # in whatever order
        ([10, 20, 30, 40, 59.9], 0.1),
        ([10, 20, 30, 40, 60], None),  # a minute old
        ([10, 20, 30, 40], None),
        ([-3600, -1, 0, 1, 2], 58.0),  # by a clock that was set back: they were made just now
        ([-3600] * 5, 60.0),
        ([1, 2, 3, 4, 50, 55], 10.0),  # the fifth from now counts, and not the first
    ],
)
def test_calls_of_before_a_restart_count_whatever_was_done_to_the_clock(
    ages: list[float], wait: float | None
) -> None:
    async def calls(line: ProviderClient, _: Wall) -> float | None:
        await asyncio.sleep(100)
        line.remember_calls(WIPAY, ages)
        return _takes(line)

    assert on_a_line(calls) == (wait if wait is None else pytest.approx(wait))


def test_what_is_remembered_counts_beside_what_was_called_since() -> None:
    async def calls(line: ProviderClient, _: Wall) -> list[float | None]:
        took = [_takes(line) for __ in range(2)]
        line.remember_calls(WIPAY, [30, 40, 50])
        return [*took, _takes(line)]

    assert on_a_line(calls) == [None, None, pytest.approx(10)]


# --- who is at the other end ----------------------------------------------------------------------


def refused(_: Asked) -> Answer:
    raise RequestNotSent("refused")


def lost(_: Asked) -> Answer:
    raise ResponseLost("gone")


def broken_off(_: Asked) -> Answer:
    raise AnswerBrokenOff("gone", Answer(200, {}, "{"))


def not_trusted(_: Asked) -> Answer:
    raise NotTrusted(Reason.CERTIFICATE_DATES)


@pytest.mark.parametrize(
    ("answers", "health"),
    [
        (refused, Health.OFFLINE),
        (lost, Health.OFFLINE),
        (broken_off, Health.OFFLINE),
        (not_trusted, Health.NOT_TRUSTED),
    ],
)
def test_what_did_not_come_back_says_how_the_line_is(answers: Answers, health: Health) -> None:
    async def asked(line: ProviderClient, _: Wall) -> list[Health]:
        before = line.health("vpos")
        with pytest.raises((RequestNotSent, ResponseLost)):
            await line.send(ACCOUNT, READ)
        return [before, line.health("vpos"), line.health("wipay")]

    assert on_a_line(asked, answers) == [Health.UNTRIED, health, Health.UNTRIED]


@pytest.mark.parametrize(
    ("meaning", "health"),
    [
        (Rejected(Reason.WRONG_KEY), Health.LOCKED_OUT),
        (Rejected(Reason.BAD_AMOUNT), Health.REACHED),
        (Indeterminate(Reason.PROVIDER_DOWN), Health.TROUBLED),
        (RateLimited(), Health.TROUBLED),
        (NotFound(), Health.REACHED),
        (StillWaiting(), Health.REACHED),
        (Done(), Health.REACHED),
    ],
)
def test_what_an_answer_says_of_the_provider_itself(
    meaning: Interpretation, health: Health
) -> None:
    async def judged(line: ProviderClient, _: Wall) -> Health:
        line.record_health("vpos", meaning)
        return line.health("vpos")

    assert on_a_line(judged) is health


def test_whoever_listened_hears_nothing_after_the_close() -> None:
    """The next window may open on the same loop, and the screens of this one are gone."""

    async def closes(line: ProviderClient, _: Wall) -> list[Health]:
        heard: list[Health] = []
        line.listen(lambda _, health: heard.append(health))
        line.record_health("vpos", Done())
        line.close()
        await asyncio.sleep(known_for(Health.REACHED) + 1)
        return heard

    assert on_a_line(closes) == [Health.REACHED]


def test_trouble_of_a_queue_stands_behind_worse_and_is_over_when_the_queue_says_so() -> None:
    """Each change is told once, to everybody who listens."""
    told: list[tuple[str, Health]] = []
    also: list[Health] = []

    async def goes_on(line: ProviderClient, _: Wall) -> None:
        line.listen(lambda provider, health: told.append((provider, health)))
        line.listen(lambda _, health: also.append(health))
        line.record_health("vpos", Done())
        line.record_health("vpos", Done())
        line.stand("vpos", Health.CROWDED)
        line.record_health("vpos", StillWaiting())  # what it answers elsewhere does not end it
        line.stand("vpos", Health.ACKS_REFUSED)
        line.stand("vpos", Health.ACKS_REFUSED)
        line.record_health("vpos", Indeterminate(Reason.PROVIDER_DOWN))
        line.stand("vpos", Health.CROWDED)
        line.record_health("vpos", Done())
        line.stand("vpos", None)
        line.stand("vpos", None)
        line.record_health("wipay", Done())

    on_a_line(goes_on)
    assert told == [
        ("vpos", Health.REACHED),
        ("vpos", Health.CROWDED),
        ("vpos", Health.ACKS_REFUSED),
        ("vpos", Health.TROUBLED),
        ("vpos", Health.CROWDED),
        ("vpos", Health.REACHED),
        ("wipay", Health.REACHED),
    ]
    assert also == [health for _, health in told]


# --- when -----------------------------------------------------------------------------------------


def test_when_something_was_asked_to_be_done_is_told_by_a_clock_that_nobody_sets() -> None:
    """A question does nothing; a request whose answer was lost may have."""

    async def asked(line: ProviderClient, wall: Wall) -> list[float | None]:
        await line.send(ACCOUNT, READ, SALE)
        ages = [line.sent_ago("a")]
        with pytest.raises(ResponseLost):
            await line.send(ACCOUNT, WRITE, SALE)
        await asyncio.sleep(30)
        wall.error = timedelta(days=-1)
        ages.append(line.sent_ago("a"))
        await line.send(ACCOUNT, READ, SALE)
        return [*ages, line.sent_ago("a"), line.sent_ago("b")]

    def answers(asked: Asked) -> Answer:
        return said(200) if asked.request is READ else lost(asked)

    assert on_a_line(asked, answers) == [None, 30.0, 30.0, None]


def test_a_request_that_is_nobodys_says_nothing_of_any_sale() -> None:
    async def asked(line: ProviderClient, _: Wall) -> list[object]:
        await line.send(ACCOUNT, WRITE)
        return [line.sent_ago("a"), line.heard_at("a")]

    assert on_a_line(asked) == [None, None]


def test_when_a_sale_was_last_heard_of_moves_with_a_clock_that_is_put_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def asked(line: ProviderClient, wall: Wall) -> list[float]:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr("pos_app.till.providers.client.monotonic", loop.time)
        await line.send(ACCOUNT, WRITE, SALE)
        await asyncio.sleep(40)
        ago = []
        for error in (timedelta(), timedelta(hours=-5)):
            wall.error = error
            heard = line.heard_at("a")
            assert heard
            ago.append((wall() - heard).total_seconds())
        assert line.heard_at("b") is None
        return ago

    assert on_a_line(asked) == [40.0, 40.0]


def test_a_provider_says_what_time_it_is_with_every_answer_and_a_mute_one_takes_nothing_back() -> (
    None
):
    dates = iter(["Tue, 24 Nov 2026 09:00:00 GMT", ""])

    async def asked(line: ProviderClient, wall: Wall) -> list[object]:
        told: list[object] = [line.time_at("vpos"), line.clock_off()]
        wall.error = timedelta(minutes=3)
        await line.send(ACCOUNT, READ)
        await asyncio.sleep(60)
        await line.send(ACCOUNT, READ)
        off = line.clock_off()
        assert off
        return [*told, line.time_at("vpos"), off.provider, off.here, off.there]

    told = on_a_line(asked, lambda _: replace(said(200), headers={"date": next(dates)}))
    there = START + timedelta(hours=1, minutes=1)
    here = START + timedelta(minutes=4)
    assert told == [None, None, there, "vpos", here, there]


# --- it is written down ---------------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_time")
async def test_each_request_is_a_line_in_the_log_with_whose_it_was_and_how_long_it_took(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "pos_app.till.providers.client")

    async def slow(_: Asked) -> Answer:
        await asyncio.sleep(1.5)
        return said(503)

    async def asked(line: ProviderClient, _: Wall) -> None:
        await line.send(ACCOUNT, READ, SALE)
        await line.send(ACCOUNT, WRITE)
        with pytest.raises(NotTrusted):
            await line.send(replace(ACCOUNT, provider="wipay"), WRITE)

    network = Network({"vpos": slow, "wipay": not_trusted})
    await asked(ProviderClient(ACCOUNTS, network, Wall()), Wall())
    assert caplog.messages == [
        "sale 1 vpos GET /a 503 1.50 s",
        "vpos POST /a 503 1.50 s",
        "wipay POST /a NotTrusted: certificate_dates 0.00 s",
    ]
