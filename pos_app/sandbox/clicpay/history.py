"""A wallet's transaction history, in the form that a client was seen to read (field notes).

`GET …/transactions?filter[date_from]=…&filter[type]=C2B&sort=-created_at&paginator=offset&
per_page=50`. Readings where the notes are silent:

* Without `sort` the oldest comes first; another word than created_at sorts by nothing.
* A date begins at midnight in Maputo; one that cannot be read lets everything through.
* The rows are all there is: neither links nor totals. `page` goes on where `per_page` ended.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from pos_app.sandbox.clicpay.paging import PAGING
from pos_app.sandbox.clicpay.transactions import STATUS, Transaction
from pos_app.sandbox.server.endpoint_schema import (
    NUMBER,
    TEXT,
    Schema,
    any_of,
    exactly,
    list_of,
    one_of,
    or_null,
    text,
)
from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import Instant, instant, iso_seconds

Named = tuple[str, Transaction]

_MAPUTO = timezone(timedelta(hours=2))
_ROW = {"description": TEXT, "amount": NUMBER, "clicpay_reference": TEXT, "status": STATUS}
_ROWS: Schema = list_of(
    any_of(
        *(
            exactly(**_ROW, **number, **{time: TEXT})
            for time in ("created_at", "initiated_at")
            for number in ({"msisdn": or_null(TEXT)}, {})
        )
    )
)
ANSWERS: tuple[Schema, ...] = (_ROWS, exactly(data=_ROWS))
QUERY: Mapping[str, Schema] = {
    "filter[date_from]": text("20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"),
    "filter[type]": one_of("C2B", "B2C", "CARD"),
    "sort": one_of("created_at", "-created_at"),
    "paginator": one_of("offset"),
    **PAGING,
}


def asked(rows: Sequence[Named], query: Mapping[str, str]) -> list[Named]:
    """Filter and sort rows, which come in the order in which they were made."""
    kind = query.get("filter[type]", "").lower()
    since = _since(query.get("filter[date_from]", ""))
    wanted = [
        (reference, each)
        for reference, each in rows
        if kind in ("", each.type) and each.created_at >= since
    ]
    return wanted[::-1] if query.get("sort") == "-created_at" else wanted


def _since(written: str) -> Instant:
    try:
        since = datetime.fromisoformat(written)
        return instant(since if since.tzinfo else since.replace(tzinfo=_MAPUTO))
    except (ValueError, OverflowError):
        return 0


def row(number: str, time: str) -> Callable[[Named], dict[str, Any]]:
    """Return one row as JSON, with its number and its time as these modes have them."""

    def show(named: Named) -> dict[str, Any]:
        reference, transaction = named
        shown = {
            "description": transaction.reference_description,
            "amount": money.number(transaction.amount),
            time: iso_seconds(transaction.created_at),
            "clicpay_reference": reference,
            "status": transaction.status,
        }
        if number == "none":
            return shown
        prefix = "258" if number == "international" else ""
        payer = transaction.payer
        return shown | {"msisdn": None if payer is None else prefix + payer}

    return show
