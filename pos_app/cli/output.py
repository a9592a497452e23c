"""Sales as a script reads them and as a person does."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from pos_app.domain.sale import Sale
from pos_app.ports.journal import Recorded


def sale_as_dict(sale: Sale) -> dict[str, Any]:
    """Amounts as decimal text, instants as UTC in ISO 8601."""
    return {
        "id": sale.id,
        "number": sale.number,
        "method": sale.method,
        "amount": sale.amount.plain,
        "currency": sale.amount.currency.code,
        "phone": sale.phone.national if sale.phone else None,
        "description": sale.description,
        "status": sale.state.value,
        "reason": sale.reason.value if sale.reason else None,
        "detail": sale.detail,
        "provider_reference": sale.reference,
        "entity": sale.entity,
        "expires_at": sale.expires_at.isoformat() if sale.expires_at else None,
        "idempotency_key": sale.key,
        "tries": sale.tries,
        "business_day": sale.business_day.isoformat(),
        "created_at": sale.created_at.isoformat(),
        "updated_at": sale.updated_at.isoformat(),
        "settled_at": sale.settled_at.isoformat() if sale.settled_at else None,
        "flags": sorted(flag.value for flag in sale.flags),
    }


def event_as_dict(recorded: Recorded) -> dict[str, Any]:
    """An event with its provider's raw answer."""
    from pos_app.domain.sale import name_of  # noqa: PLC0415
    from pos_app.journal.codec import event_to_text  # noqa: PLC0415

    known = json.loads(event_to_text(recorded.event))
    return {
        "seq": recorded.seq,
        "at": recorded.at.isoformat(),
        "event": name_of(recorded.event),
        **known,
    }


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_sales(sales: Sequence[Sale]) -> None:
    for sale in sales:
        print(line_of(sale))


def line_of(sale: Sale) -> str:
    who = sale.phone.masked if sale.phone else sale.reference or ""
    flags = " ".join(f"⚑ {flag.value}" for flag in sorted(sale.flags))
    amount = f"{sale.amount!s:>18}"
    return (
        f"{sale.number:04d}  {amount}  {sale.method:<14} {who:<16} {sale.state:<9} {flags}".rstrip()
    )
