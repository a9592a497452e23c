"""The transition log: one line for each change of a sale's state, found by the sale's number.

    sale 12 vpos payment sending -> waiting 1500.00 AOA accepted
    sale 12 vpos payment waiting -> paid 1500.00 AOA paid [short]

Neither the customer's phone nor what a provider answered is in it: those are in the journal.
"""

import logging
from collections.abc import Sequence
from typing import NamedTuple

from pos_app.domain.events import Event, Flag, State, name_of
from pos_app.domain.sale import Sale

_LOG = logging.getLogger(__name__)


class _Standing(NamedTuple):
    """The fields of a sale that a transition changes."""

    state: State
    flags: frozenset[Flag]
    cancelling: bool
    under_way: str | None


_NOTHING_YET = _Standing(State.NEW, frozenset(), cancelling=False, under_way=None)


class Chronicle:
    """Remembers the state of each sale as it was last logged."""

    def __init__(self) -> None:
        self._known: dict[str, _Standing] = {}

    def meet(self, sale: Sale) -> None:
        """Takes a sale as it is found, without logging: nothing has happened to it now."""
        self._known.setdefault(sale.id, _standing(sale))

    def note(self, sale: Sale, events: Sequence[Event] = ()) -> None:
        """Logs the sale's new state, and the events behind it where they are known."""
        before = self._known.get(sale.id, _NOTHING_YET)
        after = self._known[sale.id] = _standing(sale)
        if after != before:
            _LOG.info("%s", _client(sale, before.state, events))


def _standing(sale: Sale) -> _Standing:
    return _Standing(
        sale.state, sale.flags, cancelling=sale.cancelling, under_way=sale.pending_operation
    )


def _client(sale: Sale, before: State, events: Sequence[Event]) -> str:
    parts = [
        f"sale {sale.number} {sale.method} {sale.purpose} {before} -> {sale.state}",
        f"{sale.amount.plain} {sale.amount.currency.code}",
        *(name_of(event) for event in events),
    ]
    if sale.reason:
        parts.append(f"({sale.reason})")
    marks = [str(flag) for flag in sorted(sale.flags)]
    marks += ["cancelling"] if sale.cancelling else []
    marks += ["under way"] if sale.pending_operation else []
    if marks:
        parts.append(f"[{', '.join(marks)}]")
    return " ".join(parts)
