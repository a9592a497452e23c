"""Counts a till's day again over its events, and holds the totals against it."""

from collections.abc import Iterator
from datetime import date, timedelta

from psycopg.rows import dict_row

from pos_app.domain.books.moved_money import MOVES_MONEY
from pos_app.journal.codec import word_for
from pos_app.office.folding import reading_events
from pos_app.office.folding.differences import Differences, Key, key_of, sums_of
from pos_app.office.folding.reading_events import Db
from pos_app.office.folding.ways import fold_ways, gather, without_doubles

_COUNTED = ("day_total", "day_money", "hour_money")
_MONEY_WORDS = sorted(map(word_for, MOVES_MONEY))
_NEAR = timedelta(days=2)  # around its midnight in UTC: zones, and days that end after midnight
# Sales of this day, and those whose money may have come on it.
_CHOSEN = b"""
    SELECT DISTINCT sale FROM event
    WHERE till = %(till)s AND shop = ANY(%(shops)s) AND sale <> ''
        AND (kind = 'created' AND data LIKE %(day)s
            OR kind = ANY(%(money)s) AND at BETWEEN %(after)s AND %(until)s)
"""


def wrong_totals(db: Db, till: int, public: str, day: date) -> Iterator[str]:
    """Yields what differs, in words for a technician; nothing where the totals are right. The till
    has to be folded up to its head."""
    lineage = reading_events.lineage(db, till)
    shops = sorted({one.shop for one in lineage.branches})
    asked = {
        "till": till,
        "shops": shops,
        "day": f'%"business_day":"{day.isoformat()}"%',
        "money": _MONEY_WORDS,
        "after": day - _NEAR,
        "until": day + _NEAR,
    }
    chosen = [sale for (sale,) in db.execute(_CHOSEN, asked)]
    found = fold_ways(gather(db, till, lineage, chosen), public)
    counted = Differences()
    for kept in found.sales.values():
        if kept.sale.business_day == day:
            counted.sale(till, kept, 1)
    for (branch, _), moved in without_doubles(lineage, found.moved):
        if moved.movement.day == day:
            counted.movement(lineage.by_number[branch].shop, till, moved.movement, 1)
    for table in _COUNTED:
        true = {
            tuple(row[name] for name in key_of(table)): [row[name] for name in sums_of(table)]
            for row in counted.rows(table)
        }
        known = _known(db, table, shops, till, day)
        for key in sorted(true.keys() | known.keys(), key=repr):
            if true.get(key) != known.get(key):
                yield f"{table} {key}: {known.get(key)}, and its events say {true.get(key)}"


def _known(db: Db, table: str, shops: list[int], till: int, day: date) -> dict[Key, list[int]]:
    query = f"SELECT * FROM {table} WHERE shop = ANY(%s) AND day = %s AND till = %s"  # noqa: S608 - of this room
    found = {}
    with db.cursor(row_factory=dict_row) as cursor:
        for row in cursor.execute(query.encode(), [shops, day, till]):
            key = tuple(_key_value(row[name]) for name in key_of(table))
            found[key] = [int(row[name]) for name in sums_of(table)]
    return {key: sums for key, sums in found.items() if any(sums)}


def _key_value(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
