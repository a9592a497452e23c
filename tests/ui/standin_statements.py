"""Statements for the window's tests: read and compared as in the till, and kept in memory."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from pos_app.domain.money import Currency
from pos_app.domain.people.approval import Approval
from pos_app.domain.reconciliation.comparison import Compared, OwnMovement
from pos_app.domain.reconciliation.period import Decision, Key, ReconciledPeriod, reconcile
from pos_app.domain.reconciliation.statement import StatementLine, marked
from pos_app.gateways.statements.reading import peek, read_statement
from pos_app.ports.statements import ReadStatement, StatementLayout

AT = datetime(2026, 5, 4, 10, tzinfo=UTC)


class StandInStatements:
    """`movements` are what the journal has, `listed` what the service says when it is asked."""

    def __init__(self) -> None:
        self.movements: list[OwnMovement] = []
        self.listed: list[StatementLine] = []
        self.taken: list[tuple[ReadStatement, tuple[date, date]]] = []
        self.decisions: dict[Key, Decision] = {}

    def has_lists(self, source: str) -> bool:
        return source in ("wikipay", "clicpay")

    async def read(
        self, source: str, file: Path, layout: StatementLayout | None = None
    ) -> ReadStatement:
        kept = layout or StatementLayout()
        return read_statement(file.name, file.read_bytes(), _currency(source), kept)

    async def peek(self, file: Path) -> Sequence[Sequence[str]]:
        return peek(file.read_bytes())

    async def ask(self, source: str, start: date) -> ReadStatement:
        lines = [line for line in self.listed if line.day >= start]
        return ReadStatement("API", source, StatementLayout(), (), lines, ())

    async def take_in(
        self,
        source: str,
        statement: ReadStatement,
        period: tuple[date, date],
        approval: Approval | None,
    ) -> None:
        assert source
        assert approval
        self.taken.append((statement, period))

    async def period(self, source: str, start: date, end: date) -> ReconciledPeriod:
        there = {mark: line for read, _ in self.taken for mark, line in marked(read.lines).items()}
        stated = [period for _, period in self.taken]
        here = [one for one in self.movements if one.amount.currency is _currency(source)]
        return reconcile((start, end), here, there, stated, dict(self.decisions))

    async def resolve(
        self, source: str, difference: Compared, why: str, approval: Approval | None
    ) -> None:
        assert source
        assert approval
        self.decisions[difference.key] = Decision(why, approval.by, AT)


def _currency(source: str) -> Currency:
    return Currency.MZN if source.startswith("clicpay") else Currency.AOA
