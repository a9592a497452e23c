"""What people do at the till, so that it can be done again by somebody who starts it anew.

Every act looks first at what the till shows, as a cashier does who finds the till off: a charge is
made again only under its own reservation, money is given back only where the till offers it.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from faults.kills import counter_acts, paper_acts
from faults.kills.counter_acts import CASH
from faults.kills.person import SALE, Act, Person
from faults.kills.steps import OF_A_WRITE, OF_PAPER, Moment
from support import PHONES

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import State
from pos_app.domain.method import Method, Refunds
from pos_app.domain.rules.money_back import is_held, refundable
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import parse_charge_request

PAYOUT = "0a70" * 4
EXTENDED_BY = timedelta(days=2)


async def nothing(_: Person) -> None:
    """The till is only opened."""


async def sell(person: Person) -> None:
    await person.charges()
    await person.customer_pays()
    await person.waits_for_all()


async def charge(person: Person) -> None:
    """Nobody has paid yet."""
    await person.charges()
    await person.sees_in_hand()


async def cancel(person: Person) -> None:
    with suppress(NotAllowed):  # it is over
        await person.till.opened.till.cancel(SALE)
    await person.waits_for_all()


async def charge_and_be_paid(person: Person) -> None:
    """The customer has paid, and the till does not know it yet."""
    await charge(person)
    person.world.customer_pays(await person.sees())


async def extend(person: Person) -> None:
    sale = await person.sees_in_hand()
    wanted = (sale.created_at + EXTENDED_BY).replace(microsecond=0)
    with suppress(NotAllowed):  # it is over
        await person.till.opened.till.extend(SALE, wanted)
    await person.till.until(sale, lambda now: now.expires_at == wanted or not now.is_open)
    await sell(person)


async def refund(person: Person) -> None:
    await person.waits_for_all()
    if refundable(await person.sees(), person.method):
        approval = await person.till.ana()
        await person.till.opened.till.refund(uuid4().hex[:16], SALE, None, approval)
    await person.waits_for_all()


async def hold(person: Person) -> None:
    await person.charges(hold=True)
    await person.waits_for_all()


async def capture(person: Person) -> None:
    await person.waits_for_all()
    if is_held(await person.sees()):
        await person.till.opened.till.capture(uuid4().hex[:16], SALE, None)
    await person.waits_for_all()


async def release(person: Person) -> None:
    await person.waits_for_all()
    if is_held(await person.sees()):
        approval = await person.till.ana()
        await person.till.opened.till.release(uuid4().hex[:16], SALE, approval)
    await person.waits_for_all()


async def pay_out(person: Person) -> None:
    with suppress(NotAllowed):  # this reservation was paid out already
        order = parse_charge_request(person.method, "200", PHONES[person.method.id])
        await person.till.opened.till.pay_out(PAYOUT, order, await person.till.ana())
    await person.waits_for_all()


@dataclass(frozen=True)
class Flow:
    """One thing that is done by one method. It is killed in `act`; `before` has gone well."""

    method: Method
    name: str
    act: Act
    end: State  # of the sale, unless its outcome remains unknown
    before: Act = nothing
    moves: Mapping[str, int] = field(default_factory=dict)  # how often money moves, at most
    notes: Mapping[str, int] = field(default_factory=dict)  # how many there are in the end
    opening: bool = False  # killed while the journal is made, and not after
    prints: bool = False  # at the printer of the shop

    @property
    def id(self) -> str:
        return f"{self.method.id} {self.name}"

    @property
    def moments(self) -> frozenset[Moment]:
        """The moments that it has."""
        if self.opening:
            return frozenset({Moment.OPENING})
        if self.prints:
            return OF_A_WRITE | OF_PAPER
        asks = self.method.asks_provider
        return frozenset(Moment) - {Moment.OPENING} - OF_PAPER if asks else OF_A_WRITE


ONCE = {"charge": 1}


def _flows_of(method: Method) -> list[Flow]:
    flows = [Flow(method, "sell", sell, State.PAID, moves=ONCE)]
    if method.can_cancel:
        flows += [
            Flow(method, "cancel", cancel, State.CANCELLED, charge),
            Flow(method, "cancel too late", cancel, State.PAID, charge_and_be_paid, ONCE),
        ]
    if method.can_extend:
        flows.append(Flow(method, "extend", extend, State.PAID, charge, ONCE))
    if method.refunds is not Refunds.NONE:
        flows.append(Flow(method, "refund", refund, State.PAID, sell, {**ONCE, "back": 1}))
    if method.can_authorize:
        flows += [
            Flow(method, "hold", hold, State.AUTHORIZED),
            Flow(method, "capture", capture, State.PAID, hold, ONCE),
            Flow(method, "release", release, State.CANCELLED, hold),
        ]
    if method.can_pay_out:
        flows.append(Flow(method, "pay out", pay_out, State.PAID, sell, {**ONCE, "back": 1}))
    return flows


# A shift is at the drawer alone; the day's close and the statement have a sale before them.
_SHIFT = {"shiftopened": 1, "cashmoved": 1, "shiftclosed": 1}
_RECONCILED = {"statementimported": 1, "differenceresolved": 1}
COUNTER_FLOWS = (
    Flow(CASH, "take", counter_acts.take_cash, State.PAID),
    Flow(
        CASH,
        "print",
        paper_acts.print_the_receipt,
        State.PAID,
        counter_acts.take_cash,
        prints=True,
    ),
    Flow(CASH, "repeat", paper_acts.repeat_it, State.PAID, paper_acts.print_in_vain, prints=True),
    Flow(CASH, "give back", counter_acts.give_back, State.PAID, counter_acts.take_cash),
    Flow(CASH, "shift", counter_acts.work_a_shift, State.PAID, notes=_SHIFT),
    Flow(
        CASH,
        "close",
        counter_acts.close_the_day,
        State.PAID,
        counter_acts.take_cash,
        notes={"dayclosed": 1},
    ),
    Flow(METHODS["vpos"], "split", counter_acts.split, State.PAID, moves=ONCE),
    Flow(
        CASH,
        "split cancelled",
        counter_acts.cancel_split,
        State.CANCELLED,
        counter_acts.begin_split,
    ),
    Flow(METHODS["vpos"], "statement", counter_acts.reconcile, State.PAID, sell, ONCE, _RECONCILED),
)
FIRST_START = Flow(METHODS["wipay"], "first start", sell, State.PAID, moves=ONCE, opening=True)
FLOWS: Mapping[str, Flow] = {
    flow.id: flow
    for flow in (
        FIRST_START,
        *(flow for one in METHODS.values() for flow in _flows_of(one)),
        *COUNTER_FLOWS,
    )
}
