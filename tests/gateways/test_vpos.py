"""vPOS: every documented transaction, and what its clients saw beyond the document."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from gateways.examples import ID, SECRET, VPOS, a_sale, answer

from pos_app.domain.events import Authorized, Flag, Mismatched, Paid, Purpose
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways import vpos
from pos_app.ports.gateway import (
    ChargeAccepted,
    ChargeId,
    Done,
    End,
    Indeterminate,
    NotFound,
    NotPaid,
    Redirected,
    Rejected,
    StillWaiting,
)

NAME = "1jHbXEbRTIbbwaoJ6w06nLcRG7X"
TOLD_AT = datetime(2020, 10, 23, 14, 41, tzinfo=UTC)
TRANSACTION = f"/api/v1/transactions/{NAME}"
PARENT = "1kTFGhJH8i58uD9MdJpMjWnoE"
PUSHED = a_sale("vpos", status_path=TRANSACTION, reference=NAME)


def transaction(**change: Any) -> dict[str, Any]:
    """The document's "Get Transaction"."""
    return {
        "amount": "101.09",
        "clearing_period": None,
        "id": NAME,
        "mobile": "900111222",
        "parent_transaction_id": None,
        "pos_id": 100,
        "status": "accepted",
        "status_datetime": "2020-10-23T14:41:00Z",
        "status_reason": None,
        "type": "payment",
        **change,
    }


def operation(purpose: Purpose, **known: Any) -> Sale:
    """A refund, a capture or a release: no phone is asked again."""
    known = {"phone": None, "parent_reference": PARENT, **known}
    return replace(PUSHED, purpose=purpose, **known)


# --- what goes there ------------------------------------------------------------------------------

PAYLOADS: list[tuple[Purpose, dict[str, Any]]] = [
    (Purpose.PAYMENT, {
        "type": "payment", "pos_id": 100, "mobile": "900111222", "amount": "101.09",
    }),
    (Purpose.AUTHORIZATION, {
        "type": "authorization", "pos_id": 100, "mobile": "900111222", "amount": "101.09",
    }),
    (Purpose.CAPTURE, {
        "type": "payment", "parent_transaction_id": PARENT, "amount": "101.09",
    }),
    (Purpose.RELEASE, {"type": "cancelation", "parent_transaction_id": PARENT}),
    (Purpose.REFUND, {"type": "refund", "parent_transaction_id": PARENT}),
]  # fmt: skip


@pytest.mark.parametrize(("purpose", "payload"), PAYLOADS)
def test_every_transaction_is_asked_for_as_documented(
    purpose: Purpose, payload: dict[str, Any]
) -> None:
    request = vpos.charge(VPOS, a_sale("vpos", purpose=purpose, parent_reference=PARENT))
    assert request.line == "POST /api/v1/transactions"
    assert json.loads(request.body) == payload
    assert request.headers["Authorization"] == f"Bearer {SECRET}"
    assert request.headers["Idempotency-Key"] == "a-key"
    assert request.repeat_harmless
    assert SECRET not in request.line + request.body


@pytest.mark.parametrize(
    ("pos_id", "sent"), [("100", 100), ("0100", 100), ("A1", "A1"), ("٣", "٣")]
)
def test_a_pos_is_a_number_where_it_is_one(pos_id: str, sent: object) -> None:
    account = replace(VPOS, options={"pos_id": pos_id})
    assert json.loads(vpos.charge(account, a_sale("vpos")).body)["pos_id"] == sent


@pytest.mark.parametrize("address", ["https://shop.ao/vpos", "https://shop.ao/vpos/"])
@pytest.mark.parametrize("purpose", [purpose for purpose, _ in PAYLOADS])
def test_a_callback_address_names_the_sale(purpose: Purpose, address: str) -> None:
    account = replace(VPOS, options={**VPOS.options, "callback_url": address})
    request = vpos.charge(account, a_sale("vpos", purpose=purpose, parent_reference=PARENT))
    assert json.loads(request.body)["callback_url"] == f"https://shop.ao/vpos/{ID}"


