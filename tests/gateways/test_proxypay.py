"""ProxyPay: references, the payments queue, the webhook's signature."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from gateways.examples import ID, PROXYPAY, SECRET, a_sale, answer

from pos_app.domain.errors import BadInput, Field, InputProblem, NotSetUp
from pos_app.domain.events import Purpose
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways import proxypay
from pos_app.ports.gateway import (
    Account,
    ChargeAccepted,
    Done,
    Indeterminate,
    InvalidSignature,
    QueuedPayment,
    QueuePage,
    RateLimited,
    ReferenceIssued,
    Rejected,
)

NEW = a_sale("proxypay")
REFERRED = a_sale("proxypay", reference="904800000")
SANDBOX = replace(PROXYPAY, base_url="https://api.sandbox.proxypay.co.ao")

# The document's "Get Payments", and the payment that real clients saw in the sandbox.
BANK = {
    "transaction_id": 26356, "terminal_type": "IB", "terminal_transaction_id": 0,
    "terminal_location": None, "terminal_id": 4644327306, "reference_id": 111111139,
    "product_id": None, "period_start_datetime": "2007-03-13T19:00:00Z", "period_id": 1562,
    "period_end_datetime": "2007-03-14T19:00:00Z", "parameter_id": None, "id": 156200026356,
    "fee": "50.00", "entity_id": 411, "datetime": "2017-01-17T09:08:00Z", "custom_fields": {},
    "amount": "1000.01",
}  # fmt: skip


def payment(**change: Any) -> dict[str, Any]:
    return {
        "id": 156200026356, "reference_id": 904800000, "entity_id": 411, "amount": "101.09",
        "fee": None, "terminal_id": "0000000001", "terminal_period_id": 3,
        "custom_fields": {"sale": ID}, **change,
    }  # fmt: skip


# --- references -----------------------------------------------------------------------------------


def test_a_reference_takes_an_id_and_then_the_reference_under_it() -> None:
    assert proxypay.charge(PROXYPAY, NEW).line == "POST /reference_ids"
    request = proxypay.charge(PROXYPAY, REFERRED)
    assert request.line == "PUT /references/904800000"
    assert json.loads(request.body) == {
        "amount": "101.09",
        "end_datetime": "2026-11-21T11:00:00+01:00",
        "custom_fields": {"sale": ID, "number": "0007", "till": "t"},
    }
    assert proxypay.charge(PROXYPAY, REFERRED) == request  # a repeat is the same request
    assert request.repeat_harmless
    assert request.headers["Authorization"] == f"Token {SECRET}"
    assert request.headers["Accept"] == "application/vnd.proxypay.v2+json"
    assert SECRET not in request.line + request.body


def test_a_reference_without_an_entity_is_not_made_since_nobody_could_pay_it() -> None:
    with pytest.raises(NotSetUp):
        proxypay.charge(Account("proxypay", PROXYPAY.base_url, {}, SECRET), NEW)


def test_proxypay_knows_no_refund() -> None:
    with pytest.raises(ValueError, match="refund"):
        proxypay.charge(PROXYPAY, replace(REFERRED, purpose=Purpose.REFUND))


@pytest.mark.parametrize(
    ("until", "written"),
    [
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), "2026-12-31"),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), "2027-01-01T00:59:59+01:00"),
        (datetime(2026, 12, 31, 12, 30, tzinfo=UTC), "2026-12-31T13:30:00+01:00"),
    ],
)
def test_the_end_of_a_day_is_written_as_its_date(until: datetime, written: str) -> None:
    sale = replace(REFERRED, valid_until=until)
    assert json.loads(proxypay.charge(PROXYPAY, sale).body)["end_datetime"] == written
    read = proxypay.parse_charge(PROXYPAY, sale, answer(204))
    assert isinstance(read, ChargeAccepted)
    assert read.expires_at == until


def test_a_reference_ends_on_a_whole_second() -> None:
    sale = replace(REFERRED, valid_until=datetime(2026, 12, 31, 12, 30, 7, 999_999, UTC))
    body = json.loads(proxypay.charge(PROXYPAY, sale).body)
    assert body["end_datetime"] == "2026-12-31T13:30:07+01:00"
    read = proxypay.parse_charge(PROXYPAY, sale, answer(204))
    assert isinstance(read, ChargeAccepted)
    assert read.expires_at == datetime(2026, 12, 31, 12, 30, 7, tzinfo=UTC)
    put = proxypay.put_reference(
        PROXYPAY, "904800000", amount=None, end=sale.valid_until, fields={}
    )
    assert json.loads(put.body)["end_datetime"] == "2026-12-31T13:30:07+01:00"


def test_typed_fields_go_along_and_never_take_the_place_of_ours() -> None:
    sale = replace(REFERRED, fields={"invoice": "2018/0333", "sale": "another", "till": "another"})
    fields = json.loads(proxypay.charge(PROXYPAY, sale).body)["custom_fields"]
    assert fields == {"invoice": "2018/0333", "sale": ID, "number": "0007", "till": "t"}


@pytest.mark.parametrize(("typed", "owned"), [(6, True), (7, False)])
def test_a_sale_of_an_earlier_version_keeps_within_what_the_provider_takes(
    typed: int, *, owned: bool
) -> None:
    """It may have one typed field more than a sale of this version: its till's id gives way."""
    many = {str(n): "x" for n in range(typed)}
    sale = replace(REFERRED, description="rent", fields=many)
    fields = json.loads(proxypay.charge(PROXYPAY, sale).body)["custom_fields"]
    assert len(fields) == 10
    assert ("till" in fields) is owned


