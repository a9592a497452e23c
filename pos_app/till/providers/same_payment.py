"""Comparison of two reports of a payment, for providers that give the same id more than once.

A provider may report the same payment in other words: numbers as text, an instant in another zone,
by a webhook in place of the queue. The fields that both reports have then agree. Another payment
differs in a field that both have: its amount, its instant, its transaction at the terminal.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any


def is_same_payment(raw: str, other: str) -> bool:
    """Compares the entries as their provider wrote them. Unreadable entries are the same only if
    their texts are equal."""
    if raw == other:
        return True
    try:
        one, two = json.loads(raw), json.loads(other)
        return isinstance(one, dict) and isinstance(two, dict) and _agree(one, two)
    except (ValueError, RecursionError):
        return False


def _agree(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    named = (name for name in one.keys() & two.keys() if not _is_absent(one, two, name))
    return all(_meaning(one[name]) == _meaning(two[name]) for name in named)


def _is_absent(one: Mapping[str, Any], two: Mapping[str, Any], name: str) -> bool:
    return one[name] in (None, "") or two[name] in (None, "")


def _meaning(value: object) -> object:
    """Returns a value without the form that it is written in."""
    if isinstance(value, dict):
        return {name: _meaning(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_meaning(inner) for inner in value]
    text = str(value).strip().lower()
    for read in (_number, _instant):
        if (meant := read(text)) is not None:
            return meant
    return text


def _number(text: str) -> Decimal | None:
    """Parses a number. `nan` and its like are words that somebody typed: as numbers they equal
    nothing."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _instant(text: str) -> datetime | None:
    """Parses an instant, to the second: field notes show instants with nanoseconds."""
    try:
        return datetime.fromisoformat(re.sub(r"\.\d+", "", text.upper()))
    except ValueError:
        return None
