"""How a reference ends that nobody has paid: by its provider's own clock and word, and by nothing
that could not be asked."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest
from till.simulated import (
    ACCOUNTS,
    START,
    Asked,
    OpenSimulated,
    References,
    Simulated,
    said,
)

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.events import Expired, FinalWordMissing, Flag, OutcomeUnknown, State
from pos_app.domain.money import Money
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Answer, QueuedPayment

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ENDS_AT = START + DAY  # a reference at ProxyPay, which is made as the day begins
QUEUE_PATHS = ("/payments?", "/v1/payment?")
BOTH = pytest.mark.parametrize("provider", ["proxypay", "wikipay"])
Said = Callable[[Asked], Answer | None]

WAITS = (State.WAITING, None)
ENDED = (State.EXPIRED, Reason.REFERENCE_EXPIRED)
CALLED_PAID = (State.UNKNOWN, Reason.NO_FINAL_WORD)
UNSEEN = (State.UNKNOWN, Reason.QUEUE_UNSEEN)


def refused(_: Asked) -> Answer:
    raise RequestNotSent("refused")


def lost(_: Asked) -> Answer:
    raise ResponseLost("gone")


NO_ANSWER: Mapping[str, Callable[[Asked], Answer]] = {
    "offline": refused,
    "lost": lost,
    "busy": lambda _: said(429, {"message": "slow down"}),
    "down": lambda _: said(503),
    "unreadable": lambda _: said(200, "?"),
    "another key": lambda _: said(401, {"message": "Unauthorized"}),
}


def asks_about_one(asked: Asked) -> bool:
    return asked.request.method == "GET" and "/reference/" in asked.line


def asks_the_queue(asked: Asked) -> bool:
    return asked.request.method == "GET" and any(path in asked.line for path in QUEUE_PATHS)


def only(which: Callable[[Asked], bool], answer: Callable[[Asked], Answer]) -> Said:
    return lambda asked: answer(asked) if which(asked) else None


async def told(shop: Simulated, sale: Sale) -> tuple[State, Reason | None]:
    now = await shop.now_of(sale)
    return now.state, now.reason


async def restored(shop: Simulated, sale: Sale) -> Sale:
    """As a copy of the journal leaves it that the till goes on from."""
    return await shop.journal.append(sale.id, OutcomeUnknown(reason=Reason.JOURNAL_RESTORED))


# --- when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "state"), [(119, "waits"), (120, "waits"), (121, "ended")])
async def test_a_payment_of_the_last_minute_has_two_more_to_arrive(
    seconds: int, state: str, simulated: OpenSimulated
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        assert sale.expires_at == ENDS_AT
        date = format_datetime(ENDS_AT + timedelta(seconds=seconds), usegmt=True)
        empty = replace(said(200, []), headers={"date": date})
        at.trouble = only(asks_the_queue, lambda _: empty)
        await shop.looked("proxypay")
        assert await told(shop, sale) == {"waits": WAITS, "ended": ENDED}[state]


@pytest.mark.parametrize("wanted", [-HOUR, HOUR], ids=["an earlier one", "a later one"])
async def test_where_another_end_was_asked_for_and_not_heard_of_the_later_of_both_counts(
    wanted: timedelta, simulated: OpenSimulated
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        at.trouble = lambda asked: lost(asked) if asked.request.method == "PUT" else None
        await shop.till.extend(sale.id, ENDS_AT + wanted)
        await shop.let_pass(seconds=1)
        states = []
        for past in (-timedelta(minutes=1), timedelta(minutes=3)):
            shop.network.ahead = max(ENDS_AT, ENDS_AT + wanted) + past - shop.now()
            await shop.looked("proxypay")
            states.append((await shop.now_of(sale)).state)
    assert states == [State.WAITING, State.EXPIRED]


async def test_one_that_its_provider_keeps_until_the_end_of_a_day_may_be_paid_until_then(
    simulated: OpenSimulated,
) -> None:
    """Which is later than a day from when it was made."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        assert sale.expires_at
        assert sale.expires_at > START + DAY + HOUR
        states = []
        for past in (-timedelta(minutes=1), timedelta(minutes=3)):
            shop.network.ahead = sale.expires_at + past - shop.now()
            await shop.looked("wikipay")
            states.append((await shop.now_of(sale)).state)
    assert states == [State.WAITING, State.EXPIRED]


