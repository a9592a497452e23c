"""A shop's account changes, at every step of a sale's life. Each sale is its first account's: at
another one it does not exist, which would look as if it had ended, or could be sent again."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from till.simulated import (
    ACCEPTED,
    ACCOUNTS,
    Asked,
    OpenSimulated,
    Pushes,
    References,
    Script,
    Simulated,
)

from pos_app.domain.errors import ResponseLost
from pos_app.domain.events import Sending, State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.journal.thread import JournalThread
from pos_app.ports.gateway import Account, Answer

ALL = ["vpos", "proxypay", "wikipay", "wipay"]
MANY_DAYS = timedelta(days=5)


def scripts_of() -> dict[str, Script]:
    return {"vpos": Pushes(), "proxypay": References("proxypay"), "wikipay": References("wikipay")}


def others(provider: str) -> dict[str, Account]:
    """Another shop's, or another till's, at the same provider."""
    account = ACCOUNTS[provider]
    if provider == "wipay":
        return {provider: replace(account, options={"account_number": "2"})}
    return {provider: replace(account, secret="another")}


CHANGES: Mapping[str, Callable[[str], dict[str, Account]]] = {
    "another": others,
    "none": lambda _: {},
}


def lost(_: Asked) -> Answer:
    raise ResponseLost("gone")


def by(shop: Simulated, method: str, path: str = "") -> list[str]:
    """Whose account each of these requests went by."""
    return [one.account.secret for one in shop.network.requests(method, path)]


# --- between the key and the sending --------------------------------------------------------------


@pytest.mark.parametrize("provider", ALL)
@pytest.mark.parametrize("change", CHANGES)
async def test_a_charge_that_was_written_for_one_account_is_not_sent_by_another(
    change: str, provider: str, monkeypatch: pytest.MonkeyPatch, simulated: OpenSimulated
) -> None:
    """As the settings are saved while the disk is slow. Nothing left: it may be charged anew."""
    real = JournalThread.create
    shop = simulated(scripts_of())

    async def create(*asked: Any, **how: Any) -> Sale:
        sale = await real(*asked, **how)
        shop.till.use_accounts(CHANGES[change](provider))
        return sale

    async with shop.open():
        shop.network.scripts.setdefault(provider, lost)
        shop.till.use_accounts(ACCOUNTS)
        monkeypatch.setattr(JournalThread, "create", create)
        sale = await shop.charge(provider)
        sale = await shop.until(sale, lambda now: now.state is not State.SENDING)
        assert not shop.network.requests("POST")
    assert (sale.state, sale.reason) == (State.NOT_SENT, Reason.NOT_SET_UP)
    assert sale.detail == "not the account it was written for"


async def test_what_follows_from_an_answer_goes_by_the_account_that_was_answered(
    simulated: OpenSimulated,
) -> None:
    """ProxyPay gives the number first; the account is another one before the reference is made."""
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        at.trouble = lambda asked: (
            shop.till.use_accounts(others("proxypay")) if asked.request.method == "POST" else None
        )
        sale = await shop.waiting("proxypay")
        assert by(shop, "PUT") == ["key"]
        marks = {
            event.account for event in await shop.events_of(sale) if isinstance(event, Sending)
        }
        assert marks == {ACCOUNTS["proxypay"].mark(["entity"])}
    assert sale.state is State.WAITING


# --- while it waits -------------------------------------------------------------------------------

Step = Callable[[Simulated, Sale], Awaitable[object]]


def cancels(shop: Simulated, sale: Sale) -> Awaitable[object]:
    return shop.till.cancel(sale.id)


def extends(shop: Simulated, sale: Sale) -> Awaitable[object]:
    return shop.till.extend(sale.id, shop.now() + timedelta(days=7))


STEPS: Mapping[str, tuple[str, Step, str, Callable[[Sale], bool]]] = {
    "cancel": ("proxypay", cancels, "DELETE", lambda now: now.state is State.CANCELLED),
    "cancel at Wikipay": ("wikipay", cancels, "DELETE", lambda now: now.state is State.CANCELLED),
    "extend": ("proxypay", extends, "PUT", lambda now: not now.has_pending_extension),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("change", CHANGES)
async def test_what_is_asked_for_a_reference_waits_for_the_account_that_made_it(
    change: str, step: str, simulated: OpenSimulated
) -> None:
    """A reference that another account does not know would be called taken back."""
    provider, ask, method, done = STEPS[step]
    async with simulated({provider: References(provider)}).open() as shop:
        sale = await shop.waiting(provider)
        before = len(shop.network.requests(method))
        shop.till.use_accounts(CHANGES[change](provider))
        await ask(shop, sale)
        await shop.let_pass(minutes=10)
        assert len(shop.network.requests(method)) == before
        waits = await shop.now_of(sale)
        assert waits.state is State.WAITING
        assert not done(waits)
        shop.till.use_accounts(ACCOUNTS)
        assert (await shop.until(sale, done)).state in (State.WAITING, State.CANCELLED)


@pytest.mark.parametrize("provider", ["proxypay", "wikipay"])
async def test_another_accounts_queue_ends_no_reference_and_its_own_does(
    provider: str, simulated: OpenSimulated
) -> None:
    """Its payment may be in the queue that nobody looks at any more: that is said."""
    async with simulated({provider: References(provider)}).open() as shop:
        sale = await shop.waiting(provider)
        shop.till.use_accounts(others(provider))
        shop.network.ahead = MANY_DAYS
        assert await shop.looked(provider)
        doubted = await shop.now_of(sale)
        await shop.let_pass(hours=1)
        still = await shop.now_of(sale)
        asked = by(shop, "GET", "/reference/")
        shop.till.use_accounts(ACCOUNTS)
        await shop.looked(provider)
        (doubted, still, ended) = [doubted, still, await shop.now_of(sale)]
    assert (doubted.state, doubted.reason) == (State.UNKNOWN, Reason.QUEUE_UNSEEN)
    assert still == doubted
    assert asked == []
    assert ended.state is State.EXPIRED


async def test_a_reference_whose_queue_was_read_is_asked_about_by_no_other_account(
    simulated: OpenSimulated,
) -> None:
    """There it does not exist, which would be its end. It changes while the queue answers."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        shop.network.ahead = MANY_DAYS
        at.trouble = lambda asked: (
            shop.till.use_accounts(others("wikipay")) if "/payment?" in asked.line else None
        )
        await shop.looked("wikipay")
        sale = await shop.now_of(sale)
        asked = by(shop, "GET", "/reference/")
    assert (sale.state, asked) == (State.WAITING, [])


