"""The addresses of the pages, for links: one place knows how each is written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from datetime import date

    from pos_app.office.reading.views import OfficeSale


def sale_address(row: OfficeSale) -> str:
    return f"/sales/{row.till}/{quote(row.sale, safe='')}"


def till_day_address(till: int, day: date) -> str:
    return f"/days/{till}/{day.isoformat()}"


def with_query(path: str, **values: object) -> str:
    """Returns the path with those values that are not empty."""
    pairs = {name: value for name, value in values.items() if value not in ("", None, ())}
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path
