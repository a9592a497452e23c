"""When an answer over HTTP was made, by its server's clock (RFC 9110, section 6.6.1)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_FIRST_YEAR, _LAST_YEAR = 2020, 2200  # a server with another year does not know the time


def date_of(headers: Mapping[str, str]) -> datetime | None:
    """Returns when an answer was made, by its server's clock; None for a missing or senseless date.

    An answer out of a cache, which has an `Age`, was made at another time than now.
    """
    text = headers.get("date", "")
    if not text.isascii() or headers.get("age", "0").strip() != "0":
        return None
    try:
        told = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError):  # what it raises for nonsense differs by version
        return None
    if told.tzinfo is None or not _FIRST_YEAR <= told.year <= _LAST_YEAR:
        return None
    return told.astimezone(UTC)
