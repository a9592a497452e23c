"""The paces of `till/pace.py` as tests have them: the same rhythm, only faster."""

from typing import Any

from pos_app.till import pace

HURRY = 5  # times as fast as people: the sandbox's customers are faster still


def hurried_rhythm(times: float = HURRY) -> dict[str, Any]:
    """What to set in `till/pace.py`, so that the till asks in the same rhythm, only faster."""
    faster: dict[str, Any] = {
        name: tuple((until, interval / times) for until, interval in getattr(pace, name))
        for name in ("_RHYTHM", "_WATCHED_RHYTHM", "_QUEUE_RHYTHM")
    }
    names = ("FIRST_LOOK", "WATCHED_FROM", "AFTER_ETA", "_FIRST_BACKOFF")
    return faster | {name: getattr(pace, name) / times for name in names}


def hurried_pace(times: float = HURRY) -> dict[str, Any]:
    """And nobody waits for minutes: that a manager has to is tried by itself."""
    return hurried_rhythm(times) | {"SETTLES_UNPAID_AFTER": 0.0}
