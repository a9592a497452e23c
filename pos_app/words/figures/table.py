"""The figures of a period as one table: to be read line by line, and to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pos_app.domain.money import MINOR_PER_UNIT, Currency, Money
from pos_app.domain.text.foreign_text import shown
from pos_app.words.figures.phrases import (
    answer_words,
    before_word,
    hour_words,
    span_words_of,
    weekday_words,
)
from pos_app.words.percent import percent_words
from pos_app.words.reasons import reason_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pos_app.domain.figures.report import CurrencyFigures, Figures
    from pos_app.domain.figures.takings import PeriodTakings
    from pos_app.domain.reasons import Reason

Cell = str | int | Money
# A spreadsheet takes a text that begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class FiguresLine(NamedTuple):
    """One line: of which kind, of what, how much, how much before, and what else is to be said."""

    kind: str
    item: str
    value: Cell
    before: Cell = ""
    detail: str = ""


def figures_lines(figures: Figures, names: Mapping[str, str]) -> list[FiguresLine]:
    """Returns all figures, each currency by itself. `names` are the methods' names by their ids."""
    lines: list[FiguresLine] = []
    for currency in figures.currencies:
        lines += _money_lines(figures.of(currency), names)
    lines += _outcome_lines(figures, names)
    return lines


def column_titles(figures: Figures) -> list[str]:
    return [
        say_in("figures", QT_TRANSLATE_NOOP("figures", "What")),
        say_in("figures", QT_TRANSLATE_NOOP("figures", "Of which")),
        span_words_of(figures.question.span),
        before_word(figures.question.against.basis),
        say_in("figures", QT_TRANSLATE_NOOP("figures", "Detail")),
    ]


def cell_text(cell: Cell) -> str:
    """Returns a cell as people read it."""
    return cell.figures if isinstance(cell, Money) else str(cell)


def as_copied(titles: Sequence[str], lines: Sequence[FiguresLine]) -> str:
    """Returns the table as a spreadsheet takes it from the clipboard: columns between tabs, amounts
    as plain numbers, and no text that could become a formula."""
    rows: list[Sequence[Cell]] = [titles, *lines]
    return "\n".join("\t".join(_copied(cell) for cell in row) for row in rows) + "\n"


def _copied(cell: Cell) -> str:
    if isinstance(cell, Money):
        units, cents = divmod(abs(cell.minor), MINOR_PER_UNIT)
        return f"{'-' if cell.minor < 0 else ''}{units}{cell.currency.value.point}{cents:02d}"
    if isinstance(cell, int):
        return str(cell)
    text = shown(cell).replace("\t", " ").replace("\n", " ")
    return f"'{text}" if text.startswith(_FORMULA) else text


def cashier_name(cashier: str) -> str:
    nobody = QT_TRANSLATE_NOOP("figures", "Nobody signed in")
    return cashier or say_in("figures", nobody)


def _money_lines(figures: CurrencyFigures, names: Mapping[str, str]) -> Iterator[FiguresLine]:
    now, before, currency = figures.now, figures.before, figures.currency

    def parts(
        source: str, part: Callable[[PeriodTakings], Mapping[str, int]], name: Callable[[str], str]
    ) -> Iterator[FiguresLine]:
        earlier = part(before) if before else {}
        found = {**dict.fromkeys(earlier, 0), **part(now)}
        for key in sorted(found, key=lambda one: (-found[one], one)):
            old = Money(earlier.get(key, 0), currency) if before else ""
            kind = say_in("figures", source, currency.symbol)
            yield FiguresLine(kind, name(key), Money(found[key], currency), old)

    yield from _summary(figures)
    yield from _hours(figures)
    by_method = QT_TRANSLATE_NOOP("figures", "By method, {0}")
    yield from parts(by_method, lambda one: one.by_method, lambda key: names.get(key, key))
    by_cashier = QT_TRANSLATE_NOOP("figures", "By cashier, {0}")
    yield from parts(by_cashier, lambda one: one.by_cashier, cashier_name)
    for day, received in figures.days.items():
        kind = say_in("figures", QT_TRANSLATE_NOOP("figures", "By day, {0}"), currency.symbol)
        weekday = weekday_words(day.weekday())
        yield FiguresLine(kind, f"{day:%d/%m/%Y}", Money(received, currency), detail=weekday)
    yield from _weekdays(figures)


