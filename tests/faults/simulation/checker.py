"""Holds the journal against what is true, from .github/PROMISES.md: by plain SQL, without
the till's own code. Only the chain is checked by the till's `verify`, which has tests of its own.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from faults.simulation.books import books_problems
from faults.simulation.drawer import drawer_problems
from faults.simulation.evidence import doubts_about
from faults.simulation.ledger import (
    BY_REFERENCE,
    WAYS,
    Pairs,
    Row,
    alike,
    asks_nobody,
    figures,
    is_of,
    pair,
)
from faults.simulation.ledger import provider_of as _provider
from faults.simulation.parts import counter_problems
from faults.simulation.truth import Moved, Slip, Truth

from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal

_FAILED = ("declined", "expired", "cancelled", "not_sent")
_HELD_BACK = ("new", "sending", "waiting")  # nobody would look at these again
# Where a call never came these are no lies: it still waits, or its provider took it back.
_NOT_KNOWN_YET = ("waiting", "cancelled")
_BY_HAND = "settled_by_hand"
_CONCLUSIONS = ("refunded", "captured", "released", "unchanged")
_SENDS, _ENDS = ("sending", "cancelling", "extending"), ("expired", "cancelled")
_OF_A_MANAGER = ("refund", "release", "payout")
_SETTLED = ("settledaspaid", "settledasunpaid")
_MOST_EVENTS = 60  # of one sale: one that is led hither and thither for an hour has fewer


@dataclass(frozen=True)
class Finding:
    """What an installation's life came to."""

    sales: int
    charges: int
    doubts: int
    head: str  # the hash of the last event: of all that happened, and in which order
    violations: tuple[str, ...]


class Event(NamedTuple):
    kind: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Gap:
    """What a note says that a restored journal may lack: sales above the highest number that it
    kept, up to the highest that may stand on a slip."""

    above: int
    up_to: int


@dataclass(frozen=True)
class Told:
    """What the file says."""

    rows: Sequence[Row]
    gaps: Sequence[Gap]
    payments: Mapping[str, frozenset[str]]  # of each sale, those of a queue that its events name
    words: Mapping[str, Sequence[str]]  # of each sale, what its provider said when it became green
    events: Mapping[str, Sequence[Event]]  # of each sale, oldest first
    refused: int  # how many wrong PINs
    head: str

    def lacks(self, slip: Slip, truth: Truth) -> bool:
        """Whether this sale may be missing: a disk lost it, and the journal says so itself."""
        said = any(gap.above < slip.number <= gap.up_to for gap in self.gaps)
        return said and slip.id in truth.lost.sales

    def forgets(self, row: Row, moved: Sequence[Moved], truth: Truth) -> bool:
        """Whether a payment of this sale was in a file that is gone, and a note says that it is."""
        lost = _lost_of(row, truth)
        told = self.payments.get(row["id"], frozenset())
        return bool(self.gaps and (lost - told or self.namesakes(row, moved, truth)))

    def namesakes(self, row: Row, moved: Sequence[Moved], truth: Truth) -> Sequence[Moved]:
        """Payments that their provider gave the id of one which was in a file that is gone: no name
        tells the two apart, and that one of them may be missing is said of the sale itself."""
        if not (self.gaps and row["restored"]):
            return []
        lost = _lost_of(row, truth)
        return [one for one in moved if one.told_as != one.reference and one.told_as in lost]


def _lost_of(row: Row, truth: Truth) -> set[str]:
    return {payment for sale, payment in truth.lost.payments if sale == row["id"]}


def check(journal: Path, truth: Truth) -> Finding:
    told = _read(journal)
    pairs = pair(told.rows, truth)
    violations = [
        *_without_sale(told, truth, pairs.of_nobody),
        *(problem for row in told.rows for problem in _problems(row, told, pairs, truth)),
        *_shared_evidence(told.rows),
        *_weak_evidence(told),
        *_endless(told),
        *_asked_twice(told.rows, pairs),
        *_given_back_too_much(told, pairs),
        *_beside_each_other(told),
        *_gone_on_with_by_itself(told),
        *_allowed_by_nobody(told, truth),
        *_lost_payments(told, pairs, truth),
        *_taken_from_others(truth),
        *counter_problems(told.rows, told.events, truth),
        *_slips_belied(told, truth),
        *books_problems(journal),
        *drawer_problems(journal),
        *_unsound(journal),
    ]
    doubts = sum(_is_in_doubt(row) for row in told.rows)
    charges = sum(moved.way == "charge" for moved in truth.movements)
    return Finding(len(told.rows), charges, doubts, told.head, tuple(violations))


# --- what the file says ---------------------------------------------------------------------------


