"""Acknowledging goes on apart from reading: what a provider does not let go hides nobody's payment
without a word."""

import asyncio
from collections import Counter as Counts
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import PATIENCE, Counter, OpenCounter, World
from till.providers.test_payment_queue import in_queue, proxypay_says
from till.providers.test_rate_limit import play

from pos_app.domain.audit_notes import Note, QueueMoves, QueueStuck
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import summed
from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.events import Flag, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.gateways import proxypay, wikipay
from pos_app.gateways.catalogue import PROXYPAY, WIKIPAY
from pos_app.ports.gateway import Account, Answer, QueuePage, Request, SupportsPaymentQueue
from pos_app.till.providers import acknowledgement
from pos_app.till.providers.acknowledgement import Acknowledging
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.health import Health
from pos_app.till.providers.poll_schedule import next_acknowledgement

A_PAGE = 100
QUEUES = pytest.mark.parametrize(
    ("provider", "path"), [("proxypay", "/payments/"), ("wikipay", "/v1/payment/")]
)


async def look_until(till: Counter, sale: Sale, health: Health) -> None:
    """A refusal speaks of the provider: what is wrong with its queue is told by the next look, and
    where nobody waits for a payment that is a minute later."""
    async with asyncio.timeout(PATIENCE):
        while till.opened.till.health("proxypay") is not health:
            await till.opened.till.look_now(sale.id)
            await asyncio.sleep(0.02)


async def is_empty(world: World, provider: str) -> None:
    """What was acknowledged last is on its way when the sale is paid."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if not in_queue(world, provider):
                return
            await asyncio.sleep(0.02)


async def notes_of(till: Counter) -> list[Note]:
    journal = till.opened.till._journal
    return [noted.note for noted in await journal.notes(QueueStuck, QueueMoves)]


def refuse(world: World, provider: str, path: str, **how: Any) -> None:
    world.fault("status", provider, method="DELETE", path=path, times=0, **{"status": 500, **how})


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500, 503])
async def test_a_page_full_of_what_is_known_is_said_until_it_can_be_acknowledged(
    status: int, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        known = await till.waiting("proxypay")
        refuse(world, "proxypay", "/payments/", status=status)
        world.pay(known.reference, times=A_PAGE)
        await look_until(till, known, Health.ACKS_REFUSED)
        # Other answers of the same provider do not make it well.
        sale = await till.waiting("proxypay")
        assert till.opened.till.health("proxypay") is Health.ACKS_REFUSED
        world.pay(sale.reference)
        for _ in range(3):
            await till.opened.till.look_now(sale.id)
        assert (await till.opened.till.journal.sale(sale.id) or sale).state is State.WAITING
        assert await notes_of(till) == [QueueStuck(method="proxypay")]
        world.heal()
        sale = await till.at_rest(sale)
        await look_until(till, sale, Health.REACHED)
        assert await notes_of(till) == [
            QueueStuck(method="proxypay"), QueueMoves(method="proxypay"),
        ]  # fmt: skip
        await is_empty(world, "proxypay")
    assert sale.state is State.PAID


async def test_what_is_behind_a_page_that_is_not_let_go_is_seen_where_it_can_be_put_aside(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        known = await till.waiting("wikipay")
        refuse(world, "wikipay", "/v1/payment/")
        for _ in range(2):
            world.pay(known.reference, provider="wikipay", times=A_PAGE)
        sale = await till.waiting("wikipay")
        world.pay(sale.reference, provider="wikipay")
        await till.opened.till.look_now(sale.id)
        sale = await till.at_rest(sale)
        assert await notes_of(till) == []  # nothing is hidden
    assert sale.state is State.PAID


@QUEUES
async def test_an_acknowledgement_that_hangs_keeps_nobody_from_being_seen(
    provider: str, path: str, counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the order of events: the first acknowledgement is not answered before the test is over."""
    monkeypatch.setattr(acknowledgement, "PATIENCE", 0.1)
    world.fault("late", provider, method="DELETE", path=path, times=0, seconds=60)
    async with counter() as till:
        sales = [await till.sell(provider, world, f"{100 + number}") for number in range(3)]
        assert [sale.state for sale in sales] == [State.PAID] * 3
    assert all(not one["status"] for one in world.requests("DELETE", path))


async def test_a_call_is_heard_while_the_queue_hangs(counter: OpenCounter, world: World) -> None:
    async with counter() as till:
        sale = await till.waiting("proxypay")
        world.fault("late", "proxypay", method="GET", path="/payments", times=0, seconds=60)
        await till.opened.till.look_now(sale.id)
        while not world.requests("GET", "/payments"):  # noqa: ASYNC110 - until it hangs
            await asyncio.sleep(0.02)
        says = proxypay_says(sale, world.accounts["proxypay"].secret)
        assert await till.opened.till.handle_webhook("proxypay", *says)
        assert (await till.opened.till.journal.sale(sale.id) or sale).state is State.PAID


