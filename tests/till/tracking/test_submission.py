"""Charging by every method: the journal says what the ledger says, whatever goes wrong."""

import asyncio
import os
import sqlite3
from collections import Counter as Tally
from dataclasses import replace

import pytest
from support import OpenCounter, Run, World

from pos_app.domain.errors import NotAllowed, NotSetUp, TooManyCalls
from pos_app.domain.events import Flag, State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.profile import Profile
from pos_app.installation.settings import save
from pos_app.till.charge_request import parse_charge_request

PUSHES = ("vpos", "clicpay.mpesa", "clicpay.emola", "clicpay.mkesh")
ONCE_ONLY = ("clicpay.mpesa", "clicpay.emola", "clicpay.mkesh")


def charged(world: World) -> int:
    return sum(1 for entry in world.ledger() if entry["kind"] == "charge")


@pytest.mark.parametrize("method", PUSHES)
async def test_a_push_that_the_customer_approves_becomes_paid_once(
    method: str, counter: OpenCounter, world: World
) -> None:
    takes_cents = METHODS[method].step == 1
    typed, asked = ("1.500,50", "1500.50") if takes_cents else ("1.500,00", "1500.00")
    async with counter() as till:
        sale = await till.at_rest(await till.charge(method, typed))
    assert (sale.state, sale.flags) == (State.PAID, frozenset())
    (entry,) = world.ledger()
    assert (entry["amount"], entry["reference"]) == (asked, sale.reference)
    assert sale.phone
    assert entry["payer"].endswith(sale.phone.national)
    assert entry["idempotency_key"] == sale.key


@pytest.mark.parametrize(
    ("method", "phone", "state", "reason"),
    [
        ("vpos", "900003000", State.DECLINED, Reason.CUSTOMER_REFUSED),
        ("vpos", "900002004", State.EXPIRED, Reason.CUSTOMER_SILENT),
        ("vpos", "923123456", State.DECLINED, Reason.PROCESSOR_REFUSED),
        ("clicpay.mpesa", "840000001", State.DECLINED, Reason.CUSTOMER_REFUSED),
        ("clicpay.mpesa", "840000002", State.EXPIRED, Reason.CUSTOMER_SILENT),
        ("clicpay.mpesa", "840000004", State.DECLINED, Reason.NO_MONEY),
        ("clicpay.emola", "860000002", State.EXPIRED, Reason.CUSTOMER_SILENT),
    ],
)
async def test_a_push_that_is_not_paid_says_why(
    method: str, phone: str, state: State, reason: Reason, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.at_rest(await till.charge(method, phone=phone))
    assert (sale.state, sale.reason) == (state, reason)
    assert charged(world) == 0


async def test_a_customer_who_takes_more_than_ninety_seconds_is_still_paid(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.at_rest(await till.charge("clicpay.mpesa", phone="840000003"))
        assert sale.state is State.PAID
    assert charged(world) == 1


async def test_a_request_that_becomes_a_transaction_of_another_id_is_followed_and_given_back(
    counter: OpenCounter, world: World
) -> None:
    """The document's example; a refund has to name the transaction, and not the request."""
    world.fault("two_ids", "vpos", method="POST", times=0)
    async with counter() as till:
        asked = await till.waiting("vpos")
        paid = await till.at_rest(asked)
        back = await till.opened.till.refund(os.urandom(8).hex(), paid.id, None, await till.ana())
        back = await till.at_rest(back)
    assert asked.reference != paid.reference
    assert (paid.state, back.state) == (State.PAID, State.PAID)
    assert [(row["kind"], row["amount"]) for row in world.ledger()] == [
        ("charge", "1500.00"),
        ("refund", "1500.00"),
    ]


async def test_a_reference_is_paid_stored_and_only_then_acknowledged(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.waiting("proxypay", "9701,84")
        assert len(sale.reference or "") == 9
        assert sale.entity
        world.pay(sale.reference)
        await till.opened.till.look_now(sale.id)
        sale = await till.at_rest(sale)
    assert sale.state is State.PAID
    assert [entry["amount"] for entry in world.ledger()] == ["9701.84"]
    (acknowledged,) = world.requests("DELETE", "/payments/")
    assert acknowledged["status"] == 204


def without_history(world: World) -> None:
    """The wallets' history is not in the provider's document: it may not be there."""
    world.fault(
        "status", "clicpay", method="GET", path=r"/wallets/\d+/transactions", status=404, times=0
    )


@pytest.mark.parametrize("fault", ["drop_after", "empty", "garbage", "html_after", "cut"])
@pytest.mark.parametrize("method", ONCE_ONLY)
async def test_an_answer_lost_where_a_repeat_could_charge_twice_is_unknown_and_never_repeated(
    method: str, fault: str, counter: OpenCounter, world: World
) -> None:
    world.fault(fault, "clicpay", method="POST")
    without_history(world)
    async with counter() as till:
        sale = await till.at_rest(await till.charge(method))
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.NO_TRACE)
    assert len(world.requests("POST", "/c2b/")) == 1


@pytest.mark.parametrize("method", ONCE_ONLY)
async def test_a_charge_whose_answer_was_lost_is_found_in_the_wallets_history(
    method: str, counter: OpenCounter, world: World
) -> None:
    world.fault("drop_after", "clicpay", method="POST")
    states: list[State] = []
    async with counter() as till:
        till.opened.till.listen(lambda sale: states.append(sale.state))
        sale = await till.at_rest(await till.charge(method))
    assert sale.state is State.PAID
    assert State.UNKNOWN in states  # the cashier saw that it was not known for a while
    assert len(world.requests("POST", "/c2b/")) == 1


async def test_a_charge_whose_answer_was_lost_is_found_in_the_events_of_the_shops_webhook(
    counter: OpenCounter, world: World
) -> None:
    account = world.accounts["clicpay"]
    made = world.control.post(
        f"{account.base_url}/api/v2/webhooks",
        headers={"Authorization": f"Bearer {account.secret}"},
        json={"url": "https://shop.example/hook", "events_enabled": ["transaction.completed"]},
    ).json()
    options = {**account.options, "webhook": str(made["data"]["id"])}
    world.fault("drop_after", "clicpay", method="POST")
    without_history(world)
    async with counter() as till:
        till.opened.till.use_accounts({"clicpay": replace(account, options=options)})
        assert (await till.at_rest(await till.charge("clicpay.mpesa"))).state is State.PAID
    assert len(world.requests("POST", "/c2b/")) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
async def test_a_broken_server_proves_nothing_about_a_charge(
    status: int, counter: OpenCounter, world: World
) -> None:
    world.fault("status", "clicpay", method="POST", status=status)
    async with counter() as till:
        sale = await till.charge("clicpay.mpesa")
        sale = await till.until(sale, lambda now: now.state is State.UNKNOWN)
        assert sale.state is State.UNKNOWN
    assert len(world.requests("POST", "/c2b/")) == 1


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "garbage", "html", "html_after"])
async def test_a_lost_answer_with_an_idempotency_key_is_asked_for_again_and_charged_once(
    fault: str, counter: OpenCounter, world: World
) -> None:
    world.fault(fault, "vpos", method="POST")
    states: list[State] = []
    async with counter() as till:
        till.opened.till.listen(lambda sale: states.append(sale.state))
        sale = await till.at_rest(await till.charge("vpos"))
    assert sale.state is State.PAID
    assert State.UNKNOWN in states  # the cashier saw that it was not known for a while
    assert charged(world) == 1
    keys = {request["idempotency_key"] for request in world.requests("POST", "/transactions")}
    assert keys == {sale.key}


