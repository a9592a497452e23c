"""The life of one sale: its events, and the sales that belong to it."""

from collections.abc import Sequence
from datetime import UTC

from pos_app.office.database.connections import Connection
from pos_app.office.folding.lineage import Branch, TillBranches
from pos_app.office.folding.sale_row import Kept, kept_from
from pos_app.office.folding.stored import UNREADABLE, StoredEvent, event_in
from pos_app.office.reading.asking import Row, ask
from pos_app.office.reading.sale_list import sale_row
from pos_app.office.reading.till_list import SeenTill
from pos_app.office.reading.views import SaleEvent, SaleStory

_SALE = b"SELECT * FROM sale_seen WHERE shop = %s AND till = %s AND sale = %s"
_PARTS = b"""
    SELECT x.* FROM sale k CROSS JOIN LATERAL (
        SELECT * FROM sale_seen v
        WHERE v.shop = k.shop AND v.till = k.till AND v.sale = k.sale LIMIT 1
    ) x
    WHERE k.shop = %s AND k.till = %s AND k.parent = %s ORDER BY k.number
"""
_BRANCHES = b"SELECT shop, branch, parent, from_seq, head_seq FROM branch WHERE till = %s"
_EVENTS = b"""
    SELECT branch, seq, sale, at, kind, data, ''::bytea AS hash FROM event_seen
    WHERE shop = ANY(%s) AND till = %s AND seq BETWEEN %s AND %s AND sale = %s ORDER BY seq
"""


async def life_of(
    connection: Connection, every: Sequence[SeenTill], till: int, sale: str
) -> SaleStory | None:
    tills = {one.till: one for one in every}
    if (seen := tills.get(till)) is None:
        return None
    found = await ask(connection, _SALE, [seen.shop, till, sale])
    if not found:
        return None
    row, kept = found[0], kept_from(seen.public, found[0])
    parents = list[Row]()
    if kept.sale.parent:
        parents = [*await ask(connection, _SALE, [seen.shop, till, kept.sale.parent])]
    parts = await ask(connection, _PARTS, [seen.shop, till, sale])
    return SaleStory(
        row=sale_row(row, tills),
        sale=kept.sale,
        events=await _events(connection, seen, kept),
        parent=sale_row(parents[0], tills) if parents else None,
        operations=[sale_row(one, tills) for one in parts],
    )


async def _events(connection: Connection, till: SeenTill, kept: Kept) -> Sequence[SaleEvent]:
    rows = await ask(connection, _BRANCHES, [till.till])
    lineage = TillBranches([Branch(**row) for row in rows])
    shops = sorted({one.shop for one in lineage.branches})
    asked = [shops, till.till, kept.first_seq, kept.last_seq, kept.sale.id]
    events = [StoredEvent(**row) for row in await ask(connection, _EVENTS, asked)]
    made = next((one for one in events if one.seq == kept.first_seq), None)
    if made is None:
        return []
    way = lineage.counted_by((made.branch, made.seq))
    return [_said(till, one) for one in events if lineage.has(way, (one.branch, one.seq))]


def _said(till: SeenTill, stored: StoredEvent) -> SaleEvent:
    try:
        event = event_in(stored)
    except UNREADABLE:  # a newer till's: the fold says so
        event = None
    at = stored.at.astimezone(UTC)
    return SaleEvent(
        seq=stored.seq, at=at, local=till.clock.local(at), kind=stored.kind, event=event
    )
