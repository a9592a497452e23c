"""Amounts of a statement: exact, in whichever habit of writing its column shows."""

import re
from collections.abc import Iterable
from decimal import Decimal

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import MOST
from pos_app.gateways.statements.table import Cell

_SYMBOLS = re.compile(r"(?i:kz|aoa|akz|mtn?|mzn|mt|tt\$?|ttd|\$|\+)\.?")
_BLANKS = re.compile(r"[\s'\u2019]")
# (1.500,00), 1.500,00-, -1.500,00, 1.500,00 D: four ways to say that it went out.
_OUT = re.compile(r"\((.+)\)|(.+)[-\u2212]|[-\u2212](.+)|(.+)(?i:D[BR]?)")
_IN = re.compile(r"(?i:CR?)$")
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_GROUP = 3
_DECIMALS = 2


def decimal_sign(cells: Iterable[Cell]) -> str:
    """Returns the sign before the cents that a column of amounts shows; empty where it shows none,
    or both. Raises BadInput where each amount could be a thousand times as much."""
    figures = [found[0] for cell in cells if isinstance(cell, str) and (found := _figure(cell))]
    shown = {sign for figure in figures if (sign := _sign_in(figure))}
    if len(shown) == 1:
        return shown.pop()
    if not shown and any(re.search(r"[.,]", figure) for figure in figures):
        raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_AMOUNTS_AMBIGUOUS)
    return ""


def minor_units(cell: Cell, decimal: str) -> int | None:
    """Returns an amount in minor units; None for anything but an exact amount of money. With
    `decimal` both habits are read by that one sign."""
    if isinstance(cell, Decimal):
        return _exact(cell)
    if not isinstance(cell, str) or (found := _figure(cell)) is None:
        return None
    figure, goes_out = found
    sign = decimal or _sign_in(figure)
    if not sign and re.search(r"[.,]", figure):
        return None  # it may be one and a half, or fifteen hundred
    whole, _, cents = figure.rpartition(sign) if sign and sign in figure else (figure, "", "")
    groups = re.split(r"[.,]", whole)
    if any(len(group) != _GROUP for group in groups[1:]) or re.search(r"[.,]", cents):
        return None
    minor = _exact(Decimal(f"{''.join(groups)}.{cents or '0'}"))
    return -minor if minor is not None and goes_out else minor


def _figure(text: str) -> tuple[str, bool] | None:
    """Returns the bare figure of an amount, and whether it went out."""
    bare = _IN.sub("", _SYMBOLS.sub("", _BLANKS.sub("", text)))
    out = _OUT.fullmatch(bare)
    figure = next(filter(None, out.groups()), "") if out else bare
    return (figure, out is not None) if _FIGURE.fullmatch(figure) else None


def _sign_in(figure: str) -> str:
    """Returns the sign before the cents, where this one figure leaves no doubt."""
    signs = re.findall(r"[.,]", figure)
    if not signs:
        return ""
    last = signs[-1]
    if len(set(signs)) > 1:
        return str(last)
    if len(signs) > 1:  # 1.500.000: groups alone
        return "," if last == "." else "."
    whole, _, rest = figure.partition(last)
    is_group = len(rest) == _GROUP and len(whole) <= _GROUP and whole.lstrip("0") == whole
    return "" if is_group else str(last)


def _exact(amount: Decimal) -> int | None:
    if amount.adjusted() > len(str(MOST)):
        return None
    minor = amount.scaleb(_DECIMALS)
    return int(minor) if minor == minor.to_integral_value() and abs(minor) <= MOST else None
