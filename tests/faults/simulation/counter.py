"""People: a cashier who charges, a customer who pays or not, a manager who puts things right."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from faults.simulation.acts import Act, Visit
from faults.simulation.providers import Providers
from faults.simulation.shop import DiedError, Shop
from faults.simulation.troubles import refused_and_approved_while_the_next_is_open
from faults.simulation.witness import Witness

from pos_app.domain.errors import (
    EnvironmentFailed,
    JournalUnavailable,
    NotAllowed,
    TooManyCalls,
    TooManyTries,
    TooSoon,
)
from pos_app.domain.events import NOT_PAID, Purpose, State
from pos_app.domain.money import Money
from pos_app.domain.people.approval import Approval
from pos_app.domain.sale import Sale
from pos_app.domain.tenders.split import missing
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import ChargeRequest
from pos_app.till.phone_numbers import read_phone
from pos_app.till.till import Till

Begin = Callable[[Till, str], Awaitable[Sale]]

PATIENCE = 200.0  # seconds that a customer stays
_TRIES = 8
_MORE = 30  # steps of its money that a second part is larger by: than any first one of that day
_IS_PATIENT = 0.6  # of those who give back in parts
_LONGEST_WAIT = 60.0  # seconds that somebody waits for a PIN to be looked at; then they go
VOUCHER = "uyr8vmap230t"
_OPERATIONS = (
    Act.GIVES_BACK,
    Act.GIVES_BACK_PART,
    Act.GIVES_BACK_TWICE,
    Act.GIVES_BACK_IN_PARTS,
    Act.GIVES_BACK_AGAIN,
)
_ANOTHER_END = timedelta(hours=3)


@dataclass
class Counter:
    """Where the people of one day meet the till."""

    shop: Shop
    providers: Providers
    witness: Witness
    random: Random
    has_cashiers: bool = False
    forms: int = 0
    tomorrow: list[Callable[[], None]] = field(default_factory=list)

    async def serve(self, visit: Visit) -> None:
        await asyncio.sleep(visit.at)
        sale_id = await self.begin(self._charge(visit), clicks=visit.clicks)
        if sale_id is not None:
            await self._act(visit, sale_id)

    # --- asking for money -------------------------------------------------------------------------

    async def begin(self, begin: Begin, *, clicks: int = 1) -> str | None:
        """As people do it: again where it says that nothing was sent, and after a crash only what
        is not in the list. The sale's id, or nothing where nobody could begin it."""
        form = self.new_form()
        for _ in range(_TRIES):
            try:
                await self._click(begin, form, clicks)
            except DiedError:
                if await self._is_there(form):
                    return form
                if self.shop.files.restored:  # then it is with the provider that one looks
                    return None
                form = self.new_form()
            except NotAllowed:
                return form if await self._is_there(form) else None
            except TooManyTries as error:
                await asyncio.sleep(min(error.wait, _LONGEST_WAIT))
            except TooManyCalls as error:
                await asyncio.sleep(error.wait)
            except EnvironmentFailed:
                await asyncio.sleep(5)
            else:
                return form
        return None

    async def _click(self, begin: Begin, form: str, clicks: int) -> None:
        first, *others = [
            asyncio.ensure_future(self.shop.ask(lambda till: begin(till, form)))
            for _ in range(clicks)
        ]
        results = await asyncio.gather(first, *others, return_exceptions=True)
        if not any(isinstance(result, Sale) for result in results):
            failed = next(result for result in results if isinstance(result, BaseException))
            raise failed

    async def _is_there(self, form: str) -> bool:
        while True:
            try:
                return await self.shop.ask(lambda till: till.journal.sale(form)) is not None
            except (DiedError, JournalUnavailable):
                await asyncio.sleep(1)

    def new_form(self) -> str:
        self.forms += 1
        return f"{self.random.getrandbits(128):032x}"

    # --- what comes of it -------------------------------------------------------------------------

    async def _act(self, visit: Visit, sale_id: str) -> None:
        method = METHODS[visit.method]
        if method.can_cancel:
            await self._with_reference(visit, sale_id)
        elif visit.method == "clicpay.card":
            await self._at_checkout(visit, sale_id)
        elif visit.hold:
            await self._with_hold(visit, sale_id)
        elif visit.act is Act.AGREES_LATE:
            await self._agree_late(visit, sale_id)
        elif visit.act is Act.AGREES_TOMORROW:
            self.tomorrow.append(lambda: self.providers.succeeds_after_all(visit.amount))
        elif visit.act in _OPERATIONS:
            await self._give_back(visit, sale_id)

    async def _with_reference(self, visit: Visit, sale_id: str) -> None:
        sale = await self.witness.until(sale_id, _can_be_paid, PATIENCE)
        if sale is None or sale.reference is None:
            return
        await asyncio.sleep(visit.after)
        number = sale.reference
        match visit.act:
            case Act.PAYS:
                self._pay(visit, number)
            case Act.PAYS_TWICE:
                self._pay(visit, number)
                await asyncio.sleep(visit.after)
                self._pay(visit, number)
            case Act.PAYS_ODDLY:
                self._pay(visit, number, visit.odd)
            case Act.PAYS_TOMORROW:
                self.tomorrow.append(lambda: self._pay(visit, number))
            case Act.CANCELS:
                await self.tell(lambda till: till.cancel(sale_id))
            case Act.EXTENDS:
                await self.tell(self._extend(sale_id))
                await asyncio.sleep(visit.after)
                self._pay(visit, number)
            case Act.EXTENDS_AND_CANCELS:
                await self.tell(self._extend(sale_id))
                await self.tell(lambda till: till.cancel(sale_id))
                await asyncio.sleep(visit.after)
                self._pay(visit, number)
            case Act.CANCELS_AND_PAYS:
                cancelling = asyncio.ensure_future(self.tell(lambda till: till.cancel(sale_id)))
                await asyncio.sleep(self.random.uniform(0, 0.5))
                self._pay(visit, number)
                await cancelling

    def _pay(self, visit: Visit, number: str, amount: int | None = None) -> None:
        self.providers.pay(visit.method, number, amount)

    def _extend(self, sale_id: str) -> Callable[[Till], Awaitable[None]]:
        async def extend(till: Till) -> None:
            await till.extend(sale_id, self.shop.now() + _ANOTHER_END)

        return extend

    async def _at_checkout(self, visit: Visit, sale_id: str) -> None:
        sale = await self.witness.until(sale_id, lambda sale: sale.checkout is not None, PATIENCE)
        if sale is not None and sale.checkout:
            await asyncio.sleep(visit.after)
            self.providers.at_checkout(sale.checkout, pays=visit.act is Act.PAYS)

    async def _with_hold(self, visit: Visit, sale_id: str) -> None:
        held = await self.witness.until(
            sale_id, lambda sale: sale.state is State.AUTHORIZED, PATIENCE
        )
        if held is None:
            return
        await asyncio.sleep(visit.after)
        part = Money(visit.part, held.amount.currency)
        match visit.act:
            case Act.CAPTURES:
                await self.begin(self._capture(sale_id, None), clicks=2)
            case Act.CAPTURES_PART:
                await self.begin(self._capture(sale_id, part))
            case Act.RELEASES:
                await self.begin(self._release(sale_id))
            case Act.CAPTURES_OR_RELEASES:
                two = self._capture(sale_id, part), self._release(sale_id)
                await asyncio.gather(*map(self.begin, two))
            case Act.CAPTURES_AND_GIVES_BACK:
                await self.begin(self._capture(sale_id, part))
                await self.begin(self._refund(sale_id, None))  # while that is open
                await self.witness.until(sale_id, _is_paid, PATIENCE)
                if not self.shop.files.restored:
                    await self.begin(self._refund(sale_id, None))

    async def _agree_late(self, visit: Visit, sale_id: str) -> None:
        """The request has timed out and the till says so; then the PIN is typed all the same."""
        await self.witness.until(sale_id, lambda sale: not sale.is_open, PATIENCE)
        await asyncio.sleep(visit.after)
        self.providers.succeeds_after_all(visit.amount)

    async def _give_back(self, visit: Visit, sale_id: str) -> None:
        paid = await self.witness.until(sale_id, _is_paid, PATIENCE)
        if paid is None:
            return
        await asyncio.sleep(visit.after)
        if visit.act is Act.GIVES_BACK_IN_PARTS:
            await self._give_back_in_parts(visit, paid)
            return
        if visit.act is Act.GIVES_BACK_AGAIN:
            for rule in refused_and_approved_while_the_next_is_open(visit.method):
                self.providers.add_fault(rule)
        part = Money(visit.part, paid.amount.currency) if visit.act is Act.GIVES_BACK_PART else None
        refund = self._refund(sale_id, part)
        first = await self.begin(refund)
        if first is not None and visit.act in (Act.GIVES_BACK, Act.GIVES_BACK_AGAIN):
            await self._again_if_it_failed(first, refund)
        if visit.act is Act.GIVES_BACK_TWICE and not self.shop.files.restored:
            await self.begin(refund)

    async def _give_back_in_parts(self, visit: Visit, paid: Sale) -> None:
        """One after the other, the second perhaps while the first is open; and in the end once more
        than was paid. No two parts of a day are alike."""
        second = visit.part + _MORE * METHODS[visit.method].step
        rest = paid.amount.minor - visit.part - second
        for minor in (visit.part, second, rest, rest):
            if self.shop.files.restored:
                return  # what was given back before is with the provider only
            part = await self.begin(self._refund(paid.id, Money(minor, paid.amount.currency)))
            if part is not None and self.random.random() < _IS_PATIENT:
                await self.witness.until(part, lambda sale: not sale.is_open, PATIENCE)

    async def _again_if_it_failed(self, first: str, refund: Begin) -> None:
        """The customer has had nothing, says the screen: so it is given back once more."""
        await self.witness.until(first, lambda sale: not sale.is_open, PATIENCE)
        shown = self.witness.shown.get(first)
        if shown is not None and shown.state in NOT_PAID and not self.shop.files.restored:
            await self.begin(refund)

    async def tell(self, work: Callable[[Till], Awaitable[None]]) -> None:
        for _ in range(_TRIES):
            try:
                await self.shop.ask(work)
            except TooSoon as soon:
                await asyncio.sleep(soon.wait)
            except TooManyTries as error:
                await asyncio.sleep(min(error.wait, _LONGEST_WAIT))
            except NotAllowed:
                return  # it is paid, or over
            except (DiedError, EnvironmentFailed):
                await asyncio.sleep(3)
            else:
                return

    # --- what they ask of the till ----------------------------------------------------------------

    async def approve(self, till: Till) -> Approval:
        guard = self.shop.guard
        return await (guard.approve(till) if guard else till.approve(""))

    async def be_there(self, till: Till) -> None:
        if self.shop.guard and self.has_cashiers:
            await self.shop.guard.be_there(till)

    def _charge(self, visit: Visit) -> Begin:
        order = _order(visit)

        async def begin(till: Till, form: str) -> Sale:
            await self.be_there(till)
            if visit.pays_out:
                return await till.pay_out(form, order, await self.approve(till))
            return await till.charge(form, order)

        return begin

    def _capture(self, sale_id: str, amount: Money | None) -> Begin:
        async def capture(till: Till, form: str) -> Sale:
            await self.be_there(till)
            return await till.capture(form, sale_id, amount)

        return capture

    def _refund(self, sale_id: str, amount: Money | None) -> Begin:
        async def refund(till: Till, form: str) -> Sale:
            return await till.refund(form, sale_id, amount, await self.approve(till))

        return refund

    def _release(self, sale_id: str) -> Begin:
        async def release(till: Till, form: str) -> Sale:
            return await till.release(form, sale_id, await self.approve(till))

        return release

    async def close_the_day(self, at: float) -> None:
        """In the middle of it, today's or yesterday's; again where the till died meanwhile."""
        await asyncio.sleep(at)

        async def close(till: Till) -> None:
            day = till.today() - timedelta(days=int(at) % 2)
            await till.close_day(day, await self.approve(till))

        await self.tell(close)

    # --- in the evening ---------------------------------------------------------------------------

    async def settle_doubts(self) -> None:
        """A manager asks about every second sale that is unknown, and says what was answered."""
        for sale in await self.shop.ask(lambda till: till.journal.open_sales()):
            settled = sale.state is State.UNKNOWN and not sale.flags and self.random.random() < 0.5
            if settled and await self.shop.ask(_rests(sale)):
                await self._settle(sale)

    async def _settle(self, sale: Sale) -> None:
        async def settle(till: Till) -> None:
            approval = await self.approve(till)
            paid = self._is_paid(await till.journal.sale(sale.id) or sale)  # asked and said now
            await till.settle(sale.id, paid=paid, why="asked", approval=approval)

        await self.tell(settle)

    def _is_paid(self, sale: Sale) -> bool:
        if sale.purpose is Purpose.SPLIT:
            return missing(sale).minor == sale.pledged_minor == 0
        return bool(self.providers.moved(sale))


def _rests(sale: Sale) -> Callable[[Till], Awaitable[bool]]:
    async def rests(till: Till) -> bool:
        return till.is_at_rest(sale)

    return rests


def _is_paid(sale: Sale) -> bool:
    return sale.state is State.PAID


def _can_be_paid(sale: Sale) -> bool:
    return sale.state is State.WAITING and sale.reference is not None


def _order(visit: Visit) -> ChargeRequest:
    method = METHODS[visit.method]
    return ChargeRequest(
        method=method,
        amount=Money(visit.amount, method.currency),
        phone=read_phone(visit.phone, method) if method.needs_phone else None,
        hold=visit.hold,
        voucher=VOUCHER if visit.method == "wipay" else "",
        allow_duplicate=True,  # whoever comes twice for the same means it
    )
