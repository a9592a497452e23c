"""Holds money by hand and split sales against what was done at the counter: by plain rows, without
the till's own code."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from faults.simulation.books import taken
from faults.simulation.ledger import Row, asks_nobody
from faults.simulation.truth import Truth

_OPEN = ("new", "sending", "waiting", "unknown", "authorized")
Events = Mapping[str, Sequence[Any]]


class _Sums(NamedTuple):
    """What a split sale has of its parts, in minor units."""

    pledged: int
    received: int
    returned: int


def counter_problems(rows: Sequence[Row], events: Events, truth: Truth) -> Iterator[str]:
    for row in rows:
        if row["purpose"] == "split":
            yield from split_problems(row, rows, events[row["id"]])
        elif asks_nobody(row):
            yield from _by_hand_problems(row, truth)


def _by_hand_problems(row: Row, truth: Truth) -> Iterator[str]:
    """Somebody pressed for exactly this, once, and it was there at once."""
    if truth.pressed.get(row["id"]) != (row["method"], row["amount"]):
        yield f"by hand, and nobody pressed for it: {_name(row)}"
    if row["state"] != "paid" or not row["by_hand"]:
        yield f"by hand, and {row['state']}: {_name(row)}"


def split_problems(row: Row, rows: Sequence[Row], events: Sequence[Any]) -> Iterator[str]:
    """It is the sum of its parts, asks for no more than is missing, and is paid once all came."""
    parts = [one for one in rows if (one["parent"], one["purpose"]) == (row["id"], "payment")]
    really = _Sums(
        pledged=sum(part["amount"] for part in parts if part["state"] in _OPEN),
        received=sum(taken(part) for part in parts),
        returned=sum(part["returned"] for part in parts),
    )
    said = _Sums(row["pledged"], row["received"], row["returned"])
    if said != really:
        yield f"{said}, and its parts {really}: {_name(row)}"
    most = 0
    pledged = collected = 0
    for kind, data in events:
        if kind == "partstarted":
            pledged += data["amount"][0]
            if pledged + collected > row["amount"]:
                yield f"a part of {data['amount'][0]} was more than was missing: {_name(row)}"
        elif kind == "partchanged":
            pledged += data.get("pledged", 0)
            collected += data.get("received", 0) - data.get("returned", 0)
            most = max(most, collected)
    is_settled = row["reason"] == "settled_by_hand"
    if row["state"] == "paid" and most < row["amount"] and not is_settled:
        yield f"paid, and no more than {most} was there: {_name(row)}"
    if row["state"] in ("waiting", "cancelled") and most >= row["amount"]:
        yield f"{row['state']}, and all of it was there: {_name(row)}"
    if row["state"] == "cancelled" and (pledged or collected):
        yield f"cancelled, with {collected} of it there and {pledged} to come: {_name(row)}"


def _name(row: Row) -> str:
    return f"{row['purpose']} {row['number']} ({row['method']}, {row['amount']})"
