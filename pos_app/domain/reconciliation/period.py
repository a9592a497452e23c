"""Result of a period's reconciliation: reconciled to the cent, or what is open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pos_app.domain.reconciliation.comparison import Basis, Compared, Finding, OwnMovement, compare
from pos_app.domain.reconciliation.statement import StatementLine

# A movement may be booked, or become known here, long after it happened: its other half is looked
# for this far outside the period.
LOOK_AROUND = timedelta(days=35)

Key = tuple[int, str]  # of a movement and a line: `Compared.key`


@dataclass(frozen=True)
class Decision:
    """How a manager resolved a difference, and why."""

    why: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ReconciledPeriod:
    """The comparison of one provider's movements and lines in a period; both days are in it."""

    start: date
    end: date
    found: Sequence[Compared]
    decisions: Mapping[Key, Decision]
    unstated: Sequence[date]  # days of which no statement says that it covers them

    @property
    def matched(self) -> int:
        return sum(one.finding is Finding.MATCHED for one in self.found)

    @property
    def matched_by_time(self) -> int:
        """How many were matched without a reference, by amount and time alone."""
        return sum(one.basis is Basis.AMOUNT_AND_TIME for one in self.found)

    @property
    def open(self) -> Sequence[Compared]:
        return [one for one in self.differences if one.key not in self.decisions]

    @property
    def resolved(self) -> Sequence[Compared]:
        return [one for one in self.differences if one.key in self.decisions]

    @property
    def differences(self) -> Sequence[Compared]:
        return [one for one in self.found if one.finding is not Finding.MATCHED]

    @property
    def here(self) -> int:
        """The sum of the journal's movements, in minor units."""
        return sum(one.here.amount.minor for one in self.found if one.here)

    @property
    def there(self) -> int:
        """The sum of the provider's lines, in minor units."""
        return sum(one.there.amount.minor for one in self.found if one.there)

    @property
    def fees_here(self) -> int:
        """The fees that the journal knows of, in minor units: not every provider's API has them."""
        return sum(one.here.fee.minor for one in self.found if one.here and one.here.fee)

    @property
    def fees_there(self) -> int:
        """The fees on the statement, in minor units."""
        return sum(one.there.fee.minor for one in self.found if one.there and one.there.fee)

    @property
    def is_stated(self) -> bool:
        """Whether a statement covers any of its days."""
        return len(self.unstated) <= (self.end - self.start).days

    @property
    def is_to_the_cent(self) -> bool:
        """Whether every movement and every line is matched or resolved, and every day stated."""
        return not self.open and not self.unstated


def reconcile(
    period: tuple[date, date],
    here: Sequence[OwnMovement],
    there: Mapping[str, StatementLine],
    stated: Iterable[tuple[date, date]],
    decisions: Mapping[Key, Decision],
) -> ReconciledPeriod:
    """Compares what is known in and around the period; `stated` are the periods of statements.

    A pair counts on the provider's day, so that it is in one month and no other.
    """
    start, end = period
    found = [one for one in compare(here, there) if start <= one.day <= end]
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    covered = list(stated)
    unstated = [day for day in days if not any(first <= day <= last for first, last in covered)]
    return ReconciledPeriod(start, end, found, decisions, unstated)
