"""Bounds what is stored without being verified: who learns an address must not fill the disk."""

import time
from collections.abc import Callable

A_SECOND = 20_000  # bytes that one account may add, over a long time
AT_ONCE = 2_000_000  # bytes after a quiet time: what a provider repeats after an outage
_EACH = 1_000  # bytes that a call costs besides its body


class UnverifiedBudget:
    """What each account may still have stored, in this process."""

    def __init__(
        self,
        a_second: float = A_SECOND,
        at_once: float = AT_ONCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._a_second = a_second
        self._at_once = at_once
        self._clock = clock
        self._left: dict[int, tuple[float, float]] = {}  # account: bytes left, at this time

    def allows(self, account: int, size: int) -> bool:
        """Takes the call's share, if there is so much left."""
        now = self._clock()
        left, at = self._left.get(account, (self._at_once, now))
        left = min(left + (now - at) * self._a_second, self._at_once) - size - _EACH
        if left < 0:
            return False
        self._left[account] = (left, now)
        return True
