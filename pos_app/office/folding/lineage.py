"""The branches of a till: which events are on the way to each, and which branch counts a sale.

The living branch is the last one that was opened. A sale that is on its way counts by it. One that
is on no living way counts by the last branch that has it: the till lost it, the office did not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Place = tuple[int, int]  # a branch, and the number of an event of its own


class Branch(NamedTuple):
    """One way on which a till's chain went. Its own events are above `from_seq`; a till that moved
    to another shop left a branch in each."""

    shop: int
    branch: int
    parent: int | None
    from_seq: int
    head_seq: int


@dataclass(frozen=True)
class TillBranches:
    """All branches of one till."""

    branches: Sequence[Branch]

    @cached_property
    def by_number(self) -> Mapping[int, Branch]:
        return {one.branch: one for one in self.branches}

    @property
    def living(self) -> int:
        return max(self.by_number)

    @cached_property
    def _ways(self) -> Mapping[int, Mapping[int, int]]:
        return {number: dict(self._way(number)) for number in self.by_number}

    def _way(self, number: int) -> Iterator[Place]:
        """Yields each branch on the way to this one, with the last event of it that is."""
        branch: Branch | None = self.by_number[number]
        until = branch.head_seq if branch else 0
        while branch:
            yield branch.branch, until
            until = min(until, branch.from_seq)
            branch = self.by_number.get(branch.parent) if branch.parent is not None else None

    def has(self, number: int, place: Place) -> bool:
        """Returns whether this event is on the way to that branch. Later events than its head are
        on the way of a branch that nobody left."""
        until = self._ways[number].get(place[0])
        return until is not None and (place[0] == number or place[1] <= until)

    def counted_by(self, made: Place) -> int:
        """Returns the branch by which a sale counts that was made there."""
        if self.has(self.living, made):
            return self.living
        return max(number for number in self.by_number if self.has(number, made))

    @property
    def parted_at(self) -> int:
        """Returns the last event before any of the ways part."""
        parted = [one.from_seq for one in self.branches if one.parent is not None]
        return min(parted, default=max(one.head_seq for one in self.branches))