@pytest.mark.parametrize(
    "sale",
    [
        a_sale("vpos", phone=None),
        a_sale("vpos", purpose=Purpose.REFUND),
        a_sale("vpos", purpose=Purpose.PAYOUT),
    ],
)
def test_what_vpos_cannot_do_is_never_sent(sale: Sale) -> None:
    with pytest.raises(ValueError, match=r"vPOS|needs"):
        vpos.charge(VPOS, sale)


# --- the way to the transaction -------------------------------------------------------------------


def test_a_request_is_taken_on_and_says_where_to_ask() -> None:
    expected = ChargeAccepted(reference="1kTF", follow="/api/v1/requests/1kTF")
    told = answer(202, location="/api/v1/requests/1kTF")
    assert vpos.parse_charge(VPOS, a_sale("vpos"), told) == expected
    body = {"status_code": 202, "message": "Accepted", "location": "/api/v1/requests/1kTF"}
    assert vpos.parse_charge(VPOS, a_sale("vpos"), answer(202, body)) == expected
    odd = answer(202, location=" https://vpos.ao/api/v1/requests/1kTF ")
    assert vpos.parse_charge(VPOS, a_sale("vpos"), odd) == expected
    both = answer(202, {"location": "/api/v1/requests/2"}, location="/api/v1/requests/1kTF")
    assert vpos.parse_charge(VPOS, a_sale("vpos"), both) == expected


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_a_charge_that_is_answered_by_its_transaction_is_asked_about_there(verdict: str) -> None:
    """What became of it is the transaction's own address to say."""
    told = answer(202, transaction(status=verdict))
    assert vpos.parse_charge(VPOS, a_sale("vpos"), told) == ChargeAccepted(NAME, TRANSACTION)
    lost = vpos.parse_charge(VPOS, a_sale("vpos"), answer(500, transaction(status=verdict)))
    assert isinstance(lost, Indeterminate)
    assert lost.charge == ChargeId(NAME, TRANSACTION)


@pytest.mark.parametrize("word", ["pending", None])
def test_an_id_without_a_verdict_is_no_transaction_to_ask_about(word: str | None) -> None:
    told = vpos.parse_charge(VPOS, a_sale("vpos"), answer(202, transaction(status=word)))
    assert told == Indeterminate(Reason.UNREADABLE_ANSWER, "no location")


@pytest.mark.parametrize(
    "location",
    ["", "https://evil.example/steal", "/api/v1/requests/../x", "http://[x/y", "/api/v1/requests/"],
)
def test_nobody_is_followed_to_a_place_that_is_not_a_request(location: str) -> None:
    meaning = vpos.parse_charge(VPOS, a_sale("vpos"), answer(202, location=location))
    assert isinstance(meaning, Indeterminate)


@pytest.mark.parametrize("eta", ["120", 119.0, 119, "119.0"])
@pytest.mark.parametrize("wrapped", [False, True])
def test_an_estimate_is_read_in_any_form(eta: object, *, wrapped: bool) -> None:
    asked = a_sale("vpos", status_path="/api/v1/requests/1kTF")
    body: dict[str, Any] = {"inserted_at": "2020-10-22T09:45:45Z", "eta": eta}
    body = {"status_code": 200, "message": "OK", "data": body} if wrapped else body
    meaning = vpos.parse_status(VPOS, asked, answer(200, body))
    assert isinstance(meaning, StillWaiting)
    assert meaning.expected_in in (119.0, 120.0)


@pytest.mark.parametrize("body", [{"eta": 7}, {"inserted_at": "2020-10-22T09:45:45Z"}])
def test_half_of_what_a_request_says_is_enough_to_know_it(body: dict[str, Any]) -> None:
    asked = a_sale("vpos", status_path="/api/v1/requests/1kTF")
    assert vpos.parse_status(VPOS, asked, answer(200, body)) == StillWaiting(body.get("eta"))


