"""Pairs every movement of money with the one sale whose it is: as the ledger tells, by the marks
that went along with its request, and never as the journal tells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from faults.simulation.truth import Moved, Truth

Row = Mapping[str, Any]

BY_REFERENCE = ("proxypay", "wikipay")
BY_HAND = ("cash", "cardmachine", "transfer", "split")  # of the counter: no provider knows it
# How a sale of each purpose moves money. Of what is held, the capture takes it.
WAYS: Mapping[str, tuple[str, ...]] = {
    "payment": ("charge",),
    "authorization": (),
    "capture": ("charge",),
    "release": (),
    "refund": ("refund", "payout"),
    "payout": ("payout",),
    "split": (),
}


class Pairs(NamedTuple):
    of_sale: Mapping[str, Sequence[Moved]]
    of_nobody: Sequence[Moved]


def pair(rows: Sequence[Row], truth: Truth) -> Pairs:
    """Each movement with exactly one sale, or with none. What is another till's is left out."""
    others = {(provider, figures(number)) for provider, number in truth.of_others}
    of_sale: dict[str, list[Moved]] = {row["id"]: [] for row in rows}
    of_nobody: list[Moved] = []
    for moved in truth.movements:
        if (moved.provider, figures(moved.reference)) in others:
            continue
        owners = [row for row in rows if is_of(moved, row)]
        # Where a request bore no mark, two that are alike are one each.
        owner = min(owners, key=lambda row: len(of_sale[row["id"]]), default=None)
        (of_nobody if owner is None else of_sale[owner["id"]]).append(moved)
    return Pairs(of_sale, of_nobody)


def provider_of(row: Row) -> str:
    provider: str = row["method"].partition(".")[0]
    return provider


def asks_nobody(row: Row) -> bool:
    return provider_of(row) in BY_HAND


def figures(number: str) -> str:
    """A reference as one compares it: on paper it has blanks, and zeros in front."""
    return "".join(number.split()).lstrip("0")


def is_of(moved: Moved, row: Row) -> bool:
    if moved.provider != provider_of(row) or moved.way not in WAYS[row["purpose"]]:
        return False
    if row["account"] not in moved.accounts:
        return False
    if moved.marks:
        return bool(moved.marks & {row["id"], row["key"]})
    if moved.provider in BY_REFERENCE:
        return figures(moved.reference) == figures(row["reference"] or "-")
    return bool(moved.amount == row["amount"])


def alike(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Sales for the same money: every customer of a day asks for an amount that no other does."""
    groups: dict[tuple[str, tuple[str, ...], int], list[Row]] = {}
    for row in rows:
        if provider_of(row) not in BY_REFERENCE and WAYS[row["purpose"]]:
            key = (provider_of(row), WAYS[row["purpose"]], row["amount"])
            groups.setdefault(key, []).append(row)
    yield from groups.values()
