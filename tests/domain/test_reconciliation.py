"""The till's movements beside a provider's statement: one to one, and no cent is lost between."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Currency, Money
from pos_app.domain.reconciliation.comparison import Basis, Finding, OwnMovement, compare
from pos_app.domain.reconciliation.period import Decision, reconcile
from pos_app.domain.reconciliation.statement import (
    StatementLine,
    StrangeLines,
    marked,
    packed,
    unpacked,
)

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def kz(minor: int) -> Money:
    return Money(minor, Currency.AOA)


def own(seq: int, minor: int = 500_00, at: datetime = AT, **known: Any) -> OwnMovement:
    return OwnMovement(seq=seq, amount=kz(minor), at=at, day=at.date(), **known)


def line(minor: int = 500_00, at: datetime | None = AT, **known: Any) -> StatementLine:
    day = at.date() if at else AT.date()
    return StatementLine(**{"amount": kz(minor), "day": day, "at": at, **known})


def told(here: Sequence[OwnMovement], there: Sequence[StatementLine]) -> list[tuple[Any, ...]]:
    """What was found: the movement, the row of the line, and how."""
    marks = marked(there)
    rows = {mark: row for row, mark in enumerate(marks)}
    return sorted(
        (one.finding, one.here.seq if one.here else None, rows.get(one.mark), one.basis)
        for one in compare(here, marks)
    )  # fmt: skip


MATCHED, DIFFERENT = Finding.MATCHED, Finding.DIFFERENT
HERE, THERE = Finding.ONLY_HERE, Finding.ONLY_THERE
BY_NAME, BY_TIME = Basis.REFERENCE, Basis.AMOUNT_AND_TIME


@pytest.mark.parametrize("written", ["904800000", "904 800 000", " 904-800-000 "])
def test_a_reference_is_the_same_however_people_write_it(written: str) -> None:
    mine = own(1, references=("904800000",))
    assert told([mine], [line(reference=written)]) == [(MATCHED, 1, 0, BY_NAME)]


def test_a_spreadsheet_takes_leading_zeros_away_and_nothing_else() -> None:
    mine = own(1, references=("004800000", "000000000"))
    assert told([mine], [line(reference="4800000")]) == [(MATCHED, 1, 0, BY_NAME)]
    far = line(reference="0", at=AT + timedelta(days=3))
    assert told([mine], [far]) == [(HERE, 1, None, ""), (THERE, None, 0, "")]


@pytest.mark.parametrize("minor", [499_99, 0])
def test_the_same_payment_with_another_amount_is_one_difference_and_not_two(minor: int) -> None:
    mine = own(1, references=("R1",))
    assert told([mine], [line(minor, reference="R1")]) == [(DIFFERENT, 1, 0, BY_NAME)]


def test_a_fee_that_differs_is_a_difference_where_both_are_known() -> None:
    mine = own(1, references=("R1",), fee=kz(50_00))
    assert told([mine], [line(reference="R1", fee=kz(62_50))]) == [(DIFFERENT, 1, 0, BY_NAME)]
    assert told([mine], [line(reference="R1")]) == [(MATCHED, 1, 0, BY_NAME)]


def test_two_payments_of_one_reference_find_their_own_lines() -> None:
    """One of them is of another amount: it is not taken for the line of the other."""
    first, second = own(1, 700_00, references=("R",)), own(2, references=("R",))
    lines = [line(500_00, AT + MINUTE, reference="R"), line(700_01, AT, reference="R")]
    assert told([first, second], lines) == [(DIFFERENT, 1, 1, BY_NAME), (MATCHED, 2, 0, BY_NAME)]


def test_a_payments_own_id_tells_more_than_its_time() -> None:
    first = own(1, references=("R", "P1"))
    second = own(2, at=AT + 5 * MINUTE, references=("R", "P2"))
    lines = [line(at=AT, reference="R", payment="P2"), line(at=AT, reference="R", payment="P1")]
    assert told([first, second], lines) == [(MATCHED, 1, 1, BY_NAME), (MATCHED, 2, 0, BY_NAME)]


def test_a_refund_is_not_the_line_of_the_payment_whose_name_it_bears() -> None:
    refund = own(1, -500_00, references=("R",))
    assert told([refund], [line(500_00, reference="R")]) == [
        (HERE, 1, None, ""), (THERE, None, 0, ""),
    ]  # fmt: skip
    assert told([refund], [line(-500_00, reference="R")]) == [(MATCHED, 1, 0, BY_NAME)]


def test_without_references_amount_and_time_tell_and_only_nearby() -> None:
    here = [own(1), own(2, at=AT + 2 * MINUTE), own(3, 499_00)]
    there = [line(at=AT + MINUTE), line(at=AT + 3 * MINUTE), line(499_00, AT + 61 * MINUTE)]
    assert told(here, there) == [
        (MATCHED, 1, 0, BY_TIME), (MATCHED, 2, 1, BY_TIME), (HERE, 3, None, ""),
        (THERE, None, 2, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "found"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_statement_of_days_alone_may_book_the_evening_on_the_next_one(
    days: int, *, found: bool
) -> None:
    booked = line(at=None, day=AT.date() + timedelta(days=days))
    assert (told([own(1)], [booked]) == [(MATCHED, 1, 0, BY_TIME)]) is found


def test_two_references_of_one_sort_that_differ_are_two_payments_however_alike() -> None:
    """A payment that the till never knew of hides no other of the same amount and minute."""
    mine = own(1, references=("904800000",))
    assert told([mine], [line(reference="904800001")]) == [
        (HERE, 1, None, ""), (THERE, None, 0, ""),
    ]  # fmt: skip
    # What a bank calls it is of another sort, and says nothing against it.
    assert told([mine], [line(reference="TRF-2026-XK")]) == [(MATCHED, 1, 0, BY_TIME)]


@pytest.mark.parametrize(
    ("mine", "other", "is_one_sort"),
    [
        ("904800000", "4800001", True),  # the zeros before it are gone
        ("904800000", "9048000001", False),  # a number of ten digits is no reference
        ("9048000001", "904800000123", True),
        ("TRF01", "TRF02", True),
        ("TRF01", "TRF002", False),
        ("904800000", "TRF-00001", False),
    ],
)
def test_numbers_are_short_or_long_and_words_of_so_many_letters(
    mine: str, other: str, *, is_one_sort: bool
) -> None:
    found = told([own(1, references=(mine,))], [line(reference=other)])
    assert (found == [(MATCHED, 1, 0, BY_TIME)]) is not is_one_sort


AMOUNTS = st.sampled_from([100_00, 250_00, -100_00, 99_99])
NAMES = st.sampled_from(["", "904800000", "904800001", "CP12", "CP13"])
MOMENTS = st.integers(0, 300).map(lambda minutes: AT + minutes * MINUTE)
LINES = st.builds(
    lambda minor, at, known, name, fee: line(
        minor, at if known else None, day=at.date(), reference=name, fee=fee and kz(fee)
    ),
    AMOUNTS, MOMENTS, st.booleans(), NAMES, st.sampled_from([None, 1_00]),
)  # fmt: skip


@given(
    st.lists(st.tuples(AMOUNTS, MOMENTS, NAMES), max_size=8),
    st.lists(LINES, max_size=8),
)
def test_every_movement_and_every_line_is_found_once_and_the_sums_meet(
    mine: list[tuple[int, datetime, str]], lines: list[StatementLine]
) -> None:
    here = [own(seq, minor, at, references=(name,)) for seq, (minor, at, name) in enumerate(mine)]
    there = marked(lines)
    found = compare(here, there)
    assert sorted(one.here.seq for one in found if one.here) == [one.seq for one in here]
    assert sorted(one.mark for one in found if one.there) == sorted(there)
    assert all(one.difference == 0 for one in found if one.finding is MATCHED)
    keys = [one.key for one in found]
    assert [seq for seq, _ in keys] == [one.here.seq if one.here else 0 for one in found]
    assert [mark for _, mark in keys] == [one.mark for one in found]
    mine_minor = sum(one.amount.minor for one in here)
    assert sum(line.amount.minor for line in lines) - mine_minor == sum(
        one.difference for one in found
    )
    assert compare(here[::-1], dict(reversed(there.items()))) == found


@given(st.lists(LINES, max_size=6))
def test_lines_are_read_back_as_they_were_kept_and_a_line_in_two_statements_is_one(
    lines: list[StatementLine],
) -> None:
    assert list(unpacked(packed(lines), Currency.AOA)) == lines
    marks = marked(lines)
    assert list(marks.values()) == lines
    assert {**marks, **marked(lines[:3])} == marks


def test_a_movement_that_a_file_and_a_list_tell_of_is_one_and_two_of_one_reference_are_two() -> (
    None
):
    in_file = line(reference="R1", fee=kz(50_00), text="Venda 0007")
    in_list = line(reference="R1", at=AT + MINUTE)
    assert set(marked([in_file])) == set(marked([in_list]))
    by_id = [line(payment="P1", text=text) for text in ("Venda 0007", "")]
    assert set(marked(by_id[:1])) == set(marked(by_id[1:]))
    assert len({**marked([in_file, in_file]), **marked([in_list])}) == 2
    others = [line(500_01, reference="R1"), line(reference="R2"), line(text="Venda 0007")]
    later = replace(in_file, day=date(2027, 3, 1))  # references are given again
    assert len({**marked([in_file]), **marked([*others, later])}) == 5


def test_the_mark_of_a_line_never_changes() -> None:
    """Decisions in the journals of shops name it."""
    known = [line(reference="R1"), line(reference="R1"), line(text="Venda")]
    assert [*marked(known)] == ["7a62a5d1844d7410", "7205f2292056f420", "a9cc4cd033b17061"]


@pytest.mark.parametrize("text", ["", "!", "AAAA", packed([])[:-4], "eJyLrgUAARUAuQ=="])
def test_lines_that_were_not_packed_here_are_no_lines(text: str) -> None:
    with pytest.raises(StrangeLines):
        unpacked(text, Currency.AOA)


NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
DECIDED = Decision("pago na outra caixa", "Ana", AT)


def test_a_month_is_reconciled_once_all_of_it_is_stated_and_each_difference_has_its_reason() -> (
    None
):
    here = [own(1, references=("R1",), fee=kz(7_00)), own(2, 300_00, references=("R2",))]
    there = marked([line(reference="R1", fee=kz(7_00)), line(200_00, reference="R3", fee=kz(1))])
    half = (date(2026, 11, 1), date(2026, 11, 15))
    open_month = reconcile(NOVEMBER, here, there, [half], {})
    assert (open_month.matched, open_month.matched_by_time) == (1, 0)
    assert sorted(one.finding for one in open_month.open) == [HERE, THERE]
    assert (open_month.here, open_month.there) == (800_00, 700_00)
    assert (open_month.fees_here, open_month.fees_there) == (7_00, 7_01)
    assert open_month.is_stated
    last = (NOVEMBER[1], NOVEMBER[1])
    assert reconcile(NOVEMBER, here, there, [last], {}).is_stated
    assert not reconcile(NOVEMBER, here, there, [], {}).is_stated
    assert open_month.unstated == [date(2026, 11, day) for day in range(16, 31)]
    decisions = {one.key: DECIDED for one in open_month.open}
    whole = [half, (date(2026, 11, 16), date(2026, 12, 3))]
    half_decided = dict(list(decisions.items())[:1])
    assert not reconcile(NOVEMBER, here, there, whole, half_decided).is_to_the_cent
    assert not reconcile(NOVEMBER, here, there, [half], decisions).is_to_the_cent
    closed = reconcile(NOVEMBER, here, there, whole, decisions)
    assert closed.is_to_the_cent
    assert [closed.decisions[one.key].why for one in closed.resolved] == [DECIDED.why] * 2


def test_money_that_became_known_in_another_month_counts_on_the_providers_day() -> None:
    """Of a push there is no time of the provider's: the till knew of it two weeks later."""
    late = own(1, at=datetime(2026, 12, 4, 9, tzinfo=UTC), references=("CP1",))
    there = marked([line(at=datetime(2026, 11, 30, 22, tzinfo=UTC), reference="CP1")])
    stated = [(date(2026, 11, 1), date(2026, 12, 31))]
    december = (date(2026, 12, 1), date(2026, 12, 31))
    assert reconcile(NOVEMBER, [late], there, stated, {}).matched == 1
    assert not reconcile(december, [late], there, stated, {}).found
    alone = replace(late, references=("CP2",))
    assert [one.finding for one in reconcile(december, [alone], there, stated, {}).open] == [HERE]