def _read(journal: Path) -> Told:
    db = sqlite3.connect(f"{journal.resolve().as_uri()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    try:
        rows = [dict(row) for row in db.execute("SELECT * FROM sales ORDER BY number")]
        head = next(iter(db.execute("SELECT hash FROM events ORDER BY seq DESC LIMIT 1")), ("",))
        refused = "SELECT COUNT(*) FROM events WHERE kind = 'pinrefused'"
        return Told(
            rows=rows,
            gaps=list(_gaps(db)),
            payments=payments_told(db),
            words=_words(db),
            events=_events(db),
            refused=next(db.execute(refused))[0],
            head=head[0],
        )
    finally:
        db.close()


def _gaps(db: sqlite3.Connection) -> Iterator[Gap]:
    highest_until = """
        SELECT COALESCE(MAX(json_extract(data, '$.number')), 0) FROM events
        WHERE kind = 'created' AND seq <= ?
    """
    for (data,) in db.execute("SELECT data FROM events WHERE kind = 'restored'").fetchall():
        note = json.loads(data)
        ((above,),) = db.execute(highest_until, [note["events"]])
        yield Gap(above, note["number"])


def payments_told(db: sqlite3.Connection) -> Mapping[str, frozenset[str]]:
    told: dict[str, set[str]] = {}
    kinds = "('paid', 'mismatched', 'alreadyused')"
    query = f"SELECT sale, data FROM events WHERE kind IN {kinds}"
    for sale, data in db.execute(query):
        if payment := json.loads(data).get("payment"):
            told.setdefault(sale, set()).add(payment)
    return {sale: frozenset(payments) for sale, payments in told.items()}


def _words(db: sqlite3.Connection) -> Mapping[str, Sequence[str]]:
    words: dict[str, list[str]] = {}
    for sale, data in db.execute("SELECT sale, data FROM events WHERE kind = 'paid'"):
        words.setdefault(sale, []).append(json.loads(data).get("raw", ""))
    return words


def _events(db: sqlite3.Connection) -> Mapping[str, Sequence[Event]]:
    events: dict[str, list[Event]] = {}
    query = "SELECT sale, kind, data FROM events WHERE sale <> '' ORDER BY seq"
    for sale, kind, data in db.execute(query):
        events.setdefault(sale, []).append(Event(kind, json.loads(data)))
    return events


def _is_in_doubt(row: Row) -> bool:
    return row["state"] == "unknown" or bool(row["flags"])


def _name(row: Row) -> str:
    return f"{row['purpose']} {row['number']} ({row['method']}, {row['amount']})"


# --- one movement, one sale -----------------------------------------------------------------------


def _without_sale(told: Told, truth: Truth, moved: Sequence[Moved]) -> Iterator[str]:
    """Intent before the first byte: whatever moved is somebody's, by a mark that is known."""
    gone = [vars(slip) for slip in truth.lost.sales.values() if told.lacks(slip, truth)]
    for one in moved:
        if not any(is_of(one, row) for row in gone):
            yield f"moved without a sale: {one}"


def _moved_for(row: Row, told: Told, pairs: Pairs) -> Sequence[Moved]:
    """Of what was held, that is what its captures took."""
    captured = [
        moved
        for one in told.rows
        if (one["parent"], one["purpose"]) == (row["id"], "capture")
        for moved in pairs.of_sale[one["id"]]
    ]
    return [*pairs.of_sale[row["id"]], *captured]


def _problems(row: Row, told: Told, pairs: Pairs, truth: Truth) -> Iterator[str]:
    moved = _moved_for(row, told, pairs)
    if row["method"] in BY_REFERENCE:
        if not (row["state"] in _NOT_KNOWN_YET and _is_among(row, truth.untold, truth)):
            yield from _reference_problems(row, moved, is_whole=not told.forgets(row, moved, truth))
        return
    if row["purpose"] == "release" or asks_nobody(row):
        return
    if len(moved) > 1:
        yield f"moved {len(moved)} times: {_name(row)}"
    yield from _wrongly_shown(row, moved)


def _wrongly_shown(row: Row, moved: Sequence[Moved]) -> Iterator[str]:
    state, by_hand = row["state"], row["reason"] == _BY_HAND
    if state == "paid" and not moved:
        yield f"paid, and nothing moved: {_name(row)}"
    # Of a hold whose capture was settled by hand nobody knows what the provider calls it.
    named = not by_hand and not (row["purpose"] == "authorization" and row["reference"] is None)
    own = {name for one in moved for name in (one.reference, one.told_as)}
    if state == "paid" and moved and named and row["reference"] not in own:
        yield f"paid by {row['reference']}, which is not its own movement: {_name(row)}"
    if state in _FAILED and moved and not row["flags"]:
        yield f"{state}, and money moved: {_name(row)}"
    if state in _HELD_BACK and moved:
        yield f"still {state}, and money moved: {_name(row)}"
    if row["flags"] and state != "unknown" and not moved:
        yield f"flagged {row['flags']} for nothing: {_name(row)}"


def _reference_problems(row: Row, moved: Sequence[Moved], *, is_whole: bool) -> Iterator[str]:
    """The customer may pay a reference as often and as oddly as he likes: it must be seen, unless
    a disk has lost a payment of it."""
    name = f"reference {row['reference']} of sale {row['number']} ({row['method']})"
    right = [one for one in moved if one.amount == row["amount"]]
    state, flags = row["state"], set(row["flags"].split())
    if state == "paid" and not right and row["reason"] != _BY_HAND:
        yield f"paid, and never was: {name}"
    if moved and state in (*_FAILED, *_HELD_BACK) and not flags:
        yield f"{state} without a flag, and money moved: {name}"
    if len(moved) > len(right) and is_whole and not _is_in_doubt(row):
        yield f"odd money without a flag: {name}"
    if len(right) > 1 and is_whole and not _is_in_doubt(row):
        yield f"paid twice without a flag: {name}"
    if "paid_twice" in flags and len(moved) < 2:
        yield f"called paid twice, and was not: {name}"
    if flags - {"already_used"} and not moved:
        yield f"flagged {' '.join(flags)} for nothing: {name}"


def _shared_evidence(rows: Sequence[Row]) -> Iterator[str]:
    """Two green sales never rest on one movement."""
    green = [row for row in rows if row["state"] == "paid" and row["reason"] != _BY_HAND]
    green = [row for row in green if not asks_nobody(row)]
    proofs = Counter(
        (_provider(row), row["account"], row["payment"] or row["reference"])
        for row in green
        if WAYS[row["purpose"]]
    )
    for (provider, _, proof), times in proofs.items():
        if times > 1:
            yield f"{times} green sales rest on {proof} of {provider}"


def _weak_evidence(told: Told) -> Iterator[str]:
    """Green is the provider's own word, and nothing in it disagrees."""
    for row in told.rows:
        for raw in told.words.get(row["id"], ()):
            if row["state"] == "paid" and not _is_in_doubt(row):
                for doubt in doubts_about(row, raw):
                    yield f"paid by an answer that says {doubt}: {_name(row)}"


def _endless(told: Told) -> Iterator[str]:
    """What comes no closer to an end writes no more and more of it."""
    for row in told.rows:
        if (count := len(told.events[row["id"]])) > _MOST_EVENTS:
            yield f"{count} events: {_name(row)}"


def _asked_twice(rows: Sequence[Row], pairs: Pairs) -> Iterator[str]:
    """Whoever means a payment once pays once, or it is seen: a second one only after a doubt."""
    for same in alike(rows):
        moved = sum(len(pairs.of_sale[row["id"]]) for row in same)
        seen = sum(_is_in_doubt(row) or row["reason"] == _BY_HAND for row in same)
        if moved > 1 + seen:
            yield f"moved {moved} times for the same: {', '.join(map(_name, same))}"


def _given_back_too_much(told: Told, pairs: Pairs) -> Iterator[str]:
    """Of a sale no more goes back than came; or it is seen, where a provider that was asked about
    the first refund has said a no that was none."""
    for row in told.rows:
        backs = [
            one for one in told.rows if (one["parent"], one["purpose"]) == (row["id"], "refund")
        ]
        given = sum(_amount_of(back, pairs.of_sale[back["id"]]) for back in backs)
        came = _amount_of(row, _moved_for(row, told, pairs))
        moved_back = [back for back in backs if asks_nobody(back) or pairs.of_sale[back["id"]]]
        seen = sum(bool(back["flags"]) or back["reason"] == _BY_HAND for back in moved_back)
        if given > came and len(moved_back) > seen + 1:
            yield f"{given} went back of {came}: {_name(row)}"


def _amount_of(row: Row, moved: Sequence[Moved]) -> int:
    """Of what changed hands at the counter the amount is the sale's."""
    amount: int = row["amount"]
    return amount if asks_nobody(row) else sum(one.amount for one in moved)


# --- what belongs to a sale, what a copy left in doubt, and who allowed it ------------------------


def _beside_each_other(told: Told) -> Iterator[str]:
    """Of a sale one operation is open at a time; each is concluded once, and all that are at an end
    add up to what the sale says."""
    for row in told.rows:
        under_way, ended, returned = "", Counter[tuple[str, str]](), 0
        for kind, data in told.events[row["id"]]:
            if kind == "asked":
                if under_way:
                    yield f"a {data['purpose']} beside another that was open: {_name(row)}"
                under_way = data["operation"]
            elif kind in _CONCLUSIONS:
                ended[kind, data["operation"]] += 1
                under_way = "" if under_way == data["operation"] else under_way
                returned += data["amount"][0] if kind == "refunded" else 0
        for (kind, operation), times in ended.items():
            if times > 1:
                yield f"{kind} {times} times by {operation}: {_name(row)}"
        paid = [one for one in told.rows if (one["parent"], one["state"]) == (row["id"], "paid")]
        backs = sum(one["amount"] for one in paid if one["purpose"] == "refund")
        if row["purpose"] != "split" and not backs == returned == row["returned"]:
            yield f"{backs} went back, and {returned} was heard of: {_name(row)}"
        if under_way != (row["under_way"] or ""):
            yield f"says that {row['under_way']} is under way, and not {under_way}: {_name(row)}"


def _gone_on_with_by_itself(told: Told) -> Iterator[str]:
    """What a copy left in doubt is sent, taken back and ended by nothing that the till decides."""
    for row in told.rows:
        is_in_doubt = False
        for kind, data in told.events[row["id"]]:
            if is_in_doubt and (kind in _SENDS or _is_our_end(row, kind, data)):
                yield f"{kind} by itself, in doubt since a restore: {_name(row)}"
            is_in_doubt |= (kind, data.get("reason")) == ("lost", "journal_restored")


def _is_our_end(row: Row, kind: str, data: Mapping[str, Any]) -> bool:
    """Without a word of its provider's. Of a reference that can be asked about there is one."""
    return kind in _ENDS and not data.get("raw") and row["method"] != "wikipay"


def _allowed_by_nobody(told: Told, truth: Truth) -> Iterator[str]:
    """What needs a manager had one's yes, each its own; and who guessed stands in the journal."""
    if truth.yeses is None:
        return
    deeds = Counter(row["by"] for row in told.rows if row["purpose"] in _OF_A_MANAGER)
    deeds.update(
        data.get("by", "")
        for events in told.events.values()
        for kind, data in events
        if kind in _SETTLED
    )
    for by, times in deeds.items():
        if times > truth.yeses.get(by, 0):
            yield f"{times} deeds by {by or 'nobody'}, who said yes {truth.yeses.get(by, 0)} times"
    if told.refused < truth.refused:
        yield f"{truth.refused} wrong PINs were refused, and {told.refused} are in the journal"


# --- queues ---------------------------------------------------------------------------------------


def _is_among(row: Row, payments: Collection[tuple[str, str]], truth: Truth) -> bool:
    """By its number; by that of a file that was lost, where the copy is of before it had one."""
    lost = truth.lost.sales.get(row["id"])
    number = row["reference"] or (lost and lost.reference) or "-"
    mine = (row["method"], figures(number))
    return any((name, figures(number)) == mine for name, number in payments)


def _lost_payments(told: Told, pairs: Pairs, truth: Truth) -> Iterator[str]:
    """What is not in its queue any more is in the journal, each payment of it; or in what a disk
    lost, and then its sale is in doubt."""
    for row in told.rows:
        provider, moved = row["method"], pairs.of_sale[row["id"]]
        if provider not in BY_REFERENCE or not moved:
            continue
        if _is_among(row, truth.queued | truth.untold, truth):
            continue
        lost = _lost_of(row, truth) if told.gaps else set()
        known = told.payments.get(row["id"], frozenset()) | lost
        if len(known) + len(told.namesakes(row, moved, truth)) < len(moved):
            yield f"acknowledged and lost: a payment of sale {row['number']} ({provider})"


def _taken_from_others(truth: Truth) -> Iterator[str]:
    queued = {(name, figures(number)) for name, number in truth.queued}
    for name, number in truth.of_others:
        if (name, figures(number)) not in queued:
            yield f"took another till's payment: {name} {number}"


# --- what was seen --------------------------------------------------------------------------------


def _slips_belied(told: Told, truth: Truth) -> Iterator[str]:
    """What a screen has shown is still there, and its number is nobody else's."""
    rows: Mapping[str, Any] = {row["id"]: row for row in told.rows}
    owners: dict[int, set[str]] = {}
    for sale, number in (
        *((row["id"], row["number"]) for row in told.rows),
        *((slip.id, slip.number) for slip in truth.slips.values()),
    ):
        owners.setdefault(number, set()).add(sale)
    for number, sales in owners.items():
        if len(sales) > 1:
            yield f"number {number} was given to {len(sales)} sales"
    for slip in truth.slips.values():
        if slip.id not in rows and not told.lacks(slip, truth):
            yield f"shown, and not in the journal: sale {slip.number}"


def _unsound(journal: Path) -> Iterator[str]:
    db = read_journal(journal)
    try:
        for problem in verify(db).problems:
            yield f"verify: {problem}"
    finally:
        db.close()
