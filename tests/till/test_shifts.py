"""Shifts and the drawer on a real journal: what is expected, counted, and whose it was."""

from collections import Counter as Tally
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest
from new_sales import new_sale_in
from till.simulated import OpenSimulated

from pos_app.domain.books.day_close import CloseOrder
from pos_app.domain.books.drawer import CashKind
from pos_app.domain.books.shift import Shift, ShiftDocument, differences
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.books.takings import net
from pos_app.domain.errors import BadInput, NobodyAtTheTill, NotAllowed, NotApproved
from pos_app.domain.events import Accepted, Created, Declined, Paid, Purpose, Sending, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.roles import Person, Role
from pos_app.domain.reasons import Reason
from pos_app.installation.pin_file import People
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.books.shift_reader import ShiftReader
from pos_app.journal.thread import JournalThread
from pos_app.ports.journal import Journal
from pos_app.till.approval.approvals import Approvals
from pos_app.till.approval.presence import Presence
from pos_app.till.shifts import Shifts

DAY = date(2026, 11, 27)
CASH, PHONE = "cash.ao", "vpos"
PINS = {"Ana": "4913", "Bia": "7305", "Rui": "2468"}
KWANZA = Currency.AOA


def kz(units: int) -> Money:
    return Money(units * 100, KWANZA)


@dataclass
class AtTheTill:
    """The till's shifts, with Ana who manages, and Bia and Rui who sell."""

    journal: Journal
    shifts: Shifts
    presence: Presence
    managers: Approvals
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def stands(self, name: str) -> None:
        role = Role.MANAGER if name == "Ana" else Role.CASHIER
        self.presence.person = Person(name, role)

    async def sells(self, amount: Money, method: str = CASH) -> str:
        sale_id = await self.begins(amount, method)
        await self.journal.append(sale_id, Accepted(), Paid())
        return sale_id

    async def begins(
        self, amount: Money, method: str, purpose: Purpose = Purpose.PAYMENT, parent: str = ""
    ) -> str:
        sale_id = f"s{next(self.ids)}"

        def created(number: int) -> Created:
            return Created(
                number=number, method=method, amount=amount, phone=None, description="",
                key=sale_id, business_day=DAY, cashier=self.presence.name, purpose=purpose,
                parent=parent or None,
            )  # fmt: skip

        await new_sale_in(self.journal, sale_id, created, Sending(request="-", body=""))
        return sale_id

    async def gives_back(self, sale_id: str, amount: Money) -> None:
        back = await self.begins(amount, CASH, Purpose.REFUND, sale_id)
        await self.journal.append(back, Paid())

    async def difference_at_close(self, counted: Money) -> Money:
        """Closes the day."""
        drawer = await self.shifts.read.drawer(KWANZA)
        counts = (drawer.counted(counted),)
        order = CloseOrder(day=DAY, by="Ana", drawer=counts, cash_methods=(CASH,))
        document, _ = await self.journal.close_day(order)
        return document.drawer[0].difference

    async def expected(self) -> Money:
        return (await self.shifts.read.drawer(KWANZA)).expected


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[AtTheTill]:
    instants = (datetime(2026, 11, 27, 6, tzinfo=UTC) + timedelta(seconds=n) for n in count())
    clock = ShopClock(zone="Africa/Luanda")
    path = folder / "journal.sqlite3"
    journal = await JournalThread.open(path, "t", lambda: next(instants), clock=clock)
    reader = BooksReader(path)
    managers = Approvals(People(folder / "people.json"), journal, lambda: next(instants), lambda: 0)
    presence = Presence(People(folder / "people.json"), managers)
    await managers.give_pin("Ana", PINS["Ana"])
    for name in ("Bia", "Rui"):
        await managers.give_pin(name, PINS[name], await managers.approve(PINS["Ana"]), Role.CASHIER)
    read = ShiftReader(reader, lambda: next(instants), clock.day_of, [CASH])
    try:
        yield AtTheTill(journal, Shifts(journal, read, presence, managers), presence, managers)
    finally:
        await reader.close()
        await journal.close()


