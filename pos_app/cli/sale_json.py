"""Formats sales, events and notes as JSON for scripts, and lists as tables for people."""

import json
from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any

from pos_app.cli.terminal import say, takes_utf8
from pos_app.domain.events import Purpose
from pos_app.domain.money import Money
from pos_app.domain.payment_instructions import page_of
from pos_app.domain.sale import Sale
from pos_app.domain.text.foreign_text import escaped, name_of, shown
from pos_app.ports.backups import Copy
from pos_app.ports.journal import Noted, Recorded, UnmatchedPayment


def sale_as_dict(sale: Sale) -> dict[str, Any]:
    """Amounts as decimal text and never below zero: `purpose` says which way the money goes.
    Instants as UTC in ISO 8601."""
    return {
        "id": sale.id,
        "number": sale.number,
        "purpose": sale.purpose.value,
        "parent": sale.parent,
        "method": sale.method,
        "amount": sale.amount.plain,
        "currency": sale.amount.currency.code,
        "phone": sale.phone.national if sale.phone else None,
        "description": sale.description,
        "invoice": sale.invoice or None,
        "status": sale.state.value,
        "reason": sale.reason.value if sale.reason else None,
        "detail": shown(sale.detail),
        "by": sale.by or None,
        "cashier": sale.cashier or None,
        "provider_reference": _named(sale.reference),
        "entity": _named(sale.entity),
        "voucher": sale.voucher or None,
        "voucher_balance": _amount(sale, sale.voucher_balance_minor),
        "left": _amount(sale, sale.voucher_balance_minor),  # the same under its old key
        "held": _amount(sale, sale.held_minor),
        "returned": _amount(sale, sale.refunded_minor),
        "checkout": page_of(sale) or None,
        "fields": dict(sale.fields) if sale.fields else {},
        "valid_until": _instant(sale.valid_until),
        "expires_at": _instant(sale.expires_at),
        "idempotency_key": sale.key,
        "tries": sale.tries,
        "business_day": sale.business_day.isoformat(),
        "created_at": sale.created_at.isoformat(),
        "updated_at": sale.updated_at.isoformat(),
        "settled_at": _instant(sale.settled_at),
        "flags": sorted(flag.value for flag in sale.flags),
        "cleared": sorted(flag.value for flag in sale.cleared),
        "unexpected": _amount(sale, sale.unexpected_minor),
        "beside": _amount(sale, sale.unexpected_minor),  # the same under its old key
        "restored": sale.restored,
        "by_hand": sale.by_hand,
        "tendered": _amount(sale, sale.tendered_minor),
        "change": sale.change.plain if sale.change else None,
        "received": _amount(sale, _received(sale)),
        "pledged": _amount(sale, sale.pledged_minor),
    }


def _received(sale: Sale) -> int:
    """Returns the minor units that moved by a sale; those of a split sale came by its parts."""
    return sale.received_minor if sale.purpose is Purpose.SPLIT else abs(sale.taken)


def _named(text: str | None) -> str | None:
    """Returns the name as it stands, or a trace of one that can be no name, as old journals may
    hold."""
    return None if text is None else name_of(text)


def _amount(sale: Sale, minor: int | None) -> str | None:
    return None if minor is None else Money(minor, sale.amount.currency).plain


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def event_as_dict(recorded: Recorded) -> dict[str, Any]:
    """Returns an event with its provider's raw answer."""
    from pos_app.domain.events import name_of  # noqa: PLC0415
    from pos_app.journal.codec import event_to_text  # noqa: PLC0415

    known = json.loads(event_to_text(recorded.event))
    return {
        "seq": recorded.seq,
        "at": recorded.at.isoformat(),
        "event": name_of(recorded.event),
        **known,
    }


def note_as_dict(noted: Noted) -> dict[str, Any]:
    """Returns a note without its digests, which tell a person nothing."""
    from pos_app.domain.audit_notes import name_of  # noqa: PLC0415
    from pos_app.journal.codec import event_to_text  # noqa: PLC0415

    blank = {one.name: one.default for one in fields(noted.note) if one.default is not MISSING}
    known = {**blank, **json.loads(event_to_text(noted.note))}
    plain = {name: value for name, value in known.items() if name not in _DIGESTS}
    return {"seq": noted.seq, "at": noted.at.isoformat(), "note": name_of(noted.note), **plain}


_DIGESTS = ("digest", "sealed_code", "version")


def unmatched_as_dict(unmatched: UnmatchedPayment) -> dict[str, Any]:
    return {
        "method": unmatched.method,
        "payment": name_of(unmatched.payment),
        "reference": name_of(unmatched.reference) or None,
        "sale": name_of(unmatched.sale) or None,
        "amount": unmatched.amount.plain if unmatched.amount else None,
        "currency": unmatched.amount.currency.code if unmatched.amount else None,
        "queued": unmatched.queued,
        "first_seen": unmatched.first_seen.isoformat(),
        "last_seen": unmatched.last_seen.isoformat(),
        "taken_at": unmatched.taken_at.isoformat() if unmatched.taken_at else None,
        "taken_by": unmatched.taken_by or None,
        "why": unmatched.why or None,
    }


def copy_as_dict(copy: Copy) -> dict[str, Any]:
    return {
        "path": str(copy.path),
        "till": copy.till,
        "sales": copy.sales,
        "until": _instant(copy.until),
        "head": {"number": copy.head.number, "hash": copy.head.hash},
    }


def print_json(value: Any) -> None:
    """Prints one line. JSON is in UTF-8 (RFC 8259, 8.1); where the output is not, ASCII escapes say
    the same. Control characters that a terminal would obey are escaped too, more than RFC 8259, 7,
    asks for."""
    text = escaped(json.dumps(value, ensure_ascii=False))
    say(text if takes_utf8(text) else json.dumps(value))


def print_table(rows: Sequence[Sequence[str]]) -> None:
    say(*table_of(rows))


def table_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """Aligns columns to their widest entry, a line a row. No entry can fake another row."""
    rows = [[" ".join(shown(cell).splitlines()) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    cells = ([f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)] for row in rows)
    return ["  ".join(row).rstrip() for row in cells]
