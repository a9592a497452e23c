"""Holds the drawer against the journal by plain SQL: whoever counted it was told what had to be in
it, and a shift's close has the money that came for its cashier."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from faults.simulation.books import said

_KINDS = ("shiftopened", "shiftclosed", "cashmoved", "dayclosed")
Count = Mapping[str, tuple[int, str]]


def drawer_problems(journal: Path) -> Iterator[str]:
    with closing(sqlite3.connect(f"{journal.resolve().as_uri()}?mode=ro", uri=True)) as db:
        yield from _wrongly_expected(db)
        yield from _shifts_that_do_not_add_up(db)


def _wrongly_expected(db: sqlite3.Connection) -> Iterator[str]:
    """All counters of a simulated day are of one currency."""
    cash = dict(db.execute("SELECT seq, amount FROM ledger WHERE method LIKE 'cash.%'"))
    expected, open_shifts = 0, set[int]()
    for seq, kind, data in db.execute("SELECT seq, kind, data FROM events ORDER BY seq"):
        expected += cash.get(seq, 0)
        if kind not in _KINDS:
            continue
        note = json.loads(data)
        if kind == "cashmoved":
            expected += note["amount"][0]
        if kind == "shiftopened":
            if open_shifts and note.get("floats"):
                yield f"event {seq}: a float, in the drawer of a shift that was open"
            open_shifts.add(seq)
        if kind == "shiftclosed":
            since = note["document"]["since"]
            if since not in open_shifts:
                yield f"event {seq} closes shift {since}, which is not open"
            open_shifts.discard(since)
        for count, left in _counts_of(kind, note):
            if count["expected"][0] != expected:
                yield f"event {seq}: {count['expected'][0]} expected, and {expected} was there"
            expected = left


def _counts_of(kind: str, note: Mapping[str, Any]) -> Iterator[tuple[Count, int]]:
    """Each count of the drawer, and what was in it from then on."""
    document = note.get("document", {})
    counts: Sequence[Count] = document.get("drawer", note.get("floats", ()))
    for number, count in enumerate(counts):
        left = document["kept"][number] if kind == "shiftclosed" else count["counted"]
        yield count, left[0]


def _shifts_that_do_not_add_up(db: sqlite3.Connection) -> Iterator[str]:
    query = """
        SELECT method, cashier, kind, currency, COUNT(*), SUM(amount) FROM ledger
        WHERE seq > ? AND seq <= ? AND cashier = ? GROUP BY method, cashier, kind, currency
    """
    for seq, data in db.execute("SELECT seq, data FROM events WHERE kind = 'shiftclosed'"):
        document = json.loads(data)["document"]
        span = [document["since"], document["until"], document.get("cashier", "")]
        counted = {tuple(key): (count, sum_) for *key, count, sum_ in db.execute(query, span)}
        if said(document) != counted:
            yield f"event {seq}: a shift of {said(document)}, and the ledger has {counted}"
