"""Serialization of events, notes and sales: to the JSON and the rows of the journal, and back."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, partial
from operator import itemgetter
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from pos_app.domain.audit_notes import NOTES, Note
from pos_app.domain.events import EVENTS, Event, Flag, Purpose, State
from pos_app.domain.fold import made
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.journal import UnmatchedPayment

Turn = Callable[[Any], Any]


def instant_text(at: datetime) -> str:
    """Formats an instant in UTC with microseconds, so that texts sort as instants do."""
    utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return utc.isoformat("T", "microseconds")


def _as_it_is(value: Any) -> Any:
    return value


# A writer to JSON and a reader for each type.
_FORMS: Mapping[type, tuple[Turn, Turn]] = {
    Money: (
        lambda money: [money.minor, money.currency.code],
        lambda pair: Money(pair[0], Currency[pair[1]]),
    ),
    Phone: (lambda phone: phone.e164, Phone.from_e164),
    datetime: (instant_text, datetime.fromisoformat),
    date: (date.isoformat, date.fromisoformat),
    Mapping: (dict, _as_it_is),
}


def _form(hint: Any) -> tuple[Turn, Turn]:
    """Returns how a value of this type is written, and read."""
    if NoneType in get_args(hint):
        hint = next(option for option in get_args(hint) if option is not NoneType)
    if get_origin(hint) is tuple:
        write, read = _form(get_args(hint)[0])
        return lambda many: [write(one) for one in many], lambda many: tuple(map(read, many))
    kind: type = get_origin(hint) or hint
    if issubclass(kind, Enum):
        return lambda one: one.value, {one.value: one for one in kind}.__getitem__
    if is_dataclass(kind) and kind not in _FORMS:
        return _told, partial(_value_of, kind)
    return _FORMS.get(kind, (_as_it_is, kind))


@dataclass(frozen=True)
class _Shape:
    """The fields of an event, a note or a sale: the default of each, and how it is written and
    read."""

    blank: Mapping[str, Any]
    write: Mapping[str, Turn]
    read: Mapping[str, Turn]


@cache
def _shape(kind: Any) -> _Shape:
    forms = {name: _form(hint) for name, hint in get_type_hints(kind).items()}
    return _Shape(
        blank={one.name: None if one.default is MISSING else one.default for one in fields(kind)},
        write={name: write for name, (write, _) in forms.items()},
        read={name: read for name, (_, read) in forms.items()},
    )


def _written(write: Mapping[str, Turn], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: None if value is None else write[name](value) for name, value in values.items()}


def word_of(event: Event | Note) -> str:
    """Returns the word for its kind on disk, and in the chain."""
    return word_for(type(event))


def word_for(kind: type[Event] | type[Note]) -> str:
    """Returns the word for this kind of events or notes on disk."""
    return _WORDS[kind]


_WORDS: Mapping[type, str] = {kind: word for word, kind in (*EVENTS.items(), *NOTES.items())}


def event_to_text(event: Event | Note) -> str:
    """Writes canonical JSON: sorted keys, no blanks, no value that equals its default."""
    return _WRITER.encode(_told(event))


def _told(value: Any) -> dict[str, Any]:
    kind: type = type(value)
    shape = _shape(kind)
    told = {name: one for name, one in vars(value).items() if one != shape.blank[name]}
    return _written(shape.write, told)


_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_READER = json.JSONDecoder()


def event_from_text(name: str, text: str) -> Event:
    """Parses the output of `event_to_text`. Raises KeyError, TypeError or ValueError on anything
    else."""
    event: Event = _from_text(EVENTS[name], text)
    return event


def note_from_text(name: str, text: str) -> Note:
    """Parses the output of `event_to_text` for a note. Raises as `event_from_text` does."""
    note: Note = _from_text(NOTES[name], text)
    return note


def _from_text(kind: type, text: str) -> Any:
    told, end = _READER.raw_decode(text)
    if end != len(text):
        raise ValueError("not one object of JSON")
    return _value_of(kind, told)


def _value_of(kind: type, told: Any) -> Any:
    if type(told) is not dict:
        raise ValueError("not one object of JSON")
    shape = _shape(kind)
    read = shape.read
    known = dict(shape.blank)
    for name, value in told.items():
        known[name] = None if value is None else read[name](value)
    return made(kind, known)


# The columns of `sales` whose form differs from the field's in an event.
_COLUMNS: Mapping[str, Turn] = {
    "amount": lambda money: money.minor,
    "flags": lambda flags: " ".join(sorted(flags)) if flags else "",
    "cleared": lambda flags: " ".join(sorted(flags)) if flags else "",
    "fields": lambda fields: json.dumps(fields, sort_keys=True),
}


# Fields whose column has another name, as every journal's file knows it.
_NAMED_OTHERWISE: Mapping[str, str] = {
    "status_path": "follow",
    "unexpected_minor": "beside",
    "voucher_balance_minor": "left",
    "held_minor": "held",
    "refunded_minor": "returned",
    "tendered_minor": "tendered",
    "pledged_minor": "pledged",
    "received_minor": "received",
    "pending_operation": "under_way",
}


_FIELDS = tuple(field.name for field in fields(Sale))
SALE_COLUMNS = (*(_NAMED_OTHERWISE.get(name, name) for name in _FIELDS), "currency")


@cache
def _turns() -> Sequence[tuple[int, Turn]]:
    """Returns the places in a row whose form differs from the field's in a sale."""
    write = {**_shape(Sale).write, **_COLUMNS}
    turns = [(place, write[name]) for place, name in enumerate(_FIELDS)]
    return [(place, turn) for place, turn in turns if turn is not _as_it_is]


