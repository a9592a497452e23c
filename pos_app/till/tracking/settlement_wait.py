"""The wait before a manager may settle a sale as unpaid: a request may still be on its way."""

from collections.abc import Sequence
from datetime import datetime

from pos_app.domain.events import Accepted, Authorized, Mismatched, Paid, Sending
from pos_app.ports.journal import Recorded
from pos_app.till.providers import poll_schedule

# Events that only a provider with the request can have caused.
_HAS_IT = (Accepted, Authorized, Mismatched, Paid)


def still_to_wait(
    events: Sequence[Recorded], now: datetime, sent_ago: float | None, there: datetime | None
) -> float:
    """Returns the seconds until the last try of these counts as arrived, or as lost for good; 0 if
    its provider has shown that it has it. `sent_ago` is the age of that try by the monotonic clock,
    if this run of the till sent it; `there` is the time at its provider, if it is known. The clock
    by which the try is youngest decides."""
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
    # A negative age comes from a clock that was set back since: it says nothing.
    return max((poll_schedule.SETTLES_UNPAID_AFTER - age for age in ages if age >= 0), default=0.0)