MARKED = "66.66"  # in the queue; the provider names another figure for it
TOO_MUCH = Money(999_999_999_999_999_900, Currency.AOA)


@pytest.fixture
def _too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """However strictly amounts are read: what is stored here does not depend on it."""
    read = proxypay.parse_queue

    def parse_queue(account: Account, answer: Answer) -> object:
        page = read(account, answer)
        if not isinstance(page, QueuePage):
            return page
        told = [
            replace(one, amount=TOO_MUCH) if one.amount and one.amount.plain == MARKED else one
            for one in page.payments
        ]
        return replace(page, payments=told)

    monkeypatch.setattr(proxypay, "parse_queue", parse_queue)


@pytest.mark.usefixtures("_too_much")
async def test_money_that_no_journal_can_hold_is_set_aside_and_hides_nobody_elses(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        desk = till.opened.till
        odd = await till.waiting("proxypay")
        world.pay(odd.reference, amount=MARKED, times=11)
        await desk.look_now(odd.id)
        await till.strays(2)  # what the sale has no room for
        other = await till.sell("proxypay", world)
        # Each has room, and what they come to has none.
        for amount in ("200", "201"):
            sale = await till.waiting("proxypay", amount)
            world.pay(sale.reference, amount=MARKED, times=9)
            await desk.look_now(sale.id)
            await till.until(sale, lambda now: now.unexpected_minor == 9 * TOO_MUCH.minor)
        takings = await desk.ledger.takings(desk.today(), desk.today())
        beside = [line.amount for line in takings if line.kind is not MovementKind.PAID]
        assert summed(beside) == [Money(27 * TOO_MUCH.minor, TOO_MUCH.currency)]
        assert await desk.day_sheet(desk.today())
        odd = await desk.journal.sale(odd.id) or odd
        strays = len(await desk.journal.unmatched_payments())
    assert (odd.state, set(odd.flags), other.state) == (State.UNKNOWN, {Flag.EXCESS}, State.PAID)
    assert strays == 2


# --- its rules, by themselves ---------------------------------------------------------------------


class Provider:
    """Refuses some ids, or loses their answers."""

    def __init__(self, refused: set[str], *, loses: bool) -> None:
        self.refused = refused
        self._loses = loses
        self.tries: Counts[str] = Counts()

    async def send(self, account: Account, request: Request) -> Answer:
        del account
        payment = request.path.rsplit("/", 1)[-1]
        self.tries[payment] += 1
        await asyncio.sleep(0.01)
        if payment not in self.refused:
            return Answer(204, {}, "")
        if self._loses:
            raise ResponseLost("gone")
        return Answer(500, {}, "")


@given(
    st.sampled_from([(PROXYPAY, proxypay), (WIKIPAY, wikipay)]),
    st.sets(st.integers(1, 99), max_size=90),
    st.booleans(),
)
def test_whatever_is_refused_all_others_leave_and_nobody_is_hammered(
    way: tuple[Any, SupportsPaymentQueue],
    refused: set[int],
    loses: bool,  # noqa: FBT001 - drawn
) -> None:
    method, gateway = way

    async def minutes() -> tuple[Provider, bool]:
        provider = Provider({str(number) for number in refused}, loses=loses)
        account = Account(method.provider, "https://x", {"entity": "11111"}, "key")
        line = ProviderClient({method.provider: account}, provider, lambda: datetime.now(UTC))
        acks = Acknowledging(method, gateway, line, Random(1))

        async def for_ever() -> None:
            while True:
                await acks.go_on()

        task = asyncio.create_task(for_ever())
        left = {str(number) for number in range(100)}
        for _ in range(1800 // 60):  # the queue is read once a minute
            acks.hand_over(sorted(left), whole=True)
            await asyncio.sleep(60)
            left &= provider.refused
        task.cancel()
        return provider, acks.is_refused

    provider, is_refused = play(minutes())
    others = {str(number) for number in range(100)} - provider.refused
    assert all(provider.tries[payment] == 1 for payment in others)
    assert sum(provider.tries[payment] for payment in provider.refused) <= 1800
    assert is_refused is bool(refused)


class Script:
    """Says of each payment what the test has it say, and when it was asked."""

    def __init__(self, said: Callable[[str], Answer | Exception]) -> None:
        self.said = said
        self.asked: list[tuple[str, float]] = []

    async def send(self, account: Account, request: Request) -> Answer:
        del account
        payment = request.path.rsplit("/", 1)[-1]
        self.asked.append((payment, asyncio.get_running_loop().time()))
        await asyncio.sleep(0)
        answer = self.said(payment)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def order(self) -> str:
        return " ".join(payment for payment, _ in self.asked)


USUALLY = next_acknowledgement(1, Random(1))  # seconds between two rounds
GONE = Answer(204, {}, "")
BROKEN = Answer(500, {}, "")


@asynccontextmanager
async def going_on(
    script: Script, *, set_up: bool = True
) -> AsyncIterator[tuple[Acknowledging, ProviderClient]]:
    account = Account("proxypay", "https://x", {"entity": "11111"}, "key" if set_up else "")
    line = ProviderClient({"proxypay": account}, script, lambda: datetime.now(UTC))
    acks = Acknowledging(PROXYPAY, proxypay, line, Random(1))

    async def for_ever() -> None:
        while True:
            await acks.go_on()

    task = asyncio.create_task(for_ever())
    yield acks, line
    task.cancel()


@pytest.mark.parametrize(
    ("stay", "rounds", "is_refused"),
    [(1, 1, False), (1, 4, False), (1, 5, True), (4, 1, False), (4, 2, True), (5, 1, True)],
)
@pytest.mark.usefixtures("virtual_time")
async def test_once_is_not_worth_a_word_and_several_or_again_and_again_are(
    stay: int, rounds: int, *, is_refused: bool
) -> None:
    """More than five come to nothing: so many payments, or so often."""
    script = Script(lambda _: BROKEN)
    async with going_on(script) as (acks, _):
        assert not acks.is_refused
        for _ in range(rounds):
            acks.hand_over(map(str, range(stay)), whole=True)
            await asyncio.sleep(120)
        assert acks.is_refused is is_refused
        script.said = lambda _: GONE
        acks.hand_over(map(str, range(stay)), whole=True)
        await asyncio.sleep(120)
        assert not acks.is_refused


@pytest.mark.usefixtures("virtual_time")
async def test_after_five_in_vain_the_others_wait_and_are_the_first_of_the_next_round() -> None:
    """A provider in trouble is not asked a hundred times in a second; nobody is forgotten."""
    script = Script(lambda payment: BROKEN if int(payment) < 7 else GONE)
    async with going_on(script) as (acks, _):
        acks.hand_over(map(str, range(10)))
        await asyncio.sleep(0.5)
        assert script.order == "0 1 2 3 4"
        await asyncio.sleep(60)
        assert script.order == "0 1 2 3 4 5 6 7 8 9"
        assert not acks.is_refused  # some left
        # What came to nothing is tried again once the queue has shown it again, and not before.
        acks.hand_over(map(str, range(7)), whole=True)
        await asyncio.sleep(0.5)
        assert script.order.endswith(" 9 0 1 2 3 4")


@pytest.mark.usefixtures("virtual_time")
async def test_one_that_leaves_between_two_that_stay_begins_the_count_anew() -> None:
    script = Script(lambda payment: GONE if payment == "4" else BROKEN)
    async with going_on(script) as (acks, _):
        acks.hand_over(map(str, range(12)))
        await asyncio.sleep(0.5)
    assert script.order == "0 1 2 3 4 5 6 7 8 9"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"retry-after": "30"}, 30.0), ({"retry-after": "500"}, 60.0), ({}, USUALLY)],
)
@pytest.mark.usefixtures("virtual_time")
async def test_a_busy_provider_is_left_alone_for_as_long_as_it_asks_for_up_to_a_minute(
    headers: dict[str, str], seconds: float
) -> None:
    answers = iter([Answer(429, headers, "")])
    script = Script(lambda _: next(answers, GONE))
    async with going_on(script) as (acks, line):
        acks.hand_over(["0", "1"])
        await asyncio.sleep(0.5)
        assert script.order == "0"  # it was asked to wait, and the second one waits too
        health = line.health("proxypay")
        await asyncio.sleep(100)
        assert script.order == "0 1"
        # Once it has been waited for, it is over.
        acks.hand_over(["2"])
        acks.hand_over(["3"])
        await asyncio.sleep(0.5)
        assert script.order == "0 1 2 3"
    assert health is Health.TROUBLED
    (_, first), (_, second), *_ = script.asked
    assert second - first == pytest.approx(seconds)


