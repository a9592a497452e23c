"""The paces of `till/providers/poll_schedule.py` in tests: the same rhythm, only faster."""

from typing import Any

from pos_app.till.providers import poll_schedule

HURRY = 5  # times as fast as people: the sandbox's customers are faster still


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
