"""Whether the rows of a batch follow from one another, and can be stored as they are.

What a till can never have written is refused here, so that no row ever stops the database.
"""

from collections.abc import Sequence
from datetime import datetime

from pos_app.journal.chain import link
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow
from pos_app.ports.office.protocol import MOST_ROWS, Batch

MOST_LETTERS = 500  # of a sale's id and of a kind's word; a till's have 36 and 30
_HIGHEST = 2**63 - 1
_INSTANT = len("2026-06-01T00:00:00.000000+00:00")


def first_wrong(public: str, batch: Batch) -> int | None:
    """Returns the place of the first row that does not follow, or cannot be stored; None where all
    of them do. A batch without rows, or with too many, is wrong at its first one."""
    before = batch.after
    if not 0 < len(batch.rows) <= MOST_ROWS or not is_head(before):
        return 0
    if before.number + len(batch.rows) > _HIGHEST:
        return 0
    return _first_broken(public, before, batch.rows)


def _first_broken(public: str, before: Head, rows: Sequence[EventRow]) -> int | None:
    number, hash_ = before.number, before.hash
    for place, row in enumerate(rows):
        number += 1
        seq, sale, at, kind, data, kept = row
        if seq != number or not _is_canonical(at) or not _can_be_stored(sale, kind, data):
            return place
        try:
            hash_ = link(hash_, seq, public, sale, at, kind, data)
        except UnicodeEncodeError:  # half a letter: no till has ever hashed it
            return place
        if hash_ != kept:
            return place
    return None


def is_head(head: Head) -> bool:
    """Tells whether this can be the last event of a chain, or its beginning."""
    if head.number <= 0:
        return head == BEGINNING
    return head.number <= _HIGHEST and is_hash(head.hash)


def is_hash(text: str) -> bool:
    """Tells whether this is a SHA-256 as tills write it: in hex, in small letters."""
    try:
        return len(text) == len(BEGINNING.hash) and bytes.fromhex(text).hex() == text
    except ValueError:
        return False


def _is_canonical(at: str) -> bool:
    """Tells whether this very text can be made again from the instant. There are others that mean
    the same, and their hash would be another."""
    if len(at) != _INSTANT or not at.endswith("+00:00"):
        return False
    try:
        return datetime.fromisoformat(at).isoformat("T", "microseconds") == at
    except ValueError:
        return False


def _can_be_stored(sale: str, kind: str, data: str) -> bool:
    """PostgreSQL has no text with a NUL in it."""
    if len(sale) > MOST_LETTERS or len(kind) > MOST_LETTERS:
        return False
    return "\0" not in sale and "\0" not in kind and "\0" not in data
