"""ClicPay's wallets, one a payment method: their balances and their list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pos_app.sandbox.clicpay.paging import PAGING, paged
from pos_app.sandbox.server.endpoint_schema import (
    BOOLEAN,
    INTEGER,
    NUMBER,
    TEXT,
    Schema,
    exactly,
    integer,
    object_of,
    one_of,
    text,
)
from pos_app.sandbox.server.http import Call
from pos_app.sandbox.world import money
from pos_app.sandbox.world.world import REFUSED

UNANSWERED = "unanswered"
NO_MONEY = "no_money"
EXPIRED = "expired"
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
    # No codes of mKesh are known: its messages are text only.
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
        failures={
            REFUSED: "Pagamento cancelado pelo cliente",
            EXPIRED: "Sessão expirada",
        },
        failed="cancelled",
    ),
)
BY_SLUG = {method.slug: method for method in METHODS}
BY_WALLET = {method.wallet: method for method in METHODS}


_SORTED_BY = ("id", "name", "balance", "created_at")

FILTERS: Mapping[str, Schema] = {
    "payment_method_id": integer(1, 4),
    "is_active": BOOLEAN,
    "environment": one_of("sandbox", "production"),
    "include": text(example="paymentMethod"),
    "sort_by": one_of(*_SORTED_BY),
    "sort_order": one_of("asc", "desc"),
    **PAGING,
}
WALLET: Schema = {
    **object_of(
        {
            "id": INTEGER,
            "name": TEXT,
            "balance": NUMBER,
            "payment_method": exactly(id=INTEGER, name=TEXT, slug=TEXT),
        },
        required=("id", "name", "balance"),
    ),
    "additionalProperties": False,
}


def list_of_wallets(balances: Mapping[str, int], call: Call) -> dict[str, Any]:
    """Answer /me/wallets, filtered, sorted and paged as asked; balances are by slug."""
    query = call.query
    rows = [
        _shown(method, balances[method.slug], query) for method in METHODS if _asked(method, query)
    ]
    key = query.get("sort_by", "id")
    # All wallets were created together, so sorting by created_at is sorting by id. The provider
    # is not known to refuse other words: they sort by nothing.
    if key in _SORTED_BY:
        rows.sort(
            key=lambda row: row.get(key, row["id"]), reverse=query.get("sort_order") == "desc"
        )
    return paged(rows, call, "/api/v2/me/wallets", lambda row: row)


def _asked(method: Method, query: Mapping[str, str]) -> bool:
    """Filter wallets: each is active and of the sandbox environment."""
    return (
        query.get("payment_method_id", str(method.number)) == str(method.number)
        and query.get("is_active", "1").lower() in ("1", "true")
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
