"""A till's managers by themselves, with clocks that a test sets: no window, no provider."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from pos_app.domain.audit_notes import Note
from pos_app.domain.errors import JournalUnavailable
from pos_app.domain.people.roles import Person
from pos_app.installation.pin_file import People
from pos_app.journal.thread import JournalThread
from pos_app.till.approval.approvals import Approvals
from pos_app.till.approval.presence import Presence


class Counted(People):
    """Knows how many PINs of managers it has looked at."""

    asked = 0

    def whose(self, pin: str) -> Person:
        self.asked += 1
        return super().whose(pin)


class Hours:
    """A clock on the wall and one that nobody sets."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 5, 4, 9, tzinfo=UTC)
        self.steady = 0.0

    def pass_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds


@dataclass(frozen=True)
class Inside:
    """One run of the till."""

    managers: Approvals
    presence: Presence
    journal: JournalThread

    async def notes(self, *kinds: type[Note]) -> list[Note]:
        return [one.note for one in await self.journal.notes(*kinds)]

    @contextmanager
    def disk_full(self) -> Iterator[None]:
        """No note can be written."""

        async def refuse(_: Note) -> None:
            raise JournalUnavailable("disk full")

        with mock.patch.object(self.journal, "note", refuse):
            yield


class Door:
    """A journal and a file of PINs, which outlive the till that is opened on them."""

    def __init__(self, folder: Path, *, training: bool = False) -> None:
        self.file = folder / "people.json"
        self.people = Counted(self.file, training=training)
        self.hours = Hours()
        self._journal = folder / "journal.sqlite3"

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Inside]:
        """Started anew: it knows what the journal and the file know, and nothing else."""
        hours = self.hours
        journal = await JournalThread.open(self._journal, "till", lambda: hours.wall)
        try:
            managers = Approvals(self.people, journal, lambda: hours.wall, lambda: hours.steady)
            yield Inside(managers, Presence(self.people, managers), journal)
        finally:
            await journal.close()
