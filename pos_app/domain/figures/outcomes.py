"""How charges of a period ended: how often they were paid, how fast, and why not."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pos_app.domain.events import NOT_PAID, State
from pos_app.domain.money import divided
from pos_app.domain.reasons import Reason

# An agreed hold is a success, whether the shop took the money, still may, or let it go.
_AGREED = frozenset({State.PAID, State.AUTHORIZED})


class Ended(NamedTuple):
    """The charges of one method in one state for one reason."""

    method: str
    state: State
    reason: Reason | None
    charges: int


class AnswerTime(NamedTuple):
    """How long a method's customers and provider took to answer, in milliseconds: one half of the
    charges, and nine in ten of them. To the second, as people are told it; 0 for less than one."""

    median: int
    p90: int


@dataclass(frozen=True)
class Outcomes:
    """How a method's charges ended. Those that are still open count nowhere else."""

    method: str
    paid: int
    unpaid: int
    still_open: int
    reasons: Mapping[Reason, int]  # of those not paid, most frequent first
    answer: AnswerTime | None  # None: nobody answered

    @property
    def ended(self) -> int:
        return self.paid + self.unpaid

    @property
    def success_percent(self) -> int | None:
        return divided(100 * self.paid, self.ended) if self.ended else None


def outcomes_of(ended: Iterable[Ended], answers: Mapping[str, AnswerTime]) -> list[Outcomes]:
    """Returns the outcomes per method, the method with most charges first."""
    by_method: dict[str, list[Ended]] = {}
    for one in ended:
        by_method.setdefault(one.method, []).append(one)
    made = [_outcomes(method, rows, answers.get(method)) for method, rows in by_method.items()]
    return sorted(made, key=lambda one: (-one.ended, -one.still_open, one.method))


def together(outcomes: Iterable[Outcomes]) -> Outcomes:
    """Returns the outcomes of all methods as those of one. Their times are too different for a
    common one."""
    every = list(outcomes)
    reasons = sum((Counter(one.reasons) for one in every), Counter[Reason]())
    return Outcomes(
        method="",
        paid=sum(one.paid for one in every),
        unpaid=sum(one.unpaid for one in every),
        still_open=sum(one.still_open for one in every),
        reasons=_ranked(reasons),
        answer=None,
    )


def _outcomes(method: str, rows: Iterable[Ended], answer: AnswerTime | None) -> Outcomes:
    paid = unpaid = still_open = 0
    reasons: Counter[Reason] = Counter()
    for one in rows:
        if one.state in _AGREED or one.reason is Reason.RELEASED_HERE:
            paid += one.charges
        elif one.state in NOT_PAID:
            unpaid += one.charges
            reasons[one.reason or Reason.OTHER] += one.charges
        else:
            still_open += one.charges
    return Outcomes(method, paid, unpaid, still_open, _ranked(reasons), answer)


def _ranked(reasons: Counter[Reason]) -> Mapping[Reason, int]:
    return dict(sorted(reasons.items(), key=lambda one: (-one[1], one[0])))
