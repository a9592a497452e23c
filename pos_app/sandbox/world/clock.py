"""The sandbox's clock, which may run faster than real time."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

Instant: TypeAlias = int
"""Milliseconds since 1970 in UTC: exact, and plain JSON when saved."""

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """Starts at the present and runs `speed` times as fast.

    It follows the computer's wall clock, so that a computer that slept wakes up at the right hour.
    """

    def __init__(self, speed: float = 1, seconds: Callable[[], float] = time.time) -> None:
        self._speed = speed
        self._seconds = seconds
        self.to_the_present()

    def now(self) -> Instant:
        elapsed = (self._seconds() - self._started) * self._speed
        return int((self._origin + elapsed) * SECOND)

    def unhurried(self) -> Instant:
        """Return the real time, however fast the sandbox's clock runs: a client compares the Date
        header with a clock of its own."""
        return int(self._seconds() * SECOND)

    def to_the_present(self) -> None:
        """Go back to the computer's time: a world that begins anew is not hours ahead because the
        one before it ran fast."""
        self._started = self._seconds()
        self._origin = self._started

    def not_before(self, instant: Instant) -> None:
        """Never go back behind a saved time, as a fast clock leaves times ahead of ours."""
        behind = instant - self.now()
        self._origin += max(0, behind) / SECOND

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)


def moment(instant: Instant) -> datetime:
    # Not fromtimestamp, which knows no years before 1970 on some systems.
    return _EPOCH + timedelta(milliseconds=instant)


def instant(when: datetime) -> Instant:
    whole = when.replace(microsecond=0)
    return int(whole.timestamp()) * SECOND + when.microsecond // 1000


def iso_seconds(at: Instant) -> str:
    return moment(at).strftime("%Y-%m-%dT%H:%M:%SZ")


def iso_milliseconds(at: Instant) -> str:
    return moment(at).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at % SECOND:03d}Z"
