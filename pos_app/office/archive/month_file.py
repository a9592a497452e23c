"""The file of a month of events: CSV, compressed, each till's chain in order. A spreadsheet or
PostgreSQL can read it; `follow` checks it from the heads that the office has kept."""

import csv
import gzip
import hashlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pos_app.journal.chain import link_or_none

COLUMNS = ("shop", "till", "branch", "seq", "sale", "at", "kind", "data", "hash")
Key = tuple[int, int, int]  # shop, till, branch
_AT_ONCE = 1 << 20


class Place(NamedTuple):
    """The last event up to which a chain was followed; the hash is in hex."""

    seq: int
    hash: str


class ArchivedEvent(NamedTuple):
    """A line of the file."""

    key: Key
    seq: int
    sale: str
    at: str
    kind: str
    data: str
    hash: str


def events_in(path: Path) -> Iterator[ArchivedEvent]:
    """Yields the lines of a file. Raises OSError, EOFError, ValueError where it is none of ours."""
    csv.field_size_limit(sys.maxsize)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        if next(reader, None) != [*COLUMNS]:
            raise ValueError("not a month of events")
        try:
            for shop, till, branch, seq, *rest in reader:
                yield ArchivedEvent((int(shop), int(till), int(branch)), int(seq), *rest)
        except (csv.Error, TypeError) as error:
            raise ValueError(str(error)) from error


def follow(
    path: Path, heads: dict[Key, Place], publics: Mapping[int, str]
) -> Iterator[tuple[Key, str]]:
    """Follows each chain of the file from the heads before it, and moves them on. Yields what is
    wrong with a chain, once. Raises as `events_in` does."""
    wrong = set[Key]()
    for event in events_in(path):
        if event.key in wrong:
            continue
        before = heads.get(event.key)
        if before is None or event.seq != before.seq + 1:
            wrong.add(event.key)
            yield event.key, f"before event {event.seq} one is missing"
            continue
        told = (event.sale, event.at, event.kind, event.data)
        if event.hash != link_or_none(before.hash, event.seq, publics[event.key[1]], *told):
            wrong.add(event.key)
            yield event.key, f"event {event.seq} was changed, or the one before it"
            continue
        heads[event.key] = Place(event.seq, event.hash)


def sha256_of(path: Path) -> bytes:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            found.update(part)
    return found.digest()
