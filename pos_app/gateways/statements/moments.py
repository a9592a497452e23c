"""Days and times of a statement, as services and spreadsheets write them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from pos_app.gateways.statements.table import Cell, as_text

_DATE = re.compile(r"(\d{1,4})[-/. ]+(?:de )?(\d{1,2}|[a-z]{3,9})\.?[-/. ]+(?:de )?(\d{1,4})")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_CLOCK = re.compile(
    r"[T ,-]*(\d{1,2})[:h](\d{2})(?:[:m](\d{2}))?s?(?:[.,]\d+)?\s*(am|pm)?\s*"
    r"(z|gmt|utc|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE,
)
# "Tuesday, Nov 24, 2026" is 24 Nov 2026.
_WEEKDAY = re.compile(r"\A(?:mon|tue|wed|thu|fri|sat|sun|seg|ter|qua|qui|sex|sab|dom)[a-z-]*,? +")
_MONTH_BEFORE_DAY = re.compile(r"\A([a-z]{3,9})\.? +(\d{1,2}),? +(20\d\d)")
# The first three letters, in Portuguese and in English.
_MONTHS = {
    "jan": 1, "fev": 2, "feb": 2, "mar": 3, "abr": 4, "apr": 4, "mai": 5, "may": 5, "jun": 6,
    "jul": 7, "ago": 8, "aug": 8, "set": 9, "sep": 9, "out": 10, "oct": 10, "nov": 11, "dez": 12,
    "dec": 12,
}  # fmt: skip
_YEARS = range(2000, 2100)
_FIRST_SERIAL = datetime(1899, 12, 30, tzinfo=UTC)  # day 0 of spreadsheets
_SERIALS = range(36_526, 73_051)  # of these years
_SECONDS_A_DAY = 86_400
_NOON = 12


@dataclass(frozen=True)
class Moment:
    """A day where the provider is, and the instant in UTC, where there is a time."""

    day: date
    at: datetime | None


def month_comes_first(cells: Iterable[Cell]) -> bool:
    """Returns whether a column writes 11/24/2026. Only a day that no month has proves it: else the
    day comes first, as in these countries."""
    parts = [found.groups() for cell in cells if (found := _DATE.match(_plain(cell)))]
    pairs = [(int(one), int(two)) for one, two, _ in parts if two.isdigit() and len(one) < 3]  # noqa: PLR2004
    return any(two > 12 for _, two in pairs) and all(one <= 12 for one, _ in pairs)  # noqa: PLR2004


def moment_of(cell: Cell, clock: Cell, zone: timezone, *, month_first: bool) -> Moment | None:
    """Returns the moment in a cell, with the time of another cell where it has none of its own;
    None where there is no day."""
    if isinstance(cell, Decimal) and int(cell) in _SERIALS:
        cell = _of_serial(cell)
    if isinstance(cell, datetime):
        has_time = cell.time() != time()
        return _in_zone(cell.date(), cell.time() if has_time else _time(clock), zone)
    if isinstance(cell, date):
        return _in_zone(cell, _time(clock), zone)
    return _read(_plain(cell), clock, zone, month_first=month_first)


def _of_serial(days: Decimal) -> datetime:
    """Returns the local time that a spreadsheet keeps as a number of days."""
    return (_FIRST_SERIAL + timedelta(seconds=round(days * _SECONDS_A_DAY))).replace(tzinfo=None)


def _read(text: str, clock: Cell, zone: timezone, *, month_first: bool) -> Moment | None:
    found = _DATE.match(text) or _COMPACT.match(text)
    day = _day(*found.groups(), month_first=month_first) if found else None
    if found is None or day is None:
        return None
    rest = text[found.end() :]
    if not rest.strip():
        return _in_zone(day, _time(clock), zone)
    told = _CLOCK.fullmatch(rest)
    return _in_zone(day, _clock_time(told), zone, told[5] or "") if told else None


def _day(first: str, second: str, third: str, *, month_first: bool) -> date | None:
    if not second.isdigit():
        month = _MONTHS.get(second[:3], 0)
        year, day = (first, third) if len(first) > 2 else (third, first)  # noqa: PLR2004
    elif len(first) > 2:  # noqa: PLR2004
        year, month, day = first, int(second), third
    else:
        year = third
        month, day = (int(first), second) if month_first else (int(second), first)
    full_year = int(year) + (2000 if len(year) <= 2 else 0)  # noqa: PLR2004
    try:
        return date(full_year, month, int(day)) if full_year in _YEARS else None
    except ValueError:
        return None


def _time(cell: Cell) -> time | None:
    if isinstance(cell, time):
        return cell
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, date):
        return None
    if isinstance(cell, Decimal):
        return (_FIRST_SERIAL + timedelta(seconds=round(cell % 1 * _SECONDS_A_DAY))).time()
    told = _CLOCK.fullmatch(cell.strip())
    return _clock_time(told) if told else None


def _clock_time(told: re.Match[str]) -> time | None:
    hour, minute, second = (int(part or 0) for part in told.groups()[:3])
    if half := (told[4] or "").lower():
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _in_zone(day: date, clock: time | None, zone: timezone, offset: str = "") -> Moment:
    if clock is None:
        return Moment(day, None)
    at = datetime.combine(day, clock.replace(microsecond=0), _zone(offset) or zone)
    return Moment(at.astimezone(zone).date(), at.astimezone(UTC))


def _zone(offset: str) -> timezone | None:
    """Returns the zone that a time names with itself; None where it names none."""
    if not offset:
        return None
    if offset[0] not in "+-":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[3:].strip(":") or 0)
    ahead = timedelta(hours=hours % 24, minutes=minutes % 60)
    return timezone(-ahead if offset[0] == "-" else ahead)


def _plain(cell: Cell) -> str:
    """Returns a text in small letters and without accents, its day before its month."""
    letters = unicodedata.normalize("NFKD", as_text(cell).lower())
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    return _MONTH_BEFORE_DAY.sub(r"\2 \1 \3", _WEEKDAY.sub("", bare))
