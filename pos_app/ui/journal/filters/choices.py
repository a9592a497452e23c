"""Popup of a filter: a list of choices, several of which can be on; each turn applies at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QVBoxLayout

from pos_app.ui.qt.constants import ENTER
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.choices.popup_place import place_popup
from pos_app.ui.widgets.scroll_area import follow_finger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from PySide6.QtGui import QFontMetrics, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
_MOST_ROWS = 8
_BOX = 20
_TEXT_AT = 44
_LEAST = 220


class FilterChoice(NamedTuple):
    key: str
    text: str


class ChoiceModel(QAbstractListModel):
    """Choices, and which of them are on."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[FilterChoice] = ()
        self.on: frozenset[str] = frozenset()

    def show_choices(self, choices: Sequence[FilterChoice], on: AbstractSet[str]) -> None:
        self.beginResetModel()
        self._choices = choices
        self.on = frozenset(on)
        self.endResetModel()

    def turn(self, row: int) -> None:
        self.on = self.on ^ {self._choices[row].key}
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    @property
    def choices(self) -> Sequence[FilterChoice]:
        return self._choices

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self._choices[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return choice.text
        if role == Qt.ItemDataRole.CheckStateRole:
            is_on = choice.key in self.on
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        return None


class _ChoiceRow(QStyledItemDelegate):
    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(option.rect.width(), TARGET)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = self._look.colours
        where = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(where, QColor(colours.tint))
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        box = QRectF(where.left() + Space.NORMAL, where.center().y() - _BOX / 2 + 1, _BOX, _BOX)
        painter.setPen(QPen(QColor(colours.accent if is_on else colours.edge), 1))
        painter.setBrush(QColor(colours.accent if is_on else colours.surface))
        painter.drawRoundedRect(box, 4, 4)
        if is_on:
            paint_icon(painter, Icon.TICK, box.adjusted(2, 2, -2, -2), colours.on_accent)
        painter.setPen(QColor(colours.text))
        painter.setFont(font(Size.LABEL, strong=is_on))
        text = where.adjusted(_TEXT_AT, 0, -Space.NORMAL, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.restore()


class _ChoiceList(QListView):
    """List whose rows a touch, Space or Enter turns; Enter closes it too."""

    entered_row = Signal(int)
    turned_row = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.isAutoRepeat() or row < 0:
            super().keyPressEvent(event)
        elif event.key() in ENTER:
            self.entered_row.emit(row)
        elif event.key() == Qt.Key.Key_Space:
            self.turned_row.emit(row)
        else:
            super().keyPressEvent(event)


class ChoicePopup(QFrame):
    """Popup of one filter. Its list is live: the sales behind it follow each turn."""

    turned = Signal(object)  # frozenset of the keys that are on

    def __init__(self, name: str, look: CurrentTheme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(f"{name}_popup")
        self.setProperty("box", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ChoiceModel()
        self._touched = False  # whether something was turned since it was opened
        self.list = _ChoiceList()
        self.list.setObjectName(f"{name}_choices")
        self._row = _ChoiceRow(look)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._row)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        follow_finger(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.TIGHT, Space.TIGHT, Space.TIGHT, Space.TIGHT)
        column.addWidget(self.list)
        self.list.clicked.connect(lambda index: self._turn(index.row()))
        self.list.turned_row.connect(self._turn)
        self.list.entered_row.connect(self._choose)

    def open_below(
        self, button: QWidget, title: str, choices: Sequence[FilterChoice], on: AbstractSet[str]
    ) -> None:
        self.list.setAccessibleName(title)
        self.model.show_choices(choices, on)
        self._touched = False
        metrics: QFontMetrics = self.list.fontMetrics()
        widest = max((metrics.horizontalAdvance(one.text) for one in choices), default=0)
        rows = min(_MOST_ROWS, len(choices))
        self.list.setFixedSize(max(_LEAST, widest + 2 * _TEXT_AT), rows * TARGET + Space.SMALL)
        self.adjustSize()
        place_popup(self, button.mapToGlobal(button.rect().bottomLeft()), button)
        self.show()
        first = next((row for row, one in enumerate(choices) if one.key in on), 0)
        self.list.setCurrentIndex(self.model.index(first, 0))
        self.list.setFocus()

    def _turn(self, row: int) -> None:
        self._touched = True
        self.model.turn(row)
        self.turned.emit(self.model.on)

    def _choose(self, row: int) -> None:
        """Closes; where nothing was turned yet, Enter means the row that it is on."""
        if not self._touched:
            self._turn(row)
        self.hide()
