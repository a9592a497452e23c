"""The close of a business day: a numbered document that never changes.

A close counts every movement of money up to its day that no close before it counts, whatever the
day of its sale (`closings`). So all closes together are all the money. What comes later is on the
next one, which says where it came from.
"""

from dataclasses import dataclass
from datetime import date, datetime

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.events import Flag, Purpose, State
from pos_app.domain.money import Money
from pos_app.domain.paper.print_job import PrintTrouble
from pos_app.domain.phone import Phone


@dataclass(frozen=True, kw_only=True)
class EarlierMoney:
    """Money that is on this close, and came on a later day than its sale was made."""

    number: int
    sold_on: date
    method: str
    reference: str
    kind: MovementKind
    amount: Money
    phone: Phone | None = None


@dataclass(frozen=True, kw_only=True)
class DayMoney:
    """The money of one business day, of several that one close counts."""

    day: date
    amount: Money


@dataclass(frozen=True, kw_only=True)
class CarriedSale:
    """A sale without an end, or with a flag: the next close has it too, until somebody ends it."""

    number: int
    sold_on: date
    method: str
    amount: Money
    state: State
    purpose: Purpose = Purpose.PAYMENT
    flags: tuple[Flag, ...] = ()
    description: str = ""
    # Closes of earlier versions do not have the rest, of this kind of lines and of the next two.
    phone: Phone | None = None
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class SettledSale:
    """An unknown sale that a manager settled, or a flag that a manager cleared."""

    number: int
    method: str
    amount: Money
    by: str
    why: str
    paid: bool | None = None  # None where it is a flag that was cleared
    flag: Flag | None = None
    sold_on: date | None = None
    phone: Phone | None = None
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class OddSale:
    """A sale that was made though it looked like `duplicate_of`; or, without one, whose slip was
    never printed."""

    number: int
    method: str
    amount: Money
    cashier: str = ""
    duplicate_of: int | None = None
    sold_on: date | None = None
    phone: Phone | None = None
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawerCount:
    """The cash of one currency: what had to be in the drawer, and what somebody counted."""

    expected: Money
    counted: Money

    @property
    def difference(self) -> Money:
        """The surplus; less than zero for what is missing."""
        return self.counted + -self.expected


@dataclass(frozen=True, kw_only=True)
class CloseDocument:
    """A close as it was made. Instants are UTC."""

    number: int
    day: date
    by: str
    at: datetime
    begins_at: datetime | None  # the close before; None for the first one
    since: int  # the number of that close's event; 0 for the first one
    until: int  # the number of the last event before this close's own
    takings: tuple[TakingsLine, ...] = ()
    days: tuple[DayMoney, ...] = ()  # where it counts several, as after a day that nobody closed
    earlier: tuple[EarlierMoney, ...] = ()
    carried: tuple[CarriedSale, ...] = ()
    settled: tuple[SettledSale, ...] = ()
    odd: tuple[OddSale, ...] = ()
    drawer: tuple[DrawerCount, ...] = ()
    paper: tuple[PrintTrouble, ...] = ()  # what did not come out, or may not have


@dataclass(frozen=True, kw_only=True)
class CloseOrder:
    """Order to close a day, with what only the caller knows."""

    day: date
    by: str
    drawer: tuple[DrawerCount, ...] = ()
    slip_methods: tuple[str, ...] = ()  # methods whose customer needs a printed slip
    cash_methods: tuple[str, ...] = ()  # methods whose money lies in the drawer
    paper: tuple[PrintTrouble, ...] = ()  # as the spool knows it; since the close before


_AFTER_A_RESTORE = 100  # numbers that are left out: lost closes may stand on slips


def next_number(last: int, restores: int) -> int:
    """Returns the number of the next close, above all that may stand on a slip already. `restores`
    are those since the last close that is known."""
    if not restores:
        return last + 1
    return (last // _AFTER_A_RESTORE + restores) * _AFTER_A_RESTORE + 1
