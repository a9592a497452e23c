"""Makes everything that is folded again, beside what there is, and then swaps: for a version whose
fold changed. The office goes on meanwhile.

It works on tables of the same names in a schema of their own, before which nobody else looks. The
swap waits for no long question: it gives way after two seconds, and can be asked for again.
"""

from collections.abc import Iterator

import psycopg
from psycopg import Connection, sql

from pos_app.domain.errors import PosError
from pos_app.office.database.migrator import grant_rights
from pos_app.office.folding.projector import Projector, folding_connection

BESIDE = "beside"
FOLDED = (
    "sale",
    "movement",
    "day_total",
    "day_money",
    "hour_money",
    "day_open",
    "till_close",
    "till_clock",
    "told_payment",
    "fold",
)

_ARCHIVED = b"SELECT EXISTS (SELECT 1 FROM archived)"
_OPTIONS = b"""
    SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = %s::regclass
"""
_INDEXES = b"""
    SELECT i.indexname, i.indexdef, coalesce(x.indisprimary, false)
    FROM pg_indexes i LEFT JOIN pg_index x
        ON x.indexrelid = format('%%I.%%I', i.schemaname, i.indexname)::regclass
    WHERE i.schemaname = 'public' AND i.tablename = %s ORDER BY i.indexname
"""
_KEEP_SEEN = b"""
    UPDATE beside.fold n SET seen_by = o.seen_by FROM public.fold o
    WHERE o.shop = n.shop AND o.till = n.till AND o.branch = n.branch AND o.seen_by <> ''
"""


class CannotRebuild(PosError):
    """The events are not all here: months are archived."""


def rebuild(database: str) -> int:
    """Folds all events again, by the tables' owner, and swaps; returns how many events. Raises
    CannotRebuild, psycopg.Error: then what there is stays, and what was made beside it goes with
    the next try."""
    with psycopg.connect(database, autocommit=True) as owner:
        row = owner.execute(_ARCHIVED).fetchone()
        if row and row[0]:
            raise CannotRebuild("months of events are archived: their files are needed first")
        with owner.transaction():
            _make_beside(owner)
    with folding_connection(database, BESIDE) as db:
        projector = Projector(db, delivers=False)
        folded = projector.catch_up()
        with db.transaction():
            db.execute(b"SET LOCAL lock_timeout = '2s'")
            db.execute(b"LOCK TABLE public.fold IN ACCESS EXCLUSIVE MODE")
            folded += projector.catch_up()
            db.execute(_KEEP_SEEN)
            _swap(db)
    return folded


def _make_beside(db: Connection) -> None:
    beside = sql.Identifier(BESIDE)
    db.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(beside))
    db.execute(sql.SQL("CREATE SCHEMA {}").format(beside))
    for table in FOLDED:
        name = sql.Identifier(BESIDE, table)
        like = sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
        db.execute(like.format(name, sql.Identifier("public", table)))
        row = db.execute(_OPTIONS, [f"public.{table}"]).fetchone()
        if row and row[0]:
            db.execute(f"ALTER TABLE {BESIDE}.{table} SET ({row[0]})".encode())
        for statement in _indexes(db, table):
            db.execute(statement)


def _indexes(db: Connection, table: str) -> Iterator[bytes | sql.Composed]:
    """Yields what makes the table's indexes again, under their own names."""
    for index, definition, is_key in db.execute(_INDEXES, [table]).fetchall():
        yield definition.replace(" ON public.", f" ON {BESIDE}.", 1).encode()
        if is_key:
            add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} PRIMARY KEY USING INDEX {}")
            name = sql.Identifier(index)
            yield add.format(sql.Identifier(BESIDE, table), name, name)


def _swap(db: Connection) -> None:
    """The views of managers fall with the old tables, and are made again with the rights."""
    for table in FOLDED:
        db.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier("public", table)))
        moved = sql.SQL("ALTER TABLE {} SET SCHEMA public")
        db.execute(moved.format(sql.Identifier(BESIDE, table)))
    db.execute(sql.SQL("DROP SCHEMA {}").format(sql.Identifier(BESIDE)))
    db.execute(b"SET LOCAL search_path = public")
    grant_rights(db)
