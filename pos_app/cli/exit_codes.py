"""The exit codes of all commands, as scripts read them."""

from enum import IntEnum


class Exit(IntEnum):
    PAID = 0  # or done
    FAILED = 1  # the journal does not verify, the self-test found something
    BAD_INPUT = 2
    NOT_PAID = 3  # or not done: the provider, or the sale's state, said no
    UNKNOWN = 4
    NOT_SENT = 5
    IN_USE = 6
    WAITING = 7
