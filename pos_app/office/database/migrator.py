"""Brings a database to this version's schema, by named steps of plain SQL.

Steps only add (expand, deploy, contract), so that an office of the version before can go on beside
them. What each role may do is not a step: it is written whole, and applied after them.

A step and its name are one transaction: a server that is killed between the two would be stuck for
ever. Libraries for this write the name in another one (yoyo), or want models (Alembic).
"""

from collections.abc import Mapping
from importlib.resources import files

import psycopg

# Seconds for which a step may hold others up before it gives way.
_LOCK_TIMEOUT = "-c lock_timeout=2s"
# `office_owner` owns the tables, `office_write` is the office, `office_collect` opens providers'
# keys, and `office_read` is a manager who sees the shops of a transaction's `app.shops`, by
# the views of `office_views` where a column is not for everybody.
ROLES = ("office_owner", "office_write", "office_collect", "office_read", "office_views")
_ONE_AT_A_TIME = "SELECT pg_advisory_lock(1048272)"  # held until its connection is closed
_STEPS = b"""
    CREATE TABLE IF NOT EXISTS office_step (
        name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())
"""
DONE = b"SELECT name FROM office_step"
_MARK = b"INSERT INTO office_step (name) VALUES (%s)"
# What each of them may do: not steps, but the whole of it, applied after them.
_RIGHTS = ("access.sql", "row_security.sql")


def migrate(database: str) -> list[str]:
    """Applies the steps that this database lacks, and returns their names. Of several at once one
    works, and the others wait for it. Raises psycopg.Error."""
    with psycopg.connect(database, autocommit=True) as alone:
        alone.execute(_ONE_AT_A_TIME)
        for role in ROLES:
            _make_role(alone, role)
        return _applied(database)


def _applied(database: str) -> list[str]:
    with psycopg.connect(database, autocommit=True, options=_LOCK_TIMEOUT) as connection:
        connection.execute(_STEPS)
        done = {name for (name,) in connection.execute(DONE)}
        wanted = {name: step for name, step in steps().items() if name not in done}
        for name, step in wanted.items():
            with connection.transaction():
                connection.execute(step)
                connection.execute(_MARK, [name])
        with connection.transaction():
            grant_rights(connection)
    return [*wanted]


def steps() -> Mapping[str, bytes]:
    """Returns this version's steps by their names, in their order."""
    folder = files(__package__) / "migrations"
    found = {one.name.removesuffix(".sql"): one for one in folder.iterdir()}
    return {name: found[name].read_bytes() for name in sorted(found)}


def grant_rights(connection: psycopg.Connection) -> None:
    """Says what each role may do, in the caller's transaction. Raises psycopg.Error."""
    for name in _RIGHTS:
        connection.execute((files(__package__) / name).read_bytes())


def _make_role(connection: psycopg.Connection, role: str) -> None:
    """Makes a role of the whole server, which another database of it may have made already."""
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if known is None:
        try:
            connection.execute(f"CREATE ROLE {role} NOLOGIN".encode())
        except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            return  # at the same moment
    connection.execute(f"GRANT {role} TO CURRENT_USER".encode())
