"""Accounts, sales and answers for the tests of the gateways."""

import json
from datetime import UTC, date, datetime
from typing import Any

from pos_app.domain.events import State
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Account, Answer

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
ID = "0123456789abcdef0123456789abcdef"
SECRET = "reh8inj33o3algd2tpi6tkcnrqf8rjj2"

VPOS = Account("vpos", "https://vpos.ao", {"pos_id": "100"}, SECRET)
PROXYPAY = Account("proxypay", "https://api.proxypay.co.ao", {"entity": "00411"}, SECRET)
WIKIPAY = Account("wikipay", "https://api.wikipay.ao", {}, SECRET)
WALLETS = {"mpesa": "144365", "emola": "144366", "mkesh": "144367", "netshop": "144368"}
CLICPAY = Account(
    "clicpay",
    "https://clicpay.mz",
    {f"wallets.{name}": wallet for name, wallet in WALLETS.items()},
    SECRET,
    {"webhook_secret": "whsec"},
)
WIPAY = Account("wipay", "https://wipayfinancial.com", {"account_number": "4630"})

_CURRENCIES = {"clicpay": Currency.MZN, "wipay": Currency.TTD}
_PHONES = {
    "vpos": Phone("AO", "900111222"),
    "clicpay": Phone("MZ", "841234567"),
}


def a_sale(method: str, **known: Any) -> Sale:
    provider = method.partition(".")[0]
    base: dict[str, Any] = {
        "id": ID,
        "till": "t",
        "number": 7,
        "method": method,
        "amount": Money(101_09, _CURRENCIES.get(provider, Currency.AOA)),
        "phone": _PHONES.get(provider),
        "description": "",
        "key": "a-key",
        "business_day": date(2026, 11, 20),
        "created_at": AT,
        "updated_at": AT,
        "state": State.WAITING,
    }
    return Sale(**{**base, **known})


def answer(status: int, body: Any = None, **headers: str) -> Answer:
    """Text goes as it is; everything else as JSON."""
    text = body if isinstance(body, str) else "" if body is None else json.dumps(body, default=str)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, named, text)
