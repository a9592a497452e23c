"""What a day comes to: a line per method and state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import words
from pos_app.domain.sale import State
from pos_app.ui.icons import paint_icon
from pos_app.ui.look import Look, font
from pos_app.ui.tokens import Size, Space
from pos_app.ui.tones import ICONS, ink, tone_of_state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.method import Method
    from pos_app.ports.journal import Total

_LINE = 24
_ORDER = tuple(State)


class Totals(QWidget):
    """Painted: the name of a method, then its states with count and amount, right-aligned."""

    def __init__(self, methods: Mapping[str, Method], look: Look) -> None:
        super().__init__()
        self.setObjectName("journal_totals")
        self._methods = methods
        self._look = look
        self._totals: Sequence[Total] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_totals(self, totals: Sequence[Total]) -> None:
        places = list(self._methods)
        self._totals = sorted(
            totals,
            key=lambda one: (
                places.index(one.method) if one.method in places else len(places),
                one.method,
                _ORDER.index(one.state),
            ),
        )
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(
            "\n".join(
                f"{self._name(one)}, {words.state_words(one.state)}: {one.count}, {one.amount}"
                for one in self._totals
            )
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = len(self._totals) + len({one.method for one in self._totals})
        return QSize(180, max(1, lines) * _LINE + Space.TIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        top = 0
        shown = ""
        if not self._totals:
            self._text(painter, top, self.tr("No sales on this day"), strong=False)
        for one in self._totals:
            if one.method != shown:
                shown = one.method
                self._text(painter, top, self._name(one), strong=True)
                top += _LINE
            self._paint_line(painter, top, one)
            top += _LINE
        painter.end()

    def _paint_line(self, painter: QPainter, top: int, one: Total) -> None:
        colours = self._look.colours
        tone = tone_of_state(one.state)
        paint_icon(painter, ICONS[tone], QRectF(0, top + 3, 18, 18), ink(colours, tone), ring=True)
        painter.setFont(font(Size.LABEL))
        painter.setPen(QColor(ink(colours, tone)))
        middle = Qt.AlignmentFlag.AlignVCenter
        where = QRectF(24, top, self.width() - 24, _LINE)
        painter.drawText(where, middle, f"{words.state_words(one.state)} · {one.count}")
        painter.setPen(QColor(colours.text))
        painter.setFont(font(Size.LABEL, strong=True))
        painter.drawText(where, middle | Qt.AlignmentFlag.AlignRight, str(one.amount))

    def _text(self, painter: QPainter, top: int, text: str, *, strong: bool) -> None:
        colours = self._look.colours
        painter.setFont(font(Size.LABEL, strong=strong))
        painter.setPen(QColor(colours.text if strong else colours.muted))
        where = QRectF(0, top, self.width(), _LINE)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)

    def _name(self, one: Total) -> str:
        method = self._methods.get(one.method)
        return method.name if method else one.method
