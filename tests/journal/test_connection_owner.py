"""Every connection to a journal is closed on every way out, at whichever statement that is."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pos_app.domain.errors import PosError
from pos_app.journal import database_file
from pos_app.journal.checks.opening_checks import open_soundly
from pos_app.journal.copies.backup import checked, looked_at
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.thread import JournalThread

if TYPE_CHECKING:
    from collections.abc import Callable

_connect = sqlite3.connect
OLD = Path(__file__).with_name("old") / "journal-005-every-kind.sqlite3"


def open_thread(path: Path) -> None:
    async def opened() -> None:
        journal = await JournalThread.open(path, "till-1", lambda: datetime.now(UTC))
        await journal.close()

    asyncio.run(opened())


WAYS: dict[str, Callable[[Path], object]] = {
    "to sell": lambda path: open_journal(path).close(),
    "to sell, once it was looked at": lambda path: open_soundly(path).close(),
    "by its thread": open_thread,
    "to read": lambda path: read_journal(path).close(),
    "as a copy": checked,
    "as a copy, at a glance": looked_at,
}


class Made:
    """The connections that the journal made, of which one breaks at a statement."""

    def __init__(self, breaks_at: int) -> None:
        self.connections: list[sqlite3.Connection] = []
        self.left = breaks_at

    def connect(self, *arguments: Any, **named: Any) -> sqlite3.Connection:
        class Breaking(database_file._Connection):
            def execute(breaking, *statement: Any) -> sqlite3.Cursor:  # noqa: N805 - two of them
                self.left -= 1
                if self.left == 0:
                    raise sqlite3.DatabaseError("this statement breaks")
                return super().execute(*statement)

        made: sqlite3.Connection = _connect(*arguments, **{**named, "factory": Breaking})
        self.connections.append(made)
        return made

    def still_open(self) -> list[sqlite3.Connection]:
        return [one for one in self.connections if _is_open(one)]


def _is_open(connection: sqlite3.Connection) -> bool:
    try:
        _ = connection.total_changes
    except sqlite3.ProgrammingError:
        return False
    return True


@pytest.mark.parametrize("age", ["of today", "of an older version"])
@pytest.mark.parametrize("way", WAYS)
def test_whichever_statement_breaks_nothing_stays_open(
    way: str, age: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = tmp_path / "sound.sqlite3"
    shutil.copy(OLD, sound)
    if age == "of today":
        open_journal(sound).close()
    broken = 0
    for statement in (*range(1, 20), *range(20, 600, 17)):
        path = tmp_path / str(statement) / "journal.sqlite3"
        path.parent.mkdir()
        shutil.copy(sound, path)
        made = Made(statement)
        with monkeypatch.context() as patch:
            patch.setattr(sqlite3, "connect", made.connect)
            try:
                WAYS[way](path)
            except (sqlite3.Error, PosError):
                broken += 1
        assert made.connections
        assert not made.still_open(), statement
        if made.left > 0:
            break
    assert broken
    assert made.left > 0, "all its statements were tried"
