"""What a shop sees now and then: sales in parts, holds, pay-outs, cash given back, and payments of
no sale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from half_year.bulk import Bulk
from half_year.lives import MANAGER

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import (
    GOES_OUT,
    Accepted,
    Authorized,
    Cancelling,
    Created,
    Declined,
    Event,
    GivenByHand,
    Paid,
    Purpose,
    ReceivedByHand,
    Sending,
    SlipPrinted,
    SplitOpened,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.ports.journal import UnmatchedPayment

Step = Callable[[datetime], object]

_SENDING = Sending(request="POST /api/v1/transactions", body="{}")
_ALL_OF_IT_COMES, _REST_IS_CASH, _HOLD_IS_TAKEN = 0.6, 0.8, 0.7
_PHONES = {"vpos": Phone("AO", "923456789"), "clicpay.mpesa": Phone("MZ", "841234567")}


class Months(Protocol):
    """The shop whose time goes by."""

    bulk: Bulk
    clock: ShopClock

    def next_number(self) -> int: ...
    def later(self, sale_id: str, at: datetime, step: Step) -> None: ...


@dataclass
class Rare:
    """Makes what is rare happen, by dice of its own: all other sales are the same without it."""

    shop: Months
    cashiers: Sequence[str]
    chance: Random

    def happen(self, at: datetime) -> None:
        self.chance.choice(_ALL)(self, at)

    def in_parts(self, at: datetime) -> None:
        """A sale that is paid in cash and by phone. Where the phone says no, the rest is cash, or
        the sale is cancelled and the cash goes back."""
        whole = self._amount()
        part = Money(whole.minor // 3, whole.currency)
        rest = Money(whole.minor - part.minor, whole.currency)
        split = self._new("split.ao", whole, at, SplitOpened(), purpose=Purpose.SPLIT)
        cash = self._part(split, "cash.ao", part, at)
        phone = self._part(split, "vpos", rest, at)
        luck = self.chance.random()
        if luck < _ALL_OF_IT_COMES:
            self._later(phone, at, 12, _paid(phone))
            return
        self._later(phone, at, 12, Declined(reason=Reason.NO_MONEY))
        if luck < _REST_IS_CASH:
            self._at(split, at, 30, lambda due: self._part(split, "cash.ao", rest, due))
            return
        self._later(split, at, 20, Cancelling())
        self._at(cash, at, 40, lambda due: self._give_back(cash, part, due))

    def held(self, at: datetime) -> None:
        """A hold, of which a part is taken on the next day; or it is let go."""
        amount = self._amount()
        sale = self._new("vpos", amount, at, _SENDING, purpose=Purpose.AUTHORIZATION)
        self._later(sale, at, 8, Authorized(reference=f"H{sale[:9]}"))
        takes = self.chance.random() < _HOLD_IS_TAKEN
        purpose = Purpose.CAPTURE if takes else Purpose.RELEASE
        some = Money(amount.minor // 2 or 1, amount.currency) if takes else amount
        self._at(sale, at, 80_000, lambda due: self._operate(sale, purpose, some, due))

    def paid_out(self, at: datetime) -> None:
        amount = Money(self._amount().minor, Currency.MZN)
        sale = self._new("clicpay.mpesa", amount, at, _SENDING, purpose=Purpose.PAYOUT)
        self._later(sale, at, 5, _paid(sale))

    def given_back_in_cash(self, at: datetime) -> None:
        """Half of a cash sale goes back on another day."""
        amount = self._amount()
        sale = self._new("cash.ao", amount, at, ReceivedByHand())
        half = Money(amount.minor // 2 or 1, amount.currency)
        self._at(sale, at, 100_000, lambda due: self._give_back(sale, half, due))

    def nobodys(self, at: datetime) -> None:
        """A payment of a reference that was made for no sale."""
        amount = self._amount()
        name = self._id()[:12]
        taken = UnmatchedPayment(
            method=self.chance.choice(("proxypay", "wikipay")),
            payment=f"N{name}",
            reference=f"{self.chance.randrange(10**8):09d}",
            sale="",
            amount=amount,
            raw="",
            first_seen=at,
            last_seen=at,
            taken_at=at,
            taken_by=MANAGER,
            why="de outra caixa",
            provider_at=at - timedelta(hours=2),
            fee=Money(amount.minor // 100, amount.currency),
        )
        self.shop.bulk.take(taken, at)

    # --- how it is written ------------------------------------------------------------------------

    def _new(
        self,
        method: str,
        amount: Money,
        at: datetime,
        first: Event,
        *,
        purpose: Purpose = Purpose.PAYMENT,
        of: str = "",
    ) -> str:
        """Writes a sale with its first event, and what is heard of it a second later."""
        sale_id, number = self._id(), self.shop.next_number()
        created = Created(
            number=number,
            method=method,
            amount=amount,
            phone=_PHONES.get(method),
            description="",
            key=f"{number:032x}",
            business_day=self.shop.clock.day_of(at),
            purpose=purpose,
            parent=of or None,
            by=MANAGER if purpose in GOES_OUT else "",
            cashier=self.chance.choice(self.cashiers),
        )
        self.shop.bulk.append(sale_id, at, created)
        self.shop.bulk.append(sale_id, at, first)
        asked = isinstance(first, Sending)
        heard = Accepted(reference=f"R{number}") if asked else SlipPrinted(printer="Balcão")
        self._later(sale_id, at, 1, heard)
        return sale_id

    def _part(self, split: str, method: str, amount: Money, at: datetime) -> str:
        first = ReceivedByHand() if method == "cash.ao" else _SENDING
        return self._new(method, amount, at, first, of=split)

    def _give_back(self, sale: str, amount: Money, at: datetime) -> None:
        self._new("cash.ao", amount, at, GivenByHand(), purpose=Purpose.REFUND, of=sale)

    def _operate(self, sale: str, purpose: Purpose, amount: Money, at: datetime) -> None:
        if self.shop.bulk.sale(sale).state is State.AUTHORIZED:
            operation = self._new("vpos", amount, at, _SENDING, purpose=purpose, of=sale)
            self._later(operation, at, 6, _paid(operation))

    def _later(self, sale: str, at: datetime, seconds: float, event: Event) -> None:
        self._at(sale, at, seconds, lambda due: self.shop.bulk.append(sale, due, event))

    def _at(self, sale: str, at: datetime, seconds: float, step: Step) -> None:
        self.shop.later(sale, at + timedelta(seconds=seconds), step)

    def _amount(self) -> Money:
        return Money(self.chance.randrange(5_000, 9_000_000), Currency.AOA)

    def _id(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"


def _paid(sale: str) -> Paid:
    return Paid(reference=f"P{sale[:9]}")


_ALL: Sequence[Callable[[Rare, datetime], None]] = (
    Rare.in_parts,
    Rare.held,
    Rare.paid_out,
    Rare.given_back_in_cash,
    Rare.nobodys,
)
