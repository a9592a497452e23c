"""Base classes of the print dialogs: choice of a printer, Print, Save PDF, and the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from pos_app.ui.printing.saving_folder import keep_saving_folder, saving_folder
from pos_app.ui.theme.tokens import Size
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.ui.widgets.picker import Picker
from pos_app.words.problems import problem_words
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from pos_app.domain.errors import PosError
    from pos_app.ports.settings_service import Paper
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme


class PaperDialog(QDialog):
    """Dialog whose subclasses choose the document. It is not modal: a customer may come."""

    def __init__(
        self,
        name: str,
        look: CurrentTheme,
        paper: Paper,
        tasks: GuiTasks,
        kind: str,
        parent: QWidget,
    ) -> None:
        """`kind` styles the Print button."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(f"{name}_dialog")
        self.paper = paper
        self.is_copy = False
        self._name = name
        self._tasks = tasks
        self.printer_title = label(Size.LABEL, tone="muted")
        self.printer = Picker(f"{name}_printer", look)
        self.print = Button(f"{name}_print", kind)
        self.pdf = Button(f"{name}_pdf")
        self.out = Button(f"{name}_close")
        self.out.set_text(self.tr("Close"))
        self.out.clicked.connect(self.reject)
        self.message = wrapped(label(Size.LABEL, strong=True, name=f"{name}_message"))
        self.printer_title.setText(self.tr("Printer"))
        self.printer.setAccessibleName(self.tr("Printer"))
        self.pdf.set_text(self.tr("Save PDF"), self.tr("Save as PDF"))
        self.say_print()
        self._offer_nothing(self.tr("Searching for printers…"))
        self.print.clicked.connect(self._print_once)
        self.pdf.clicked.connect(self._ask_file)
        tasks.start(self._load_printers(), or_else=self._have_none)

    # --- for subclasses ---------------------------------------------------------------------------

    async def print_on(self, printer: str) -> None:
        raise NotImplementedError

    async def save_to(self, path: Path) -> None:
        raise NotImplementedError

    def file_name(self) -> str:
        raise NotImplementedError

    def say_print(self) -> None:
        self.print.set_text(self.tr("Print a copy") if self.is_copy else self.tr("Print"))

    # --- printing ---------------------------------------------------------------------------------

    def _print_once(self) -> None:
        self.print.setEnabled(False)
        self._tell("", "")
        self._tasks.start(self._print(self.printer.currentText()), or_else=self._fail)

    async def _print(self, printer: str) -> None:
        await self.print_on(printer)
        if not isValid(self):
            return  # closed meanwhile; it is printed all the same
        self.print.setEnabled(True)
        self.say_print()
        self._tell(filled(self.tr("Sent to {0}"), printer), "paid")

    async def _load_printers(self) -> None:
        names = await self.paper.printers()
        if isValid(self):
            self._offer_printers(names)

    def _have_none(self, error: PosError) -> None:
        if isValid(self):
            self._offer_printers([])
            self._tell_problem(error)

    def _offer_printers(self, names: Sequence[str]) -> None:
        if not names:
            self._offer_nothing(self.tr("No printer"))
            return
        self.printer.clear()
        self.printer.addItems(list(names))
        self.printer.setEnabled(True)
        self.print.setEnabled(True)

    def _offer_nothing(self, why: str) -> None:
        self.printer.clear()
        self.printer.addItem(why)
        self.printer.setEnabled(False)
        self.print.setEnabled(False)

    # --- save as PDF ------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        """Asks for the file. It uses `show()`: a nested loop would stop every other coroutine."""
        name = self.file_name()
        place = saving_folder() / name
        dialog = QFileDialog(self, self.tr("Save as PDF"), str(place), "PDF (*.pdf)")
        dialog.setObjectName(f"{self._name}_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("Back"))
        dialog.selectFile(name)
        dialog.fileSelected.connect(self._save_once)
        dialog.show()

    def _save_once(self, path: str) -> None:
        keep_saving_folder(Path(path).parent)
        self.pdf.setEnabled(False)
        self._tasks.start(self._save(Path(path)), or_else=self._fail)

    async def _save(self, path: Path) -> None:
        await self.save_to(path)
        if not isValid(self):
            return
        self.pdf.setEnabled(True)
        self._tell(filled(self.tr("Saved: {0}"), path.name), "paid")

    # --- result -----------------------------------------------------------------------------------

    def _fail(self, error: PosError) -> None:
        if isValid(self):
            self.print.setEnabled(self.printer.isEnabled())
            self.pdf.setEnabled(True)
            self._tell_problem(error)

    def _tell_problem(self, error: PosError) -> None:
        if not isValid(self):
            return
        what, do = problem_words(error)
        self._tell(f"{what} · {do}", "fail")

    def _tell(self, text: str, tone: str) -> None:
        restyle(self.message, tone=tone)
        self.message.setText(text)


class FittedPaperDialog(PaperDialog):
    """Dialog that is as high as its words are at its width: Qt itself fits a dialog only once."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
