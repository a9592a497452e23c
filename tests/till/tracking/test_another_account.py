"""The keys of another account are put in while something is under way: what that account says, or
does not have, says nothing of the sales of the one before."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

import httpx
import pytest
from faults.simulation.loop import VirtualLoop
from faults.simulation.network import Network
from faults.simulation.providers import ANOTHER, USUAL, Providers
from faults.simulation.shop import BEGAN_AT
from support import PHONES
from undisturbed import quiet, undisturbed

from pos_app.domain.events import State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.sandbox.server.fault_rules import make_rule
from pos_app.till.charge_request import parse_charge_request

T = TypeVar("T")

SILENT = "900002004"  # lets the request end after a minute and a half
A_DAY = timedelta(hours=25).total_seconds()


class Shop:
    """One with two accounts at each provider, in which nothing goes wrong by itself."""

    def __init__(self, folder: Path) -> None:
        self.providers = Providers(BEGAN_AT.timestamp(), Random(1))
        self.providers.open_another_account()
        random, count, _ = quiet()
        network = Network(self.providers.ports, random, count, self._see_leave)
        self.till = undisturbed(folder, self.providers, network)
        self._meanwhile: list[tuple[str, str, str]] = []

    def _see_leave(self, request: httpx.Request, *, left: bool) -> None:
        del left
        if self._meanwhile and self._meanwhile[0][0] == f"{request.method} {request.url.path}":
            _, provider, mark = self._meanwhile.pop(0)
            self.providers.put_in(provider, mark)
            self.till._till.use_accounts(self.providers.accounts)

    def put_in_while(self, request: str, provider: str, mark: str) -> None:
        """The keys of this account, as soon as this request is on its way."""
        self._meanwhile.append((request, provider, mark))

    async def put_in(self, provider: str, mark: str) -> None:
        self.providers.put_in(provider, mark)
        await self.till.use_accounts()

    async def charge(self, method: str, phone: str = "") -> Sale:
        """Until its customer can pay it."""
        order = parse_charge_request(METHODS[method], "1500", phone or PHONES[method])
        await self.till.ask(lambda till: till.charge(f"a sale by {method}", order))
        return await self.until(f"a sale by {method}", lambda sale: sale.state is State.WAITING)

    async def until(self, sale_id: str, enough: Callable[[Sale], bool]) -> Sale:
        async with asyncio.timeout(A_DAY):
            return await self.till.ask(lambda till: till.wait_for(sale_id, enough))

    def heard_states(self) -> list[State]:
        """What the screen shows from now on, one after the other."""
        states: list[State] = []
        self.till._till.listen(lambda now: states.append(now.state))
        return states

    async def sale(self, sale_id: str) -> Sale:
        sale = await self.till.ask(lambda till: till.journal.sale(sale_id))
        assert sale
        return sale


def played(scenario: Callable[[Shop], Awaitable[T]]) -> T:
    async def day(folder: Path) -> T:
        shop = Shop(folder)
        await shop.till.open()
        try:
            return await scenario(shop)
        finally:
            await shop.till.close()

    with TemporaryDirectory() as folder, asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(day(Path(folder)))


@pytest.mark.parametrize("is_its_own", [True, False], ids=["its own", "another"])
def test_that_there_is_no_such_sale_is_the_word_of_its_own_account_alone(
    *, is_its_own: bool
) -> None:
    """Another one has never heard of it: the sale is asked about on."""

    async def scenario(shop: Shop) -> tuple[Sale, Sale]:
        sale = await shop.charge("vpos", SILENT)
        if is_its_own:
            gone = make_rule("status", provider="vpos", method="GET", times=0, status=404)
            shop.providers.add_fault(gone)
        else:
            await shop.put_in("vpos", ANOTHER)
        await asyncio.sleep(METHODS["vpos"].doubted_after / 2)
        unheard_of = await shop.sale(sale.id)
        shop.providers.heal()
        await shop.put_in("vpos", USUAL)
        return unheard_of, await shop.until(sale.id, lambda now: not now.is_open)

    unheard_of, ended = played(scenario)
    told = (State.UNKNOWN, Reason.UNKNOWN_TO_PROVIDER) if is_its_own else (State.WAITING, None)
    assert (unheard_of.state, unheard_of.reason) == told
    assert ended.reason is Reason.CUSTOMER_SILENT


def test_a_reference_does_not_end_by_a_queue_that_was_read_at_another_account() -> None:
    """It was paid, and its own account's keys come back while the other one's queue is read."""

    async def scenario(shop: Shop) -> tuple[list[State], Sale]:
        sale = await shop.charge("proxypay")
        await shop.till.close()
        shop.providers.pay("proxypay", sale.reference or "", None)
        shop.providers.put_in("proxypay", ANOTHER)
        await asyncio.sleep(2 * A_DAY)  # past its end
        await shop.till.open()
        states = shop.heard_states()
        shop.put_in_while("GET /payments", "proxypay", USUAL)
        return states, await shop.until(sale.id, lambda now: now.state is State.PAID)

    states, paid = played(scenario)
    assert State.EXPIRED not in states
    assert paid.flags == frozenset()


def test_a_reference_does_not_end_because_another_account_does_not_know_it() -> None:
    """Its own queue was read to the end, and has its payment no more, which another till took; the
    question that follows is asked with other keys."""

    async def scenario(shop: Shop) -> list[State]:
        sale = await shop.charge("wikipay")
        await shop.till.close()
        shop.providers.pay("wikipay", sale.reference or "", None)
        shop.providers.take_out_of_queue("wikipay")
        await asyncio.sleep(2 * A_DAY)
        await shop.till.open()
        states = shop.heard_states()
        shop.put_in_while("GET /v1/payment", "wikipay", ANOTHER)
        await asyncio.sleep(600)
        return states

    assert State.EXPIRED not in played(scenario)


def test_what_one_account_is_to_forget_is_not_taken_out_of_anothers_queue() -> None:
    """Each counts its payments by itself: two queues have one of the same id."""

    async def scenario(shop: Shop) -> tuple[Sale, frozenset[tuple[str, str]]]:
        sale = await shop.charge("proxypay")
        shop.providers.pay("proxypay", sale.reference or "", None)
        shop.providers.pay_another_till("proxypay", 7_00, ANOTHER)
        shop.put_in_while("GET /payments", "proxypay", ANOTHER)
        paid = await shop.until(sale.id, lambda now: now.state is State.PAID)
        await asyncio.sleep(600)
        return paid, shop.providers.queued()

    paid, queued = played(scenario)
    assert paid.flags == frozenset()
    assert sorted(number for _, number in queued) == ["475545250", "700000000"]
