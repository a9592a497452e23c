"""The journal port: append events, read sales, record unmatched payments.

Every call may raise JournalUnavailable.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Protocol

from pos_app.domain.audit_notes import Note
from pos_app.domain.books.day_close import CloseDocument, CloseOrder
from pos_app.domain.books.shift import Shift, ShiftDocument, ShiftOrder
from pos_app.domain.errors import PosError
from pos_app.domain.events import Created, Event
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale


@dataclass(frozen=True)
class Head:
    """The last event of a journal: its number, and its hash over all that came before."""

    number: int
    hash: str

    @property
    def in_groups(self) -> tuple[str, ...]:
        """The hash as people copy it: sixteen groups of four."""
        return tuple(self.hash[place : place + 4] for place in range(0, len(self.hash), 4))

    def in_lines(self, groups: int) -> tuple[str, ...]:
        """Returns all of it as `verify --head` reads it, in lines of so many groups; a group more
        in the last one is the number."""
        figures = [*self.in_groups, f"@{self.number}"]
        cuts = [*range(0, len(self.in_groups), groups), len(figures)]
        return tuple(" ".join(figures[start:end]) for start, end in pairwise(cuts))


@dataclass(frozen=True)
class Recorded:
    """An event as the journal holds it. `seq` counts without gaps within one till."""

    seq: int
    till: str
    sale: str
    at: datetime
    event: Event


@dataclass(frozen=True)
class Noted:
    """A note as the journal holds it, numbered in one series with the events of sales."""

    seq: int
    till: str
    at: datetime
    note: Note


@dataclass(frozen=True)
class Audited:
    """A note with its business day."""

    day: date
    noted: Noted


@dataclass(frozen=True)
class UnmatchedPayment:
    """A payment in a provider's queue that matches no sale of this journal. The till leaves it
    there, unless a manager says that nobody else will take it."""

    method: str
    payment: str
    reference: str
    sale: str  # the id that it carries: another till's; empty where it carries none
    amount: Money | None
    raw: str
    first_seen: datetime
    last_seen: datetime
    queued: bool = True  # else its provider called us, and it is in no queue
    taken_at: datetime | None = None  # by hand, out of the queue
    taken_by: str = ""
    why: str = ""
    provider_at: datetime | None = None  # when it moved, by the provider's own word
    period: str = ""  # the provider's clearing period
    fee: Money | None = None  # what the provider keeps of it


@dataclass(frozen=True)
class NextSale:
    """The number and instant of the next sale. Nothing is reserved: until a sale is written, the
    journal names the same number again."""

    number: int
    till: str
    at: datetime


class TellsTrouble(Protocol):
    """Reports whether the journal can be written, for the window."""

    @property
    def trouble(self) -> PosError | None:
        """The reason why the last write failed, or has been waiting for more than a moment."""

    def listen(self, listener: Callable[[PosError | None], None]) -> None: ...


class ReadsJournal(Protocol):
    """The reads of the window and the commands. Changes go through the till."""

    async def sale(self, sale_id: str) -> Sale | None: ...

    async def open_sales(self) -> Sequence[Sale]: ...

    async def flagged_sales(self) -> Sequence[Sale]:
        """Returns every sale with a flag that nobody has cleared, whatever its day, newest
        first."""

    async def last_sales(self, limit: int) -> Sequence[Sale]:
        """Returns the newest sales, whatever their state, newest first."""

    async def operations_of(self, sale_id: str) -> Sequence[Sale]:
        """Returns the refunds, captures and releases of a sale, oldest first."""

    async def unmatched_payments(self) -> Sequence[UnmatchedPayment]:
        """Returns those that are still in a queue, oldest first."""

    async def taken_unmatched(self) -> Sequence[UnmatchedPayment]:
        """Returns those that a manager took, oldest first."""

    async def events_of(self, sale_id: str) -> Sequence[Recorded]: ...


class Journal(ReadsJournal, Protocol):
    """The till's durable memory. A write that has returned survives a power cut."""

    @property
    def till(self) -> str:
        """The id of the till whose journal it is."""

    async def next_sale(self, sale_id: str) -> NextSale:
        """Returns the number and instant of a sale of this id: its request may have to carry them,
        and is written with it. Raises NotAllowed where a sale of this id exists: one reservation is
        charged once."""

    async def create(
        self,
        sale_id: str,
        created: Created,
        sending: Event,
        at: datetime,
        *,
        allow_duplicate: bool = True,
    ) -> Sale:
        """Writes a new sale and its first intent, as of the instant that `next_sale` gave, in one
        transaction.

        Raises NotAllowed where a sale of this id exists, or where its number is not the next one:
        the caller makes one sale at a time. A refund, a capture or a release is written into its
        parent too, as `OperationStarted`, and raises NotAllowed where that does not allow it. A
        possible duplicate of an earlier sale raises PossibleDuplicate, unless `allow_duplicate`.
        """

    async def append(self, sale_id: str, *events: Event) -> Sale:
        """Appends these events in one transaction and returns the sale. Raises NotAllowed as the
        fold does.

        An event that names a transaction, a payment or a charge of another sale is not written:
        `AlreadyUsed` stands in its place.

        Events that end a refund, a capture or a release add their event to the parent in the same
        transaction.
        """

    async def sales_ended_unpaid(self, limit: int) -> Sequence[Sale]:
        """Returns the newest sales that ended unpaid and whose provider has a status to poll,
        newest first. Their numbers give the order: the instant of each end is from a clock that may
        have been wrong."""

    async def last_sales_by(self, method: str, limit: int) -> Sequence[Sale]:
        """Returns the newest sales by this method, newest first."""

    async def sale_with_reference(self, method: str, reference: str) -> Sale | None:
        """Returns the newest sale by this method that was given this reference."""

    async def sale_of_payment(self, method: str, payment: str) -> Sale | None:
        """Returns the one sale that has this payment, by its provider's id."""

    async def record_unmatched(
        self, method: str, seen: Sequence[UnmatchedPayment], *, whole: bool
    ) -> None:
        """Records queued payments that match no sale here. After a complete read, earlier ones that
        are missing are marked gone."""

    async def take_unmatched(
        self, method: str, payment: str, reference: str, by: str, why: str
    ) -> UnmatchedPayment:
        """Records that this payment is the shop's and no sale's: then it may leave the queue.

        Without a reference, it takes the one of this id. Raises NotAllowed where it is not there,
        or more than one are.
        """

    async def unmatched_called(self, method: str, payment: str) -> Sequence[UnmatchedPayment]:
        """Returns all unmatched payments that ever bore this id, gone and taken ones too."""

    async def note(self, note: Note) -> Head:
        """Writes a note of something at the till beside its sales; returns the new head."""

    async def close_day(self, order: CloseOrder) -> tuple[CloseDocument, Head]:
        """Closes a day: the document counts every movement since the close before, up to the moment
        of the write. Returns it with the new head."""

    async def open_shift(
        self, cashier: str, floats: Sequence[Money], cash_methods: Sequence[str]
    ) -> Shift:
        """Opens a shift: in the drawer it expects what the journal has up to the moment of the
        write. Where another shift is open no float is written. Raises NotAllowed where this
        person's is."""

    async def close_shift(self, order: ShiftOrder) -> tuple[ShiftDocument, Head]:
        """Closes a shift: in the drawer it expects what the journal has up to the moment of the
        write. Raises NotAllowed where it is not open."""

    async def notes(self, *kinds: type[Note], since: int = 0) -> Sequence[Noted]:
        """Returns notes of these kinds, or of any, that came after that event, oldest first."""

    async def closes_of(self, day: date) -> Sequence[Noted]:
        """Returns the notes of this business day's closes, oldest first."""
