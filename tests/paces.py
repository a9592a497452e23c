"""The paces of `till/providers/poll_schedule.py` in tests: the same rhythm, only faster, and the
longest pauses that it may come to."""

from typing import Any

from pos_app.till.providers import poll_schedule

HURRY = 5  # times as fast as people: the sandbox's customers are faster still
# The polls that the sale on the screen, which comes before all others, leaves to them.
SHARED_PER_SECOND = poll_schedule.LOOKS_PER_SECOND - 1.0


def hurried_rhythm(times: float = HURRY) -> dict[str, Any]:
    """What to set in `till/providers/poll_schedule.py`: the till asks in the same rhythm, only
    faster."""
    faster: dict[str, Any] = {
        name: tuple((until, interval / times) for until, interval in getattr(poll_schedule, name))
        for name in ("_RHYTHM", "_WATCHED_RHYTHM", "_QUEUE_RHYTHM")
    }
    faster["_RECONNECTING"] = tuple(pause / times for pause in poll_schedule._RECONNECTING)
    names = ("FIRST_LOOK", "WATCHED_FROM", "AFTER_ETA", "_FIRST_BACKOFF")
    return faster | {name: getattr(poll_schedule, name) / times for name in names}


def hurried_pace(times: float = HURRY) -> dict[str, Any]:
    """And nobody waits for minutes: that a manager has to is tried by itself."""
    return hurried_rhythm(times) | {"SETTLES_UNPAID_AFTER": 0.0}


def longest_interval(age: float, waiting: int) -> float:
    """The longest time, in seconds, between two polls of a sale of this age, on the screen or not,
    at a provider that answers, while so many of about its age wait there. Each of those has one
    poll meanwhile, and a second one if the spread made it due earlier."""
    pause = poll_schedule._interval(age, poll_schedule._RHYTHM, poll_schedule._SLOWEST)
    alone = max(pause * (1 + poll_schedule.JITTER), poll_schedule.WATCHED_FROM - age)
    return max(alone, waiting / SHARED_PER_SECOND + 2 * poll_schedule.JITTER * pause)


def longest_collection_interval(youngest_age: float) -> float:
    """The longest time between two polls of a queue that answers."""
    rhythm, idle = poll_schedule._QUEUE_RHYTHM, poll_schedule._QUEUE_IDLE
    return poll_schedule._interval(youngest_age, rhythm, idle) * (1 + poll_schedule.JITTER)
