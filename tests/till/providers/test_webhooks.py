"""Providers that call: a signed payment is evidence, a notice or a callback a reason to ask, and
anything else is nothing."""

import hashlib
import hmac
import json
from dataclasses import replace
from itertools import pairwise

import pytest
from till.simulated import (
    ACCOUNTS,
    Asked,
    Entry,
    OpenSimulated,
    Pushes,
    References,
    Script,
    Simulated,
    said,
)

from pos_app.domain.errors import ResponseLost
from pos_app.domain.events import Identified, State
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Account, Answer
from pos_app.till.providers import webhooks

WEBHOOK_SECRET = "of the webhook"
CLICPAY = replace(ACCOUNTS["clicpay"], other_secrets={"webhook_secret": WEBHOOK_SECRET})
ACCOUNT = {"clicpay": CLICPAY}


def signed(event: Entry, name: str = "", secret: str = WEBHOOK_SECRET) -> tuple[Entry, bytes]:
    body = json.dumps(event).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"x-webhook-signature": signature, **({"x-webhook-id": name} if name else {})}, body


class Wallets:
    """ClicPay: each charge is called after its sale, and waits; its answer may be lost. What it is
    asked about besides, it does not know."""

    def __init__(self) -> None:
        self.answers_charges = True
        self.status: Entry = {"status": "pending"}
        self._made = 0

    def __call__(self, asked: Asked) -> Answer:
        if asked.request.method == "POST":
            self._made += 1
            if not self.answers_charges:
                raise ResponseLost("gone")
            return said(200, {"clicpay_reference": f"CP{self._made}", "status": "pending"})
        if asked.request.path.endswith("/status"):
            reference = asked.request.path.split("/")[-2]
            return said(200, {"clicpay_reference": reference, **self.status})
        return said(404, {"message": "Not Found"})


def looks(shop: Simulated, reference: str = "") -> int:
    """At a charge, and not into the lists."""
    return sum(reference in one.line for one in shop.network.requests("GET", "/status"))


async def heard(shop: Simulated, event: Entry, name: str = "", provider: str = "clicpay") -> bool:
    """Whether it was, once what it led to has been done."""
    was = await shop.till.handle_webhook(provider, *signed(event, name))
    await shop.let_pass(milliseconds=500)
    return was


async def resting(shop: Simulated) -> Sale:
    """A charge that would not be asked about by itself for twenty seconds."""
    sale = await shop.waiting("clicpay.mpesa")
    await shop.let_pass(minutes=6)
    return sale


# --- notices --------------------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["the sale", "the charge"])
async def test_a_notice_makes_the_till_ask_once_however_often_it_is_told(
    named: str, simulated: OpenSimulated
) -> None:
    at = Wallets()
    async with simulated({"clicpay": at}, ACCOUNT).open() as shop:
        sale = await resting(shop)
        event = (
            {"internal_notes": sale.id}
            if named == "the sale"
            else {"clicpay_reference": sale.reference}
        )
        counts = [looks(shop)]
        for name in ("N1", "N1", "N2"):
            assert await heard(shop, event, name)
            counts.append(looks(shop))
        counts = [after - counts[0] for after in counts[1:]]
        sale = await shop.now_of(sale)
    assert counts == [1, 1, 2]
    assert sale.state is State.WAITING  # what a notice says is asked for, and not believed


async def test_a_notice_is_no_outcome_whatever_it_says(simulated: OpenSimulated) -> None:
    at = Wallets()
    async with simulated({"clicpay": at}, ACCOUNT).open() as shop:
        sale = await shop.waiting("clicpay.mpesa")
        event = {"internal_notes": sale.id, "status": "successful", "amount": "100.00"}
        assert await heard(shop, event)
        before = (await shop.now_of(sale)).state
        at.status = {"status": "successful", "amount": "100.00"}
        assert await heard(shop, {**event, "again": True})
        assert [before, (await shop.now_of(sale)).state] == [State.WAITING, State.PAID]


async def test_a_notice_that_comes_before_its_sale_is_known_counts_when_it_is_told_again(
    simulated: OpenSimulated,
) -> None:
    """Told before the charge was answered: it may be ours all the same."""
    at = Wallets()
    async with simulated({"clicpay": at}, ACCOUNT).open() as shop:
        counts = []
        event = {"clicpay_reference": "CP1"}
        assert await heard(shop, event, "N1")
        counts.append(looks(shop))
        await resting(shop)
        before = looks(shop)
        assert await heard(shop, event, "N1")
        assert [*counts, looks(shop) - before] == [0, 1]


async def test_where_to_ask_is_learned_from_a_notice_where_the_charges_own_answer_was_lost(
    simulated: OpenSimulated,
) -> None:
    """It is signed. An address that is known already stays."""
    at = Wallets()
    at.answers_charges = False
    async with simulated({"clicpay": at}, ACCOUNT).open() as shop:
        sale = await shop.in_doubt("clicpay.mpesa")
        assert sale.status_path is None
        at.status = {"status": "successful", "amount": "100.00"}
        for reference in ("CP1", "CP9"):
            event = {"internal_notes": sale.id, "clicpay_reference": reference}
            assert await heard(shop, event)
        events = await shop.events_of(sale)
        named = [one for one in events if isinstance(one, Identified)]
        at.answers_charges, at.status = True, {"status": "pending"}
        other = await shop.waiting("clicpay.mpesa")
        event = {"internal_notes": other.id, "clicpay_reference": "CP9"}
        assert await heard(shop, event)
        sale = await shop.now_of(sale)
        other = await shop.now_of(other)
    assert (sale.state, sale.reference, len(named)) == (State.PAID, "CP1", 1)
    assert other.reference == "CP2"


