"""The figures of a period: its currencies, and the days that there are to compare with."""

from datetime import date, timedelta

from pos_app.domain.figures.report import Figures
from pos_app.domain.figures.spans import DaySpan, question_of
from pos_app.domain.figures.takings import DayTaking, Slice
from pos_app.domain.money import Currency

FRIDAY, WEEK = date(2026, 11, 27), timedelta(weeks=1)
AOA, MZN, TTD = Currency.AOA, Currency.MZN, Currency.TTD
QUESTION = question_of(DaySpan(FRIDAY, FRIDAY))


def sold(currency: Currency, paid: int, received: int = 100) -> Slice:
    return Slice(currency, 9, "vpos", "", received, 0, paid)


def figures(slices: list[Slice], before: dict[int, list[Slice]], days: list[DayTaking]) -> Figures:
    spans = range(1, len(QUESTION.against.spans) + 1)
    return Figures(QUESTION, slices, [before.get(week, []) for week in spans], days, [], {})


def test_the_currency_of_most_sales_is_first_and_those_of_other_days_alone_are_last() -> None:
    days = [DayTaking(FRIDAY - place * WEEK, TTD, 5) for place in range(1, 9)]
    found = figures([sold(AOA, 1), sold(MZN, 2), sold(AOA, 0, 900)], {}, days)
    assert found.currencies == (AOA, MZN, TTD)
    assert figures([sold(MZN, 2), sold(AOA, 1)], {}, []).currencies == (MZN, AOA)


def test_a_day_before_counts_where_anything_moved_in_any_currency() -> None:
    """Where money went back alone the shop was open, too. A day that received nothing was none."""
    days = [DayTaking(FRIDAY - 3 * WEEK, MZN, 7), DayTaking(FRIDAY - 5 * WEEK, AOA, 0)]
    found = figures([sold(AOA, 3)], {1: [sold(AOA, 4, 300)], 2: [sold(AOA, 0, 0)]}, days)
    assert found.open_before == tuple(FRIDAY - place * WEEK for place in (1, 2, 3))
    of_kwanza = found.of(AOA)
    assert of_kwanza.before is not None
    assert (of_kwanza.now.paid, of_kwanza.before.received) == (3, 100)  # of three Fridays
    assert figures([sold(AOA, 3)], {}, []).of(AOA).before is None
    assert found.of(MZN).days[FRIDAY - 3 * WEEK] == 7
    assert found.of(MZN).weekdays_before == {}
    assert found.of(MZN).weekdays == {FRIDAY.weekday(): 7}
