"""What needs somebody now, over all shops of a manager."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pos_app.office.database.connections import Connection
from pos_app.office.reading.asking import (
    ask,
    by_currency,
    flags_in,
    money,
    purpose_in,
    utc,
)
from pos_app.office.reading.till_list import SeenTill
from pos_app.office.reading.views import Need, NeedKind, Needs

_UNDELIVERED_AFTER = timedelta(minutes=5)
_CLOCK_OFF = timedelta(minutes=5)
_UNCLOSED_FOR = timedelta(days=60)  # who closes no days at all need not hear of every one
_ORDER = [*NeedKind]
Row = Mapping[str, Any]
Tills = Mapping[int, SeenTill]

_SALES = b"""
    WITH found AS MATERIALIZED (
        SELECT s.shop, s.till, s.sale, s.number, s.method, s.amount, s.currency, s.flags,
            s.purpose, s.state, s.updated_at
        FROM shop o CROSS JOIN LATERAL (
            (SELECT shop, till, sale, number, method, amount, currency, flags, purpose, state,
                updated_at
            FROM sale WHERE shop = o.shop AND state = 'unknown'
            ORDER BY day DESC, created_at DESC LIMIT %(limit)s)
            UNION ALL
            (SELECT shop, till, sale, number, method, amount, currency, flags, purpose, state,
                updated_at
            FROM sale WHERE shop = o.shop AND flags <> '' AND state <> 'unknown'
            ORDER BY day DESC, created_at DESC LIMIT %(limit)s)
        ) s
    )
    SELECT * FROM found ORDER BY state = 'unknown' DESC, updated_at DESC LIMIT %(limit)s
"""
_COUNT = b"""
    SELECT
        (SELECT count(*) FROM sale WHERE state = 'unknown')
        + (SELECT count(*) FROM sale WHERE flags <> '' AND state <> 'unknown') AS n
"""
_CALLS = b"""
    SELECT c.account, c.mark, c.received_at, c.till, c.reference, a.provider,
        (SELECT min(s.shop) FROM account_shop s WHERE s.account = c.account) AS shop
    FROM call c JOIN account a USING (account)
    WHERE c.delivered_at IS NULL AND c.taken_by = '' AND c.received_at < %s
    ORDER BY c.received_at DESC LIMIT %s
"""
_STUCK = b"""
    SELECT till, stuck_at, stuck_why, stuck_since FROM fold WHERE stuck_at IS NOT NULL
"""
# A way that nothing explains; and what the till lost, until somebody has seen it.
_FORKS = b"""
    SELECT f.till, f.explained, b.opened_at, b.from_seq,
        (SELECT count(*) FROM sale s WHERE s.shop = f.shop AND s.till = f.till AND s.alone) AS alone
    FROM fold f JOIN branch b USING (shop, till, branch)
    WHERE b.parent IS NOT NULL AND f.seen_by = ''
"""
_CLONES = b"""
    SELECT till, clone_seen_at FROM till
    WHERE clone_seen_at > enrolled_at AND state = 'active'
"""
_CLOCKS = b"""
    SELECT till, extract(epoch FROM clock_off)::float8 AS off FROM till
    WHERE abs(extract(epoch FROM clock_off)) > %s AND state = 'active'
"""
_UNCLOSED = b"""
    WITH closing AS MATERIALIZED (
        SELECT t.till FROM till t
        WHERE EXISTS (SELECT 1 FROM till_close c WHERE c.shop = t.shop AND c.till = t.till)
    )
    SELECT d.till, d.day, d.currency, d.amount FROM day_open d JOIN closing USING (till)
    WHERE d.n <> 0 AND d.day >= %s
        AND NOT EXISTS (
            SELECT 1 FROM till_close c
            WHERE c.shop = d.shop AND c.till = d.till AND c.day = d.day
        )
"""
_CLOSED = b"""
    SELECT DISTINCT w.till FROM unnest(%s::bigint[], %s::int[], %s::date[]) AS w(shop, till, day)
    JOIN till_close c ON c.shop = w.shop AND c.day = w.day AND c.till = w.till
