"""A charge's request is built once, before anything is written, and leaves as it was written.

Its number is the journal's, which nothing is called back from: several charges at once, and those
that are refused or given up, leave no gap.
"""

import asyncio
from dataclasses import replace
from threading import get_ident
from typing import Any

import pytest
from support import PHONES
from till.simulated import (
    Pushes,
    References,
    Script,
    Simulated,
    said,
    simulate,
)

from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import Sending, State
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.providers import provider_of
from pos_app.journal.thread import JournalThread
from pos_app.ports.gateway import Account, Request
from pos_app.till.charge_request import ChargeRequest, parse_charge_request
from pos_app.till.tracking.submission import without_code

VOUCHER = "uyr8vmap230t"


class Built:
    """What a provider's code was asked to build, and on which threads."""

    def __init__(self, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.requests: list[Request] = []
        self.threads: set[int] = set()
        gateway = provider_of(METHODS[method]).gateway
        charge = gateway.charge

        def watched(account: Account, sale: Sale) -> Request:
            self.threads.add(get_ident())
            self.requests.append(charge(account, sale))
            return self.requests[-1]

        monkeypatch.setattr(gateway, "charge", watched)


def scripts_of() -> dict[str, Script]:
    charge = {"clicpay_reference": "CP7", "status": "pending"}
    return {
        "vpos": Pushes(),
        "proxypay": References("proxypay"),
        "wikipay": References("wikipay"),
        "clicpay": lambda _: said(200, charge),
        "wipay": lambda _: said(200, {"status": "success", "trxn_id": "T1"}),
    }


def order(method: str, amount: str = "100", *, again: bool = True) -> ChargeRequest:
    return replace(
        parse_charge_request(METHODS[method], amount, PHONES[method]), allow_duplicate=again
    )


def left(shop: Simulated) -> list[Request]:
    """The requests that moved or may move money."""
    return [one.request for one in shop.network.asked if one.request.method != "GET"]


@pytest.mark.parametrize("method", METHODS)
def test_each_request_of_a_charge_is_built_once_on_the_loops_thread_and_leaves_as_it_was_written(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = Built(method, monkeypatch)

    async def day(shop: Simulated) -> None:
        async with shop.open():
            sale = await shop.charge(method, voucher=VOUCHER)
            assert len(built.requests) == 1
            sale = await shop.until(sale, lambda now: now.state is not State.SENDING)
            assert built.threads == {get_ident()}
            assert len(built.requests) == (2 if method == "proxypay" else 1)  # its number first
            assert [replace(one, at_once=True) for one in built.requests] == left(shop)
            events = await shop.events_of(sale)
            written = [(one.request, one.body) for one in events if isinstance(one, Sending)]
            assert written == [(one.line, without_code(one.body, VOUCHER)) for one in left(shop)]

    simulate(day, scripts_of())


def test_so_is_the_request_of_a_refund(monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = scripts_of()
    pushes = scripts["vpos"]
    assert isinstance(pushes, Pushes)

    async def day(shop: Simulated) -> None:
        async with shop.open():
            sale = await shop.waiting("vpos")
            pushes.verdict = {"status": "accepted"}
            sale = await shop.until(sale, lambda now: now.state is State.PAID)
            built = Built("vpos", monkeypatch)
            back = await shop.till.refund("back", sale.id, None, await shop.ana())
            await shop.until(back, lambda now: now.state is not State.SENDING)
            assert built.threads == {get_ident()}
            assert [replace(one, at_once=True) for one in built.requests] == left(shop)[1:]

    simulate(day, scripts)


def test_several_at_once_and_those_that_are_refused_leave_no_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built = Built("vpos", monkeypatch)

    async def day(shop: Simulated) -> None:
        async with shop.open():
            told = await asyncio.gather(
                shop.till.charge("a", order("vpos")),
                shop.till.charge("a", order("vpos")),  # the same reservation
                shop.till.charge("b", order("vpos", again=False)),
                shop.till.charge("c", order("vpos", "200")),
                return_exceptions=True,
            )
            numbers = [one.number if isinstance(one, Sale) else type(one) for one in told]
            assert numbers == [1, NotAllowed, PossibleDuplicate, 2]
            assert [sale.id for sale in await shop.till.journal.open_sales()] == ["c", "a"]
            assert len(built.requests) == 3  # that it would be a second is the journal's to see
            assert await shop.till.journal.sale("b") is None

    simulate(day, scripts_of())


def test_one_that_is_given_up_while_it_is_written_leaves_no_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = JournalThread.create
    is_written = asyncio.Event()

    async def create(*asked: Any, **how: Any) -> Sale:
        is_written.set()
        return await real(*asked, **how)

    async def day(shop: Simulated) -> None:
        async with shop.open():
            monkeypatch.setattr(JournalThread, "create", create)
            first = asyncio.create_task(shop.till.charge("a", order("vpos")))
            await is_written.wait()
            first.cancel()
            second = await shop.till.charge("b", order("vpos"))
            assert second.number == len(await shop.journal.last_sales(9))

    simulate(day, scripts_of())


@pytest.mark.parametrize("waits", [False, True])
def test_whoever_asks_for_a_charge_that_is_just_written_does_not_send_it(
    waits: bool,  # noqa: FBT001 - a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is sent by whoever has built its request, once that is told that it is written."""
    built = Built("clicpay.mpesa", monkeypatch)
    real = JournalThread.create

    async def day(shop: Simulated) -> None:
        async def create(*asked: Any, **how: Any) -> Sale:
            sale = await real(*asked, **how)
            await shop.till.look_now(sale.id)
            if waits:
                await shop.let_pass(seconds=1)
            assert left(shop) == []
            return sale

        async with shop.open():
            monkeypatch.setattr(JournalThread, "create", create)
            await shop.waiting("clicpay.mpesa")
            assert len(left(shop)) == len(built.requests) == 1

    simulate(day, scripts_of())


def test_the_request_is_as_of_the_instant_that_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reference ends so long after its sale was made: by the same clock in both."""
    sold: list[tuple[object, object]] = []
    gateway = provider_of(METHODS["proxypay"]).gateway
    charge = gateway.charge

    def watched(account: Account, sale: Sale) -> Request:
        sold.append((sale.number, sale.created_at))
        return charge(account, sale)

    monkeypatch.setattr(gateway, "charge", watched)

    async def day(shop: Simulated) -> None:
        async with shop.open():
            sale = await shop.waiting("proxypay")
            assert sold == 2 * [(sale.number, sale.created_at)]

    simulate(day, scripts_of())
