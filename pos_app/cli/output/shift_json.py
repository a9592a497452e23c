"""Formats shifts and the drawer as JSON for scripts; amounts are decimal text with a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.books.takings import given_back, merged, net, received

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pos_app.domain.books.drawer import CashDrawer, CashLine
    from pos_app.domain.books.shift import ShiftDocument
    from pos_app.domain.money import Money


def shift_as_dict(document: ShiftDocument, *, is_open: bool) -> dict[str, Any]:
    return {
        "shift": document.since,
        "cashier": document.cashier or None,
        "opened_at": document.opened_at.isoformat(),
        "closed_at": None if is_open else document.at.isoformat(),
        "closed_by": document.by or None,
        "received": _amounts(received(document.takings)),
        "given_back": _amounts(given_back(document.takings)),
        "net": _amounts(net(document.takings)),
        "totals": [
            {
                "method": line.method,
                "kind": line.kind.value,
                "count": line.count,
                **_amount(line.amount),
            }
            for line in merged(document.takings)
        ],
        "sales": [
            {"status": line.state.value, "count": line.count, **_amount(line.amount)}
            for line in document.sales
        ],
        "drawer": [
            {
                "expected": count.expected.plain,
                "counted": count.counted.plain,
                "difference": count.difference.plain,
                "currency": count.counted.currency.code,
            }
            for count in document.drawer
        ],
        "kept": _amounts(document.kept),
    }


def drawer_as_dict(drawer: CashDrawer) -> dict[str, Any]:
    return {
        "expected": drawer.expected.plain,
        "currency": drawer.currency.code,
        "lines": [_line(line) for line in drawer.lines],
    }


def _line(line: CashLine) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "at": line.at.isoformat(),
        "amount": line.amount.plain,
        "by": line.by or None,
        "count": line.count,
        "sale": line.number,
        "why": line.why or None,
    }


def _amounts(amounts: Iterable[Money]) -> list[dict[str, str]]:
    return [_amount(amount) for amount in amounts]


def _amount(amount: Money) -> dict[str, str]:
    return {"amount": amount.plain, "currency": amount.currency.code}
