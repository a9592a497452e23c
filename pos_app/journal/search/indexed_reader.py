"""A reader of journal and index: a thread with a connection to each, at one moment of both."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TypeVar

from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.search.finder import Finder
from pos_app.journal.search.index_file import open_to_read
from pos_app.journal.search.sql import teach
from pos_app.journal.sqlite_library import Database

T = TypeVar("T")

_LOOKS_UP_EVERY = 20_000  # steps of SQLite's machine: some hundred a second


class IndexedReader:
    """Asks finders. `is_damaged` is called, on the reader's thread, for an index that cannot be
    read; the journal answers in its place."""

    def __init__(self, journal: Path, index: Path, is_damaged: Callable[[], None]) -> None:
        self._reader = BooksReader(journal)
        self._path = index
        self._index: sqlite3.Connection | None = None
        self._asking: set[Event] = set()
        self._is_taught = False
        self._is_damaged = is_damaged

    async def ask(self, question: Callable[[Finder], T]) -> T:
        """Returns the answer. A call that is cancelled stops reading. Raises JournalUnavailable,
        JournalDamaged."""
        given_up = Event()
        self._asking.add(given_up)
        try:
            return await self._reader.read(lambda db: self._answer(db, question, given_up))
        except asyncio.CancelledError:
            given_up.set()
            raise
        finally:
            self._asking.discard(given_up)

    def give_up(self) -> None:
        """Ends what is being read, whose answer nobody waits for any more: it raises
        JournalUnavailable."""
        for given_up in self._asking:
            given_up.set()

    async def close(self) -> None:
        if self._index is not None:
            self._index.interrupt()
        await self._reader.close()
        self._let_go()

    def _answer(self, db: Database, question: Callable[[Finder], T], given_up: Event) -> T:
        if not self._is_taught:
            teach(db)
            self._is_taught = True
        with _stopped_by(db.conn, given_up):
            try:
                with self._opened(given_up) as index:
                    return question(Finder(index, db))
            except sqlite3.DatabaseError as error:
                if self._index is None or given_up.is_set():
                    raise
                is_of_the_disk = isinstance(error, sqlite3.OperationalError)
            answer = question(Finder(None, db))  # raises once more if it is the journal
            self._let_go()
            if not is_of_the_disk:
                self._is_damaged()
            return answer

    @contextmanager
    def _opened(self, given_up: Event) -> Iterator[sqlite3.Connection | None]:
        """Opens the index before the journal is read: it never knows more than the journal."""
        self._index = self._index or open_to_read(self._path)
        if self._index is None:
            yield None
            return
        with _stopped_by(self._index, given_up):
            self._index.execute("BEGIN")
            try:
                yield self._index
            finally:
                self._index.rollback()

    def _let_go(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None


@contextmanager
def _stopped_by(connection: sqlite3.Connection, given_up: Event) -> Iterator[None]:
    connection.set_progress_handler(given_up.is_set, _LOOKS_UP_EVERY)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)
