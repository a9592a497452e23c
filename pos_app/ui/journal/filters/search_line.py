"""Search line of the journal page: the text, the key that leads to it, and a cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout

from pos_app.ui.qt.constants import ENTER, ESCAPE
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.basic import label, restyle
from pos_app.ui.widgets.choices.icon_button import IconButton
from pos_app.ui.widgets.line_entry import EntryFrame, LineEntry

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from pos_app.ui.theme.theme import CurrentTheme

_ICON = 18
_FRAME = 2  # the border of a field, or the room for it
_TEXT_AT = 44  # from the left edge, after the magnifier
_LOOSE = 16  # the caret, and the room around a hint


class _SearchEdit(LineEntry):
    """Line that leaves the keys of the list to the page: ↓ and Enter go there, Esc clears."""

    down = Signal()

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == ESCAPE and not self.text():
            event.ignore()  # for the window, which leaves the page
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in ENTER or not self._is_for_the_page(event):
            super()._take(event)
        else:
            event.ignore()

    @staticmethod
    def _is_for_the_page(event: QKeyEvent) -> bool:
        """Returns whether a line of text has no use for the key."""
        return event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchLine(EntryFrame):
    """Frame with the search text. It searches with every key; nobody has to press Enter."""

    changed = Signal(str)
    forward = Signal()  # Enter
    down = Signal()  # into the list

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(TARGET + 2 * _FRAME)
        self.edit = _SearchEdit("journal_search", Size.BODY)
        self.line = self.edit
        self._cap = label(Size.SMALL, tone="muted")
        self._cap.setProperty("box", "cap")
        self._cross = IconButton("journal_search_clear", Icon.CLOSE, look, "inside")
        self._cross.setFixedSize(TARGET, TARGET)
        self._cross.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(_TEXT_AT, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.edit, 1)
        row.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._cross)
        row.addSpacing(Space.SMALL)
        self.edit.textChanged.connect(self._follow)
        self.edit.focused.connect(lambda lit: restyle(self, lit=lit))
        self.edit.forward.connect(self.forward)
        self.edit.back.connect(self.edit.clear)
        self.edit.down.connect(self.down)
        self._cross.clicked.connect(self._clear)

    @property
    def text(self) -> str:
        return self.edit.text()

    def begin(self) -> None:
        """Takes the focus, with what was searched before ready to be typed over."""
        self.edit.setFocus()
        self.edit.selectAll()

    def retranslate(self) -> None:
        self.edit.setAccessibleName(self.tr("Search"))
        self.edit.setAccessibleDescription(
            self.tr("Phone, reference, amount, description, cashier, number")
        )
        self._cross.set_text("", self.tr("Clear the search"))
        self._cap.setText(self.tr("Ctrl F"))
        self._hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._hint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colours = self._look.colours
        where = QRectF(15, (self.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, Icon.SEARCH, where, colours.text if self.edit.text() else colours.muted)
        painter.end()

    def _follow(self, text: str) -> None:
        self._cap.setVisible(not text)
        self._cross.setVisible(bool(text))
        self.update()
        self.changed.emit(text)

    def _clear(self) -> None:
        self.edit.clear()
        self.edit.setFocus()

    def _hint(self) -> None:
        """Hints at what the search finds, where there is room for it."""
        whole, short = self.edit.accessibleDescription(), self.edit.accessibleName()
        room = self.edit.width() - _LOOSE
        fits = QFontMetrics(self.edit.font()).horizontalAdvance(whole) <= room
        self.edit.setPlaceholderText(whole if fits else short)
