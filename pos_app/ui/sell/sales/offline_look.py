"""Look of a sale about which no answer comes: the countdown to the next try, under the verdict."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.format import sale_text
from pos_app.ui.qt.constants import CENTRE
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label
from pos_app.words.offline import next_try_words, which_try_words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from pos_app.domain.sale import Sale
    from pos_app.till.providers.connection import NextTry
    from pos_app.ui.theme.theme import CurrentTheme

_RING = 40
_PEN = 3
_FULL = 360 * 16  # Qt counts sixteenths of a degree
_TOP = 90 * 16
_FAINT = 0.25
_MOST = 99  # seconds that fit into the ring


class NextTryRow(QWidget):
    """Row with the time of the next try, and how many there were."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("next_try")
        self._ring = _Ring(look)
        self._when = label(Size.BODY, strong=True, name="next_try_when")
        self._which = label(Size.LABEL, tone="muted", name="next_try_which")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._when)
        words.addWidget(self._which)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        row.setSpacing(Space.NORMAL)
        row.addWidget(self._ring)
        row.addLayout(words, 1)
        self.hide()

    def show_try(self, sale: Sale, coming: NextTry | None) -> None:
        self.setVisible(coming is not None)
        if coming is None:
            return
        left = ceil(coming.due_in)
        self._when.setText(next_try_words(left))
        number = sale_text.number_of(sale)
        self._which.setText(f"{number} · {which_try_words(coming.tries + 1)}")
        self._ring.show_left(left, coming.due_in / coming.pause if coming.pause else 0.0)


class _Ring(QWidget):
    """Ring that empties until the next try, with the seconds in it."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look
        self._seconds = 0
        self._share = 0.0
        self.setFixedSize(_RING, _RING)

    def show_left(self, seconds: int, share: float) -> None:
        self._seconds, self._share = seconds, share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = _PEN / 2 + 1
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        strong = QColor(self._look.colours.off)
        faint = QColor(strong)
        faint.setAlphaF(_FAINT)
        painter.setPen(QPen(faint, _PEN))
        painter.drawEllipse(ring)
        painter.setPen(QPen(strong, _PEN))
        painter.drawArc(ring, _TOP, -round(self._share * _FULL))
        if 0 < self._seconds <= _MOST:
            painter.setFont(font(Size.LABEL, strong=True))
            painter.drawText(ring, CENTRE, str(self._seconds))
        painter.end()
