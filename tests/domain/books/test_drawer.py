"""The cash drawer: what notes of the journal say of it, and the pieces by which it is counted."""

from datetime import UTC, date, datetime

import pytest

from pos_app.domain.audit_notes import CashMoved, DayClosed, Note, ShiftClosed, ShiftOpened
from pos_app.domain.books.day_close import CloseDocument, DrawerCount
from pos_app.domain.books.drawer import (
    CashDrawer,
    CashKind,
    CashLine,
    counted_amount,
    counted_up,
    denominations,
    float_of,
    known_from,
    moved_by,
)
from pos_app.domain.books.shift import ShiftDocument, kept_of
from pos_app.domain.errors import BadInput
from pos_app.domain.money import Currency, Money, parse_amount

AT = datetime(2026, 11, 27, 18, tzinfo=UTC)
DAY = date(2026, 11, 27)


def kz(units: int) -> Money:
    return Money(units * 100, Currency.AOA)


def mt(units: int) -> Money:
    return Money(units * 100, Currency.MZN)


COUNTS = tuple(DrawerCount(expected=kz(1), counted=money) for money in (mt(40), kz(900)))
OPENED = ShiftOpened(cashier="Bia", floats=COUNTS)
SHIFT = ShiftDocument(
    cashier="Bia", since=3, opened_at=AT, until=8, at=AT, by="Rui", drawer=COUNTS, kept=(kz(70),)
)
CLOSE = CloseDocument(
    number=1, day=DAY, by="-", at=AT, begins_at=None, since=0, until=8, drawer=COUNTS
)
IN = CashMoved(amount=kz(500), why="change", by="Bia")
OUT = CashMoved(amount=kz(-1), why="bank", by="Ana")


@pytest.mark.parametrize(
    ("note", "known"),
    [
        (OPENED, (CashKind.FLOAT, kz(900), "Bia")),
        (ShiftOpened(cashier="Bia"), None),
        (ShiftClosed(document=SHIFT), (CashKind.LEFT, kz(70), "Rui")),
        (DayClosed(day=DAY, by="Ana", document=CLOSE), (CashKind.LEFT, kz(900), "Ana")),
        (DayClosed(day=DAY, by="Ana"), None),
        (IN, None),
    ],
)
def test_a_count_says_what_is_in_the_drawer_in_its_currency(
    note: Note, known: tuple[CashKind, Money, str] | None
) -> None:
    line = known_from(9, note, AT, Currency.AOA)
    assert (line and (line.kind, line.amount, line.by)) == known
    assert line is None or (line.seq, line.at, line.count) == (9, AT, 1)
    assert known_from(9, note, AT, Currency.TTD) is None


@pytest.mark.parametrize(
    ("note", "line"),
    [
        (IN, CashLine(seq=9, kind=CashKind.PUT_IN, at=AT, amount=kz(500), by="Bia", why="change")),
        (OUT, CashLine(seq=9, kind=CashKind.TAKEN_OUT, at=AT, amount=kz(-1), by="Ana", why="bank")),
        (OPENED, None),
    ],
)
def test_cash_that_somebody_moved_bears_who_and_why(note: Note, line: CashLine | None) -> None:
    assert moved_by(9, note, AT, Currency.AOA) == line
    assert moved_by(9, note, AT, Currency.MZN) is None


def test_what_is_counted_is_held_against_the_sum_of_all_lines() -> None:
    moved = [moved_by(seq, note, AT, Currency.AOA) for seq, note in ((4, IN), (5, OUT))]
    drawer = CashDrawer(currency=Currency.AOA, lines=tuple(filter(None, moved)))
    assert drawer.counted(kz(480)) == DrawerCount(expected=kz(499), counted=kz(480))
    assert drawer.counted(kz(480)).difference == kz(-19)
    assert CashDrawer(currency=Currency.MZN).expected == mt(0)


def test_no_more_stays_in_the_drawer_than_was_counted() -> None:
    assert kept_of([kz(80), mt(9)], [kz(70)]) == (kz(70), mt(9))
    assert kept_of([kz(60)], [kz(70), mt(1)]) == (kz(60),)


# As the central banks list them, in whole units. Trinidad and Tobago has no cent since 2018.
IN_USE = {
    Currency.AOA: "5000 2000 1000 500 200 100 50 20 10 5",
    Currency.MZN: "1000 500 200 100 50 20 10 5 2 1 0,50",
    Currency.TTD: "100 50 20 10 5 1 0.50 0.25 0.10 0.05",
}


@pytest.mark.parametrize("currency", Currency)
def test_a_drawer_is_counted_in_the_notes_and_coins_that_are_in_use(currency: Currency) -> None:
    pieces = [parse_amount(text, currency) for text in IN_USE[currency].split()]
    assert denominations(currency) == pieces
    counts = {piece: place for place, piece in enumerate(pieces)}
    by_hand = sum(place * piece.minor for place, piece in enumerate(pieces))
    assert counted_up(counts, currency) == Money(by_hand, currency)


@pytest.mark.parametrize("text", ["", " ", "0", "0,00", "0.0 "])
def test_nothing_may_be_counted_and_is_no_float(text: str) -> None:
    assert counted_amount(text, Currency.AOA) == kz(0)
    assert float_of(text, Currency.AOA) is None


def test_what_is_typed_is_an_amount_or_a_complaint() -> None:
    assert counted_amount("1 500", Currency.AOA) == float_of("1 500", Currency.AOA) == kz(1500)
    assert float_of("many", Currency.AOA) is None
    with pytest.raises(BadInput):
        counted_amount("many", Currency.AOA)
