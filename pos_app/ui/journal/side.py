"""Side column of the journal page: a drawer over the list where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.tokens import TARGET, Space
from pos_app.ui.widgets.choices.icon_button import IconButton
from pos_app.ui.widgets.scroll_area import READ_FRAME, Scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from pos_app.ui.theme.theme import CurrentTheme

WIDE = 352 + 2 * READ_FRAME
_EDGE = 12


class SideColumn(Scrolled):
    """The cards of the side, one above the other; they scroll together."""

    def __init__(self, *cards: QWidget) -> None:
        held = QWidget()
        held.setObjectName("scrolled")
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.NORMAL)
        for card in cards[:-1]:
            column.addWidget(card)
        column.addWidget(cards[-1], 1)
        super().__init__(held, read=True)
        self.setObjectName("journal_right")
        self.setFixedWidth(WIDE)

    def lead_to(self, card: QWidget) -> None:
        """Scrolls to a card, after the cards have their new heights."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.verticalScrollBar().setValue(card.y())


class SideDrawer(QFrame):
    """Frame at the right edge, over the list. Esc and its cross close it; the list stays usable."""

    turned = Signal(bool)  # whether it is shown

    def __init__(self, look: CurrentTheme, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("journal_drawer")
        self.setProperty("box", "drawer")
        self._close = IconButton("journal_drawer_close", Icon.CLOSE, look, "quiet")
        self._close.setFixedSize(TARGET, TARGET)
        self._close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, Space.TIGHT, _EDGE, _EDGE)
        self._column.setSpacing(Space.TIGHT)
        self._column.addLayout(head)
        self.hide()

    def hold(self, side: QWidget) -> None:
        self._column.addWidget(side, 1)

    def place(self) -> None:
        """Takes the right edge of the page, from top to bottom."""
        wide = WIDE + 2 * _EDGE + 2
        self.setGeometry(self._page.width() - wide, 0, wide, self._page.height())

    def open(self) -> None:
        self.place()
        self.show()
        self.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit(False)

    def retranslate(self) -> None:
        self._close.set_text("", self.tr("Close"))
