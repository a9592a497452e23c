"""Dialog that shows what was read of a statement, and takes it in by a manager's PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import Money
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.reconciliation.column_pickers import ColumnPickers
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
    from pos_app.ports.statements import ReadStatement, StatementLayout, UnreadRow
    from pos_app.ui.actions.action_dialog import DialogContext
    from pos_app.ui.services import ReconciliationService
    from pos_app.ui.theme.theme import CurrentTheme

_MOST_LEFT_OUT = 3  # rows that are shown; the others are counted


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
        self._body.addWidget(self._sums)
        self._body.addWidget(self._left_out)
        pins = self.ask_pin()
        self._body.addWidget(pins)
        self.setWindowTitle(self.tr("Import a statement"))
        self.title.setText(filled(self.tr("Is this the statement of {0}?"), name))
        self.do.set_text(self.tr("Import"))
        self.arrange({Field.PIN: pins.pin}, self._body)
        self._show()

    def offer_columns(self, file: Path, rows: Sequence[Sequence[str]], look: CurrentTheme) -> None:
        """Lets a person say what each column of the file holds."""
        self._file = file
        self._pickers = ColumnPickers(rows, look)
        self._pickers.changed.connect(self._read_again)
        self._body.insertWidget(0, self._pickers)
        self._show()

    @property
    def period(self) -> tuple[date, date]:
        """What the statement covers: its first and its last day, or what was asked for."""
        days = [line.day for line in self._read.lines] if self._read else []
        if self._file is None or not days:
            return self._asked_for
        return min(days), max(days)

    def action(self) -> Coroutine[Any, Any, date]:
        if self._read is None:
            raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_NOT_A_TABLE)
        return self._take_in(self._read, self.typed_pin())

    async def _take_in(self, read: ReadStatement, pin: str) -> date:
        """Returns the last day of what was taken in."""
        approval = await self.approve(pin)
        await self._desk.take_in(self._source, read, self.period, approval)
        return self.period[1]

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
        self.what.setText(joined(read.name, _days(*self.period)) if read else "")
        self.what.setVisible(bool(read))
        self._sums.setText(self._sum_of(read) if read else "")
        self._sums.setVisible(bool(read))
        unread = read.unread if read else ()
        self._left_out.setText("\n".join(self._told(unread)))
        self._left_out.setVisible(bool(unread))
        self._fit()

    def _sum_of(self, read: ReadStatement) -> str:
        if not read.lines:
            return self.tr("No movements")
        total = Money(sum(line.amount.minor for line in read.lines), read.lines[0].amount.currency)
        return filled(self.tr("Movements: {0} · total: {1}"), len(read.lines), total)

    def _told(self, unread: Sequence[UnreadRow]) -> list[str]:
        rows = [
            f"{one.row} · {unread_words(one.why)} · {one.text}" for one in unread[:_MOST_LEFT_OUT]
        ]
        return [filled(self.tr("Rows left out: {0}"), len(unread)), *rows]


def _days(start: date, end: date) -> str:
    return f"{start:%d/%m/%Y} \N{EN DASH} {end:%d/%m/%Y}"
