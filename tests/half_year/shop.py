"""A shop's months in a journal: eight methods and cash, five cashiers, refunds, unknowns, flags and
late money.

Every event, row and movement is made by the program's own fold, codec and ledger, so that `verify`
finds the file sound. Written in bulk; every run of the same size writes the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from random import Random

from half_year.bulk import Bulk
from half_year.lives import MANAGER, WAYS, Charge, Way, life_of
from half_year.rare import Rare, Step

from pos_app.domain.books.day_close import CloseOrder, DrawerCount
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import (
    Accepted,
    Created,
    Event,
    Paid,
    Purpose,
    ReceivedByHand,
    Sending,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.gateways.catalogue import CASH_METHODS

CLOCK = ShopClock(zone="Africa/Luanda", starts_at="04:00")
FIRST_DAY = datetime(2026, 6, 1, tzinfo=UTC)
DAYS = 183
CASHIERS = ("Ana M.", "Paulo D.", "Inês Conceição", "João B.", MANAGER)
GOODS = ("Óleo e farinha", "Cesta, 2 garrafões", "Arroz 25 kg", "Crédito e pão", "Garrafa de gás",
         "Encomenda Sr. Gaspar", "Açúcar", "Fraldas", "Peixe carapau", "")  # fmt: skip
_CUSTOMERS = 20_000
_GIVEN_BACK = 0.015
_RARE = 0.02
_OPENS, _HOURS = 6, 20  # UTC: until after midnight by the shop's clock
_EVENING, _MORNING = 20, 29  # UTC: while it is open, and before it opens again
_BUSY_EVERY, _FORGOTTEN_EVERY = 5, 7  # days
_COUNTED = 0.6


@dataclass
class Shop:
    """The shop while its months go by. Steps that are due later lie on the heap."""

    bulk: Bulk
    chance: Random
    first_day: datetime
    rare: Random
    closes: bool = False
    clock: ShopClock = CLOCK
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _due: list[tuple[datetime, int, Step]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)

    def open(self, sales: int, days: int) -> None:
        rare = Rare(self, CASHIERS, self.rare)
        for day in range(days):
            if self.closes:
                self._will_close(day)
            for at in self._times(day, sales // days + (day < sales % days)):
                self._go_on_until(at)
                self._sell(at)
                if self.rare.random() < _RARE:
                    rare.happen(at)
        self._go_on_until(self.first_day + timedelta(days=days + 1))

    def next_number(self) -> int:
        return next(self._numbers)

    def _times(self, day: int, sales: int) -> list[datetime]:
        opens = self.first_day + timedelta(days=day, hours=_OPENS)
        return sorted(opens + timedelta(hours=_HOURS * self.chance.random()) for _ in range(sales))

    def _go_on_until(self, at: datetime) -> None:
        while self._due and self._due[0][0] <= at:
            due, _, step = heappop(self._due)
            step(due)

    def later(self, sale_id: str, at: datetime, step: Step) -> None:
        self.bulk.hold(sale_id)

        def taken(due: datetime) -> None:
            step(due)
            self.bulk.let_go(sale_id)

        self._will_do(at, taken)

    def _event(self, sale_id: str, at: datetime, event: Event) -> None:
        self.later(sale_id, at, lambda due: self.bulk.append(sale_id, due, event))

    def _sell(self, at: datetime) -> None:
        (way,) = self.chance.choices(WAYS, [way.share for way in WAYS])
        charge = Charge(self.next_number(), at, way, self._amount(way))
        sale_id = self._id()
        if way.by_hand:
            self._take(sale_id, charge)
            return
        self._create(sale_id, at, self._created(charge))
        life = life_of(charge, self.chance)
        for after, event in life:
            self._event(sale_id, at + after, event)
        if self.chance.random() < _GIVEN_BACK and life and isinstance(life[-1][1], Paid):
            back_at = at + life[-1][0] + timedelta(hours=40 * self.chance.random(), minutes=5)
            self.later(sale_id, back_at, lambda due: self._give_back(sale_id, charge, due))

    def _take(self, sale_id: str, charge: Charge) -> None:
        """Takes cash, and gives change for notes of five hundred."""
        notes = -(-charge.amount.minor // 500_00) * 500_00
        self.bulk.append(sale_id, charge.at, self._created(charge))
        tendered = Money(notes, charge.amount.currency)
        self.bulk.hold(sale_id)
        self.bulk.append(sale_id, charge.at, ReceivedByHand(tendered=tendered))
        self.bulk.let_go(sale_id)

    def _create(self, sale_id: str, at: datetime, created: Created) -> None:
        self.bulk.append(sale_id, at, created)
        self.bulk.append(sale_id, at, Sending(request="POST /api/v1/transactions", body="{}"))

    def _created(self, charge: Charge) -> Created:
        number = self.chance.randrange(_CUSTOMERS)
        wants_number = self.chance.random() < 0.05
        return Created(
            number=charge.number,
            method=charge.way.method,
            amount=charge.amount,
            phone=_phone(charge.way, number) if charge.way.has_phone else None,
            description=self.chance.choice(GOODS),
            key=f"{charge.number:032x}",
            business_day=CLOCK.day_of(charge.at),
            fields={"NIF": f"5{number:08d}"} if wants_number else None,
            cashier=self.chance.choice(CASHIERS),
        )

    def _give_back(self, sale_id: str, charge: Charge, at: datetime) -> None:
        parent = self.bulk.sale(sale_id)
        if parent.state is not State.PAID or parent.refunded_minor or parent.flags:
            return
        part = self.chance.random() < 0.3
        amount = Money(charge.amount.minor // (2 if part else 1), charge.amount.currency)
        refund_id, number = self._id(), self.next_number()
        created = Created(
            number=number,
            method=charge.way.method,
            amount=amount,
            phone=parent.phone,
            description="",
            key=f"{number:032x}",
            business_day=CLOCK.day_of(at),
            purpose=Purpose.REFUND,
            parent=sale_id,
            parent_reference=parent.reference,
            by=MANAGER,
            cashier=MANAGER,
        )
        self._create(refund_id, at, created)
        told = Accepted(reference=f"B{number}", follow=f"/api/v1/refunds/{number:x}")
        self._event(refund_id, at + timedelta(seconds=1), told)
        self._event(refund_id, at + timedelta(seconds=9), Paid(reference=f"B{number}"))

    def _will_close(self, day: int) -> None:
        """Closes the day in the morning after, on some days in the evening too, before the last
        sales. Some days nobody closes: their money is on the next close."""
        this = (self.first_day + timedelta(days=day)).date()
        if day % _BUSY_EVERY == 0:
            self._will_do(self.first_day + timedelta(days=day, hours=_EVENING), self._closing(this))
        if day % _FORGOTTEN_EVERY:
            self._will_do(self.first_day + timedelta(days=day, hours=_MORNING), self._closing(this))

    def _closing(self, day: date) -> Step:
        """Returns the close of a day, at which some people count the drawer."""
        counted = Money(self.rare.randrange(10**8), Currency.AOA)
        count = DrawerCount(expected=Money(0, Currency.AOA), counted=counted)  # the journal knows
        order = CloseOrder(
            day=day,
            by=MANAGER,
            drawer=(count,) if self.rare.random() < _COUNTED else (),
            cash_methods=CASH_METHODS,
        )
        return lambda due: self.bulk.close_day(order, due)

    def _will_do(self, at: datetime, step: Step) -> None:
        heappush(self._due, (at, next(self._order), step))

    def _amount(self, way: Way) -> Money:
        units = int(self.chance.lognormvariate(7.5, 1.1)) + 50
        odd = self.chance.random() < 0.2
        cents = self.chance.randrange(100) if odd else 0
        return Money(units * 100 + cents, way.currency)

    def _id(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"


def _phone(way: Way, customer: int) -> Phone:
    if way.currency is Currency.AOA:
        return Phone("AO", f"92{customer * 487 % 10_000_000:07d}")
    return Phone("MZ", f"84{customer * 487 % 10_000_000:07d}")


def write_shop(
    path: Path,
    sales: int,
    days: int = DAYS,
    seed: int = 17,
    first_day: datetime = FIRST_DAY,
    *,
    closes: bool = False,
) -> None:
    """Writes a new journal of about so many sales: refunds, and what is rare, come beside.
    `first_day` is its midnight in UTC. With `closes` somebody closes its days, and not every one in
    time."""
    with Bulk.opened(path, CLOCK, first_day) as bulk:
        Shop(bulk, Random(seed), first_day, Random(f"rare {seed}"), closes).open(sales, days)