async def test_of_a_thousand_notices_the_newest_are_remembered(
    monkeypatch: pytest.MonkeyPatch, simulated: OpenSimulated
) -> None:
    """A provider that tells for ever fills nobody's memory. Three stand for the thousand."""
    assert webhooks.REMEMBERED == 1000
    monkeypatch.setattr(webhooks, "REMEMBERED", 3)
    at = Wallets()
    async with simulated({"clicpay": at}, ACCOUNT).open() as shop:
        sale = await resting(shop)
        event = {"internal_notes": sale.id}
        counts = [looks(shop)]
        for name in ("N1", "N2", "N3", "N4", "N4", "N2", "N1"):
            assert await heard(shop, event, name)
            counts.append(looks(shop))
        assert [after - before for before, after in pairwise(counts)] == [1, 1, 1, 1, 0, 0, 1]


async def test_a_notice_of_another_providers_sale_or_of_nothing_asks_nobody(
    simulated: OpenSimulated,
) -> None:
    clicpay, vpos = Wallets(), Pushes()
    async with simulated({"clicpay": clicpay, "vpos": vpos}, ACCOUNT).open() as shop:
        sale = await shop.waiting("vpos")
        await shop.let_pass(minutes=6)
        before = len(shop.network.asked)
        events: list[Entry] = [{"internal_notes": sale.id}, {"clicpay_reference": "CP7"}, {}]
        was = [await heard(shop, event, f"{event}") for event in events]
        asked = len(shop.network.asked) - before
    assert was == [True] * 3  # they are signed: nobody has to tell them again
    assert asked <= 2  # what the other sale asks by itself


# --- callbacks ------------------------------------------------------------------------------------


def posted(sale: Sale, **words: object) -> bytes:
    told = {
        "id": "T1", "type": "payment", "amount": "100.00", "mobile": "900000000", "pos_id": 100,
        "status": "accepted", **words,
    }  # fmt: skip
    assert sale.phone
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("words", "about", "was"),
    [
        ({}, "it", True),
        ({"status": "rejected", "status_reason": "3000"}, "it", True),
        ({"status": "pending"}, "it", False),
        ({"amount": "7.00"}, "it", True),  # odd money is a reason to ask, too
        ({"mobile": "923000000", "status": "rejected", "status_reason": "3000"}, "it", False),
        ({}, "another", False),
        ({}, "", False),
        ({}, "a reference's", False),
    ],
    ids=str,
)
async def test_a_callback_at_the_address_of_a_sale_makes_the_till_ask_about_it(
    words: Entry, about: str, simulated: OpenSimulated, *, was: bool
) -> None:
    at = Pushes()
    async with simulated({"vpos": at, "proxypay": References("proxypay")}).open() as shop:
        sale = await shop.waiting("vpos")
        reference = await shop.waiting("proxypay")
        await shop.let_pass(minutes=6)
        before = len(shop.network.requests("GET", "/api/"))
        addresses = {"it": sale.id, "a reference's": reference.id}
        told = await shop.till.handle_webhook(
            "vpos", {}, posted(sale, **words), addresses.get(about, about)
        )
        await shop.let_pass(milliseconds=200)
        asked = len(shop.network.requests("GET", "/api/")) - before
        state = (await shop.now_of(sale)).state
    assert told is was
    assert (asked > 0) is was
    assert state is State.WAITING  # since nobody but its provider says what became of it


# --- nobody ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", ["wikipay", "wipay", "nobody's"])
async def test_a_provider_that_never_calls_is_not_heard(
    provider: str, simulated: OpenSimulated
) -> None:
    scripts: dict[str, Script] = {"wikipay": References("wikipay"), "wipay": lambda _: said(404)}
    async with simulated(scripts).open() as shop:
        assert await shop.till.handle_webhook(provider, {}, b"{}", "sale0001") is False


@pytest.mark.parametrize(
    "account",
    [None, replace(CLICPAY, secret=""), replace(CLICPAY, other_secrets={})],
    ids=["no account", "no key", "no secret of the webhook"],
)
async def test_where_nothing_proves_who_calls_nobody_is_heard(
    account: Account | None, simulated: OpenSimulated
) -> None:
    async with simulated({"clicpay": Wallets()}).open() as shop:
        shop.till.use_accounts({"clicpay": account} if account else {})
        assert (
            await shop.till.handle_webhook("clicpay", *signed({"internal_notes": "sale0001"}))
            is False
        )


async def test_what_is_signed_with_another_secret_is_forged(simulated: OpenSimulated) -> None:
    at = Wallets()
    async with simulated({"clicpay": at}, ACCOUNT).open() as shop:
        sale = await resting(shop)
        before = looks(shop)
        event = signed({"internal_notes": sale.id}, secret="another")
        was = await shop.till.handle_webhook("clicpay", *event)
        await shop.let_pass(milliseconds=500)
        assert (was, looks(shop) - before) == (False, 0)