@pytest.mark.parametrize(
    "trouble",
    [
        RequestNotSent("no route"),
        ResponseLost("gone"),
        BROKEN,
        Answer(401, {}, '{"message": "no"}'),
    ],
)
@pytest.mark.usefixtures("virtual_time")
async def test_what_was_not_acknowledged_is_tried_again_once_it_is_shown_again(
    trouble: Answer | Exception,
) -> None:
    answers = iter([trouble])
    script = Script(lambda _: next(answers, GONE))
    async with going_on(script) as (acks, _):
        acks.hand_over(["0"])
        await asyncio.sleep(60)
        assert script.order == "0"
        acks.hand_over(["0"], whole=True)
        await asyncio.sleep(60)
        assert script.order == "0 0"
        acks.hand_over([], whole=True)
        await asyncio.sleep(60)
        assert script.order == "0 0"


@pytest.mark.usefixtures("virtual_time")
async def test_a_shop_without_an_account_acknowledges_nothing_and_goes_on() -> None:
    script = Script(lambda _: GONE)
    async with going_on(script, set_up=False) as (acks, line):
        acks.hand_over(["0"])
        await asyncio.sleep(60)
        assert script.order == ""
        line.accounts = {"proxypay": Account("proxypay", "https://x", {"entity": "1"}, "key")}
        acks.hand_over(["0"])
        await asyncio.sleep(60)
        assert script.order == "0"


