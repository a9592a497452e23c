"""Health of a provider (reachable, troubled, locked out), shown quietly and never as a dialog."""

from enum import StrEnum


class Health(StrEnum):
    """How the last request to a provider went."""

    UNTRIED = "untried"
    REACHED = "reached"
    OFFLINE = "offline"  # no route, refused, no answer
    NOT_TRUSTED = "not_trusted"  # the server that answers cannot prove to be the provider
    TROUBLED = "troubled"  # it answers, but with errors or nonsense
    CROWDED = "crowded"  # its queue is full of payments that are not ours: ours cannot be seen
    ACKS_REFUSED = "acks_refused"  # it does not take acknowledgements of payments stored here
    LOCKED_OUT = "locked_out"  # it does not accept our key
