"""Choice of a printer and of its paper, with what the printer says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import PaperSize, PrinterConnection
from pos_app.ports.paper.printers import PrinterNotReady, PrinterStatus
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.ui.widgets.choices.segments import Segments
from pos_app.ui.widgets.picker import Picker
from pos_app.words.paper.jobs import hitch_words
from pos_app.words.paper.printing import paper_words, raised
from pos_app.words.problems import problem_line
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.printer import DocumentKind, Printer
    from pos_app.ui.printing.printable import PrintContext
    from pos_app.ui.theme.theme import CurrentTheme

_AGAIN = 5000  # milliseconds between two questions to a printer that has a problem
_DOT, _DOT_BOX = 8, 12


class StateDot(QWidget):
    """A dot in the colour of a state; the words stand beside it."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look
        self._tone = "muted"
        self.setFixedSize(_DOT_BOX, _DOT_BOX)

    def show_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colours._asdict()[self._tone]))
        edge = (_DOT_BOX - _DOT) // 2
        painter.drawEllipse(edge, edge, _DOT, _DOT)
        painter.end()


class PrinterField(QWidget):
    """Field that remembers the choice for this kind of document. It never waits for a printer."""

    changed = Signal()  # another printer, or other paper
    failed = Signal(object)  # PosError

    def __init__(self, context: PrintContext, kind: DocumentKind) -> None:
        super().__init__()
        self._context = context
        self.kind = kind  # for which the choice is kept
        self._asked = ""  # the printer whose answer is awaited
        self._title = label(Size.LABEL, strong=True, tone="muted")
        self.picker = Picker("print_printer", context.look)
        self._dot = StateDot(context.look)
        self._state = wrapped(label(Size.LABEL, tone="muted", name="print_printer_state"))
        self._settings = Button("print_settings", "link")
        self._paper_title = label(Size.LABEL, strong=True, tone="muted")
        self.paper = Segments("print_paper", [paper.value for paper in PaperSize])
        self._again = QTimer(self, interval=_AGAIN, singleShot=True)
        self._again.timeout.connect(self.ask)
        self._arrange()
        self._say_words()
        self._offer()
        self.picker.activated.connect(self._choose)
        self.paper.chosen.connect(self._use_paper)
        self._settings.clicked.connect(context.lead_to_settings)

    @property
    def printer(self) -> Printer | None:
        """Returns the chosen printer; None where none is set up."""
        return self._context.desk.setup.printer(self.picker.currentText())

    def begin(self) -> None:
        self._show_choice()

    def offer_again(self) -> None:
        """Offers the printers that are set up now."""
        self._offer()
        self._show_choice()

    def ask(self) -> None:
        """Asks the printer how it is, in the background."""
        printer = self.printer
        if printer is None or self._asked == printer.name:
            return
        self._asked = printer.name
        self._context.tasks.start(self._ask(printer), or_else=self._tell_trouble)

    def remember(self) -> None:
        """Keeps the choice for the next document of this kind."""
        printer, setup = self.printer, self._context.desk.setup
        if printer is not None:
            kept = setup.choose(self.kind, printer.name)
            self._context.tasks.start(kept, or_else=self._fail)

    # --- inside -----------------------------------------------------------------------------------

    def _offer(self) -> None:
        setup = self._context.desk.setup
        names = [printer.name for printer in setup.printers()]
        chosen = setup.chosen(self.kind)
        self.picker.clear()
        self.picker.addItems(names or [self.tr("No printer set up")])
        self.picker.setEnabled(bool(names))
        if chosen is not None:
            self.picker.setCurrentIndex(max(0, self.picker.findText(chosen.name)))
        self._settings.setVisible(not names)

    def _choose(self) -> None:
        self._show_choice()
        self.changed.emit()

    def _show_choice(self) -> None:
        printer = self.printer
        is_there = printer is not None
        self._paper_title.setVisible(is_there)
        self.paper.setVisible(is_there)
        if printer is None:
            self._tell("fail", self.tr("Set one up in Settings. A PDF can be saved without."))
            return
        own = printer.connection is not PrinterConnection.SYSTEM
        sheets = self.paper.buttons[PaperSize.A4.value]
        sheets.setVisible(not own or printer.paper is PaperSize.A4)
        self.paper.choose(printer.paper.value)
        self._tell("muted", self.tr("Checking the printer…"))
        self._asked = ""
        self.ask()

    def _use_paper(self, paper: str) -> None:
        printer = self.printer
        if printer is not None and printer.paper.value != paper:
            kept = self._keep(replace(printer, paper=PaperSize(paper)))
            self._context.tasks.start(kept, or_else=self._fail)

    async def _keep(self, printer: Printer) -> None:
        await self._context.desk.setup.keep(printer)
        if isValid(self):
            self.changed.emit()

    def _fail(self, error: PosError) -> None:
        if isValid(self):
            self._show_choice()
            self.failed.emit(error)

    # --- what the printer says --------------------------------------------------------------------

    async def _ask(self, printer: Printer) -> None:
        try:
            status = await self._context.desk.printers.status(printer)
        except PrinterNotReady as trouble:
            status = PrinterStatus(hitch=trouble.hitch, answers=True)
        if isValid(self) and self._asked == printer.name:
            self._asked = ""
            self._show_status(status)

    def _show_status(self, status: PrinterStatus) -> None:
        remembers = self.tr("This till remembers the last choice.")
        if status.hitch is not Hitch.NONE:
            waits = self.tr("What you print waits for it.")
            self._tell("fail", f"{raised(hitch_words(status.hitch))}. {waits}")
            self._again.start()
        elif not status.answers:
            self._tell("muted", self.tr("This printer does not say how it is."))
        elif status.paper_low:
            self._tell("wait", self.tr("Ready, but the paper is running out."))
        else:
            self._tell("paid", joined(self.tr("Ready")) + f". {remembers}")

    def _tell_trouble(self, error: PosError) -> None:
        if isValid(self):
            self._asked = ""
            self._tell("fail", problem_line(error))
            self._again.start()

    def _tell(self, tone: str, text: str) -> None:
        self._dot.show_tone(tone)
        self._state.setText(text)
        restyle(self._state, tone=tone if tone == "fail" else "muted")

    # --- arrangement ------------------------------------------------------------------------------

    def _say_words(self) -> None:
        self._title.setText(self.tr("Printer"))
        self.picker.setAccessibleName(self.tr("Printer"))
        self._settings.set_text(self.tr("Open Settings") + " →", self.tr("Open Settings"))
        self._paper_title.setText(self.tr("Paper"))
        self.paper.set_texts({paper.value: paper_words(paper) for paper in PaperSize})

    def _arrange(self) -> None:
        said = QHBoxLayout()
        said.setSpacing(Space.SMALL)
        said.addWidget(self._dot)
        said.addWidget(self._state, 1)
        said.addWidget(self._settings)
        left = QVBoxLayout()
        left.setSpacing(Space.TIGHT)
        left.addWidget(self._title)
        left.addWidget(self.picker)
        right = QVBoxLayout()
        right.setSpacing(Space.TIGHT)
        right.addWidget(self._paper_title)
        right.addWidget(self.paper)
        both = QHBoxLayout()
        both.setSpacing(Space.NORMAL)
        both.addLayout(left, 1)
        both.addLayout(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addLayout(both)
        column.addLayout(said)
