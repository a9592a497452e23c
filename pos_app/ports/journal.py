"""What the till asks of a journal. Every call may raise JournalUnavailable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from pos_app.domain.money import Money
from pos_app.domain.sale import Created, Event, Sale, State


@dataclass(frozen=True)
class Recorded:
    """An event as the journal holds it. `seq` counts without gaps within one till."""

    seq: int
    till: str
    sale: str
    at: datetime
    event: Event


@dataclass(frozen=True)
class Total:
    """What a day's sales of one method in one state come to."""

    method: str
    state: State
    count: int
    amount: Money


@dataclass(frozen=True)
class Day:
    """A business day: its sales, newest first, and what they come to."""

    day: date
    sales: Sequence[Sale]
    totals: Sequence[Total]


class Journal(Protocol):
    """The till's memory. What a call has returned from survives a power cut."""

    async def create(
        self, sale_id: str, make: Callable[[int], Created], then: Callable[[Sale], Event]
    ) -> Sale:
        """A new sale under the next number, and what follows from it, in one transaction.

        `make` is given the number, `then` the sale; both are pure and may raise, and then there
        is no sale. Raises NotAllowed where a sale of this id exists: one reservation is charged
        once.
        """

    async def append(self, sale_id: str, *events: Event) -> Sale:
        """The sale after these events, in one transaction. Raises NotAllowed as the fold does."""

    async def sale(self, sale_id: str) -> Sale | None: ...

    async def open_sales(self) -> Sequence[Sale]: ...

    async def last_sales(self, limit: int) -> Sequence[Sale]:
        """The newest sales, whatever their state, newest first."""

    async def sale_with_reference(self, method: str, reference: str) -> Sale | None:
        """The newest sale by this method that was given this reference."""

    async def knows_payment(self, sale_id: str, payment: str) -> bool:
        """Whether this payment, under its provider's id, is durable here as this sale's."""

    async def events_of(self, sale_id: str) -> Sequence[Recorded]: ...

    async def day(self, day: date) -> Day: ...
