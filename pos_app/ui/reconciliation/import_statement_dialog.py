"""Dialog that shows what was read of a statement, and takes it in by a manager's PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import Money
from pos_app.domain.text.foreign_text import readable
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.reconciliation.column_pickers import ColumnPickers
from pos_app.ui.reconciliation.covered_days import CoveredDays
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.words.books.reconciliation import unread_words
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any

    from pos_app.domain.errors import PosError
    from pos_app.ports.statement_lists import UnreadRow
    from pos_app.ports.statements import ReadStatement, StatementLayout
    from pos_app.ui.actions.action_dialog import DialogContext
    from pos_app.ui.services import ReconciliationService
    from pos_app.ui.theme.theme import CurrentTheme

_WIDE = 900
_LONGEST_ROW = 60  # characters of a row that was left out
_MOST_IN_TIP = 20  # such rows


class ImportStatementDialog(ActionDialog):
    """Nothing is taken in before a manager has seen it. `read` is None while the columns of the
    file are not known."""

    def __init__(
        self,
        source: tuple[str, str],
        period: tuple[date, date],
        read: ReadStatement | None,
        desk: ReconciliationService,
        hands: DialogContext,
    ) -> None:
        """`source` is its id and its name, `period` the month on the screen, which a list of the
        provider covers."""
        super().__init__("import_statement", hands)
        self._source, name = source
        self._asked_for = period
        self._desk = desk
        self._read = read
        self._file: Path | None = None
        self._pickers: ColumnPickers | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(Space.NORMAL)
        self._sums = wrapped(label(Size.BODY, strong=True, name="import_statement_sums"))
        self._left_out = wrapped(label(Size.LABEL, tone="muted", name="import_statement_left_out"))
        self._covered = CoveredDays()
        self._body.addWidget(self._sums)
        self._body.addWidget(self._covered)
        self._body.addWidget(self._left_out)
        pins = self.ask_pin()
        self._body.addWidget(pins)
        self.setWindowTitle(self.tr("Import a statement"))
        self.title.setText(filled(self.tr("Is this the statement of {0}?"), name))
        self.do.set_text(self.tr("Import"))
        self.arrange({Field.PIN: pins.pin}, self._body)
        self.setFixedWidth(_WIDE)
        self._show()

    def offer_columns(self, file: Path, rows: Sequence[Sequence[str]], look: CurrentTheme) -> None:
        """Lets a person say what each column of the file holds."""
        self._file = file
        self._pickers = ColumnPickers(rows, look)
        self._pickers.changed.connect(self._read_again)
        self._body.insertWidget(0, self._pickers)
        self._show()

    def _suggested(self, read: ReadStatement) -> tuple[date, date]:
        """Returns the first and the last day of a file's lines, or what a list was asked for."""
        days = [line.day for line in read.lines]
        if self._file is None or not days:
            return self._asked_for
        return min(days), max(days)

    def action(self) -> Coroutine[Any, Any, date]:
        if self._read is None:
            raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_NOT_A_TABLE)
        return self._take_in(self._read, self._covered.period, self.typed_pin())

    async def _take_in(self, read: ReadStatement, period: tuple[date, date], pin: str) -> date:
        """Returns the last day of what was taken in."""
        approval = await self.approve(pin)
        await self._desk.take_in(self._source, read, period, approval)
        return period[1]

    def _read_again(self) -> None:
        if self._file is None or self._pickers is None:
            return
        work = self._read_by_columns(self._file, self._pickers.layout_chosen())
        self._tasks.start(work, or_else=self._cannot_read)

    async def _read_by_columns(self, file: Path, layout: StatementLayout) -> None:
        read = await self._desk.read(self._source, file, layout)
        if isValid(self):
            self.show_message("")
            self._read = read
            self._show()

    def _cannot_read(self, error: PosError) -> None:
        if isValid(self):
            self._read = None
            self._show()
            self.show_message(problem_line(error))

    def _show(self) -> None:
        read = self._read
        if read is not None and self._pickers is not None:
            self._pickers.show_layout(read.layout, read.headings)
        if read is not None:
            self._covered.suggest(self._suggested(read))
        self.what.setText(read.name if read else "")
        self.what.setVisible(bool(read))
        self._covered.setVisible(bool(read))
        self._sums.setText(self._sum_of(read) if read else "")
        self._sums.setVisible(bool(read))
        self._tell_left_out(read.unread if read else ())
        self._fit()

    def _sum_of(self, read: ReadStatement) -> str:
        if not read.lines:
            return self.tr("No movements")
        total = Money(sum(line.amount.minor for line in read.lines), read.lines[0].amount.currency)
        return filled(self.tr("Movements: {0} · total: {1}"), len(read.lines), total)

    def _tell_left_out(self, unread: Sequence[UnreadRow]) -> None:
        """Says how many rows are no movements and how the first one begins; all in the tip."""
        told = [
            joined(filled(self.tr("row {0}"), one.row), unread_words(one.why), one.text)
            for one in unread
        ]
        count = filled(self.tr("Rows left out: {0}"), len(unread))
        first = readable(told[0], _LONGEST_ROW) if told else ""
        self._left_out.setText(joined(count, first))
        show_tip(self._left_out, "\n".join(told[:_MOST_IN_TIP]))
        self._left_out.setVisible(bool(told))
