"""How instants and days are shown: by the clock on the shop's wall."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pos_app.office.pages.said import text
from pos_app.words.durations import ago_words, span_words


def clock(at: datetime, zone: str) -> str:
    """Returns the time of day, as 19:22."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def day_text(day: date, today: date) -> str:
    """Returns the day, without a year that everybody knows: `27/11`, `27/11/2025`."""
    return f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"


def day_words(day: date, today: date) -> str:
    """Returns the day as people call it."""
    if day == today:
        return text("today")
    if day == today - timedelta(days=1):
        return text("yesterday")
    return day_text(day, today)


def moment(at: datetime, zone: str, now: datetime) -> str:
    """Returns the instant as people call it: `today 19:22`, `24/11 17:05`."""
    place = ZoneInfo(zone)
    return local_moment(at.astimezone(place), now.astimezone(place).date())


def local_moment(local: datetime, today: date) -> str:
    """Returns a time on the shop's wall as people call it."""
    return f"{day_words(local.date(), today)} {local:%H:%M}"


def local_clock(local: str, form: str = "%H:%M") -> str:
    """Returns the time of day of what a view gives as `2026-11-27T19:22:05`."""
    return f"{datetime.fromisoformat(local):{form}}"


def ago(at: datetime, now: datetime) -> str:
    return ago_words(max(0.0, (now - at).total_seconds()))


def span(since: datetime, now: datetime) -> str:
    return span_words((now - since).total_seconds())
