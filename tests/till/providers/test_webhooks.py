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
    Pushes,
    References,
    Script,
    Simulated,
    said,
    simulate,
)

from pos_app.domain.errors import AnswerLost
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
                raise AnswerLost("gone")
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
    was = await shop.till.hear(provider, *signed(event, name))
    await shop.let_pass(milliseconds=500)
    return was


async def resting(shop: Simulated) -> Sale:
    """A charge that would not be asked about by itself for twenty seconds."""
    sale = await shop.waiting("clicpay.mpesa")
    await shop.let_pass(minutes=6)
    return sale


# --- notices --------------------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["the sale", "the charge"])
def test_a_notice_makes_the_till_ask_once_however_often_it_is_told(named: str) -> None:
    at = Wallets()

    async def day(shop: Simulated) -> tuple[list[int], Sale]:
        async with shop.open():
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
            return [after - counts[0] for after in counts[1:]], await shop.now_of(sale)

    counts, sale = simulate(day, {"clicpay": at}, ACCOUNT)
    assert counts == [1, 1, 2]
    assert sale.state is State.WAITING  # what a notice says is asked for, and not believed


def test_a_notice_is_no_outcome_whatever_it_says() -> None:
    at = Wallets()

    async def day(shop: Simulated) -> list[State]:
        async with shop.open():
            sale = await shop.waiting("clicpay.mpesa")
            event = {"internal_notes": sale.id, "status": "successful", "amount": "100.00"}
            assert await heard(shop, event)
            before = (await shop.now_of(sale)).state
            at.status = {"status": "successful", "amount": "100.00"}
            assert await heard(shop, {**event, "again": True})
            return [before, (await shop.now_of(sale)).state]

    assert simulate(day, {"clicpay": at}, ACCOUNT) == [State.WAITING, State.PAID]


def test_a_notice_that_comes_before_its_sale_is_known_counts_when_it_is_told_again() -> None:
    """Told before the charge was answered: it may be ours all the same."""
    at = Wallets()

    async def day(shop: Simulated) -> list[int]:
        async with shop.open():
            counts = []
            event = {"clicpay_reference": "CP1"}
            assert await heard(shop, event, "N1")
            counts.append(looks(shop))
            await resting(shop)
            before = looks(shop)
            assert await heard(shop, event, "N1")
            return [*counts, looks(shop) - before]

    assert simulate(day, {"clicpay": at}, ACCOUNT) == [0, 1]


def test_where_to_ask_is_learned_from_a_notice_where_the_charges_own_answer_was_lost() -> None:
    """It is signed. An address that is known already stays."""
    at = Wallets()
    at.answers_charges = False

    async def day(shop: Simulated) -> tuple[Sale, int, Sale]:
        async with shop.open():
            sale = await shop.charge("clicpay.mpesa")
            sale = await shop.until(sale, lambda now: now.state is State.UNKNOWN)
            assert sale.follow is None
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
            return await shop.now_of(sale), len(named), await shop.now_of(other)

    sale, named, other = simulate(day, {"clicpay": at}, ACCOUNT)
    assert (sale.state, sale.reference, named) == (State.PAID, "CP1", 1)
    assert other.reference == "CP2"


def test_of_a_thousand_notices_the_newest_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider that tells for ever fills nobody's memory. Three stand for the thousand."""
    assert webhooks.REMEMBERED == 1000
    monkeypatch.setattr(webhooks, "REMEMBERED", 3)
    at = Wallets()

    async def day(shop: Simulated) -> list[int]:
        async with shop.open():
            sale = await resting(shop)
            event = {"internal_notes": sale.id}
            counts = [looks(shop)]
            for name in ("N1", "N2", "N3", "N4", "N4", "N2", "N1"):
                assert await heard(shop, event, name)
                counts.append(looks(shop))
            return [after - before for before, after in pairwise(counts)]

    assert simulate(day, {"clicpay": at}, ACCOUNT) == [1, 1, 1, 1, 0, 0, 1]


def test_a_notice_of_another_providers_sale_or_of_nothing_asks_nobody() -> None:
    clicpay, vpos = Wallets(), Pushes()

    async def day(shop: Simulated) -> tuple[list[bool], int]:
        async with shop.open():
            sale = await shop.waiting("vpos")
            await shop.let_pass(minutes=6)
            before = len(shop.network.asked)
            events: list[Entry] = [{"internal_notes": sale.id}, {"clicpay_reference": "CP7"}, {}]
            was = [await heard(shop, event, f"{event}") for event in events]
            return was, len(shop.network.asked) - before

    was, asked = simulate(day, {"clicpay": clicpay, "vpos": vpos}, ACCOUNT)
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
def test_a_callback_at_the_address_of_a_sale_makes_the_till_ask_about_it(
    words: Entry, about: str, *, was: bool
) -> None:
    at = Pushes()

    async def day(shop: Simulated) -> tuple[bool, int, State]:
        async with shop.open():
            sale = await shop.waiting("vpos")
            reference = await shop.waiting("proxypay")
            await shop.let_pass(minutes=6)
            before = len(shop.network.requests("GET", "/api/"))
            addresses = {"it": sale.id, "a reference's": reference.id}
            told = await shop.till.hear(
                "vpos", {}, posted(sale, **words), addresses.get(about, about)
            )
            await shop.let_pass(milliseconds=200)
            asked = len(shop.network.requests("GET", "/api/")) - before
            return told, asked, (await shop.now_of(sale)).state

    told, asked, state = simulate(day, {"vpos": at, "proxypay": References("proxypay")})
    assert told is was
    assert (asked > 0) is was
    assert state is State.WAITING  # since nobody but its provider says what became of it


# --- nobody ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", ["wikipay", "wipay", "nobody's"])
def test_a_provider_that_never_calls_is_not_heard(provider: str) -> None:
    async def day(shop: Simulated) -> bool:
        async with shop.open():
            return await shop.till.hear(provider, {}, b"{}", "sale0001")

    scripts: dict[str, Script] = {"wikipay": References("wikipay"), "wipay": lambda _: said(404)}
    assert simulate(day, scripts) is False


@pytest.mark.parametrize(
    "account",
    [None, replace(CLICPAY, secret=""), replace(CLICPAY, other_secrets={})],
    ids=["no account", "no key", "no secret of the webhook"],
)
def test_where_nothing_proves_who_calls_nobody_is_heard(account: Account | None) -> None:
    async def day(shop: Simulated) -> bool:
        async with shop.open():
            shop.till.use_accounts({"clicpay": account} if account else {})
            return await shop.till.hear("clicpay", *signed({"internal_notes": "sale0001"}))

    assert simulate(day, {"clicpay": Wallets()}) is False


def test_what_is_signed_with_another_secret_is_forged() -> None:
    at = Wallets()

    async def day(shop: Simulated) -> tuple[bool, int]:
        async with shop.open():
            sale = await resting(shop)
            before = looks(shop)
            event = signed({"internal_notes": sale.id}, secret="another")
            was = await shop.till.hear("clicpay", *event)
            await shop.let_pass(milliseconds=500)
            return was, looks(shop) - before

    assert simulate(day, {"clicpay": at}, ACCOUNT) == (False, 0)
