"""The cash drawer: what has to be in it, line by line, since it was last known.

Expected is the float, plus sales in cash, less what was given back in cash, plus what was put in,
less what was taken out. Each count of the drawer begins anew: its difference stands in its own
document, and is not carried into the next one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pos_app.domain.audit_notes import CashMoved, DayClosed, Note, ShiftClosed, ShiftOpened
from pos_app.domain.books.day_close import DrawerCount
from pos_app.domain.errors import BadInput
from pos_app.domain.money import Currency, Money, parse_amount

# The notes that say how much is in the drawer from then on, and those that change it.
OF_THE_DRAWER: tuple[type[Note], ...] = (ShiftOpened, ShiftClosed, DayClosed, CashMoved)


class CashKind(Enum):
    """Why cash is in the drawer, or left it."""

    FLOAT = "float"  # put in, or found there, by whoever opened a shift
    LEFT = "left"  # counted at a close, and left there
    SALES = "sales"
    GIVEN_BACK = "given_back"
    PUT_IN = "put_in"
    TAKEN_OUT = "taken_out"


@dataclass(frozen=True, kw_only=True)
class CashLine:
    """Cash that came into the drawer, or left it. Of several sales that are one line, `seq` and
    `at` (in UTC) are the last one's."""

    seq: int
    kind: CashKind
    at: datetime
    amount: Money  # less than zero where it left
    by: str = ""
    count: int = 1  # sales that are one line
    number: int | None = None  # of the sale whose money was given back
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class CashDrawer:
    """The cash of one currency. The first line is what it began with, if anybody ever said."""

    currency: Currency
    lines: tuple[CashLine, ...] = ()

    @property
    def expected(self) -> Money:
        return Money(sum(line.amount.minor for line in self.lines), self.currency)

    def counted(self, money: Money) -> DrawerCount:
        return DrawerCount(expected=self.expected, counted=money)


def known_from(seq: int, note: Note, at: datetime, currency: Currency) -> CashLine | None:
    """Returns what is in the drawer for certain after this note; None where it does not say."""
    match note:
        case ShiftOpened():
            kind, by, said = CashKind.FLOAT, note.cashier, [one.counted for one in note.floats]
        case ShiftClosed():
            kind, by, said = CashKind.LEFT, note.document.by, list(note.document.kept)
        case DayClosed(document=document) if document is not None:
            kind, by, said = CashKind.LEFT, note.by, [one.counted for one in document.drawer]
        case _:
            return None
    amount = in_currency(said, currency)
    return None if amount is None else CashLine(seq=seq, kind=kind, at=at, amount=amount, by=by)


def moved_by(seq: int, note: Note, at: datetime, currency: Currency) -> CashLine | None:
    """Returns the cash of this currency that somebody put in or took out."""
    if not isinstance(note, CashMoved) or note.amount.currency is not currency:
        return None
    kind = CashKind.PUT_IN if note.amount.minor > 0 else CashKind.TAKEN_OUT
    return CashLine(seq=seq, kind=kind, at=at, amount=note.amount, by=note.by, why=note.why)


def in_currency(amounts: Sequence[Money], currency: Currency) -> Money | None:
    return next((money for money in amounts if money.currency is currency), None)


# Notes and coins that are in use, in minor units, the largest first.
_DENOMINATIONS: Mapping[Currency, tuple[int, ...]] = {
    Currency.AOA: (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500),
    Currency.MZN: (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50),
    Currency.TTD: (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 25, 10, 5),
}


def denominations(currency: Currency) -> Sequence[Money]:
    """Returns the notes and coins by which a drawer is counted."""
    return [Money(minor, currency) for minor in _DENOMINATIONS[currency]]


def counted_up(pieces: Mapping[Money, int], currency: Currency) -> Money:
    """Returns what so many notes and coins come to."""
    return Money(sum(piece.minor * count for piece, count in pieces.items()), currency)


def float_of(text: str, currency: Currency) -> Money | None:
    """Returns the float that a shop has set; None where it has set none."""
    try:
        return parse_amount(text, currency)
    except BadInput:
        return None


def counted_amount(text: str, currency: Currency) -> Money:
    """Parses what somebody counted, which may be nothing at all. Raises BadInput."""
    return parse_amount(text, currency) if text.strip(" 0.,") else Money(0, currency)
