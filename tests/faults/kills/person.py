"""Somebody who works at the till, and can find out what was done before it was killed."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from support import AMOUNT, AMOUNTS, PHONES, VOUCHER, Counter, World

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import State
from pos_app.domain.method import Kind, Method
from pos_app.domain.sale import Sale
from pos_app.till.charge_request import ChargeRequest, Extras, parse_charge_request

SALE = "5a1e" * 4  # the reservation of the one sale that a flow is about


@dataclass(frozen=True)
class Person:
    """Somebody at the counter, with the customer in front of it."""

    till: Counter
    world: World
    method: Method

    async def charges(self, *, hold: bool = False) -> None:
        with suppress(NotAllowed):  # this reservation was charged already
            await self.till.opened.till.charge(SALE, self._order(hold=hold))

    async def sees(self) -> Sale:
        sale = await self.till.opened.till.journal.sale(SALE)
        assert sale, "what was charged is not there any more"
        return sale

    async def customer_pays(self) -> None:
        """Who has paid once does not pay again."""
        if self.method.kind in (Kind.REFERENCE, Kind.CARD):
            sale = await self.sees_in_hand()
            if sale.state is State.WAITING and not self._has_decided(sale):
                self.world.customer_pays(sale)
            await self.till.opened.till.look_now(SALE)

    async def sees_in_hand(self) -> Sale:
        """Something that the customer can pay, or nothing that ever will be."""

        def is_there(now: Sale) -> bool:
            return now.state is State.WAITING or self.till.opened.till.is_at_rest(now)

        return await self.till.until(await self.sees(), is_there)

    async def waits_for_all(self) -> None:
        for sale in await self.till.opened.till.journal.open_sales():
            await self.till.at_rest(sale)

    def _has_decided(self, sale: Sale) -> bool:
        if self.method.kind is Kind.CARD:
            waiting = self.world.waiting()
            return sale.reference not in {row["reference"] for row in waiting}
        return bool(self.world.ledger())

    def _order(self, *, hold: bool) -> ChargeRequest:
        extras = Extras(hold=hold, voucher=VOUCHER)
        amount = AMOUNTS.get(self.method.id, AMOUNT)
        return parse_charge_request(self.method, amount, PHONES[self.method.id], "", extras)


Act = Callable[[Person], Awaitable[None]]
