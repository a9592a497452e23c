"""Reads what the fold starts from: events in slices, and the sales as they were."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from psycopg import Connection
from psycopg.rows import TupleRow, dict_row

from pos_app.domain.books.shop_clock import Clocks, ShopClock
from pos_app.office.folding.lineage import Branch, TillBranches
from pos_app.office.folding.sale_row import Kept, kept_from
from pos_app.office.folding.stored import StoredEvent

Db = Connection[TupleRow]


class Claimed(NamedTuple):
    """The living end of a till's chain, which this transaction folds and no other."""

    shop: int
    till: int
    branch: int
    after: int
    public: str


_SLICES = b"""
    SELECT c.till, e.seq, e.sale, e.at, e.kind, e.data, e.hash
    FROM unnest(%s::bigint[], %s::int[], %s::smallint[], %s::bigint[])
        AS c(shop, till, branch, after)
    CROSS JOIN LATERAL (
        SELECT * FROM event e
        WHERE e.shop = c.shop AND e.till = c.till AND e.branch = c.branch AND e.seq > c.after
        ORDER BY e.seq LIMIT %s
    ) e ORDER BY c.till, e.seq
"""
# A till that moved has sales in the shop that it came from.
_SALES = b"""
    SELECT s.* FROM unnest(%s::int[], %s::text[]) AS wanted(till, sale)
    JOIN sale s ON s.shop IN (SELECT b.shop FROM branch b WHERE b.till = wanted.till)
        AND s.till = wanted.till AND s.sale = wanted.sale
"""
_CLOCKS = b"SELECT till, branch, seq, zone, starts_at FROM till_clock WHERE till = ANY(%s)"
_BRANCHES = b"""
    SELECT shop, branch, parent, from_seq, head_seq FROM branch WHERE till = %s ORDER BY branch
"""


def slices(db: Db, claimed: Sequence[Claimed], most: int) -> Mapping[int, Sequence[StoredEvent]]:
    """Returns the next events of each till, at most so many of one."""
    columns = [[one[place] for one in claimed] for place in range(4)]
    found: dict[int, list[StoredEvent]] = defaultdict(list)
    branch = {one.till: one.branch for one in claimed}
    for till, *event in db.execute(_SLICES, [*columns, most]):
        found[till].append(StoredEvent(branch[till], *event))
    return found


def sales(
    db: Db, wanted: Sequence[tuple[int, str]], publics: Mapping[int, str]
) -> Mapping[int, dict[str, Kept]]:
    """Returns the sales of these tills and ids that there are."""
    found: dict[int, dict[str, Kept]] = defaultdict(dict)
    with db.cursor(row_factory=dict_row) as cursor:
        tills, ids = [till for till, _ in wanted], [sale for _, sale in wanted]
        for row in cursor.execute(_SALES, [tills, ids]):
            found[row["till"]][row["sale"]] = kept_from(publics[row["till"]], row)
    return found


def clocks(db: Db, tills: Sequence[int]) -> Mapping[int, Sequence[tuple[int, int, ShopClock]]]:
    """Returns the known clocks of each till: branch, event, clock."""
    found: dict[int, list[tuple[int, int, ShopClock]]] = defaultdict(list)
    for till, branch, seq, zone, starts_at in db.execute(_CLOCKS, [[*tills]]):
        found[till].append((branch, seq, ShopClock(zone=zone, starts_at=starts_at)))
    return found


def lineage(db: Db, till: int) -> TillBranches:
    return TillBranches([Branch(*row) for row in db.execute(_BRANCHES, [till])])


def clocks_on(
    lineage: TillBranches, branch: int, known: Sequence[tuple[int, int, ShopClock]]
) -> Clocks:
    """Returns the clocks on the way to a branch."""
    return Clocks.of([(seq, clock) for at, seq, clock in known if lineage.has(branch, (at, seq))])


_OWN_EVENTS = b"""
    SELECT branch, seq, sale, at, kind, data, hash FROM event
    WHERE shop = %(shop)s AND till = %(till)s AND branch = %(branch)s AND seq > %(after)s
        AND seq <= %(until)s AND (sale = '' OR %(all)s OR sale = ANY(%(sales)s))
    ORDER BY seq
"""


def own_events(
    db: Db, till: int, branch: Branch, chosen: Sequence[str] | None, after: int = 0
) -> Iterator[StoredEvent]:
    """Yields a branch's own events, all notes and those of the chosen sales; None chooses all."""
    asked = {
        "shop": branch.shop,
        "till": till,
        "branch": branch.branch,
        "after": max(after, branch.from_seq),
        "until": branch.head_seq,
        "all": chosen is None,
        "sales": [*(chosen or ())],
    }
    for row in db.execute(_OWN_EVENTS, asked):
        yield StoredEvent(*row)
