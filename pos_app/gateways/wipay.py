"""WiPay: a prepaid voucher whose code the customer hands over (Trinidad and Tobago).

Source: WiPay's "Voucher API" document ("Pay"). A charge is one request, and its answer is final:
the document has neither an idempotency key nor a status to poll. If the answer is lost, only the
provider knows the outcome.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from pos_app.domain.payment_match import match_payment
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale, sale_number
from pos_app.domain.text.foreign_text import is_name, name_of, readable
from pos_app.gateways.catalogue import WIPAY
from pos_app.gateways.response_json import (
    amount_in,
    is_currency,
    is_named,
    name_in_text,
    objects_in,
    payments_only,
    read_json,
    read_object,
    read_refusal,
    text_of,
    word_of,
    words_of,
)
from pos_app.ports.gateway import (
    Account,
    Answer,
    ChargeId,
    Done,
    End,
    Indeterminate,
    Interpretation,
    NotPaid,
    Rejected,
    Request,
    Trouble,
)

PATIENCE = 60.0  # seconds: after a time-out there is nothing to poll

# "The possible values of the msg key in an error type response": all of them, in lower case.
# `developer_id` is the older name of the account number.
_ACCOUNT: Mapping[str, Reason] = {
    "parameter: account_number is missing": Reason.WRONG_KEY,
    "parameter: account_number not found": Reason.WRONG_KEY,
    "parameter: account_number is unauthorized": Reason.NOT_AUTHORIZED,
}
_VOUCHER_IS_MISSING = "parameter: voucher is missing"
ERRORS: Mapping[str, Reason] = {
    **_ACCOUNT,
    "parameter: total cannot be less than 0": Reason.BAD_AMOUNT,
    "parameter: total has incorrect format": Reason.BAD_AMOUNT,
    "parameter: total is missing": Reason.BAD_AMOUNT,
    _VOUCHER_IS_MISSING: Reason.VOUCHER_UNKNOWN,
    "parameter: voucher not found": Reason.VOUCHER_UNKNOWN,
    "parameter: voucher value insufficient": Reason.VOUCHER_TOO_SMALL,
    "too many attempts": Reason.TOO_MANY_REQUESTS,
}


_OF_THE_VOUCHER = frozenset({Reason.VOUCHER_UNKNOWN, Reason.VOUCHER_TOO_SMALL})


def charge(account: Account, sale: Sale) -> Request:
    """Takes the total, and the provider's fee on top of it, from the voucher.

    Form-encoded, as the document says. For the journal the caller passes a sale whose voucher is
    masked: the code is money.
    """
    payments_only(sale)
    return _pay(
        account,
        total=sale.amount.plain,
        voucher=sale.voucher,
        details=sale.description or f"Sale {sale_number(sale.number)}",  # it is read in Trinidad
    )


def parse_charge(account: Account, sale: Sale, answer: Answer) -> Interpretation:
    """Returns Paid for a success that has a transaction, a rejection for an error that the document
    lists.

    The answer names no amount. It is the answer to this one request, on a connection of its own,
    and the request asked for the sale's amount: that is the amount it speaks of. An error that the
    document does not list may come after the voucher was charged, so it settles nothing; nor does a
    success without a transaction, or with a text that cannot be the id of one.
    """
    body = read_object(answer)
    transaction = _transaction_in(body)
    named = transaction or _name_in(answer)
    is_success = word_of(body.get("status")) == "success"
    if not is_success and not named:
        return _declined(_read_error(answer))
    if not named:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "a success without a transaction")
    started = answer.status in (HTTPStatus.OK, HTTPStatus.CREATED)
    if not (is_success and started and is_name(transaction)):
        return _with(named, answer)
    left = amount_in(body, sale.amount.currency, "value")
    minor = left.minor if left is not None and left.minor >= 0 else None
    total = amount_in(body, sale.amount.currency, "total")
    told = match_payment(
        sale,
        amount=total if is_named(body, "total") else sale.amount,
        concerns_this_sale=_agrees(account, sale, body),
        left=minor,
        fee=WIPAY.money(WIPAY.fee),
    )
    return replace(told, reference=transaction)  # also where it does not match


def _name_in(answer: Answer) -> str:
    """Returns a transaction's id, however deep and however its field is written, and however little
    of the rest can be read; empty where there is none."""
    layers = objects_in(read_json(answer))
    told = (
        {"trxn_id": value}
        for layer in layers
        for name, value in layer.items()
        if _is_for_the_transaction(name)
    )
    by_text = {"trxn_id": name_in_text(answer, _is_for_the_transaction)}
    return next((name for name in map(_transaction_in, [*told, by_text]) if name), "")


def _is_for_the_transaction(field: str) -> bool:
    return _TRANSACTION.fullmatch(field) is not None


_TRANSACTION = re.compile(r"tr(?:xn|ansaction)[\W_]*id", re.IGNORECASE)


def _transaction_in(body: Mapping[str, object]) -> str:
    transaction = text_of(body.get("trxn_id"))
    # Some write 0 for what is not there.
    return name_of(transaction) if transaction.strip("0.") else ""


def _with(transaction: str, answer: Answer) -> Indeterminate:
    """Interprets an error that names a transaction: perhaps of this charge. The provider has
    nothing to poll, so that a person has to compare it with the provider's list."""
    detail = f"HTTP {answer.status} {words_of(answer)}".rstrip()
    return Indeterminate(Reason.UNREADABLE_ANSWER, detail, ChargeId(transaction))


