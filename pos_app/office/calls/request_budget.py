"""How often one account's provider is asked: so many requests a minute, however many tills wait."""

import asyncio
from collections import deque
from dataclasses import dataclass

MOST_A_MINUTE = 15


@dataclass(frozen=True)
class Pace:
    """The rhythm of one account. `minute` is a minute's length in seconds: less in tests.

    `reads`: how often a minute the queue is read; the rest of MOST_A_MINUTE is for acknowledgements
    and for further pages.
    """

    minute: float = 60.0
    reads: int = 12

    @property
    def interval(self) -> float:
        return self.minute / self.reads

    def backoff(self, failures: int) -> float:
        """Returns the pause after so many failures in a row: up to a minute."""
        return min(self.interval * 2.0 ** min(failures - 1, 10), self.minute) if failures else 0.0


class RequestBudget:
    """Requests of the last minute."""

    def __init__(self, minute: float) -> None:
        self._minute = minute
        self._sent: deque[float] = deque()

    @property
    def is_free(self) -> bool:
        self._forget()
        return len(self._sent) < MOST_A_MINUTE

    def take(self) -> None:
        """Counts a request that is sent now."""
        self._sent.append(asyncio.get_running_loop().time())

    async def turn(self) -> None:
        """Waits until there is room for a request, and counts it."""
        while not self.is_free:
            oldest = self._sent[len(self._sent) - MOST_A_MINUTE]
            now = asyncio.get_running_loop().time()
            await asyncio.sleep(max(oldest + self._minute - now, 0.001))
        self.take()

    def _forget(self) -> None:
        now = asyncio.get_running_loop().time()
        while self._sent and self._sent[0] <= now - self._minute:
            self._sent.popleft()
