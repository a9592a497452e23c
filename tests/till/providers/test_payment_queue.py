"""Queues that several tills share: nobody else's payment is taken, lost, or acknowledged."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from support import Dates, OpenCounter, World

from pos_app.domain.events import Flag, State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.till.providers import poll_schedule
from pos_app.till.providers.health import Health

PROVIDERS = pytest.mark.parametrize("provider", ["proxypay", "wikipay"])


def headers_of(world: World, provider: str) -> dict[str, str]:
    key = world.accounts[provider].secret
    return {
        "Authorization": f"Token {key}" if provider == "proxypay" else key,
        "Content-Type": "application/json",
    }


def reference_of_another_till(world: World, provider: str) -> str:
    base, headers = world.accounts[provider].base_url, headers_of(world, provider)
    fields = {"sale": "another-tills-sale"}
    if provider == "proxypay":
        body = {"amount": "5.00", "custom_fields": fields}
        assert world.control.put(f"{base}/references/777", headers=headers, json=body).is_success
        return "777"
    body = {"amount": "5.00", "expiry_date": "2099-12-31", "custom_fields": fields}
    answer = world.control.post(
        f"{base}/v1/reference/create", headers=headers, json={"reference": body}
    )
    return str(answer.json()["reference"]["number"])


def in_queue(world: World, provider: str) -> list[Mapping[str, object]]:
    """What every till of the shop sees."""
    path = "/payments" if provider == "proxypay" else "/v1/payment"
    base = world.accounts[provider].base_url
    seen = world.control.get(base + path, headers=headers_of(world, provider)).json()
    payments: list[Mapping[str, object]] = seen if provider == "proxypay" else seen["payments"]
    return payments


@PROVIDERS
async def test_a_payment_of_another_till_is_left_there_and_can_be_seen_until_it_is_gone(
    provider: str, counter: OpenCounter, world: World
) -> None:
    world.pay(reference_of_another_till(world, provider), provider=provider)
    async with counter() as till:
        sale = await till.sell(provider, world)
        assert sale.state is State.PAID
        (stray,) = await till.strays(1)
        assert (stray.sale, stray.method) == ("another-tills-sale", provider)
        assert stray.amount
        assert stray.amount.plain == "5.00"
        (left,) = in_queue(world, provider)
        path = "/payments" if provider == "proxypay" else "/v1/payment"
        base = world.accounts[provider].base_url
        headers = headers_of(world, provider)
        world.control.delete(f"{base}{path}/{left['id']}", headers=headers)  # by its till
        await till.sell(provider, world)
        await till.strays(0)


async def test_a_queue_full_of_other_payments_is_said_and_ours_comes_when_it_is_cleared(
    counter: OpenCounter, world: World
) -> None:
    """ProxyPay shows the first hundred and nothing behind them."""
    world.pay(reference_of_another_till(world, "proxypay"), provider="proxypay", times=100)
    crowded = asyncio.Event()

    def hear(_: str, health: Health) -> None:
        if health is Health.CROWDED:
            crowded.set()

    async with counter() as till:
        till.opened.till.listen_health(hear)
        sale = await till.waiting("proxypay")
        world.pay(sale.reference)
        await till.opened.till.look_now(sale.id)
        await crowded.wait()
        assert (await till.opened.till.journal.sale(sale.id) or sale).state is State.WAITING
        assert len(in_queue(world, "proxypay")) == 100
        first = in_queue(world, "proxypay")[0]["id"]
        base = world.accounts["proxypay"].base_url
        world.control.delete(f"{base}/payments/{first}", headers=headers_of(world, "proxypay"))
        await till.opened.till.look_now(sale.id)
        assert (await till.at_rest(sale)).state is State.PAID


async def test_ours_is_found_behind_the_payments_of_others_where_they_can_be_reserved(
    counter: OpenCounter, world: World
) -> None:
    number = reference_of_another_till(world, "wikipay")
    for _ in range(2):
        world.pay(number, provider="wikipay", times=100)
    async with counter() as till:
        await till.waiting("wikipay")  # so that the queue is read on, however slow a look is
        sale = await till.sell("wikipay", world)
        await till.strays(200)
    assert sale.state is State.PAID
    (acknowledged,) = world.requests("DELETE", "/payment/")
    assert acknowledged["status"] == 204


@PROVIDERS
@pytest.mark.parametrize(
    ("amounts", "state", "flags"),
    [
        (["1499.99"], State.UNKNOWN, {Flag.SHORT}),
        (["1500.01"], State.UNKNOWN, {Flag.EXCESS}),
        (["1500.00", "1500.00"], State.PAID, {Flag.PAID_TWICE}),
    ],
)
async def test_money_that_is_short_or_too_much_or_comes_twice_is_a_flag(
    provider: str,
    amounts: list[str],
    state: State,
    flags: set[Flag],
    counter: OpenCounter,
    world: World,
) -> None:
    async with counter() as till:
        sale = await till.waiting(provider)
        for amount in amounts:
            world.pay(sale.reference, provider=provider, amount=amount)
        await till.opened.till.look_now(sale.id)
        sale = await till.until(sale, lambda now: bool(now.flags))
    assert (sale.state, set(sale.flags)) == (state, flags)


def proxypay_says(sale: Sale, secret: str, **change: object) -> tuple[dict[str, str], bytes]:
    """A signed webhook, as the document has it."""
    payment = {
        "id": 156200026356,
        "amount": sale.amount.plain,
        "reference_id": int(sale.reference or "0"),
        "entity_id": int(sale.entity or "0"),
        "custom_fields": {"sale": sale.id},
        "datetime": "2026-11-20T09:08:00Z",
        **change,
    }
    body = json.dumps(payment).encode()
    return {"x-signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}, body


async def test_a_signed_webhook_is_a_payment_once_and_a_forged_one_is_nothing(
    counter: OpenCounter, world: World
) -> None:
    secret = world.accounts["proxypay"].secret
    async with counter() as till:
        hear = till.opened.till.handle_webhook
        sale = await till.waiting("proxypay")
        assert not await hear("proxypay", *proxypay_says(sale, "another key"))
        assert not await hear("proxypay", {}, proxypay_says(sale, secret)[1])
        assert (await till.opened.till.journal.sale(sale.id) or sale).state is State.WAITING
        for _ in range(2):
            assert await hear("proxypay", *proxypay_says(sale, secret))
        sale = await till.at_rest(sale)
    assert (sale.state, sale.flags) == (State.PAID, frozenset())


async def test_a_webhook_of_nobodys_payment_is_kept_where_a_person_can_see_it(
    counter: OpenCounter, world: World
) -> None:
    secret = world.accounts["proxypay"].secret
    async with counter() as till:
        sale = await till.waiting("proxypay")
        other = proxypay_says(sale, secret, reference_id=777, custom_fields={})
        assert await till.opened.till.handle_webhook("proxypay", *other)
        world.pay(sale.reference)
        await till.opened.till.look_now(sale.id)
        await till.at_rest(sale)
        assert [
            stray.reference for stray in await till.opened.till.journal.unmatched_payments()
        ] == ["000000777"]


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
async def test_a_callback_only_makes_the_till_ask(
    verdict: str, counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """vPOS signs nothing: whoever knows the address could say that a sale was accepted. Its id is
    that of the transaction, which the till has not seen yet where the request had another."""
    monkeypatch.setattr(poll_schedule, "_RHYTHM", ())
    monkeypatch.setattr(poll_schedule, "_SLOWEST", 10_000.0)  # nobody asks by himself
    world.fault("two_ids", "vpos", method="POST")
    said = {
        "id": "1kTFGhJH8i58uD9MdJpMjWnoE", "type": "payment", "amount": "1500.00",
        "mobile": "900003000", "pos_id": 100, "status": verdict,
    }  # fmt: skip
    async with counter() as till:
        sale = await till.waiting("vpos", phone="900003000")
        hear = till.opened.till.handle_webhook
        assert not await hear("vpos", {}, b"{}", sale.id)
        assert not await hear("vpos", {}, json.dumps(said).encode(), "another sale")
        while world.control.get("/waiting").json():  # noqa: ASYNC110 - until the customer said no
            await asyncio.sleep(0.02)
        assert (await till.opened.till.journal.sale(sale.id)) == sale
        assert await hear("vpos", {}, json.dumps(said).encode(), sale.id)
        assert (await till.at_rest(sale)).state is State.DECLINED
    assert not world.ledger()


async def test_a_reference_that_is_called_paid_never_expires(
    counter: OpenCounter, world: World, dates: Dates
) -> None:
    """Its payment may stand aside for another till. What it is called is no payment, though: it
    names the amount that was asked for."""
    async with counter() as till:
        sale = await till.waiting("wikipay")
        other = await till.waiting("wikipay")
        world.pay(sale.reference, provider="wikipay")
        base, headers = world.accounts["wikipay"].base_url, headers_of(world, "wikipay")
        hidden = f"{base}/v1/payment?visibility_timeout=100000"
        assert len(world.control.get(hidden, headers=headers).json()["payments"]) == 1
        dates.ahead = timedelta(days=3)
        await till.opened.till.look_now(sale.id)
        doubted = await till.until(sale, lambda now: now.state is not State.WAITING)
        world.fault("status", "wikipay", method="GET", path="/reference/", status=503)
        for _ in range(3):
            await till.opened.till.look_now(sale.id)
            await till.until(other, lambda now: not now.is_open)
        doubted = await till.opened.till.journal.sale(sale.id) or doubted
        other = await till.until(other, lambda now: not now.is_open)
    assert doubted.state is State.UNKNOWN
    assert other.state is State.EXPIRED


async def test_references_in_doubt_do_not_wake_a_queue_that_is_in_trouble(
    counter: OpenCounter, world: World
) -> None:
    """Each of twenty tries to make one again and again; the queue keeps its own pace."""
    world.fault("status", "proxypay", method="PUT", status=503, times=0)
    world.fault("status", "proxypay", method="GET", path="/payments", status=503, times=0)
    async with counter() as till:
        sales = [await till.charge("proxypay") for _ in range(20)]
        for sale in sales:
            await till.until(sale, lambda now: now.tries >= 3)
        tries = len(world.requests("PUT", "/references/"))
        looks = len(world.requests("GET", "/payments"))
    assert tries >= 40
    assert looks <= 8


@pytest.mark.parametrize("asked", [True, False])
async def test_what_the_provider_does_not_take_back_is_said_once_and_still_followed(
    counter: OpenCounter, world: World, *, asked: bool
) -> None:
    """It is paid, and its payment stands aside for another till. It is asked before whether it is
    paid; where that is not told, the answer to the withdrawal is "402 - Request Failed"."""
    async with counter() as till:
        sale = await till.waiting("wikipay")
        world.pay(sale.reference, provider="wikipay")
        base, headers = world.accounts["wikipay"].base_url, headers_of(world, "wikipay")
        world.control.get(f"{base}/v1/payment?visibility_timeout=120", headers=headers)
        if not asked:
            world.fault("status", "wikipay", method="GET", path="/v1/reference/", status=503)
        await till.opened.till.cancel(sale.id)
        kept = await till.until(sale, lambda now: not now.cancelling)
        paid = await till.at_rest(sale)
    assert (kept.state, kept.reason) == (State.WAITING, Reason.NOT_TAKEN_BACK)
    assert (paid.state, paid.reason, paid.flags) == (State.PAID, None, frozenset())
    assert len(world.requests("DELETE", "/cancel/")) == (not asked)


@pytest.mark.parametrize("status", [401, 403])
@PROVIDERS
async def test_a_key_that_is_not_accepted_for_once_does_not_end_a_cancel(
    provider: str, status: int, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.waiting(provider)
        world.fault("status", provider, method="DELETE", status=status)
        await till.opened.till.cancel(sale.id)
        assert (await till.until(sale, lambda now: not now.cancelling)).state is State.CANCELLED


async def test_a_webhook_of_what_a_manager_took_brings_nothing_back(
    counter: OpenCounter, world: World
) -> None:
    secret = world.accounts["proxypay"].secret
    async with counter() as till:
        desk = till.opened.till
        sale = await till.waiting("proxypay")
        other = proxypay_says(sale, secret, reference_id=777, custom_fields={})
        assert await desk.handle_webhook("proxypay", *other)
        (stray,) = await till.strays(1)
        approval = await till.ana()
        await desk.take_unmatched("proxypay", stray.payment, stray.reference, "rent", approval)
        assert await desk.handle_webhook("proxypay", *other)
        assert len(await desk.journal.unmatched_payments()) == 0


async def test_a_reference_may_be_paid_until_the_latest_end_that_was_asked_for(
    counter: OpenCounter, world: World, dates: Dates
) -> None:
    """The answer to the other end was lost: the provider may have given it."""
    async with counter() as till:
        sale = await till.waiting("proxypay")
        world.fault("drop_after", "proxypay", method="PUT", times=0)
        until = datetime.now(UTC) + timedelta(days=7)
        await till.opened.till.extend(sale.id, until)
        dates.ahead = timedelta(days=2)
        await till.opened.till.look_now(sale.id)
        await till.strays(0)
        world.pay(sale.reference, force=True)
        await till.opened.till.look_now(sale.id)
        sale = await till.at_rest(sale)
    assert (sale.state, sale.flags) == (State.PAID, frozenset())
