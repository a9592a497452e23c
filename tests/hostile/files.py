"""Files from strangers: what can lie where one of the till's own files is to be.

Each of `STRANGE_JOURNALS` takes the path of a sound journal that nobody has open, and leaves there
what SQLite can read and we have not made; each of `NO_JOURNALS` leaves what is no database at all.
`DAMAGES` are for files of any sort. What they make is in the folder of the path and goes with it.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

Harm = Callable[[Path], None]


def by_sql(*statements: str) -> Harm:
    def harm(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            for statement in statements:
                db.execute(statement)
            db.execute("PRAGMA journal_mode=DELETE").fetchall()

    return harm


def by_rewriting(change: str) -> Harm:
    """The rows of the schema itself, which SQLite does not look at until it is read anew."""
    return by_sql("PRAGMA writable_schema=ON", f"UPDATE sqlite_schema SET {change}")


def in_utf_16(path: Path) -> None:
    other = path.with_name("other")
    with closing(sqlite3.connect(path)) as db, closing(sqlite3.connect(other)) as there:
        there.execute("PRAGMA encoding='UTF-16le'")
        there.executescript("\n".join(db.iterdump()))
    other.replace(path)


def another_database(path: Path) -> None:
    path.unlink()
    by_sql("CREATE TABLE events (seq, till, sale, at, kind, data, hash)")(path)


_REPAINTS = "BEGIN UPDATE sales SET state = 'paid'; END"
_ALL_OF_SALES = "SELECT * FROM kept_sales"

STRANGE_JOURNALS: Mapping[str, Harm] = {
    "a trigger on the migrations": by_sql(
        f"CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations {_REPAINTS}"
    ),
    "a trigger on events": by_sql(f"CREATE TRIGGER t AFTER INSERT ON events {_REPAINTS}"),
    "a trigger under a guard's name": by_sql(
        "DROP TRIGGER events_are_not_changed",
        f"CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events {_REPAINTS}",
    ),
    "no guard": by_sql("DROP TRIGGER events_are_not_deleted"),
    "no index": by_sql("DROP INDEX sales_by_number"),
    "another index under our name": by_sql(
        "DROP INDEX sales_open", "CREATE INDEX sales_open ON sales (number) WHERE state = 'paid'"
    ),
    "an index over an expression": by_sql("CREATE INDEX i ON sales (hex(zeroblob(number)))"),
    "sales as a view": by_sql(
        "ALTER TABLE sales RENAME TO kept_sales", f"CREATE VIEW sales AS {_ALL_OF_SALES}"
    ),
    "events as a view": by_sql(
        "DROP TABLE events", "CREATE VIEW events AS SELECT 1 AS seq, 't' AS till, '' AS sale"
    ),
    "migrations as a view": by_sql(
        "ALTER TABLE _sqlite_migrations RENAME TO kept",
        "CREATE VIEW _sqlite_migrations AS SELECT * FROM kept",
    ),
    "a view beside": by_sql("CREATE VIEW v AS SELECT load_extension('x') FROM sales"),
    "a table beside": by_sql("CREATE TABLE beside (x)"),
    "a table that counts": by_sql("CREATE TABLE beside (x INTEGER PRIMARY KEY AUTOINCREMENT)"),
    "a virtual table beside": by_sql("CREATE VIRTUAL TABLE beside USING fts5(x)"),
    "sales as a virtual table": by_sql(
        "DROP TABLE sales", "CREATE VIRTUAL TABLE sales USING fts5(id, number, state)"
    ),
    "a generated column": by_sql("ALTER TABLE sales ADD COLUMN x TEXT AS (hex(number)) VIRTUAL"),
    "a column more": by_sql("ALTER TABLE sales ADD COLUMN tip INTEGER"),
    "a default of its own": by_rewriting(
        "sql = replace(sql, 'purpose TEXT NOT NULL DEFAULT ''payment''',"
        " 'purpose TEXT NOT NULL DEFAULT ''refund''') WHERE name = 'sales'"
    ),
    "a condition of its own": by_rewriting(
        "sql = replace(sql, 'seq  INTEGER PRIMARY KEY',"
        " 'seq  INTEGER PRIMARY KEY CHECK (seq <> 1000)') WHERE name = 'events'"
    ),
    "other letters": by_rewriting("name = 'SALES', tbl_name = 'SALES' WHERE name = 'sales'"),
    "a statement that is none": by_rewriting("sql = 'CREATE nonsense' WHERE name = 'sales'"),
    "a name that is no text": by_rewriting("name = CAST(x'ff' AS TEXT) WHERE name = 'sales'"),
    "a statement that is no text": by_rewriting(
        "sql = CAST(x'43524541544520ff' AS TEXT) WHERE name = 'sales'"
    ),
    "no migrations": by_sql("DROP TABLE _sqlite_migrations"),
    "migrations of another form": by_sql(
        "DROP TABLE _sqlite_migrations", "CREATE TABLE _sqlite_migrations (migration_set, name)"
    ),
    "a migration that is missing": by_sql(
        "DELETE FROM _sqlite_migrations WHERE name LIKE '003%'"
    ),
    "a migration that was not": by_sql("DELETE FROM _sqlite_migrations WHERE name LIKE '008%'"),
    "a newer version": by_sql(
        "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('journal', '999_tips')"
    ),
    "another program's": by_sql("PRAGMA application_id=1"),
    "in UTF-16": in_utf_16,
    "another database": another_database,
}  # fmt: skip


# --- of any sort ----------------------------------------------------------------------------------


def put(path: Path, content: bytes) -> None:
    take_away(path)
    path.write_bytes(content)


def take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def as_folder(path: Path) -> None:
    take_away(path)
    path.mkdir()


def as_pipe(path: Path) -> None:
    """From which whoever opens it waits for somebody who writes."""
    take_away(path)
    os.mkfifo(path)


def as_endless_device(path: Path) -> None:
    take_away(path)
    path.symlink_to("/dev/zero")


def as_huge(path: Path) -> None:
    """Of more bytes than a computer has memory, of which the disk has none."""
    take_away(path)
    path.touch()
    os.truncate(path, 1 << 42)


NO_JOURNALS: Mapping[str, Harm] = {
    "a text": partial(put, content=b"Boa tarde\n" * 500),
    "noise": partial(put, content=bytes(range(256)) * 64),
    "the first line of one": partial(put, content=b"SQLite format 3\0"),
    "a folder": as_folder,
    "a pipe": as_pipe,
    "a device": as_endless_device,
}

DAMAGES: Mapping[str, Harm] = {
    "empty": partial(put, content=b""),
    "a text": partial(put, content=b"Boa tarde\n"),
    "no UTF-8": partial(put, content=b"\xff\xfe\x00\xd8"),
    "zeroes": partial(put, content=bytes(4096)),
    "a number": partial(put, content=b"1"),
    "a list": partial(put, content=b"[1]"),
    "nothing": partial(put, content=b"null"),
    "of another shape": partial(put, content=b'{"version":1,"people":7,"managers":{},"keys":[]}'),
    "too deep": partial(put, content=b"[" * 100_000),
    "too deep under a name": partial(put, content=b'{"people":' * 100_000),
    "a table too deep": partial(put, content=b"a = " + b"[" * 100_000),
    "a figure too long": partial(put, content=b"9" * 10_000),
    "long": partial(put, content=b"x" * 5_000_000),
    "huge": as_huge,
    "a folder": as_folder,
    "a pipe": as_pipe,
    "a device": as_endless_device,
}