def test_a_reference_may_be_open_in_its_amount_and_in_time() -> None:
    request = proxypay.put_reference(PROXYPAY, "004800000", amount=None, end=None, fields={})
    assert request.line == "PUT /references/4800000"  # no number of JSON begins with zero
    assert json.loads(request.body) == {"custom_fields": {}}


@pytest.mark.parametrize(
    ("body", "reference"),
    [("475545250", "475545250"), ("47554525", "047554525"), ('"1"', "000000001")],
)
def test_a_reference_id_is_nine_digits_to_people(body: str, reference: str) -> None:
    assert proxypay.parse_charge(PROXYPAY, NEW, answer(200, body)) == ReferenceIssued(reference)


@pytest.mark.parametrize("status", [201, 202, 404, 409, 500])
def test_a_number_under_another_status_is_no_reference_id(status: int) -> None:
    assert isinstance(
        proxypay.parse_charge(PROXYPAY, NEW, answer(status, "475545250")), Indeterminate
    )


@pytest.mark.parametrize("body", ["", "null", "true", "-1", "1.5", "1234567890", '"abc"', "[1]"])
def test_what_is_no_reference_id_is_none(body: str) -> None:
    assert isinstance(proxypay.parse_charge(PROXYPAY, NEW, answer(200, body)), Indeterminate)


def test_a_made_reference_can_be_paid_at_its_entity_until_it_expires() -> None:
    read = proxypay.parse_charge(PROXYPAY, REFERRED, answer(204))
    assert read == ChargeAccepted(
        reference="904800000", entity="00411", expires_at=datetime(2026, 11, 21, 10, tzinfo=UTC)
    )


@pytest.mark.parametrize(("entity", "told"), [("411", "00411"), ("00411", "00411"), ("", None)])
def test_an_entity_is_five_figures_to_people(entity: str, told: str | None) -> None:
    account = replace(PROXYPAY, options={"entity": entity})
    read = proxypay.parse_charge(account, REFERRED, answer(204))
    assert isinstance(read, ChargeAccepted)
    assert read.entity == told


@pytest.mark.parametrize(
    ("status", "made"), [(204, True), (200, True), (201, False), (202, False), (500, False)]
)
def test_a_reference_is_made_under_the_documents_status(status: int, *, made: bool) -> None:
    read = proxypay.parse_charge(PROXYPAY, REFERRED, answer(status))
    assert isinstance(read, ChargeAccepted if made else Indeterminate)
    page = proxypay.parse_charge(PROXYPAY, REFERRED, answer(status, "<html>Sign in</html>"))
    assert isinstance(page, Indeterminate)


PROBLEM = {"param": "end_datetime", "message": "is in the past"}


