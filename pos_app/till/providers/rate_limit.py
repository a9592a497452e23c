"""The rate limit of one provider: status polls take turns, however many sales wait.

The sale that is due first has the first turn, and the sale on the screen comes before all others.
Where more wait than there are turns, each is polled about once before any of the same age is polled
twice. The customer at the counter, whose next poll is due in seconds, comes before references and
requests of an hour ago.
"""

import asyncio
import math
from heapq import heappop, heappush
from itertools import count

from pos_app.till.providers.poll_schedule import LOOKS_PER_SECOND

WATCHED = -math.inf  # due before all others: the sale on the screen
NOW = -1.0  # due before all that only wait for their next poll
LAST = math.inf  # due after all others

Turn = asyncio.Future[None]


class RateLimiter:
    """Gives turns one by one, the earliest due first."""

    def __init__(self, per_second: float = LOOKS_PER_SECOND) -> None:
        self._space = 1 / per_second
        self._queue: list[tuple[float, int, Turn]] = []
        self._arrivals = count()  # the order of callers that are due at the same time
        self._waiting: dict[object, Turn] = {}
        self._next_at = 0.0
        self._is_held = False
        self._timer: asyncio.TimerHandle | None = None

    async def acquire(self, who: object, due: float) -> None:
        """Waits for a turn. `due` is an instant of the loop's clock, NOW or WATCHED."""
        self._waiting[who] = turn = asyncio.get_running_loop().create_future()
        self._line_up(turn, due)
        try:
            await turn
        finally:
            del self._waiting[who]

    def prioritize(self, who: object, due: float = NOW) -> None:
        """Moves a waiting caller to the front, because a person asks."""
        if turn := self._waiting.get(who):
            self._line_up(turn, due)  # its old place is passed over

    def pause(self, seconds: float) -> None:
        """Gives no turn to anybody for so many seconds, because the provider asks for that."""
        self._next_at = max(self._next_at, asyncio.get_running_loop().time() + seconds)
        self._stop_timer()
        self._set_timer()

    def hold(self, *, on: bool) -> None:
        """Gives no turn to anybody until it is let go: nothing would leave this computer. Callers
        line up meanwhile, and then have their turns in the usual order."""
        self._is_held = on
        self._stop_timer()
        self._set_timer()

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _line_up(self, turn: Turn, due: float) -> None:
        heappush(self._queue, (due, next(self._arrivals), turn))
        self._set_timer()

    def _set_timer(self) -> None:
        if self._timer is None and self._queue and not self._is_held:
            loop = asyncio.get_running_loop()
            self._next_at = max(self._next_at, loop.time())
            self._timer = loop.call_at(self._next_at, self._give)

    def _give(self) -> None:
        self._timer = None
        while self._queue:
            _, _, turn = heappop(self._queue)
            if turn.done():  # it came first by `prioritize`, or its caller was cancelled
                continue
            turn.set_result(None)
            # A timer that fires late shortens the space to the next turn, and no other.
            self._next_at = max(self._next_at + self._space, asyncio.get_running_loop().time())
            break
        self._set_timer()