def sale_values(sale: Sale) -> list[Any]:
    """Returns the row of `sales`, in the order of its columns: the amount as minor units, and its
    currency."""
    row = [*_values_of(vars(sale)), sale.amount.currency.code]
    for place, write in _turns():
        if row[place] is not None:
            row[place] = write(row[place])
    return row


_values_of = itemgetter(*_FIELDS)


def sale_to_row(sale: Sale) -> dict[str, Any]:
    """Returns the row of `sales` by the names of its columns."""
    return dict(zip(SALE_COLUMNS, sale_values(sale), strict=True))


def sale_from_row(row: Mapping[str, Any]) -> Sale:
    """Parses the output of `sale_to_row`."""
    known = dict(row)
    for name, column in _NAMED_OTHERWISE.items():
        known[name] = known.pop(column)
    known["amount"] = Money(known["amount"], Currency[known.pop("currency")])
    known["phone"] = Phone.from_e164(known["phone"]) if known["phone"] else None
    known["business_day"] = date.fromisoformat(known["business_day"])
    for name in ("created_at", "updated_at", "first_sent_at"):
        known[name] = _instant(known[name])
    for name in ("expires_at", "expected_at", "settled_at", "valid_until", "sent_there"):
        known[name] = _instant(known[name])
    known["state"] = State(known["state"])
    known["purpose"] = Purpose(known["purpose"])
    known["fields"] = json.loads(known["fields"]) if known["fields"] else None
    known["reason"] = Reason(known["reason"]) if known["reason"] else None
    for name in ("cancelling", "restored", "by_hand"):
        known[name] = bool(known[name])
    for name in ("flags", "cleared"):
        known[name] = frozenset(Flag(flag) for flag in known[name].split())
    return Sale(**known)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def stray_to_row(stray: UnmatchedPayment) -> dict[str, Any]:
    """Returns the row of `strays`: the amount as minor units, where it is one."""
    return {
        "method": stray.method,
        "payment": stray.payment,
        "reference": stray.reference,
        "sale": stray.sale,
        "amount": stray.amount.minor if stray.amount else None,
        "currency": stray.amount.currency.code if stray.amount else "",
        "first_seen": instant_text(stray.first_seen),
        "last_seen": instant_text(stray.last_seen),
        "raw": stray.raw,
        "queued": int(stray.queued),
        "taken_at": instant_text(stray.taken_at) if stray.taken_at else None,
        "taken_by": stray.taken_by,
        "why": stray.why,
        "provider_at": instant_text(stray.provider_at) if stray.provider_at else None,
        "period": stray.period,
        "fee": stray.fee.minor if stray.fee else None,
    }


def stray_from_row(row: Mapping[str, Any]) -> UnmatchedPayment:
    """Parses the output of `stray_to_row`."""
    amount, currency = row["amount"], row["currency"]
    return UnmatchedPayment(
        method=row["method"],
        payment=row["payment"],
        reference=row["reference"],
        sale=row["sale"],
        amount=Money(amount, Currency[currency]) if amount is not None else None,
        raw=row["raw"],
        queued=bool(row["queued"]),
        first_seen=datetime.fromisoformat(row["first_seen"]),
        last_seen=datetime.fromisoformat(row["last_seen"]),
        taken_at=_instant(row["taken_at"]),
        taken_by=row["taken_by"],
        why=row["why"],
        provider_at=_instant(row["provider_at"]),
        period=row["period"],
        fee=Money(row["fee"], Currency[currency]) if row["fee"] is not None else None,
    )
