"""Holds the journal against the sandbox's ledger: by reading the file, without the till's own code.

Only the chain is checked by the till's `verify`, which has tests of its own.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.journal.schema import read_journal
from pos_app.journal.verify import verify
from pos_app.sandbox.world import Movement

Row = Mapping[str, Any]

_FAILED = ("declined", "expired", "cancelled", "not_sent")
_HELD_BACK = ("new", "sending", "waiting")  # nobody would look at these again
_BY_REFERENCE = ("proxypay", "wikipay")
_MOVES: Mapping[str, tuple[str, ...]] = {
    "payment": ("charge",),
    "authorization": (),  # what is captured of it is the capture's
    "capture": ("charge",),
    "release": (),
    "refund": ("refund", "payout"),
    "payout": ("payout",),
}


@dataclass(frozen=True)
class Truth:
    """What the providers know."""

    movements: Sequence[Movement]
    queued: frozenset[tuple[str, str]]  # provider and reference of what nobody acknowledged
    of_others: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Finding:
    """What a day came to."""

    sales: int
    charges: int
    doubts: int
    head: str  # the hash of the last event: of all that happened, and in which order
    violations: tuple[str, ...]


def check(journal: Path, truth: Truth) -> Finding:
    db = sqlite3.connect(f"{journal.resolve().as_uri()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    try:
        rows = [dict(row) for row in db.execute("SELECT * FROM sales ORDER BY number")]
        payments = _payments_in_events(db)
        ((head,),) = db.execute("SELECT hash FROM events ORDER BY seq DESC LIMIT 1")
    finally:
        db.close()
    traced = {row["id"]: _movements_of(row, truth.movements) for row in rows}
    violations = [
        *_without_sale(rows, truth, traced),
        *(problem for row in rows for problem in _problems(row, traced[row["id"]])),
        *_lost_payments(rows, traced, truth, payments),
        *_taken_from_others(truth),
        *_unsound(journal),
    ]
    doubts = sum(row["state"] == "unknown" or bool(row["flags"]) for row in rows)
    charges = sum(movement.kind == "charge" for movement in truth.movements)
    return Finding(len(rows), charges, doubts, head, tuple(violations))


def _movements_of(row: Row, movements: Sequence[Movement]) -> list[Movement]:
    kinds = _MOVES[row["purpose"]]
    provider = row["method"].partition(".")[0]
    own = [one for one in movements if one.provider == provider and one.kind in kinds]
    if provider in _BY_REFERENCE:
        return [one for one in own if _figures(one.reference) == _figures(row["reference"] or "-")]
    return [one for one in own if one.amount == row["amount"]]


def _without_sale(
    rows: Sequence[Row], truth: Truth, traced: Mapping[str, Sequence[Movement]]
) -> Iterator[str]:
    """Intent before the first byte: whatever moved is somebody's, and under a key that is known."""
    known = {
        id(movement)
        for row in rows
        for movement in traced[row["id"]]
        if movement.idempotency_key in (None, row["key"])
    }
    others = {(provider, _figures(reference)) for provider, reference in truth.of_others}
    for movement in truth.movements:
        of_other = (movement.provider, _figures(movement.reference)) in others
        if id(movement) not in known and not of_other:
            yield f"moved without a sale: {movement}"


def _problems(row: Row, moved: Sequence[Movement]) -> Iterator[str]:
    if row["method"] in _BY_REFERENCE:
        yield from _reference_problems(row, moved)
        return
    name = f"{row['purpose']} {row['number']} ({row['method']}, {row['amount']})"
    if len(moved) > 1:
        yield f"moved {len(moved)} times: {name}"
    if not _MOVES[row["purpose"]]:
        return
    # What was not sent may be asked for again: then two of the same amount are told apart by key.
    own = [one for one in moved if one.idempotency_key in (None, row["key"])]
    yield from _wrongly_shown(row, own, name)


def _wrongly_shown(row: Row, moved: Sequence[Movement], name: str) -> Iterator[str]:
    state, flags = row["state"], row["flags"]
    if state == "paid" and not moved:
        yield f"paid, and nothing moved: {name}"
    if state in _FAILED and moved and not flags:
        yield f"{state}, and money moved: {name}"
    if state in _HELD_BACK and moved:
        yield f"still {state}, and money moved: {name}"
    if flags and not moved:
        yield f"flagged {flags} for nothing: {name}"


def _reference_problems(row: Row, moved: Sequence[Movement]) -> Iterator[str]:
    """The customer may pay a reference as often and as oddly as he likes: it must be seen."""
    name = f"reference {row['reference']} of sale {row['number']} ({row['method']})"
    right = [one for one in moved if one.amount == row["amount"]]
    state, flags = row["state"], set(row["flags"].split())
    if state == "paid" and not right and row["reason"] != "settled_by_hand":
        yield f"paid, and never was: {name}"
    if moved and state in (*_FAILED, *_HELD_BACK) and not flags:
        yield f"{state} without a flag, and money moved: {name}"
    if len(moved) > len(right) and not flags & {"short", "excess", "mismatch"}:
        yield f"odd money without a flag: {name}"
    if len(right) > 1 and "paid_twice" not in flags:
        yield f"paid twice without a flag: {name}"
    if "paid_twice" in flags and len(moved) < 2:
        yield f"called paid twice, and was not: {name}"
    if flags and not moved:
        yield f"flagged {' '.join(flags)} for nothing: {name}"


def _lost_payments(
    rows: Sequence[Row],
    traced: Mapping[str, Sequence[Movement]],
    truth: Truth,
    payments: Mapping[str, int],
) -> Iterator[str]:
    """What is not in its queue any more is in the journal, each payment of it."""
    for row in rows:
        provider = row["method"]
        if provider not in _BY_REFERENCE or not traced[row["id"]]:
            continue
        waits = any(
            (name, _figures(number)) == (provider, _figures(row["reference"]))
            for name, number in truth.queued
        )
        if not waits and payments.get(row["id"], 0) < len(traced[row["id"]]):
            yield f"acknowledged and lost: a payment of sale {row['number']} ({provider})"


def _taken_from_others(truth: Truth) -> Iterator[str]:
    queued = {(name, _figures(number)) for name, number in truth.queued}
    for name, number in truth.of_others:
        if (name, _figures(number)) not in queued:
            yield f"took another till's payment: {name} {number}"


def _payments_in_events(db: sqlite3.Connection) -> Mapping[str, int]:
    """How many payments of a queue each sale's events tell of."""
    told: dict[str, set[str]] = {}
    rows = db.execute("SELECT sale, data FROM events WHERE kind IN ('paid', 'mismatched')")
    for sale, data in rows:
        if payment := json.loads(data).get("payment"):
            told.setdefault(sale, set()).add(payment)
    return {sale: len(payments) for sale, payments in told.items()}


def _unsound(journal: Path) -> Iterator[str]:
    db = read_journal(journal)
    try:
        for problem in verify(db).problems:
            yield f"verify: {problem}"
    finally:
        db.close()


def _figures(reference: str) -> str:
    return "".join(reference.split()).lstrip("0")
