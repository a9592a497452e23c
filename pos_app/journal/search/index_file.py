"""The index of the search: a file of its own beside the journal, which can be made again any time.

It has a row for each sale, in the order of business days and numbers, with all that a filter asks
for and the sale's money; the trigrams of all texts, and of their figures once more, packed
(`packed.py`); lists of what is rare; and the figures of days that are over (`kept_days.py`).
Neither a payment nor a copy of the journal waits for it: it is filled behind them (`filling.py`),
and what it does not have yet is looked up in the journal.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pos_app.domain.events import Flag
from pos_app.journal.connection_owner import closed_on_failure
from pos_app.journal.search import kept_days
from pos_app.journal.search.sale_text import COLUMNS
from pos_app.ports.sale_filter import SaleStatus

# --- marks ----------------------------------------------------------------------------------------

# What a sale can be marked with: a bit each. Their order is a part of the file's format.
MARKS: tuple[SaleStatus | Flag, ...] = (*SaleStatus, *Flag)
BITS: Mapping[SaleStatus | Flag, int] = {mark: 1 << at for at, mark in enumerate(MARKS)}
FLAGGED = sum(BITS[flag] for flag in Flag)

# --- texts of one and two letters -----------------------------------------------------------------

# Shorter texts than a trigram: for each pair of letters, the blocks of places in which it occurs.
BLOCK_BITS = 8


# --- the file -------------------------------------------------------------------------------------

_SCHEMA = (
    """
    CREATE TABLE extent (
        format TEXT NOT NULL,
        seq    INTEGER NOT NULL,  -- the index knows all events up to this one
        hash   TEXT NOT NULL,     -- of that event: the journal that it belongs to
        floor  INTEGER NOT NULL   -- and all places from this one on; 0 once it is complete
    ) STRICT
    """,
    "CREATE TABLE names (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL) STRICT",
    "CREATE UNIQUE INDEX names_by_name ON names (kind, name)",
    """
    CREATE TABLE docs (
        place      INTEGER PRIMARY KEY,
        method     INTEGER NOT NULL,
        cashier    INTEGER NOT NULL,
        currency   INTEGER NOT NULL,
        marks      INTEGER NOT NULL,
        received   INTEGER NOT NULL,  -- minor units, the sum of its movements; as the next one
        given_back INTEGER NOT NULL,
        payments   INTEGER NOT NULL,
        refunds    INTEGER NOT NULL,
        text       TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE sums (  -- of docs, for totals without a text
        day             INTEGER NOT NULL,  -- the ordinal
        method          INTEGER NOT NULL,
        cashier         INTEGER NOT NULL,
        currency        INTEGER NOT NULL,
        sales           INTEGER NOT NULL,
        paid            INTEGER NOT NULL,
        received        INTEGER NOT NULL,  -- millions of minor units, and the rest of each amount:
        received_rest   INTEGER NOT NULL,  -- no sum comes near 64 bits
        given_back      INTEGER NOT NULL,
        given_back_rest INTEGER NOT NULL,
        payments        INTEGER NOT NULL,
        refunds         INTEGER NOT NULL,
        PRIMARY KEY (day, method, cashier, currency)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE marked (
        mark  INTEGER NOT NULL,  -- the id of a name; a bit of `marks` as a number below zero
        place INTEGER NOT NULL,
        PRIMARY KEY (mark, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE pairs (
        pair  TEXT NOT NULL,  -- of letters, or one letter
        block INTEGER NOT NULL,
        PRIMARY KEY (pair, block)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE VIRTUAL TABLE found USING fts5(
        text, content='', tokenize='trigram case_sensitive 1', columnsize=0
    )
    """,
    *kept_days.SCHEMA,
)
# With all that rows are made from: where that changes, the index is made anew.
_FORMAT = f"2 {' '.join((*MARKS, *COLUMNS))}"
_BUSY = 10.0  # seconds
_PAGES_AT_HAND = 64_000  # KiB


@dataclass(frozen=True)
class Extent:
    """How far the index goes."""

    seq: int
    hash: str
    floor: int


def path_beside(journal: Path) -> Path:
    return journal.with_name("search.sqlite3")


def open_to_fill(path: Path) -> sqlite3.Connection:
    """Opens the index for its one writer. A file that is not as we make it is made anew; whoever
    reads it meanwhile reads the old one to its end. Raises sqlite3.Error, OSError."""
    try:
        return _opened(path)
    except sqlite3.OperationalError:  # of the disk, not of the file
        raise
    except sqlite3.DatabaseError:
        remove(path)
        return _opened(path)


def remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    with closed_on_failure(_connect(f"{path.resolve().as_uri()}")) as connection:
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
        connection.execute("PRAGMA synchronous=NORMAL")  # a power cut may take the last rows
        if not connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0]:
            with transaction(connection):
                _make(connection)
        _check(connection)
    return connection


def open_to_read(path: Path) -> sqlite3.Connection | None:
    """Returns None where there is no index that can be read."""
    if not path.is_file():
        return None
    try:
        with closed_on_failure(_connect(f"{path.resolve().as_uri()}?mode=ro")) as connection:
            _check(connection)
            return connection
    except sqlite3.DatabaseError:
        return None


def _connect(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address, uri=True, timeout=_BUSY, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute(f"PRAGMA cache_size=-{_PAGES_AT_HAND}")
    return connection


def _make(connection: sqlite3.Connection) -> None:
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO extent VALUES (?, 0, '', 0)", [_FORMAT])


def _check(connection: sqlite3.Connection) -> None:
    if _objects(connection) != _ours() or _format(connection) != _FORMAT:
        raise sqlite3.DatabaseError("the index is of another version")


def _format(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT format FROM extent").fetchone()[0])


def _objects(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()


@cache
def _ours() -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        _make(connection)
        return _objects(connection)


def extent_of(connection: sqlite3.Connection) -> Extent:
    return Extent(*connection.execute("SELECT seq, hash, floor FROM extent").fetchone())


def keep_extent(connection: sqlite3.Connection, extent: Extent) -> None:
    values = [extent.seq, extent.hash, extent.floor]
    connection.execute("UPDATE extent SET seq = ?, hash = ?, floor = ?", values)


def empty(connection: sqlite3.Connection, extent: Extent) -> None:
    """Forgets all; the caller has the transaction."""
    for table in ("names", "docs", "sums", "marked", "pairs", *kept_days.TABLES):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - of this file
    connection.execute("INSERT INTO found (found) VALUES ('delete-all')")
    keep_extent(connection, extent)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
