"""Pages of ClicPay's lists: data, links and meta."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from pos_app.sandbox.server.endpoint_schema import (
    INTEGER,
    TEXT,
    Schema,
    exactly,
    integer,
    list_of,
    or_null,
)
from pos_app.sandbox.server.http import Call

Row = TypeVar("Row")

PAGING: Mapping[str, Schema] = {"per_page": integer(1, 9999), "page": integer(1, 9999)}


def paged(
    rows: Sequence[Row], call: Call, path: str, show: Callable[[Row], dict[str, Any]]
) -> dict[str, Any]:
    """Answer one page, and format only its rows: there may be thousands of others."""
    size = _positive(call.query.get("per_page"), 10)
    page = _positive(call.query.get("page"), 1)
    last = max(1, math.ceil(len(rows) / size))
    before = (page - 1) * size
    shown = [show(row) for row in rows[before : before + size]]

    def link(number: int) -> str | None:
        query = urlencode({**call.query, "page": number})
        return f"{call.origin}{path}?{query}" if 1 <= number <= last else None

    return {
        "data": shown,
        "links": {
            "first": link(1),
            "last": link(last),
            "prev": link(page - 1),
            "next": link(page + 1),
        },
        "meta": {
            "current_page": page,
            "from": before + 1 if shown else None,
            "last_page": last,
            "per_page": size,
            "to": before + len(shown) if shown else None,
            "total": len(rows),
        },
    }


def _positive(text: str | None, default: int) -> int:
    return max(1, int(text)) if text and re.fullmatch("[0-9]{1,4}", text) else default


def page_of(row: Schema) -> Schema:
    return exactly(
        data=list_of(row),
        links=exactly(first=TEXT, last=TEXT, prev=or_null(TEXT), next=or_null(TEXT)),
        meta=exactly(
            current_page=INTEGER,
            last_page=INTEGER,
            per_page=INTEGER,
            total=INTEGER,
            **{"from": or_null(INTEGER), "to": or_null(INTEGER)},
        ),
    )
