"""Maps a sale's state to the exit code of the command that waited for it."""

from collections.abc import Mapping

from pos_app.cli.exit_codes import Exit
from pos_app.domain.events import State
from pos_app.domain.sale import Sale

_BY_STATE: Mapping[State, Exit] = {
    State.PAID: Exit.PAID,
    State.AUTHORIZED: Exit.PAID,  # only a charge with --hold ends so: it asked for a hold
    State.DECLINED: Exit.NOT_PAID,
    State.EXPIRED: Exit.NOT_PAID,
    State.CANCELLED: Exit.NOT_PAID,
    State.UNKNOWN: Exit.UNKNOWN,
    State.NOT_SENT: Exit.NOT_SENT,
    State.NEW: Exit.WAITING,
    State.SENDING: Exit.UNKNOWN,  # the request may have left, and no process waits for the answer
    State.WAITING: Exit.WAITING,
}


def exit_of(sale: Sale, *, accepted_is_enough: bool = False) -> Exit:
    """Returns the exit code. `accepted_is_enough` is for commands without --wait."""
    if accepted_is_enough and sale.state is State.WAITING:
        return Exit.PAID
    return _BY_STATE[sale.state]
