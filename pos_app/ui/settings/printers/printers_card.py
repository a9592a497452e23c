"""Card of the printers: those that are set up, those that were found, and the form of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.domain.errors import BadInput, Field, InputProblem, PosError
from pos_app.ui.settings.edits import EditsCard
from pos_app.ui.settings.printers.found_list import FoundList
from pos_app.ui.settings.printers.printer_form import NEW, PrinterForm
from pos_app.ui.settings.printers.printer_row import PrinterRow
from pos_app.ui.settings.printers.tab_order import lead_by_tab
from pos_app.ui.settings.printers.trial_page import TrialPage
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, restyle, rule, wrapped
from pos_app.words.field_help import FieldHelp
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from PySide6.QtGui import QShowEvent

    from pos_app.domain.paper.printer import Printer
    from pos_app.ports.paper.printer_setup import PaperDesk
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme


class PrintersCard(EditsCard):
    """Card that shows either the printers or the form of one. A shop without any sells too: it
    shows its documents on the screen and saves them as PDF."""

    changed = Signal()  # a printer was set up, changed or removed
    printed = Signal()  # a test page came out

    def __init__(self, look: CurrentTheme, desk: PaperDesk, tasks: GuiTasks) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._changing = ""  # the name of the printer that the form changes; empty for a new one
        self._title = label(Size.LEAD, strong=True)
        self._what = wrapped(label(Size.LABEL, tone="muted"))
        self._listed = QWidget()
        self._shown: Sequence[PrinterRow] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.NORMAL)
        self._message = wrapped(label(Size.LABEL, strong=True, name="printers_message"))
        self._trial = TrialPage(desk, tasks)
        self._trial.came_out.connect(self.printed)
        self._rule = rule()
        self._found = FoundList(desk.printers, tasks)
        self._found.chosen.connect(lambda printer: self._open(printer, ""))
        self._form = PrinterForm(look)
        self._form.hide()
        self._form.edited.connect(self.note_edits)
        self._form.keep_asked.connect(self._keep_once)
        self._form.left.connect(self.drop_edits)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        listed = QVBoxLayout(self._listed)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(Space.NORMAL)
        listed.addLayout(self._lines)
        for part in (self._message, self._trial, self._rule, self._found):
            listed.addWidget(part)
        for shown in (self._title, self._what, self._listed, self._form):
            column.addWidget(shown)
        self._tell("", "")
        self.retranslate()

    def read(self) -> None:
        """Shows the printers as they are set up, asks each how it is, and looks for others."""
        self._show()
        for line in self._shown:
            self._tasks.start(self._ask(line), or_else=self.fail)
        self._found.search()

    def showEvent(self, event: QShowEvent) -> None:
        """Looks for printers when somebody looks at them, and not with every page of settings."""
        super().showEvent(event)
        if not event.spontaneous():
            self.read()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Printers"))
        self._what.setText(
            self.tr(
                "Receipt printers on the network, by USB or serial line, and any printer of this "
                "computer. Without one, the till shows documents on the screen and saves them as "
                "PDF."
            )
        )
        for part in (self._found, self._form, self._trial):
            part.retranslate()
        if self.isVisible():
            self.read()
        else:
            self._show()

    # --- edits ------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self._title.text()

    def has_edits(self) -> bool:
        """Returns whether something would be lost: one that was found counts until it is saved."""
        is_new = not self._changing and self._form.printer != NEW
        return self._is_open and (is_new or self._form.has_edits)

    def drop_edits(self) -> None:
        """Closes the form, and shows what is saved."""
        was_open = self._is_open
        self._form.hide()
        self._listed.show()
        if was_open and self.isVisible():
            self.read()
        self.note_edits()

    def first_field(self) -> QWidget | None:
        return self._form.first_empty() if self._is_open else None

    def help_for(self, field: QWidget) -> FieldHelp | None:
        for row in self._form.rows.values():
            if row.isAncestorOf(field):
                title, what = row.help
                return FieldHelp(title, (what,))
        return None

    async def keep(self) -> None:
        self._form.keep_button.setEnabled(False)
        for row in self._form.rows.values():
            row.show_error("")
        printer = self._form.printer
        if printer.name != self._changing and self._desk.setup.printer(printer.name):
            raise BadInput(Field.SETTINGS, InputProblem.NAME_TAKEN, "printers.name")
        await self._desk.setup.keep(printer, self._changing)
        self._form.keep_button.setEnabled(True)
        self.drop_edits()
        self._tell(filled(self.tr("{0} is saved. Print a test."), printer.name.strip()), "paid")
        self.changed.emit()

    def fail(self, error: PosError) -> None:
        if self._is_open:
            self._form.show_error(error)
        else:
            self._tell(problem_line(error), "fail")

    # --- inside -----------------------------------------------------------------------------------

    @property
    def _is_open(self) -> bool:
        return not self._form.isHidden()

    def _open(self, printer: Printer, changing: str) -> None:
        self._changing = changing
        self._tell("", "")
        self._listed.hide()
        self._form.show()
        self._form.begin(printer)
        self.note_edits()

    def _keep_once(self) -> None:
        if self._form.keep_button.isEnabled():
            self._form.keep_button.setEnabled(False)  # at once: nobody presses twice
            self._tasks.start(self.keep(), or_else=self.fail)

    def _show(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        known = self._desk.setup.printers()
        self._shown = [self._line(printer) for printer in known]
        for line in self._shown:
            self._lines.addWidget(line)
        buttons = [button for line in self._shown for button in line.buttons]
        lead_by_tab(buttons, before=self._trial.buttons[0])
        self._rule.setVisible(bool(known))
        self._found.know(known)

    def _line(self, printer: Printer) -> PrinterRow:
        line = PrinterRow(printer)
        line.test_asked.connect(lambda: self._test(printer))
        line.change_asked.connect(lambda: self._open(printer, printer.name))
        line.remove_asked.connect(lambda: self._do(lambda: self._remove(printer)))
        return line

    async def _ask(self, line: PrinterRow) -> None:
        """Asks a printer how it is: one that does not answer holds nothing up."""
        try:
            status = await self._desk.printers.status(line.printer)
        except PosError as error:
            if isValid(line):  # else the list was drawn anew
                line.show_trouble(error)
            return
        if isValid(line):
            line.show_status(status)

    def _test(self, printer: Printer) -> None:
        self._tell("", "")
        self._trial.print_at(printer)

    async def _remove(self, printer: Printer) -> None:
        await self._desk.setup.remove(printer.name)
        self.read()
        self._tell(filled(self.tr("{0} is removed"), printer.name), "muted")
        self.changed.emit()

    def _do(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._tell("", "")
        self._tasks.start(work(), or_else=self.fail)

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)
        self._message.setVisible(bool(text))
