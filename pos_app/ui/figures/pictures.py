"""Pictures of a period: from amounts to bars, shares and first figures, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.figures.outcomes import together
from pos_app.domain.figures.spans import ComparedWith
from pos_app.domain.figures.takings import DAYS_OF_A_WEEK, permille_change
from pos_app.domain.money import Money, divided
from pos_app.ui.figures.bar_chart import Bar, BarPicture, Tick
from pos_app.ui.figures.headline import Figure
from pos_app.ui.figures.share_list import ListedShare
from pos_app.words.figures.phrases import (
    against_words,
    answer_words,
    before_word,
    change_words,
    day_words,
    hour_words,
    weekday_words,
)
from pos_app.words.figures.scale import scale_of, ticks_of
from pos_app.words.figures.table import cashier_name, of_words, short_reason
from pos_app.words.percent import percent_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, filled, joined, say_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, time

    from pos_app.domain.figures.outcomes import Outcomes
    from pos_app.domain.figures.report import CurrencyFigures, Figures
    from pos_app.words.figures.scale import Scale

translate = QCoreApplication.translate

_NONE = _TO = "\u2013"
_HOURS = 24
_MOST_BARS = 62  # days beside each other; more are put together by weeks
_A_WEEK = 7


def headline_figures(
    figures: Figures, shown: CurrencyFigures, answered: Outcomes | None, names: Mapping[str, str]
) -> list[Figure]:
    """Returns the five first figures. `answered` is the method whose answers are told."""
    others = [figures.of(currency) for currency in figures.currencies]
    beside = [
        f"+\u00a0{Money(one.now.received, one.currency)}"
        for one in others
        if one.currency is not shown.currency and one.now.received
    ]
    refunded = shown.now.refunded
    back = (
        filled(translate("figures", "refunded {0}"), str(Money(refunded, shown.currency)))
        if refunded
        else ""
    )
    received = str(Money(shown.now.received, shown.currency))
    return [
        Figure(translate("figures", "Received"), received, joined(*beside, back)),
        _change_figure(figures, shown),
        _paid_figure(shown),
        _success_figure(figures),
        _answer_figure(answered, names),
    ]


def _change_figure(figures: Figures, shown: CurrencyFigures) -> Figure:
    title, before = against_words(figures), shown.before
    if before is None:
        return Figure(title, _NONE, translate("figures", "nothing earlier to compare with"))
    change = permille_change(shown.now.received, before.received)
    old = str(Money(before.received, shown.currency))
    name = before_word(figures.question.against.basis).lower()
    value = _NONE if change is None else change_words(change, shown.currency)
    return Figure(title, value, f"{name} {old}")


def _paid_figure(shown: CurrencyFigures) -> Figure:
    average = shown.now.average_sale
    note = "" if average is None else str(Money(average, shown.currency))
    return Figure(
        translate("figures", "Paid sales"),
        str(shown.now.paid),
        filled(translate("figures", "average {0}"), note) if note else "",
    )


def _success_figure(figures: Figures) -> Figure:
    every = together(figures.outcomes)
    if every.success_percent is None:
        return Figure(translate("figures", "Success rate"), _NONE, "")
    note = of_words(every.paid, every.ended)
    if figures.by_hand:
        note = filled(translate("figures", "{0}, without cash"), note)
    return Figure(translate("figures", "Success rate"), percent_words(every.success_percent), note)


def _answer_figure(answered: Outcomes | None, names: Mapping[str, str]) -> Figure:
    if answered is None:
        return Figure(translate("figures", "Answer"), _NONE, "")
    name = names.get(answered.method, answered.method)
    title = filled(translate("figures", "Answer: {0}"), name)
    if answered.answer is None:
        return Figure(title, _NONE, "")
    slow = answer_words(answered.answer.p90).replace(" ", "\u00a0")
    note = filled(translate("figures", "median; 9 in 10 within {0}"), slow)
    return Figure(title, answer_words(answered.answer.median), note)


# --- bars -----------------------------------------------------------------------------------------


def hour_picture(figures: Figures, shown: CurrencyFigures, day_starts: time) -> BarPicture:
    """Returns the hours of the shop's day from the first to the last in which it took anything, now
    or before. A day may end after midnight."""
    now = shown.now.by_hour
    before = shown.before.by_hour if shown.before else None
    order = [(day_starts.hour + hour) % _HOURS for hour in range(_HOURS)]
    known = [place for place, hour in enumerate(order) if hour in {*now, *(before or {})}]
    hours = order[min(known) : max(known) + 1] if known else []
    named = [(hour_words(hour), hour_words(hour), now.get(hour, 0)) for hour in hours]
    old = None if before is None else [before.get(hour, 0) for hour in hours]
    question = figures.question
    is_today = question.span.count == 1 and question.span.ends_at is not None
    legend = translate("figures", "Today") if is_today else translate("figures", "Period")
    by_hour = QT_TRANSLATE_NOOP("figures", "By hour, {0}")
    return _compared(shown, by_hour, named, old, (legend, before_word(question.against.basis)))


def weekday_picture(shown: CurrencyFigures) -> BarPicture:
    """Returns the average of each weekday, which is compared with the average before."""
    now, before = shown.weekdays, shown.weekdays_before
    days = range(DAYS_OF_A_WEEK) if now or before else ()
    named = [(weekday_words(day, short=True), weekday_words(day), now.get(day, 0)) for day in days]
    old = [before.get(day, 0) for day in days] if before else None
    legends = (translate("figures", "Period"), before_word(ComparedWith.DAYS_BEFORE))
    by_weekday = QT_TRANSLATE_NOOP("figures", "Average by weekday, {0}")
    return _compared(shown, by_weekday, named, old, legends)


def _compared(
    shown: CurrencyFigures,
    title: str,
    named: Sequence[tuple[str, str, int]],
    before: Sequence[int] | None,
    legends: tuple[str, str],
) -> BarPicture:
    """Returns bars with lines across them. `named` has short names, long names, amounts; the
    legends are those of the bars and of the lines."""
    amounts = [amount for _, _, amount in named]
    scale = scale_of([*amounts, *(before or [])], shown.currency)
    legend, word = legends

    def bar(place: int) -> Bar:
        short, long, amount = named[place]
        said = f"{long}: {Money(amount, shown.currency)}"
        if before is None:
            return Bar(short, amount, scale.short(amount), said)
        mark = before[place]
        said = f"{said} · {word.lower()} {Money(mark, shown.currency)}"
        return Bar(short, amount, scale.short(amount), said, mark, scale.short(mark))

    return BarPicture(
        title=say_in("figures", title, scale.unit_words),
        bars=[bar(place) for place in range(len(named))],
        ticks=_ticks([*amounts, *(before or [])], scale),
        now=legend,
        before="" if before is None else word,
        nothing=translate("figures", "Nothing received"),
    )


def day_picture(figures: Figures, shown: CurrencyFigures) -> tuple[BarPicture, str]:
    """Returns the days up to the period's last, those of the period in front, and what there is to
    say of them. Many days are put together by weeks."""
    span, days = figures.question.span, shown.days
    groups = _by_weeks(days) if len(days) > _MOST_BARS else {(day, day): days[day] for day in days}
    scale = scale_of(list(groups.values()), shown.currency)

    def bar(first: date, last: date, amount: int) -> Bar:
        name = day_words(first)
        weekday = weekday_words(first.weekday())
        whole = f"{weekday}, {name}" if first == last else f"{name}{_TO}{day_words(last)}"
        said = f"{whole}: {Money(amount, shown.currency)}"
        return Bar(name, amount, scale.short(amount), said, is_now=span.has(last))

    title = (
        QT_TRANSLATE_NOOP("figures", "By day, {0} days, {1}")
        if len(groups) == len(days)
        else QT_TRANSLATE_NOOP("figures", "By week, {0} days, {1}")
    )
    picture = BarPicture(
        title=say_in("figures", title, len(days), scale.unit_words),
        bars=[bar(first, last, amount) for (first, last), amount in groups.items()],
        ticks=_ticks(list(groups.values()), scale),
        numbers=False,
        nothing=translate("figures", "Nothing received"),
    )
    return picture, _best_and_average(shown, scale)


def _by_weeks(days: Mapping[date, int]) -> Mapping[tuple[date, date], int]:
    """Puts days together by sevens, so that the last of them is a whole week."""
    every = list(days)
    begin = len(every) % _A_WEEK
    starts = ([0] if begin else []) + list(range(begin, len(every), _A_WEEK))
    ends = [*starts[1:], len(every)]
    parts = [every[start:end] for start, end in zip(starts, ends, strict=True)]
    return {(part[0], part[-1]): sum(days[day] for day in part) for part in parts}


def _best_and_average(shown: CurrencyFigures, scale: Scale) -> str:
    open_days = {day: amount for day, amount in shown.days.items() if amount > 0}
    if not open_days:
        return ""
    best = max(open_days, key=lambda day: (open_days[day], day))
    average = divided(sum(open_days.values()), len(open_days))
    return joined(
        filled(
            translate("figures", "best {0}: {1}"), day_words(best), scale.short(open_days[best])
        ),
        filled(translate("figures", "average of an open day: {0}"), scale.short(average)),
    )


def _ticks(amounts: Sequence[int], scale: Scale) -> list[Tick]:
    ticks = ticks_of(max([0, *amounts]), scale)
    written = scale if any(tick % scale.unit for tick in ticks) else scale.rounded()
    return [Tick(tick, written.short(tick)) for tick in ticks]


# --- shares ---------------------------------------------------------------------------------------


def method_shares(
    figures: Figures, shown: CurrencyFigures, names: Mapping[str, str]
) -> list[ListedShare]:
    before = shown.before.by_method if shown.before else {}
    return _shares(figures, shown, shown.now.by_method, before, lambda key: names.get(key, key))


def cashier_shares(figures: Figures, shown: CurrencyFigures) -> list[ListedShare]:
    before = shown.before.by_cashier if shown.before else {}
    return _shares(figures, shown, shown.now.by_cashier, before, cashier_name)


def _shares(
    figures: Figures,
    shown: CurrencyFigures,
    now: Mapping[str, int],
    before: Mapping[str, int],
    name: Callable[[str], str],
) -> list[ListedShare]:
    whole = sum(now.values())
    word = before_word(figures.question.against.basis).lower()

    def share(key: str) -> ListedShare:
        amount = now.get(key, 0)
        percent = percent_words(divided(100 * amount, whole)) if whole else ""
        old = ""
        if shown.before is not None:
            old = f"{word} {Money(before.get(key, 0), shown.currency).figures}"
        value = Money(amount, shown.currency).figures
        return ListedShare(name(key), value, amount, whole, percent, old)

    keys = {*now, *before}
    return [share(key) for key in sorted(keys, key=lambda key: (-now.get(key, 0), name(key)))]


def reason_shares(outcomes: Sequence[Outcomes]) -> list[ListedShare]:
    every = together(outcomes)
    most = max(every.reasons.values(), default=0)
    return [
        ListedShare(short_reason(reason), str(charges), charges, most)
        for reason, charges in every.reasons.items()
    ]