@pytest.mark.parametrize(
    ("status", "reason"), [(401, Reason.WRONG_KEY), (403, Reason.NOT_AUTHORIZED)]
)
@pytest.mark.parametrize("method", list(METHODS))
async def test_a_request_that_is_turned_away_was_not_sent_on_and_says_why(
    method: str, status: int, reason: Reason, counter: OpenCounter, world: World
) -> None:
    provider = METHODS[method].provider
    world.fault("status", provider, method="POST", status=status)
    async with counter() as till:
        sale = await till.at_rest(await till.charge(method))
    assert (sale.state, sale.reason) == (State.NOT_SENT, reason)
    assert charged(world) == 0


async def test_a_busy_provider_is_asked_again_where_that_is_harmless_and_not_where_it_is_not(
    counter: OpenCounter, world: World
) -> None:
    world.fault("status", "vpos", method="POST", status=429, retry_after="1")
    world.fault("status", "clicpay", method="POST", status=429)
    async with counter() as till:
        pushes = await till.charge("vpos"), await till.charge("clicpay.mpesa")
        harmless = await till.at_rest(pushes[0])
        once_only = await till.at_rest(pushes[1])
    assert harmless.state is State.PAID
    assert (once_only.state, once_only.reason) == (State.NOT_SENT, Reason.TOO_MANY_REQUESTS)
    assert charged(world) == 1


@pytest.mark.parametrize("method", list(METHODS))
async def test_without_a_connection_nothing_is_sent_and_the_sale_says_so(
    method: str, counter: OpenCounter, world: World, shop: Profile, unused_port: int
) -> None:
    provider = METHODS[method].provider
    address = world.accounts[provider].base_url
    text = shop.settings.read_text().replace(address, f"http://127.0.0.1:{unused_port}")
    shop.settings.write_text(text)
    async with counter() as till:
        sale = await till.at_rest(await till.charge(method))
    assert (sale.state, sale.reason) == (State.NOT_SENT, Reason.NO_CONNECTION)


