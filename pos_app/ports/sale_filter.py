"""The filter of sales: one value for the window, the commands and the export."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pos_app.domain.events import Flag, State


class SaleStatus(StrEnum):
    """A state that a person looks for: a state of the sale, or how it came to be there."""

    WAITING = State.WAITING.value
    UNKNOWN = State.UNKNOWN.value
    AUTHORIZED = State.AUTHORIZED.value
    PAID = State.PAID.value
    DECLINED = State.DECLINED.value
    EXPIRED = State.EXPIRED.value
    CANCELLED = State.CANCELLED.value
    NOT_SENT = State.NOT_SENT.value
    GIVEN_BACK = "given_back"  # all or some of its money went back
    SETTLED_BY_HAND = "settled_by_hand"  # by a manager's word
    BY_HAND = "by_hand"  # paid by the cashier's word: cash and the like


@dataclass(frozen=True, kw_only=True)
class SaleFilter:
    """Filter of sales. An empty set means any; days are business days, both included, and None
    leaves that end open."""

    text: str = ""
    start: date | None = None
    end: date | None = None
    methods: frozenset[str] = frozenset()
    states: frozenset[SaleStatus] = frozenset()
    cashiers: frozenset[str] = frozenset()
    flags: frozenset[Flag] = frozenset()  # up, and cleared by nobody
    any_flag: bool = False  # with a flag that is up, whichever it is

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything beside a period."""
        return self != SaleFilter(start=self.start, end=self.end)