async def test_what_was_in_doubt_already_is_not_doubted_again_by_another_accounts_queue(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    at.trouble = lambda asked: lost(asked) if asked.request.method == "PUT" else None
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.in_doubt("proxypay")
        shop.till.use_accounts(others("proxypay"))
        before = len(await shop.events_of(sale))
        shop.network.ahead = MANY_DAYS
        await shop.looked("proxypay")
        sale, written = await shop.now_of(sale), len(await shop.events_of(sale)) - before
    assert (sale.state, sale.reason, written) == (State.UNKNOWN, Reason.NO_ANSWER, 0)


async def test_a_payment_in_another_accounts_queue_that_names_our_sale_is_evidence(
    simulated: OpenSimulated,
) -> None:
    """The key was changed, and the account is the same at its provider: money is money."""
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        shop.till.use_accounts(others("proxypay"))
        at.pay(sale)
        await shop.looked("proxypay")
        assert (await shop.now_of(sale)).state is State.PAID


# --- in doubt -------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", ["vpos", "proxypay", "wikipay"])
@pytest.mark.parametrize("change", CHANGES)
async def test_what_is_in_doubt_is_sent_again_by_the_account_that_has_the_first_try_alone(
    change: str, provider: str, simulated: OpenSimulated
) -> None:
    scripts = scripts_of()
    script = scripts[provider]
    assert isinstance(script, Pushes | References)
    script.trouble = lambda asked: None if asked.request.method == "GET" else lost(asked)
    async with simulated(scripts).open() as shop:
        sale = await shop.in_doubt(provider)
        shop.till.use_accounts(CHANGES[change](provider))
        sent = by(shop, "POST") + by(shop, "PUT")
        await shop.let_pass(minutes=10)
        assert by(shop, "POST") + by(shop, "PUT") == sent
        assert (await shop.now_of(sale)).state is State.UNKNOWN
        script.trouble = lambda _: None
        shop.till.use_accounts(ACCOUNTS)
        sale = await shop.until(sale, lambda now: now.state is State.WAITING)
        assert {*by(shop, "POST"), *by(shop, "PUT")} == {"key"}
    assert sale.state is State.WAITING


async def test_an_account_that_changes_as_a_repeat_begins_sends_nothing(
    simulated: OpenSimulated,
) -> None:
    """Between the provider's word on what time it is, and the repeat that this allows."""
    at = Pushes()
    async with simulated({"vpos": at}).open() as shop:
        await shop.waiting("vpos")  # its provider has said what time it is
        at.trouble = lambda asked: lost(asked) if asked.request.method == "POST" else None
        sale = await shop.in_doubt("vpos")

        def told(asked: Asked) -> Answer | None:
            if asked.line.endswith("0" * 27):  # the question by which the time is asked for
                shop.till.use_accounts(others("vpos"))
            return None

        at.trouble = told
        await shop.let_pass(minutes=10)
        sale = await shop.now_of(sale)
    assert sale.state is State.UNKNOWN
    assert {account for account, _ in at.made} == {"key"}


async def test_a_push_that_another_account_does_not_know_is_not_over(
    simulated: OpenSimulated,
) -> None:
    at = Pushes()
    async with simulated({"vpos": at}).open() as shop:
        sale = await shop.waiting("vpos")
        shop.till.use_accounts(others("vpos"))
        await shop.let_pass(minutes=30)
        unknown = await shop.now_of(sale)
        at.verdict = ACCEPTED
        shop.till.use_accounts(ACCOUNTS)
        unknown, paid = [unknown, await shop.until(sale, lambda now: not now.is_open)]
    assert unknown.state is State.UNKNOWN
    assert (paid.state, paid.flags) == (State.PAID, frozenset())


async def test_a_no_about_its_own_transaction_ends_a_sale_by_whatever_key_it_is_asked(
    simulated: OpenSimulated,
) -> None:
    """The key was renewed while the customer had the phone. A provider gives the id of a
    transaction to no other account's, so that its word is about this one."""
    at = Pushes()
    at.verdict = {"status": "rejected", "status_reason": 3000}

    def of_either(asked: Asked) -> Answer | Awaitable[Answer]:
        return at(replace(asked, account=ACCOUNTS["vpos"]))

    async with simulated({"vpos": of_either}).open() as shop:
        sale = await shop.waiting("vpos")
        shop.till.use_accounts(others("vpos"))
        sale = await shop.until(sale, lambda now: not now.is_open)
    assert (sale.state, sale.reason) == (State.DECLINED, Reason.CUSTOMER_REFUSED)