async def test_a_shift_says_who_sold_what_and_its_close_counts_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as till:
        with pytest.raises(NobodyAtTheTill):
            await till.shifts.open([kz(20_000)])
        till.stands("Bia")
        mine = await till.shifts.open([kz(20_000)])
        with pytest.raises(NotAllowed):
            await till.shifts.open()
        first = await till.sells(kz(5_000))
        await till.sells(kz(7_000), PHONE)
        refused = await till.begins(kz(900), PHONE)
        await till.journal.append(refused, Declined(reason=Reason.NO_MONEY))
        await till.begins(kz(300), PHONE)
        till.stands("Rui")
        his = await till.shifts.open([kz(999)])  # the drawer is Bia's: nobody counts it twice
        await till.sells(kz(1_000))
        till.stands("Bia")
        await till.gives_back(first, kz(2_000))
        with pytest.raises(BadInput):
            await till.shifts.put_in(kz(500), " ")
        await till.shifts.put_in(kz(500), "change")
        with pytest.raises(NotApproved):
            await till.shifts.take_out(kz(500), "bank", None)  # type: ignore[arg-type]
        await till.shifts.take_out(kz(10_000), "bank", await till.managers.approve(PINS["Ana"]))
        drawer = await till.shifts.read.drawer(KWANZA)
        told = [(line.kind, line.amount, line.by, line.count) for line in drawer.lines]
        assert told == [
            (CashKind.FLOAT, kz(20_000), "Bia", 1),
            (CashKind.SALES, kz(5_000), "Bia", 1),
            (CashKind.SALES, kz(1_000), "Rui", 1),
            (CashKind.GIVEN_BACK, kz(-2_000), "Bia", 1),
            (CashKind.PUT_IN, kz(500), "Bia", 1),
            (CashKind.TAKEN_OUT, kz(-10_000), "Ana", 1),
        ]
        assert drawer.lines[3].number == 1
        assert [line.why for line in drawer.lines[4:]] == ["change", "bank"]

        before = await till.journal.notes()
        reading = await till.shifts.read.shift_so_far(mine)
        assert await till.journal.notes() == before  # an X reading writes nothing
        assert (reading.by, reading.drawer, net(reading.takings)) == ("", (), [kz(10_000)])
        states = {(line.state, line.count, line.amount) for line in reading.sales}
        assert states == {
            (State.PAID, 2, kz(12_000)),
            (State.DECLINED, 1, kz(900)),
            (State.SENDING, 1, kz(300)),
        }

        closed, head = await till.shifts.close(mine, [kz(14_250)], [kz(5_000)])
        assert [count.expected for count in closed.drawer] == [kz(14_500)]
        assert differences(closed.drawer) == [kz(-250)]
        assert closed.kept == (kz(14_250),)  # Rui goes on with all of it
        assert (closed.by, closed.takings, head.number) == (
            "Bia",
            reading.takings,
            closed.until + 1,
        )
        with pytest.raises(NotAllowed):
            await till.shifts.close(mine)
        with pytest.raises(NotApproved):
            await till.shifts.close(his, [kz(14_250)])
        yes = await till.managers.approve(PINS["Ana"])
        last, _ = await till.shifts.close(his, [kz(14_250)], [kz(5_000)], yes)
        assert (last.by, differences(last.drawer), last.kept) == ("Ana", [], (kz(5_000),))
        assert await till.expected() == kz(5_000)
        assert await till.shifts.read.open_shifts() == []
        assert await till.shifts.read.closed_shifts(DAY, DAY) == [last, closed]
        assert await till.shifts.read.closed_shifts(DAY + timedelta(1), DAY + timedelta(9)) == []


