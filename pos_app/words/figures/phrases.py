"""Words for the figures of a period: its days, what it is compared with, rates and times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.figures.spans import ComparedWith
from pos_app.domain.money import MINUS, divided
from pos_app.words.figures.scale import grouped
from pos_app.words.percent import percent_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pos_app.domain.figures.report import Figures
    from pos_app.domain.figures.spans import DaySpan
    from pos_app.domain.money import Currency

_WEEKDAYS = (
    QT_TRANSLATE_NOOP("figures", "Monday"),
    QT_TRANSLATE_NOOP("figures", "Tuesday"),
    QT_TRANSLATE_NOOP("figures", "Wednesday"),
    QT_TRANSLATE_NOOP("figures", "Thursday"),
    QT_TRANSLATE_NOOP("figures", "Friday"),
    QT_TRANSLATE_NOOP("figures", "Saturday"),
    QT_TRANSLATE_NOOP("figures", "Sunday"),
)
_SHORT_WEEKDAYS = (
    QT_TRANSLATE_NOOP("figures", "Mon"),
    QT_TRANSLATE_NOOP("figures", "Tue"),
    QT_TRANSLATE_NOOP("figures", "Wed"),
    QT_TRANSLATE_NOOP("figures", "Thu"),
    QT_TRANSLATE_NOOP("figures", "Fri"),
    QT_TRANSLATE_NOOP("figures", "Sat"),
    QT_TRANSLATE_NOOP("figures", "Sun"),
)
# Whole sentences, because a weekday has a gender in other languages.
_AGAINST_AVERAGE = (
    QT_TRANSLATE_NOOP("figures", "Against the average Monday"),
    QT_TRANSLATE_NOOP("figures", "Against the average Tuesday"),
    QT_TRANSLATE_NOOP("figures", "Against the average Wednesday"),
    QT_TRANSLATE_NOOP("figures", "Against the average Thursday"),
    QT_TRANSLATE_NOOP("figures", "Against the average Friday"),
    QT_TRANSLATE_NOOP("figures", "Against the average Saturday"),
    QT_TRANSLATE_NOOP("figures", "Against the average Sunday"),
)
_WITH_AVERAGE = (
    QT_TRANSLATE_NOOP("figures", "compared with the last {0} Mondays"),
    QT_TRANSLATE_NOOP("figures", "compared with the last {0} Tuesdays"),
    QT_TRANSLATE_NOOP("figures", "compared with the last {0} Wednesdays"),
    QT_TRANSLATE_NOOP("figures", "compared with the last {0} Thursdays"),
    QT_TRANSLATE_NOOP("figures", "compared with the last {0} Fridays"),
    QT_TRANSLATE_NOOP("figures", "compared with the last {0} Saturdays"),
    QT_TRANSLATE_NOOP("figures", "compared with the last {0} Sundays"),
)
_AGAINST = {
    ComparedWith.MONTH_BEFORE: QT_TRANSLATE_NOOP("figures", "Against the month before"),
    ComparedWith.DAYS_BEFORE: QT_TRANSLATE_NOOP("figures", "Against the {0} days before"),
}
_SECOND, _MINUTE, _HOUR, _DAY = 1_000, 60_000, 3_600_000, 86_400_000  # milliseconds


def weekday_words(weekday: int, *, short: bool = False) -> str:
    """Returns the name of a weekday, 0 for Monday."""
    return say_in("figures", (_SHORT_WEEKDAYS if short else _WEEKDAYS)[weekday])


def hour_words(hour: int) -> str:
    return say_in("figures", QT_TRANSLATE_NOOP("figures", "{0}h"), hour)


def day_words(day: date) -> str:
    """Returns the day without its year, as the axis of a picture has it."""
    return f"{day:%d/%m}"


def span_words_of(span: DaySpan) -> str:
    """Returns the heading of a period: one day with its weekday, else its first and last day."""
    if span.count == 1:
        return f"{weekday_words(span.first.weekday())}, {span.first:%d/%m/%Y}"
    first = f"{span.first:%d/%m}" if span.first.year == span.last.year else f"{span.first:%d/%m/%Y}"
    last = f"{span.last:%d/%m/%Y}"
    return say_in("figures", QT_TRANSLATE_NOOP("figures", "{0} to {1}"), first, last)


def until_words(figures: Figures) -> str:
    """Returns how far the period reaches, and what it is compared with."""
    ends_at = figures.question.span.ends_at
    until = QT_TRANSLATE_NOOP("figures", "until {0}")
    return joined(
        say_in("figures", until, f"{ends_at:%H:%M}") if ends_at else None,
        compared_words(figures),
    )


def compared_words(figures: Figures) -> str:
    against, days = figures.question.against, figures.open_before
    if not days:
        return say_in("figures", QT_TRANSLATE_NOOP("figures", "nothing earlier to compare with"))
    if against.basis is ComparedWith.SAME_WEEKDAY and len(days) > 1:
        return say_in("figures", _WITH_AVERAGE[days[0].weekday()], len(days))
    before = days[0] if against.basis is ComparedWith.SAME_WEEKDAY else None
    text = f"{before:%d/%m/%Y}" if before else span_words_of(against.spans[0])
    return say_in("figures", QT_TRANSLATE_NOOP("figures", "compared with {0}"), text)


def against_words(figures: Figures) -> str:
    """Returns the title of the change since before."""
    against, span = figures.question.against, figures.question.span
    if against.basis is ComparedWith.SAME_WEEKDAY:
        return say_in("figures", _AGAINST_AVERAGE[span.last.weekday()])
    return say_in("figures", _AGAINST[against.basis], span.count)


def before_word(basis: ComparedWith) -> str:
    """Returns the name of the amount that is compared with."""
    average = QT_TRANSLATE_NOOP("figures", "Average")
    before = QT_TRANSLATE_NOOP("figures", "Before")
    return say_in("figures", average if basis is ComparedWith.SAME_WEEKDAY else before)


def change_words(permille: int, currency: Currency) -> str:
    """Returns a change with its sign, to a tenth of a percent."""
    return percent_words(signed_tenths(permille, currency))


def signed_tenths(permille: int, currency: Currency) -> str:
    sign = MINUS if permille < 0 else "+"
    whole, tenth = divmod(abs(permille), 10)
    return f"{sign}{grouped(whole, currency)}{currency.value.point}{tenth}"


def answer_words(milliseconds: int) -> str:
    """Returns how long an answer took: `9 s`, `1 min 20 s`, `2 h 40 min`, `3 d 4 h`."""
    if milliseconds < _SECOND:
        return say_in("figures", QT_TRANSLATE_NOOP("figures", "under 1 s"))
    seconds = divided(milliseconds, _SECOND) * _SECOND
    for unit, smaller, sources in _TIMES:
        if seconds >= unit:
            whole, rest = divmod(seconds, unit)
            less = rest // smaller if smaller else 0
            return say_in("figures", sources[bool(less)], whole, less)
    return say_in("figures", _SECONDS, seconds // _SECOND)


_SECONDS = QT_TRANSLATE_NOOP("figures", "{0} s")
_TIMES: Sequence[tuple[int, int, tuple[str, str]]] = (
    (
        _DAY,
        _HOUR,
        (QT_TRANSLATE_NOOP("figures", "{0} d"), QT_TRANSLATE_NOOP("figures", "{0} d {1} h")),
    ),
    (
        _HOUR,
        _MINUTE,
        (QT_TRANSLATE_NOOP("figures", "{0} h"), QT_TRANSLATE_NOOP("figures", "{0} h {1} min")),
    ),
    (
        _MINUTE,
        _SECOND,
        (QT_TRANSLATE_NOOP("figures", "{0} min"), QT_TRANSLATE_NOOP("figures", "{0} min {1} s")),
    ),
)
