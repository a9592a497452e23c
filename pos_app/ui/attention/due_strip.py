"""Strip of what needs a person: how many, how much money, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from pos_app.domain.books.takings import summed
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.theme import Faces
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.basic import Button
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from pos_app.domain.money import Money
    from pos_app.ui.theme.theme import CurrentTheme

_ICON = 18
_ARROW = "→"


@dataclass(frozen=True)
class Due:
    """Words of a strip. `whole` says for a screen reader what `count` says in short."""

    count: str
    whole: str
    amounts: Sequence[Money] = ()
    since: str = ""
    leads_to: str = ""


def since_words(days: Iterable[date], today: date) -> str:
    """Names the earliest of these days; says nothing where all is of today."""
    first = min(days, default=today)
    if first >= today:
        return ""
    named = f"{first:%d/%m}" if first.year == today.year else f"{first:%d/%m/%Y}"
    return filled(QCoreApplication.translate("DueStrip", "since {0}"), named)


class DueStrip(Button):
    """Painted strip that leaves out what has no room: where it leads first, the count never."""

    def __init__(self, name: str, icon: Icon, tone: str, look: CurrentTheme) -> None:
        super().__init__(name)
        self._icon, self._tone, self._theme = icon, tone, look
        self._faces = Faces()
        self._forms: Sequence[tuple[str, str, str]] = (("", "", ""),)
        self._form = self._forms[0]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_due(self, due: Due) -> None:
        money = " + ".join(str(amount) for amount in summed(due.amounts))
        leads, with_money = f"{due.leads_to} {_ARROW}", joined(due.count, money)
        self._forms = (
            (with_money, due.since, leads),
            (with_money, due.since, _ARROW),
            (with_money, "", _ARROW),
            (due.count, "", _ARROW),
        )
        said = joined(due.whole, money, due.since)
        self.setAccessibleName(said)
        show_tip(self, said)
        self._fit()
        self.updateGeometry()

    @property
    def shown_text(self) -> str:
        """The words that have room now."""
        return " ".join(filter(None, self._form))

    def sizeHint(self) -> QSize:
        """Needs the room for all but where it leads."""
        return QSize(self._wide(self._forms[-2]), TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(self._forms[-1]), TARGET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = self._theme.colours._asdict()
        strong, plain, leads = self._form
        painter = QPainter(self)
        middle = (self.height() - _ICON) / 2
        where = QRectF(Space.WIDE, middle, _ICON, _ICON)
        ring = self._icon is Icon.QUESTION
        paint_icon(painter, self._icon, where, colours[self._tone], ring=ring)
        metrics = self._faces.metrics(Size.BODY, strong=True)
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2
        left = float(Space.WIDE + _ICON + Space.SMALL)
        painter.setPen(QColor(colours[self._tone]))
        painter.setFont(self._faces.font(Size.BODY, strong=True))
        painter.drawText(QPointF(left, base), strong)
        right = self.width() - Space.WIDE - self._faces.width(leads, Size.BODY, strong=True)
        painter.drawText(QPointF(right, base), leads)
        if plain:
            left += self._faces.width(strong, Size.BODY, strong=True) + Space.SMALL
            painter.setPen(QColor(colours["text"]))
            painter.setFont(self._faces.font(Size.LABEL))
            painter.drawText(QPointF(left, base), plain)
        painter.end()

    # --- inside -----------------------------------------------------------------------------------

    def _fit(self) -> None:
        room = self.width()
        self._form = next(
            (form for form in self._forms if self._wide(form) <= room), self._forms[-1]
        )
        self.update()

    def _wide(self, form: tuple[str, str, str]) -> int:
        strong, plain, leads = form
        wide = 2 * Space.WIDE + _ICON + 2 * Space.SMALL
        wide += self._faces.width(strong, Size.BODY, strong=True)
        wide += self._faces.width(leads, Size.BODY, strong=True)
        return wide + (self._faces.width(plain, Size.LABEL) + Space.SMALL if plain else 0)
