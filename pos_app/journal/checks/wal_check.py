"""WAL check: detects that the log beside a killed till's journal lost a durable transaction.

SQLite reads a log up to the first frame that is wrong, and takes the rest for the torn end of a
write that was never acknowledged. That is right after a power cut. It is wrong if a later
transaction follows, since with synchronous=FULL none begins before the one before it is on the
disk: then the log was damaged afterwards, and going on would silently lose acknowledged events. The
format: sqlite.org/fileformat2.html, "The Write-Ahead Log".
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_HEADER = 32  # bytes
_FRAME = 24  # bytes before the page
_MAGIC = 0x377F0682  # its last bit is set where checksums are of big-endian words
_WORD = 0xFFFFFFFF
_LARGEST = 65_536  # a page of this size is written as 1 in a journal
_SIZES = frozenset(512 << power for power in range(8))  # of a page

_Sums = tuple[int, ...]


@dataclass(frozen=True)
class _Frame:
    """A page of a transaction; the last one commits it."""

    number: int  # of the page, from 1
    commits: bool
    right: bool  # its checksum follows from what stands in the frame before it
    page: bytes


def is_damaged(journal: Path) -> bool:
    """Returns whether a durable transaction in the journal's log cannot be read any more. A log
    that is cut off, or blank, looks as a power cut leaves it, and does not count as damaged. Raises
    OSError."""
    log = journal.with_name(journal.name + "-wal")
    content = log.read_bytes() if log.exists() else b""
    if len(content) <= _HEADER:
        return False
    words = ">" if content[3] & 1 else "<"
    known = struct.unpack(">2I", content[24:_HEADER])
    magic, size = int.from_bytes(content[:4], "big") & ~1, int.from_bytes(content[8:12], "big")
    if magic == _MAGIC and size in _SIZES and _sums(words, content[:24], (0, 0)) == known:
        return _has_lost_a_transaction(_frames(content, words, size, content[16:24], known))
    # SQLite will read nothing of it: that is no loss only if the journal has it all.
    frames = list(_frames(content, words, _page_size(journal), b"", known))
    return _is_ahead(frames, journal)


def committed_first_page(journal: Path) -> bytes:
    """Returns the newest first page that the log has for certain; b"" where it has none. Checksums
    are left to SQLite: this is for what a torn transaction may tell as well. Raises OSError."""
    log = journal.with_name(journal.name + "-wal")
    if not log.is_file():
        return b""
    found = written = b""
    with log.open("rb") as file:
        header = file.read(_HEADER)
        size = int.from_bytes(header[8:12], "big")
        if size not in _SIZES:
            return b""
        while len(frame := file.read(_FRAME + size)) == _FRAME + size:
            number, commits = struct.unpack(">2I", frame[:8])
            if frame[8:16] != header[16:24]:  # of an earlier log in this file
                break
            written = frame[_FRAME:] if number == 1 else written
            found = written if commits else found
    return found


def _has_lost_a_transaction(frames: Iterator[_Frame]) -> bool:
    wrong = ended = False
    for frame in frames:
        if ended and frame.right:
            return True
        wrong = wrong or not frame.right
        ended = ended or (wrong and frame.commits)
    return False


def _is_ahead(frames: Sequence[_Frame], journal: Path) -> bool:
    """Returns whether a committed page differs from the journal's page in its place."""
    last = max((place for place, frame in enumerate(frames) if frame.commits), default=-1)
    pages = {frame.number: frame.page for frame in frames[: last + 1] if frame.number}
    with journal.open("rb") as file:
        for number, page in pages.items():
            file.seek((number - 1) * len(page))
            if file.read(len(page)) != page:
                return True
    return False


def _frames(content: bytes, words: str, size: int, salt: bytes, before: _Sums) -> Iterator[_Frame]:
    """Returns all frames of the log; those from before it was last begun are never right."""
    for start in range(_HEADER, len(content) - size - _FRAME + 1, size + _FRAME):
        number, commits = struct.unpack(">2I", content[start : start + 8])
        known = struct.unpack(">2I", content[start + 16 : start + _FRAME])
        page = content[start + _FRAME : start + _FRAME + size]
        right = content[start + 8 : start + 16] == salt and known == _sums(
            words, content[start : start + 8] + page, before
        )
        yield _Frame(number, bool(commits), right, page)
        before = known


def _sums(words: str, content: bytes, sums: _Sums) -> _Sums:
    first, second = sums
    for one, other in struct.iter_unpack(f"{words}2I", content):
        first = (first + one + second) & _WORD
        second = (second + other + first) & _WORD
    return first, second


def _page_size(journal: Path) -> int:
    with journal.open("rb") as file:
        told = int.from_bytes(file.read(18)[16:], "big")
    return _LARGEST if told == 1 else told
