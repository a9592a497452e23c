"""Card that says which printer each kind of document goes to. A choice is saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.domain.paper.printer import DocumentKind
from pos_app.ui.settings.row import ChoiceRow
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, restyle, wrapped
from pos_app.words.problems import problem_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.errors import PosError
    from pos_app.ports.paper.printer_setup import PrinterSetup
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme

K = DocumentKind
# Kinds that people send to one place. The first stands for all of them.
_GROUPS: Mapping[str, tuple[DocumentKind, ...]] = {
    "receipts": (K.RECEIPT,),
    "shop_receipts": (K.SHOP_RECEIPT,),
    "slips": (K.SLIP,),
    "reports": (K.CLOSE, K.SHIFT, K.READING, K.JOURNAL),
}
_ASKS = ""  # nobody has chosen: the print dialog asks


class DestinationsCard(QFrame):
    """Card with nothing to choose, and so not shown, until there are two printers."""

    def __init__(self, look: CurrentTheme, setup: PrinterSetup, tasks: GuiTasks) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._setup = setup
        self._tasks = tasks
        self._title = label(Size.LEAD, strong=True)
        self._message = wrapped(label(Size.LABEL, strong=True, name="printer_for_message"))
        self._rows = {group: ChoiceRow(f"printer_for_{group}", look, ()) for group in _GROUPS}
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.WIDE)
        column.addWidget(self._title)
        for group, row in self._rows.items():
            row.turned.connect(lambda group=group, row=row: self._choose(group, str(row.value)))
            column.addWidget(row)
        column.addWidget(self._message)
        self.hide()
        self.retranslate()

    def read(self) -> None:
        """Shows the printers and the choices as they are now."""
        names = [printer.name for printer in self._setup.printers()]
        for group, row in self._rows.items():
            row.choose_from(names)
            chosen = self._setup.chosen(_GROUPS[group][0])
            if chosen is None:
                row.offer(_ASKS)
                row.name(_ASKS, self.tr("Ask each time"))
            row.hold(chosen.name if chosen else _ASKS)
        if len(names) < 2 or self.parentWidget() is not None:  # noqa: PLR2004 - a choice takes two
            self.setVisible(len(names) > 1)  # without a parent it would be a window of its own

    def retranslate(self) -> None:
        self._title.setText(self.tr("Where documents go"))
        for group, (title, what) in self._words().items():
            self._rows[group].set_text(title, what)
        self._tell("", "")
        if self.parentWidget() is not None:  # else it would be shown as a window of its own
            self.read()

    # --- inside -----------------------------------------------------------------------------------

    def _words(self) -> Mapping[str, tuple[str, str]]:
        return {
            "receipts": (self.tr("Receipts"), self.tr("What the customer takes along.")),
            "shop_receipts": (self.tr("The shop's copies"), self.tr("Receipts that stay here.")),
            "slips": (self.tr("Slips"), self.tr("References that customers pay.")),
            "reports": (self.tr("Reports"), self.tr("Day close, shift, reading and sales list.")),
        }

    def _choose(self, group: str, name: str) -> None:
        if name:
            self._tell("", "")
            self._tasks.start(self._keep(group, name), or_else=self._fail)

    async def _keep(self, group: str, name: str) -> None:
        for kind in _GROUPS[group]:
            await self._setup.choose(kind, name)
        self.read()
        self._tell(self.tr("Saved"), "paid")

    def _fail(self, error: PosError) -> None:
        self.read()
        self._tell(problem_line(error), "fail")

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)
        self._message.setVisible(bool(text))
