"""People at the drawer: shifts with a float, cash put in and taken out, and counts of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from faults.simulation.counter import Counter
from faults.simulation.handlings import FLOAT, Deed, Handling

from pos_app.domain.errors import JournalDamaged
from pos_app.domain.money import Currency, Money
from pos_app.till.till import Till


class AtTheDrawer:
    """Whoever handles cash. They try again where the till died meanwhile."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    async def handle(self, handling: Handling) -> None:
        await asyncio.sleep(handling.at)
        deed = _DO[handling.deed]
        with suppress(JournalDamaged):  # said when the till is opened anew
            await self._counter.tell(lambda till: deed(self, till, handling))

    async def _open(self, till: Till, handling: Handling) -> None:
        await self._counter.be_there(till)
        await till.shifts.open([_kwanzas(FLOAT + handling.odd)])

    async def _close(self, till: Till, handling: Handling) -> None:
        approval = await self._counter.approve(till)
        for shift in (await till.shifts.read.open_shifts())[:1]:
            counted = await _counted(till, handling)
            await till.shifts.close(shift, [counted], [_kwanzas(FLOAT)], approval)

    async def _put_in(self, till: Till, handling: Handling) -> None:
        await self._counter.be_there(till)
        await till.shifts.put_in(_kwanzas(handling.amount), "change")

    async def _take_out(self, till: Till, handling: Handling) -> None:
        approval = await self._counter.approve(till)
        await till.shifts.take_out(_kwanzas(handling.amount), "bank", approval)

    async def _close_day(self, till: Till, handling: Handling) -> None:
        approval = await self._counter.approve(till)
        drawer = await till.shifts.read.drawer(Currency.AOA)
        counts = [drawer.counted(await _counted(till, handling))]
        await till.close_day(till.today(), approval, counts)


async def _counted(till: Till, handling: Handling) -> Money:
    drawer = await till.shifts.read.drawer(Currency.AOA)
    return _kwanzas(max(drawer.expected.minor + handling.odd, 0))


def _kwanzas(minor: int) -> Money:
    return Money(minor, Currency.AOA)


_DO: Mapping[Deed, Callable[[AtTheDrawer, Till, Handling], Awaitable[None]]] = {
    Deed.OPENS: AtTheDrawer._open,
    Deed.CLOSES: AtTheDrawer._close,
    Deed.PUTS_IN: AtTheDrawer._put_in,
    Deed.TAKES_OUT: AtTheDrawer._take_out,
    Deed.CLOSES_DAY: AtTheDrawer._close_day,
}
