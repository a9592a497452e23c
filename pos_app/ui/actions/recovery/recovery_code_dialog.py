"""Dialog that shows a new recovery code once, to print.

On paper the code outlives the file of PINs, and its till.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.people.recovery_code import in_groups
from pos_app.ui.printing.print_dialog import FittedPaperDialog
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import box, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of, focus_no_button
from pos_app.ui.widgets.fitted_labels import Headline

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from pos_app.ports.settings_service import Paper
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme

_WIDE = 560


class CodeDialog(FittedPaperDialog):
    def __init__(
        self, code: str, look: CurrentTheme, paper: Paper, tasks: GuiTasks, parent: QWidget
    ) -> None:
        super().__init__("code", look, paper, tasks, "", parent)
        self.setFixedWidth(_WIDE)
        self._code = code
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
        for part in (title, card, why, self.message, self.printer_title, self.printer):
            column.addWidget(part)
        column.addLayout(buttons_of(self.print, self.pdf, out=self.out))
        focus_no_button(self)  # a key still held down must not close it unread

    async def print_on(self, printer: str) -> None:
        await self.paper.print_code(self._code, printer)

    async def save_to(self, path: Path) -> None:
        await self.paper.save_code(self._code, path)

    def file_name(self) -> str:
        return self.tr("recovery-code.pdf")
