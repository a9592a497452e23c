"""Form of one printer: how it is reached, its paper, and what it does at the end of a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.errors import BadInput
from pos_app.domain.paper.printer import RESOLUTIONS, PaperSize, Printer, PrinterConnection
from pos_app.ui.settings.row import ChoiceRow, SettingRow, SwitchRow, TextRow
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.paper.printers import connection_words
from pos_app.words.paper.printing import paper_words
from pos_app.words.problems import complaint_words, problem_line
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.errors import PosError
    from pos_app.ports.settings_service import Setting
    from pos_app.ui.theme.theme import CurrentTheme

_BAUDS = (9600, 19200, 38400, 115200)
_FEEDS = tuple(range(9))
_SYSTEM, _SERIAL = PrinterConnection.SYSTEM, PrinterConnection.SERIAL
# A roll that the till drives itself has the rows of all the others; the system's driver decides
# them for its own printers.
_OF_A_DRIVER = ("name", "connection", "address", "paper")
NEW = Printer(name="", connection=PrinterConnection.NETWORK, address="")


class PrinterForm(QWidget):
    """Form that keeps what it does not show, as a profile typed into the file by hand."""

    edited = Signal()
    keep_asked = Signal()
    left = Signal()

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self._begun = NEW  # as it was when the form opened
        self._title = label(Size.BODY, strong=True)
        self.rows: Mapping[str, SettingRow] = {
            "name": TextRow("printer_name"),
            "connection": ChoiceRow(
                "printer_connection", look, [one.value for one in PrinterConnection]
            ),
            "address": TextRow("printer_address"),
            "baud": ChoiceRow("printer_baud", look, _BAUDS),
            "paper": ChoiceRow("printer_paper", look, [one.value for one in PaperSize]),
            "dpi": ChoiceRow("printer_dpi", look, RESOLUTIONS),
            "text_mode": SwitchRow("printer_text_mode", look),
            "cuts": SwitchRow("printer_cuts", look),
            "kicks_drawer": SwitchRow("printer_kicks_drawer", look),
            "feed": ChoiceRow("printer_feed", look, _FEEDS),
        }
        self.keep_button = Button("printer_save", "main")
        self._leave = Button("printer_leave")
        self._message = wrapped(label(Size.LABEL, strong=True, name="printer_message"))
        self.keep_button.clicked.connect(self.keep_asked)
        self._leave.clicked.connect(self.left)
        for row in self.rows.values():
            row.turned.connect(self._follow)
            row.changed.connect(self.edited)
            row.entered.connect(self.keep_asked)
        end = QHBoxLayout()
        end.setSpacing(Space.NORMAL)
        end.addWidget(self.keep_button)
        end.addWidget(self._leave)
        end.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WIDE)
        column.addWidget(self._title)
        for row in self.rows.values():
            column.addWidget(row)
        column.addLayout(end)
        self.retranslate()

    def begin(self, printer: Printer) -> None:
        """Shows a printer: one that is set up, one that was found, or a new one."""
        self._begun = printer
        for name, row in self.rows.items():
            row.hold(getattr(printer, name))
        self.tell("", "")
        self._follow()
        empty = [one for one in self._lines() if one.is_empty]
        (empty[0] if empty else self.rows["name"]).control.setFocus()

    @property
    def printer(self) -> Printer:
        """Returns the printer as the form has it now."""
        typed: dict[str, Any] = {name: row.value for name, row in self.rows.items()}
        typed["connection"] = PrinterConnection(typed["connection"])
        typed["paper"] = PaperSize(typed["paper"])
        return replace(self._begun, **typed)

    @property
    def has_edits(self) -> bool:
        return self.printer != self._begun

    def first_empty(self) -> QWidget | None:
        return next((line.control for line in self._lines() if line.is_empty), None)

    def tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)

    def show_error(self, error: PosError) -> None:
        """Shows the error at its row, or at the button."""
        self.keep_button.setEnabled(True)
        name = error.value.rpartition(".")[2] if isinstance(error, BadInput) else ""
        row = self.rows.get(name)
        if row is None or not isinstance(error, BadInput):
            self.tell(problem_line(error), "fail")
            return
        row.show_error(complaint_words(error.complaint))
        row.control.setFocus()

    def retranslate(self) -> None:
        for name, (title, what) in self._words().items():
            self.rows[name].set_text(title, what)
        self._name_choices()
        self.keep_button.set_text(self.tr("Save"), self.tr("Save the printer"))
        self._leave.set_text(self.tr("Back"), self.tr("Back to the printers"))
        self._follow()

    # --- inside -----------------------------------------------------------------------------------

    def _lines(self) -> list[TextRow]:
        return [row for row in self.rows.values() if isinstance(row, TextRow)]

    def _name_choices(self) -> None:
        named: Mapping[str, Mapping[Setting, str]] = {
            "connection": {one.value: connection_words(one) for one in PrinterConnection},
            "paper": {one.value: paper_words(one) for one in PaperSize},
            "dpi": {one: filled(self.tr("{0} dpi"), one) for one in RESOLUTIONS},
        }
        for name, choices in named.items():
            row = self.rows[name]
            if isinstance(row, ChoiceRow):
                for value, words in choices.items():
                    row.name(value, words)

    def _follow(self) -> None:
        """Shows the rows that this connection has, and names its address."""
        connection = self.rows["connection"].value
        of_a_driver = connection == _SYSTEM
        for name, row in self.rows.items():
            shown = not of_a_driver or name in _OF_A_DRIVER
            row.setVisible(shown and (name != "baud" or connection == _SERIAL))
        title, what = self._address_words(str(connection))
        self.rows["address"].set_text(title, what)
        self._title.setText(self.tr("New printer") if not self._begun.name else self._begun.name)

    def _address_words(self, connection: str) -> tuple[str, str]:
        match connection:
            case PrinterConnection.SYSTEM:
                return self.tr("Name in the system"), self.tr(
                    "As this computer's own settings call it."
                )
            case PrinterConnection.USB:
                return self.tr("USB number"), self.tr("Vendor and product. Example: 04b8:0e15")
            case PrinterConnection.SERIAL:
                return self.tr("Port"), self.tr("Example: /dev/ttyUSB0, or COM3.")
            case _:
                return self.tr("Address"), self.tr(
                    "It is on the printer's own test page. Example: 192.168.1.87"
                )

    def _words(self) -> Mapping[str, tuple[str, str]]:
        return {
            "name": (self.tr("Name"), self.tr("As people at the till call it: counter, kitchen.")),
            "connection": (self.tr("Connection"), self.tr("How the printer is connected.")),
            "baud": (self.tr("Speed"), self.tr("Of the serial line, as set on the printer.")),
            "paper": (
                self.tr("Paper"),
                self.tr("The width of the roll. A4 needs a printer of this computer."),
            ),
            "dpi": (
                self.tr("Resolution"),
                self.tr("If the test page is too wide or too narrow, choose the other one."),
            ),
            "text_mode": (
                self.tr("Printer's own letters"),
                self.tr("Faster on a slow serial line. Without it the page prints as a picture."),
            ),
            "cuts": (self.tr("Cut the paper"), self.tr("After every document.")),
            "kicks_drawer": (
                self.tr("Open the drawer"),
                self.tr("The cash drawer that is connected to it opens when cash is taken."),
            ),
            "feed": (
                self.tr("Lines at the end"),
                self.tr("Empty lines before the cut. More, if it cuts through the text."),
            ),
        }