@pytest.mark.parametrize(
    ("status", "body", "meant"),
    [
        (400, PROBLEM, Rejected(Reason.BAD_REQUEST, "HTTP 400 end_datetime: is in the past")),
        (400, [PROBLEM], Rejected(Reason.BAD_REQUEST, "HTTP 400 end_datetime: is in the past")),
        (400, [PROBLEM, {"param": "amount", "message": "x"}],
         Rejected(Reason.BAD_AMOUNT, "HTTP 400 end_datetime: is in the past; amount: x")),
        # Half of the document's form, or a list of which one entry is not in it.
        (400, {"param": "amount"}, Indeterminate(Reason.UNREADABLE_ANSWER, "HTTP 400 amount:")),
        (400, {"message": "No"}, Indeterminate(Reason.UNREADABLE_ANSWER, "HTTP 400 No")),
        (400, [PROBLEM, {"x": 1}],
         Indeterminate(Reason.UNREADABLE_ANSWER, "HTTP 400 end_datetime: is in the past")),
        (400, '"No"', Indeterminate(Reason.UNREADABLE_ANSWER, "HTTP 400 No")),
        (401, '"Unauthorized"', Rejected(Reason.WRONG_KEY, "HTTP 401 Unauthorized")),
        (401, {"error": "No"}, Rejected(Reason.WRONG_KEY, "HTTP 401 No")),
        (401, {"errors": ["No"]}, Rejected(Reason.WRONG_KEY, "HTTP 401")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sale", [NEW, REFERRED], ids=["id", "reference"])
def test_a_refusal_is_one_in_the_documents_form(
    sale: Sale, status: int, body: Any, meant: object
) -> None:
    """Of errors other than 400 it says that they are JSON and shows none."""
    assert proxypay.parse_charge(PROXYPAY, sale, answer(status, body)) == meant


@pytest.mark.parametrize("listed", [True, False])
def test_a_validation_error_is_kept_in_its_own_words(*, listed: bool) -> None:
    error = {"param": "amount", "message": "must be between 0.01 and 99999999.99"}
    read = proxypay.parse_charge(PROXYPAY, REFERRED, answer(400, [error] if listed else error))
    detail = "HTTP 400 amount: must be between 0.01 and 99999999.99"
    assert read == Rejected(Reason.BAD_AMOUNT, detail)


def test_a_reference_is_taken_away_and_what_is_gone_is_gone() -> None:
    assert proxypay.cancel(PROXYPAY, REFERRED).line == "DELETE /references/904800000"
    assert proxypay.delete_reference(PROXYPAY, "000000012").line == "DELETE /references/12"
    assert proxypay.parse_cancel(answer(204)) == Done()
    assert proxypay.parse_cancel(answer(404, {"message": "Not Found"})) == Done()
    with pytest.raises(ValueError, match="number"):
        proxypay.cancel(PROXYPAY, NEW)
    for none in ("", "x", "1234567890"):
        with pytest.raises(BadInput) as refused:
            proxypay.delete_reference(PROXYPAY, none)
        assert refused.value.field is Field.REFERENCE
        assert refused.value.complaint is InputProblem.REFERENCE_NOT_ONE


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, "<html>Welcome to nginx</html>"), (404, "<html>nginx</html>"), (404, ""), (404, "no")],
)
def test_an_answer_of_something_else_takes_nothing_away(status: int, body: str) -> None:
    assert isinstance(proxypay.parse_cancel(answer(status, body)), Indeterminate)


# --- the queue ------------------------------------------------------------------------------------


def test_the_queue_is_asked_for_as_documented() -> None:
    assert proxypay.queue(PROXYPAY, 0).line == "GET /payments?n=100"
    assert proxypay.queue(PROXYPAY, 30) == proxypay.queue(PROXYPAY, 0)
    acknowledged = proxypay.acknowledge(PROXYPAY, "160100011938")
    assert acknowledged.line == "DELETE /payments/160100011938"


@pytest.mark.parametrize(
    "change",
    [{}, {"amount": Decimal("101.09")}, {"reference_id": "904 800 000"}, {"id": "156200026356"}],
)
def test_a_payment_in_the_queue_is_read_in_any_form(change: dict[str, Any]) -> None:
    text = json.dumps([payment(**change)], default=float)
    (read,) = _payments(proxypay.parse_queue(PROXYPAY, answer(200, text)))
    assert (read.id, read.reference, read.sale) == ("156200026356", "904800000", ID)
    assert read.amount == Money(101_09, Currency.AOA)


def test_the_documents_payment_is_read() -> None:
    (read,) = _payments(proxypay.parse_queue(PROXYPAY, answer(200, [BANK])))
    assert (read.id, read.reference, read.sale) == ("156200026356", "111111139", "")
    assert read.amount == Money(1000_01, Currency.AOA)
    assert json.loads(read.raw) == BANK


def test_a_payment_names_the_entity_that_its_reference_is_under() -> None:
    (read,) = _payments(proxypay.parse_queue(PROXYPAY, answer(200, [payment(entity_id=999)])))
    assert (read.reference, read.entity) == ("904800000", "999")


def _payments(read: object) -> Sequence[QueuedPayment]:
    assert isinstance(read, QueuePage)
    return read.payments


@pytest.mark.parametrize(
    ("entries", "whole"),
    [
        ([], True),
        ([payment()], True),
        ([payment(), {"reference_id": 1}], False),
        ([payment(id=n) for n in range(100)], False),
        ([payment(id=n) for n in range(99)] + ["nonsense"], False),
    ],
)
def test_a_queue_was_seen_whole_only_if_nothing_can_stand_behind_what_was_read(
    entries: list[Any], *, whole: bool
) -> None:
    read = proxypay.parse_queue(PROXYPAY, answer(200, entries))
    assert isinstance(read, QueuePage)
    assert read.whole is whole


def test_what_is_gone_from_the_queue_was_acknowledged() -> None:
    assert proxypay.parse_acknowledge(answer(204)) == Done()
    assert proxypay.parse_acknowledge(answer(404, {"message": "Not Found"})) == Done()
    assert isinstance(proxypay.parse_acknowledge(answer(503)), Indeterminate)


