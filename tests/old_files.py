"""Journals of other versions: what takes one of today back to an earlier one, for tests of
migrations, and one as a version that is still to come will leave it."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from pos_app.journal.checks.format_stamp import FormatStamp
from pos_app.journal.checks.schema_check import known_migrations
from pos_app.journal.database_file import open_journal

NEWER = "7.1.3"  # a version that is still to come

_OF_THE_COUNTER = ("tendered", "pledged", "received", "troubled_parts", "by_hand")
_OF_RECEIPTS = ("receipts", "shop_receipts")
TO_BEFORE_THE_LEDGER = (
    *(f"ALTER TABLE sales DROP COLUMN {column}" for column in _OF_RECEIPTS),
    *(f"ALTER TABLE sales DROP COLUMN {column}" for column in _OF_THE_COUNTER),
    "DROP VIEW movements",
    "DROP VIEW sale_lines",
    "DROP VIEW takings_by_day",
    "DROP TABLE ledger",
    "ALTER TABLE strays DROP COLUMN provider_at",
    "ALTER TABLE strays DROP COLUMN period",
    "ALTER TABLE strays DROP COLUMN fee",
    "ALTER TABLE sales DROP COLUMN duplicate_of",
    "ALTER TABLE sales DROP COLUMN printed",
    "ALTER TABLE sales DROP COLUMN invoice",
    "DELETE FROM _sqlite_migrations WHERE name >= '009'",
)


def journal_of_a_newer_version(folder: Path, *, is_killed: bool = False) -> Path:
    """Makes a journal that the newer version has brought up to date, or was killed just after it
    did: then only the log says so."""
    path = folder / "journal.sqlite3"
    open_journal(path).close()
    child = os.fork()
    if not child:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA wal_autocheckpoint=0")
            db.executescript(f"""
                BEGIN;
                CREATE TABLE tips (event INTEGER PRIMARY KEY, amount INTEGER);
                INSERT INTO _sqlite_migrations (migration_set, name, applied_at)
                VALUES ('journal', '999_tips', '2027-01-01');
                PRAGMA user_version={FormatStamp(known_migrations() + 1, NEWER).as_number()};
                COMMIT;
            """)
            if is_killed:
                os.kill(os.getpid(), signal.SIGKILL)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) is is_killed
    if is_killed:
        path.with_name(f"{path.name}-shm").unlink()  # a power cut leaves none that counts
    return path
