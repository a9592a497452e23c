"""While nothing leaves this computer: one request tries for all, every few seconds, nothing is
concluded from it, and as soon as one gets through everything is known again."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest
from faults.simulation.network import LOST_AFTER, REFUSED
from quiet_shop import LOST, PAGE, OpenQuietShop, QuietShop
from till.simulated import Asked, OpenSimulated, Pushes, References

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.events import State
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.gateway import Answer
from pos_app.till.providers.asking import Outcome
from pos_app.till.providers.health import UNREACHED, WELL, Health, known_for

MINUTE = 60.0
FEW = 5.0  # seconds between two tries, at most


async def lost_push(shop: QuietShop) -> Sale:
    """To be sent again, as only that is harmless."""
    shop.answers("vpos", "POST", "/transactions", LOST, times=1)
    return await shop.in_doubt("vpos")


async def lost_charge(shop: QuietShop) -> Sale:
    """To be looked for in lists, which do not have it yet."""
    shop.answers("clicpay", "POST", "", LOST, times=1)
    return await shop.in_doubt("clicpay.mpesa", "1500", "840000002")


async def being_cancelled(shop: QuietShop) -> Sale:
    sale = await shop.waiting("proxypay")
    shop.weather(REFUSED, "proxypay")
    await shop.till.cancel(sale.id)
    return await shop.sale(sale)


def waiting(method: str, phone: str | None = None) -> Callable[[QuietShop], Awaitable[Sale]]:
    return lambda shop: shop.waiting(method, "", phone)


# How a sale is followed: how it comes to that, and the request that shows that it goes on.
KINDS: dict[str, tuple[Callable[[QuietShop], Awaitable[Sale]], str, str, str]] = {
    "status of vPOS": (waiting("vpos", "900002004"), "vpos", "GET", "/requests/"),
    "status of ClicPay": (waiting("clicpay.mpesa", "840000002"), "clicpay", "GET", "/status"),
    "status of a card": (waiting("clicpay.card"), "clicpay", "GET", "/status"),
    "queue of ProxyPay": (waiting("proxypay"), "proxypay", "GET", r"/payments\?n=\d\d"),
    "queue of Wikipay": (waiting("wikipay"), "wikipay", "GET", "/payment"),
    "sending again": (lost_push, "vpos", "POST", "/transactions"),
    "search": (lost_charge, "clicpay", "GET", r"/wallets/\d+/transactions|/webhooks/"),
    "cancellation": (being_cancelled, "proxypay", "DELETE", "/references/"),
}


async def test_sales_without_a_connection_are_offline_until_a_request_leaves(
    quiet_shop: OpenQuietShop,
) -> None:
    """All kinds at once: for longer than a search goes on, and than a waiting sale is believed."""
    async with quiet_shop() as shop:
        sales = {kind: await begin(shop) for kind, (begin, *_) in KINDS.items()}
        providers = {METHODS[sale.method].provider for sale in sales.values()}
        for provider in providers:
            shop.weather(REFUSED, provider)
        await asyncio.sleep(20 * MINUTE)
        written = {kind: await shop.events(sale) for kind, sale in sales.items()}
        await asyncio.sleep(20 * MINUTE)
        for kind, sale in sales.items():
            now, coming = await shop.sale(sale), shop.till.offline(await shop.sale(sale))
            assert now.is_open, kind
            assert coming, kind
            assert coming.due_in <= coming.pause <= FEW, kind
            assert await shop.events(sale) == written[kind], "nothing is written over and over"
        assert {shop.till.health(provider) for provider in providers} == {Health.OFFLINE}
        before = {kind: len(shop.asked(*KINDS[kind][1:])) for kind in KINDS}
        shop.heal()
        await asyncio.sleep(FEW + 1)
        for kind, sale in sales.items():
            assert len(shop.asked(*KINDS[kind][1:])) > before[kind], kind
            assert shop.till.offline(await shop.sale(sale)) is None, kind
        assert {shop.till.health(provider) for provider in providers} <= WELL


# --- one for all ----------------------------------------------------------------------------------

MANY = 60


def refused(_: Asked) -> Answer:
    raise RequestNotSent("refused")


def lost(_: Asked) -> Answer:
    raise ResponseLost("gone")


async def test_one_request_tries_for_all_and_then_all_have_their_turn(
    simulated: OpenSimulated,
) -> None:
    at = Pushes()
    async with simulated({"vpos": at}).open() as shop:
        sales = [await shop.waiting("vpos") for _ in range(MANY)]
        at.trouble = refused
        await shop.let_pass(seconds=10)
        before = len(shop.network.asked)
        await shop.let_pass(minutes=2)
        tries = [one.at for one in shop.network.asked[before:]]
        at.trouble, at.verdict = lambda _: None, {"status": "accepted"}
        shop.till.watch(sales[-1].id)
        await shop.let_pass(seconds=FEW)
        first = await shop.now_of(sales[-1])
        await shop.let_pass(seconds=2 * MANY / 20)
        states = {(await shop.now_of(sale)).state for sale in sales}
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert pauses == pytest.approx([4.0] * len(pauses), abs=0.1)
    assert first.state is State.PAID
    assert states == {State.PAID}


async def test_what_left_and_was_not_answered_keeps_its_growing_pauses(
    simulated: OpenSimulated,
) -> None:
    """It may have cost somebody something."""
    at = Pushes()
    async with simulated({"vpos": at}).open() as shop:
        sale = await shop.waiting("vpos")
        at.trouble = lost
        await shop.let_pass(minutes=5)
        asked = shop.network.times("GET")[-3:]
        coming = shop.till.offline(await shop.now_of(sale))
    assert min(later - earlier for earlier, later in pairwise(asked)) > 45
    assert coming
    assert coming.tries > 4


async def test_a_system_that_reports_a_network_is_believed_at_once(
    simulated: OpenSimulated,
) -> None:
    pushes, references = Pushes(), References("proxypay")
    async with simulated({"vpos": pushes, "proxypay": references}).open() as shop:
        for method in ("vpos", "proxypay"):
            await shop.waiting(method)
        pushes.trouble, references.trouble = refused, lost
        await shop.let_pass(minutes=5.02)
        before = len(shop.network.asked)
        shop.till.network_is_back()
        await shop.let_pass(seconds=0.1)
        asked = {one.provider for one in shop.network.asked[before:]}
    assert asked == {"vpos", "proxypay"}


# --- a person asks --------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["vpos", "clicpay.mpesa", "clicpay.card", "proxypay", "wikipay"])
async def test_whoever_asks_is_told_what_came_of_it(method: str, quiet_shop: OpenQuietShop) -> None:
    provider = METHODS[method].provider
    async with quiet_shop() as shop:
        phone = {"vpos": "900002004", "clicpay.mpesa": "840000002"}.get(method)
        sale = await shop.waiting(method, "", phone)
        told = [await shop.till.ask_now(sale.id)]
        for kind in (REFUSED, LOST_AFTER):
            shop.weather(kind, provider)
            told += [await shop.till.ask_now(sale.id), await shop.till.ask_now(sale.id)]
            shop.heal()
            await asyncio.sleep(MINUTE)
        shop.answers(provider, "GET", "", PAGE)
        told.append(await shop.till.ask_now(sale.id))
    assert told == [
        *(Outcome.ANSWERED, Outcome.NOT_SENT, Outcome.NOT_SENT),
        *(Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.TROUBLED),
    ]


async def test_a_question_about_a_charge_to_be_sent_again_sends_it_no_sooner(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        shop.answers("vpos", "POST", "/transactions", LOST)
        sale = await shop.in_doubt("vpos")
        await asyncio.sleep(2 * MINUTE)
        before = len(shop.asked("vpos", "POST"))
        assert await shop.till.ask_now(sale.id) is Outcome.ANSWERED
        assert len(shop.asked("vpos", "POST")) == before


# --- what is known grows old ----------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
async def test_trouble_of_a_provider_that_nobody_asks_is_not_known_for_ever(
    method: str, quiet_shop: OpenQuietShop
) -> None:
    """One charge was lost, or could not leave, and no customer comes after it."""
    provider = METHODS[method].provider
    async with quiet_shop() as shop:
        heard: list[Health] = []
        shop.till.listen_health(lambda of, health: heard.append(health) if of == provider else None)
        await shop.charge(method)  # and one before it was answered
        await asyncio.sleep(MINUTE)
        for kind in (LOST_AFTER, REFUSED):
            shop.weather(kind, provider, times=1)
            await shop.charge(method)
            await asyncio.sleep(1)
            assert shop.till.health(provider) in {*UNREACHED, *WELL}
            await asyncio.sleep(known_for(Health.OFFLINE) + MINUTE)
            assert shop.till.health(provider) in WELL, kind
    assert Health.OFFLINE in heard


async def test_what_is_known_of_an_account_is_not_known_of_the_next(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        shop.weather(LOST_AFTER, "wipay", times=1)
        await shop.charge("wipay")
        await asyncio.sleep(1)
        shop.use_account("vpos", secret="another")
        before = shop.till.health("wipay")
        shop.use_account("wipay", options={"account_number": "2"})
        assert (before, shop.till.health("wipay")) == (Health.OFFLINE, Health.UNTRIED)
