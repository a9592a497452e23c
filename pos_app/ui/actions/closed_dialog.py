"""Dialog after the close of a day: its slip to print, its chain head to note, and its backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from pos_app.ui.actions.close_dialog import Exceptions
from pos_app.ui.printing.print_dialog import FittedPaperDialog
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of, focus_no_button
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled
from pos_app.words.verdict import manager_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.method import Method
    from pos_app.ports.settings_service import Paper
    from pos_app.ui.actions.close_dialog import CloseOutcome
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme

_WIDE = 720
_GROUPS_A_LINE = 8


class ClosedDialog(FittedPaperDialog):
    def __init__(
        self,
        outcome: CloseOutcome,
        methods: Mapping[str, Method],
        look: CurrentTheme,
        paper: Paper,
        tasks: GuiTasks,
        parent: QWidget,
    ) -> None:
        super().__init__("closed", look, paper, tasks, "", parent)
        self.setFixedWidth(_WIDE)
        self._closed = closed = outcome.closed
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
        column.addWidget(self.message)
        column.addWidget(self.printer_title)
        column.addWidget(self.printer)
        column.addLayout(buttons_of(self.print, self.pdf, self._copy, out=self.out))
        focus_no_button(self)  # a key still held down must not close it unread

    async def print_on(self, printer: str) -> None:
        await self.paper.print_close(self._closed, printer)

    async def save_to(self, path: Path) -> None:
        await self.paper.save_close(self._closed, path)

    def file_name(self) -> str:
        document = self._closed.sheet.document
        return filled(self.tr("close-{0}-{1}.pdf"), document.number, f"{document.day:%Y-%m-%d}")

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
