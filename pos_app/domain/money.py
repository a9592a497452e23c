"""Money: a whole number of minor units with its currency, never a float; parsed and formatted
here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.text.typed_text import clean

if TYPE_CHECKING:
    from decimal import Decimal

NARROW_SPACE = "\u202f"
MINUS = "\u2212"
_THOUSANDS = ("00", "000")


@dataclass(frozen=True)
class CurrencyRules:
    """How a country writes its money (CLDR pt-AO, pt-MZ, en-TT)."""

    symbol: str
    symbol_first: bool
    group: str
    point: str
    # Keys of several noughts, as keypads have them where prices end in thousands. Where prices have
    # cents they would be typed by mistake.
    noughts: tuple[str, ...] = ()


class Currency(Enum):
    """The currencies of the gateways, each with two decimal places."""

    AOA = CurrencyRules("Kz", symbol_first=False, group=NARROW_SPACE, point=",", noughts=_THOUSANDS)
    MZN = CurrencyRules(
        "MTn", symbol_first=False, group=NARROW_SPACE, point=",", noughts=_THOUSANDS
    )
    TTD = CurrencyRules("$", symbol_first=True, group=",", point=".")

    @property
    def code(self) -> str:
        return self.name

    @property
    def symbol(self) -> str:
        return self.value.symbol


MINOR_PER_UNIT = 100
EXACT_DIGITS = 28  # digits that the arithmetic below keeps without rounding
# Minor units: more is no money. The journal sums in 64 bits, with room for thousands of these.
MOST = 10**15 - 1


@dataclass(frozen=True, order=False)
class Money:
    """An exact amount: `minor` units (cêntimos, cents) of `currency`."""

    minor: int
    currency: Currency

    @property
    def decimal(self) -> Decimal:
        """The amount in whole units, exactly."""
        from decimal import Decimal  # noqa: PLC0415 - not for the first paint

        return Decimal(self.plain)

    @property
    def plain(self) -> str:
        """Formats two decimals and a point, as every provider's document writes amounts on the
        wire."""
        units, cents = divmod(abs(self.minor), MINOR_PER_UNIT)
        return f"{'-' if self.minor < 0 else ''}{units}.{cents:02d}"

    @property
    def figures(self) -> str:
        """Formats by the country's rules, without the symbol: `1 500,00`."""
        rules = self.currency.value
        units, cents = divmod(abs(self.minor), MINOR_PER_UNIT)
        sign = MINUS if self.minor < 0 else ""
        return f"{sign}{f'{units:,}'.replace(',', rules.group)}{rules.point}{cents:02d}"

    @property
    def short_figures(self) -> str:
        """Formats an amount without cents as it is said: `1 500`."""
        whole = self.minor % MINOR_PER_UNIT == 0
        return self.figures.rpartition(self.currency.value.point)[0] if whole else self.figures

    def __str__(self) -> str:
        """Formats for people: `1 500,00 Kz`, `$1,500.00`. A minus comes first of all."""
        if self.currency.value.symbol_first:
            sign = MINUS if self.minor < 0 else ""
            return f"{sign}{self.currency.symbol}{self.figures.removeprefix(MINUS)}"
        return f"{self.figures}\u00a0{self.currency.symbol}"

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __add__(self, other: Money) -> Money:
        if other.currency is not self.currency:
            raise ValueError(f"cannot add {other.currency.code} to {self.currency.code}")
        return Money(self.minor + other.minor, self.currency)


def from_wire(value: object, currency: Currency) -> Money | None:
    """Parses an amount as a provider sends it; None for anything but an exact amount.

    Accepts text (`"101.09"`, `" 5000"`), int and Decimal (JSON is parsed with parse_float=Decimal).
    A third decimal other than zero is not an amount of money.
    """
    from decimal import Decimal  # noqa: PLC0415 - not for the first paint

    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    if isinstance(value, str) and not re.fullmatch(r"\s*[0-9]{1,15}(\.[0-9]{1,9})?\s*", value):
        return None
    amount = Decimal(value)
    if not amount.is_finite() or len(amount.as_tuple().digits) > EXACT_DIGITS:
        return None
    if amount.adjusted() > EXACT_DIGITS:  # too large to be worth converting
        return None
    minor = amount.scaleb(2)
    exact = minor == minor.to_integral_value() and abs(minor) <= MOST
    return Money(int(minor), currency) if exact else None


_SPACES = r"[\s']"
_SYMBOLS = r"(?i:kz|aoa|mtn?|mzn|ttd?|\$)\.?"


def divided(total: int, count: int) -> int:
    """Divides to the nearest whole number; a half goes away from zero."""
    sign = -1 if total < 0 else 1
    return sign * ((2 * abs(total) + count) // (2 * count))


def parse_amount(text: str, currency: Currency) -> Money:
    """Parses an amount as people type or paste it: `1500`, `1 500,5`, `1.500,00`, `1,500.00`.

    A single separator with exactly three digits after it (`1.500`) may mean one and a half or
    fifteen hundred: the till asks, and never guesses, since a wrong guess is a thousandfold.

    Raises BadInput with the complaint for the amount field.
    """
    typed = text and re.sub(_SPACES, "", re.sub(_SYMBOLS, "", clean(text)))
    if not typed:
        raise _complain(InputProblem.AMOUNT_EMPTY)
    if typed[0] in "-\u2212":
        raise _complain(InputProblem.AMOUNT_NOT_POSITIVE)
    if not re.fullmatch(r"[0-9]*(?:[.,][0-9]*)*", typed) or not re.search(r"[0-9]", typed):
        raise _complain(InputProblem.AMOUNT_NOT_A_NUMBER)
    units, cents = _split(typed)
    if len(units) > EXACT_DIGITS:
        raise _complain(InputProblem.AMOUNT_NOT_A_NUMBER)
    minor = int(units or "0") * MINOR_PER_UNIT + int(cents.ljust(2, "0"))
    if minor > MOST:
        raise _complain(InputProblem.AMOUNT_NOT_A_NUMBER)
    if minor == 0:
        raise _complain(InputProblem.AMOUNT_NOT_POSITIVE)
    return Money(minor, currency)


def _split(typed: str) -> tuple[str, str]:
    """Splits a figure, in either of the two habits of writing, into units and cents."""
    parts = re.split(r"[.,]", typed)
    marks = re.findall(r"[.,]", typed)
    if not marks:
        return typed, ""
    groups, last = parts[:-1], parts[-1]
    if len(set(marks)) == 1 and len(marks) > 1:  # 1.500.000: only groups
        groups, last = parts, ""
    elif len(marks) == 1 and _grouped(parts) and parts[0] != "0":
        raise _complain(InputProblem.AMOUNT_AMBIGUOUS)
    elif marks[-1] in marks[:-1]:  # 1.500,00.5
        raise _complain(InputProblem.AMOUNT_NOT_A_NUMBER)
    if len(last) > 2:  # noqa: PLR2004
        raise _complain(InputProblem.AMOUNT_TOO_PRECISE)
    if len(groups) > 1 and not _grouped(groups):
        raise _complain(InputProblem.AMOUNT_NOT_A_NUMBER)
    return "".join(groups), last


def _grouped(groups: list[str]) -> bool:
    first, *others = groups
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in others)  # noqa: PLR2004


def _complain(complaint: InputProblem) -> BadInput:
    return BadInput(Field.AMOUNT, complaint)
