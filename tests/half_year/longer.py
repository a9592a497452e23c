"""A journal made longer: the same months again and again, each time before the last.

For measuring how the office reads many years. Sales have days, numbers, ids and references of their
own. What only a payment asks for, and the chain over the events, is not made again: `verify` would
call such a file broken.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pos_app.journal.database_file import open_journal

# What of a row changes with each repetition; the rest is as it was.
_AN_ID = "substr({0}, :again + 1) || substr({0}, 1, :again)"
_A_NUMBER = "{0} + :number"
_A_TIME = "date(substr({0}, 1, 10), :days) || substr({0}, 11)"
_A_REFERENCE = """
    CASE WHEN {0} NOT GLOB '*[^0-9]*' THEN printf('%09d', ({0} + :number * 7919) % 1000000000)
    ELSE {0} || substr('bcdefghijklmnop', :again, 1) END
"""
_CHANGED = {
    "sales": {
        **dict.fromkeys(("id", "parent", "under_way"), _AN_ID),
        **dict.fromkeys(("number", "used_by", "duplicate_of"), _A_NUMBER),
        **dict.fromkeys(("reference", "parent_reference", "payment"), _A_REFERENCE),
        **dict.fromkeys(
            ("business_day", "created_at", "updated_at", "first_sent_at", "expires_at",
             "expected_at", "settled_at", "valid_until"),
            _A_TIME,
        ),
    },
    "events": {"seq": "{0} + :seq", "sale": _AN_ID, "at": _A_TIME},
    "ledger": {
        "seq": "{0} + :seq",
        "sale": _AN_ID,
        **dict.fromkeys(("day", "sold_on", "at", "local", "provider_at"), _A_TIME),
    },
}  # fmt: skip
_IN_ORDER = {"sales": "number", "events": "seq", "ledger": "seq"}


def lengthen(months: Path, times: int, path: Path) -> None:
    """Writes a new journal of so many times the sales of another."""
    with closing(open_journal(path)) as db:
        connection = db.conn
        connection.execute("PRAGMA journal_mode=OFF").fetchall()
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-2000000")
        connection.execute("ATTACH ? AS months", [str(months)])
        indexes = _without_indexes(connection)
        for again in range(times):
            _repeat(connection, again, times)
        for statement in indexes:
            connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA journal_mode=WAL").fetchall()


def _without_indexes(connection: sqlite3.Connection) -> Sequence[str]:
    """Drops the indexes, and returns the statements that make them: over all rows at once that is
    faster."""
    found = connection.execute(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL "
        f"AND tbl_name IN ({', '.join('?' * len(_CHANGED))})",
        list(_CHANGED),
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX main.{name}")
    return [sql for _, sql in found]


def _repeat(connection: sqlite3.Connection, again: int, times: int) -> None:
    """Writes the months once; the last time as they are, the first time the longest ago."""
    first, last, number, seq = connection.execute(
        "SELECT MIN(business_day), MAX(business_day), MAX(number), (SELECT MAX(seq) FROM "
        "months.events) FROM months.sales"
    ).fetchone()
    whole = "SELECT julianday(?) - julianday(?) + 1"
    days = int(connection.execute(whole, [last, first]).fetchone()[0])
    before = times - 1 - again
    values = {
        "again": before,
        "number": again * number,
        "seq": again * seq,
        "days": f"-{before * days} days",
    }
    for table, changed in _CHANGED.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
        selected = [changed.get(column, "{0}").format(column) for column in columns]
        connection.execute(
            f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {', '.join(selected)} "
            f"FROM months.{table} ORDER BY {_IN_ORDER[table]}",
            values,
        )
    connection.commit()
