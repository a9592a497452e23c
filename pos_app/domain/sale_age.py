"""Age of a sale, so that a wrong wall clock makes it neither too old nor too young.

This run of the till has a monotonic clock that nobody sets, and each provider has a clock of its
own. For a sale that began in this run, the monotonic clock gives the age. A sale that began before
is at least as old as no clock disputes (`least_age`), and at most as old as any clock has it
(`most_age`). Polling that slows down with age uses the first; calling a sale doubtful after a while
uses the second.
"""

from datetime import datetime, timedelta

# A clock that is corrected by no more than this does not count as set back.
PUT_RIGHT_BY = timedelta(minutes=1)


def least_age(since: datetime, known_for: float, wall: datetime, there: datetime | None) -> float:
    """Returns the least age, in seconds. `known_for` is how long this run has known of it, by the
    monotonic clock; `there` is the time at its provider, where that is known."""
    if there is None:
        return known_for
    return max(known_for, min((wall - since).total_seconds(), (there - since).total_seconds()))


def most_age(since: datetime, known_for: float, wall: datetime, there: datetime | None) -> float:
    """Returns the greatest age, in seconds. Parameters as in `least_age`."""
    clocks = [wall, there or wall]
    return max(known_for, *((clock - since).total_seconds() for clock in clocks))
