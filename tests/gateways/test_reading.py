"""Reading what providers send: every documented form, every oddity, and any nonsense at all."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Flag, Mismatched, Paid, Sale, State
from pos_app.gateways import clicpay, proxypay, vpos
from pos_app.ports.gateway import (
    Account,
    Answer,
    Busy,
    Done,
    End,
    LookElsewhere,
    NoSuchThing,
    NotPaid,
    NumberGiven,
    QueuedPayment,
    QueuePage,
    StillWaiting,
    TakenOn,
    TurnedAway,
    Unclear,
)

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
VPOS = Account("vpos", "https://vpos.ao", {"pos_id": "100"}, "secret")
CLICPAY = Account("clicpay", "https://clicpay.mz", {"wallets.mpesa": "144365"}, "secret")
PROXYPAY = Account("proxypay", "https://api.proxypay.co.ao", {"entity": "00411"}, "secret")


def a_sale(method: str, **known: Any) -> Sale:
    currency = Currency.MZN if method.startswith("clicpay") else Currency.AOA
    phone = Phone("MZ", "841234567") if currency is Currency.MZN else Phone("AO", "900111222")
    base: dict[str, Any] = {
        "id": "0" * 32,
        "till": "t",
        "number": 7,
        "method": method,
        "amount": Money(101_09, currency),
        "phone": phone,
        "description": "",
        "key": "a-key",
        "business_day": date(2026, 11, 20),
        "created_at": AT,
        "updated_at": AT,
        "state": State.WAITING,
    }
    return Sale(**{**base, **known})


TRANSACTION = "/api/v1/transactions/1jHbXEbRTIbbwaoJ6w06nLcRG7X"
PUSHED = a_sale("vpos", follow=TRANSACTION, reference="1jHbXEbRTIbbwaoJ6w06nLcRG7X")
CLICKED = a_sale(
    "clicpay.mpesa", follow="/api/v2/transactions/CP123456789/status", reference="CP123456789"
)
REFERRED = a_sale("proxypay", reference="904800000", phone=None)


def answer(status: int, body: Any = None, **headers: str) -> Answer:
    text = body if isinstance(body, str) else "" if body is None else json.dumps(body, default=str)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, named, text)


# --- vPOS -----------------------------------------------------------------------------------------


def transaction(**change: Any) -> dict[str, Any]:
    return {
        "amount": "101.09",
        "clearing_period": None,
        "id": "1jHbXEbRTIbbwaoJ6w06nLcRG7X",
        "mobile": "900111222",
        "parent_transaction_id": None,
        "pos_id": 100,
        "status": "accepted",
        "status_datetime": "2020-10-23T14:41:00Z",
        "status_reason": None,
        "type": "payment",
        **change,
    }


def test_a_vpos_payment_is_asked_for_as_documented() -> None:
    request = vpos.charge(VPOS, a_sale("vpos"))
    assert request.line == "POST /api/v1/transactions"
    assert json.loads(request.body) == {
        "type": "payment", "pos_id": 100, "mobile": "900111222", "amount": "101.09",
    }  # fmt: skip
    assert request.headers["Authorization"] == "Bearer secret"
    assert request.headers["Idempotency-Key"] == "a-key"
    assert request.repeat_harmless


def test_vpos_takes_a_payment_on_and_says_where_to_ask() -> None:
    meaning = vpos.read_charge(VPOS, a_sale("vpos"), answer(202, location="/api/v1/requests/1kTF"))
    assert meaning == TakenOn(reference="1kTF", follow="/api/v1/requests/1kTF")


@pytest.mark.parametrize(
    "location", ["", "https://evil.example/steal", "/api/v1/requests/../x", "http://[x/y"]
)
def test_vpos_is_never_followed_to_a_place_that_is_not_a_request(location: str) -> None:
    meaning = vpos.read_charge(VPOS, a_sale("vpos"), answer(202, location=location))
    assert isinstance(meaning, Unclear)


@pytest.mark.parametrize("eta", ["120", 119.0, 119, "119.0"])
def test_vpos_estimates_in_any_form(eta: object) -> None:
    asked = a_sale("vpos", follow="/api/v1/requests/1kTF")
    meaning = vpos.read_status(VPOS, asked, answer(200, {"inserted_at": "x", "eta": eta}))
    assert isinstance(meaning, StillWaiting)
    assert meaning.expected_in in (119.0, 120.0)


def test_vpos_leads_to_the_transaction() -> None:
    asked = a_sale("vpos", follow="/api/v1/requests/1kTF")
    assert vpos.read_status(VPOS, asked, answer(303, location=TRANSACTION)) == LookElsewhere(
        TRANSACTION
    )
    assert vpos.read_status(VPOS, asked, answer(404, '"Not Found"')) == NoSuchThing()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"amount": Decimal("101.09")},
        {"pos_id": "100"},
        {"status": " ACCEPTED "},
        {"mobile": None},
    ],
)
def test_an_accepted_vpos_transaction_that_matches_is_a_payment(change: dict[str, Any]) -> None:
    text = json.dumps(transaction(**change), default=float)
    assert isinstance(vpos.read_status(VPOS, PUSHED, answer(200, text)), Paid)


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        ({"amount": "101.08"}, Flag.SHORT),
        ({"amount": "101.10"}, Flag.EXCESS),
        ({"amount": None}, Flag.MISMATCH),
        ({"id": "another"}, Flag.MISMATCH),
        ({"id": None}, Flag.MISMATCH),
        ({"mobile": "900111223"}, Flag.MISMATCH),
        ({"pos_id": 101}, Flag.MISMATCH),
        ({"type": "refund"}, Flag.MISMATCH),
    ],
)
def test_an_accepted_vpos_transaction_that_does_not_match_is_a_flag(
    change: dict[str, Any], flag: Flag
) -> None:
    meaning = vpos.read_status(VPOS, PUSHED, answer(200, transaction(**change)))
    assert isinstance(meaning, Mismatched)
    assert meaning.flag is flag


@pytest.mark.parametrize("form", [str, int])
@pytest.mark.parametrize("code", sorted(vpos.REASONS))
def test_every_vpos_reason_is_understood_as_text_and_as_number(
    code: str, form: Callable[[str], object]
) -> None:
    rejected = transaction(status="rejected", status_reason=form(code))
    meaning = vpos.read_status(VPOS, PUSHED, answer(200, rejected))
    end, reason = vpos.REASONS[code]
    assert meaning == NotPaid(end, reason, code)


def test_a_reason_that_nobody_knows_is_still_a_no() -> None:
    rejected = transaction(status="rejected", status_reason="4711", amount=None, mobile=None)
    assert vpos.read_status(VPOS, PUSHED, answer(200, rejected)) == NotPaid(
        End.DECLINED, Reason.OTHER, "4711"
    )


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (400, {"errors": {"mobile": ["has invalid format"]}}, Reason.BAD_PHONE),
        (400, {"errors": {"amount": ["is invalid"]}}, Reason.BAD_AMOUNT),
        (400, "nonsense", Reason.BAD_REQUEST),
        (401, '"Unauthorized"', Reason.WRONG_KEY),
        (403, "", Reason.NOT_AUTHORIZED),
        (404, '"Not Found"', Reason.BAD_REQUEST),
        (406, "", Reason.BAD_REQUEST),
    ],
)
def test_vpos_turns_away_and_says_why(status: int, body: Any, meaning: Reason) -> None:
    read = vpos.read_charge(VPOS, a_sale("vpos"), answer(status, body))
    assert isinstance(read, TurnedAway)
    assert read.reason is meaning


# --- ClicPay --------------------------------------------------------------------------------------


def test_a_clicpay_charge_is_asked_for_as_documented() -> None:
    request = clicpay.charge(CLICPAY, a_sale("clicpay.mpesa", description="Compra online"))
    assert request.line == "POST /api/v2/wallets/144365/c2b/mpesa"
    assert '"amount":101.09' in request.body  # an exact number, not text and not a float
    body = json.loads(request.body)
    assert body["msisdn"] == "841234567"
    assert body["reference_description"] == "Compra online"
    assert not request.repeat_harmless
    assert request.read_timeout > 120


def test_a_whole_amount_and_a_missing_description_have_the_documents_form() -> None:
    sale = a_sale("clicpay.mpesa", amount=Money(500_00, Currency.MZN))
    body = clicpay.charge(CLICPAY, sale).body
    assert '"amount":500,' in body
    assert 3 <= len(json.loads(body)["reference_description"]) <= 32


def status_of(**change: Any) -> dict[str, Any]:
    known = {"clicpay_reference": "CP123456789", "status": "successful", "amount": 101.09}
    return {**known, "message": "Transação concluída com sucesso", **change}


@pytest.mark.parametrize(
    "change", [{}, {"status": "SUCCESSFUL"}, {"amount": "101.09"}, {"amount": None}]
)
def test_a_successful_clicpay_status_that_matches_is_a_payment(change: dict[str, Any]) -> None:
    meaning = clicpay.read_status(CLICPAY, CLICKED, answer(200, status_of(**change)))
    assert isinstance(meaning, Paid)


@pytest.mark.parametrize(
    "change",
    [{"amount": 101}, {"amount": "x"}, {"clicpay_reference": "CP1"}, {"clicpay_reference": None}],
)
def test_a_successful_clicpay_status_that_does_not_match_is_a_flag(change: dict[str, Any]) -> None:
    meaning = clicpay.read_status(CLICPAY, CLICKED, answer(200, status_of(**change)))
    assert isinstance(meaning, Mismatched)


@pytest.mark.parametrize(
    ("message", "end", "reason"),
    [
        ("INS-2006", End.DECLINED, Reason.NO_MONEY),
        ("Falhou: INS-5 cancelado", End.DECLINED, Reason.CUSTOMER_REFUSED),
        ("INS-9 Request timeout", End.EXPIRED, Reason.CUSTOMER_SILENT),
        ("11: no PIN typed", End.EXPIRED, Reason.CUSTOMER_SILENT),
        ("e-Mola 20 busy", End.DECLINED, Reason.PHONE_BUSY),
        ("", End.DECLINED, Reason.OTHER),
    ],
)
def test_a_failed_clicpay_status_says_why(message: str, end: End, reason: Reason) -> None:
    body = status_of(status="FAILED", message=message)
    meaning = clicpay.read_status(CLICPAY, CLICKED, answer(200, body))
    assert isinstance(meaning, NotPaid)
    assert (meaning.end, meaning.reason) == (end, reason)


def test_a_clicpay_transaction_that_is_pending_or_not_there_is_no_outcome() -> None:
    pending = clicpay.read_status(CLICPAY, CLICKED, answer(200, status_of(status="pending")))
    assert pending == StillWaiting()
    missing = clicpay.read_status(CLICPAY, CLICKED, answer(404, {"message": "não encontrada"}))
    assert missing == NoSuchThing()


# --- ProxyPay -------------------------------------------------------------------------------------


def test_a_proxypay_reference_takes_an_id_and_then_the_reference_under_it() -> None:
    new = a_sale("proxypay", phone=None)
    assert proxypay.charge(PROXYPAY, new).line == "POST /reference_ids"
    request = proxypay.charge(PROXYPAY, REFERRED)
    assert request.line == "PUT /references/904800000"
    body = json.loads(request.body)
    assert body["amount"] == "101.09"
    assert body["end_datetime"] == "2026-11-21T11:00:00+01:00"
    assert body["custom_fields"]["sale"] == REFERRED.id
    assert proxypay.charge(PROXYPAY, REFERRED) == request  # a repeat is the same request


@pytest.mark.parametrize(
    ("body", "reference"),
    [("475545250", "475545250"), ("47554525", "047554525"), ('"1"', "000000001")],
)
def test_a_reference_id_is_nine_digits_to_people(body: str, reference: str) -> None:
    read = proxypay.read_charge(PROXYPAY, a_sale("proxypay"), answer(200, body))
    assert read == NumberGiven(reference)


def test_a_made_reference_can_be_paid_at_its_entity_until_it_expires() -> None:
    read = proxypay.read_charge(PROXYPAY, REFERRED, answer(204))
    assert isinstance(read, TakenOn)
    assert (read.reference, read.entity) == ("904800000", "00411")
    assert read.expires_at == datetime(2026, 11, 21, 10, tzinfo=UTC)


def payment(**change: Any) -> dict[str, Any]:
    return {
        "id": 156200026356, "reference_id": 904800000, "entity_id": 411, "amount": "101.09",
        "fee": None, "terminal_id": "0000000001", "custom_fields": {"sale": "0" * 32}, **change,
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [{}, {"amount": Decimal("101.09")}, {"reference_id": "904 800 000"}, {"id": "156200026356"}],
)
def test_a_payment_in_the_queue_is_read_in_any_form(change: dict[str, Any]) -> None:
    text = json.dumps([payment(**change)], default=float)
    (read,) = _payments(proxypay.read_queue(PROXYPAY, answer(200, text)))
    assert (read.id, read.reference, read.sale) == ("156200026356", "904800000", "0" * 32)
    assert read.amount == Money(101_09, Currency.AOA)


def test_the_same_number_under_another_entity_is_another_reference() -> None:
    (read,) = _payments(proxypay.read_queue(PROXYPAY, answer(200, [payment(entity_id=999)])))
    assert read.reference == ""


def _payments(read: object) -> Sequence[QueuedPayment]:
    assert isinstance(read, QueuePage)
    return read.payments


@pytest.mark.parametrize(
    ("entries", "whole"),
    [
        ([payment()], True),
        ([payment(), {"reference_id": 1}], False),
        ([payment(id=n) for n in range(100)], False),
        ([payment(id=n) for n in range(99)] + ["nonsense"], False),
    ],
)
def test_a_queue_was_seen_whole_only_if_nothing_can_stand_behind_what_was_read(
    entries: list[Any], *, whole: bool
) -> None:
    read = proxypay.read_queue(PROXYPAY, answer(200, entries))
    assert isinstance(read, QueuePage)
    assert read.whole is whole


def test_half_a_surrogate_pair_never_reaches_the_journal() -> None:
    broken = '[{"id": 1, "reference_id": 904800000, "custom_fields": {"sale": "\\ud83d"}}]'
    (read,) = _payments(proxypay.read_queue(PROXYPAY, answer(200, broken)))
    assert (read.raw + read.sale).encode()
    failed = '{"clicpay_reference": "CP123456789", "status": "failed", "message": "\\ud83d"}'
    meaning = clicpay.read_status(CLICPAY, CLICKED, answer(200, failed))
    assert isinstance(meaning, NotPaid)
    assert meaning.detail.encode()


def test_what_is_gone_from_the_queue_was_acknowledged() -> None:
    assert proxypay.read_acknowledge(answer(204)) == Done()
    assert proxypay.read_acknowledge(answer(404)) == Done()
    assert isinstance(proxypay.read_acknowledge(answer(503)), Unclear)


# --- any provider ---------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
READERS: dict[str, Callable[[Answer], object]] = {
    "vpos charge": lambda a: vpos.read_charge(VPOS, a_sale("vpos"), a),
    "vpos request": lambda a: vpos.read_status(
        VPOS, a_sale("vpos", follow="/api/v1/requests/1"), a
    ),
    "vpos transaction": lambda a: vpos.read_status(VPOS, PUSHED, a),
    "clicpay charge": lambda a: clicpay.read_charge(CLICPAY, CLICKED, a),
    "clicpay status": lambda a: clicpay.read_status(CLICPAY, CLICKED, a),
    "proxypay id": lambda a: proxypay.read_charge(PROXYPAY, a_sale("proxypay"), a),
    "proxypay put": lambda a: proxypay.read_charge(PROXYPAY, REFERRED, a),
    "proxypay queue": lambda a: proxypay.read_queue(PROXYPAY, a),
    "proxypay delete": proxypay.read_cancel,
}
DOCUMENTED = {"vpos transaction": transaction(), "clicpay status": status_of()}
STATUSES = st.sampled_from([200, 201, 202, 204, 302, 303, 400, 401, 404, 409, 422, 429, 500, 503])


@pytest.mark.parametrize("name", READERS)
@given(status=STATUSES, body=JSON | st.text(max_size=30), location=st.text(max_size=30))
@settings(max_examples=60)
def test_a_reader_understands_anything_and_takes_no_nonsense_for_money(
    name: str, status: int, body: object, location: str
) -> None:
    read = READERS[name](answer(status, body, location=location))
    assert not isinstance(read, Paid)


@pytest.mark.parametrize("name", DOCUMENTED)
@given(data=st.data())
@settings(max_examples=150)
def test_one_field_changed_never_pays_another_amount_or_another_sale(
    name: str, data: st.DataObject
) -> None:
    body = dict(DOCUMENTED[name])
    field = data.draw(st.sampled_from(sorted(body)))
    body[field] = data.draw(JSON)
    if data.draw(st.booleans()):
        del body[field]
    read = READERS[name](answer(200, body))
    if isinstance(read, Paid):
        assert str(body.get("amount", "101.09")) in ("101.09", "None")
        reference = body.get("id", body.get("clicpay_reference"))
        assert reference in (PUSHED.reference, CLICKED.reference)


@pytest.mark.parametrize("name", READERS)
def test_too_many_requests_is_busy_and_a_broken_server_is_unclear(name: str) -> None:
    assert READERS[name](answer(429, "", retry_after="7")) == Busy(7.0)
    assert READERS[name](answer(429, "<html>")) == Busy(None)
    for status in (500, 502, 503, 504):
        assert isinstance(READERS[name](answer(status, "<html>Bad gateway</html>")), Unclear)