def _summary(figures: CurrencyFigures) -> Iterator[FiguresLine]:
    now, before, currency = figures.now, figures.before, figures.currency
    symbol = currency.symbol
    for source, part in _SUMS:
        old = Money(part(before), currency) if before else ""
        yield FiguresLine(say_in("figures", source), symbol, Money(part(now), currency), old)
    paid = say_in("figures", QT_TRANSLATE_NOOP("figures", "Paid sales"))
    yield FiguresLine(paid, symbol, now.paid, before.paid if before else "")
    if now.average_sale is not None:
        average = say_in("figures", QT_TRANSLATE_NOOP("figures", "Average sale"))
        old_average = before.average_sale if before else None
        yield FiguresLine(
            average,
            symbol,
            Money(now.average_sale, currency),
            "" if old_average is None else Money(old_average, currency),
        )


_SUMS: tuple[tuple[str, Callable[[PeriodTakings], int]], ...] = (
    (QT_TRANSLATE_NOOP("figures", "Received"), lambda one: one.received),
    (QT_TRANSLATE_NOOP("figures", "Refunded"), lambda one: one.refunded),
    (QT_TRANSLATE_NOOP("figures", "Net"), lambda one: one.net),
)


def _hours(figures: CurrencyFigures) -> Iterator[FiguresLine]:
    now, before, currency = figures.now, figures.before, figures.currency
    earlier = before.by_hour if before else {}
    for hour in sorted({*now.by_hour, *earlier}):
        kind = say_in("figures", QT_TRANSLATE_NOOP("figures", "By hour, {0}"), currency.symbol)
        old = Money(earlier.get(hour, 0), currency) if before else ""
        yield FiguresLine(kind, hour_words(hour), Money(now.by_hour.get(hour, 0), currency), old)


def _weekdays(figures: CurrencyFigures) -> Iterator[FiguresLine]:
    currency: Currency = figures.currency
    source = QT_TRANSLATE_NOOP("figures", "Average by weekday, {0}")
    for weekday in sorted({*figures.weekdays, *figures.weekdays_before}):
        old = figures.weekdays_before.get(weekday)
        yield FiguresLine(
            say_in("figures", source, currency.symbol),
            weekday_words(weekday),
            Money(figures.weekdays.get(weekday, 0), currency),
            "" if old is None else Money(old, currency),
        )


def _outcome_lines(figures: Figures, names: Mapping[str, str]) -> Iterator[FiguresLine]:
    for one in figures.outcomes:
        name = names.get(one.method, one.method)
        if one.success_percent is not None:
            success = say_in("figures", QT_TRANSLATE_NOOP("figures", "Success rate"))
            yield FiguresLine(
                success,
                name,
                percent_words(one.success_percent),
                detail=of_words(one.paid, one.ended),
            )
        if one.still_open:
            still = say_in("figures", QT_TRANSLATE_NOOP("figures", "Still open"))
            yield FiguresLine(still, name, one.still_open)
        if one.answer:
            median = say_in("figures", QT_TRANSLATE_NOOP("figures", "Answer time, median"))
            yield FiguresLine(median, name, answer_words(one.answer.median))
            p90 = say_in("figures", QT_TRANSLATE_NOOP("figures", "Answer time, 9 in 10"))
            yield FiguresLine(p90, name, answer_words(one.answer.p90))
        for reason, charges in one.reasons.items():
            why = say_in("figures", QT_TRANSLATE_NOOP("figures", "Not paid"))
            yield FiguresLine(why, name, charges, detail=short_reason(reason))


def short_reason(reason: Reason) -> str:
    """Returns the reason as an entry of a list, without the full stop of a sentence."""
    return reason_words(reason)[0].rstrip(".")


def of_words(part: int, whole: int) -> str:
    return say_in("figures", QT_TRANSLATE_NOOP("figures", "{0} of {1}"), part, whole)
