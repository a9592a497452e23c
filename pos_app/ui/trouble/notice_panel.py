"""Base panel in the form's place: what has happened, what comes of it, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import box, label, wrapped
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.status_icon import StateIcon

if TYPE_CHECKING:
    from pos_app.ui.theme.icons import Icon
    from pos_app.ui.theme.theme import CurrentTheme
    from pos_app.ui.widgets.basic import Button

_WIDE = 620
_EDGE = 32


class NoticePanel(QWidget):
    close_asked = Signal()

    def __init__(self, name: str, icon: Icon, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = StateIcon(look, icon, 44, ring=True)
        self._icon.tone = StatusStyle.WAIT
        self._what = Headline((32, 28), name)
        self._do = wrapped(label(Size.LEAD, name=f"{name}_do"))

    def _arrange(self, *lines: QWidget, button: Button) -> None:
        """Lays out the headline and what comes of it, these lines, and the button below."""
        button.clicked.connect(self.close_asked)
        head = QHBoxLayout()
        head.setSpacing(Space.WIDE)
        head.addWidget(self._icon)
        head.addWidget(self._what, 1)
        card = box("card")
        card.setFixedWidth(_WIDE)
        column = QVBoxLayout(card)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(Space.WIDE)
        column.addLayout(head)
        for line in (self._do, *lines):
            column.addWidget(line)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
