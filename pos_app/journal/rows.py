"""Reads and writes rows by plain statements, one each: `sqlite_utils` opens a savepoint for every
read and asks the schema before every write, which costs a sale more than its own statements do."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pos_app.journal.disk_failures import Strange
from pos_app.journal.sqlite_library import Database


def rows(db: Database, query: str, values: Sequence[object] = ()) -> Iterator[dict[str, Any]]:
    """Asks at once, and yields each row by the names of its columns."""
    cursor = db.execute(query, values)
    names = [name for name, *_ in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def insert(db: Database, table: str, row: Mapping[str, Any], *, unless_there: bool = False) -> None:
    """Adds a row, in the caller's transaction where there is one."""
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    verb = "INSERT OR IGNORE" if unless_there else "INSERT"
    db.execute(f"{verb} INTO {table} ({names}) VALUES ({marks})", [*row.values()])


def update(db: Database, table: str, key: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """Changes the one row with this key, as `insert` adds one. Raises Strange where there is
    none, or more than one."""
    changes = ", ".join(f"{name} = ?" for name in row)
    where = " AND ".join(f"{name} = ?" for name in key)
    statement = f"UPDATE {table} SET {changes} WHERE {where}"  # noqa: S608 - names of this room
    changed = db.execute(statement, [*row.values(), *key.values()]).rowcount
    if changed != 1:
        raise Strange(f"{changed} rows of {table} have the key of one")
