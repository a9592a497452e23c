"""What is paid at the counter itself, as people do it: they look at the till before they go on."""

import asyncio

from faults.simulation.baskets import Basket, Turn
from faults.simulation.counter import PATIENCE, Begin, Counter
from faults.simulation.shop import DiedError

from pos_app.domain.errors import JournalUnavailable
from pos_app.domain.events import State
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale
from pos_app.domain.tenders.split import missing
from pos_app.gateways.catalogue import ALL_METHODS, METHODS
from pos_app.till.charge_request import ChargeRequest
from pos_app.till.phone_numbers import read_phone
from pos_app.till.till import Till

_SPLIT, _CASH = "split.ao", "cash.ao"
_WHO_PAYS = "900000000"


class ByHand:
    """Those who take money by hand. Whatever they pressed for is in `pressed`."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.pressed: dict[str, tuple[str, int]] = {}

    async def serve(self, basket: Basket) -> None:
        await asyncio.sleep(basket.at)
        if basket.provider:
            await self._in_parts(basket)
            return
        charge = self._charge(basket.tender, basket.amount)
        sale_id = await self._counter.begin(charge, clicks=basket.clicks)
        if sale_id is not None:
            await asyncio.sleep(basket.after)
            await self._turn(basket, sale_id, basket.amount)

    async def _in_parts(self, basket: Basket) -> None:
        whole = await self._counter.begin(self._charge(_SPLIT, basket.amount), clicks=basket.clicks)
        if whole is None:
            return
        rest = basket.amount - basket.part
        by_hand = await self._begin_part(self._charge(basket.tender, rest, whole), basket.clicks)
        ask = self._ask(basket.provider, basket.phone, basket.part, whole)
        elsewhere = await self._begin_part(ask, basket.clicks)
        if elsewhere is not None:
            await self._wait_for(basket, elsewhere)
        await asyncio.sleep(basket.after)
        if basket.turn is Turn.CANCELS:
            await self._cancel(whole)
        else:
            await self._take_the_rest(whole)
        if basket.leaves:
            return
        if by_hand is not None:
            await self._turn(basket, by_hand, rest)
        if elsewhere is not None and basket.turn is not Turn.KEEPS:
            await self._give_back(elsewhere, basket.part)

    async def _begin_part(self, charge: Begin, clicks: int) -> str | None:
        """Nothing where the sale may have been lost with its journal."""
        if self._counter.shop.files.restored:
            return None
        return await self._counter.begin(charge, clicks=clicks)

    async def _wait_for(self, basket: Basket, part: str) -> None:
        """Until the customer has paid it, has not, or nobody knows."""
        witness = self._counter.witness
        if basket.provider == "proxypay":
            sale = await witness.until(part, _can_be_paid, PATIENCE)
            if sale is not None and sale.reference and basket.pays:
                self._counter.providers.pay(basket.provider, sale.reference, None)
        await witness.until(part, lambda sale: not sale.is_open, PATIENCE)

    async def _take_the_rest(self, whole: str) -> None:
        """Two people at once take what is missing, as each sees it: by phone, and in cash."""
        sale = await self._seen(whole)
        if sale is None or sale.state is not State.WAITING or not missing(sale).minor:
            return
        rest = missing(sale).minor
        two = self._ask("vpos", _WHO_PAYS, rest, whole), self._charge(_CASH, rest, whole)
        await asyncio.gather(*(self._begin_part(one, 1) for one in two))

    async def _cancel(self, whole: str) -> None:
        await self._counter.tell(lambda till: till.cancel(whole))

    async def _turn(self, basket: Basket, sale_id: str, amount: int) -> None:
        if basket.turn is Turn.KEEPS:
            return
        times = 2 if basket.turn is Turn.GIVES_BACK_AT_ONCE else 1
        await asyncio.gather(*(self._give_back(sale_id, amount) for _ in range(times)))

    async def _give_back(self, sale_id: str, amount: int) -> None:
        """By hand, what the till shows as paid."""
        sale = await self._seen(sale_id)
        if sale is not None and sale.state is State.PAID:
            await self._begin_part(self._refund(sale_id, amount), 1)

    async def _seen(self, sale_id: str) -> Sale | None:
        try:
            return await self._counter.shop.ask(lambda till: till.journal.sale(sale_id))
        except (DiedError, JournalUnavailable):
            return None

    # --- what they press for ----------------------------------------------------------------------

    def _charge(self, method: str, amount: int, part_of: str = "") -> Begin:
        known = ALL_METHODS[method]
        order = ChargeRequest(known, Money(amount, known.currency), part_of=part_of)

        async def charge(till: Till, form: str) -> Sale:
            await self._counter.be_there(till)
            self.pressed[form] = method, amount
            return await till.charge(form, order)

        return charge

    def _ask(self, provider: str, number: str, amount: int, whole: str) -> Begin:
        method = METHODS[provider]
        phone = read_phone(number, method) if method.needs_phone else None
        money = Money(amount, method.currency)
        order = ChargeRequest(method, money, phone, part_of=whole, allow_duplicate=True)

        async def ask(till: Till, form: str) -> Sale:
            await self._counter.be_there(till)
            return await till.charge(form, order)

        return ask

    def _refund(self, sale_id: str, amount: int) -> Begin:
        money = Money(amount, ALL_METHODS[_CASH].currency)

        async def refund(till: Till, form: str) -> Sale:
            approval = await self._counter.approve(till)
            self.pressed[form] = _CASH, amount
            return await till.refund(form, sale_id, money, approval, by_hand=_CASH)

        return refund


def _can_be_paid(sale: Sale) -> bool:
    return sale.state is State.WAITING and sale.reference is not None
