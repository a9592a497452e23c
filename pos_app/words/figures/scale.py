"""How a picture writes its amounts: in units, thousands or millions, and the lines of its axis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pos_app.domain.money import MINUS, divided
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.money import Currency


@dataclass(frozen=True)
class Scale:
    """How a picture writes its amounts: in units of so many minor units, with or without a
    tenth."""

    currency: Currency
    unit: int
    tenths: bool

    @property
    def unit_words(self) -> str:
        return say_in("figures", _UNITS[self.unit], self.currency.symbol)

    def rounded(self) -> Scale:
        """Returns the scale without tenths, for amounts that have none."""
        return replace(self, tenths=False)

    def short(self, minor: int) -> str:
        """Returns the amount to the nearest that the picture shows: `18,4`."""
        sign = MINUS if minor < 0 else ""
        if not self.tenths:
            return f"{sign}{grouped(divided(abs(minor), self.unit), self.currency)}"
        whole, tenth = divmod(divided(10 * abs(minor), self.unit), 10)
        return f"{sign}{grouped(whole, self.currency)}{self.currency.value.point}{tenth}"


_UNITS: Mapping[int, str] = {
    100: QT_TRANSLATE_NOOP("figures", "{0}"),
    100_000: QT_TRANSLATE_NOOP("figures", "thousand {0}"),
    100_000_000: QT_TRANSLATE_NOOP("figures", "million {0}"),
    100_000_000_000: QT_TRANSLATE_NOOP("figures", "billion {0}"),
}
_LONGEST = 100  # shown units from which on a tenth says nothing
_SMALLEST = 10  # shown units below which a smaller unit says more


def scale_of(amounts: Sequence[int], currency: Currency) -> Scale:
    """Returns the scale in which the largest of these amounts has two to four digits."""
    most = max(map(abs, amounts), default=0)
    units = [unit for unit in _UNITS if most >= _SMALLEST * unit]
    unit = units[-1] if units else min(_UNITS)
    return Scale(currency, unit, tenths=most < _LONGEST * unit)


def ticks_of(most: int, scale: Scale) -> list[int]:
    """Returns the amounts at the lines of an axis, from zero to below `most`, at most four of
    them after zero."""
    least = scale.unit // 10 if scale.tenths else scale.unit
    step = least
    while most > 4 * step:
        step = _next_step(step)
    return list(range(0, most + 1, step))


def _next_step(step: int) -> int:
    """Returns the next of 1, 2, 5, 10, 20, 50, …"""
    first = int(str(step)[0])
    return {1: 2 * step, 2: 5 * step // 2}.get(first, 2 * step)


def grouped(whole: int, currency: Currency) -> str:
    """Returns a whole number in groups of three, as the currency's country writes it."""
    return f"{whole:,}".replace(",", currency.value.group)
