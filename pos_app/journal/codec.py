"""Events and sales as the journal writes them, and back."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from pos_app.domain.events import EVENTS, Event, Flag, Purpose, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.notes import NOTES, Note
from pos_app.domain.phone import Phone
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.journal import Stray


def instant_text(at: datetime) -> str:
    """UTC with microseconds, so that texts sort as instants do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


# The first that fits: an instant is a date too.
_ENCODERS: Sequence[tuple[type, Callable[[Any], Any]]] = (
    (Money, lambda money: [money.minor, money.currency.code]),
    (Phone, lambda phone: phone.e164),
    (datetime, instant_text),
    (date, lambda day: day.isoformat()),
    (Enum, lambda one: one.value),
    (Mapping, dict),
)


def _encode(value: Any) -> Any:
    return next((encode(value) for kind, encode in _ENCODERS if isinstance(value, kind)), value)


def _decode(kind: type, value: Any) -> Any:
    if kind is Money:
        return Money(value[0], Currency[value[1]])
    if kind is Phone:
        return Phone.from_e164(value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    return value if kind is Mapping else kind(value)


@cache
def _kinds(event: type) -> Mapping[str, type]:
    """The type of each field, the None of an optional one apart."""
    return {name: _bare(hint) for name, hint in get_type_hints(event).items()}


def _bare(hint: Any) -> type:
    """The type behind an optional one, and behind one with parameters."""
    if NoneType in get_args(hint):
        hint = next(option for option in get_args(hint) if option is not NoneType)
    kind: type = get_origin(hint) or hint
    return kind


def event_to_text(event: Event | Note) -> str:
    """Canonical JSON: sorted keys, no blanks, nothing that equals its default."""
    known = {
        field.name: _encode(value)
        for field in fields(event)
        if (value := getattr(event, field.name)) != _default(field)
    }
    return json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _default(field: "Field[Any]") -> Any:
    return None if field.default is MISSING else field.default


def event_from_text(name: str, text: str) -> Event:
    """The inverse of `event_to_text`. Raises KeyError, TypeError or ValueError on anything else."""
    event: Event = _from_text(EVENTS[name], text)
    return event


def note_from_text(name: str, text: str) -> Note:
    """The inverse of `event_to_text` for a note. Raises as `event_from_text` does."""
    note: Note = _from_text(NOTES[name], text)
    return note


def _from_text(kind: Any, text: str) -> Any:
    kinds = _kinds(kind)
    known = {
        field: None if value is None else _decode(kinds[field], value)
        for field, value in json.loads(text).items()
    }
    for field in fields(kind):
        if field.default is MISSING:
            known.setdefault(field.name, None)
    return kind(**known)


def sale_to_row(sale: Sale) -> dict[str, Any]:
    """The row of `sales`: the amount as minor units beside its currency."""
    row = {field.name: _encode(getattr(sale, field.name)) for field in fields(sale)}
    row["amount"], row["currency"] = row["amount"]
    row["cancelling"] = int(sale.cancelling)
    row["flags"] = " ".join(sorted(sale.flags))
    row["cleared"] = " ".join(sorted(sale.cleared))
    row["fields"] = None if sale.fields is None else json.dumps(sale.fields, sort_keys=True)
    return row


def sale_from_row(row: Mapping[str, Any]) -> Sale:
    """The inverse of `sale_to_row`."""
    known = dict(row)
    known["amount"] = Money(known["amount"], Currency[known.pop("currency")])
    known["phone"] = Phone.from_e164(known["phone"]) if known["phone"] else None
    known["business_day"] = date.fromisoformat(known["business_day"])
    for name in ("created_at", "updated_at", "first_sent_at"):
        known[name] = _instant(known[name])
    for name in ("expires_at", "expected_at", "settled_at", "valid_until"):
        known[name] = _instant(known[name])
    known["state"] = State(known["state"])
    known["purpose"] = Purpose(known["purpose"])
    known["fields"] = json.loads(known["fields"]) if known["fields"] else None
    known["reason"] = Reason(known["reason"]) if known["reason"] else None
    known["cancelling"] = bool(known["cancelling"])
    for name in ("flags", "cleared"):
        known[name] = frozenset(Flag(flag) for flag in known[name].split())
    return Sale(**known)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def stray_to_row(stray: Stray) -> dict[str, Any]:
    """The row of `strays`: the amount as minor units, where it is one."""
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
    }


def stray_from_row(row: Mapping[str, Any]) -> Stray:
    """The inverse of `stray_to_row`."""
    amount, currency = row["amount"], row["currency"]
    return Stray(
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
    )
