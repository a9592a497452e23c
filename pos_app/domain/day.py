"""The shop's business day: its own zone, its own cut-off. Instants are UTC everywhere else."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def business_day(at: datetime, zone: ZoneInfo, starts_at: time = time()) -> date:
    """The day that a shop counts this instant to: a sale at 01:00 may belong to yesterday."""
    if at.tzinfo is None:
        raise ValueError("an instant without a zone belongs to no day")
    local = at.astimezone(zone)
    cut_off = timedelta(hours=starts_at.hour, minutes=starts_at.minute)
    return (local.replace(tzinfo=None) - cut_off).date()