@pytest.mark.parametrize("seed", range(4))
async def test_the_drawer_adds_up_whatever_happens_at_it(tmp_path: Path, seed: int) -> None:
    """Against a drawer of banknotes: what people put in and take out is counted by hand beside the
    till, and each close has to expect exactly that, and what it did not find is in its difference
    alone."""
    random = Random(seed)
    async with opened(tmp_path) as till:
        there = kz(0)  # in the drawer of banknotes
        took: Tally[str] = Tally()  # by whose shift
        shifts: dict[str, Shift] = {}
        sold: list[tuple[str, Money]] = []
        closed: list[ShiftDocument] = []
        for _ in range(60):
            name = random.choice(("Bia", "Rui"))
            till.stands(name)
            amount = kz(random.randint(1, 9_000))
            match random.randint(0, 7):
                case 0 | 1:
                    sold.append((await till.sells(amount), amount))
                    there, took[name] = there + amount, took[name] + amount.minor
                case 2:
                    await till.sells(amount, PHONE)
                    took[name] += amount.minor
                case 3 if sold:
                    sale, paid = sold.pop(random.randrange(len(sold)))
                    await till.gives_back(sale, paid)
                    there, took[name] = there + -paid, took[name] - paid.minor
                case 4:
                    await till.shifts.put_in(amount, "change")
                    there += amount
                case 5:
                    yes = await till.managers.approve(PINS["Ana"])
                    await till.shifts.take_out(amount, "bank", yes)
                    there += -amount
                case 6 if name not in shifts:
                    has_float = not shifts
                    shifts[name] = await till.shifts.open([amount] if has_float else [])
                    there, took[name] = amount if has_float else there, 0
                case 6:
                    lost = kz(random.choice((0, 0, -150, 70)))
                    mine, found = shifts.pop(name), there + lost
                    document, _ = await till.shifts.close(mine, [found], [amount])
                    closed.append(document)
                    assert [count.expected for count in document.drawer] == [there]
                    assert sum(one.minor for one in differences(document.drawer)) == lost.minor
                    assert sum(one.minor for one in net(document.takings)) == took[name]
                    there = found if shifts else min(found, amount, key=lambda one: one.minor)
                case 7:
                    assert await till.difference_at_close(there) == kz(0)
                    (left,) = (await till.shifts.read.drawer(KWANZA)).lines
                    assert (left.kind, left.by) == (CashKind.LEFT, "Ana")
            assert await till.expected() == there
        assert await till.shifts.read.open_shifts() == sorted(
            shifts.values(), key=lambda shift: shift.since
        )
        assert await till.shifts.read.closed_shifts(DAY, DAY) == closed[::-1]


async def test_cash_is_expected_without_its_change_and_what_went_back_by_hand_is_not(
    simulated: OpenSimulated,
) -> None:
    """Whatever else is taken by hand is not in the drawer."""
    async with simulated({}).open() as shop:
        first = await shop.charge("cash.ao", "1500", tendered="2000")
        await shop.charge("transfer.ao", "700")
        await shop.charge("cardmachine.ao", "800")
        await shop.charge("cash.ao", "300,25")
        await shop.charge("cash.mz", "50")
        await shop.till.refund("r", first.id, kz(400), await shop.ana())
        drawer, other = await shop.till.shifts.read.drawers(KWANZA)
        assert other.expected == Money(50_00, Currency.MZN)  # from before the shop moved
        counts = [drawer.counted(kz(1_400)), other.counted(Money(40_00, Currency.MZN))]
        await shop.charge("cash.ao", "10")  # while somebody reads what was counted
        closed = await shop.till.close_day(shop.till.today(), await shop.ana(), counts)
    kinds = [(line.kind, line.amount, line.count, line.number) for line in drawer.lines]
    assert kinds == [
        (CashKind.SALES, Money(1_800_25, KWANZA), 2, None),
        (CashKind.GIVEN_BACK, kz(-400), 1, first.number),
    ]
    assert [(count.expected, count.difference) for count in closed.sheet.document.drawer] == [
        (Money(1_410_25, KWANZA), Money(-10_25, KWANZA)),
        (Money(50_00, Currency.MZN), Money(-10_00, Currency.MZN)),
    ]
