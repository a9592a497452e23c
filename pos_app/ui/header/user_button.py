"""User button in the header: shows who is signed in, and locks the till when pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from pos_app.ui.qt.constants import CENTRE, LEFT, MIDDLE, TAB_FOCUS, take_focus
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from pos_app.domain.people.roles import Person

_CIRCLE = 32
_LONGEST = 120


def paint_initials(painter: QPainter, look: CurrentTheme, initials: str, where: QRectF) -> None:
    """Paints a person's mark: the same wherever that person is named."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(QColor(look.colours.accent))
    painter.drawEllipse(where)
    painter.setPen(QColor(look.colours.on_accent))
    painter.setFont(font(round(where.height() * 0.42), strong=True))
    painter.drawText(where, CENTRE, initials)
    painter.restore()


class WhoButton(Button):
    """Button that is hidden where nobody signs in."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__("who", "tab")
        self._look = look
        self._person: Person | None = None
        self._is_crowded = False
        take_focus(self, TAB_FOCUS)
        self.setFont(font(Size.BODY, strong=True))
        self.hide()

    @property
    def person(self) -> Person | None:
        return self._person

    def show_person(self, person: Person | None) -> None:
        self._person = person
        self.setVisible(person is not None)
        self.retranslate()
        self.updateGeometry()

    def crowd(self, *, crowded: bool) -> None:
        """Shows the initials alone, where a small window has no room for a name."""
        if crowded is not self._is_crowded:
            self._is_crowded = crowded
            self.updateGeometry()
            self.update()

    def retranslate(self) -> None:
        what = self.tr("Lock, or change the cashier (F12)")
        self.setAccessibleName(f"{self._person.name}: {what}" if self._person else what)
        show_tip(self, what)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._caption())
        beside = Space.SMALL + wide if wide else 0
        return QSize(_CIRCLE + beside + 2 * Space.SMALL, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._person is None:
            return
        painter = QPainter(self)
        top = (self.height() - _CIRCLE) / 2
        circle = QRectF(Space.SMALL, top, _CIRCLE, _CIRCLE)
        paint_initials(painter, self._look, self._person.initials, circle)
        left = circle.right() + Space.SMALL
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.setPen(QColor(self._look.colours.text))
        painter.setFont(self.font())
        painter.drawText(room, LEFT | MIDDLE, self._caption())
        painter.end()

    def _caption(self) -> str:
        """Returns the longest form of the name that fits beside the initials, or none."""
        if self._person is None or self._is_crowded:
            return ""
        first = self._person.name.partition(" ")[0]
        forms = (self._person.short_name, first)
        metrics = self.fontMetrics()
        return next((one for one in forms if metrics.horizontalAdvance(one) <= _LONGEST), "")
