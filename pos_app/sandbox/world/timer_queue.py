"""A priority queue of due times."""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count

from pos_app.sandbox.world.clock import Instant


class Agenda:
    """Keys in the order of their due times; the owner knows which keys are still valid."""

    def __init__(self) -> None:
        self._heap: list[tuple[Instant, int, str]] = []
        self._turn = count()

    def add(self, at: Instant, key: str) -> None:
        heappush(self._heap, (at, next(self._turn), key))

    def due(self, now: Instant) -> Iterator[tuple[Instant, str]]:
        """Take out, in order, the keys that are due, those that are added meanwhile too."""
        while self._heap and self._heap[0][0] <= now:
            at, _, key = heappop(self._heap)
            yield at, key

    def clear(self) -> None:
        self._heap.clear()
