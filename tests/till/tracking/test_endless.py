"""Answers that never end: whatever does not get closer to a provider's last word becomes unknown in
the usual time, is followed on, and fills no journal."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import timedelta
from itertools import count, cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest import mock

from faults.simulation.loop import VirtualLoop
from faults.simulation.network import Network
from faults.simulation.providers import Providers
from faults.simulation.shop import BEGAN_AT, Shop
from hypothesis import example, given, settings
from hypothesis import strategies as st
from undisturbed import quiet, undisturbed

from pos_app.domain.events import State, StatusPathChanged
from pos_app.domain.payment_match import match_payment
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways import clicpay, proxypay, vpos, wikipay
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.gateway import (
    Account,
    Answer,
    ChargeAccepted,
    Done,
    Indeterminate,
    Interpretation,
    NotFound,
    RateLimited,
    Redirected,
    ReferenceIssued,
    Rejected,
    StillWaiting,
)
from pos_app.ports.journal import Recorded
from pos_app.till.charge_request import parse_charge_request
from pos_app.till.providers import reference_ends
from pos_app.till.providers.status_paths import MOST_ADDRESSES
from pos_app.till.till import Till
from pos_app.till.tracking import supervisor

SILENT = "900002004"  # whose customer lets the request end after 90 seconds
ROOT = "/api/v1/transactions/"
_NEW = count()
MOST_EVENTS = MOST_ADDRESSES + 8  # of one sale; a look each would be a hundred
READERS = {"vpos": vpos, "clicpay.mpesa": clicpay}
PHONES = {"vpos": SILENT, "clicpay.mpesa": "841234567"}

# Each makes the meaning of the next answer.
KINDS: dict[str, Callable[[], Interpretation]] = {
    "to A": lambda: Redirected(f"{ROOT}A"),
    "to B": lambda: Redirected(f"{ROOT}B"),
    "to C": lambda: Redirected(f"{ROOT}C"),
    "to a new one": lambda: Redirected(f"{ROOT}new{next(_NEW)}"),
    "waiting": StillWaiting,
    "waiting, soon": lambda: StillWaiting(0.0),
    "waiting, ever longer": lambda: StillWaiting(60.0 * next(_NEW)),
    "unknown to it": NotFound,
    "busy": RateLimited,
    "busy for ever": lambda: RateLimited(1e9),
    "broken": lambda: Indeterminate(Reason.PROVIDER_DOWN),
    "unreadable": lambda: Indeterminate(Reason.UNREADABLE_ANSWER),
    "done before": lambda: Indeterminate(Reason.DUPLICATE),
    "no key": lambda: Rejected(Reason.WRONG_KEY),
    "a refusal": lambda: Rejected(Reason.BAD_REQUEST),
    "taken on": lambda: ChargeAccepted(reference="r", follow=f"{ROOT}A"),
    "a number": lambda: ReferenceIssued("123456789"),
    "done": Done,
}
ANSWERS = st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=6)


class Road(Network):
    async def pass_time(self) -> None:
        await asyncio.sleep(0.02)


def shop_in(folder: Path, method: str) -> Shop:
    """It has an account at the method's provider alone: nothing else is asked all these hours."""
    providers = Providers(BEGAN_AT.timestamp(), Random(1))
    provider = METHODS[method].provider
    providers.accounts = {provider: providers.accounts[provider]}
    return undisturbed(folder, providers, Road(providers.ports, *quiet()))


def charge(method: str, amount: str = "100") -> Callable[[Till], Awaitable[Sale]]:
    order = parse_charge_request(METHODS[method], amount, PHONES[method])
    return lambda till: till.charge(f"sale of {amount}", order)


def endlessly(method: str, kinds: Sequence[str]) -> "mock._patch[object]":
    """What the status of every sale says from now on, again and again."""
    said = cycle(kinds)

    def parse_status(_account: Account, _sale: Sale, _answer: Answer) -> Interpretation:
        return KINDS[next(said)]()

    return mock.patch.object(READERS[method], "parse_status", parse_status)


