"""ProxyPay tells of payments in a queue, or by calling ("As an alternative to periodically fetching
Payment events"). Where it calls, its queue is empty, and that proves nothing."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from till.simulated import ACCOUNTS, Entry, OpenSimulated, References, Simulated

from pos_app.domain.audit_notes import PaymentsByCall
from pos_app.domain.events import State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Account

PAST_ITS_END = timedelta(days=3)
TOLD_BY_CALLS = (State.UNKNOWN, Reason.PAYMENTS_BY_CALL)
ENDED = (State.EXPIRED, Reason.REFERENCE_EXPIRED)


def account(payments: str) -> dict[str, Account]:
    """What the shop says of ProxyPay's payments; nothing where that is empty."""
    own = ACCOUNTS["proxypay"]
    return {"proxypay": replace(own, options={**own.options, "payments": payments})}


async def called(shop: Simulated, entry: Entry) -> None:
    body = json.dumps(entry).encode()
    secret = ACCOUNTS["proxypay"].secret.encode()
    signature = hmac.new(secret, body, hashlib.sha256).hexdigest()
    assert await shop.till.handle_webhook("proxypay", {"x-signature": signature}, body)


async def past_its_end(shop: Simulated, sale: Sale) -> tuple[State, Reason | None]:
    """What a look says of it once every clock has gone on."""
    shop.network.ahead = PAST_ITS_END
    assert await shop.looked("proxypay")
    now = await shop.now_of(sale)
    return now.state, now.reason


@pytest.mark.parametrize(
    ("payments", "listens", "was_called", "becomes"),
    [
        # The shop's word, whatever else is known.
        ("calls", False, False, TOLD_BY_CALLS),
        ("calls", True, True, TOLD_BY_CALLS),
        ("queue", False, False, ENDED),
        ("queue", True, True, ENDED),
        # Without one: an address for calls, or a call that came.
        ("", True, False, TOLD_BY_CALLS),
        ("", False, True, TOLD_BY_CALLS),
        ("", True, True, TOLD_BY_CALLS),
        ("", False, False, ENDED),
        ("by carrier pigeon", True, False, TOLD_BY_CALLS),  # no word that is known
        ("by carrier pigeon", False, False, ENDED),
    ],
)
async def test_an_empty_queue_ends_nothing_where_payments_come_by_calls(
    payments: str,
    becomes: tuple[State, Reason],
    simulated: OpenSimulated,
    *,
    listens: bool,
    was_called: bool,
) -> None:
    """A call that came is remembered: at once, and by the next run of the till."""
    at = References("proxypay")
    shop = simulated({"proxypay": at}, account(payments), listens=listens)
    async with shop.open():
        first = await shop.waiting("proxypay", "100")
        second = await shop.waiting("proxypay", "101")
        if was_called:
            await called(shop, at.paid(await shop.waiting("proxypay", "102")))
        found = [await past_its_end(shop, first)]
        shop.network.ahead = timedelta()
    async with shop.open():
        assert [*found, await past_its_end(shop, second)] == [becomes] * 2


async def test_one_that_only_a_call_can_tell_of_is_called_so_once_and_a_late_call_settles_it(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}, account("calls")).open() as shop:
        sale = await shop.waiting("proxypay")
        assert await past_its_end(shop, sale) == TOLD_BY_CALLS
        before = len(await shop.events_of(sale))
        for _ in range(3):
            await past_its_end(shop, sale)
        more = len(await shop.events_of(sale)) - before
        await called(shop, at.paid(sale))
        paid = await shop.now_of(sale)
    assert more == 0
    assert (paid.state, paid.reason, paid.flags) == (State.PAID, None, frozenset())


async def test_a_manager_settles_what_only_a_call_would_have_told(simulated: OpenSimulated) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}, account("calls")).open() as shop:
        sale = await shop.waiting("proxypay")
        await shop.let_pass(minutes=6)
        assert await past_its_end(shop, sale) == TOLD_BY_CALLS
        yes = await shop.ana()
        settled = await shop.till.settle(sale.id, paid=False, why="asked", approval=yes)
        assert settled.state is State.DECLINED


async def test_that_payments_come_by_calls_is_noted_once(simulated: OpenSimulated) -> None:
    at = References("proxypay")
    shop = simulated({"proxypay": at})
    counts = []
    for _ in range(2):
        async with shop.open():
            for amount in ("100", "101"):
                await called(shop, at.paid(await shop.waiting("proxypay", amount)))
                counts.append(len(await shop.journal.notes(PaymentsByCall)))
    assert counts == [1, 1, 1, 1]
