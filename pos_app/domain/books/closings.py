"""Closings: which close counts a movement of money.

A close of a business day counts every movement of that day, or of one before it, that no earlier
close counts. So a day that nobody closed in time can be closed the next morning without the money
of that morning; and each movement is on one close and no other.

A close of today counts all movements that no earlier close counts, whatever their day. A clock that
ran ahead, or a cut-off that was changed since, may have dated some of them later than today, by
years even: the money is in the drawer, and does not wait for that day.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Of a close that an earlier version made, which kept no document and gave no number.
UNDOCUMENTED = 0


@dataclass(frozen=True)
class Closing:
    """A close as the journal has it: the number of its event, its own number, and the last
    business day whose money it counts."""

    seq: int
    number: int
    until: date


def counted_until(day: date, today: date) -> date:
    """Returns the last business day whose money a close of `day` counts that is made today."""
    return day if day < today else date.max


class Closings:
    """The closes of a journal, in its order."""

    def __init__(self, closings: Iterable[Closing] = ()) -> None:
        self.all = sorted(closings, key=lambda closing: closing.seq)
        self._places = [closing.seq for closing in self.all]

    def close_of(self, seq: int, day: date) -> int | None:
        """Returns the number of the close that counts a movement, by the number of its event and
        its business day; None as long as no close does."""
        for place in range(bisect_right(self._places, seq), len(self.all)):
            if self.all[place].until >= day:
                return self.all[place].number
        return None
