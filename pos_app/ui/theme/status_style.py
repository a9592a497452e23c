"""Colour and icon of each sale state; words always stand beside them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pos_app.domain.events import Purpose, State
from pos_app.ui.theme.icons import Icon
from pos_app.words.states import is_given_back

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.ui.theme.tokens import Colours


class StatusStyle(StrEnum):
    PAID = "paid"
    WAIT = "wait"
    FAIL = "fail"
    DOUBT = "doubt"
    OFF = "off"  # no connection: the till tries by itself
    TAKEN = "taken"  # the money is here by the cashier's word, or is a part of a sale: no green
    REST = "rest"  # over: neither good nor bad news


_TONES = {
    State.NEW: StatusStyle.WAIT,
    State.SENDING: StatusStyle.WAIT,
    State.WAITING: StatusStyle.WAIT,
    State.UNKNOWN: StatusStyle.DOUBT,
    State.AUTHORIZED: StatusStyle.WAIT,
    State.PAID: StatusStyle.PAID,
    State.DECLINED: StatusStyle.FAIL,
    State.EXPIRED: StatusStyle.FAIL,
    State.CANCELLED: StatusStyle.REST,  # somebody wanted it, and no money is missing
    State.NOT_SENT: StatusStyle.FAIL,
}
ICONS = {
    StatusStyle.PAID: Icon.CHECK,
    StatusStyle.WAIT: Icon.CLOCK,
    StatusStyle.FAIL: Icon.CROSS,
    StatusStyle.DOUBT: Icon.QUESTION,
    StatusStyle.OFF: Icon.CLOUD_OFF,
    StatusStyle.TAKEN: Icon.COINS,
    StatusStyle.REST: Icon.MINUS,
}


def tone_of(sale: Sale) -> StatusStyle:
    """Returns the sale's style.

    Green means paid by a provider's word, the whole sale, with no open flag and no full refund
    (pending or done).
    """
    if sale.flags or sale.troubled_parts:
        return StatusStyle.DOUBT
    if sale.state is State.PAID and sale.pending_operation:
        return StatusStyle.WAIT
    if is_given_back(sale):
        return StatusStyle.REST
    is_part = sale.parent is not None and sale.purpose is Purpose.PAYMENT
    if sale.state is State.PAID and (sale.by_hand or is_part):
        return StatusStyle.TAKEN
    return tone_of_state(sale.state, sale.purpose)


def icon_of(sale: Sale) -> Icon:
    """Returns the sale's icon. A paid sale with a flag gets the flag, since the question mark means
    an unknown outcome."""
    if sale.flags and sale.state is State.PAID:
        return Icon.FLAG
    tone = tone_of(sale)
    if tone is StatusStyle.TAKEN and not sale.by_hand:
        return Icon.CHECK  # a part that its provider has confirmed
    if tone is StatusStyle.REST and is_given_back(sale):
        return Icon.GIVEN_BACK
    return ICONS[tone]


def tone_of_state(state: State, purpose: Purpose = Purpose.PAYMENT) -> StatusStyle:
    """Returns the state's style. A release or a cancellation is over as somebody wanted it, and no
    failure."""
    if purpose is Purpose.RELEASE and state is State.PAID:
        return StatusStyle.REST
    return _TONES[state]


def ink(colours: Colours, tone: StatusStyle) -> str:
    return colours.muted if tone is StatusStyle.REST else str(getattr(colours, tone))


def ground(colours: Colours, tone: StatusStyle) -> str:
    return colours.sunken if tone is StatusStyle.REST else str(getattr(colours, f"{tone}_ground"))
