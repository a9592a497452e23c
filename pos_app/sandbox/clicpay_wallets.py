"""ClicPay's wallets: one for each method, what they hold, and the list of them."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pos_app.sandbox import money
from pos_app.sandbox.wire import Call
from pos_app.sandbox.world import REFUSED

UNANSWERED = "unanswered"
NO_MONEY = "no_money"
OPENING_BALANCE = 100_000_00


@dataclass(frozen=True, slots=True)
class Method:
    number: int
    slug: str
    name: str
    wallet: int
    failures: Mapping[str, str]
    failed: str = "failed"


METHODS = (
    Method(
        number=1,
        slug="mpesa",
        name="M-Pesa",
        wallet=144365,
        failures={
            REFUSED: "INS-5: transação cancelada pelo cliente",
            UNANSWERED: "INS-9: tempo de espera esgotado",
            NO_MONEY: "INS-2006: saldo insuficiente",
        },
    ),
    Method(
        number=2,
        slug="emola",
        name="e-Mola",
        wallet=144366,
        failures={
            REFUSED: "03: transação cancelada pelo cliente",
            UNANSWERED: "11: PIN não introduzido",
            NO_MONEY: "03: saldo insuficiente",
        },
    ),
    # No codes of mKesh are known: its messages are only words.
    Method(
        number=3,
        slug="mkesh",
        name="mKesh",
        wallet=144367,
        failures={
            REFUSED: "Transação cancelada pelo cliente",
            UNANSWERED: "Tempo de espera esgotado",
            NO_MONEY: "Saldo insuficiente",
        },
    ),
    Method(
        number=4,
        slug="netshop",
        name="NetShop",
        wallet=144368,
        failures={REFUSED: "Pagamento cancelado pelo cliente"},
        failed="cancelled",
    ),
)
BY_SLUG = {method.slug: method for method in METHODS}
BY_WALLET = {method.wallet: method for method in METHODS}


def list_of_wallets(balances: Mapping[str, int], call: Call) -> dict[str, Any]:
    """Answer /me/wallets, filtered, sorted and paged as asked; balances are by slug."""
    rows = [
        _shown(method, balances[method.slug], call.query)
        for method in METHODS
        if _asked(method, call.query)
    ]
    key = call.query.get("sort_by", "id")
    descending = call.query.get("sort_order") == "desc"
    # All wallets were created together, so sorting by created_at is sorting by id.
    rows.sort(key=lambda row: row.get(key, row["id"]), reverse=descending)
    return _paged(rows, call)


def _asked(method: Method, query: Mapping[str, str]) -> bool:
    """Every wallet here is active and of the sandbox."""
    return (
        query.get("payment_method_id", str(method.number)) == str(method.number)
        and query.get("is_active", "1") in ("1", "true")
        and query.get("environment", "sandbox") == "sandbox"
    )


def _shown(method: Method, balance: int, query: Mapping[str, str]) -> dict[str, Any]:
    row = {
        "id": method.wallet,
        "name": f"Carteira {method.name}",
        "balance": money.number(balance),
    }
    if "paymentMethod" not in query.get("include", "").split(","):
        return row
    kind = {"id": method.number, "name": method.name, "slug": method.slug}
    return row | {"payment_method": kind}


def _paged(rows: Sequence[object], call: Call) -> dict[str, Any]:
    size = _positive(call.query.get("per_page"), 10)
    page = _positive(call.query.get("page"), 1)
    last = max(1, math.ceil(len(rows) / size))
    before = (page - 1) * size
    shown = rows[before : before + size]

    def link(number: int) -> str | None:
        url = f"http://{call.headers['host']}/api/v2/me/wallets?page={number}"
        return url if 1 <= number <= last else None

    return {
        "data": shown,
        "links": {
            "first": link(1),
            "last": link(last),
            "prev": link(page - 1),
            "next": link(page + 1),
        },
        "meta": {
            "current_page": page,
            "from": before + 1 if shown else None,
            "last_page": last,
            "per_page": size,
            "to": before + len(shown) if shown else None,
            "total": len(rows),
        },
    }


def _positive(text: str | None, default: int) -> int:
    return max(1, int(text)) if text and re.fullmatch("[0-9]{1,4}", text) else default
