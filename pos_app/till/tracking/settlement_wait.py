"""The wait before a manager may settle a sale as unpaid: a request may still be on its way."""

from collections.abc import Sequence
from datetime import datetime

from pos_app.domain.events import Accepted, Authorized, Mismatched, Paid, Sending
from pos_app.ports.journal import Recorded
from pos_app.till.providers import poll_schedule

# What only a provider that has the request can have said.
_HAS_IT = (Accepted, Authorized, Mismatched, Paid)


def still_to_wait(
    events: Sequence[Recorded], now: datetime, sent_ago: float | None, there: datetime | None
) -> float:
    """Seconds until the last try of these is taken to have arrived, or not to; 0 where its provider
    has said that it has it. `sent_ago` is the age of that try by a clock that nobody sets, where
    this run of the till has sent it; `there` is what time it is at its provider, where that is
    known. Whichever clock has it the youngest is believed."""
    tries = [(at, one.event) for at, one in enumerate(events) if isinstance(one.event, Sending)]
    if not tries:
        return 0.0
    place, sent = tries[-1]
    since = events[place:]
    if any(isinstance(one.event, _HAS_IT) for one in since):
        return 0.0
    ages = [(now - since[0].at).total_seconds(), *([] if sent_ago is None else [sent_ago])]
    if there and sent.there:
        ages.append((there - sent.there).total_seconds())
    # By a clock that was set back since, it was sent in the future: that says nothing.
    return max((poll_schedule.SETTLES_UNPAID_AFTER - age for age in ages if age >= 0), default=0.0)
