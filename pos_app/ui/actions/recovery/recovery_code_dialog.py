"""Dialog that shows a new recovery code once, to print.

On paper the code outlives the file of PINs, and its till.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout

from pos_app.domain.people.recovery_code import in_groups
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of, focus_no_button
from pos_app.ui.widgets.fitted_labels import Headline

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

_WIDE = 560


class CodeDialog(QDialog):
    print_asked = Signal(str)  # the code

    def __init__(self, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("code_dialog")
        self.setFixedWidth(_WIDE)
        self.setWindowTitle(self.tr("Recovery code"))
        title = Headline((26, 22), "code_title")
        title.setText(self.tr("Keep this recovery code on paper"))
        figures = label(Size.KEY, strong=True, name="code_figures")
        figures.setText(in_groups(code))
        why = wrapped(label(Size.LABEL, tone="muted"))
        why.setText(
            self.tr(
                "You see it only once. If the PINs are lost or forgotten, only this code "
                "gives a manager a new PIN. Anybody who has it can use it: keep it away from "
                "the till."
            )
        )
        card = box("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.WIDE, Space.NORMAL, Space.WIDE, Space.NORMAL)
        inside.addWidget(figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.NORMAL)
        for part in (title, card, why):
            column.addWidget(part)
        printing, out = Button("code_print", "main"), Button("code_close")
        printing.set_text(self.tr("Print…"))
        out.set_text(self.tr("Close"))
        printing.clicked.connect(lambda: self.print_asked.emit(code))
        out.clicked.connect(self.reject)
        column.addLayout(buttons_of(printing, out=out))
        focus_no_button(self)  # a key still held down must not close it unread

    def showEvent(self, event: QShowEvent) -> None:
        """Makes it as high as its words are at its width: Qt itself fits a dialog only once."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
