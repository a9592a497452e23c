"""Formats a close as JSON for scripts: everything that its slip has, amounts as decimal text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.audit_notes import PinRefused
from pos_app.domain.books.takings import fees, given_back, merged, net, received
from pos_app.gateways.catalogue import BRANDS
from pos_app.words.audit import close_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pos_app.domain.books.day_close import CloseDocument
    from pos_app.domain.books.takings import TakingsLine
    from pos_app.domain.money import Money
    from pos_app.ports.closing import DayCloseSheet


def sheet_as_dict(sheet: DayCloseSheet) -> dict[str, Any]:
    """Amounts have a sign: what left the shop is less than zero."""
    document = sheet.document
    return {
        **_document(document),
        "closed_before": sheet.closed_at.isoformat() if sheet.closed_at else None,
        "restored": [note.put_aside for note in sheet.restored],
        "wrong_pins": sum(isinstance(note, PinRefused) for note in sheet.notes),
        "lacks_recovery_code": sheet.lacks_code,
        "audit": close_words(sheet.notes, BRANDS),
    }


def _document(document: CloseDocument) -> dict[str, Any]:
    return {
        "number": document.number,
        "day": document.day.isoformat(),
        "by": document.by or None,
        "at": document.at.isoformat(),
        "since": document.begins_at.isoformat() if document.begins_at else None,
        "received": _amounts(received(document.takings)),
        "given_back": _amounts(given_back(document.takings)),
        "net": _amounts(net(document.takings)),
        "fees": _amounts(fees(document.takings)),
        "totals": [_line(line) for line in merged(document.takings)],
        "cashiers": [{**_line(line), "cashier": line.cashier} for line in document.takings],
        "days": [{"day": one.day.isoformat(), **_amount(one.amount)} for one in document.days],
        "earlier": [
            {
                "number": one.number,
                "day_of_sale": one.sold_on.isoformat(),
                "method": one.method,
                "reference": one.reference or None,
                "kind": one.kind.value,
                **_amount(one.amount),
            }
            for one in document.earlier
        ],
        "unsettled": [
            {
                "number": one.number,
                "business_day": one.sold_on.isoformat(),
                "method": one.method,
                "purpose": one.purpose.value,
                "status": one.state.value,
                "flags": [flag.value for flag in one.flags],
                "description": one.description,
                **_amount(one.amount),
            }
            for one in document.carried
        ],
        "settled_by_hand": [
            {
                "number": one.number,
                "method": one.method,
                "paid": one.paid,
                "flag": one.flag.value if one.flag else None,
                "by": one.by,
                "why": one.why,
                **_amount(one.amount),
            }
            for one in document.settled
        ],
        "overridden": [_odd(one.number, one.duplicate_of, one.amount) for one in document.odd
                       if one.duplicate_of is not None],
        "unprinted": [_odd(one.number, None, one.amount) for one in document.odd
                      if one.duplicate_of is None],
        "paper": [
            {
                "document": one.kind.value,
                "name": one.name,
                "sale": one.sale,
                "status": one.state.value,
                "why": one.hitch.value or None,
                "printer": one.printer or None,
                "at": one.at.isoformat(),
            }
            for one in document.paper
        ],
        "drawer": [
            {
                "expected": count.expected.plain,
                "counted": count.counted.plain,
                "difference": count.difference.plain,
                "currency": count.expected.currency.code,
            }
            for count in document.drawer
        ],
    }  # fmt: skip


def _line(line: TakingsLine) -> dict[str, Any]:
    return {
        "method": line.method,
        "kind": line.kind.value,
        "count": line.count,
        **_amount(line.amount),
        "fee": line.fee.plain if line.fee else None,
    }


def _odd(number: int, duplicate_of: int | None, amount: Money) -> dict[str, Any]:
    known = {} if duplicate_of is None else {"duplicate_of": duplicate_of}
    return {"number": number, **known, **_amount(amount)}


def _amount(amount: Money) -> dict[str, str]:
    return {"amount": amount.plain, "currency": amount.currency.code}


def _amounts(amounts: Sequence[Money]) -> Mapping[str, str]:
    """Returns one amount for each currency, by its code."""
    return {amount.currency.code: amount.plain for amount in amounts}
