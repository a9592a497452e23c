"""The port of the spool, as the window and the command line see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import PrintJob
from pos_app.domain.paper.printer import DocumentKind


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Which piece of paper this is: the original, or a copy that somebody asked for."""

    number: int  # 1: the original; 2: the first copy; 0: copies mean nothing
    at: datetime  # UTC
    by: str = ""

    @property
    def is_copy(self) -> bool:
        return self.number > 1


ORIGINAL_NUMBER = 1


@dataclass(frozen=True, kw_only=True)
class PrintOrder:
    """A document as somebody asked for it."""

    kind: DocumentKind
    compose: Callable[[Edition], Document]  # in the shop's language
    subject: str = ""  # the id of a sale, or "close 14", "shift 7"; empty: it has no copies
    sale_number: int | None = None
    by: str = ""


Listener = Callable[[PrintJob], None]


class Spool(Protocol):
    """Prints documents, one after the other at each printer, and knows what became of each."""

    def listen(self, listener: Listener) -> None:
        """Has every change of a job told, on the loop's thread."""

    async def print(self, order: PrintOrder, printer: str) -> PrintJob:
        """Keeps the job and returns; the paper comes later. `printer` is the name of one that is
        set up. Raises NotAllowed, PrinterNotSetUp, SpoolUnavailable, JournalUnavailable."""

    async def save(self, order: PrintOrder, path: Path) -> PrintJob:
        """Writes the document as a PDF, which is a piece of paper like others. Raises as `print`,
        and FileNotWritten."""

    async def came_out(self, job_id: str) -> PrintJob:
        """Confirms a doubtful job by a person's word. Raises NotAllowed, and as `print`."""

    async def repeat(self, job_id: str, printer: str = "") -> PrintJob:
        """Prints a doubtful or failed job again, by a person's word that nobody has seen it: as
        the same number. Raises NotAllowed where a later one was issued: then a copy is asked for
        as any other; and for a slip or a receipt that its sale has none of any more."""

    async def save_instead(self, job_id: str, path: Path) -> PrintJob:
        """Writes a job that waits, failed or is in doubt as a PDF, with the same number, by a
        person's word that nobody has seen it. Raises as `repeat`, and FileNotWritten."""

    async def move(self, job_id: str, printer: str) -> PrintJob:
        """Takes a job that waits to another printer. Raises NotAllowed once anything may have
        left."""

    async def cancel(self, job_id: str) -> PrintJob:
        """Takes a waiting job out of the queue, or has done with a failed or doubtful one. Raises
        NotAllowed."""

    async def next_number(self, kind: DocumentKind, subject: str) -> int:
        """Returns the number that the next piece of this document would have."""

    async def latest(self, limit: int, subject: str = "") -> Sequence[PrintJob]: ...

    async def unfinished(self) -> Sequence[PrintJob]:
        """Returns the jobs that wait, are under way, are doubtful or failed, oldest first."""
