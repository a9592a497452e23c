"""Dialog that holds the journal beside a payment service's statement, a month at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from pos_app.domain.errors import BadInput
from pos_app.domain.money import Money
from pos_app.domain.sale import sale_number
from pos_app.till.reconciliation import currency_of
from pos_app.ui.printing.saving_folder import keep_saving_folder, saving_folder
from pos_app.ui.reconciliation.import_statement_dialog import ImportStatementDialog
from pos_app.ui.reconciliation.resolve_difference_dialog import ResolveDifferenceDialog
from pos_app.ui.reconciliation.source_bar import SourceBar
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of
from pos_app.ui.widgets.short_table import ShortTable
from pos_app.words.books.close import more_words
from pos_app.words.books.reconciliation import finding_words, name_in, period_words
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.domain.reconciliation.comparison import Compared
    from pos_app.domain.reconciliation.period import ReconciledPeriod
    from pos_app.ports.statements import ReadStatement
    from pos_app.ui.actions.action_dialog import DialogContext
    from pos_app.ui.services import ReconciliationService
    from pos_app.ui.theme.theme import CurrentTheme

_SIZE = (940, 490)
_MOST_ROWS = 200  # a month without a statement differs in each movement
_WIDE, _AMOUNTS = 6, (4, 5)


class ReconciliationDialog(QDialog):
    def __init__(
        self,
        methods: Sequence[Method],
        desk: ReconciliationService,
        look: CurrentTheme,
        hands: DialogContext,
    ) -> None:
        super().__init__(hands.parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("reconciliation_dialog")
        self.resize(*_SIZE)
        self.setWindowTitle(self.tr("Reconcile with statements"))
        self._methods = {method.id: method for method in methods}
        self._desk = desk
        self._look = look
        self._hands = hands._replace(parent=self)
        self._shown: Sequence[Compared] = ()
        self.bar = SourceBar(methods, look, hands.till.today())
        self._verdict = wrapped(label(Size.LEAD, strong=True, name="reconcile_verdict"))
        self._sums = wrapped(label(Size.BODY, tone="muted", name="reconcile_sums"))
        self._message = wrapped(label(strong=True, tone="fail", name="reconcile_message"))
        self._message.hide()
        self.table = self._make_table()
        self._more = label(Size.LABEL, tone="muted", name="reconcile_more")
        self._import = Button("reconcile_import")
        self._import.set_text(self.tr("Import a statement…"))
        self._ask = Button("reconcile_ask")
        self._ask.set_text(self.tr("Ask the payment service"))
        self._resolve = Button("reconcile_resolve")
        self._resolve.set_text(self.tr("Resolve…"))
        self._close = Button("reconciliation_close")
        self._close.set_text(self.tr("Close"))
        self._arrange()
        self._connect()
        self.read()

    # --- reading ----------------------------------------------------------------------------------

    def read(self) -> None:
        self._tell("")
        self._ask.setVisible(self._desk.has_lists(self.bar.source))
        work = self._read(self.bar.source, self.bar.period)
        self._hands.tasks.start(work, or_else=self._fail)

    async def _read(self, source: str, period: tuple[date, date]) -> None:
        found = await self._desk.period(source, *period)
        if isValid(self) and (source, period) == (self.bar.source, self.bar.period):
            self._show(found)

    def _show(self, found: ReconciledPeriod) -> None:
        currency = currency_of(self.bar.source, self._methods)
        self._verdict.setText(" · ".join(period_words(found)))
        minors = (found.here, found.there, found.there - found.here)
        said = self.tr("Journal {0} · statement {1} · difference {2} · matched {3}")
        sums = [Money(minor, currency) for minor in minors]
        fees = Money(found.fees_there, currency)
        told = filled(self.tr("fees {0}"), fees) if found.fees_there else ""
        self._sums.setText(joined(filled(said, *sums, found.matched), told))
        differences = [*found.open, *found.resolved] if found.is_stated else []
        self._shown = differences[:_MOST_ROWS]
        self.table.show_rows([self._texts(one, found) for one in self._shown])
        left_out = len(differences) - len(self._shown)
        self._more.setText(more_words(left_out) if left_out else "")
        self._follow_selection()

    def _texts(self, one: Compared, found: ReconciledPeriod) -> tuple[str, ...]:
        here, there = one.here, one.there
        decision = found.decisions.get(one.key)
        return (
            f"{one.day:%d/%m}",
            finding_words(one),
            sale_number(here.sale) if here and here.sale else "",
            name_in(one),
            here.amount.figures if here else "",
            there.amount.figures if there else "",
            joined(decision.by, decision.why) if decision else "",
        )

    # --- acts -------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        """Asks for the file. It uses `show()`: a nested loop would stop every other coroutine."""
        kinds = self.tr("Statements")
        endings = "*.csv *.txt *.xlsx *.xls *.ods"
        dialog = QFileDialog(self, self.tr("Import a statement"), str(saving_folder()))
        dialog.setNameFilter(f"{kinds} ({endings})")
        dialog.setObjectName("reconcile_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("Back"))
        dialog.fileSelected.connect(self.open_file)
        dialog.show()

    def open_file(self, path: str) -> None:
        keep_saving_folder(Path(path).parent)
        self._tell("")
        work = self._open(self.bar.source, Path(path))
        self._hands.tasks.start(work, or_else=self._fail)

    async def _open(self, source: str, file: Path) -> None:
        """Reads the file, and shows it before it is taken in. One whose columns are not known is
        shown all the same: a person says what they hold."""
        rows = await self._desk.peek(file)
        read, problem = None, None
        try:
            read = await self._desk.read(source, file)
        except BadInput as error:
            problem = error
        if isValid(self):
            dialog = self._import_dialog(read)
            dialog.offer_columns(file, rows, self._look)
            dialog.show()
            if problem:
                dialog.show_message(problem_line(problem))

    def _ask_service(self) -> None:
        self._ask.setEnabled(False)
        self._tell("")
        work = self._ask_lists(self.bar.source, self.bar.period[0])
        self._hands.tasks.start(work, or_else=self._fail)

    async def _ask_lists(self, source: str, since: date) -> None:
        read = await self._desk.ask(source, since)
        if isValid(self):
            self._ask.setEnabled(True)
            self._import_dialog(read).show()

    def _import_dialog(self, read: ReadStatement | None) -> ImportStatementDialog:
        bar = self.bar
        start, end = bar.period
        covered = start, max(start, min(end, self._hands.till.today()))
        source = bar.source, bar.source_name
        dialog = ImportStatementDialog(source, covered, read, self._desk, self._hands)
        dialog.acted.connect(self._show_imported)
        return dialog

    def _show_imported(self, last: date) -> None:
        self.bar.show_month(last)
        self.read()

    def _ask_to_resolve(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._shown):
            one = self._shown[row]
            dialog = ResolveDifferenceDialog(self.bar.source, one, self._desk, self._hands)
            dialog.acted.connect(lambda _: self.read())
            dialog.show()

    def _follow_selection(self) -> None:
        self._resolve.setEnabled(bool(self.table.selectedItems()))

    def _fail(self, error: PosError) -> None:
        if isValid(self):
            self._ask.setEnabled(True)
            self._tell(problem_line(error))

    def _tell(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))

    # --- arrangement ------------------------------------------------------------------------------

    def _make_table(self) -> ShortTable:
        titles = [
            self.tr("Day"),
            self.tr("Result"),
            self.tr("Sale"),
            self.tr("Reference"),
            self.tr("Journal"),
            self.tr("Statement"),
            self.tr("Resolved"),
        ]
        table = ShortTable("reconcile_table", titles, [], figures=_AMOUNTS, wide=_WIDE)
        table.setAccessibleName(self.tr("Differences"))
        return table

    def _connect(self) -> None:
        self.bar.changed.connect(self.read)
        self.table.itemSelectionChanged.connect(self._follow_selection)
        self.table.cellDoubleClicked.connect(lambda *_: self._ask_to_resolve())
        self._import.clicked.connect(self._ask_file)
        self._ask.clicked.connect(self._ask_service)
        self._resolve.clicked.connect(self._ask_to_resolve)
        self._close.clicked.connect(self.reject)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self.bar, 1)
        head.addWidget(self._ask)
        head.addWidget(self._import)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.NORMAL)
        column.addLayout(head)
        column.addWidget(self._verdict)
        column.addWidget(self._sums)
        column.addWidget(self._message)
        column.addWidget(self.table, 1)
        column.addWidget(self._more)
        column.addLayout(buttons_of(self._resolve, out=self._close))
        for button in (self._import, self._ask):
            button.setAutoDefault(False)
        self._close.setFocus()
