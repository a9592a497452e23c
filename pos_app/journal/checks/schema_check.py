"""Schema and page check: compares a file's schema with the migrations', object by object.

A file may come from anywhere, and much of a schema can run code when the file is read or written:
triggers, views, virtual tables, generated columns, indexes over expressions. So the check reads the
schema as the plain rows that it is stored in, and compares them with what our own migrations make,
before anything else is asked of the file.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from typing import NamedTuple

from pos_app.journal.disk_failures import Strange
from pos_app.journal.migrations import GUARDS, migrations
from pos_app.journal.sqlite_library import Database

MOST = 20  # complaints about pages: the first ones are enough
_AT_HAND = 64_000  # KiB of pages: indexes are looked up in the order of the table, here and there


def page_problems(conn: sqlite3.Connection, *, quick: bool = False) -> list[str]:
    """Returns SQLite's complaints: pages, values of another type than their column's, and, unless
    it is to be quick, indexes."""
    conn.execute(f"PRAGMA cache_size=-{_AT_HAND}")
    check = "quick_check" if quick else "integrity_check"
    answers = [answer for (answer,) in conn.execute(f"PRAGMA {check}({MOST})")]
    return [f"the file is damaged: {answer}" for answer in answers if answer != "ok"]


# --- the schema -----------------------------------------------------------------------------------


class _Object(NamedTuple):
    """A row of the schema: sqlite.org/schematab.html."""

    kind: str  # table, index, trigger or view
    name: str
    table: str
    statement: str  # as it was typed; empty for the index of a primary key

    def is_as(self, other: "_Object | None") -> bool:
        """Returns whether both mean the same, comments and blanks apart."""
        if other is None or (self.kind, self.table) != (other.kind, other.table):
            return False
        return self.statement == other.statement or _words(self.statement) == _words(
            other.statement
        )


_Schema = Mapping[tuple[str, str], _Object]  # by kind and name

_TABLE_OF_MIGRATIONS = migrations.migrations_table
# An object that is missing if the till was killed while it began its first journal.
_MAY_BE_MISSING = frozenset({("index", f"idx_{_TABLE_OF_MIGRATIONS}_migration_set_name")})
# Tables of SQLite's own statistics (ANALYZE): plain tables, that run nothing.
_OF_SQLITE = {
    ("table", name): _Object("table", name, name, f"CREATE TABLE {name}({columns})")
    for name, columns in (
        ("sqlite_stat1", "tbl,idx,stat"),
        ("sqlite_stat4", "tbl,idx,neq,nlt,ndlt,sample"),
    )
}


def check_schema(conn: sqlite3.Connection) -> None:
    """Checks that the file is one of ours, of this version or of one before it, and that nothing
    else is in it. Raises Strange, sqlite3.Error."""
    _check_header(conn)
    schema = _schema_of(conn)
    version = _version(conn, schema)
    for told in _differences(schema, _made_by(version)):
        raise Strange(told)


def check_readable(conn: sqlite3.Connection) -> None:
    """Checks that nothing runs when the file is only read: all that a reader uses is as we made it.
    Guards and indexes may be gone, and there may be triggers, which a reader never fires. Raises
    Strange, sqlite3.Error."""
    _check_header(conn)
    schema = _schema_of(conn)
    made = {**_made_by(_version(conn, schema)), **_OF_SQLITE}
    for key, found in schema.items():
        if found.kind != "trigger" and not found.is_as(made.get(key)):
            raise Strange(_told_of(found))
    for key, expected in made.items():
        if expected.kind == "table" and key not in {*schema, *_OF_SQLITE}:
            raise Strange(_told_of(expected))


def check_tables(conn: sqlite3.Connection, *names: str) -> None:
    """Checks that these are tables as any version of ours has made them, whatever else the file
    holds: reading one of them runs nothing. Raises Strange, sqlite3.Error."""
    schema = _schema_of(conn)
    for name in names:
        _check_table(schema, name)


def known_migrations() -> int:
    """Returns how many migrations this version of the program has."""
    return len(_known())


def made_by_newer(db: Database) -> list[str]:
    """Returns the objects that a newer version of the program has added to the file."""
    return [name for name in _applied(db.conn) if name not in _known()]


def pending_of(db: Database) -> int | None:
    """Returns how many migrations have made the file, if it lacks some; None where it lacks none,
    and where nothing was ever written in it."""
    if "events" not in db.table_names():
        return None
    made = _version(db.conn, _schema_of(db.conn))
    return made if made < len(_known()) else None


def migration_names() -> Sequence[str]:
    """Returns the names of the migrations that this program has."""
    return _known()


def version_of(db: Database) -> str:
    """Returns the last migration that has made the file."""
    return ["", *_applied(db.conn)][-1]


def shape_problems(db: Database) -> Iterator[str]:
    """Reports tables, indexes and guards that are gone, or not as they were made, or not ours."""
    yield from _differences(
        _schema_of(db.conn), _made_by(len(_known())), whole=not made_by_newer(db)
    )


# --- inside ---------------------------------------------------------------------------------------


def _check_header(conn: sqlite3.Connection) -> None:
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    (encoding,) = conn.execute("PRAGMA encoding").fetchone()
    if (application, encoding) != (0, "UTF-8"):
        raise Strange(f"the file is another program's: {application} {encoding}")


def _schema_of(conn: sqlite3.Connection) -> _Schema:
    """Reads the schema as bytes: somebody may have written names that are no text."""
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in ("type", "name", "tbl_name", "sql"))
    rows = conn.execute(f"SELECT {columns} FROM sqlite_schema").fetchall()  # noqa: S608 - of this file
    objects = [_Object(*map(_text, row)) for row in rows]
    return {(one.kind, one.name): one for one in objects}


def _check_table(schema: _Schema, name: str) -> None:
    found = schema.get(("table", name))
    versions = range(len(_known()) + 1)
    if found is None or not any(
        found.is_as(_made_by(version).get(("table", name))) for version in versions
    ):
        raise Strange(f"the file is not as it was made: {name}")


def _text(value: bytes | None) -> str:
    return (value or b"").decode(errors="backslashreplace")


def _version(conn: sqlite3.Connection, schema: _Schema) -> int:
    """Returns how many of our migrations have made the file. Raises Strange."""
    applied = []
    if ("table", _TABLE_OF_MIGRATIONS) in schema:
        _check_table(schema, _TABLE_OF_MIGRATIONS)
        applied = _applied(conn)
    if newer := [name for name in applied if name not in _known()]:
        raise Strange(f"a newer version of this program wrote the file: {', '.join(newer)}")
    if applied != [*_known()[: len(applied)]]:
        raise Strange(f"the file was not made in our order: {', '.join(applied)}")
    return len(applied)


def _applied(conn: sqlite3.Connection) -> list[str]:
    # Not by `migrations.applied`: whatever has become of the file, this is one sort of error.
    query = f"SELECT name FROM {_TABLE_OF_MIGRATIONS} WHERE migration_set = ? ORDER BY name"  # noqa: S608 - of this file
    return [str(name) for (name,) in conn.execute(query, [migrations.name])]


@cache
def _known() -> Sequence[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        return tuple(one.name for one in migrations.pending(Database(connection)))


@cache
def _made_by(version: int) -> _Schema:
    """Returns the schema that so many of our migrations make."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrations.apply(Database(connection), stop_before=_known()[version:])
        return _schema_of(connection)


def _differences(found: _Schema, made: _Schema, *, whole: bool = True) -> Iterator[str]:
    """Reports differences. `whole`: the file may have no further objects. An empty file has none
    yet."""
    for key, expected in made.items():
        is_there = key in found
        if (is_there and found[key].is_as(expected)) or (not is_there and key in _MAY_BE_MISSING):
            continue
        if found:
            yield _told_of(expected)
    for key, one in found.items() if whole else ():
        if key not in made and not one.is_as(_OF_SQLITE.get(key)):
            yield f"there is something in the file that is not ours: {one.name}"


def _told_of(expected: _Object) -> str:
    what = "guarded any more" if expected.name in GUARDS else "as it was made"
    return f"the file is not {what}: {expected.name}"


# A text in quotes, a comment, a blank, a word, or any other sign.
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|/\*.*?\*/|\s+|\w+|.""",
    re.DOTALL,
)


@cache
def _words(statement: str) -> Sequence[str]:
    tokens = _TOKEN.findall(statement)
    return tuple(one for one in tokens if not one.isspace() and not one.startswith(("--", "/*")))
