"""Compares the till's movements with the lines of a provider's statement.

Each movement fits at most one line, and each line at most one movement:

1. by the payment's own id, or by a reference, at the same amount, the nearest in time first;
2. by the same, at another amount or another fee: the two differ;
3. by amount and time, where the references cannot be compared: the statement has none, or names
   another sort of thing. Two references of one sort that differ are two payments, however alike.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from pos_app.domain.money import Money
from pos_app.domain.reconciliation.statement import StatementLine

NEAR = timedelta(hours=1)  # two clocks, and a customer who takes time to type a PIN
NEAR_DAYS = 1  # a statement may book the evening on the next day
_SHORT = 9  # digits of a Multicaixa reference


class Finding(StrEnum):
    """Result of comparing one movement with one line."""

    MATCHED = "matched"
    DIFFERENT = "different"  # the same movement, with another amount or fee
    ONLY_HERE = "only_here"
    ONLY_THERE = "only_there"


class Basis(StrEnum):
    """Evidence that a movement and a line are the same."""

    REFERENCE = "reference"
    AMOUNT_AND_TIME = "amount_and_time"
    NOTHING = ""


@dataclass(frozen=True, kw_only=True)
class OwnMovement:
    """A movement of money as the journal has it."""

    seq: int  # of its event
    amount: Money  # negative where money left the shop
    at: datetime  # the provider's time, where it is known; else when the till knew of it
    day: date  # of that instant, where the provider is
    references: tuple[str, ...] = ()  # everything by which the provider may name it
    fee: Money | None = None
    sale: int = 0  # its number; 0 for a payment of no sale
    method: str = ""


@dataclass(frozen=True)
class Compared:
    """A movement, a line, or both, and what their comparison comes to."""

    finding: Finding
    day: date  # that it counts for: the provider's, where there is one
    here: OwnMovement | None = None
    mark: str = ""  # the line's
    there: StatementLine | None = None
    basis: Basis = Basis.NOTHING

    @property
    def key(self) -> tuple[int, str]:
        """The pair that a decision about it names: its movement and its line."""
        return self.here.seq if self.here else 0, self.mark

    @property
    def difference(self) -> int:
        """How much more the provider has, in minor units."""
        there = self.there.amount.minor if self.there else 0
        return there - (self.here.amount.minor if self.here else 0)


def compare(here: Sequence[OwnMovement], there: Mapping[str, StatementLine]) -> Sequence[Compared]:
    """Compares movements with lines, by their marks; one to one, in the order of their days."""
    search = _Search(here, there)
    found = [*search.by_reference(), *search.by_amount_and_time(), *search.left_over()]
    return sorted(found, key=lambda one: (one.day, one.key))


class _Search:
    """Finds pairs, and strikes out what it has found."""

    def __init__(self, here: Sequence[OwnMovement], there: Mapping[str, StatementLine]) -> None:
        # In one order, whatever order they came in: the same facts always give the same pairs.
        self._here = {one.seq: one for one in sorted(here, key=lambda one: (one.at, one.seq))}
        self._there = dict(sorted(there.items()))
        self._names = {one.seq: _plain_names(one.references) for one in here}
        self._lines_by_name = defaultdict[str, list[str]](list)
        for mark, line in self._there.items():
            for name in _names_of(line):
                self._lines_by_name[name].append(mark)

    def by_reference(self) -> Iterator[Compared]:
        """Pairs what bears the same name: all that agree first, so that a second payment of one
        reference is not taken for the first one."""
        agreeing = [pair for pair in self._named_alike() if self._amounts_agree(*pair)]
        yield from self._take(sorted(agreeing, key=self._distance))
        yield from self._take(sorted(self._named_alike(), key=self._distance))

    def by_amount_and_time(self) -> Iterator[Compared]:
        """Goes through both in the order of time: a line that is too early for one movement is too
        early for all that follow."""
        lines = defaultdict[Money, dict[_Sorts, deque[str]]](dict)
        for mark in sorted(self._there, key=lambda mark: _when(self._there[mark])):
            line = self._there[mark]
            lines[line.amount].setdefault(_sorts(_names_of(line)), deque()).append(mark)
        for one in list(self._here.values()):
            sorts = _sorts(self._names[one.seq])
            alike = lines[one.amount].items()
            open_to_it = [queue for other, queue in alike if not other & sorts]
            if mark := self._first_near(one, open_to_it):
                yield self._pair(one.seq, mark, Basis.AMOUNT_AND_TIME)

    def _first_near(self, one: OwnMovement, queues: Iterable[deque[str]]) -> str:
        """Takes the first line near a movement out of its queue; empty where there is none."""
        for queue in queues:
            while queue and _is_before(self._there[queue[0]], one):
                queue.popleft()
            if queue and _is_near(self._there[queue[0]], one):
                return queue.popleft()
        return ""

    def left_over(self) -> Iterator[Compared]:
        for one in self._here.values():
            yield Compared(Finding.ONLY_HERE, one.day, here=one)
        for mark, line in self._there.items():
            yield Compared(Finding.ONLY_THERE, line.day, mark=mark, there=line)

    def _named_alike(self) -> list[tuple[int, str]]:
        pairs = dict.fromkeys(
            (seq, mark)
            for seq in self._here
            for name in self._names[seq]
            for mark in self._lines_by_name.get(name, ())
            if mark in self._there
        )
        return [pair for pair in pairs if self._goes_one_way(*pair)]

    def _take(self, pairs: Iterable[tuple[int, str]]) -> Iterator[Compared]:
        for seq, mark in pairs:
            if seq in self._here and mark in self._there:
                yield self._pair(seq, mark, Basis.REFERENCE)

    def _pair(self, seq: int, mark: str, basis: Basis) -> Compared:
        here, there = self._here.pop(seq), self._there.pop(mark)
        fees_agree = None in (here.fee, there.fee) or here.fee == there.fee
        same = here.amount == there.amount and fees_agree
        finding = Finding.MATCHED if same else Finding.DIFFERENT
        return Compared(finding, there.day, here, mark, there, basis)

    def _amounts_agree(self, seq: int, mark: str) -> bool:
        return self._here[seq].amount == self._there[mark].amount

    def _goes_one_way(self, seq: int, mark: str) -> bool:
        """Returns whether both come in or both go out: a refund may bear its payment's name."""
        return (self._here[seq].amount.minor < 0) is (self._there[mark].amount.minor < 0)

    def _distance(self, pair: tuple[int, str]) -> tuple[int, timedelta, tuple[int, str]]:
        """Returns what the likelier of two pairs has the less of: the payment's own id beside its
        reference counts more than the time."""
        here, there = self._here[pair[0]], self._there[pair[1]]
        shared = self._names[here.seq] & _names_of(there)
        apart = here.day - there.day if there.at is None else here.at - there.at
        return -len(shared), abs(apart), pair


