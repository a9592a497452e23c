"""Sums of takings, beside the same sums made by hand: no currency is added to another."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.books.day_close import DrawerCount, next_number
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.shares import average, by_first, percent, shares
from pos_app.domain.books.shift import differences
from pos_app.domain.books.shop_clock import Clocks, ShopClock
from pos_app.domain.books.takings import (
    TakingsLine,
    fees,
    given_back,
    grouped,
    merged,
    net,
    received,
    summed,
)
from pos_app.domain.money import Currency, Money

OUT = {MovementKind.REFUNDED, MovementKind.PAID_OUT}


def _line(
    method: str, cashier: str, kind: MovementKind, count: int, minor: int, code: str, fee: int
) -> TakingsLine:
    currency = Currency[code]
    amount = Money(-minor if kind in OUT else minor, currency)
    kept = Money(fee, currency) if fee else None
    return TakingsLine(
        method=method, cashier=cashier, kind=kind, count=count, amount=amount, fee=kept
    )


LINES = st.lists(
    st.builds(
        _line,
        st.sampled_from(["vpos", "wipay"]),
        st.sampled_from(["Ana", ""]),
        st.sampled_from(
            [MovementKind.PAID, MovementKind.SHORT, MovementKind.REFUNDED, MovementKind.PAID_OUT]
        ),
        st.integers(1, 9),
        st.integers(1, 10**15),
        st.sampled_from(["AOA", "MZN"]),
        st.integers(0, 99),
    ),
    max_size=12,
)


def _by_code(amounts: Sequence[Money]) -> dict[str, int]:
    assert len({one.currency for one in amounts}) == len(amounts)
    return {one.currency.code: one.minor for one in amounts}


def _by_hand(lines: Sequence[TakingsLine]) -> dict[str, int]:
    codes = dict.fromkeys(line.amount.currency.code for line in lines)
    return {
        code: sum(line.amount.minor for line in lines if line.amount.currency.code == code)
        for code in codes
    }


@settings(max_examples=40)
@given(LINES)
def test_every_sum_is_of_its_lines_alone(lines: list[TakingsLine]) -> None:
    out = [line for line in lines if line.kind in OUT]
    came = [line for line in lines if line not in out]
    assert _by_code(received(lines)) == _by_hand(came)
    assert _by_code(given_back(lines)) == _by_hand(out)
    assert list(_by_code(net(lines)).items()) == list(_by_hand(lines).items())  # in their order
    kept = Counter[str]()
    for line in lines:
        if line.fee:
            kept[line.fee.currency.code] += line.fee.minor
    assert _by_code(fees(lines)) == kept
    groups = grouped(lines, lambda line: line.cashier)
    assert groups == {
        name: [line for line in lines if line.cashier == name]
        for name in {line.cashier for line in lines}
    }


@settings(max_examples=40)
@given(LINES)
def test_whoever_sold_it_a_method_has_one_line_of_a_kind_and_a_currency(
    lines: list[TakingsLine],
) -> None:
    counts, sums, kept = Counter[object](), Counter[object](), Counter[object]()
    for line in lines:
        key = line.method, line.kind, line.amount.currency
        counts[key] += line.count
        sums[key] += line.amount.minor
        kept[key] += line.fee.minor if line.fee else 0
    found = {(one.method, one.kind, one.amount.currency): one for one in merged(lines)}
    assert len(found) == len(merged(lines))
    assert {key: one.count for key, one in found.items()} == counts
    assert {key: one.amount.minor for key, one in found.items()} == sums
    assert {key: one.fee.minor if one.fee else 0 for key, one in found.items()} == kept
    assert not any(one.cashier for one in found.values())


@settings(max_examples=40)
@given(LINES)
def test_a_share_is_of_all_that_came_in_its_currency(lines: list[TakingsLine]) -> None:
    came = [line for line in lines if line.kind not in OUT]
    whole = _by_hand(came)
    found = shares(lines, lambda line: line.method, Currency.MZN)
    for one in found:
        code = one.amount.currency.code
        own = [line for line in came if (line.method, line.amount.currency.code) == (one.key, code)]
        assert (one.count, one.amount.minor) == (
            sum(line.count for line in own),
            sum(line.amount.minor for line in own),
        )
        assert abs(one.percent - Fraction(100 * one.amount.minor, whole[code])) <= Fraction(1, 2)
    places = {(line.method, line.amount.currency) for line in came}
    assert len(found) == len(places)
    order = [(one.amount.currency.code == "AOA", -one.amount.minor, one.key) for one in found]
    assert order == sorted(order)


def test_of_nothing_there_is_no_share_and_no_average() -> None:
    assert (percent(0, 0), percent(5, -10), percent(1, 3)) == (0, 0, 33)
    assert average(Money(7, Currency.AOA), 0) == Money(7, Currency.AOA)
    assert average(Money(8, Currency.AOA), 3) == Money(3, Currency.AOA)
    assert by_first(Currency, Currency.MZN) == [Currency.MZN, Currency.AOA, Currency.TTD]
    assert summed([]) == []


def test_only_what_was_too_much_or_is_missing_is_a_difference() -> None:
    counts = [
        DrawerCount(expected=Money(expected, currency), counted=Money(counted, currency))
        for expected, counted, currency in (
            (500, 500, Currency.TTD), (500, 420, Currency.AOA), (1, 3, Currency.MZN),
        )
    ]  # fmt: skip
    assert differences(counts) == [Money(-80, Currency.AOA), Money(2, Currency.MZN)]


def test_closes_that_a_restore_may_have_lost_leave_their_hundred_numbers_out() -> None:
    assert [next_number(last, 0) for last in (0, 7, 100)] == [1, 8, 101]
    assert [next_number(7, restores) for restores in (1, 2)] == [101, 201]
    assert [next_number(last, 1) for last in (99, 100, 101)] == [101, 201, 201]


def test_an_event_counts_by_the_last_clock_before_it_and_the_first_ones_by_the_first() -> None:
    early, late = ShopClock(zone="Africa/Luanda"), ShopClock(zone="UTC", starts_at="05:30")
    clocks = Clocks.of([(9, late), (4, early)])
    assert [clocks.at(seq) for seq in (1, 4, 8, 9, 10)] == [early] * 3 + [late] * 2
    assert Clocks.of([]).at(1) is None
    night = datetime(2026, 11, 20, 5, 29, 59, 999_999, tzinfo=UTC)
    assert [(f"{one.day_of(night)}", one.local(night)) for one in (early, late)] == [
        ("2026-11-20", "2026-11-20T06:29:59"),
        ("2026-11-19", "2026-11-20T05:29:59"),
    ]
