"""What a command's exit code means, for scripts."""

from collections.abc import Mapping
from enum import IntEnum

from pos_app.domain.sale import Sale, State


class Exit(IntEnum):
    PAID = 0  # or done
    FAILED = 1  # the journal does not verify, the self-test found something
    BAD_INPUT = 2
    NOT_PAID = 3
    UNKNOWN = 4
    NOT_SENT = 5
    IN_USE = 6
    WAITING = 7


_BY_STATE: Mapping[State, Exit] = {
    State.PAID: Exit.PAID,
    State.DECLINED: Exit.NOT_PAID,
    State.EXPIRED: Exit.NOT_PAID,
    State.CANCELLED: Exit.NOT_PAID,
    State.UNKNOWN: Exit.UNKNOWN,
    State.NOT_SENT: Exit.NOT_SENT,
    State.NEW: Exit.WAITING,
    State.SENDING: Exit.WAITING,
    State.WAITING: Exit.WAITING,
}


def exit_of(sale: Sale) -> Exit:
    return _BY_STATE[sale.state]
