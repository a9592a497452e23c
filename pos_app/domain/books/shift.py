"""A shift: one person's time at the till, and the document of its close.

A shift says who sold what. The drawer is the till's and not the shift's: two people may be at one
till at the same time, each with a shift, and whoever closes one counts what is in the drawer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.books.day_close import DrawerCount
from pos_app.domain.books.takings import TakingsLine, summed
from pos_app.domain.events import State
from pos_app.domain.money import Money


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A shift that is open. `opened_at` is in UTC."""

    since: int  # the number of the note that opened it, by which it is known
    cashier: str  # empty where nobody signs in
    opened_at: datetime


@dataclass(frozen=True, kw_only=True)
class StateCount:
    """The sales of one state and one currency that began in a shift."""

    state: State
    count: int
    amount: Money


@dataclass(frozen=True, kw_only=True)
class ShiftDocument:
    """Document of what a shift took, sold and counted. Instants are in UTC."""

    cashier: str
    since: int
    opened_at: datetime
    until: int  # the number of the last event that it counts
    at: datetime
    by: str = ""  # who closed it; empty while it is open
    takings: tuple[TakingsLine, ...] = ()  # money that came in this time for this person's sales
    sales: tuple[StateCount, ...] = ()
    drawer: tuple[DrawerCount, ...] = ()
    kept: tuple[Money, ...] = ()  # what stayed in the drawer; the rest left it, counted


@dataclass(frozen=True, kw_only=True)
class ShiftOrder:
    """Order to close a shift, with what only the caller knows."""

    shift: Shift
    by: str = ""
    counted: tuple[Money, ...] = ()  # empty where the drawer is not counted
    # What is to stay in the drawer for the next shift. Without it all that was counted stays.
    leaves: tuple[Money, ...] = ()
    cash_methods: tuple[str, ...] = ()


def kept_of(counted: Sequence[Money], leaves: Sequence[Money]) -> tuple[Money, ...]:
    """Returns what stays in the drawer: no more than was counted."""
    wanted = {money.currency: money for money in leaves}
    return tuple(
        min(money, wanted.get(money.currency, money), key=lambda one: one.minor)
        for money in counted
    )


def differences(drawer: Iterable[DrawerCount]) -> Sequence[Money]:
    """Returns what was too much (or, less than zero, missing), each currency by itself."""
    return [money for money in summed(count.difference for count in drawer) if money.minor]
