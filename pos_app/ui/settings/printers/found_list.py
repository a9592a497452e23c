"""Printers that nobody has set up yet: what the search has found, and a way to type an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.settings.printers.printer_form import NEW
from pos_app.ui.settings.printers.tab_order import lead_by_tab
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.paper.printers import connection_words, found_words
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.printer import Printer
    from pos_app.ports.paper.printers import FoundPrinter, Printers
    from pos_app.ui.qt.coroutines import GuiTasks


class FoundList(QWidget):
    """List in which the print system's default printer, or the only one found, comes with the
    accent: one press sets it up."""

    chosen = Signal(object)  # Printer, as it may be set up
    searched = Signal()

    def __init__(self, printers: Printers, tasks: GuiTasks) -> None:
        super().__init__()
        self._printers = printers
        self._tasks = tasks
        self._found: Sequence[FoundPrinter] = ()
        self._known: Collection[tuple[str, str]] = ()  # how each that is set up is reached
        self._is_searching = False
        self._title = label(Size.BODY, strong=True)
        self._message = wrapped(label(Size.LABEL, tone="muted", name="printer_found"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.SMALL)
        self._search = Button("printer_search")
        self._type = Button("printer_type")
        self._search.clicked.connect(self.search)
        self._type.clicked.connect(lambda: self.chosen.emit(NEW))
        end = QHBoxLayout()
        end.setSpacing(Space.NORMAL)
        end.addWidget(self._type)
        end.addWidget(self._search)
        end.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.NORMAL)
        column.addWidget(self._title)
        column.addWidget(self._message)
        column.addLayout(self._rows)
        column.addLayout(end)
        self.retranslate()

    @property
    def proposed(self) -> FoundPrinter | None:
        """Returns the printer that is most likely meant: the system's default one, or the only
        one."""
        new = self._new()
        by_default = [one for one in new if one.is_default]
        return by_default[0] if by_default else new[0] if len(new) == 1 else None

    def know(self, printers: Sequence[Printer]) -> None:
        """Leaves out those that are set up."""
        self._known = {(one.connection.value, one.address) for one in printers}
        self._show()

    def search(self) -> None:
        if not self._is_searching:
            self._is_searching = True
            self._show()
            self._tasks.start(self._find(), or_else=self._fail)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Add a printer"))
        self._type.set_text(self.tr("Type an address"), self.tr("Type a printer's address"))
        self._search.set_text(self.tr("Search again"), self.tr("Search for printers again"))
        self._show()

    # --- inside -----------------------------------------------------------------------------------

    async def _find(self) -> None:
        found = await self._printers.find()
        self._is_searching = False
        self._found = found
        self._show()
        self.searched.emit()

    def _fail(self, error: PosError) -> None:
        self._is_searching = False
        self._found = ()
        self._show()
        self._tell(problem_line(error), "fail")
        self.searched.emit()

    def _new(self) -> list[FoundPrinter]:
        return [
            one
            for one in self._found
            if (one.printer.connection.value, one.printer.address) not in self._known
        ]

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        new = self._new()
        proposed = None if self._known else self.proposed  # the first one is what a shop lacks
        uses = [self._use(place, one, is_main=one is proposed) for place, one in enumerate(new)]
        for found, use in zip(new, uses, strict=True):
            self._rows.addWidget(self._row(found, use))
        lead_by_tab(uses, before=self._type)
        self._search.setEnabled(not self._is_searching)
        if self._is_searching:
            self._tell(self.tr("Searching for printers…"), "muted")
        elif not new:
            self._tell(
                self.tr(
                    "No other printer found. A network printer has its address on its own test "
                    "page."
                ),
                "muted",
            )
        else:
            self._tell("", "muted")

    def _use(self, place: int, found: FoundPrinter, *, is_main: bool) -> Button:
        use = Button(f"printer_use_{place}", "main" if is_main else "")
        use.set_text(self.tr("Set up"), filled(self.tr("Set up {0}"), found.printer.name))
        use.clicked.connect(lambda: self.chosen.emit(found.printer))
        return use

    def _row(self, found: FoundPrinter, use: Button) -> QWidget:
        name = wrapped(label(strong=True))
        name.setText(found_words(found))
        where = connection_words(found.printer.connection)
        about = label(Size.LABEL, tone="muted")
        about.setText(joined(where, self.tr("default") if found.is_default else ""))
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.NORMAL)
        row.addWidget(name, 1)
        row.addWidget(about)
        row.addWidget(use)
        return held

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)
        self._message.setVisible(bool(text))