def test_a_request_leads_to_its_transaction_or_is_not_known() -> None:
    asked = a_sale("vpos", status_path="/api/v1/requests/1kTF")
    moved = Redirected(TRANSACTION)
    assert vpos.parse_status(VPOS, asked, answer(303, location=TRANSACTION)) == moved
    assert vpos.parse_status(VPOS, asked, answer(303, {"data": TRANSACTION})) == moved
    assert vpos.parse_status(VPOS, asked, answer(404, '"Not Found"')) == NotFound()
    assert isinstance(vpos.parse_status(VPOS, asked, answer(200, "{}")), Indeterminate)
    lost = Indeterminate(Reason.UNREADABLE_ANSWER, "no location")
    for place in ("", "https://evil.example/x", "/api/v1/requests/1kTF"):
        assert vpos.parse_status(VPOS, asked, answer(303, location=place)) == lost


# --- the transaction ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"amount": Decimal("101.09")},
        {"pos_id": "100"},
        {"status": " ACCEPTED "},
        {"type": "Payment"},
        {"mobile": None},
        {"clearing_period": 12},
    ],
)
def test_an_accepted_transaction_that_matches_is_a_payment(change: dict[str, Any]) -> None:
    text = json.dumps(transaction(**change), default=float)
    meaning = vpos.parse_status(VPOS, PUSHED, answer(200, text))
    assert meaning == Paid(
        reference=NAME, provider_at=TOLD_AT, period=str(change.get("clearing_period", ""))
    )


@pytest.mark.parametrize("data", [transaction(), [transaction()]])
def test_a_transaction_is_read_out_of_what_the_libraries_wrap_it_in(data: object) -> None:
    wrapped = {"status": 200, "message": "OK", "data": data}
    assert isinstance(vpos.parse_status(VPOS, PUSHED, answer(200, wrapped)), Paid)


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
        ({"type": "authorization"}, Flag.MISMATCH),
        ({"parent_transaction_id": PARENT}, Flag.MISMATCH),
    ],
)
def test_an_accepted_transaction_that_does_not_match_is_a_flag(
    change: dict[str, Any], flag: Flag
) -> None:
    meaning = vpos.parse_status(VPOS, PUSHED, answer(200, transaction(**change)))
    assert isinstance(meaning, Mismatched)
    assert meaning.flag is flag


def test_a_till_whose_account_names_no_pos_takes_its_money_at_any() -> None:
    bare = replace(VPOS, options={})
    assert vpos.parse_status(bare, PUSHED, answer(200, transaction(pos_id=7))) == Paid(
        reference=NAME, provider_at=TOLD_AT
    )
    padded = replace(VPOS, options={"pos_id": "0100"})
    assert vpos.parse_status(padded, PUSHED, answer(200, transaction())) == Paid(
        reference=NAME, provider_at=TOLD_AT
    )
    other = vpos.parse_status(padded, PUSHED, answer(200, transaction(pos_id=1)))
    assert isinstance(other, Mismatched)


@pytest.mark.parametrize("word", ["authorization", "authorizat"])
def test_an_accepted_authorization_holds_the_money(word: str) -> None:
    held = replace(PUSHED, purpose=Purpose.AUTHORIZATION)
    meaning = vpos.parse_status(VPOS, held, answer(200, transaction(type=word)))
    assert meaning == Authorized(reference=NAME)
    short = vpos.parse_status(VPOS, held, answer(200, transaction(type=word, amount="101.08")))
    assert isinstance(short, Mismatched)


@pytest.mark.parametrize(
    ("purpose", "change"),
    [
        (Purpose.CAPTURE, {"type": "payment"}),
        (Purpose.CAPTURE, {"type": "payment", "parent_transaction_id": None}),
        (Purpose.REFUND, {"type": "refund"}),
        (Purpose.REFUND, {"type": "refund", "mobile": None, "pos_id": None}),
        (Purpose.RELEASE, {"type": "cancelation"}),
        (Purpose.RELEASE, {"type": "cancellation"}),
        (Purpose.RELEASE, {"type": "cancelatio", "amount": None}),
        (Purpose.RELEASE, {"type": "cancellati", "amount": ""}),
    ],
)
def test_an_accepted_operation_on_its_parent_is_done(
    purpose: Purpose, change: dict[str, Any]
) -> None:
    body = transaction(**{"parent_transaction_id": PARENT, **change})
    assert isinstance(vpos.parse_status(VPOS, operation(purpose), answer(200, body)), Paid)