def test_the_queue_tells_a_good_key_from_a_wrong_one() -> None:
    assert proxypay.check(PROXYPAY).line == "GET /payments?n=1"
    assert proxypay.parse_check(answer(200, "[]")) == Done()
    wrong = proxypay.parse_check(answer(401, {"message": "Unauthorized"}))
    assert wrong == Rejected(Reason.WRONG_KEY, "HTTP 401 Unauthorized")
    assert isinstance(proxypay.parse_check(answer(200, "<html>")), Indeterminate)


# --- the webhook ----------------------------------------------------------------------------------

BODY = json.dumps(payment()).encode()


def sign(body: bytes, secret: str = SECRET) -> dict[str, str]:
    return {"x-signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}


def test_a_signed_payment_is_read_like_one_of_the_queue() -> None:
    read = proxypay.parse_webhook(PROXYPAY, sign(BODY), BODY)
    (queued,) = _payments(proxypay.parse_queue(PROXYPAY, answer(200, [payment()])))
    assert read == queued


def test_the_key_that_stands_twice_in_the_document_does_no_harm() -> None:
    """ "Get Payments": the second payment of the example has `parameter_id` twice."""
    once = json.dumps(payment(parameter_id=0))
    twice = once.replace("{", '{"parameter_id": 0, ', 1)
    (queued,) = _payments(proxypay.parse_queue(PROXYPAY, answer(200, f"[{twice}]")))
    assert queued.id == "156200026356"
    body = twice.encode()
    assert isinstance(proxypay.parse_webhook(PROXYPAY, sign(body), body), QueuedPayment)
    for spoilt in (
        once.replace("{", '{"parameter_id": 1, ', 1),
        once.replace("{", '{"amount": "101.09", ', 1),
        once.replace("{", '{"id": 7, ', 1),
    ):
        body = spoilt.encode()
        assert proxypay.parse_webhook(PROXYPAY, sign(body), body) == InvalidSignature()
        assert not _payments(proxypay.parse_queue(PROXYPAY, answer(200, f"[{spoilt}]")))


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, BODY),
        ({"x-signature": ""}, BODY),
        ({"x-signature": "é" * 64}, BODY),
        (sign(BODY, "another"), BODY),
        (sign(BODY), BODY + b" "),
        (sign(BODY), b""),
        ({"x-signature": sign(BODY)["x-signature"].upper()}, BODY),
        ({"x-signature": "sha256=" + sign(BODY)["x-signature"]}, BODY),
        (sign(b"[]"), b"[]"),
        (sign(b"\xff"), b"\xff"),
        (sign(b'{"id": null}'), b'{"id": null}'),
    ],
)
def test_a_payment_that_is_not_signed_or_not_one_is_forged(
    headers: Mapping[str, str], body: bytes
) -> None:
    assert proxypay.parse_webhook(PROXYPAY, headers, body) == InvalidSignature()


def test_without_a_key_nobody_can_sign() -> None:
    bare = replace(PROXYPAY, secret="")
    assert proxypay.parse_webhook(bare, sign(BODY, ""), BODY) == InvalidSignature()


# --- the sandbox's own ----------------------------------------------------------------------------


def test_a_mock_payment_is_made_at_the_sandbox() -> None:
    request = proxypay.mock_payment(SANDBOX, "904800000", Money(9701_84, Currency.AOA))
    assert request.line == "POST /payments"
    assert json.loads(request.body) == {"reference_id": 904800000, "amount": "9701.84"}
    assert not request.repeat_harmless


@pytest.mark.parametrize(
    "address", ["https://api.proxypay.co.ao", "https://API.proxypay.co.ao:443"]
)
def test_a_mock_payment_is_never_made_where_money_is_real(address: str) -> None:
    with pytest.raises(BadInput, match="real") as refused:
        proxypay.mock_payment(
            replace(PROXYPAY, base_url=address), "904800000", Money(1, Currency.AOA)
        )
    assert (refused.value.field, refused.value.complaint) == (
        Field.METHOD, InputProblem.MONEY_IS_REAL,
    )  # fmt: skip


def test_the_answer_to_a_mock_payment_is_the_payment() -> None:
    read = proxypay.parse_mock_payment(answer(200, payment(reference_id="904800000")))
    assert isinstance(read, QueuedPayment)
    assert (read.id, read.reference) == ("156200026356", "904800000")
    assert isinstance(proxypay.parse_mock_payment(answer(201, payment())), QueuedPayment)
    assert isinstance(proxypay.parse_mock_payment(answer(202, payment())), Indeterminate)
    assert isinstance(proxypay.parse_mock_payment(answer(200, "[]")), Indeterminate)
    slow = answer(429, {"message": "Too Many Requests"}, retry_after="7")
    assert proxypay.parse_mock_payment(slow) == RateLimited(7.0)
