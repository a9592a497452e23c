"""What must be true of journal and ledger, whenever the till was killed.

Nothing here asks the till: the journal's file is read beside it, and the sandbox tells what money
moved and what it was asked.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faults.kills.flows import Flow
from faults.kills.person import SALE
from faults.simulation.books import books_problems
from faults.simulation.drawer import drawer_problems
from faults.simulation.parts import split_problems
from sqlite_utils import Database
from support import World

from pos_app.domain.events import NOT_PAID, Purpose, Sending, State
from pos_app.domain.method import FOREVER
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader

PLACES = ("/payments/", "/v1/payment/")  # of what is acknowledged by a DELETE
MOVES_BY_ITSELF = (Purpose.PAYMENT, Purpose.CAPTURE, Purpose.REFUND, Purpose.PAYOUT)


@dataclass(frozen=True)
class Evidence:
    """The journal as it lies on the disk, and what the providers saw."""

    sales: Sequence[Sale]
    open_sales: Sequence[Sale]
    intents: int
    known_payments: frozenset[str]
    notes: Mapping[str, int]  # how many there are of each kind
    unsound: Sequence[str]
    ledger: Sequence[dict[str, Any]]
    requests: Sequence[dict[str, Any]]

    def owner(self, entry: dict[str, Any]) -> Sale | None:
        """The sale that this money is: by its key, by its reference, or because it is the one
        whose outcome nobody knows."""
        for sale in self.sales:
            if entry["idempotency_key"]:
                if entry["idempotency_key"] == sale.key:
                    return sale
            elif sale.reference and _same(entry["reference"], sale.reference):
                return sale
        return next((sale for sale in self.sales if _may_be(sale, entry)), None)

    def money_of(self, sale: Sale) -> list[dict[str, Any]]:
        return [entry for entry in self.ledger if self.owner(entry) == sale]

    @property
    def doubts(self) -> list[Sale]:
        return [sale for sale in self.sales if sale.state is State.UNKNOWN]


def _same(one: str, other: str) -> bool:
    return one.lstrip("0") == other.lstrip("0")


def _may_be(sale: Sale, entry: dict[str, Any]) -> bool:
    lost = sale.state is State.UNKNOWN and sale.reference is None
    return lost and not entry["idempotency_key"] and sale.amount.plain == entry["amount"]


def gather(profile: Profile, world: World) -> Evidence:
    """The providers first: what they have by now must be in the journal by now."""
    requests, ledger = world.requests(), world.ledger()
    if not profile.journal.exists():
        return Evidence([], [], 0, frozenset(), {}, [], ledger, requests)
    db = read_journal(profile.journal)
    try:
        if "strays" not in db.table_names():  # it died while the journal was made
            return Evidence([], [], 0, frozenset(), {}, [], ledger, requests)
        return _read(db, profile.journal, ledger, requests)
    finally:
        db.close()


def _read(
    db: Database,
    journal: Path,
    ledger: Sequence[dict[str, Any]],
    requests: Sequence[dict[str, Any]],
) -> Evidence:
    reader = Reader(db)
    sales = reader.last_sales(100)
    events = [recorded.event for sale in sales for recorded in reader.events_of(sale.id)]
    known = {row["payment"] for row in db.query("SELECT payment FROM payments")}
    return Evidence(
        sales=sales,
        open_sales=reader.open_sales(),
        intents=sum(isinstance(event, Sending) for event in events),
        known_payments=frozenset(known),
        notes=Counter(row["kind"] for row in db.query("SELECT kind FROM events WHERE sale = ''")),
        unsound=[
            *verify(db).problems,
            *books_problems(journal),
            *drawer_problems(journal),
            *_split_problems(db),
        ],
        ledger=ledger,
        requests=requests,
    )


def _split_problems(db: Database) -> Iterator[str]:
    rows = list(db.query("SELECT * FROM sales"))
    for row in rows:
        if row["purpose"] == Purpose.SPLIT:
            told = db.query(
                "SELECT kind, data FROM events WHERE sale = ? ORDER BY seq", [row["id"]]
            )
            events = [(one["kind"], json.loads(one["data"])) for one in told]
            yield from split_problems(row, rows, events)


def wrong_when_dead(seen: Evidence) -> Iterator[str]:
    """At any moment whatsoever: the till lies dead, and nobody has started it again."""
    yield from seen.unsound
    keys = {sale.key for sale in seen.sales}
    for request in seen.requests:
        if request["idempotency_key"] and request["idempotency_key"] not in keys:
            yield f"{request['path']} was sent without being in the journal"
        if request["method"] == "DELETE" and request["path"].startswith(PLACES):
            payment = request["path"].rpartition("/")[2]
            if payment not in seen.known_payments:
                yield f"payment {payment} was acknowledged and is not in the journal"


def wrong_at_rest(flow: Flow, seen: Evidence) -> Iterator[str]:
    """Once the till was started again and knows all that it can learn."""
    yield from wrong_when_dead(seen)
    yield from _wrong_movements(flow, seen)
    yield from _wrong_requests(flow, seen)
    for sale in seen.sales:
        yield from _wrong_sale(flow, sale, seen)
    for kind, count in flow.notes.items():
        if seen.notes.get(kind, 0) != count:
            yield f"{kind} stands {seen.notes.get(kind, 0)} times in the journal"


def _wrong_movements(flow: Flow, seen: Evidence) -> Iterator[str]:
    for kind, most in {"charge": 0, "back": 0, **flow.moves}.items():
        moved = [one for one in seen.ledger if (one["kind"] == "charge") is (kind == "charge")]
        if len(moved) > most:
            yield f"{kind} moved {len(moved)} times: {moved}"
    for entry in seen.ledger:
        sale = seen.owner(entry)
        if sale is None:
            yield f"money of no sale: {entry}"
        elif sale.state in NOT_PAID:
            yield f"sale {sale.number} is shown {sale.state}, and its money moved"


def _wrong_requests(flow: Flow, seen: Evidence) -> Iterator[str]:
    """What must not be repeated was sent once at most for each sale."""
    if not flow.method.repeat_harmless_for:
        sent = sum(request["method"] == "POST" for request in seen.requests)
        if sent > len(seen.sales):
            yield f"{sent} requests for {len(seen.sales)} sales"


def _wrong_sale(flow: Flow, sale: Sale, seen: Evidence) -> Iterator[str]:
    money = seen.money_of(sale)
    name = f"sale {sale.number} ({sale.purpose}, {sale.state}, {sale.reason})"
    if sale.flags:
        yield f"{name} is flagged {sorted(sale.flags)}"
    moves = 0 if sale.by_hand else 1
    if sale.state is State.PAID and sale.purpose in MOVES_BY_ITSELF and len(money) != moves:
        yield f"{name} is shown paid, and its money moved {len(money)} times"
    if sale.state is State.UNKNOWN:
        yield from _wrong_doubt(flow, sale, seen)
    elif sale.id == SALE and sale.state is not flow.end and not sale.troubled_parts:
        yield f"{name} is not {flow.end}"
    back = [one for one in seen.sales if one.parent == sale.id and one.purpose is Purpose.REFUND]
    returned = sum(one.amount.minor for one in back if one.state is State.PAID)
    if sale.purpose is not Purpose.SPLIT and sale.refunded_minor != returned:
        yield f"{name} gave back {sale.refunded_minor}, its refunds {returned}"


def _wrong_doubt(flow: Flow, sale: Sale, seen: Evidence) -> Iterator[str]:
    """A doubt is right where the provider cannot tell: nothing may be repeated, and no list of
    theirs has it. After a restart a repeat needs the time at the provider when it was first sent,
    which a till that had asked it nothing yet did not know."""
    if sale not in seen.open_sales:
        yield f"sale {sale.number} is unknown, and not among those that are open"
    harmless_for = flow.method.repeat_harmless_for
    if harmless_for == FOREVER or (harmless_for and sale.sent_there):
        yield f"sale {sale.number} is unknown, and its provider takes repeats"
    elif flow.method.can_be_found and seen.money_of(sale):
        yield f"sale {sale.number} is unknown, and its provider's list has it"