async def test_one_that_was_never_heard_to_be_made_may_be_paid_for_as_long_as_the_usual(
    simulated: OpenSimulated,
) -> None:
    """A day, from when it was asked for; it was made, perhaps."""
    at = References("proxypay")
    at.trouble = lambda asked: lost(asked) if asked.request.method == "PUT" else None
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.in_doubt("proxypay")
        states = []
        for age in (DAY + timedelta(minutes=1), DAY + timedelta(minutes=3)):
            shop.network.ahead = START + age - shop.now()
            await shop.looked("proxypay")
            states.append((await shop.now_of(sale)).state)
    assert states == [State.UNKNOWN, State.EXPIRED]


async def test_what_is_being_sent_as_the_queue_is_read_has_not_ended(
    simulated: OpenSimulated,
) -> None:
    """Its answer is slow, and its provider's clock is days ahead."""
    at = References("proxypay")

    async def slowly(_: Asked) -> Answer:
        await asyncio.sleep(10)
        return said(204)

    shop = simulated({"proxypay": at})
    shop.network.ahead = 3 * DAY
    at.trouble = lambda asked: slowly(asked) if asked.request.method == "PUT" else None
    async with shop.open():
        sale = await shop.charge("proxypay")
        await shop.let_pass(seconds=1)
        states = [(await shop.now_of(sale)).state]
        assert await shop.looked("proxypay")
        assert [*states, (await shop.now_of(sale)).state] == [State.SENDING, State.SENDING]


# --- by whose clock -------------------------------------------------------------------------------

BEFORE, AFTER = START + HOUR, START + 4 * DAY


@pytest.mark.parametrize(
    ("front", "behind", "ends"),
    [
        (AFTER, AFTER, True),
        (BEFORE, AFTER, False),  # it may have been paid since, and stood behind what was read
        (AFTER, BEFORE, False),
        (None, AFTER, False),
        (AFTER, None, False),
    ],
)
async def test_every_page_of_a_look_was_told_after_the_end(
    front: datetime | None, behind: datetime | None, simulated: OpenSimulated, *, ends: bool
) -> None:
    at = References("wikipay")

    def page(asked: Asked) -> Answer:
        date = behind if "visibility_timeout" in asked.line else front
        header = format_datetime(date, usegmt=True) if date else ""
        shown = {"payments": [], "meta": {"total_count": 5 if date is front else 0}}
        if "visibility_timeout" in asked.line:
            shown["meta"] = {"total_count": 0}
        return replace(said(200, shown), headers={"date": header})

    state = State.EXPIRED if ends else State.WAITING
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        at.trouble = only(asks_the_queue, page)
        assert await shop.looked("wikipay")
        assert (await shop.now_of(sale)).state is state