@pytest.mark.parametrize(
    ("purpose", "change"),
    [
        (Purpose.REFUND, {"type": "refund", "amount": None}),
        (Purpose.REFUND, {"type": "refund", "parent_transaction_id": "another"}),
        (Purpose.REFUND, {"type": "payment"}),
        (Purpose.CAPTURE, {"type": "payment", "amount": None}),
        (Purpose.RELEASE, {"type": "refund"}),
        (Purpose.RELEASE, {"type": "cancelation", "amount": "x"}),
        (Purpose.RELEASE, {"type": "cancelation", "amount": "101.08"}),
        (Purpose.RELEASE, {"type": "cancelation", "amount": None, "currency": "USD"}),
    ],
)
def test_an_accepted_operation_that_does_not_match_is_a_flag(
    purpose: Purpose, change: dict[str, Any]
) -> None:
    body = transaction(**{"parent_transaction_id": PARENT, **change})
    assert isinstance(vpos.parse_status(VPOS, operation(purpose), answer(200, body)), Mismatched)


@pytest.mark.parametrize("purpose", [Purpose.REFUND, Purpose.CAPTURE, Purpose.RELEASE])
@pytest.mark.parametrize(("amount", "flag"), [("101.08", Flag.SHORT), ("101.10", Flag.EXCESS)])
def test_what_comes_back_is_exactly_what_was_asked_for_or_a_flag(
    purpose: Purpose, amount: str, flag: Flag
) -> None:
    kind = json.loads(vpos.charge(VPOS, operation(purpose)).body)["type"]
    body = transaction(type=kind, parent_transaction_id=PARENT, amount=amount)
    meaning = vpos.parse_status(VPOS, operation(purpose), answer(200, body))
    assert isinstance(meaning, Mismatched)
    assert meaning.flag is flag
    assert meaning.amount is not None
    assert meaning.amount.plain == amount


# The document's "Status Reason", in its own words.
STATUS_REASONS: Sequence[tuple[str, End | None, Reason]] = [
    ("1000", End.DECLINED, Reason.GATEWAY_ERROR),  # Generic gateway error
    ("1001", End.EXPIRED, Reason.GATEWAY_TIMED_OUT),  # timed-out and will not be processed
    ("1002", End.DECLINED, Reason.NOT_AUTHORIZED),  # Gateway is not authorized … on the POS
    ("1003", End.DECLINED, Reason.PARENT_INVALID),  # Parent transaction is not valid
    ("2000", End.DECLINED, Reason.PROCESSOR_ERROR),  # Generic processor error
    ("2001", End.DECLINED, Reason.NO_MONEY),  # Insufficient funds in client's account
    ("2002", End.DECLINED, Reason.ISSUER_REFUSED),  # Refused by the card issuer
    ("2003", End.DECLINED, Reason.LIMIT_REACHED),  # Card or network daily limit exceeded
    ("2004", End.EXPIRED, Reason.CUSTOMER_SILENT),  # timed-out and was refused
    ("2005", End.DECLINED, Reason.POS_CLOSED),  # POS is closed
    ("2006", End.DECLINED, Reason.POS_WITHOUT_FUNDS),  # Insufficient funds in POS … for refund
    ("2007", End.DECLINED, Reason.SUPERVISOR_CARD),  # Invalid or Inactive supervisor card
    ("2008", End.DECLINED, Reason.MERCHANT_EMAIL),  # Invalid merchant email
    ("2009", End.DECLINED, Reason.PARENT_TOO_OLD),  # too old to be refunded
    ("2010", End.DECLINED, Reason.PROCESSOR_REFUSED),  # Request was refused by the processor
    ("2011", End.DECLINED, Reason.OVER_AUTHORIZED),  # amount exceeds Authorization amount
    # "Parent transaction already processed": perhaps by an earlier try of the same operation.
    ("2012", None, Reason.PARENT_USED),
    ("3000", End.DECLINED, Reason.CUSTOMER_REFUSED),  # Refused by client
]


