"""Strip of the form while it charges parts of a split sale: what is missing, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pos_app.domain.sale import sale_number
from pos_app.domain.tenders.split import missing
from pos_app.ui.qt.constants import TAB_FOCUS, take_focus
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale


class PartStrip(QFrame):
    """Names the sale whose part is charged next."""

    all_asked = Signal(str)  # figures: the next part is all of the rest
    left = Signal()  # the rest stays open, for another time

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("part_strip")
        self.setProperty("box", "card")
        self._said = wrapped(label(Size.LABEL, strong=True, name="part_missing"))
        self._all = Button("part_all")
        self._leave = Button("part_leave")
        for button in (self._all, self._leave):
            take_focus(button, TAB_FOCUS)
        self._all.clicked.connect(self._ask_all)
        self._leave.clicked.connect(self.left)
        self._split: Sale | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, 0, Space.TIGHT, 0)
        row.addWidget(self._said, 1)
        row.addWidget(self._all)
        row.addWidget(self._leave)

    def show_split(self, split: Sale) -> None:
        self._split = split
        self.retranslate()

    def _ask_all(self) -> None:
        if self._split is not None:
            self.all_asked.emit(missing(self._split).figures)

    def retranslate(self) -> None:
        self._all.set_text(self.tr("The rest"), self.tr("Charge all that is missing"))
        self._leave.set_text(self.tr("Later"), self.tr("Charge the rest of this sale later"))
        if self._split is not None:
            said, number = self.tr("Sale {0}: {1} missing"), sale_number(self._split.number)
            self._said.setText(filled(said, number, missing(self._split)))
