"""What is in the file of a moved till: a list, and the files of the profile one after the other.

The journal is a verified copy of one moment. Keys are in the list, out of whatever keyring they
were in. What is of this computer alone stays: print jobs, logs, backups, training, and the index of
the search, which is made again.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING

from pos_app.app.moving.sealed_file import PART
from pos_app.domain.errors import MoveFileNewer, MoveFileUnusable
from pos_app.journal.checks.schema_check import migration_names
from pos_app.system.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from pos_app.installation.profile import Profile

FORMAT = 1  # of the list
JOURNAL = "journal.sqlite3"
_LENGTH = 4  # bytes of the list's length
_LONGEST_LIST = 1_000_000
# The small files, by their names in the profile: who is at the till, what the shop is, which
# numbers were shown, and how the till stands with its office.
_SMALL = (
    "settings.toml", "people.json", "till-id", "office.json", "office-accounts.json",
    "journal.made", "journal.head",
)  # fmt: skip
_LOGO = re.compile(r"logo-[0-9a-f]{12}\.png")


@dataclass(frozen=True)
class Manifest:
    """The list. It is JSON in the file."""

    till: str
    shop: str
    computer: str  # which the till goes from
    by: str
    at: str
    head: str  # the hash of the journal's last event
    sizes: Mapping[str, int]  # of the files, in the order in which they follow
    keys: Mapping[str, str] = field(repr=False)
    schema: Sequence[str] = ()  # the migrations that the journal has seen
    version: str = VERSION  # of the program
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        text = json.dumps(asdict(self)).encode()
        return len(text).to_bytes(_LENGTH, "big") + text


def small_files(place: Profile) -> Sequence[Path]:
    """Returns the profile's small files that go along."""
    logos = [file for file in sorted(place.root.iterdir()) if _LOGO.fullmatch(file.name)]
    return [*filter(lambda file: file.is_file(), (place.root / name for name in _SMALL)), *logos]


def content_of(file: BinaryIO) -> Iterator[bytes]:
    while content := file.read(PART):
        yield content


class ParcelReader:
    """Reads the list and then each file, out of parts as they come. Every call may raise
    MoveFileUnusable, MoveFileClosed, OSError."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._waiting = b""
        self.manifest = self._list()

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Returns each file's name and content. Take all of one before the next."""
        for name, size in self.manifest.sizes.items():
            yield name, self._bytes(size)
        if self._waiting or next(self._parts, b""):  # asked for its end, the seal is looked at
            raise MoveFileUnusable("there is more in it than it says")

    def _list(self) -> Manifest:
        length = int.from_bytes(b"".join(self._bytes(_LENGTH)), "big")
        if length > _LONGEST_LIST:
            raise MoveFileUnusable("its list is too long")
        try:
            known = json.loads(b"".join(self._bytes(length)))
            if known["format"] > FORMAT:
                raise MoveFileNewer(str(known["version"]))
            return _checked(Manifest(**{one.name: known[one.name] for one in fields(Manifest)}))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise MoveFileUnusable(f"its list: {type(error).__name__}") from error

    def _bytes(self, size: int) -> Iterator[bytes]:
        while size:
            if not self._waiting:
                self._waiting = next(self._parts, b"")
            if not self._waiting:
                raise MoveFileUnusable("it ends too early")
            content, self._waiting = self._waiting[:size], self._waiting[size:]
            size -= len(content)
            yield content


def _checked(manifest: Manifest) -> Manifest:
    """Raises MoveFileNewer, ValueError: names become paths."""
    if unknown := set(manifest.schema) - set(migration_names()):
        raise MoveFileNewer(f"{manifest.version}: {min(unknown)}")
    for name, size in manifest.sizes.items():
        if name not in (*_SMALL, JOURNAL) and not _LOGO.fullmatch(name):
            raise ValueError(name)
        if not isinstance(size, int) or size < 0:
            raise ValueError(name)
    if JOURNAL not in manifest.sizes or not all(
        isinstance(key, str) for key in manifest.keys.values()
    ):
        raise ValueError(JOURNAL)
    return manifest
