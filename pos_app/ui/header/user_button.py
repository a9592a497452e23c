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
        self._is_named = True  # else there is room for the initials alone
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

    def retranslate(self) -> None:
        what = self.tr("Lock, or change the cashier (F12)")
        self.setAccessibleName(f"{self._person.name}: {what}" if self._person else what)
        show_tip(self, what)

    def show_name(self, *, wanted: bool) -> None:
        """Shows the name beside the initials, or the initials alone."""
        if wanted is not self._is_named:
            self._is_named = wanted
            self.updateGeometry()
            self.update()

    def width_of(self, *, named: bool) -> int:
        """Returns how wide it is with the name or without, whatever it is now."""
        wide = self.fontMetrics().horizontalAdvance(self._name()) if named else 0
        return _CIRCLE + (Space.SMALL + wide if wide else 0) + 2 * Space.SMALL

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(named=self._is_named), super().sizeHint().height())

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
        painter.drawText(room, LEFT | MIDDLE, self._name() if self._is_named else "")
        painter.end()

    def _name(self) -> str:
        """Returns the longest form of the name that fits beside the initials, or none."""
        if self._person is None:
            return ""
        first = self._person.name.partition(" ")[0]
        forms = (self._person.short_name, first)
        metrics = self.fontMetrics()
        return next((one for one in forms if metrics.horizontalAdvance(one) <= _LONGEST), "")
