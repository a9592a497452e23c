"""Panel shown while the window closes: what it waits for, and a button to close at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.status_icon import StateIcon

if TYPE_CHECKING:
    from pos_app.ui.theme.theme import CurrentTheme

_WIDE = 620


class ClosingPanel(QWidget):
    close_asked = Signal()  # now, without the backup

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icon = StateIcon(look, Icon.CLOCK, 44, ring=True)
        icon.tone = StatusStyle.WAIT
        self._what = Headline((32, 28), "closing")
        self._do = wrapped(label(Size.LEAD, name="closing_do"))
        self._now = Button("closing_now")
        self._now.clicked.connect(self.close_asked)
        self._now.clicked.connect(lambda: self._now.setEnabled(False))
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
        column.addWidget(self._now, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.retranslate()

    def begin(self) -> None:
        """Puts the focus on no button: the last typed key is no answer."""
        self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._what.setText(self.tr("Making a backup of the journal"))
        self._do.setText(
            self.tr(
                "The window closes when the backup is done. Without it nothing is lost: the "
                "till makes one the next time it opens."
            )
        )
        self._now.set_text(self.tr("Close without the backup"))
