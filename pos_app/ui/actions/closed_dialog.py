"""Dialog after the close of a day: its slip to print, its chain head to note, and its backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout

from pos_app.ui.actions.close_dialog import Exceptions
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of, focus_no_button
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled
from pos_app.words.verdict import manager_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from pos_app.domain.method import Method
    from pos_app.ui.actions.close_dialog import CloseOutcome

_WIDE = 720
_GROUPS_A_LINE = 8


class ClosedDialog(QDialog):
    print_asked = Signal(object)  # Closed

    def __init__(
        self, outcome: CloseOutcome, methods: Mapping[str, Method], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("closed_dialog")
        self.setFixedWidth(_WIDE)
        closed = outcome.closed
        head = closed.head
        document = closed.sheet.document
        day, by = f"{document.day:%d/%m/%Y}", manager_name(document.by)
        self.setWindowTitle(self.tr("Day closed"))
        title = Headline((26, 22), "closed_title")
        title.setText(filled(self.tr("Close no. {0}: day {1}, by {2}"), document.number, day, by))
        self._head = "\n".join(head.in_lines(_GROUPS_A_LINE))
        figures = label(Size.LEAD, strong=True, name="closed_head")
        figures.setText(self._head)
        why = wrapped(label(Size.LABEL, tone="muted"))
        why.setText(
            self.tr(
                "Journal check code. Keep it on paper or on a phone: if anybody changes the "
                "journal, the code no longer matches."
            )
        )
        self._copy = Button("closed_copy")
        self._copy.set_text(self.tr("Copy the check code"))
        self._copy.clicked.connect(self._put_on_clipboard)
        printing, out = Button("closed_print"), Button("closed_close")
        printing.set_text(self.tr("Print…"))
        out.set_text(self.tr("Close"))
        printing.clicked.connect(lambda: self.print_asked.emit(closed))
        out.clicked.connect(self.reject)
        kept = wrapped(label(Size.LABEL, tone=_tone(outcome), strong=True, name="closed_kept"))
        kept.setText(self._said_of_copy(outcome))
        kept.setVisible(bool(kept.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.SMALL)
        column.addWidget(title)
        column.addLayout(Exceptions(closed.sheet, methods))
        card = box("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.WIDE, Space.NORMAL, Space.WIDE, Space.NORMAL)
        inside.addWidget(figures)
        inside.addWidget(why)
        column.addWidget(card)
        column.addWidget(kept)
        column.addLayout(buttons_of(printing, self._copy, out=out))
        focus_no_button(self)  # a key still held down must not close it unread

    def showEvent(self, event: QShowEvent) -> None:
        """Makes it as high as its words are at its width: Qt itself fits a dialog only once."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def _put_on_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._head)
        self._copy.set_text(self.tr("Copied"))

    def _said_of_copy(self, outcome: CloseOutcome) -> str:
        if outcome.copy:
            return filled(self.tr("Backup made and checked: {0}"), outcome.copy.path)
        if outcome.problem:
            return problem_line(outcome.problem)
        return ""


def _tone(outcome: CloseOutcome) -> str:
    return "wait" if outcome.problem else "muted"