def test_every_reason_of_the_document_is_known() -> None:
    assert [code for code, _, _ in STATUS_REASONS] == sorted(vpos.REASONS)


@pytest.mark.parametrize("form", [str, int])
@pytest.mark.parametrize(("code", "end", "reason"), STATUS_REASONS)
def test_every_reason_is_understood_as_text_and_as_number(
    code: str, end: End | None, reason: Reason, form: Callable[[str], object]
) -> None:
    rejected = transaction(status="rejected", status_reason=form(code))
    expected = NotPaid(end, reason, code) if end else Indeterminate(reason, code)
    assert vpos.parse_status(VPOS, PUSHED, answer(200, rejected)) == expected


@pytest.mark.parametrize("code", ["4711", "INS-6", 0, "200"])
def test_a_reason_that_nobody_knows_settles_nothing(code: object) -> None:
    rejected = transaction(status="rejected", status_reason=code, amount=None, mobile=None)
    read = vpos.parse_status(VPOS, PUSHED, answer(200, rejected))
    assert read == Indeterminate(Reason.NETWORK_UNSURE, str(code))


@pytest.mark.parametrize("code", [None, ""])
def test_a_rejection_without_a_reason_is_the_documents_own_word(code: object) -> None:
    rejected = transaction(status="rejected", status_reason=code)
    read = vpos.parse_status(VPOS, PUSHED, answer(200, rejected))
    assert read == NotPaid(End.DECLINED, Reason.OTHER)


def test_a_refund_of_an_unknown_parent_is_rejected_without_till_payer_or_amount() -> None:
    bare = {"id": NAME, "type": "refund", "status": "rejected", "status_reason": 1003}
    read = vpos.parse_status(VPOS, operation(Purpose.REFUND), answer(200, bare))
    assert read == NotPaid(End.DECLINED, Reason.PARENT_INVALID, "1003")


@pytest.mark.parametrize("change", [{"id": "another"}, {"amount": None, "currency": "USD"}])
def test_a_rejection_of_another_transaction_settles_nothing(change: dict[str, Any]) -> None:
    other = transaction(status="rejected", **change)
    assert isinstance(vpos.parse_status(VPOS, PUSHED, answer(200, other)), Indeterminate)


@pytest.mark.parametrize(
    ("status", "body", "reason", "detail"),
    [
        (400, {"errors": {"mobile": ["has invalid format"]}}, Reason.BAD_PHONE,
         "HTTP 400 mobile: has invalid format"),
        (400, {"errors": {"amount": ["is invalid"]}}, Reason.BAD_AMOUNT,
         "HTTP 400 amount: is invalid"),
        (400, {"errors": {"parent_transaction_id": ["can't be blank"]}}, Reason.PARENT_INVALID,
         "HTTP 400 parent_transaction_id: can't be blank"),
        (400, {"errors": {"pos_id": ["is invalid"]}}, Reason.NOT_AUTHORIZED,
         "HTTP 400 pos_id: is invalid"),
        *((400, {"errors": {field: ["is invalid"]}}, Reason.BAD_REQUEST,
           f"HTTP 400 {field}: is invalid")
          for field in ("type", "callback_url", "supervisor_card")),
        (400, '"Bad Request"', Reason.BAD_REQUEST, "HTTP 400 Bad Request"),
        (401, '"Unauthorized"', Reason.WRONG_KEY, "HTTP 401 Unauthorized"),
        (403, '"Forbidden"', Reason.NOT_AUTHORIZED, "HTTP 403 Forbidden"),
        (404, '"Not Found"', Reason.BAD_REQUEST, "HTTP 404 Not Found"),
        (406, '"Not Acceptable"', Reason.BAD_REQUEST, "HTTP 406 Not Acceptable"),
    ],
)  # fmt: skip
def test_vpos_turns_away_and_says_why(status: int, body: Any, reason: Reason, detail: str) -> None:
    read = vpos.parse_charge(VPOS, a_sale("vpos"), answer(status, body))
    assert read == Rejected(reason, detail)