"""


async def needs_now(
    connection: Connection, seen: Sequence[SeenTill], at: datetime, limit: int
) -> Needs:
    tills = {one.till: one for one in seen}
    sales = await ask(connection, _SALES, {"limit": limit})
    doubtful = (await ask(connection, _COUNT))[0]["n"]
    calls = await ask(connection, _CALLS, [at - _UNDELIVERED_AFTER, limit])
    found = [
        *(_of_sale(row, tills) for row in sales),
        *(_of_call(row, tills) for row in calls),
        *[_of_stuck(row, tills) for row in await ask(connection, _STUCK)],
        *[need for row in await ask(connection, _FORKS) for need in _of_fork(row, tills)],
        *[_of_clone(row, tills) for row in await ask(connection, _CLONES)],
        *[
            _of_clock(row, tills)
            for row in await ask(connection, _CLOCKS, [_CLOCK_OFF.total_seconds()])
        ],
        *await _silent(connection, at, tills),
        *await _unclosed(connection, at, tills),
    ]
    found.sort(key=_urgency)
    return Needs(shown=found[:limit], count=len(found) - len(sales) + doubtful)


def _urgency(need: Need) -> tuple[int, float]:
    """The kinds in their order; of one kind the newest first, as that may still be mended."""
    since = need.since.timestamp() if need.since else 0.0
    return _ORDER.index(need.kind), -since


def _of_till(kind: NeedKind, till: SeenTill, **more: Any) -> Need:
    return Need(
        kind=kind,
        shop=till.shop,
        shop_name=till.shop_name,
        till=till.till,
        till_name=till.name,
        **more,
    )


def _of_sale(row: Row, tills: Tills) -> Need:
    return _of_till(
        NeedKind.UNKNOWN if row["state"] == "unknown" else NeedKind.FLAGGED,
        tills[row["till"]],
        since=utc(row["updated_at"]),
        sale=row["sale"],
        number=row["number"],
        method=row["method"],
        amount=money(row),
        flags=flags_in(row),
        purpose=purpose_in(row),
    )


def _of_call(row: Row, tills: Tills) -> Need:
    till = tills.get(row["till"])
    shop = till.shop if till else row["shop"]
    name = next((one.shop_name for one in tills.values() if one.shop == shop), "")
    return Need(
        kind=NeedKind.UNDELIVERED,
        shop=shop,
        shop_name=name,
        till=till.till if till else None,
        till_name=till.name if till else "",
        since=utc(row["received_at"]),
        provider=row["provider"],
        reference=row["reference"],
        account=row["account"],
        mark=row["mark"],
    )


def _of_stuck(row: Row, tills: Tills) -> Need:
    return _of_till(
        NeedKind.STUCK,
        tills[row["till"]],
        since=utc(row["stuck_since"]),
        seq=row["stuck_at"],
        why=row["stuck_why"],
    )


def _of_fork(row: Row, tills: Tills) -> Sequence[Need]:
    till, since = tills[row["till"]], utc(row["opened_at"])
    found = []
    if not row["explained"]:
        found.append(_of_till(NeedKind.FORK, till, since=since, seq=row["from_seq"]))
    if row["alone"]:
        found.append(_of_till(NeedKind.OFFICE_ALONE, till, since=since, count=row["alone"]))
    return found


def _of_clone(row: Row, tills: Tills) -> Need:
    return _of_till(NeedKind.CLONE, tills[row["till"]], since=utc(row["clone_seen_at"]))


def _of_clock(row: Row, tills: Tills) -> Need:
    return _of_till(NeedKind.CLOCK, tills[row["till"]], clock_off=row["off"])


async def _silent(connection: Connection, at: datetime, tills: Tills) -> Sequence[Need]:
    """A till that was heard in this business day and is not any more, and has not closed it."""
    quiet = [
        one
        for one in tills.values()
        if one.is_active
        and one.heard_at
        and one.is_silent(at)
        and one.today(one.heard_at) == one.today(at)
    ]
    days = [one.today(at) for one in quiet]
    asked = [[one.shop for one in quiet], [one.till for one in quiet], days]
    closed = {row["till"] for row in await ask(connection, _CLOSED, asked)}
    return [
        _of_till(NeedKind.SILENT, one, since=one.heard_at, last_sale_at=one.last_sale_at)
        for one in quiet
        if one.till not in closed
    ]


async def _unclosed(connection: Connection, at: datetime, tills: Tills) -> Sequence[Need]:
    since = at.date() - _UNCLOSED_FOR
    found = []
    for row in await ask(connection, _UNCLOSED, [since]):
        till = tills[row["till"]]
        if till.is_active and row["day"] < till.today(at) and (amount := by_currency([money(row)])):
            found.append(_of_till(NeedKind.UNCLOSED, till, day=row["day"], amount=amount[0]))
    return sorted(found, key=lambda need: (need.day, need.till), reverse=True)
