"""Names of business days, as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

# From Monday on, as `date.weekday` counts.
_WEEKDAYS: Sequence[Callable[[], str]] = (
    lambda: QCoreApplication.translate("days", "Monday"),
    lambda: QCoreApplication.translate("days", "Tuesday"),
    lambda: QCoreApplication.translate("days", "Wednesday"),
    lambda: QCoreApplication.translate("days", "Thursday"),
    lambda: QCoreApplication.translate("days", "Friday"),
    lambda: QCoreApplication.translate("days", "Saturday"),
    lambda: QCoreApplication.translate("days", "Sunday"),
)


def day_name(day: date) -> str:
    """Returns `Friday, 27/11/2026`."""
    return f"{_WEEKDAYS[day.weekday()]()}, {day:%d/%m/%Y}"


def short_day_name(day: date) -> str:
    """Returns `Friday, 27/11`."""
    return f"{_WEEKDAYS[day.weekday()]()}, {day:%d/%m}"
