"""The truth of the simulated world: the ledger of moved money, and customers yet to answer.

Every request first ends all that is due, at the instant it was due; so a saved world goes on by its
own deadlines. The background loop does so often too, as webhooks should not wait for a request.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import Any, NamedTuple

from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import SECOND, Clock, Instant, iso_milliseconds
from pos_app.sandbox.world.table import Row, Shelf
from pos_app.sandbox.world.timer_queue import Agenda

APPROVED = "approved"
REFUSED = "refused"


class NotEndedError(Exception):
    """The payment has not failed, so it cannot succeed after all."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that really moved, for which request, whatever the client was told."""

    provider: str
    kind: str
    amount: int
    currency: str
    reference: str
    at: Instant
    payer: str | None = None
    idempotency_key: str | None = None
    payment: str | None = None
    """The true id of a payment in a queue, where `reference` is what the customer has on paper."""
    told_as: str | None = None
    """The id that the client was given, where that is another's."""
    parent: str | None = None
    notes: str | None = None
    description: str | None = None
    custom_fields: dict[str, str] | None = None
    period: str | None = None
    """The provider's period of clearing, where it has one."""
    fee: int | None = None
    """The fee that the provider takes for it, where it says so."""

    def shown(self) -> dict[str, Any]:
        fee = None if self.fee is None else money.text(self.fee)
        known = {"amount": money.text(self.amount), "at": iso_milliseconds(self.at), "fee": fee}
        return asdict(self) | known


@dataclass(frozen=True, slots=True)
class Waiting:
    """A payment that ends by itself at `due` (None: never) unless a person decides earlier."""

    id: str
    provider: str
    method: str
    amount: int
    currency: str
    payer: str | None
    reference: str
    since: Instant
    due: Instant | None
    outcome: str
    asks_customer: bool
    session: str | None = None

    def shown(self) -> dict[str, Any]:
        hidden = {"due", "outcome", "asks_customer", "session"}
        row = {name: value for name, value in asdict(self).items() if name not in hidden}
        return row | {"amount": money.text(self.amount), "since": iso_milliseconds(self.since)}


class Ending(NamedTuple):
    """How a payment ends when nobody decides, and the range of seconds until then."""

    outcome: str
    soonest: float = 0
    latest: float = 0


NEVER = Ending("", -1, -1)

Decide = Callable[[Waiting, str, Instant], None]


class World:
    def __init__(self, clock: Clock, chance: Random, *, anybody_pays: bool = False) -> None:
        """`anybody_pays` lets a customer pay whose number or voucher no document sets aside, even
        where the document refuses it: for people who train with one of their own."""
        self.clock = clock
        self.anybody_pays = anybody_pays
        self._chance = chance
        self._shelves: dict[str, Shelf[Any]] = {}
        self._deciders: dict[str, Decide] = {}
        self._agenda = Agenda()
        self._rebuilders: list[Callable[[], None]] = [self._plan]
        self.ledger = self.shelf("ledger", Movement)
        self.waiting = self.shelf("waiting", Waiting)

    def shelf(self, name: str, row: type[Row]) -> Shelf[Row]:
        self._shelves[name] = shelf = Shelf(row)
        return shelf

    def decides(self, provider: str, decide: Decide) -> None:
        self._deciders[provider] = decide

    def rebuilds(self, rebuild: Callable[[], None]) -> None:
        """Call it after all tables were replaced: it may keep an index of its own."""
        self._rebuilders.append(rebuild)

    def move(self, movement: Movement) -> None:
        self.ledger[str(len(self.ledger) + 1)] = movement

    def wait(
        self,
        ending: Ending,
        *,
        provider: str,
        method: str,
        amount: int,
        currency: str,
        reference: str,
        payer: str | None = None,
        asks_customer: bool = True,
        session: str | None = None,
    ) -> Waiting:
        since = self.clock.now()
        delay = self._chance.uniform(ending.soonest, ending.latest)
        waiting = Waiting(
            id=f"{provider}-{reference}",
            provider=provider,
            method=method,
            amount=amount,
            currency=currency,
            payer=payer,
            reference=reference,
            since=since,
            due=None if ending == NEVER else since + int(delay * SECOND),
            outcome=ending.outcome,
            asks_customer=asks_customer,
            session=session,
        )
        self.waiting[waiting.id] = waiting
        if waiting.due is not None:
            self._agenda.add(waiting.due, waiting.id)
        return waiting

    def settle(self) -> None:
        for at, key in self._agenda.due(self.clock.now()):
            row = self.waiting.get(key)
            if row is not None and row.due == at:
                self.decide(row, row.outcome, at)

    def _plan(self) -> None:
        self._agenda.clear()
        for key, row in self.waiting.items():
            if row.due is not None:
                self._agenda.add(row.due, key)

    def decide(self, waiting: Waiting, outcome: str, at: Instant) -> None:
        del self.waiting[waiting.id]
        self._deciders[waiting.provider](waiting, outcome, at)

    @property
    def changed(self) -> bool:
        return any(shelf.changed for shelf in self._shelves.values())

    @property
    def emptied(self) -> bool:
        return any(shelf.emptied for shelf in self._shelves.values())

    def saved(self) -> None:
        for shelf in self._shelves.values():
            shelf.saved()

    def dump(self) -> dict[str, Any]:
        return {
            "now": self.clock.now(),
            "shelves": {name: shelf.dump() for name, shelf in self._shelves.items()},
        }

    def changes(self) -> dict[str, Any]:
        return {
            "now": self.clock.now(),
            "changes": {
                name: shelf.changes() for name, shelf in self._shelves.items() if shelf.changed
            },
        }

    def load(self, saved: Mapping[str, Any], changes: Iterable[Mapping[str, Any]]) -> None:
        now = saved["now"]
        for name, shelf in self._shelves.items():
            shelf.load(saved["shelves"].get(name, {}))
        for change in changes:
            now = change["now"]
            for name, rows in change["changes"].items():
                self._shelves[name].apply(rows)
        self.clock.not_before(now)
        self._rebuild()

    def reset(self) -> None:
        """Begin anew: empty, at the present moment."""
        self.clock.to_the_present()
        for shelf in self._shelves.values():
            shelf.clear()
        self._rebuild()

    def _rebuild(self) -> None:
        for rebuild in self._rebuilders:
            rebuild()
