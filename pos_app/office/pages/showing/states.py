"""How a sale's state looks in a list: its word, its colour, its sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain.events import Purpose, State
from pos_app.domain.sale import sale_number
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.words.methods import method_name
from pos_app.words.services import SOME_SERVICE, service_of
from pos_app.words.states import DONE, PARTLY_BACK, purpose_words, state_words
from pos_app.words.translate import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.sale import Sale
    from pos_app.office.reading.views import OfficeSale
    from pos_app.words.services import ServiceName


@dataclass(frozen=True)
class Badge:
    """A word with the colour and the sign that stand for its kind: neither is told by the other."""

    words: str
    look: str
    icon: str


_LOOKS: Mapping[State, tuple[str, str]] = {
    State.NEW: ("wait", "clock"),
    State.SENDING: ("wait", "clock"),
    State.WAITING: ("wait", "clock"),
    State.AUTHORIZED: ("wait", "lock"),
    State.UNKNOWN: ("doubt", "doubt"),
    State.PAID: ("paid", "check"),
    State.DECLINED: ("fail", "cross"),
    State.NOT_SENT: ("fail", "cross"),
    State.EXPIRED: ("idle", "dash"),
    State.CANCELLED: ("idle", "dash"),
}
_BACK = ("idle", "back")


def badge(row: OfficeSale) -> Badge:
    """Returns the state of a sale in a list, with what went back of it."""
    if row.state is State.PAID and row.returned is not None and row.returned.minor:
        is_whole = abs(row.returned.minor) >= row.amount.minor
        return Badge(say(DONE[Purpose.REFUND] if is_whole else PARTLY_BACK), *_BACK)
    look = _LOOKS[row.state]
    if row.state is State.PAID and row.purpose in DONE:
        look = _BACK
    return Badge(state_words(row.state, row.purpose), *look)


def method_words(method: str) -> str:
    """Returns the method's name; of one that this version does not know, its id."""
    known = ALL_METHODS.get(method)
    return method_name(known) if known else method


def service_words(method: str) -> ServiceName:
    known = ALL_METHODS.get(method)
    return service_of(known) if known else SOME_SERVICE


def brand_of(method: str) -> str:
    """Returns the provider's own name; empty where there is none, as for cash."""
    known = ALL_METHODS.get(method)
    return known.brand if known and known.tender is None else ""


def title_of(row: OfficeSale | Sale) -> str:
    """Returns the sale's number, with what it is where it is no sale."""
    number = sale_number(row.number)
    return number if row.purpose is Purpose.PAYMENT else f"{purpose_words(row.purpose)} {number}"
