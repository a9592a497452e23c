"""Brings a database to this version's schema, by named steps of plain SQL.

Steps only add (expand, deploy, contract), so that an office of the version before can go on beside
them. What each role may do is not a step: it is written whole, and applied after them.
"""

from importlib.resources import as_file, files
from urllib.parse import urlsplit, urlunsplit

import psycopg
from yoyo import get_backend, read_migrations

_GIVES_WAY_AFTER = "2s"  # for as long may a step that waits for a table hold up others behind it
# `office_owner` owns the tables, `office_write` is the office, `office_collect` opens providers'
# keys, and `office_read` is a manager who sees the shops of a transaction's `app.shops`, by
# the views of `office_views` where a column is not for everybody.
ROLES = ("office_owner", "office_write", "office_collect", "office_read", "office_views")
_ONE_AT_A_TIME = "SELECT pg_advisory_lock(1048272)"  # held until its connection is closed
# What each of them may do: not steps, but the whole of it, applied after them.
_RIGHTS = ("access.sql", "row_security.sql")


def migrate(database: str) -> list[str]:
    """Applies the steps that this database lacks, and returns their names. Of several at once one
    works, and the others wait for it. Raises psycopg.Error; LockNotAvailable where somebody keeps a
    table busy: then what is not done yet is done the next time."""
    with psycopg.connect(database, autocommit=True) as alone:
        alone.execute(_ONE_AT_A_TIME)
        for role in ROLES:
            _make_role(alone, role)
        return _applied(database)


def _applied(database: str) -> list[str]:
    with as_file(files(__package__) / "migrations") as folder:
        steps = read_migrations(str(folder))
        backend = get_backend(_for_psycopg(database))
        try:
            backend.break_lock()  # the library's, a row that a killed run has left: ours is held
            backend.execute(f"SET lock_timeout = '{_GIVES_WAY_AFTER}'")
            wanted = backend.to_apply(steps)
            for step in wanted:
                with backend.transaction():  # or a kill could leave one done, and not noted
                    step.process_steps(backend, "apply")
                    backend.mark_one(step)
        finally:
            backend.connection.close()
    with psycopg.connect(database) as connection:
        connection.execute(f"SET LOCAL lock_timeout = '{_GIVES_WAY_AFTER}'")
        grant_rights(connection)
    return [step.id for step in wanted]


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


def _for_psycopg(database: str) -> str:
    """Returns the address as the steps' library wants it: with the driver's name."""
    parts = urlsplit(database)
    return urlunsplit(parts._replace(scheme="postgresql+psycopg"))
