"""The ledger port: what the office reads of money, days and closes. Nothing here delays a payment.

Every call may raise JournalUnavailable or JournalDamaged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Protocol

from pos_app.domain.books.day_close import CloseDocument, CloseOrder
from pos_app.domain.books.movements import Movement
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.money import Money


class Dimension(StrEnum):
    """Property that tells takings apart. The values are typed at the command line."""

    METHOD = "method"
    DAY = "day"
    HOUR = "hour"
    CASHIER = "cashier"
    CURRENCY = "currency"


@dataclass(frozen=True)
class Group:
    """The money of one group: received, given back, and their counts. `key` has a text for each
    dimension that was asked for: a method's id, a day in ISO form, an hour of two digits, a
    cashier's name; the currency is the amounts' own."""

    key: tuple[str, ...]
    received: Money
    given_back: Money  # less than zero
    payments: int
    refunds: int

    @property
    def net(self) -> Money:
        return self.received + self.given_back


class DayState(Enum):
    """Whether a day's money is on a close."""

    OPEN = "open"
    CLOSED = "closed"
    CHANGED = "changed"  # money came for it after its close
    FORGOTTEN = "forgotten"  # it is over, and no close has its money


@dataclass(frozen=True)
class DayStatus:
    """A business day in the list of days."""

    day: date
    state: DayState
    received: Sequence[Money]
    closes: Sequence[int] = ()  # the numbers of its closes
    changed_by: Sequence[Money] = ()  # what came for it, or on it, after its last close


@dataclass(frozen=True)
class Bridge:
    """Money that makes the difference between what a day sold and what it received."""

    movement: Movement
    number: int | None  # of the sale, where it is one's


@dataclass(frozen=True)
class DayBooks:
    """A business day's money, twice: by its sales, and by what came."""

    day: date
    sold: Sequence[TakingsLine]  # what the sales of this day brought, on whatever day
    received: Sequence[TakingsLine]  # what came on this day, for sales of whatever day
    for_earlier: Sequence[Bridge]  # came on this day, for sales of other days
    came_later: Sequence[Bridge]  # for sales of this day, came on other days


@dataclass(frozen=True)
class DocumentedClose:
    """A close with the journal's head after it, which proves it."""

    document: CloseDocument
    seq: int
    hash: str


class ReadsLedger(Protocol):
    """Sums and lists of movements, read beside the till."""

    async def day_books(self, day: date) -> DayBooks: ...

    async def day_statuses(self, start: date, end: date, today: date) -> Sequence[DayStatus]:
        """Returns the days of this period that have sales or money, and today, newest first."""

    async def takings(self, start: date | None, end: date | None) -> Sequence[TakingsLine]:
        """Returns the sums of the movements that became known in this period. The counter reads
        them with every sale: they wait for none of the others."""

    async def closes(
        self, start: date | None = None, end: date | None = None
    ) -> Sequence[DocumentedClose]:
        """Returns the closes of the days of this period, newest first. Closes of earlier versions
        had no document, and are left out."""

    async def close_so_far(self, order: CloseOrder, at: datetime) -> CloseDocument:
        """Returns what a close would say that is made now (an X reading). Writes nothing."""