_Sorts = frozenset[tuple[bool, int]]


def _when(line: StatementLine) -> tuple[date, datetime]:
    return line.day, line.at or datetime.min.replace(tzinfo=UTC)


def _is_near(line: StatementLine, one: OwnMovement) -> bool:
    if line.at is None:
        return abs((one.day - line.day).days) <= NEAR_DAYS
    return abs(one.at - line.at) <= NEAR


def _is_before(line: StatementLine, one: OwnMovement) -> bool:
    if line.at is None:
        return (one.day - line.day).days > NEAR_DAYS
    return one.at - line.at > NEAR


def _names_of(line: StatementLine) -> frozenset[str]:
    return _plain_names((line.payment, line.reference))


def _plain_names(names: Iterable[str]) -> frozenset[str]:
    """Returns names as they compare: a spreadsheet takes away leading zeros, and people group
    digits."""
    return frozenset(filter(None, map(_plain, names)))


def _plain(name: str) -> str:
    bare = re.sub(r"\s", "", name)
    digits = bare.replace("-", "")
    return digits.lstrip("0") if digits.isdecimal() else bare


def _sorts(names: Iterable[str]) -> _Sorts:
    """Returns what sort of thing each name is: a number that is short or long, or a word of so many
    letters."""
    return frozenset(
        (True, int(len(name) > _SHORT)) if name.isdecimal() else (False, len(name))
        for name in names
    )
