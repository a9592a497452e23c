"""How often one account's provider is asked: 15 times a minute, however many tills wait.

Twelve of these read the queue, three acknowledge payments. Only where so many payments wait to be
acknowledged that others may stand behind them does each cost one more: there is no other way to it.
"""

import asyncio
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """The rhythm of one account. `minute` is a minute's length in seconds: less in tests."""

    minute: float = 60.0
    reads: int = 12
    acknowledgements: int = 3

    @property
    def interval(self) -> float:
        return self.minute / self.reads

    def backoff(self, failures: int) -> float:
        """Returns the pause after so many failures in a row: up to a minute."""
        return min(self.interval * 2.0 ** min(failures - 1, 10), self.minute) if failures else 0.0


class RequestBudget:
    """So many requests in any minute."""

    def __init__(self, most: int, minute: float) -> None:
        self._most = most
        self._minute = minute
        self._sent: deque[float] = deque()

    def take(self) -> bool:
        """Counts a request that is sent now, if there is room for it."""
        now = asyncio.get_running_loop().time()
        while self._sent and self._sent[0] <= now - self._minute:
            self._sent.popleft()
        if len(self._sent) >= self._most:
            return False
        self._sent.append(now)
        return True

    async def turn(self) -> None:
        """Waits until there is room for a request, and counts it."""
        while not self.take():
            now = asyncio.get_running_loop().time()
            await asyncio.sleep(max(self._sent[0] + self._minute - now, 0.001))
