"""Reconciliation for a manager: takes statements in, compares them, resolves what differs.

A statement is read first and taken in only after a manager has seen what was read; a difference is
resolved with a reason. Both are notes in the journal. Nothing here changes a sale.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from pos_app.domain.errors import BadInput, Field, InputProblem, NotAllowed
from pos_app.domain.method import Method
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.domain.reconciliation.comparison import Compared, Finding
from pos_app.domain.reconciliation.notes import DifferenceResolved, StatementImported
from pos_app.domain.reconciliation.period import ReconciledPeriod, reconcile
from pos_app.domain.reconciliation.statement import marked, packed
from pos_app.ports.journal import Journal
from pos_app.ports.statements import (
    KnownAround,
    ReadsStatementBooks,
    ReadsStatements,
    ReadStatement,
    StatementLayout,
)
from pos_app.till.approval.approvals import Approvals
from pos_app.till.providers.admin import ProviderAdmin

_MOST_BYTES = 32_000_000  # of a file: the reader takes less, and says so


class Reconciliation:
    """Compares each provider's word with the journal's. A `source` is a provider's id, or a
    method's where each wallet has a statement of its own.

    Every call may raise JournalUnavailable or JournalDamaged, and BadInput for a source that is not
    there.
    """

    def __init__(
        self,
        *,
        methods: Mapping[str, Method],
        journal: Journal,
        books: ReadsStatementBooks,
        reads: ReadsStatements,
        managers: Approvals,
        admin: ProviderAdmin,
    ) -> None:
        self._methods = methods
        self._journal = journal
        self._books = books
        self._reads = reads
        self._managers = managers
        self._admin = admin

    async def read(
        self, source: str, file: Path, layout: StatementLayout | None = None
    ) -> ReadStatement:
        """Reads a file, and takes nothing in. Without a layout, the one of the source's last
        statement counts, as long as the file still has its columns. Raises BadInput."""
        currency = self._currency(source)
        known = layout or await self._layout(source)

        def work(layout: StatementLayout) -> ReadStatement:
            return self._reads.read(file.name, _bytes_of(file), currency, layout)

        try:
            return await asyncio.to_thread(work, known)
        except BadInput:
            if layout or not known.columns:
                raise
        return await asyncio.to_thread(work, replace(known, columns={}))

    async def peek(self, file: Path) -> Sequence[Sequence[str]]:
        """Returns a file's first rows, for a person to say what each column holds. Raises
        BadInput."""
        return await asyncio.to_thread(lambda: self._reads.peek(_bytes_of(file)))

    def has_lists(self, source: str) -> bool:
        """Returns whether the provider can be asked, without a file."""
        return self._admin.lists_statement(source)

    async def ask(self, source: str, start: date) -> ReadStatement:
        """Asks the provider's own lists for what moved since this day. Raises as `ProviderAdmin`
        does, and BadInput for a list that tells the same money as come and gone."""
        self._currency(source)
        page = await self._admin.statement_lines(source, start)
        gone = {line.reference for line in page.lines if line.amount.minor < 0}
        if any(line.amount.minor > 0 and line.reference in gone for line in page.lines):
            raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_NOT_A_TABLE)
        digest = sha256(packed(page.lines).encode()).hexdigest()
        return ReadStatement("API", digest, StatementLayout(), (), page.lines, page.unread)

    async def take_in(
        self,
        source: str,
        statement: ReadStatement,
        period: tuple[date, date],
        approval: Approval | None,
    ) -> StatementImported:
        """Writes a statement and its lines into the journal; `period` is what it covers. Raises
        NotApproved, and BadInput for one without lines, or that was taken in before."""
        if not statement.lines:
            raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_EMPTY)
        known = await self._books.imports(source)
        if any(one.digest == statement.digest for one in known):
            raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_KNOWN)
        by = self._managers.spend(approval, ManagerOnly.RECONCILE)
        currency = self._currency(source)
        note = StatementImported(
            source=source,
            name=statement.name,
            digest=statement.digest,
            start=period[0],
            end=period[1],
            layout=statement.layout.as_words(),
            count=len(statement.lines),
            left_out=len(statement.unread),
            total=Money(sum(line.amount.minor for line in statement.lines), currency),
            fees=Money(sum(line.fee.minor for line in statement.lines if line.fee), currency),
            lines=await asyncio.to_thread(packed, statement.lines),
            by=by,
        )
        await self._journal.note(note)
        return note

    async def period(self, source: str, start: date, end: date) -> ReconciledPeriod:
        """Compares what the journal and the statements have in this period."""
        self._currency(source)
        known = await self._books.around(source, start, end)
        return await asyncio.to_thread(compared, known, start, end)

    async def resolve(
        self, source: str, difference: Compared, why: str, approval: Approval | None
    ) -> None:
        """Notes why the two differ. Raises NotApproved, BadInput without a reason, NotAllowed where
        they do not differ."""
        if difference.finding is Finding.MATCHED:
            raise NotAllowed("the two do not differ")
        if not why.strip():
            raise BadInput(Field.WHY, InputProblem.WHY_EMPTY)
        by = self._managers.spend(approval, ManagerOnly.RECONCILE)
        movement, line = difference.key
        await self._journal.note(
            DifferenceResolved(
                source=source,
                movement=movement,
                line=line,
                difference=Money(difference.difference, self._currency(source)),
                why=why.strip(),
                by=by,
            )
        )

    async def _layout(self, source: str) -> StatementLayout:
        """Returns the layout of the source's last statement that came as a file."""
        layouts = [note.layout for note in await self._books.imports(source) if note.layout]
        return StatementLayout.from_words(layouts[-1]) if layouts else StatementLayout()

    def _currency(self, source: str) -> Currency:
        return currency_of(source, self._methods)


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_MOST_BYTES)
    except OSError as error:
        problem = InputProblem.STATEMENT_UNREADABLE
        raise BadInput(Field.STATEMENT, problem, error.strerror or str(error)) from error


def compared(known: KnownAround, start: date, end: date) -> ReconciledPeriod:
    """Compares what the journal has in this period. One statement may repeat lines of another: the
    marks tell."""
    there = {
        mark: line
        for statement in known.statements
        for mark, line in marked(statement.lines).items()
    }
    stated = [(one.note.start, one.note.end) for one in known.statements]
    return reconcile((start, end), known.movements, there, stated, known.decisions)


def currency_of(source: str, methods: Mapping[str, Method]) -> Currency:
    """Returns the currency of a source. Raises BadInput for what is none."""
    for method in methods.values():
        if source in (method.provider, method.id):
            return method.currency
    raise BadInput(Field.METHOD, InputProblem.METHOD_UNKNOWN, source)