@pytest.mark.usefixtures("virtual_time")
async def test_what_one_account_has_shown_is_not_acknowledged_at_another_nor_called_so() -> None:
    """There each of these ids is a payment that nobody here may have seen."""
    script = Script(lambda _: GONE)
    async with going_on(script) as (acks, line):
        own = line.accounts
        acks.read_by(own["proxypay"])
        line.accounts = {"proxypay": replace(own["proxypay"], secret="another")}
        acks.hand_over("012345")
        await asyncio.sleep(60)
        assert script.order == ""
        assert acks.is_refused
        line.accounts = own
        acks.hand_over("012345")
        await asyncio.sleep(60)
        assert script.order == "0 1 2 3 4 5"


@pytest.mark.usefixtures("virtual_time")
async def test_what_was_still_due_as_another_accounts_queue_is_read_is_not_acknowledged_there() -> (
    None
):
    script = Script(lambda _: GONE)
    async with going_on(script) as (acks, line):
        own = line.accounts["proxypay"]
        acks.read_by(own)
        acks.hand_over("01")
        other = replace(own, secret="another")
        line.accounts = {"proxypay": other}
        acks.read_by(other)
        acks.hand_over("2")
        acks.read_by(other)
        await asyncio.sleep(60)
    assert script.order == "2"


@pytest.mark.usefixtures("virtual_time")
async def test_what_a_no_says_of_the_provider_is_told_and_what_is_let_go_makes_it_no_better() -> (
    None
):
    script = Script(lambda _: Answer(401, {}, '{"message": "no"}'))
    async with going_on(script) as (acks, line):
        acks.hand_over(["0"])
        await asyncio.sleep(60)
        assert line.health("proxypay") is Health.LOCKED_OUT
        script.said = lambda _: GONE
        acks.hand_over(["0"])
        await asyncio.sleep(60)
        assert line.health("proxypay") is Health.LOCKED_OUT


@pytest.mark.usefixtures("virtual_time")
async def test_what_left_the_queue_or_shares_its_id_is_not_acknowledged() -> None:
    script = Script(lambda _: GONE)
    async with going_on(script) as (acks, _):
        acks.hand_over(["0", "1", "2", "3"])
        acks.leave(["1", "unheard of"])
        acks.hand_over(["0", "2"], whole=True)  # another till took the last one
        await asyncio.sleep(60)
    assert script.order == "0 2"


@pytest.mark.usefixtures("virtual_time")
async def test_one_that_is_handed_over_beside_others_takes_none_of_them_away() -> None:
    script = Script(lambda _: GONE)
    async with going_on(script) as (acks, _):
        acks.hand_over(["0"])
        acks.hand_over(["1"])
        await asyncio.sleep(60)
    assert script.order == "0 1"


def waited(script: Script, *, before: bool) -> tuple[float, float]:
    """How long a reading waited for its acknowledgements, with and without a round in vain
    before."""

    async def minutes() -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        async with going_on(script) as (acks, _):
            await acks.tries()  # nothing is due
            assert loop.time() == 0.0
            if before:
                acks.hand_over(["x"])
                await asyncio.sleep(60)
            began = loop.time()
            acks.hand_over(["0", "1"])
            await acks.tries()
            first = loop.time() - began
            await acks.tries()
            return first, loop.time() - began

    return play(minutes())


def test_a_reading_waits_for_acknowledgements_that_go_well_and_five_seconds_at_most() -> None:
    well = Script(lambda _: GONE)
    assert waited(well, before=False) == (0.0, 0.0)
    assert well.order == "0 1"  # they are done when the reading goes on
    badly = Script(lambda _: BROKEN)
    assert waited(badly, before=True) == (0.0, 0.0)
    assert badly.order == "x"  # what came to nothing before is not waited for

    class Hanging(Script):
        async def send(self, account: Account, request: Request) -> Answer:
            await asyncio.sleep(3600)
            return await super().send(account, request)

    assert waited(Hanging(lambda _: GONE), before=False) == (5.0, 10.0)
