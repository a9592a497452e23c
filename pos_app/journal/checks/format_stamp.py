"""Format stamp: tells from a journal's first bytes whether a newer version of the program wrote it.

The stamp is SQLite's `user_version` (sqlite.org/fileformat2.html, "The Database Header"): how many
migrations have made the file, and the version of the program that ran the last of them. It is read
as plain bytes, from the file and from the log beside it: SQLite would leave files beside a journal
that it only looks into. Files from before there were stamps have 0.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from pos_app.journal.checks.wal_check import committed_first_page
from pos_app.journal.disk_failures import Newer
from pos_app.system.version import VERSION

_PLACE = slice(60, 64)  # of `user_version`, in the first page
_HEADER = 100  # bytes
_MAGIC = b"SQLite format 3\x00"
_BITS = 7  # of each part of a version
_MOST = (1 << _BITS) - 1
_MOST_MIGRATIONS = 1023


@dataclass(frozen=True, slots=True)
class FormatStamp:
    """What a journal says of itself before anything else of it is read."""

    migrations: int
    version: str  # the oldest that is known to open it

    def as_number(self) -> int:
        """Returns what `user_version` keeps: 31 bits. Raises ValueError for a version beyond
        127.127.127."""
        parts = [int(part) for part in re.findall(r"\d+", self.version)[:3]]
        if self.migrations > _MOST_MIGRATIONS or len(parts) != 3 or max(parts) > _MOST:  # noqa: PLR2004
            raise ValueError(f"no stamp can hold {self}")
        number = self.migrations
        for part in parts:
            number = number << _BITS | part
        return number

    @classmethod
    def from_number(cls, number: int) -> "FormatStamp":
        """Parses the output of `as_number`."""
        parts = [number >> _BITS * place & _MOST for place in (2, 1, 0)]
        return cls(number >> 3 * _BITS, ".".join(map(str, parts)))


def stamp_of(journal: Path) -> FormatStamp | None:
    """Returns the journal's stamp; None for one without, and for what is no journal at all. Raises
    OSError."""
    if not journal.is_file():
        return None
    with journal.open("rb") as file:
        page = file.read(_HEADER)
    page = committed_first_page(journal) or page
    number = int.from_bytes(page[_PLACE], "big")
    return FormatStamp.from_number(number) if number and _is_header(page) else None


def _is_header(page: bytes) -> bool:
    """Returns whether it begins as every database does: the name, three fixed fractions, and twenty
    bytes that are blank."""
    return page.startswith(_MAGIC) and page[21:24] == b"\x40\x20\x20" and not any(page[72:92])


def refuse_newer(journal: Path, known: int) -> None:
    """Checks that the journal was made by no more than so many migrations, and changes nothing of
    it or beside it. Raises Newer, OSError."""
    stamp = stamp_of(journal)
    if stamp and stamp.migrations > known:
        raise Newer(stamp.version)


def number_today(migrations: int) -> int:
    """Returns the stamp of a journal that this version of the program has brought up to date."""
    return FormatStamp(migrations, VERSION).as_number()
