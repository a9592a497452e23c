"""Line of a printer that is set up: how it is reached, how it says it is, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.paper.print_job import Hitch
from pos_app.ports.paper.printers import PrinterNotReady
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.paper.printers import printer_facts, status_words, trouble_of
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.printer import Printer
    from pos_app.ports.paper.printers import PrinterStatus


class PrinterRow(QWidget):
    test_asked = Signal()
    change_asked = Signal()
    remove_asked = Signal()

    def __init__(self, printer: Printer) -> None:
        super().__init__()
        self.printer = printer
        name = wrapped(label(strong=True))
        name.setText(printer.name)
        facts = wrapped(label(Size.LABEL, tone="muted"))
        facts.setText(printer_facts(printer))
        self._status = wrapped(label(Size.LABEL, strong=True, tone="muted", name="printer_status"))
        self._status.setText(self.tr("Checking…"))
        test = Button(f"printer_test_{printer.name}")
        test.set_text(self.tr("Print a test"), filled(self.tr("Print a test: {0}"), printer.name))
        change = Button(f"printer_change_{printer.name}")
        change.set_text(self.tr("Change"), filled(self.tr("Change {0}"), printer.name))
        gone = Button(f"printer_remove_{printer.name}", "danger")
        gone.set_text(self.tr("Remove"), filled(self.tr("Remove {0}"), printer.name))
        for button, asked in (
            (test, self.test_asked),
            (change, self.change_asked),
            (gone, self.remove_asked),
        ):
            button.clicked.connect(asked)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for part in (name, facts, self._status):
            texts.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addLayout(texts, 1)
        self.buttons = (test, change, gone)
        for button in self.buttons:
            row.addWidget(button)

    def show_status(self, status: PrinterStatus) -> None:
        ready = "paid" if status.answers else "muted"
        self._tell(status_words(status), ready if status.hitch is Hitch.NONE else "doubt")

    def show_trouble(self, error: PosError) -> None:
        if isinstance(error, PrinterNotReady):
            self._tell(trouble_of(error.hitch), "fail")
        else:
            self._tell(problem_line(error), "fail")

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._status, tone=tone)
        self._status.setText(text)
