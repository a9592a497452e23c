"""The hash chain: each event carries a hash over itself and the hash before it.

A rewritten, removed or inserted event breaks it from there on. Only a head that is kept elsewhere
shows that somebody wrote the whole chain anew, or cut off its end.
"""

import hashlib
from collections.abc import Iterator
from json.encoder import encode_basestring as quoted

BEGINNING = "0" * 64

# As in the table: seq, till, sale, at, kind, data, hash.
Row = tuple[int, str, str, str, str, str, str]


def link(before: str, seq: int, till: str, sale: str, at: str, kind: str, data: str) -> str:
    """Returns the SHA-256, in hex, of the canonical form of an event after `before`: a list in
    JSON."""
    event = (
        f"[{quoted(before)}, {seq}, {quoted(till)}, {quoted(sale)}, {quoted(at)}, {quoted(kind)}, "
        f"{quoted(data)}]"
    )
    return hashlib.sha256(event.encode()).hexdigest()


class Chain:
    """Follows events in the order of their numbers, from the first one or after one that was
    verified, and checks them: `gaps` has the missing ones, `changed` those whose hash is wrong; the
    first and the last of each run."""

    def __init__(self, seq: int = 0, hash_: str = BEGINNING) -> None:
        self.seq = seq
        self.hash = hash_
        self._true = hash_  # the correct value of `hash`
        self.gaps: list[tuple[int, int]] = []
        self.changed: list[tuple[int, int]] = []

    def follow(self, row: Row) -> None:
        seq, till, sale, at, kind, data, kept = row
        true = link_or_none(self.hash, seq, till, sale, at, kind, data)
        follows, fits = seq == self.seq + 1, kept == true
        if follows and not fits and self._true != self.hash:  # the hash before was changed
            fits = kept == link_or_none(self._true, seq, till, sale, at, kind, data)
        if not follows or not fits:
            self._remember(seq)
        if seq > self.seq:
            self.seq, self.hash = seq, kept
            self._true = true if follows and not fits and true else kept

    def _remember(self, seq: int) -> None:
        if seq > self.seq + 1:
            self.gaps.append((self.seq + 1, seq - 1))
        elif self.changed and self.changed[-1][1] == seq - 1:
            self.changed[-1] = (self.changed[-1][0], seq)
        else:
            self.changed.append((seq, seq))

    def problems(self) -> Iterator[str]:
        for first, last in self.gaps:
            yield f"{_named(first, last, 'is', 'are')} missing"
        for first, last in self.changed:
            if first < last:
                why = ", or one before them was put in or taken out"
            else:
                why = f", or event {first - 1} with its hash was" if first > 1 else ""
            yield f"{_named(first, last, 'was', 'were')} changed{why}"


def _named(first: int, last: int, one: str, more: str) -> str:
    return f"event {first} {one}" if first == last else f"events {first} to {last} {more}"


def link_or_none(
    before: str, seq: int, till: str, sale: str, at: str, kind: str, data: str
) -> str | None:
    """Returns the hash, or None for an event that this program can never have written."""
    try:
        return link(before, seq, till, sale, at, kind, data)
    except (TypeError, UnicodeEncodeError):
        return None
