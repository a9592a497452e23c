"""Instants as the counter reads them: the wall clock of where the money is paid, as on slips."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app import words
from pos_app.domain.day import WALL_CLOCK

if TYPE_CHECKING:
    from pos_app.domain.money import Currency


def now() -> datetime:
    return datetime.now(UTC)


def clock(at: datetime, currency: Currency) -> str:
    """`10:42:17`."""
    return f"{at.astimezone(WALL_CLOCK[currency]):%H:%M:%S}"


def when(at: datetime, reference: datetime, currency: Currency) -> str:
    """`today 23:59`, or the day where it is another."""
    zone = WALL_CLOCK[currency]
    local, today = at.astimezone(zone), reference.astimezone(zone).date()
    if local.date() == today:
        return QCoreApplication.translate("times", "today {0}").format(f"{local:%H:%M}")
    return f"{local:%d/%m/%Y %H:%M}"


def since(at: datetime, reference: datetime) -> str:
    """`4 s ago`."""
    return words.ago_words((reference - at).total_seconds())
