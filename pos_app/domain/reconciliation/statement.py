"""A line of a provider's statement, and the text in which the journal keeps all lines of one.

The journal keeps the lines in the note of their import, packed. So they stand in the hash chain:
whatever proves, copies, restores or rebuilds the journal does the same for them, and nobody can
change what a provider had said. One note a statement is one row: it delays no payment.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from pos_app.domain.money import Currency, Money

MOST_LINES = 50_000  # of one statement: a month of the busiest shop has a fifth of that
_MOST_BYTES = 64_000_000  # of lines that are unpacked: a strange journal may hold a bomb
_MARK_LETTERS = 16


class StrangeLines(ValueError):
    """A text that is no packed lines."""


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """One movement of money as its provider's statement has it."""

    amount: Money  # negative where money left the shop
    day: date  # where the provider is
    at: datetime | None = None  # in UTC; None where the statement has days alone
    reference: str = ""
    payment: str = ""  # the provider's id of the movement
    fee: Money | None = None
    text: str = ""  # the provider's words for it


def packed(lines: Iterable[StatementLine]) -> str:
    """Writes lines as the journal keeps them; all are in one currency."""
    rows = json.dumps([_row(line) for line in lines], separators=(",", ":"), ensure_ascii=False)
    return b64encode(zlib.compress(rows.encode("utf-8", "replace"), 9)).decode()


def unpacked(text: str, currency: Currency) -> Sequence[StatementLine]:
    """Parses the output of `packed`. Raises StrangeLines on anything else."""
    unzip = zlib.decompressobj()
    try:
        rows = unzip.decompress(b64decode(text, validate=True), _MOST_BYTES)
        if not unzip.eof:
            raise StrangeLines("they are cut off, or too many")
        return [_line(row, currency) for row in json.loads(rows)]
    except (zlib.error, ValueError, TypeError) as error:
        raise StrangeLines(str(error)) from error


def marked(lines: Iterable[StatementLine]) -> dict[str, StatementLine]:
    """Returns lines by a mark that tells them apart. The same line in two statements that overlap
    has one mark, also where one of them says less of it; two that are alike in one statement have
    two."""
    seen: Counter[str] = Counter()
    found = {}
    for line in lines:
        content = json.dumps(_told_apart_by(line))
        seen[content] += 1
        digest = sha256(f"{content}{seen[content]}".encode()).hexdigest()
        found[digest[:_MARK_LETTERS]] = line
    return found


def _told_apart_by(line: StatementLine) -> list[Any]:
    """Returns what a service says of the same movement in a file and in its list: the words, the
    fee and the second may stand in one of them alone."""
    known = [line.amount.minor, line.day.isoformat()]
    if line.payment or line.reference:
        return [*known, line.payment or line.reference]
    return [*known, line.at.astimezone(UTC).isoformat() if line.at else "", line.text]


def _row(line: StatementLine) -> list[Any]:
    at = line.at.astimezone(UTC).isoformat() if line.at else None
    fee = line.fee.minor if line.fee else None
    day = line.day.isoformat()
    return [line.amount.minor, day, at, line.reference, line.payment, fee, line.text]


def _line(row: Sequence[Any], currency: Currency) -> StatementLine:
    minor, day, at, reference, payment, fee, text = row
    return StatementLine(
        amount=Money(minor, currency),
        day=date.fromisoformat(day),
        at=datetime.fromisoformat(at) if at else None,
        reference=reference,
        payment=payment,
        fee=None if fee is None else Money(fee, currency),
        text=text,
    )
