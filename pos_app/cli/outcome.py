"""Which exit code a sale's state comes to."""

from collections.abc import Mapping

from pos_app.cli.exits import Exit
from pos_app.domain.sale import Sale, State

_BY_STATE: Mapping[State, Exit] = {
    State.PAID: Exit.PAID,
    State.DECLINED: Exit.NOT_PAID,
    State.EXPIRED: Exit.NOT_PAID,
    State.CANCELLED: Exit.NOT_PAID,
    State.UNKNOWN: Exit.UNKNOWN,
    State.NOT_SENT: Exit.NOT_SENT,
    State.NEW: Exit.WAITING,
    State.SENDING: Exit.UNKNOWN,  # it may have left, and nobody waits for the answer any more
    State.WAITING: Exit.WAITING,
}


def exit_of(sale: Sale) -> Exit:
    return _BY_STATE[sale.state]
