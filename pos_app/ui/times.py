"""Instants as the counter reads them: the wall clock of this machine."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from pos_app import words


def now() -> datetime:
    return datetime.now(UTC)


def clock(at: datetime) -> str:
    """`10:42:17`."""
    return f"{at.astimezone():%H:%M:%S}"


def when(at: datetime, reference: datetime) -> str:
    """`today 23:59`, or the day where it is another."""
    local, today = at.astimezone(), reference.astimezone().date()
    if local.date() == today:
        return QCoreApplication.translate("times", "today {0}").format(f"{local:%H:%M}")
    return f"{local:%d/%m/%Y %H:%M}"


def since(at: datetime, reference: datetime) -> str:
    """`4 s ago`."""
    return words.ago_words((reference - at).total_seconds())
