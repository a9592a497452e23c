"""Reads what an address asks for: whatever cannot be read counts as not asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

_MOST_DIGITS = 9  # of the number of a shop or a till
_MOST_TEXT = 80
_YEARS = range(1970, 2200)


def whole_number(typed: str) -> int | None:
    is_one = typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS
    return int(typed) if is_one else None


def number_of(request: Request, name: str) -> int | None:
    return whole_number(request.query_params.get(name, ""))


def day_typed(typed: str) -> date | None:
    """Returns a day as a browser sends it: `2026-11-27`. In no year before or after these did a
    till sell, and days around them would be none."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def instant_typed(typed: str) -> datetime | None:
    """Returns an instant with its zone, as an address of ours has it."""
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.tzinfo else None


def day_of(request: Request, name: str) -> date | None:
    return day_typed(request.query_params.get(name, ""))


def plain_line(typed: str) -> str:
    """Returns the words of what was typed, on one line, without what no text can have."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())


def text_of(request: Request, name: str) -> str:
    """Returns what was typed, without what no search can be for."""
    typed = request.query_params.get(name, "")[:_MOST_TEXT]
    return "".join(sign for sign in typed if sign.isprintable()).strip()