async def unknown_in_time(folder: Path, method: str) -> tuple[Sale, Sequence[Recorded], int]:
    """A sale that nobody ever says the last word on, after its usual time and an hour later; and
    how much that hour wrote."""
    shop = shop_in(folder, method)
    await shop.open()
    await shop.ask(charge(method))
    sale_id = "sale of 100"
    await asyncio.sleep(METHODS[method].doubted_after + supervisor.LOOKED_AT_BY + 60)
    doubted = await shop.ask(lambda till: till.journal.sale(sale_id))
    assert doubted
    before = len(await shop.ask(lambda till: till.journal.events_of(sale_id)))
    await asyncio.sleep(3600)
    events = await shop.ask(lambda till: till.journal.events_of(sale_id))
    await shop.close()
    return doubted, events, len(events) - before


def played(method: str, kinds: Sequence[str]) -> tuple[Sale, Sequence[Recorded], int]:
    with (
        TemporaryDirectory() as folder,
        endlessly(method, kinds),
        asyncio.Runner(loop_factory=VirtualLoop) as runner,
    ):
        return runner.run(unknown_in_time(Path(folder), method))


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(sorted(READERS)), ANSWERS)
@example("vpos", ["to A", "to B"])
@example("vpos", ["to A", "to B", "to C", "waiting"])
@example("vpos", ["to a new one"])
@example("clicpay.mpesa", ["unknown to it", "waiting"])
@example("vpos", ["busy for ever"])
def test_what_never_gets_closer_to_a_last_word_is_unknown_in_the_usual_time(
    method: str, kinds: list[str]
) -> None:
    doubted, events, later = played(method, kinds)
    assert doubted.state is State.UNKNOWN
    assert len(events) <= MOST_EVENTS
    assert later <= MOST_ADDRESSES


async def of_a_crowd(folder: Path, method: str, sales: int) -> list[State]:
    shop = shop_in(folder, method)
    await shop.open()
    for number in range(sales):
        await shop.ask(charge(method, f"{100 + number}"))
    await asyncio.sleep(METHODS[method].doubted_after + supervisor.LOOKED_AT_BY + 60)
    states = [sale.state for sale in await shop.ask(lambda till: till.journal.open_sales())]
    await shop.close()
    return states


def test_each_of_a_crowd_is_unknown_in_the_usual_time_though_its_turn_never_comes(
    tmp_path: Path,
) -> None:
    """Each "busy, for a minute" is a rest for all of them: there are fifteen looks in that time."""
    with (
        endlessly("vpos", ["busy for ever"]),
        asyncio.Runner(loop_factory=VirtualLoop) as runner,
    ):
        states = runner.run(of_a_crowd(tmp_path, "vpos", 60))
    assert states == [State.UNKNOWN] * 60


async def after_an_end(folder: Path, start: Callable[[], Iterator[None]]) -> tuple[Sale, int]:
    shop = shop_in(folder, "vpos")
    await shop.open()
    await shop.ask(charge("vpos"))
    await asyncio.sleep(180)
    ended = await shop.ask(lambda till: till.journal.sale("sale of 100"))
    assert ended
    before = len(await shop.ask(lambda till: till.journal.events_of(ended.id)))
    for _ in start():
        await asyncio.sleep(6 * 3600)
    events = await shop.ask(lambda till: till.journal.events_of(ended.id))
    await shop.close()
    return ended, len(events) - before


@settings(max_examples=6, deadline=None)
@given(ANSWERS)
@example(["to A", "to B"])
@example(["to a new one"])
def test_late_looks_that_lead_round_write_no_more_than_they_have_to(kinds: list[str]) -> None:
    def start() -> Iterator[None]:
        with endlessly("vpos", kinds):
            yield

    with TemporaryDirectory() as folder, asyncio.Runner(loop_factory=VirtualLoop) as runner:
        ended, written = runner.run(after_an_end(Path(folder), start))
    assert ended.state is State.EXPIRED
    assert written <= MOST_ADDRESSES


def test_a_number_that_is_given_for_ever_is_an_answer_that_nobody_can_read(tmp_path: Path) -> None:
    async def day() -> Sale | None:
        shop = shop_in(tmp_path, "proxypay")
        await shop.open()
        order = parse_charge_request(METHODS["proxypay"], "100", "")
        await shop.ask(lambda till: till.charge("it", order))
        await asyncio.sleep(30)
        sale = await shop.ask(lambda till: till.journal.sale("it"))
        await shop.close()
        return sale

    given_ = mock.patch.object(proxypay, "parse_charge", return_value=ReferenceIssued("123456789"))
    with given_, asyncio.Runner(loop_factory=VirtualLoop) as runner:
        sale = runner.run(day())
    assert sale
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.UNREADABLE_ANSWER)
    assert sale.tries < 10


