"""What is due when: the next one is found without looking at all the others."""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count

from pos_app.sandbox.world.clock import Instant


class Agenda:
    """Keys in the order of their instants; whoever asks knows which of them still matter."""

    def __init__(self) -> None:
        self._heap: list[tuple[Instant, int, str]] = []
        self._turn = count()

    def add(self, at: Instant, key: str) -> None:
        heappush(self._heap, (at, next(self._turn), key))

    def due(self, now: Instant) -> Iterator[tuple[Instant, str]]:
        """Take out, in order, what is due; what is added meanwhile counts too."""
        while self._heap and self._heap[0][0] <= now:
            at, _, key = heappop(self._heap)
            yield at, key

    def clear(self) -> None:
        self._heap.clear()
