"""How old something is, where the clock on the wall may be wrong by any amount.

This run of the till has a clock that nobody sets, and each provider has one of its own. What began
in this run is as old as the first of them says. What began before is at least as old as no clock
disputes, and at most as old as any clock has it. What is asked about more and more seldom goes by
the one; what is called doubtful after a while goes by the other.
"""

from datetime import datetime, timedelta

# A clock that is put right by no more than this was not set back.
PUT_RIGHT_BY = timedelta(minutes=1)


def least_age(since: datetime, known_for: float, wall: datetime, there: datetime | None) -> float:
    """Seconds. `known_for` is how long this run has known of it, by a clock that nobody sets;
    `there` the time at its provider, where that is known."""
    if there is None:
        return known_for
    return max(known_for, min((wall - since).total_seconds(), (there - since).total_seconds()))


def most_age(since: datetime, known_for: float, wall: datetime, there: datetime | None) -> float:
    """Seconds, as in `least_age`."""
    clocks = [wall, there or wall]
    return max(known_for, *((clock - since).total_seconds() for clock in clocks))
