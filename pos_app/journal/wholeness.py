"""Whether the file itself is whole: its pages, its tables, and what guards them."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache

from sqlite_utils import Database

from pos_app.journal.schema import GUARDS, migrations

MOST = 20  # complaints about pages: the first say enough
_AT_HAND = 64_000  # KiB of pages: indexes are looked up in the order of the table, here and there


def page_problems(conn: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong: pages, indexes, and values of another type than their column's."""
    conn.execute(f"PRAGMA cache_size=-{_AT_HAND}")
    answers = [answer for (answer,) in conn.execute(f"PRAGMA integrity_check({MOST})")]
    return [f"the file is damaged: {answer}" for answer in answers if answer != "ok"]


def made_by_newer(db: Database) -> list[str]:
    """What a newer version of the program has added to the file."""
    _, known = _as_made()
    return [name for name in _applied(db) if name not in known]


def _applied(db: Database) -> list[str]:
    # Not by `migrations.applied`: whatever has become of the file, this is one sort of error.
    query = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY name"
    return [str(name) for (name,) in db.conn.execute(query, [migrations.name])]


def shape_problems(db: Database) -> Iterator[str]:
    """Tables, indexes and guards that are gone, or not as they were made, or not ours."""
    made, _ = _as_made()
    found = _objects(db)
    for name, statement in made.items():
        if found.get(name) == statement:
            continue
        what = "guarded any more" if name in GUARDS else "as it was made"
        yield f"the file is not {what}: {name}"
    if not made_by_newer(db):
        for name in found.keys() - made.keys():
            yield f"there is something in the file that is not ours: {name}"


@cache
def _as_made() -> tuple[Mapping[str, str], frozenset[str]]:
    """What the migrations make, and their names."""
    with closing(sqlite3.connect(":memory:")) as connection:
        db = Database(connection)
        migrations.apply(db)
        return _objects(db), frozenset(_applied(db))


def _objects(db: Database) -> dict[str, str]:
    """Every table, index and trigger of the schema as what makes it, comments and blanks apart."""
    rows = db.conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND tbl_name != '_sqlite_migrations' AND tbl_name NOT LIKE 'sqlite_stat%'"
    )
    return {str(name): " ".join(re.sub(r"--.*", "", str(sql)).split()) for name, sql in rows}
