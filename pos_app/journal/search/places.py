"""Places: sales in the order of their business days and numbers, each one whole number."""

from dataclasses import dataclass
from datetime import date

from pos_app.ports.sale_filter import SaleFilter
from pos_app.ports.sale_search import Cursor

_NUMBER_BITS = 36


def place_of(day: date, number: int) -> int:
    """Returns the place of a sale in the order of days and numbers."""
    return day.toordinal() << _NUMBER_BITS | number


def number_at(place: int) -> int:
    return place & ((1 << _NUMBER_BITS) - 1)


def ordinal_at(place: int) -> int:
    """Returns the day's ordinal."""
    return place >> _NUMBER_BITS


def day_at(place: int) -> date:
    """Returns the day at a place; the first or the last of all days for one beyond them."""
    return date.fromordinal(min(max(ordinal_at(place), 1), date.max.toordinal()))


LAST_OF_DAY = (1 << _NUMBER_BITS) - 1
LAST_PLACE = place_of(date.max, LAST_OF_DAY)
DAY_OF_PLACE = f"place >> {_NUMBER_BITS}"  # the day's ordinal, in SQL


def as_in_journal(place: int) -> tuple[str, int]:
    """Returns the business day and the number at a place, as the journal has them."""
    return day_at(place).isoformat(), number_at(place)


@dataclass(frozen=True)
class Range:
    """Places from the first to the last, both included."""

    first: int
    last: int


ALL = Range(0, LAST_PLACE)


def period_of(wanted: SaleFilter) -> Range:
    first = place_of(wanted.start, 0) if wanted.start else ALL.first
    last = place_of(wanted.end, LAST_OF_DAY) if wanted.end else ALL.last
    return Range(first, last)


def before_cursor(span: Range, cursor: Cursor | None) -> Range:
    if cursor is None:
        return span
    return Range(span.first, min(span.last, place_of(cursor.day, cursor.number) - 1))
