"""Picker for how long a reference stays payable, where the provider leaves that to the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.widgets.basic import Option
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from datetime import date, datetime

    from pos_app.domain.method import Method

# The lengths in days, one after the other by a press. The usual one is the till's own: 24 hours.
USUAL = 0
CHOICES = (USUAL, 3, 7, 30)


class Validity(Option):
    """Button that gives the next length at each press; the next sale begins with the usual one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("validity")
        self.days = USUAL
        self.clicked.connect(self._next)
        self.retranslate()

    def start_over(self) -> None:
        self.choose(USUAL)

    def choose(self, days: int) -> None:
        self.days = days
        self.setChecked(days != USUAL)
        self.retranslate()
        self.changed.emit()

    def retranslate(self) -> None:
        said = filled(self.tr("{0} days"), self.days) if self.days else self.tr("24 hours")
        meaning = filled(self.tr("The customer can pay the reference for {0}"), said)
        self.set_text(filled(self.tr("Valid {0}"), said), meaning)
        show_tip(self, meaning)

    def _next(self) -> None:
        place = CHOICES.index(self.days) + 1
        self.choose(CHOICES[place % len(CHOICES)])


def last_day(method: Method, days: int, now: datetime) -> date:
    """Returns the last day on which a reference of today can be paid, by the clock where it is
    paid."""
    from datetime import timedelta  # noqa: PLC0415 - not for the first paint

    from pos_app.domain.business_day import WALL_CLOCK  # noqa: PLC0415

    return (now.astimezone(WALL_CLOCK[method.currency]) + timedelta(days=days)).date()
