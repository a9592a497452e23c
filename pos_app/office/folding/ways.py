"""A till's ways: the events on each, folded, and every sale and note by the one that counts it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pos_app.domain.books.shop_clock import Clocks, ShopClock
from pos_app.office.folding import reading_events
from pos_app.office.folding.history import ClosedDay, History, Moved, ToldPayment
from pos_app.office.folding.lineage import Branch, Place, TillBranches
from pos_app.office.folding.reading_events import Db
from pos_app.office.folding.sale_row import Kept
from pos_app.office.folding.stored import (
    NO_SALE,
    UNREADABLE,
    StoredEvent,
    note_in,
    why_unreadable,
)


@dataclass
class TillEvents:
    """A till's events that are folded again, and where each branch cannot be read any further."""

    lineage: TillBranches
    own: dict[int, list[StoredEvent]] = field(default_factory=dict)
    stuck: dict[int, tuple[int, str]] = field(default_factory=dict)

    def on_way(self, branch: int) -> Iterator[StoredEvent]:
        """Yields what is on the way to a branch, as far as it can be read."""
        for one in self._way(branch):
            for stored in self.own[one.branch]:
                if not self.lineage.has(branch, (one.branch, stored.seq)):
                    break
                yield stored
            if one.branch in self.stuck:
                return

    def _way(self, branch: int) -> Sequence[Branch]:
        way, at = list[Branch](), self.lineage.by_number.get(branch)
        while at:
            way.append(at)
            at = self.lineage.by_number.get(at.parent) if at.parent is not None else None
        return way[::-1]

    def clocks(self, branch: int) -> Clocks:
        found = list[tuple[int, ShopClock]]()
        for stored in self.on_way(branch):
            if stored.sale == NO_SALE and stored.kind == "shopclock":
                note = note_in(stored)
                if isinstance(note, ShopClock):
                    found.append((stored.seq, note))
        return Clocks.of(found)

    def give_up(self, stored: StoredEvent, why: str) -> None:
        known = self.stuck.get(stored.branch)
        if known is None or stored.seq < known[0]:
            self.stuck[stored.branch] = stored.seq, why
            own = self.own[stored.branch]
            self.own[stored.branch] = [one for one in own if one.seq < stored.seq]


@dataclass
class FoundOnWays:
    """What all ways tell together, each sale and each note by the one way that counts it."""

    sales: dict[str, Kept] = field(default_factory=dict)
    moved: dict[Place, Moved] = field(default_factory=dict)
    closed: list[tuple[ClosedDay, bool]] = field(default_factory=list)
    clocks: dict[Place, tuple[StoredEvent, ShopClock]] = field(default_factory=dict)
    payments: list[ToldPayment] = field(default_factory=list)


def gather(db: Db, till: int, lineage: TillBranches, chosen: Sequence[str] | None) -> TillEvents:
    """Reads all notes of a till, and the events of the chosen sales; None chooses all."""
    events = TillEvents(lineage)
    for one in lineage.branches:
        events.own[one.branch] = [*reading_events.own_events(db, till, one, chosen)]
    return events


def fold_ways(events: TillEvents, public: str) -> FoundOnWays:
    """Folds each way; a way on which an event cannot be read is folded again without the rest."""
    while True:
        known, found = len(events.stuck), FoundOnWays()
        for branch in events.lineage.by_number:
            _fold_way(events, branch, public, found)
        if len(events.stuck) == known:
            return found


def _fold_way(events: TillEvents, branch: int, public: str, found: FoundOnWays) -> None:
    lineage = events.lineage
    shops = {one.branch: one.shop for one in lineage.branches}
    counted: dict[str, bool] = {}
    try:
        clocks = events.clocks(branch)
    except UNREADABLE:
        clocks = Clocks()  # said below, at its event
    history = History(shops, public, branch, 0, clocks)
    for stored in events.on_way(branch):
        place = (stored.branch, stored.seq)
        if stored.sale != NO_SALE:
            if stored.sale not in counted:
                counted[stored.sale] = lineage.counted_by(place) == branch
            if not counted[stored.sale]:
                continue
        try:
            history.take(stored)
        except UNREADABLE as error:
            events.give_up(stored, why_unreadable(stored, error))
            break
    _collect(history, lineage, found)


def _collect(history: History, lineage: TillBranches, found: FoundOnWays) -> None:
    alone = history.branch != lineage.living
    for sale_id, kept in history.sales.items():
        found.sales[sale_id] = kept._replace(alone=alone)
    for step in history.steps:
        stored_at = (
            (step.branch, step.movement.seq)
            if isinstance(step, Moved)
            else (step.stored.branch, step.stored.seq)
        )
        is_note = isinstance(step, ClosedDay) or step.is_taken
        if is_note and lineage.counted_by(stored_at) != history.branch:
            continue
        if isinstance(step, ClosedDay):
            found.closed.append((step, alone))
        else:
            found.moved[stored_at] = step
    for stored, clock in history.new_clocks:
        found.clocks[stored.branch, stored.seq] = stored, clock
    found.payments += history.payments


def without_doubles(
    lineage: TillBranches, moved: Mapping[Place, Moved]
) -> Iterator[tuple[Place, Moved]]:
    """Leaves out money of a lost way that somebody took again, as a payment of no sale, on the
    living one."""
    taken = {
        one.payment
        for place, one in moved.items()
        if one.is_taken and lineage.has(lineage.living, place)
    }
    for place, one in moved.items():
        if one.payment and one.payment in taken and not lineage.has(lineage.living, place):
            continue
        yield place, one
