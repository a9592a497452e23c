"""Health of a provider (reachable, troubled, locked out), shown quietly and never as a dialog.

What a provider was once says nothing for ever: some are asked only when somebody pays. So each word
about one has an age after which it is not known any more, unless another request renews it.
"""

from collections.abc import Mapping
from enum import StrEnum


class Health(StrEnum):
    """How the last request to a provider went."""

    UNTRIED = "untried"
    NOT_KNOWN = "not_known"  # the last request was too long ago to say anything
    REACHED = "reached"
    OFFLINE = "offline"  # no route, refused, no answer
    NOT_TRUSTED = "not_trusted"  # the server that answers cannot prove to be the provider
    TROUBLED = "troubled"  # it answers, but with errors or nonsense
    CROWDED = "crowded"  # its queue is full of payments that are not ours: ours cannot be seen
    ACKS_REFUSED = "acks_refused"  # it does not take acknowledgements of payments stored here
    LOCKED_OUT = "locked_out"  # it does not accept our key


# States in which nothing is wrong, as far as anybody knows.
WELL = frozenset({Health.UNTRIED, Health.NOT_KNOWN, Health.REACHED})
# States that no request has led to.
NEVER_LEARNT = frozenset({Health.UNTRIED, Health.NOT_KNOWN})
# States in which no answer comes from the provider itself.
UNREACHED = frozenset({Health.OFFLINE, Health.NOT_TRUSTED})
# Seconds for which the outcome of one request holds. A line comes back within minutes; a key that
# is refused stays so until somebody changes it. Each is longer than any pause between the requests
# to a provider that is asked by itself, so that only the others grow old.
_KNOWN_FOR: Mapping[Health, float] = {
    Health.OFFLINE: 180.0,
    Health.TROUBLED: 300.0,
}
_USUALLY_KNOWN_FOR = 900.0


def known_for(health: Health) -> float:
    """Returns the seconds after which this health is not known any more."""
    return _KNOWN_FOR.get(health, _USUALLY_KNOWN_FOR)
