"""The protocol's JSON: one reading and one writing for till and office.

Unknown fields are ignored and missing ones have their default, so that either side may be newer.
"""

import base64
from collections.abc import Callable, Mapping
from collections.abc import Sequence as AnySequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.protocol import (
    Busy,
    CodeRefused,
    Fork,
    Gap,
    InUse,
    RowRefused,
    TokenRefused,
    TooOld,
)

T = TypeVar("T")
_Turn = Callable[[Any], Any]


class RefusalForm(NamedTuple):
    """How an answer that is no success is told: its HTTP status, and its word under `error`."""

    status: int
    word: str


REFUSALS: Mapping[type, RefusalForm] = {
    TokenRefused: RefusalForm(401, "token"),
    CodeRefused: RefusalForm(403, "code"),
    Gap: RefusalForm(409, "gap"),
    Fork: RefusalForm(409, "fork"),
    InUse: RefusalForm(409, "in_use"),
    RowRefused: RefusalForm(422, "row"),
    TooOld: RefusalForm(426, "too_old"),
    Busy: RefusalForm(503, "busy"),
}
_OF_WORD: Mapping[str, type] = {refused.word: kind for kind, refused in REFUSALS.items()}


def to_json(value: object) -> dict[str, Any]:
    """Returns what `json.dumps` writes of a value of the protocol."""
    kind: Any = type(value)
    written = {name: write(getattr(value, name)) for name, (write, _) in _forms(kind).items()}
    refused = REFUSALS.get(kind)
    return {"error": refused.word, **written} if refused else written


def from_json(kind: type[T], told: Any) -> T:
    """Reads a value of this kind. Raises ValueError for anything that is none."""
    return kind(**_known(kind, _as(dict, told)))


def _known(kind: Any, told: Mapping[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in told:
            known[field.name] = _forms(kind)[field.name][1](told[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{field.name} is missing")
    return known


def refusal_from_json(told: Any) -> object | None:
    """Reads a refusal by its word; None where it is none that this side knows. Raises
    ValueError."""
    word = told.get("error") if isinstance(told, dict) else None
    kind = _OF_WORD.get(word) if isinstance(word, str) else None
    return from_json(kind, told) if kind else None


@cache
def _forms(kind: Any) -> Mapping[str, tuple[_Turn, _Turn]]:
    return {name: _form(hint) for name, hint in get_type_hints(kind).items()}


def _form(hint: Any) -> tuple[_Turn, _Turn]:
    """Returns how a value of this type is written, and read."""
    if NoneType in get_args(hint):
        return _or_none(*_form(next(one for one in get_args(hint) if one is not NoneType)))
    kind: Any = get_origin(hint) or hint
    if kind is AnySequence:
        return _several(*_form(get_args(hint)[0]))
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_dataclass(kind):
        return to_json, _reader_of(kind)
    if issubclass(kind, Enum):
        return lambda value: value.value, kind
    return lambda value: value, lambda told: _as(kind, told)


def _reader_of(kind: Any) -> _Turn:
    return lambda told: from_json(kind, told)


def _or_none(write: _Turn, read: _Turn) -> tuple[_Turn, _Turn]:
    return (
        lambda value: None if value is None else write(value),
        lambda told: None if told is None else read(told),
    )


def _several(write: _Turn, read: _Turn) -> tuple[_Turn, _Turn]:
    return (
        lambda values: [write(value) for value in values],
        lambda told: tuple(read(one) for one in _as(list, told)),
    )


def _as(kind: type, told: Any) -> Any:
    """Raises ValueError for a value of another type; a truth value is no number."""
    if type(told) is not kind and not (kind is float and type(told) is int):
        raise ValueError(f"not of the type {kind.__name__}")
    return told


def _texts(told: Any) -> dict[str, str]:
    return {_as(str, name): _as(str, value) for name, value in _as(dict, told).items()}


_ROW = [EventRow.__annotations__[name] for name in EventRow._fields]


def _row(told: Any) -> EventRow:
    """Every event of every till goes through this."""
    if list(map(type, _as(list, told))) != _ROW:
        raise ValueError("not a row of events")
    return EventRow._make(told)


def _head(told: Any) -> Head:
    number, hash_ = _as(list, told)
    return Head(_as(int, number), _as(str, hash_))


def _instant(told: Any) -> datetime:
    at = datetime.fromisoformat(_as(str, told))
    if at.tzinfo is None:
        raise ValueError("an instant without its zone")
    return at


def _bytes(told: Any) -> bytes:
    return base64.b64decode(_as(str, told), validate=True)


_PLAIN: Mapping[Any, tuple[_Turn, _Turn]] = {
    EventRow: (list, _row),
    Head: (lambda head: [head.number, head.hash], _head),
    datetime: (datetime.isoformat, _instant),
    Mapping: (dict, _texts),
    bytes: (lambda value: base64.b64encode(value).decode("ascii"), _bytes),
}
