"""The health of a journal at a glance: its pages, the end of its chain, sizes, and what waits.

`verify` looks at all of it; this takes seconds, beside a till that sells.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pos_app.domain.errors import JournalDamaged
from pos_app.domain.events import State
from pos_app.journal.chain import BEGINNING, Chain
from pos_app.journal.checks.schema_check import page_problems
from pos_app.journal.copies.last_verified import verified_at
from pos_app.journal.database_file import read_journal
from pos_app.journal.disk_failures import UNREADABLE, problem_of_reading
from pos_app.journal.sqlite_library import Database

_LATEST = 10_000  # events of the chain that are followed: a few days of a busy till
_EVENTS = "SELECT seq, till, sale, at, kind, data, hash FROM events WHERE seq > ? ORDER BY seq"
_WAITING = """
SELECT state, COUNT(*), MIN(created_at) FROM sales
WHERE state IN ('new', 'sending', 'waiting', 'unknown', 'authorized') GROUP BY state
"""


@dataclass(frozen=True)
class JournalHealth:
    """Sizes are in bytes, times are UTC. `verified_at`: when all of it was verified last, as far as
    that is known."""

    size: int
    log_size: int
    events: int
    waiting: int
    unknown: int
    oldest: datetime | None
    verified_at: datetime | None
    problems: tuple[str, ...]


def look_at(path: Path) -> JournalHealth:
    """Raises JournalDamaged, JournalUnavailable and its kinds."""
    try:
        return _look_at(path)
    except (sqlite3.DatabaseError, OSError) as error:
        raise problem_of_reading(error) from error
    except UNREADABLE as error:  # rows that make no sense
        raise JournalDamaged(type(error).__name__) from error


def _look_at(path: Path) -> JournalHealth:
    log = path.with_name(f"{path.name}-wal")
    with closing(read_journal(path, as_found=True)) as db:
        last, problems = _end_of_chain(db)
        states = {State(state): (n, at) for state, n, at in db.conn.execute(_WAITING)}
        return JournalHealth(
            size=path.stat().st_size,
            log_size=log.stat().st_size if log.exists() else 0,
            events=last,
            waiting=sum(n for n, _ in states.values()),
            unknown=states.get(State.UNKNOWN, (0, ""))[0],
            oldest=min((_instant(at) for _, at in states.values()), default=None),
            verified_at=verified_at(path),
            problems=(*page_problems(db.conn, quick=True), *problems),
        )


def _end_of_chain(db: Database) -> tuple[int, tuple[str, ...]]:
    (last,) = db.conn.execute("SELECT COALESCE(MAX(seq), 0) FROM events").fetchone()
    before = max(last - _LATEST, 0)
    kept = db.conn.execute("SELECT hash FROM events WHERE seq = ?", [before]).fetchone()
    chain = Chain(before, kept[0] if kept else BEGINNING)
    for row in db.conn.execute(_EVENTS, [before]):
        chain.follow(row)
    return last, tuple(chain.problems())


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
