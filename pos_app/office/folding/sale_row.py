"""A sale as a row of the office's table, and back: equal to the till's own row, column by column.

What managers ask for has a column; the other fields that differ from their default are in `rest`.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.journal.codec import sale_from_row, sale_to_row

Row = dict[str, Any]

# Columns of both tables, by their name here and at the till.
_OWN: Mapping[str, str] = {
    "number": "number",
    "day": "business_day",
    "created_at": "created_at",
    "updated_at": "updated_at",
    "method": "method",
    "purpose": "purpose",
    "state": "state",
    "currency": "currency",
    "amount": "amount",
    "beside": "beside",
    "flags": "flags",
    "phone": "phone",
    "reference": "reference",
    "parent": "parent",
    "cashier": "cashier",
}
SALE_OWN = (*_OWN, "alone", "branch", "first_seq", "last_seq", "rest")
_AT_THE_TILL = frozenset(_OWN.values()) | {"id", "till"}
_TEXTS = ("method", "phone", "reference", "parent", "cashier")
_LONGEST = 400  # letters
_INSTANTS = ("created_at", "updated_at")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BLANK = sale_to_row(
    Sale(
        id="",
        till="",
        number=0,
        method="",
        amount=Money(0, Currency.AOA),
        phone=None,
        description="",
        key="",
        business_day=_EPOCH.date(),
        created_at=_EPOCH,
        updated_at=_EPOCH,
    )
)
_REST = tuple(name for name in _BLANK if name not in _AT_THE_TILL)


class Kept(NamedTuple):
    """A sale of a till, by whose chain it counts, and from which event to which it goes."""

    shop: int
    branch: int
    first_seq: int
    last_seq: int
    alone: bool
    sale: Sale


def row_of(till: int, kept: Kept) -> Row:
    told = sale_to_row(kept.sale)
    rest = {name: told[name] for name in _REST if told[name] != _BLANK[name]}
    row: Row = {name: told[theirs] for name, theirs in _OWN.items()}
    for name in _TEXTS:
        if (text := row[name]) and (kept_text := storable(text)) != text:
            rest[_OWN[name]] = text  # the whole truth: a column cannot have it
            row[name] = kept_text
    row["shop"], row["till"], row["sale"] = kept.shop, till, kept.sale.id
    row["branch"], row["first_seq"], row["last_seq"] = kept[1:4]
    row["alone"] = kept.alone
    row["rest"] = json.dumps(rest, separators=(",", ":"))
    return row


def sale_row_of_till(public: str, row: Mapping[str, Any]) -> Row:
    """Returns the till's own row. Days and instants of `row` are values, as the database gives
    them."""
    told: Row = {**_BLANK, **{theirs: row[name] for name, theirs in _OWN.items()}}
    told["business_day"] = _iso(row["day"])
    for name in _INSTANTS:
        told[name] = row[name].astimezone(UTC).isoformat("T", "microseconds")
    told |= json.loads(row["rest"])
    told["id"], told["till"] = row["sale"], public
    return told


def kept_from(public: str, row: Mapping[str, Any]) -> Kept:
    return Kept(
        shop=row["shop"],
        branch=row["branch"],
        first_seq=row["first_seq"],
        last_seq=row["last_seq"],
        alone=row["alone"],
        sale=sale_from_row(sale_row_of_till(public, row)),
    )


def storable(text: str) -> str:
    """Returns the text without what no text of PostgreSQL can have, and no longer than an index
    takes."""
    return text[:_LONGEST].replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _iso(day: date) -> str:
    return day.isoformat()
