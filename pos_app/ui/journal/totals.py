"""Totals of a day: takings, and a line per method, purpose and state."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.domain.day_totals import merged, taken
from pos_app.domain.events import Purpose, State
from pos_app.domain.money import Money
from pos_app.ui.theme.icons import paint_icon
from pos_app.ui.theme.status_style import ICONS, StatusStyle, ink, tone_of_state
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.words.methods import method_name
from pos_app.words.states import total_amount, total_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.day_totals import Total
    from pos_app.domain.method import Method

_LINE = 24
_WIDE = 180
_SIGN = 24  # an icon and the gap after it
_ORDER = tuple(State)


class TotalLine(NamedTuple):
    """A line of the totals: a heading, or a state with its count and its amount."""

    text: str
    amount: str = ""
    tone: StatusStyle | None = None


def line_of(one: Total) -> TotalLine:
    tone = tone_of_state(one.state, one.purpose)
    return TotalLine(total_words(one), total_amount(one), tone)


def _height(line: TotalLine, room: int) -> int:
    """Returns the height of a line: the amount stands below the text that it has no room beside."""
    strong = line.tone is None
    wide = 0 if strong else _SIGN
    for text, face in (
        (line.text, font(Size.LABEL, strong=strong)),
        (line.amount, font(Size.LABEL, strong=True)),
    ):
        wide += QFontMetrics(face).horizontalAdvance(text) + Space.TIGHT
    return _LINE if wide <= room or not line.amount else 2 * _LINE


class Totals(QWidget):
    """Painted list of the day's takings, then of each method with its states, right-aligned."""

    def __init__(self, methods: Mapping[str, Method], look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("journal_totals")
        self._methods = methods
        self._look = look
        self._totals: Sequence[Total] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_totals(self, totals: Sequence[Total]) -> None:
        places = list(self._methods)
        purposes = list(Purpose)
        self._totals = sorted(
            merged(totals),
            key=lambda one: (
                places.index(one.method) if one.method in places else len(places),
                one.method,
                purposes.index(one.purpose),
                _ORDER.index(one.state),
            ),
        )
        self.retranslate()

    def lines(self) -> list[TotalLine]:
        """Returns the lines from top to bottom."""
        title = self.tr("Net")
        lines = [TotalLine(title, str(total)) for total in taken(self._totals)]
        shown = ""
        for one in self._totals:
            if one.method != shown:
                shown = one.method
                lines.append(TotalLine(self._name(one)))
            lines.append(line_of(one))
            if one.unexpected_minor:
                beside = Money(one.unexpected_minor, one.amount.currency)
                lines.append(TotalLine(self.tr("Over or under"), str(beside), StatusStyle.DOUBT))
        return lines

    def retranslate(self) -> None:
        said = []
        for one in self._totals:
            line = line_of(one)
            text = f"{self._name(one)}, {line.text.replace(' · ', ': ')}"
            said.append(f"{text}, {line.amount}" if line.amount else text)
            if one.unexpected_minor:
                beside = Money(one.unexpected_minor, one.amount.currency)
                said.append(f"{self._name(one)}, {self.tr('Over or under')}: {beside}")
        said += [f"{self.tr('Net')}: {total}" for total in taken(self._totals)]
        self.setAccessibleName("\n".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, self.heightForWidth(_WIDE))

    def heightForWidth(self, wide: int) -> int:
        heights = [_height(line, wide) for line in self.lines()]
        return max(_LINE, sum(heights)) + Space.TIGHT

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        lines = self.lines()
        if not lines:
            self._text(painter, 0, self.tr("No sales on this day"), strong=False)
        top = 0
        for line in lines:
            tall = _height(line, self.width())
            if line.tone is None:
                self._text(painter, top, line.text, strong=True)
            else:
                self._paint_state(painter, top, line, line.tone)
            self._figures(painter, top + tall - _LINE, line.amount)
            top += tall
        painter.end()

    def _paint_state(self, painter: QPainter, top: int, line: TotalLine, tone: StatusStyle) -> None:
        colours = self._look.colours
        paint_icon(painter, ICONS[tone], QRectF(0, top + 3, 18, 18), ink(colours, tone), ring=True)
        painter.setFont(font(Size.LABEL))
        painter.setPen(QColor(ink(colours, tone)))
        where = QRectF(_SIGN, top, self.width() - _SIGN, _LINE)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, line.text)

    def _figures(self, painter: QPainter, top: int, text: str) -> None:
        painter.setPen(QColor(self._look.colours.text))
        painter.setFont(font(Size.LABEL, strong=True))
        where = QRectF(0, top, self.width(), _LINE)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)

    def _text(self, painter: QPainter, top: int, text: str, *, strong: bool) -> None:
        colours = self._look.colours
        painter.setFont(font(Size.LABEL, strong=strong))
        painter.setPen(QColor(colours.text if strong else colours.muted))
        where = QRectF(0, top, self.width(), _LINE)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)

    def _name(self, one: Total) -> str:
        method = self._methods.get(one.method)
        return method_name(method) if method else one.method