async def test_a_look_without_a_date_ends_nothing_and_the_next_one_that_has_one_does(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        shop.network.ahead = 3 * DAY
        states = []
        for mute in (True, False):
            shop.network.mute = mute
            assert await shop.looked("proxypay")
            states.append((await shop.now_of(sale)).state)
    assert states == [State.WAITING, State.EXPIRED]


@BOTH
async def test_a_look_that_failed_ends_nothing_whatever_time_it_is(
    provider: str, simulated: OpenSimulated
) -> None:
    at = References(provider)
    seen: list[tuple[State, Reason | None]] = []
    async with simulated({provider: at}).open() as shop:
        sale = await shop.waiting(provider)
        shop.network.ahead, shop.error = 3 * DAY, 3 * DAY
        for answer in NO_ANSWER.values():
            at.trouble = only(asks_the_queue, answer)
            assert not await shop.looked(provider)
            seen.append(await told(shop, sale))
        shop.till.use_accounts({})  # a keyring that is locked
        assert not await shop.looked(provider)
        seen.append(await told(shop, sale))
    assert seen == [WAITS] * (len(NO_ANSWER) + 1)


async def test_when_its_provider_last_spoke_of_a_reference_is_when_its_queue_was_seen_to_its_end(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        ages = []
        with pytest.MonkeyPatch.context() as patch:
            loop = asyncio.get_running_loop()
            patch.setattr("pos_app.till.providers.client.monotonic", loop.time)
            await shop.looked("proxypay")
            for trouble in (lambda _: None, lambda _: said(503)):
                at.trouble = trouble
                await shop.let_pass(minutes=2)
                heard = shop.till.heard_at(sale.id)
                assert heard
                ages.append((shop.now() - heard).total_seconds())
        seen, broken = ages
    assert seen < 10
    assert 110 < broken < 130


# --- queues that are not seen ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("past_end", "minutes", "outcome"),
    [(True, 14, WAITS), (True, 16, UNSEEN), (False, 16, WAITS)],
)
@pytest.mark.parametrize("why", ["offline", "down", "not to its end"])
async def test_a_reference_past_its_end_is_in_doubt_once_its_queue_was_not_seen_for_fifteen_minutes(
    why: str,
    minutes: int,
    outcome: tuple[State, Reason | None],
    simulated: OpenSimulated,
    *,
    past_end: bool,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        if why == "not to its end":
            at.queue = [{"id": "", "of": "whom, nobody can tell"}]
        else:
            at.trouble = only(asks_the_queue, NO_ANSWER[why])
        await shop.let_pass(minutes=1)
        if past_end:  # by whichever clock there is to tell it
            shop.network.ahead = shop.error = 2 * DAY
        await shop.let_pass(minutes=minutes - 1)
        assert await told(shop, sale) == outcome


async def test_a_quarter_of_an_hour_begins_when_the_queue_was_last_seen_to_its_end(
    simulated: OpenSimulated,
) -> None:
    """And not when the till was opened."""
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        await shop.let_pass(minutes=20)
        await shop.looked("proxypay")
        at.trouble = only(asks_the_queue, refused)
        shop.network.ahead = shop.error = 2 * DAY
        seen = []
        for seconds in (898, 4):
            await shop.let_pass(seconds=seconds)
            assert not await shop.looked("proxypay")
            seen.append(await told(shop, sale))
    assert seen == [WAITS, UNSEEN]


async def test_a_clock_that_runs_ahead_makes_no_doubt_where_a_provider_says_otherwise(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        at.trouble = only(asks_the_queue, lambda _: said(503))
        shop.error = 9 * DAY
        await shop.let_pass(minutes=20)
        assert await told(shop, sale) == WAITS


async def test_a_doubt_is_taken_back_by_a_queue_that_is_seen_again_and_not_made_again(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        paid, unpaid = await shop.waiting("proxypay"), await shop.waiting("proxypay")
        at.trouble = only(asks_the_queue, refused)
        shop.network.ahead = shop.error = 3 * DAY
        await shop.let_pass(hours=1)
        at.trouble = lambda _: None
        at.pay(paid)
        await shop.looked("proxypay")
        doubts = [one for one in await shop.events_of(unpaid) if isinstance(one, FinalWordMissing)]
        (paid, unpaid) = [await shop.now_of(paid), await shop.now_of(unpaid)]
    assert (paid.state, paid.flags) == (State.PAID, frozenset())
    assert unpaid.state is State.EXPIRED
    assert [*doubts] == [FinalWordMissing(reason=Reason.QUEUE_UNSEEN)]


# --- what its provider calls it -------------------------------------------------------------------

CALLED: Mapping[str, tuple[object, tuple[State, Reason | None], bool]] = {
    # What it is called; what becomes of it; and whether that is so of one that was restored, too.
    "neither": ("", ENDED, False),
    "expired": ("Expired", ENDED, True),
    "paid": ({"status": "Paid", "amount": "100.00"}, CALLED_PAID, True),
    "paid, with other money": ({"status": "Paid", "amount": "60.00"}, CALLED_PAID, True),
    "paid, with no amount": ("Paid", CALLED_PAID, True),
}


@pytest.mark.parametrize("called", CALLED)
async def test_a_reference_past_its_end_is_asked_about_before_it_ends(
    called: str, simulated: OpenSimulated
) -> None:
    status, outcome, _ = CALLED[called]
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        at.statuses[str(sale.reference)] = status
        shop.network.ahead = 4 * DAY
        for _ in range(3):
            await shop.looked("wikipay")
        assert await told(shop, sale) == outcome
        assert len(list(filter(asks_about_one, shop.network.asked))) == 1  # and never again


@pytest.mark.parametrize("called", [*CALLED, "unknown to it"])
async def test_one_that_was_restored_ends_by_its_providers_own_no_alone(
    called: str, simulated: OpenSimulated
) -> None:
    """It may have been paid in what the journal has lost, and its payment acknowledged."""
    status, outcome, is_so = CALLED.get(called, ("", ENDED, False))
    at = References("wikipay")
    state = outcome[0] if is_so else State.UNKNOWN
    async with simulated({"wikipay": at}).open() as shop:
        sale = await restored(shop, await shop.waiting("wikipay"))
        at.statuses[str(sale.reference)] = status
        if called == "unknown to it":
            nothing = said(404, {"message": "not there"})
            at.trouble = only(asks_about_one, lambda _: nothing)
        shop.network.ahead = 4 * DAY
        await shop.looked("wikipay")
        now = await shop.now_of(sale)
        assert (now.state, now.restored) == (state, True)


async def test_one_that_its_provider_does_not_know_any_more_ends(simulated: OpenSimulated) -> None:
    at = References("wikipay")
    at.trouble = only(asks_about_one, lambda _: said(404, {"message": "not there"}))
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        shop.network.ahead = 4 * DAY
        await shop.looked("wikipay")
        assert await told(shop, sale) == ENDED


@pytest.mark.parametrize("why", NO_ANSWER)
async def test_one_that_cannot_be_asked_about_has_not_ended_and_is_in_doubt_after_fifteen_minutes(
    why: str, simulated: OpenSimulated
) -> None:
    """Once it can be asked again, its provider's word counts."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        at.trouble = only(asks_about_one, NO_ANSWER[why])
        shop.network.ahead = 4 * DAY
        seen = []
        for minutes in (14, 2):
            await shop.let_pass(minutes=minutes)
            seen.append(await told(shop, sale))
        at.trouble = lambda _: None
        await shop.looked("wikipay")
        assert [*seen, await told(shop, sale)] == [WAITS, UNSEEN, ENDED]


async def test_one_whose_number_was_never_heard_is_asked_about_nowhere_and_ends_with_its_time(
    simulated: OpenSimulated,
) -> None:
    """Also where somebody listens for calls: this provider makes none."""
    at = References("wikipay")
    at.trouble = lambda asked: lost(asked) if asked.request.method == "POST" else None
    async with simulated({"wikipay": at}, listens=True).open() as shop:
        sale = await shop.in_doubt("wikipay")
        shop.network.ahead = 4 * DAY
        await shop.looked("wikipay")
        assert await told(shop, sale) == ENDED
        assert not list(filter(asks_about_one, shop.network.asked))


@pytest.mark.parametrize("payments", ["", "queue", "calls"])
async def test_one_that_was_restored_and_cannot_be_asked_about_is_left_to_a_person(
    payments: str, simulated: OpenSimulated
) -> None:
    at = References("proxypay")
    account = ACCOUNTS["proxypay"]
    options = {**account.options, **({"payments": payments} if payments else {})}
    accounts = {"proxypay": replace(account, options=options)}
    async with simulated({"proxypay": at}, accounts).open() as shop:
        sale = await restored(shop, await shop.waiting("proxypay"))
        before = len(await shop.events_of(sale))
        shop.network.ahead = 4 * DAY
        for _ in range(3):
            await shop.looked("proxypay")
        assert (await shop.now_of(sale)).state is State.UNKNOWN
        assert len(await shop.events_of(sale)) == before


async def test_many_that_end_together_are_asked_about_twenty_at_a_look(
    simulated: OpenSimulated,
) -> None:
    """Nobody's payment waits behind all of them; and each has its turn."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        for number in range(21):
            await shop.waiting("wikipay", f"{100 + number}")
        shop.network.ahead = 4 * DAY
        asked = []
        for _ in range(3):
            before = len(list(filter(asks_about_one, shop.network.asked)))
            await shop.looked("wikipay")
            asked.append(len(list(filter(asks_about_one, shop.network.asked))) - before)
        assert (asked, len(await shop.till.journal.open_sales())) == ([20, 1, 0], 0)


async def test_an_account_that_is_taken_away_while_ends_are_asked_about_ends_no_other(
    simulated: OpenSimulated,
) -> None:
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sales = [await shop.waiting("wikipay", amount) for amount in ("100", "101")]
        shop.network.ahead = 4 * DAY

        def close(_: Asked) -> Answer:
            shop.till.use_accounts({})
            return lost(_)

        at.trouble = only(asks_about_one, close)
        await shop.looked("wikipay")
        assert [await told(shop, sale) for sale in sales] == [WAITS, WAITS]


# --- odd money ------------------------------------------------------------------------------------


@BOTH
async def test_one_for_which_odd_money_came_is_left_to_a_person(
    provider: str, simulated: OpenSimulated
) -> None:
    at = References(provider)
    async with simulated({provider: at}).open() as shop:
        sale = await shop.waiting(provider)
        at.pay(sale, amount="60.00")
        await shop.looked(provider)
        before = len(await shop.events_of(sale))
        shop.network.ahead = 4 * DAY
        for _ in range(2):
            await shop.looked(provider)
        asked = len(list(filter(asks_about_one, shop.network.asked)))
        sale, written = await shop.now_of(sale), len(await shop.events_of(sale)) - before
    assert (sale.state, written, asked) == (State.UNKNOWN, 0, 0)


# --- meanwhile ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "state", "flags"),
    [(100_00, State.PAID, set()), (60_00, State.UNKNOWN, {Flag.SHORT})],
)
async def test_money_that_comes_while_its_end_is_asked_about_wins(
    amount: int, state: State, flags: set[Flag], simulated: OpenSimulated
) -> None:
    """By a call, as the queue is being looked at."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")

        async def called(_: Asked) -> Answer:
            payment = QueuedPayment(
                id="7",
                reference=sale.reference or "",
                sale=sale.id,
                amount=Money(amount, sale.amount.currency),
                raw="{}",
            )
            await shop.till._supervisor.queues["wikipay"].take(payment)
            return said(200, {"reference": {"id": "x", "number": sale.reference}})

        at.trouble = lambda asked: called(asked) if asks_about_one(asked) else None
        shop.network.ahead = 4 * DAY
        await shop.looked("wikipay")
        assert not any(isinstance(one, Expired) for one in await shop.events_of(sale))
        sale = await shop.now_of(sale)
    assert (sale.state, set(sale.flags)) == (state, flags)


async def test_what_a_manager_settled_while_its_end_was_asked_about_stays_settled(
    simulated: OpenSimulated,
) -> None:
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        await shop.journal.append(sale.id, FinalWordMissing(reason=Reason.QUEUE_UNSEEN))
        yes = await shop.ana()

        async def settled(_: Asked) -> Answer:
            await shop.till.settle(sale.id, paid=True, why="the slip", approval=yes)
            return said(200, {"reference": {"id": "x", "number": sale.reference}})

        at.trouble = lambda asked: settled(asked) if asks_about_one(asked) else None
        shop.network.ahead = 4 * DAY
        await shop.looked("wikipay")
        assert not any(isinstance(one, Expired) for one in await shop.events_of(sale))
        assert (await shop.now_of(sale)).state is State.PAID


# --- asked before it is taken back ----------------------------------------------------------------


@pytest.mark.parametrize("called", [*CALLED, *NO_ANSWER])
async def test_one_that_is_called_paid_is_not_taken_back_whatever_money_it_names(
    called: str, simulated: OpenSimulated
) -> None:
    status, outcome, _ = CALLED.get(called, ("", ENDED, False))
    at = References("wikipay")
    if called in NO_ANSWER:
        at.trouble = only(asks_about_one, NO_ANSWER[called])
    taken_back = (State.CANCELLED, Reason.CANCELLED_HERE, 1)
    kept = (State.WAITING, Reason.NOT_TAKEN_BACK, 0)
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        at.statuses[str(sale.reference)] = status
        await shop.till.cancel(sale.id)
        await shop.let_pass(seconds=30)
        assert (*await told(shop, sale), len(shop.network.requests("DELETE", "/cancel/"))) == (
            kept if outcome is CALLED_PAID else taken_back
        )