def test_a_charge_that_is_repeated_for_hours_is_not_written_hundreds_of_times(
    tmp_path: Path,
) -> None:
    hours = 5

    async def day() -> int:
        shop = shop_in(tmp_path, "proxypay")
        await shop.open()
        order = parse_charge_request(METHODS["proxypay"], "100", "")
        await shop.ask(lambda till: till.charge("it", order))
        await asyncio.sleep(hours * 3600)
        events = await shop.ask(lambda till: till.journal.events_of("it"))
        await shop.close()
        return len(events)

    down = Indeterminate(Reason.PROVIDER_DOWN)
    broken = mock.patch.object(proxypay, "parse_charge", return_value=down)
    with broken, asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert runner.run(day()) <= 2 * (6 * hours + 15)


def test_where_it_leads_back_to_is_asked_and_its_word_counts(tmp_path: Path) -> None:
    """A → B → A, which knows by then."""
    road = iter([Redirected(f"{ROOT}A"), Redirected(f"{ROOT}B"), Redirected(f"{ROOT}A")])

    def parse_status(_account: Account, sale: Sale, _answer: Answer) -> Interpretation:
        return next(road, None) or (
            match_payment(sale, amount=sale.amount)
            if sale.status_path == f"{ROOT}A"
            else StillWaiting()
        )

    async def day() -> tuple[Sale | None, int]:
        shop = shop_in(tmp_path, "vpos")
        await shop.open()
        await shop.ask(charge("vpos"))
        await asyncio.sleep(60)
        sale = await shop.ask(lambda till: till.journal.sale("sale of 100"))
        events = await shop.ask(lambda till: till.journal.events_of("sale of 100"))
        await shop.close()
        return sale, sum(isinstance(one.event, StatusPathChanged) for one in events)

    leads_back = mock.patch.object(vpos, "parse_status", parse_status)
    with leads_back, asyncio.Runner(loop_factory=VirtualLoop) as runner:
        sale, moves = runner.run(day())
    assert sale
    assert (sale.state, moves) == (State.PAID, 2)


# Of a reference past its end, each of the others is an answer.
NO_ANSWERS = sorted(kind for kind in KINDS if not kind.startswith(("waiting", "unknown to it")))


async def past_its_end(folder: Path, method: str) -> tuple[Sale | None, int]:
    """The computer sleeps for most of the days that a reference is valid."""
    shop = shop_in(folder, method)
    await shop.open()
    order = parse_charge_request(METHODS[method], "100", "")
    await shop.ask(lambda till: till.charge("it", order))
    await asyncio.sleep(timedelta(hours=3).total_seconds())
    slept = timedelta(days=2) - timedelta(hours=6)
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    loop.pass_over(slept.total_seconds())
    await asyncio.sleep(timedelta(hours=3).total_seconds() + 2 * reference_ends.DOUBTED_AFTER)
    sale = await shop.ask(lambda till: till.journal.sale("it"))
    events = await shop.ask(lambda till: till.journal.events_of("it"))
    await shop.close()
    return sale, len(events)


@settings(max_examples=2, deadline=None)
@given(st.lists(st.sampled_from(NO_ANSWERS), min_size=1, max_size=4))
def test_a_reference_that_nobody_can_ask_about_is_unknown_after_its_end(kinds: list[str]) -> None:
    said = cycle(kinds)

    def parse_status(_account: Account, _sale: Sale, _answer: Answer) -> Interpretation:
        return KINDS[next(said)]()

    with (
        TemporaryDirectory() as folder,
        mock.patch.object(wikipay, "parse_status", parse_status),
        asyncio.Runner(loop_factory=VirtualLoop) as runner,
    ):
        sale, events = runner.run(past_its_end(Path(folder), "wikipay"))
    assert sale
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.QUEUE_UNSEEN)
    assert events <= 5


def test_a_reference_whose_queue_is_never_read_to_its_end_is_unknown_after_its_end(
    tmp_path: Path,
) -> None:
    down = Indeterminate(Reason.PROVIDER_DOWN)
    broken = mock.patch.object(proxypay, "parse_queue", return_value=down)
    with broken, asyncio.Runner(loop_factory=VirtualLoop) as runner:
        sale, events = runner.run(past_its_end(tmp_path, "proxypay"))
    assert sale
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.QUEUE_UNSEEN)
    assert events <= 7
