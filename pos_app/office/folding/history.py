"""One chain's events, folded in their order by the till's own domain, as far as they can be read.

It needs the sales as they were before, and gives them as they are after, the money that moved, and
what notes tell: closes, clocks, payments.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from pos_app.domain.audit_notes import DayClosed, PaymentTaken, Restored
from pos_app.domain.books.closings import UNDOCUMENTED, Closing
from pos_app.domain.books.moved_money import MOVES_MONEY, movement_of, movement_of_taken
from pos_app.domain.books.movements import Movement
from pos_app.domain.books.shop_clock import Clocks, ShopClock
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import AlreadyUsed, Created, Event, Mismatched, Paid
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.movement_identity import provider_of
from pos_app.domain.sale import Sale
from pos_app.office.folding.sale_row import Kept
from pos_app.office.folding.stored import (
    NO_SALE,
    UNREADABLE,
    StoredEvent,
    event_in,
    note_in,
    why_unreadable,
)


class Moved(NamedTuple):
    """A movement of money, and the branch whose event told of it. `payment` names the provider's
    payment, so that the same one is known again on another way; empty for money of no provider."""

    branch: int
    movement: Movement
    payment: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether it is no sale's: somebody took it out of its queue."""
        return not self.movement.sale


class ClosedDay(NamedTuple):
    stored: StoredEvent
    closing: Closing
    note: DayClosed


class ToldPayment(NamedTuple):
    """What the chain has of a provider's payment, by the provider's own id."""

    provider: str
    payment: str
    sale: str
    at: datetime


@dataclass
class History:
    """A part of a chain while it is folded. `shops` is where each branch's events are; `clocks`
    are those before it."""

    shops: Mapping[int, int]
    public: str
    branch: int
    after: int
    clocks: Clocks
    sales: dict[str, Kept] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)  # the sales that it changed, in order
    steps: list[Moved | ClosedDay] = field(default_factory=list)  # in the order of the chain
    new_clocks: list[tuple[StoredEvent, ShopClock]] = field(default_factory=list)
    payments: list[ToldPayment] = field(default_factory=list)
    last_sale: Sale | None = None  # that was made in this part
    restored: bool = False
    stuck_at: int | None = None
    stuck_why: str = ""
    needs_all: bool = False  # the first clock counts for what came before it, too
    has_parted: bool = False  # its branch left another one, which may know the same money
    needs_ways: bool = False  # somebody took money that the other way may have had

    def take_all(self, events: Iterable[StoredEvent]) -> None:
        """Folds events until one cannot be read, or does not follow."""
        for stored in events:
            if stored.seq != self.after + 1:
                self.stuck_at = self.after + 1
                self.stuck_why = "it is not here: its month may be archived"
                return
            try:
                if not self._take(stored):
                    return
            except UNREADABLE as error:
                self.stuck_at, self.stuck_why = stored.seq, why_unreadable(stored, error)
                return
            self.after = stored.seq

    def take(self, stored: StoredEvent) -> None:
        """Folds one event, whatever came before it. Raises any of UNREADABLE."""
        if stored.sale == NO_SALE:
            self._take_note(stored)
        else:
            self._take_event(stored, event_in(stored))

    def _take(self, stored: StoredEvent) -> bool:
        if stored.kind == "shopclock" and not self.clocks.known and stored.seq > 1:
            self.needs_all = True
            return False
        if stored.kind == "paymenttaken" and self.has_parted:
            self.needs_ways = True
            return False
        self.take(stored)
        return True

    def _take_event(self, stored: StoredEvent, event: Event) -> None:
        at, sale_id = stored.instant, stored.sale
        kept = self.sales.get(sale_id)
        if kept is None:
            if not isinstance(event, Created):
                raise NotAllowed("nobody has created its sale")
            after = open_sale(sale_id, self.public, event, at)
            shop, seq = self.shops[stored.branch], stored.seq
            kept = Kept(shop, self.branch, seq, seq, alone=False, sale=after)
            self.last_sale = after
        else:
            before, after = kept.sale, apply(kept.sale, event, at)
            if type(event) in MOVES_MONEY:
                self._move(stored, at, before, event, after)
            kept = kept._replace(branch=self.branch, last_seq=stored.seq, sale=after)
            if isinstance(event, Paid | Mismatched | AlreadyUsed):
                self._tell(after.method, event.payment or event.reference, sale_id, at)
        self.sales[sale_id] = kept
        self.changed[sale_id] = None

    def _move(
        self, stored: StoredEvent, at: datetime, before: Sale, event: Event, after: Sale
    ) -> None:
        clock = self.clocks.at(stored.seq)
        if clock and (moved := movement_of(stored.seq, at, clock, before, event, after)):
            self.steps.append(Moved(stored.branch, moved, _payment_in(event, after)))

    def _tell(self, method: str, payment: str | None, sale_id: str, at: datetime) -> None:
        if payment:
            self.payments.append(ToldPayment(provider_of(method), payment, sale_id, at))

    def _take_note(self, stored: StoredEvent) -> None:
        note, at = note_in(stored), stored.instant
        match note:
            case ShopClock():
                note.day_of(at)  # a zone that is none is not for the sales after it
                self.clocks = Clocks.of([*self.clocks.known, (stored.seq, note)])
                self.new_clocks.append((stored, note))
            case DayClosed():
                self.steps.append(ClosedDay(stored, _closing(stored.seq, note), note))
            case PaymentTaken():
                clock = self.clocks.at(stored.seq)
                if clock and (moved := movement_of_taken(stored.seq, at, clock, note)):
                    told = _payment(note.method, note.payment, note.reference)
                    self.steps.append(Moved(stored.branch, moved, told))
                self._tell(note.method, note.payment, NO_SALE, at)
            case Restored():
                self.restored = True


def _payment_in(event: Event, sale: Sale) -> str:
    if isinstance(event, Paid | Mismatched) and event.payment:
        return _payment(sale.method, event.payment, sale.reference or "")
    return ""


def _payment(method: str, payment: str, reference: str) -> str:
    return f"{method} {payment} {reference}"


def _closing(seq: int, note: DayClosed) -> Closing:
    """As the till's ledger reads a close: its document names each day but its own."""
    if note.document is None:
        return Closing(seq, UNDOCUMENTED, note.day)
    until = max([note.day, *(one.day for one in note.document.days)])
    return Closing(seq, note.document.number, until)
