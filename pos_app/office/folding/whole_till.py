"""Folds a till again whose chain went on in more than one way, or whose first clock came late.

Only what the ways tell differently is folded again: sales with an event after the ways part, and
notes. It is rare, and takes all of a till's folds for itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from psycopg.rows import dict_row

from pos_app.domain.books.closings import Closing, Closings
from pos_app.domain.books.movements import Movement, MovementKind
from pos_app.domain.money import Currency, Money
from pos_app.office.folding import reading_events
from pos_app.office.folding.deliveries import deliver_again
from pos_app.office.folding.lineage import TillBranches
from pos_app.office.folding.reading_events import Db
from pos_app.office.folding.ways import (
    FoundOnWays,
    TillEvents,
    fold_ways,
    gather,
    without_doubles,
)
from pos_app.office.folding.writing import Changes

_FOLDS = b"SELECT branch, folded_seq FROM fold WHERE till = %s FOR UPDATE NOWAIT"
_TOUCHED = b"""
    SELECT DISTINCT sale FROM event
    WHERE shop = %s AND till = %s AND branch = %s AND seq > %s AND sale <> ''
"""
_MOVEMENTS = b"""
    SELECT * FROM movement WHERE till = %s AND shop = ANY(%s) AND counts
        AND (sale = '' OR sale = ANY(%s))
"""
_UNCOUNT = b"""
    UPDATE movement SET counts = false WHERE shop = %s AND till = %s AND branch = %s AND seq = %s
"""
_FOLDED = b"""
    INSERT INTO fold (shop, till, branch, folded_seq, stuck_at, stuck_why, explained, stuck_since)
    VALUES (%s, %s, %s, %s, %s, %s, %s, CASE WHEN %s THEN now() END)
    ON CONFLICT (shop, till, branch) DO UPDATE SET
        folded_seq = excluded.folded_seq, stuck_at = excluded.stuck_at,
        stuck_why = excluded.stuck_why, explained = fold.explained OR excluded.explained,
        stuck_since = CASE WHEN excluded.stuck_at IS NULL THEN NULL
            ELSE coalesce(fold.stuck_since, now()) END
"""
_LAST_SALE = b"""
    UPDATE fold f SET last_day = s.day, last_sale_at = s.created_at, last_cashier = s.cashier
    FROM (
        SELECT s.day, s.created_at, s.cashier FROM sale s
        WHERE s.till = %s AND s.shop IN (SELECT shop FROM branch b WHERE b.till = s.till)
            AND NOT s.alone
        ORDER BY s.first_seq DESC LIMIT 1
    ) s WHERE f.till = %s AND f.branch = %s
"""
_CLOSES = b"SELECT branch, seq, number, until FROM till_close WHERE till = %s AND shop = ANY(%s)"
_NOTHING_OPEN = b"""
    UPDATE day_open SET n = 0, amount = 0 WHERE till = %s AND shop = ANY(%s) AND n <> 0
