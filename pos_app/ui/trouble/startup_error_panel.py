"""Panel when the till cannot start: what happened, and what to do. No red alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.status_icon import StateIcon
from pos_app.words.problems import problem_words

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
    from pos_app.ui.theme.theme import CurrentTheme

_WIDE = 620


class TroublePanel(QWidget):
    close_asked = Signal()

    def __init__(self, problem: PosError, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._problem = problem
        icon = StateIcon(look, Icon.FLAG, 44, ring=True)
        icon.tone = StatusStyle.WAIT
        self._what = Headline((32, 28), "trouble")
        self._do = wrapped(label(Size.LEAD, name="trouble_do"))
        self._detail = wrapped(label(Size.LABEL, tone="muted", name="trouble_detail"))
        self._detail.setText(str(problem))
        self._close = Button("trouble_close")
        self._close.clicked.connect(self.close_asked)
        card = box("card")
        card.setFixedWidth(_WIDE)
        head = QHBoxLayout()
        head.setSpacing(Space.WIDE)
        head.addWidget(icon)
        head.addWidget(self._what, 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(Space.WIDE)
        column.addLayout(head)
        column.addWidget(self._do)
        column.addWidget(self._detail)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.retranslate()

    def retranslate(self) -> None:
        what, do = problem_words(self._problem)
        self._what.setText(what)
        self._do.setText(do or self.tr("Correct the settings file, then open the till again."))
        self._close.set_text(self.tr("Close the till"))