@pytest.mark.parametrize("status", [402, 408, 409, 410, 413, 418, 422])
def test_a_title_of_http_that_the_document_does_not_list_turns_nothing_away(status: int) -> None:
    told = answer(status, json.dumps(HTTPStatus(status).phrase))
    assert isinstance(vpos.parse_charge(VPOS, a_sale("vpos"), told), Indeterminate)


# --- what vPOS says by itself, and whether the key is good ----------------------------------------

EARLY = a_sale("vpos", status_path="/api/v1/requests/1kTF", reference="1kTF")


def posted(**change: Any) -> bytes:
    return json.dumps(transaction(**change)).encode()


def test_a_callback_is_checked_against_its_sale() -> None:
    assert vpos.parse_callback(VPOS, PUSHED, posted()) == Paid(reference=NAME, provider_at=TOLD_AT)
    assert vpos.parse_callback(VPOS, EARLY, posted()) == Paid(reference=NAME, provider_at=TOLD_AT)
    refused = vpos.parse_callback(VPOS, EARLY, posted(status="rejected", status_reason="3000"))
    assert refused == NotPaid(End.DECLINED, Reason.CUSTOMER_REFUSED, "3000")


@pytest.mark.parametrize(
    "change",
    [
        {"type": None},
        {"type": "refund"},
        {"mobile": None},
        {"mobile": "900111223"},
        {"pos_id": None},
        {"pos_id": 7},
        {"amount": "1.00"},
        {"amount": None},
        {"id": "../.."},
        {"id": None},
        {"parent_transaction_id": PARENT},
    ],
)
def test_a_callback_that_leaves_out_what_the_sale_knows_is_a_flag(change: dict[str, Any]) -> None:
    assert isinstance(vpos.parse_callback(VPOS, EARLY, posted(**change)), Mismatched)


def test_a_callback_of_a_refund_has_to_name_what_it_gives_back() -> None:
    """A cashier's phone number is not in it, and nobody was asked."""
    back = operation(Purpose.REFUND)
    told = {"type": "refund", "parent_transaction_id": PARENT}
    assert vpos.parse_callback(VPOS, back, posted(**told)) == Paid(
        reference=NAME, provider_at=TOLD_AT
    )
    told["parent_transaction_id"] = ""
    assert isinstance(vpos.parse_callback(VPOS, back, posted(**told)), Mismatched)


def test_a_callback_of_another_transaction_is_a_flag_once_ours_is_known() -> None:
    assert isinstance(vpos.parse_callback(VPOS, PUSHED, posted(id="another")), Mismatched)


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", posted(status="pending")])
def test_a_callback_without_a_verdict_says_nothing(body: bytes) -> None:
    assert isinstance(vpos.parse_callback(VPOS, EARLY, body), Indeterminate)


def test_a_transaction_that_nobody_has_tells_a_good_key_from_a_wrong_one() -> None:
    request = vpos.check(VPOS)
    assert request.line == f"GET /api/v1/transactions/{'0' * len(NAME)}"
    assert request.repeat_harmless
    assert vpos.parse_check(answer(404, '"Not Found"')) == Done()
    wrong = vpos.parse_check(answer(401, '"Unauthorized"'))
    assert wrong == Rejected(Reason.WRONG_KEY, "HTTP 401 Unauthorized")
    assert isinstance(vpos.parse_check(answer(404, "<html>nginx</html>")), Indeterminate)
    assert vpos.parse_check(answer(200, transaction())) == Done()
