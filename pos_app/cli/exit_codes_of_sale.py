"""Which exit code a sale's state comes to."""

from collections.abc import Mapping

from pos_app.cli.exit_codes import Exit
from pos_app.domain.events import State
from pos_app.domain.sale import Sale

_BY_STATE: Mapping[State, Exit] = {
    State.PAID: Exit.PAID,
    State.AUTHORIZED: Exit.PAID,  # only a charge with --hold comes to it: held is what it asked for
    State.DECLINED: Exit.NOT_PAID,
    State.EXPIRED: Exit.NOT_PAID,
    State.CANCELLED: Exit.NOT_PAID,
    State.UNKNOWN: Exit.UNKNOWN,
    State.NOT_SENT: Exit.NOT_SENT,
    State.NEW: Exit.WAITING,
    State.SENDING: Exit.UNKNOWN,  # it may have left, and nobody waits for the answer any more
    State.WAITING: Exit.WAITING,
}


def exit_of(sale: Sale, *, accepted_is_enough: bool = False) -> Exit:
    """`accepted_is_enough` where nobody asked to wait for the outcome."""
    if accepted_is_enough and sale.state is State.WAITING:
        return Exit.PAID
    return _BY_STATE[sale.state]
