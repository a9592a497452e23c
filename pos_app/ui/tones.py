"""Which colour and which icon tell a state; the words are always there too."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pos_app.domain.sale import Flag, State
from pos_app.ui.icons import Icon

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.ui.tokens import Colours


class Tone(StrEnum):
    PAID = "paid"
    WAIT = "wait"
    FAIL = "fail"
    DOUBT = "doubt"


_TONES = {
    State.NEW: Tone.WAIT,
    State.SENDING: Tone.WAIT,
    State.WAITING: Tone.WAIT,
    State.UNKNOWN: Tone.DOUBT,
    State.PAID: Tone.PAID,
    State.DECLINED: Tone.FAIL,
    State.EXPIRED: Tone.FAIL,
    State.CANCELLED: Tone.FAIL,
    State.NOT_SENT: Tone.FAIL,
}
ICONS = {
    Tone.PAID: Icon.CHECK,
    Tone.WAIT: Icon.CLOCK,
    Tone.FAIL: Icon.CROSS,
    Tone.DOUBT: Icon.QUESTION,
}


def tone_of(sale: Sale) -> Tone:
    """Green only for what is paid, and not for what the provider has since contradicted."""
    if Flag.CONTRADICTED in sale.flags:
        return Tone.DOUBT
    return _TONES[sale.state]


def tone_of_state(state: State) -> Tone:
    return _TONES[state]


def ink(colours: Colours, tone: Tone) -> str:
    return str(getattr(colours, tone))


def ground(colours: Colours, tone: Tone) -> str:
    return str(getattr(colours, f"{tone}_ground"))
