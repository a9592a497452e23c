"""Card of the printer: choice of a system printer, and a test slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.ui.settings.edits import EditsCard
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.ui.widgets.picker import Picker
from pos_app.words.field_help import FieldHelp
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.printer import Printer
    from pos_app.ports.paper.printer_setup import PaperDesk
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme


class PrinterCard(EditsCard):
    """Card that tries a printer. A shop without one sells too: it saves slips as PDF.

    Nothing on it is saved: each slip is printed where its own dialog says.
    """

    printed = Signal()  # a test slip went to a printer

    def __init__(self, look: CurrentTheme, paper: PaperDesk, tasks: GuiTasks) -> None:
        super().__init__()
        self._paper = paper
        self._tasks = tasks
        self._title = label(Size.LEAD, strong=True)
        self._what = wrapped(label(Size.LABEL, tone="muted"))
        self._printer = Picker("printer", look)
        self._try = Button("printer_try")
        self._again = Button("printer_again")
        self._message = wrapped(label(Size.LABEL, strong=True, name="printer_message"))
        self._try.clicked.connect(self._try_once)
        self._again.clicked.connect(self.read)
        self._names: Sequence[str] = ()
        self._found: dict[str, Printer] = {}
        self._chosen = ""  # by a person, even while it cannot be found
        self._printer.activated.connect(self._choose)
        end = QHBoxLayout()
        end.setSpacing(Space.NORMAL)
        end.addWidget(self._try)
        end.addWidget(self._again)
        end.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        for part in (self._title, self._what, self._printer):
            column.addWidget(part)
        column.addLayout(end)
        self.retranslate()

    def read(self) -> None:
        """Reads the system's printers."""
        if self._again.isEnabled():  # else they are being read
            self._again.setEnabled(False)
            self._offer()
            self._tasks.start(self._load(), or_else=self._have_none)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Printer"))
        self._what.setText(
            self.tr(
                "Any printer on this computer, roll or sheets. Without one, the till shows "
                "slips on the screen and saves them as PDF."
            )
        )
        self._printer.setAccessibleName(self.tr("Printer"))
        self._try.set_text(self.tr("Print a test"))
        self._again.set_text(self.tr("Search again"), self.tr("Search for printers again"))
        self._offer()

    # --- edits ------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self._title.text()

    def has_edits(self) -> bool:
        return False

    def drop_edits(self) -> None:
        """Does nothing: there are none."""

    def first_field(self) -> QWidget | None:
        return self._printer if self._names else None

    def help_for(self, field: QWidget) -> FieldHelp | None:
        if field is not self._printer:
            return None
        return FieldHelp(
            self.tr("Printer"),
            (
                self.tr("Add the printer in the system's settings first, then press Search again."),
                self.tr("The test prints one slip."),
            ),
        )

    async def keep(self) -> None:
        """Does nothing: there is nothing to save."""

    # --- inside -----------------------------------------------------------------------------------

    def _choose(self) -> None:
        self._chosen = self._printer.currentText()

    async def _load(self) -> None:
        found = await self._paper.printers.find()
        self._found = {one.printer.name: one.printer for one in found}
        self._tell("", "")
        self._have(list(self._found))

    def _have_none(self, error: PosError) -> None:
        self._have(())
        self.fail(error)

    def _have(self, names: Sequence[str]) -> None:
        self._names = names
        self._again.setEnabled(True)
        self._offer()

    def _offer(self) -> None:
        """Keeps the chosen printer, while it exists."""
        chosen = self._chosen or self._printer.currentText()
        self._printer.clear()
        is_asked = not self._again.isEnabled()
        none = self.tr("Searching for printers…") if is_asked else self.tr("No printer")
        self._printer.addItems(list(self._names) or [none])
        self._printer.setCurrentIndex(max(0, self._printer.findText(chosen)))
        self._printer.setEnabled(bool(self._names))
        self._try.setEnabled(bool(self._names))

    def _try_once(self) -> None:
        self._try.setEnabled(False)
        self._tell("", "")
        self._tasks.start(self._print(self._printer.currentText()), or_else=self.fail)

    async def _print(self, printer: str) -> None:
        await self._paper.setup.keep(self._found[printer])
        order = self._paper.documents.test(self._found[printer])
        await self._paper.spool.print(order, printer)
        self._try.setEnabled(True)
        self._tell(filled(self.tr("Sent to {0}"), printer), "paid")
        self.printed.emit()

    def fail(self, error: PosError) -> None:
        self._try.setEnabled(bool(self._names))
        self._tell(problem_line(error), "fail")

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)
