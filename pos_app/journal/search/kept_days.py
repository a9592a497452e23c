"""Days that are over, as the figures count them, kept in the index of the search.

A day is counted once it is over and the index knows all events, and again where one of its sales or
movements has changed since: each such event makes the index forget the day.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable

from pos_app.journal.books.figures import ALL_DAY, OF_JOURNAL, DayQueries, DaySource
from pos_app.journal.sqlite_library import Database

SCHEMA = (
    "CREATE TABLE kept_days (day TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE hours (
        day             TEXT NOT NULL,
        currency        TEXT NOT NULL,
        hour            INTEGER NOT NULL,  -- by the shop's wall clock
        method          TEXT NOT NULL,
        cashier         TEXT NOT NULL,
        received        INTEGER NOT NULL,  -- millions of minor units, and the rest, as in `sums`
        received_rest   INTEGER NOT NULL,
        given_back      INTEGER NOT NULL,
        given_back_rest INTEGER NOT NULL,
        paid            INTEGER NOT NULL,  -- sales
        by_hand         INTEGER NOT NULL,  -- movements
        PRIMARY KEY (day, currency, hour, method, cashier)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE ended (
        day     TEXT NOT NULL,
        method  TEXT NOT NULL,
        state   TEXT NOT NULL,
        reason  TEXT NOT NULL,  -- empty for none
        charges INTEGER NOT NULL,
        PRIMARY KEY (day, method, state, reason)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE answers (
        day     TEXT NOT NULL,
        method  TEXT NOT NULL,
        seconds INTEGER NOT NULL,
        charges INTEGER NOT NULL,
        PRIMARY KEY (day, method, seconds)
    ) STRICT, WITHOUT ROWID
    """,
)
_COUNTED = {"hours": OF_JOURNAL.hours, "ended": OF_JOURNAL.ended, "answers": OF_JOURNAL.answers}
TABLES = ("kept_days", *_COUNTED)

_AMONG = "day IN (SELECT value FROM json_each(:days))"
_OF_INDEX = DayQueries(
    hours=f"""
        SELECT currency, hour, method, cashier, SUM(received), SUM(received_rest),
               SUM(given_back), SUM(given_back_rest), SUM(paid), SUM(by_hand)
        FROM hours WHERE {_AMONG} GROUP BY 1, 2, 3, 4
    """,  # noqa: S608 - of this file, as all below
    received=f"""
        SELECT day, currency, SUM(received), SUM(received_rest)
        FROM hours WHERE {_AMONG} GROUP BY 1, 2 HAVING MAX(received + received_rest) > 0
    """,  # noqa: S608
    by_hand=f"SELECT DISTINCT method FROM hours WHERE {_AMONG} AND by_hand > 0",  # noqa: S608
    ended=f"""
        SELECT method, state, reason, SUM(charges) FROM ended WHERE {_AMONG} GROUP BY 1, 2, 3
    """,  # noqa: S608
    answers=f"""
        SELECT method, seconds, SUM(charges) FROM answers WHERE {_AMONG} GROUP BY 1, 2
    """,  # noqa: S608
)
_EVER = 2**63 - 1  # after every event
# The days of which something has changed after an event, and until another.
_CHANGED = """
    SELECT business_day FROM sales
    WHERE id IN (SELECT sale FROM events WHERE seq > :after AND seq <= :until)
    UNION SELECT day FROM ledger WHERE seq > :after AND seq <= :until
"""
_DAY_BEFORE = """
    SELECT MAX(day) FROM (
        SELECT MAX(business_day) AS day FROM sales WHERE business_day < :day
        UNION ALL SELECT MAX(day) FROM ledger WHERE day < :day
    )
"""


def changed_days(journal: Database, after: int, until: int = _EVER) -> Collection[str]:
    found = journal.conn.execute(_CHANGED, {"after": after, "until": until})
    return {day for (day,) in found}


def kept_days(index: sqlite3.Connection, but: Collection[str]) -> DaySource:
    """Returns what is kept, but for these days, of which it is old."""
    days = {day for (day,) in index.execute("SELECT day FROM kept_days")}
    return DaySource(index, _OF_INDEX, days.difference(but))


def forget_days(index: sqlite3.Connection, days: Iterable[str]) -> None:
    known = json.dumps(list(days))
    for table in TABLES:
        index.execute(f"DELETE FROM {table} WHERE {_AMONG}", {"days": known})  # noqa: S608 - of this file


def keep_a_day(index: sqlite3.Connection, journal: Database) -> bool:
    """Counts the newest day that is over and is not kept; returns whether there was one. The index
    knows all events."""
    kept = {day for (day,) in index.execute("SELECT day FROM kept_days")}
    day = _day_before(journal, _day_before(journal, ALL_DAY))
    while day in kept:
        day = _day_before(journal, day)
    if not day:
        return False
    source = DaySource(journal.conn, OF_JOURNAL)
    for table, query in _COUNTED.items():
        for row in source.rows(query, [day]):
            marks = ", ".join("?" * (1 + len(row)))
            index.execute(f"INSERT INTO {table} VALUES ({marks})", [day, *row])  # noqa: S608 - of this file
    index.execute("INSERT INTO kept_days VALUES (?)", [day])
    return True


def _day_before(journal: Database, day: str) -> str:
    """Returns the last day before this one of which there is anything; empty where none is."""
    (found,) = journal.conn.execute(_DAY_BEFORE, {"day": day}).fetchone()
    return found or ""
