"""WiPay: a voucher, one answer, and nothing to ask afterwards."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from gateways.examples import WIPAY, a_sale, answer

from pos_app.domain.errors import NotSetUp
from pos_app.domain.events import Mismatched, Paid, Purpose
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.gateways import catalogue, wipay
from pos_app.ports.gateway import (
    Account,
    ChargeId,
    Done,
    End,
    Indeterminate,
    NotPaid,
    RateLimited,
    Rejected,
)

CODE = "uyr8vmap230t"
SALE = a_sale("wipay", voucher=CODE)
# The document's "Success".
FEE = Money(5_00, Currency.TTD)  # "Flat transaction fee of $5.00 TTD"
SUCCESS = {
    "status": "success",
    "msg": "Voucher payment successful",
    "trxn_id": "5bda8f887426f",
    "value": "75.00",
}
# The document's table of errors.
DOCUMENTED = {
    "Parameter: account_number is missing": Reason.WRONG_KEY,
    "Parameter: account_number is unauthorized": Reason.NOT_AUTHORIZED,
    "Parameter: account_number not found": Reason.WRONG_KEY,
    "Parameter: developer_id not found": Reason.WRONG_KEY,
    "Parameter: total cannot be less than 0": Reason.BAD_AMOUNT,
    "Parameter: total has incorrect format": Reason.BAD_AMOUNT,
    "Parameter: total is missing": Reason.BAD_AMOUNT,
    "Parameter: voucher is missing": Reason.VOUCHER_UNKNOWN,
    "Parameter: voucher not found": Reason.VOUCHER_UNKNOWN,
    "Parameter: voucher value insufficient": Reason.VOUCHER_TOO_SMALL,
    "Too many attempts": Reason.TOO_MANY_REQUESTS,
}


def read(body: Any, status: int = 200) -> object:
    return wipay.parse_charge(WIPAY, SALE, answer(status, body))


def error(message: object) -> dict[str, object]:
    return {"status": "error", "msg": message}


def test_a_voucher_is_charged_as_documented() -> None:
    request = wipay.charge(WIPAY, SALE)
    assert request.line == "POST /v1/voucher_pay"
    assert request.headers == {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
    assert dict(parse_qsl(request.body)) == {
        "account_number": "4630",
        "total": "101.09",
        "voucher": CODE,
        "details": "Sale 0007",
    }
    assert not request.repeat_harmless
    assert request.read_timeout == 60  # seconds: a time-out cannot be asked about afterwards


@pytest.mark.parametrize("host", ["wipayfinancial.com", "sandbox.wipayfinancial.com"])
def test_live_and_sandbox_are_two_addresses_of_the_same_call(host: str) -> None:
    """ "API URL (Live)" and "API URL (Sandbox)"."""
    account = replace(WIPAY, base_url=f"https://{host}")
    asked_at = account.base_url + wipay.charge(account, SALE).path
    assert asked_at == f"https://{host}/v1/voucher_pay"
    assert catalogue.WIPAY.address == "https://wipayfinancial.com"


def test_a_masked_voucher_is_written_down_masked() -> None:
    """What the till keeps is the same request of a sale whose code is masked."""
    body = wipay.charge(WIPAY, replace(SALE, voucher="••••230t", description="Gás & pão")).body
    assert CODE not in body
    assert dict(parse_qsl(body))["details"] == "Gás & pão"


def test_what_wipay_cannot_do_is_never_sent() -> None:
    with pytest.raises(ValueError, match="refund"):
        wipay.charge(WIPAY, replace(SALE, purpose=Purpose.REFUND))
    with pytest.raises(NotSetUp):
        wipay.charge(Account("wipay", WIPAY.base_url), SALE)


@pytest.mark.parametrize("status", [200, 201])
@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({}, 75_00),
        ({"status": " SUCCESS "}, 75_00),
        ({"value": 75}, 75_00),
        ({"value": 0}, 0),
        ({"value": None}, None),
        ({"value": "a lot"}, None),
        ({"value": -1}, None),
    ],
)
def test_a_success_with_a_transaction_is_a_payment(
    change: dict[str, Any], left: int | None, status: int
) -> None:
    assert read({**SUCCESS, **change}, status) == Paid(
        reference="5bda8f887426f", left=left, fee=FEE
    )


@pytest.mark.parametrize("transaction", [None, "", "  ", 0, "0", True, [], {}])
def test_a_success_without_a_transaction_settles_nothing(transaction: object) -> None:
    settled = read({**SUCCESS, "trxn_id": transaction})
    assert settled == Indeterminate(Reason.UNREADABLE_ANSWER, "a success without a transaction")


def test_a_transaction_in_a_wrapping_is_kept_and_settles_nothing() -> None:
    wrapped = read({"status": "success", "data": {"trxn_id": "5bda8f887426f"}})
    assert isinstance(wrapped, Indeterminate)
    assert wrapped.charge == ChargeId("5bda8f887426f")


@pytest.mark.parametrize("order", [1, -1])
def test_the_documents_own_name_of_a_transaction_comes_before_another(order: int) -> None:
    names = {"transaction_id": "17", "trxn_id": "5bda8f887426f"}
    body = {"status": "error", "msg": "x", **dict([*names.items()][::order])}
    named = read(body)
    assert isinstance(named, Indeterminate)
    assert named.charge == ChargeId("5bda8f887426f")


@pytest.mark.parametrize(
    "fact", [{"total": "50.00"}, {"total": "999.00"}, {"total": "x"}, {"currency": "USD"},
             {"account_number": "1"}],
)  # fmt: skip
def test_a_success_that_does_not_match_keeps_the_name_of_its_transaction(
    fact: dict[str, str],
) -> None:
    odd = read({**SUCCESS, **fact})
    assert isinstance(odd, Mismatched)
    assert odd.reference == "5bda8f887426f"


@pytest.mark.parametrize("word", ["error", "failed", "", None, "successful"])
@pytest.mark.parametrize("status", [200, 201])
def test_what_is_no_success_is_no_money_though_it_names_a_transaction(
    word: str | None, status: int
) -> None:
    kept = Indeterminate(
        Reason.UNREADABLE_ANSWER,
        f"HTTP {status} Voucher payment successful",
        ChargeId("5bda8f887426f"),
    )
    assert read({**SUCCESS, "status": word}, status) == kept


@pytest.mark.parametrize("status", [202, 400, 401, 403, 429, 500, 503])
def test_a_success_under_another_status_settles_nothing(status: int) -> None:
    assert isinstance(read(SUCCESS, status), Indeterminate)


@pytest.mark.parametrize("status", [200, 400, 401, 404, 422, 451])
@pytest.mark.parametrize("message", DOCUMENTED)
def test_every_documented_error_is_a_refusal_with_its_reason(message: str, status: int) -> None:
    reason = DOCUMENTED[message]
    of_the_voucher = reason in (Reason.VOUCHER_UNKNOWN, Reason.VOUCHER_TOO_SMALL)
    no = NotPaid(End.DECLINED, reason, message) if of_the_voucher else Rejected(reason, message)
    assert read(error(message), status) == no
    shouted = read(error(f" {message.upper()}  "), status)
    assert isinstance(shouted, type(no))
    assert shouted.reason is DOCUMENTED[message]


@pytest.mark.parametrize(
    "body",
    [
        error("Something else"),
        error(None),
        error("Go away"),
        {"status": "failed", "msg": "Too many attempts"},
    ],
)
@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 429])
def test_an_error_that_nobody_documented_settles_nothing(body: object, status: int) -> None:
    assert isinstance(read(body, status), Indeterminate)


def test_an_error_that_settles_nothing_is_kept_in_its_own_words() -> None:
    assert read(error("Go away")) == Indeterminate(Reason.UNREADABLE_ANSWER, "Go away")
    assert read(error(None), 404) == Indeterminate(Reason.UNREADABLE_ANSWER, "HTTP 404")
    assert read(error("Go away"), 503) == Indeterminate(Reason.PROVIDER_DOWN, "HTTP 503 Go away")


def test_an_error_of_a_broken_server_settles_nothing() -> None:
    assert isinstance(read(error("Parameter: voucher not found"), 500), Indeterminate)
    assert isinstance(read("<html>", 200), Indeterminate)
    assert isinstance(read("", 302), Indeterminate)
    assert read(error("Too many attempts"), 429) == RateLimited(None)
    assert isinstance(read("<html>", 404), Indeterminate)


def test_an_answer_is_read_of_a_sale_whose_code_nobody_has_any_more() -> None:
    told = wipay.parse_charge(WIPAY, replace(SALE, voucher=""), answer(200, SUCCESS))
    assert told == Paid(reference="5bda8f887426f", left=75_00, fee=FEE)


def test_a_payment_without_a_voucher_proves_the_account() -> None:
    request = wipay.check(WIPAY)
    fields = dict(parse_qsl(request.body, keep_blank_values=True))
    assert fields == {"account_number": "4630", "total": "0.01", "voucher": ""}
    assert wipay.parse_check(answer(200, error("Parameter: voucher is missing"))) == Done()
    for message in ("Parameter: account_number not found", "Too many attempts"):
        meaning = wipay.parse_check(answer(200, error(message)))
        assert meaning == Rejected(DOCUMENTED[message], message)
    assert isinstance(wipay.parse_check(answer(200, SUCCESS)), Indeterminate)
    assert isinstance(wipay.parse_check(answer(503)), Indeterminate)
    broken = answer(500, error("Parameter: voucher is missing"))
    assert isinstance(wipay.parse_check(broken), Indeterminate)
