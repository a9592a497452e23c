"""The simulated WiPay API: prepaid vouchers (Trinidad and Tobago).

Readings where the document is silent (wipay-voucher.txt):

* Every answer is HTTP 200, refusals too: only "status" tells them apart.
* Fields are checked in the order of the table of errors, after the number of calls.
* Every call counts towards the five a minute, the refused ones too, as the text says "calls".
* Anything but a form carries no parameters, so a client that posts JSON hears that the first one
  is missing (field notes).
* A total of zero is refused with the message for negative ones: there is no other.
* Details of any length are taken: no error is documented for them.
* A voucher is found in capitals too; customers read it from a slip of paper.
* The ledger holds the total, which is what the shop gets; the voucher loses the fee as well.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.responses import Response

from pos_app.sandbox.server.endpoint_schema import (
    TEXT,
    Described,
    Schema,
    Told,
    any_of,
    exactly,
    object_of,
    one_of,
    text,
)
from pos_app.sandbox.server.http import Call, Endpoint, RefusedError, json_answer, phrase
from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import MINUTE, Instant
from pos_app.sandbox.world.world import Movement, World

ACCOUNT = "4630"
UNVERIFIED_ACCOUNT = "4631"
CURRENCY = "TTD"

# The HTTP statuses nearest to the table of errors.
_MESSAGES = {
    401: "Parameter: account_number not found",
    403: "Parameter: account_number is unauthorized",
    429: "Too many attempts",
}
_FEE = 500
_MOST_CALLS = 5
_FORM = "application/x-www-form-urlencoded"
_NEGATIVE = re.compile(r"-[0-9]+(\.[0-9]{1,2})?")

VOUCHERS: Mapping[str, int] = {
    "uyr8vmap230t": 500_00,
    "jxaqe48tfvbs": 200_00,
    "zmq8x0y29usv": 100_00,
    "xq62mu0s81jv": 50_00,
    "b4zytr8e37si": 10_00,
    "6v75kwyg3t0i": 5_00,
}

_ANYBODYS = 500_00  # what any other code holds, where anybody may pay
_CODE = re.compile("[0-9a-z]{12}")

SET_ASIDE = (
    *((voucher, f"a voucher of TTD {money.text(value)}") for voucher, value in VOUCHERS.items()),
    ("any other code", "not found;"),
    ("", f"with --anybody-pays a voucher of TTD {money.text(_ANYBODYS)}"),
    (f"account {UNVERIFIED_ACCOUNT}", "an account that is not verified"),
)


@dataclass(frozen=True, slots=True)
class Spent:
    voucher: str
    amount: int


@dataclass(frozen=True, slots=True)
class Received:
    at: Instant


class WiPay:
    name = "wipay"
    title = "WiPay vouchers v1"
    security: Schema | None = None

    def __init__(self, world: World) -> None:
        self._world = world
        self._spent = world.shelf("wipay.spent", Spent)
        self._calls = world.shelf("wipay.calls", Received)

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"base_url": base_url, "account_number": ACCOUNT}

    def endpoints(self) -> Sequence[Endpoint]:
        return (Endpoint("POST", "/v1/voucher_pay", self._pay, _PAYING),)

    def failures(self) -> Mapping[int, Told]:
        return {status: Told(phrase(status), _REFUSAL) for status in (404, 405, 429, 500)}

    def check(self, call: Call) -> None:
        """Allow every caller: there is no key, only the account number."""

    def error(self, status: int) -> object:
        return {"status": "error", "msg": _MESSAGES.get(status) or phrase(status)}

    def _pay(self, call: Call) -> Response:
        self._count_call()
        form = _form(call)
        _check_account(form)
        total = _total(form)
        voucher, value = self._voucher(form)
        left = value - total - _FEE
        if left < 0 or value <= _FEE:
            raise _refused("Parameter: voucher value insufficient")
        before = next(reversed(self._spent), None) if call.by_habit("same_id") else None
        transaction = secrets.token_hex(7)[:13]
        self._spent[transaction] = Spent(voucher, total + _FEE)
        self._world.move(
            Movement(
                self.name,
                "charge",
                total,
                CURRENCY,
                transaction,
                self._world.clock.now(),
                told_as=before,
                notes=form.get("details"),
                fee=_FEE,
            )
        )
        return json_answer(
            {
                "status": "success",
                "msg": "Voucher payment successful",
                "trxn_id": before or transaction,
                "value": money.text(left),
            }
        )

    def _count_call(self) -> None:
        now = self._world.clock.now()
        # Oldest first, so it reads only the calls that it deletes.
        while self._calls and now - self._calls[oldest := next(iter(self._calls))].at > MINUTE:
            del self._calls[oldest]
        self._calls[secrets.token_hex(8)] = Received(now)
        if len(self._calls) > _MOST_CALLS:
            raise _refused("Too many attempts")

    def _voucher(self, form: Mapping[str, str]) -> tuple[str, int]:
        voucher = form.get("voucher", "").strip().lower()
        if not voucher:
            raise _refused("Parameter: voucher is missing")
        anybodys = self._world.anybody_pays and _CODE.fullmatch(voucher)
        value = VOUCHERS.get(voucher, _ANYBODYS if anybodys else None)
        if value is None:
            raise _refused("Parameter: voucher not found")
        spent = sum(each.amount for each in self._spent.values() if each.voucher == voucher)
        return voucher, value - spent


def _refused(message: str) -> RefusedError:
    return RefusedError(200, {"status": "error", "msg": message})


def _form(call: Call) -> dict[str, str]:
    if call.content_type != _FORM:
        return {}
    return dict(parse_qsl(call.body.decode("utf-8", "replace"), keep_blank_values=True))


def _check_account(form: Mapping[str, str]) -> None:
    account = (form.get("account_number") or form.get("developer_id") or "").strip()
    if not account:
        raise _refused("Parameter: account_number is missing")
    if account == UNVERIFIED_ACCOUNT:
        raise _refused("Parameter: account_number is unauthorized")
    if account != ACCOUNT:
        raise _refused("Parameter: account_number not found")


def _total(form: Mapping[str, str]) -> int:
    text = form.get("total", "").strip()
    total = money.read_text(text)
    if not text:
        raise _refused("Parameter: total is missing")
    if total == 0 or _NEGATIVE.fullmatch(text):
        raise _refused("Parameter: total cannot be less than 0")
    if total is None:
        raise _refused("Parameter: total has incorrect format")
    return total


# Descriptions

_REFUSAL: Schema = exactly(status=one_of("error"), msg=TEXT)
_ACCOUNT = text("[0-9]{1,12}", example=ACCOUNT)
_PAYING = Described(
    "Pay with a voucher",
    {
        200: Told(
            "Paid, or why not",
            any_of(exactly(status=one_of("success"), msg=TEXT, trxn_id=TEXT, value=TEXT), _REFUSAL),
        )
    },
    body=object_of(
        {
            "account_number": _ACCOUNT,
            "developer_id": _ACCOUNT,
            "details": text(most=254),
            "total": text(r"[0-9]{1,3}(\.[0-9]{1,2})?", example="10.00"),
            "voucher": any_of(one_of(*VOUCHERS), text("[0-9a-z]{12}")),
        },
        required=["account_number", "total", "voucher"],
    ),
    body_type=_FORM,
)