"""
_COUNTED = b"SELECT * FROM movement WHERE till = %s AND shop = ANY(%s) AND counts ORDER BY seq"


def fold_whole(db: Db, till: int, public: str, *, everything: bool = False) -> None:
    """Folds a till's branches, all of them as far as they are stored. Raises
    psycopg.errors.LockNotAvailable while another transaction folds it."""
    folded: dict[int, int] = dict(db.execute(_FOLDS, [till]).fetchall())
    lineage = reading_events.lineage(db, till)
    base = 0 if everything else min(lineage.parted_at, _folded_trunk(lineage, folded))
    shops = {one.shop for one in lineage.branches}
    touched = None if base == 0 else _touched(db, till, lineage, base)
    events = gather(db, till, lineage, touched)
    found = fold_ways(events, public)
    changes = Changes()
    _change_sales(db, changes, till, public, found)
    _change_money(db, changes, till, lineage, found, [*shops])
    for closed, alone in found.closed:
        shop = lineage.by_number[closed.stored.branch].shop
        changes.close(shop, till, closed, alone=alone)
    for (branch, _), (stored, clock) in found.clocks.items():
        changes.clock(lineage.by_number[branch].shop, till, stored, clock)
    deliver_again(db, till, [*found.sales], found.payments)
    for told in found.payments:
        changes.payment(lineage.by_number[lineage.living].shop, till, told)
    changes.write(db)
    _count_open(db, till, lineage, [*shops])
    _move_cursors(db, till, events)
    db.execute(_LAST_SALE, [till, till, lineage.living])


def _folded_trunk(lineage: TillBranches, folded: Mapping[int, int]) -> int:
    roots = [one.branch for one in lineage.branches if one.parent is None]
    return min(folded.get(root, 0) for root in roots)


def _touched(db: Db, till: int, lineage: TillBranches, base: int) -> Sequence[str]:
    found = set[str]()
    for one in lineage.branches:
        after = max(base, one.from_seq)
        rows = db.execute(_TOUCHED, [one.shop, till, one.branch, after])
        found |= {sale for (sale,) in rows}
    return sorted(found)


def _change_sales(db: Db, changes: Changes, till: int, public: str, found: FoundOnWays) -> None:
    wanted = [(till, sale) for sale in found.sales]
    before = reading_events.sales(db, wanted, {till: public}).get(till, {})
    for sale_id, kept in found.sales.items():
        if old := before.get(sale_id):
            changes.totals.sale(till, old, -1)
        changes.totals.sale(till, kept, 1)
        changes.sale(till, kept)


def _change_money(
    db: Db,
    changes: Changes,
    till: int,
    lineage: TillBranches,
    found: FoundOnWays,
    shops: Sequence[int],
) -> None:
    counted = dict(without_doubles(lineage, found.moved))
    for shop, branch, moved in _known(db, _MOVEMENTS, [till, shops, [*found.sales]]):
        changes.totals.movement(shop, till, moved, -1)
        if (branch, moved.seq) not in counted:
            db.execute(_UNCOUNT, [shop, till, branch, moved.seq])
    for (branch, _), one in counted.items():
        shop = lineage.by_number[branch].shop
        changes.totals.movement(shop, till, one.movement, 1)
        changes.movement(shop, till, branch, one.movement)


def _known(db: Db, query: bytes, values: Sequence[object]) -> Iterable[tuple[int, int, Movement]]:
    with db.cursor(row_factory=dict_row) as cursor:
        for row in cursor.execute(query, values).fetchall():
            currency = Currency[row["currency"]]
            yield (
                row["shop"],
                row["branch"],
                Movement(
                    seq=row["seq"],
                    day=row["day"],
                    sold_on=row["sold_on"],
                    at=row["at"],
                    local=row["local"].isoformat(timespec="seconds"),
                    kind=MovementKind(row["kind"]),
                    sale=row["sale"],
                    method=row["method"],
                    amount=Money(row["amount"], currency),
                    fee=Money(row["fee"], currency) if row["fee"] is not None else None,
                ),
            )


def _count_open(db: Db, till: int, lineage: TillBranches, shops: Sequence[int]) -> None:
    """Counts again what no close counts: each way has closes of its own."""
    closings: dict[int, list[Closing]] = defaultdict(list)
    for branch, seq, number, until in db.execute(_CLOSES, [till, shops]):
        for one in lineage.by_number:
            if lineage.has(one, (branch, seq)):
                closings[one].append(Closing(seq, number, until))
    by_way = {branch: Closings(known) for branch, known in closings.items()}
    changes = Changes()
    for shop, branch, moved in _known(db, _COUNTED, [till, shops]):
        way = by_way.get(lineage.counted_by((branch, moved.seq)))
        if way is None or way.close_of(moved.seq, moved.day) is None:
            changes.totals.unclosed(shop, till, moved)
    db.execute(_NOTHING_OPEN, [till, shops])
    changes.write(db)


def _move_cursors(db: Db, till: int, events: TillEvents) -> None:
    stuck = dict(events.stuck)
    for one in events.lineage.branches:  # a branch comes after the one that it left
        at, why = stuck.get(one.branch, (None, ""))
        until = one.head_seq if at is None else at - 1
        left = stuck.get(one.parent) if one.parent is not None else None
        if left and left[0] <= one.from_seq:
            at, why, until = one.from_seq + 1, left[1], one.from_seq
            stuck[one.branch] = at, why
        explained = any(stored.kind == "restored" for stored in events.own[one.branch])
        row = [one.shop, till, one.branch, until, at, why, explained, at is not None]
        db.execute(_FOLDED, row)
