"""Faults that falsify an answer: other fields, other types, malformed JSON."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import simplejson

from pos_app.sandbox.server.fault_rules import Rule

_NUMERIC = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")

Change = Callable[[Any, Rule], Any]


def compact(data: Any) -> str:
    return simplejson.dumps(data, separators=(",", ":"), ensure_ascii=False)


def on_payments(change: Callable[[list[Any]], list[Any]]) -> Change:
    """Apply it to each payment of a queue: a bare list, or one under "payments"."""

    def changed(data: Any, _rule: Rule) -> Any:
        if isinstance(data, list):
            return change(data)
        if isinstance(data, dict) and isinstance(data.get("payments"), list):
            return data | {"payments": change(data["payments"])}
        return data

    return changed


def merged(data: Any, rule: Rule) -> Any:
    """Overwrite fields of an object, or of each in a list, and leave others out."""
    if isinstance(data, list):
        return [merged(each, rule) for each in data]
    if not isinstance(data, dict):
        return data
    kept = {name: value for name, value in data.items() if name not in rule.without}
    return kept | dict(rule.fields)


def wrapped(data: Any, rule: Rule) -> Any:
    """Merge, and put the answer under one key if the rule names one."""
    changed = merged(data, rule)
    return {rule.wrap: changed} if rule.wrap else changed


def upper(data: Any, rule: Rule) -> Any:
    """Write the status in capitals, whatever it is, and merge as well."""
    if isinstance(data, dict) and isinstance(data.get("status"), str):
        data = data | {"status": data["status"].upper()}
    return merged(data, rule)


def retyped(data: Any, _rule: Rule) -> Any:
    return _swapped(data)


def _swapped(data: Any) -> Any:
    """Turn numbers into text and numeric text into numbers, which lose their leading zeros."""
    match data:
        case dict():
            return {name: _swapped(value) for name, value in data.items()}
        case list():
            return [_swapped(value) for value in data]
        case bool() | None:
            return data
        case int() | Decimal():
            return str(data)
        case str() if _NUMERIC.fullmatch(data):
            return Decimal(data) if "." in data else int(data)
        case _:
            return data


# Malformed JSON, which no library writes: duplicate keys, and values that are no JSON.

Pair = Callable[[str, Any], list[str]]


def text_with_false_first(data: Any, rule: Rule) -> str:
    return _written(data, rule.fields, lambda true, false: [compact(false), true])


def text_with_false_last(data: Any, rule: Rule) -> str:
    return _written(data, rule.fields, lambda true, false: [true, compact(false)])


def text_with_raw_values(data: Any, rule: Rule) -> str:
    return _written(data, rule.fields, lambda _true, raw: [str(raw)])


def _written(data: Any, fields: Mapping[str, Any], choose: Pair) -> str:
    """Write JSON in which the named keys have the chosen values, wherever an object has them."""
    if isinstance(data, list):
        return f"[{','.join(_written(each, fields, choose) for each in data)}]"
    if not isinstance(data, dict):
        return compact(data)
    pairs = []
    for name, value in data.items():
        true = _written(value, fields, choose)
        values = choose(true, fields[name]) if name in fields else [true]
        pairs += [f"{compact(name)}:{each}" for each in values]
    return f"{{{','.join(pairs)}}}"