def _agrees(account: Account, sale: Sale, body: Mapping[str, object]) -> bool:
    """Returns whether the currency and the account are this sale's, where the answer names them."""
    named = is_named(body, "account_number")
    ours = not named or text_of(body["account_number"]) == account.options.get("account_number")
    return ours and is_currency(body, sale.amount.currency)


def check(account: Account) -> Request:
    """Builds a payment without a voucher, which can take nothing from anybody. It counts as one of
    the five calls a minute."""
    return _pay(account, total="0.01", voucher="", details="")


def parse_check(answer: Answer) -> Done | Trouble:
    """Parses the check: the complaint that the voucher is missing proves that the account may
    charge."""
    trouble = _read_error(answer)
    asked_for = isinstance(trouble, Rejected) and _message(answer) == _VOUCHER_IS_MISSING
    return Done() if asked_for else trouble


def _pay(account: Account, *, total: str, voucher: str, details: str) -> Request:
    fields = {
        "account_number": account.option("account_number"),
        "total": total,
        "voucher": voucher,
        **({"details": details} if details else {}),
    }
    return Request(
        "POST",
        "/v1/voucher_pay",
        {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
        body=urlencode(fields),
        read_timeout=PATIENCE,
    )


def _declined(trouble: Trouble) -> Interpretation:
    """Turns a complaint about the voucher into a no to this payment, and not to the shop's
    request."""
    if isinstance(trouble, Rejected) and trouble.reason in _OF_THE_VOUCHER:
        return NotPaid(End.DECLINED, trouble.reason, trouble.detail)
    return trouble


def _read_error(answer: Answer) -> Trouble:
    """Interprets an error. If the document lists it, nothing was done with the voucher, under
    whatever status of HTTP it comes; a broken server's word does not count. An unlisted error
    settles nothing: it may come from a proxy or firewall that blocked the provider's answer."""
    body = read_object(answer)
    words = readable(text_of(body.get("msg")))
    if word_of(body.get("status")) != "error" or not words:
        return read_refusal(answer, own=False)
    reason = ERRORS.get(_message(answer))
    busy = answer.status == HTTPStatus.TOO_MANY_REQUESTS
    if busy or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return read_refusal(answer, own=reason is not None)
    return Rejected(reason, words) if reason else Indeterminate(Reason.UNREADABLE_ANSWER, words)


def _message(answer: Answer) -> str:
    words = word_of(read_object(answer).get("msg")).replace("developer_id", "account_number")
    return " ".join(words.split())