async def test_one_reservation_is_charged_once_however_often_it_is_asked_for(
    counter: OpenCounter, world: World
) -> None:
    order = parse_charge_request(METHODS["clicpay.mpesa"], "10", "841234567")
    async with counter() as till:
        asked = [till.opened.till.charge("one-reservation", order) for _ in range(20)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        await till.at_rest(next(sale for sale in answers if isinstance(sale, Sale)))
        assert Tally(type(answer).__name__ for answer in answers) == {"Sale": 1, "NotAllowed": 19}
    assert charged(world) == 1


async def test_a_missing_key_is_said_before_anything_is_written(
    counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("POS_APP_VPOS_TOKEN")
    async with counter() as till:
        with pytest.raises(NotSetUp):
            await till.charge("vpos")
        assert not await till.opened.till.journal.last_sales(10)
    assert not world.requests("POST")


async def test_what_the_journal_cannot_keep_is_not_sent(
    counter: OpenCounter, world: World, shop: Profile
) -> None:
    async with counter() as till:
        other = sqlite3.connect(shop.journal)
        other.execute("DROP TABLE sales")
        other.commit()
        other.close()
        with pytest.raises(Exception, match="no such table"):
            await till.charge("vpos")
    assert not world.requests("POST")


async def test_a_reference_is_taken_back_after_a_last_look_and_late_money_is_flagged(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.waiting("proxypay")
        await till.opened.till.cancel(sale.id)
        cancelled = await till.at_rest(sale)
        world.pay(sale.reference, amount="1500.00", force=True)
        await till.opened.till.look_now(sale.id)
        late = await till.until(sale, lambda now: bool(now.flags))
    assert cancelled.state is State.CANCELLED
    assert (late.state, set(late.flags)) == (State.PAID, {Flag.PAID_AFTER_CANCEL})


async def test_money_that_came_before_the_cancel_wins(counter: OpenCounter, world: World) -> None:
    async with counter() as till:
        sale = await till.waiting("proxypay")
        world.pay(sale.reference)
        await till.opened.till.cancel(sale.id)
        sale = await till.at_rest(sale)
    assert (sale.state, sale.flags) == (State.PAID, frozenset())


async def test_a_payment_told_twice_counts_once(counter: OpenCounter, world: World) -> None:
    world.fault("duplicate", "proxypay", times=0)
    world.fault("status", "proxypay", method="DELETE", path="/payments/", status=503, times=2)
    async with counter() as till:
        sale = await till.waiting("proxypay")
        world.pay(sale.reference)
        await till.opened.till.look_now(sale.id)
        sale = await till.at_rest(sale)
    assert (sale.state, sale.flags) == (State.PAID, frozenset())


async def test_only_a_method_that_can_take_back_takes_back(counter: OpenCounter) -> None:
    async with counter() as till:
        sale = await till.charge("vpos")
        with pytest.raises(NotAllowed):
            await till.opened.till.cancel(sale.id)


@pytest.mark.parametrize("method", ONCE_ONLY)
async def test_the_direct_form_reaches_the_same_customer(
    method: str, counter: OpenCounter, world: World, shop: Profile
) -> None:
    save(shop.settings, {("providers", "clicpay", "direct"): "true"})
    async with counter() as till:
        assert (await till.sell(method, world)).state is State.PAID
    (asked,) = world.requests("POST", "/c2b/")
    assert asked["path"].endswith(f"/c2b/{method.partition('.')[2]}/direct")


async def test_polls_of_one_sale_keep_the_pace_of_people(
    counter: OpenCounter, world: World
) -> None:
    """900002004 waits for 90 sandbox seconds: two and a quarter of ours, and so, at the rhythm
    that tests hurry, no more than seven polls."""
    async with counter() as till:
        sale = await till.at_rest(await till.charge("vpos", phone="900002004"))
        assert sale.state is State.EXPIRED
    assert len(world.requests("GET", "/api/v1/requests/")) <= 7


def test_the_till_keeps_to_the_calls_that_a_provider_allows(
    counter: OpenCounter, world: World, run: Run
) -> None:
    """The sixth within a minute is refused here: at the provider it would be a call again. A till
    that was closed in between has made them all the same."""

    async def morning() -> None:
        async with counter() as till:
            for _ in range(3):
                await till.at_rest(await till.charge("wipay", "0.01"))

    async def day() -> TooManyCalls:
        async with counter() as till:
            for _ in range(2):
                await till.at_rest(await till.charge("wipay", "0.01"))
            with pytest.raises(TooManyCalls) as refused:
                await till.charge("wipay", "0.01")
            assert len(await till.opened.till.journal.last_sales(10)) == 5
            return refused.value

    run(morning())
    assert 0 < run(day()).wait <= 60
    assert len(world.requests("POST", "/voucher_pay")) == 5
