"""Words of a filter of sales: its states and flags, its days, and the names in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from pos_app.domain.events import Flag
from pos_app.domain.people.roles import Person, Role
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from datetime import date

ANY_FLAG = "any"


def flag_choice_words(key: str) -> str:
    if key == ANY_FLAG:
        return QCoreApplication.translate("FilterWords", "Any alert")
    return flag_words(Flag(key))


def short_name(name: str) -> str:
    """Returns a cashier's name as the header shows it: `Ana M.`."""
    return Person(name, Role.CASHIER).short_name if name else ""


def day_words(day: date, today: date) -> str:
    """Returns the day as a line of the list names it: `Today, Friday 27/11`."""
    weekday = QLocale().dayName(day.isoweekday())
    date_text = f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"
    said = f"{weekday} {date_text}"
    near = {
        0: QCoreApplication.translate("FilterWords", "Today"),
        1: QCoreApplication.translate("FilterWords", "Yesterday"),
    }.get((today - day).days)
    return f"{near}, {said}" if near else f"{said[:1].upper()}{said[1:]}"
