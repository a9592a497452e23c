"""A day that is closed: the head of the chain to be kept elsewhere, and the copy that was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from pos_app import words
from pos_app.ui.close_dialog import Exceptions
from pos_app.ui.fitting import Headline
from pos_app.ui.tokens import Size, Space
from pos_app.ui.widgets import Button, box, label, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from pos_app.domain.method import Method
    from pos_app.ui.close_dialog import Outcome

_WIDE = 620
_GROUPS_A_LINE = 8


class ClosedDialog(QDialog):
    def __init__(self, outcome: Outcome, methods: Mapping[str, Method], parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setObjectName("closed_dialog")
        self.setFixedWidth(_WIDE)
        closed, head = outcome.closed, outcome.closed.head
        day = f"{closed.sheet.day.day:%d/%m/%Y}"
        self.setWindowTitle(self.tr("Day closed"))
        title = Headline((26, 22), "closed_title")
        title.setText(self.tr("Day {0} closed by {1}").format(day, closed.by))
        groups = head.in_groups
        lines = [groups[:_GROUPS_A_LINE], [*groups[_GROUPS_A_LINE:], f"@{head.number}"]]
        self._head = "\n".join(" ".join(line) for line in lines)
        figures = label(Size.LEAD, strong=True, name="closed_head")
        figures.setText(self._head)
        why = wrapped(label(Size.LABEL, tone="muted"))
        why.setText(
            self.tr(
                "Head of the journal. Keep these figures on paper or on a phone: if anybody ever"
                " rewrites the journal, they no longer fit it."
            )
        )
        self._copy = Button("closed_copy")
        self._copy.say(self.tr("Copy the figures"))
        self._copy.clicked.connect(self._put_on_clipboard)
        close = Button("closed_close", "main")
        close.say(self.tr("Done"))
        close.clicked.connect(self.accept)
        kept = wrapped(label(Size.LABEL, tone=_tone(outcome), strong=True, name="closed_kept"))
        kept.setText(self._said_of_copy(outcome))
        kept.setVisible(bool(kept.text()))
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        buttons.addWidget(close)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(title)
        column.addLayout(Exceptions(closed.sheet, methods))
        card = box("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.WIDE, Space.NORMAL, Space.WIDE, Space.NORMAL)
        inside.addWidget(figures)
        inside.addWidget(why)
        column.addWidget(card)
        column.addWidget(kept)
        column.addLayout(buttons)
        close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def _put_on_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._head)
        self._copy.say(self.tr("Copied"))

    def _said_of_copy(self, outcome: Outcome) -> str:
        if outcome.copy:
            return self.tr("Copy of the journal made and checked: {0}").format(outcome.copy.path)
        if outcome.problem:
            return " · ".join(part for part in words.problem_words(outcome.problem) if part)
        return ""


def _tone(outcome: Outcome) -> str:
    return "wait" if outcome.problem else "muted"
