"""Every reader of every gateway, and any answer at all: nothing is raised, and nothing is money
that is not this sale's, to the cent."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import combinations, product
from typing import Any

import pytest
from gateways.examples import CLICPAY, ID, PROXYPAY, SECRET, VPOS, WIKIPAY, WIPAY, a_sale, answer
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.events import Authorized, Flag, Mismatched, Paid, Purpose
from pos_app.domain.reasons import Reason
from pos_app.gateways import clicpay, proxypay, vpos, wikipay, wipay
from pos_app.gateways.clicpay import admin, search, statement
from pos_app.ports.gateway import (
    Account,
    Answer,
    ChargeAccepted,
    ChargeId,
    Done,
    Indeterminate,
    InvalidSignature,
    Notice,
    NotPaid,
    QueuedPayment,
    QueuePage,
    RateLimited,
    Rejected,
)

NAME = "1jHbXEbRTIbbwaoJ6w06nLcRG7X"
PARENT = "1kTFGhJH8i58uD9MdJpMjWnoE"
MINE = {"sale": ID}

PUSHED = a_sale("vpos", status_path=f"/api/v1/transactions/{NAME}", reference=NAME)
EARLY = a_sale("vpos", status_path="/api/v1/requests/1kTF", reference="1kTF")
HELD = replace(PUSHED, purpose=Purpose.AUTHORIZATION)
BACK = replace(PUSHED, purpose=Purpose.REFUND, phone=None, parent_reference=PARENT)
FREED = replace(BACK, purpose=Purpose.RELEASE)
CLICKED = a_sale(
    "clicpay.mpesa", status_path="/api/v2/transactions/CP123456789/status", reference="CP123456789"
)
REFERRED = a_sale("proxypay", reference="904800000")
MADE = a_sale("wikipay", reference="002001002", status_path="/v1/reference/A8KF", entity="00424")
SALE = a_sale("wipay", voucher="uyr8vmap230t")

Json = Any


def transaction(**change: Json) -> Json:
    return {
        "amount": "101.09", "clearing_period": None, "id": NAME, "mobile": "900111222",
        "parent_transaction_id": None, "pos_id": 100, "status": "accepted",
        "status_datetime": "2020-10-23T14:41:00Z", "status_reason": None, "type": "payment",
        **change,
    }  # fmt: skip


OF_PARENT = {"parent_transaction_id": PARENT, "mobile": None}
STARTED = {"clicpay_reference": "CP123456789", "status": "pending", "transaction_id": 124}
FOUND = {
    "clicpay_reference": "CP123456789", "status": "successful", "amount": 101.09,
    "msisdn": "841234567", "reference_description": "Venda 0007 01234567", "internal_notes": ID,
}  # fmt: skip
QUEUED = {
    "id": 156200026356, "reference_id": 904800000, "entity_id": 411, "amount": "101.09",
    "fee": None, "terminal_id": "0000000001", "custom_fields": MINE,
}  # fmt: skip
REFERENCE = {
    "status": " Paid", "number": "002 001 002", "id": "00424002001002",
    "expiry_date": "2021-06-09 23:59:00", "custom_fields": {"name": ""}, "amount": "101.09",
}  # fmt: skip
WIKIPAID = {
    "reference_number": "000000002001002", "id": "449500352608", "entity_id": "00424",
    "custom_fields": MINE, "amount": "101.09",
}  # fmt: skip
META = {"total_count": 1, "offset": 0, "limit": 20}
WALLETS = {
    "data": [{"id": 1, "name": "W", "balance": 1000, "payment_method": {"slug": "emola"}}],
    "meta": {"current_page": 1, "last_page": 1, "total": 1},
}
HOOK = {"id": 1, "url": "https://a.b/c", "active": True, "events_enabled": ["transaction.failed"]}
EVENT = {"id": 2, "event_type": "transaction.failed", "status": "sent", "payload": {"data": FOUND}}


# Each reader with the status and the body that it hopes for.
Reader = Callable[[Answer], object]
READERS: Mapping[str, tuple[Reader, int, Json]] = {
    "vpos charge": (
        lambda a: vpos.parse_charge(VPOS, a_sale("vpos"), a),
        202,
        {"location": "/api/v1/requests/1kTF"},
    ),
    "vpos request": (
        lambda a: vpos.parse_status(VPOS, EARLY, a),
        200,
        {"inserted_at": "2020-10-22T09:45:45Z", "eta": "120"},
    ),
    "vpos payment": (lambda a: vpos.parse_status(VPOS, PUSHED, a), 200, transaction()),
    "vpos wrapped": (
        lambda a: vpos.parse_status(VPOS, PUSHED, a),
        200,
        {"status_code": 200, "data": [transaction()]},
    ),
    "vpos authorization": (
        lambda a: vpos.parse_status(VPOS, HELD, a),
        200,
        transaction(type="authorization"),
    ),
    "vpos refund": (
        lambda a: vpos.parse_status(VPOS, BACK, a),
        200,
        transaction(type="refund", **OF_PARENT),
    ),
    "vpos release": (
        lambda a: vpos.parse_status(VPOS, FREED, a),
        200,
        transaction(type="cancelation", **OF_PARENT),
    ),
    "vpos callback": (
        lambda a: vpos.parse_callback(VPOS, PUSHED, a.text.encode("utf-8", "replace")),
        200,
        transaction(),
    ),
    "vpos check": (vpos.parse_check, 404, '"Not Found"'),
    "proxypay id": (
        lambda a: proxypay.parse_charge(PROXYPAY, a_sale("proxypay"), a),
        200,
        475545250,
    ),
    "proxypay new": (proxypay.parse_new, 200, 475545250),
    "proxypay put": (lambda a: proxypay.parse_charge(PROXYPAY, REFERRED, a), 204, None),
    "proxypay queue": (lambda a: proxypay.parse_queue(PROXYPAY, a), 200, [QUEUED]),
    "proxypay mock": (proxypay.parse_mock_payment, 200, QUEUED),
    "proxypay acknowledge": (proxypay.parse_acknowledge, 204, None),
    "proxypay cancel": (proxypay.parse_cancel, 204, None),
    "proxypay check": (proxypay.parse_check, 200, []),
    "wikipay charge": (
        lambda a: wikipay.parse_charge(WIKIPAY, a_sale("wikipay"), a),
        200,
        {"reference": {**REFERENCE, "entity_id": "00999", "status": ""}},
    ),
    "wikipay status": (
        lambda a: wikipay.parse_status(WIKIPAY, MADE, a),
        200,
        {"references": [REFERENCE], "meta": META},
    ),
    "wikipay references": (
        wikipay.parse_references,
        200,
        {"references": [REFERENCE], "meta": META},
    ),
    "wikipay reference": (
        wikipay.parse_reference,
        200,
        {"references": [REFERENCE], "meta": META},
    ),
    "wikipay queue": (
        lambda a: wikipay.parse_queue(WIKIPAY, a),
        200,
        {"payments": [WIKIPAID], "meta": META},
    ),
    "wikipay payment": (
        wikipay.parse_payment,
        200,
        {"payments": [WIKIPAID]},
    ),
    "wikipay acknowledge": (wikipay.parse_acknowledge, 204, None),
    "wikipay cancel": (wikipay.parse_cancel, 204, None),
    "wikipay check": (wikipay.parse_check, 200, {"references": []}),
    "wipay charge": (
        lambda a: wipay.parse_charge(WIPAY, SALE, a),
        200,
        {"status": "success", "msg": "ok", "trxn_id": "5bda8f887426f", "value": "75.00"},
    ),
    "wipay check": (
        wipay.parse_check,
        200,
        {"status": "error", "msg": "Parameter: voucher is missing"},
    ),
    "clicpay charge": (lambda a: clicpay.parse_charge(CLICPAY, CLICKED, a), 200, STARTED),
    "clicpay card": (
        lambda a: clicpay.parse_charge(CLICPAY, a_sale("clicpay.card"), a),
        201,
        {**STARTED, "checkout_url": "https://netshop.example.com/checkout/abc123"},
    ),
    "clicpay status": (
        lambda a: clicpay.parse_status(CLICPAY, CLICKED, a),
        200,
        {"clicpay_reference": "CP123456789", "status": "successful", "amount": 101.09},
    ),
    "clicpay statement": (
        lambda a: statement.parse_statement_page("144365 c2b", a),
        200,
        {"data": [{**FOUND, "created_at": "2026-11-20T10:00:00Z"}]},
    ),
    "wikipay statement": (
        lambda a: wikipay.parse_statement_page("references", a),
        200,
        {"references": [REFERENCE]},
    ),
    "clicpay search": (lambda a: search.parse_search(CLICPAY, CLICKED, a), 200, {"data": [FOUND]}),
    "clicpay check": (clicpay.parse_check, 200, {"id": 1}),
    "admin wallets": (admin.parse_wallets, 200, WALLETS),
    "admin webhooks": (admin.parse_webhooks, 200, {"data": [HOOK]}),
    "admin webhook": (admin.parse_one_webhook, 200, {"data": HOOK}),
    "admin collected": (
        admin.parse_collected,
        200,
        {"clicpay_reference": "CP1", "status": "pending", "transaction_id": 1},
    ),
    "admin done": (admin.parse_done, 204, None),
    "admin events": (admin.parse_events, 200, {"data": [EVENT]}),
    "admin event": (admin.parse_event, 200, EVENT),
    "admin user": (admin.parse_user, 200, {"id": 1, "name": "n", "email": "e"}),
    "admin token": (admin.parse_token, 200, {"token": "t", "expires_at": "2027-01-01"}),
}

# --- any answer -----------------------------------------------------------------------------------

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["101.09", "101,09", "10109", 101.09, 10109, "1e2", "٣", "\ud83d", "\x00"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
STATUSES = st.sampled_from(
    [200, 201, 202, 204, 302, 303, 400, 401, 402, 403, 404, 405, 409, 422, 429, 500, 503, 599, 999]
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "location": st.text(max_size=30) | st.just("/api/v1/transactions/x"),
        "retry-after": st.text(max_size=5) | st.just("7"),
        "x-signature": st.text(max_size=5),
    },
)
NOISE = st.text(max_size=30) | JSON.map(json.dumps)


@pytest.mark.parametrize("name", READERS)
@given(status=STATUSES, text=NOISE, headers=HEADERS)
@settings(max_examples=80, deadline=None)
def test_a_reader_understands_anything_and_takes_no_nonsense_for_money(
    name: str, status: int, text: str, headers: dict[str, str]
) -> None:
    read = READERS[name][0](Answer(status, headers, text))
    assert not isinstance(read, Paid | Authorized)


DEEP = 900
MONSTERS = [
    "",
    "null",
    "[" * 5000,
    "[" * DEEP + "]" * DEEP,
    '{"data":' * DEEP + "1" + "}" * DEEP,
    '[{"id":1,"custom_fields":' + "[" * DEEP + "]" * DEEP + "}]",
    '{"payments":[{"id":1,"x":' + "[" * DEEP + "]" * DEEP + "}]}",
    "1e99999999999999999999",
    '{"amount": 1e-99999999999999999999, "status": "accepted"}',
    '{"amount": 1e999999, "status": "accepted"}',
    "9" * 5000,
    '{"amount": NaN, "eta": Infinity, "status": -Infinity}',
    '{"errors": [[[]]], "message": {}, "msg": [1], "error": null}',
    '{"errors": {"amount": {}, "x": [], "y": [[]], "z": null}}',
    '{"message": "\\ud83d\\u0000\\u202e"}',
    '\ufeff{"status": "accepted"}',
    '{"data": "{\\"data\\": \\"[\\"}", "payload": "' + "[" * 2000 + '"}',
    '{"checkout_url": "https://[", "location": "//[x", "clicpay_reference": "A"}',
    "<html>Bad gateway</html>",
]


@pytest.mark.parametrize("name", READERS)
def test_a_reader_survives_monsters(name: str) -> None:
    for text, status in product(MONSTERS, (READERS[name][1], 200, 400, 500)):
        read = READERS[name][0](Answer(status, {"retry-after": "9" * 500}, text))
        assert not isinstance(read, Paid | Authorized), (status, text[:60])


# Each charge, and whatever else is to be carried out: only the provider itself can refuse it.
CARRIED_OUT = (
    "vpos charge", "proxypay id", "proxypay new", "proxypay put", "proxypay mock",
    "wikipay charge", "wipay charge", "wipay check", "clicpay charge", "clicpay card",
)  # fmt: skip


ANSWERED = [name for name in READERS if name != "vpos callback"]


@pytest.mark.parametrize("name", ANSWERED)
def test_a_broken_server_is_unclear(name: str) -> None:
    for status in (500, 502, 503, 504):
        meaning = READERS[name][0](answer(status, "<html>Bad gateway</html>"))
        assert isinstance(meaning, Indeterminate)
        assert meaning.reason is Reason.PROVIDER_DOWN


@pytest.mark.parametrize("name", [name for name in ANSWERED if name not in CARRIED_OUT])
def test_whoever_is_asked_too_often_is_asked_later(name: str) -> None:
    read = READERS[name][0]
    assert read(answer(429, "", retry_after="7")) == RateLimited(7.0)
    assert read(answer(429, "<html>")) == RateLimited(None)


# --- whose word a refusal is ----------------------------------------------------------------------

PLAIN = {"message": "Forbidden"}
# What each document, or the field notes, show of an error, by the status under which it comes.
REFUSALS: Mapping[str, Mapping[int, Json]] = {
    "vpos": {
        400: {"errors": {"mobile": ["has invalid format"]}},
        401: '"Unauthorized"', 403: '"Forbidden"', 404: '"Not Found"',
        405: '"Method Not Allowed"', 406: '"Not Acceptable"', 429: '"Too Many Requests"',
    },
    "proxypay": {
        400: [{"param": "amount", "message": "must be a number"}],
        401: PLAIN, 404: PLAIN, 405: PLAIN, 406: PLAIN, 429: PLAIN,
    },
    "wikipay": {400: PLAIN, 401: PLAIN, 402: PLAIN, 404: PLAIN, 429: PLAIN},
    "wipay": {
        status: {"status": "error", "msg": "Too many attempts"}
        for status in (200, 400, 401, 403, 404, 422, 429)
    },
    "clicpay": {
        400: {"errors": {"msisdn": ["Número de telefone inválido"]}},
        401: {"message": "Unauthenticated."}, 403: {"message": "Acesso negado à carteira"},
        422: {"errors": {"amount": ["O campo valor é obrigatório."]}},
        429: {"message": "Too Many Attempts."},
    },
}  # fmt: skip
# What a firewall or a proxy puts in the place of an answer, when the money may have moved.
STRANGERS: Sequence[Json] = (
    "<html><body>Request blocked</body></html>", "\ufeff<!DOCTYPE html>", "", "   ", "Forbidden",
    "403", "true", "null", "[]", "{}", "[{}]", '""', '{"blocked": true}', '{"message": null}',
    '{"message": ""}', '{"errors": {}}', '{"errors": null}', '{"code": 403, "reason": "waf"}',
    '{"message": "x", "message": "y"}', '{"message": NaN}',
)  # fmt: skip
FORBIDDING = (400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 421, 422, 425, 429, 451)
CHARGES = [name for name in CARRIED_OUT if not name.endswith(("check", "mock"))]


@pytest.mark.parametrize("name", CHARGES)
def test_a_charge_is_turned_away_in_its_providers_own_form(name: str) -> None:
    read, provider = READERS[name][0], name.partition(" ")[0]
    for status, body in REFUSALS[provider].items():
        meaning = read(answer(status, body))
        assert isinstance(meaning, Rejected | RateLimited), (status, body)
        assert isinstance(meaning, RateLimited) is (status == 429)


@pytest.mark.parametrize("status", FORBIDDING)
@pytest.mark.parametrize("name", CHARGES)
def test_what_is_not_the_providers_form_settles_nothing(name: str, status: int) -> None:
    for body in STRANGERS:
        meaning = READERS[name][0](answer(status, body, retry_after="1"))
        assert isinstance(meaning, Indeterminate), (status, body)
        assert meaning.reason is Reason.UNREADABLE_ANSWER, (status, body)


# The forms of the others, by the provider that has another one.
_ERROR = {"status": "error", "msg": "Parameter: voucher not found"}
FOREIGN: Mapping[str, Sequence[Json]] = {
    "vpos": (PLAIN, _ERROR, '"Go away"', [{"param": "amount", "message": "x"}]),
    "proxypay": (_ERROR, {"status": "failed"}),
    "wikipay": (_ERROR, '"Forbidden"', [{"param": "amount", "message": "x"}]),
    "wipay": (PLAIN, '"Forbidden"', {"errors": {"total": ["x"]}}, {"status": "error"}),
    "clicpay": (_ERROR, '"Forbidden"', {"error": "x"}, [{"param": "amount", "message": "x"}],
                {"message": "INS-9 Request timeout"}, {"message": "x", "transaction_id": 7}),
}  # fmt: skip


@pytest.mark.parametrize("status", FORBIDDING)
@pytest.mark.parametrize("name", CHARGES)
def test_another_providers_form_settles_nothing_here(name: str, status: int) -> None:
    for body in FOREIGN[name.partition(" ")[0]]:
        assert isinstance(READERS[name][0](answer(status, body)), Indeterminate), (status, body)


# What API gateways, firewalls and frameworks say in JSON, in whosever name: after the work, too.
GENERIC: Sequence[Json] = (
    *({"message": words} for words in (
        "Forbidden", "Too Many Requests", "Missing Authentication Token", "Unauthorized",
        "Not Found", "Limit Exceeded", "Invalid request body", "API rate limit exceeded",
        "no Route matched with those values", "Access denied", "Payload Too Large",
        "User is not authorized to access this resource with an explicit deny",
    )),
    {"message": "Forbidden", "request_id": "5f1"}, {"Message": "Forbidden"},
    {"error": "Forbidden", "message": "Forbidden", "statusCode": 403},
    {"errors": "Forbidden"}, {"errors": ["Forbidden"]}, {"errors": [{"message": "Forbidden"}]},
    {"success": False, "errors": [{"code": 1020, "message": "Access denied"}], "messages": []},
    {"errors": {"detail": "Forbidden"}}, {"errors": {"detail": ["Forbidden"]}},
    {"errors": {"msisdn": []}}, {"errors": {"mobile": None}}, {"errors": {"amount": {}}},
    {"errors": {"amount": ["inválido"], "gateway": ["timed out"]}},
    {"errors": {"amount": "inválido"}}, {"errors": {"amount": ["inválido", None]}},
    {"status": "error", "msg": "Forbidden"}, {"status": "error", "msg": "Too Many Requests"},
    {"status": "error", "message": "Forbidden"}, {"status": "failed", "message": "Forbidden"},
)  # fmt: skip
# What moves money, or lets a customer move it by a phone that rings: a page that is taken for its
# provider's no is charged again. A reference whose number nobody has heard is paid by nobody.
MOVES_MONEY = ("vpos charge", "wipay charge", "clicpay charge", "clicpay card")


@pytest.mark.parametrize("status", FORBIDDING)
@pytest.mark.parametrize("name", MOVES_MONEY)
def test_what_anybody_says_in_json_turns_no_charge_away(name: str, status: int) -> None:
    for body in GENERIC:
        meaning = READERS[name][0](answer(status, body, retry_after="1"))
        settles = isinstance(meaning, Rejected | RateLimited)
        assert not settles, (status, body)


# WiPay's document names no status.
@pytest.mark.parametrize("name", [name for name in MOVES_MONEY if name != "wipay charge"])
def test_a_providers_own_words_count_under_the_status_that_they_belong_to(name: str) -> None:
    provider = name.partition(" ")[0]
    complaints = {400, 422} if provider == "clicpay" else {400}
    for shown, body in REFUSALS[provider].items():
        others = set(FORBIDDING) - {shown} - (complaints if shown in complaints else set())
        for status in others:
            assert isinstance(READERS[name][0](answer(status, body)), Indeterminate), (status, body)


@pytest.mark.parametrize("status", FORBIDDING)
@pytest.mark.parametrize(
    "name", ["vpos request", "vpos payment", "wikipay status", "clicpay status", "clicpay search"]
)
def test_a_question_is_answered_by_its_provider_alone(name: str, status: int) -> None:
    for body in STRANGERS:
        meaning = READERS[name][0](answer(status, body))
        assert isinstance(meaning, RateLimited if status == 429 else Indeterminate), (status, body)


@pytest.mark.parametrize(
    "status", [200, 201, 202, 204, 206, 301, 302, 303, 304, 500, 502, 503, 504, 520, 999]
)
@pytest.mark.parametrize(
    "name", ["vpos request", "vpos payment", "wikipay status", "clicpay status"]
)
def test_whoever_cannot_be_asked_has_not_said_no(name: str, status: int) -> None:
    """Offline, a login, a broken server: nothing ends, nothing is paid, nothing is not there."""
    for body in STRANGERS:
        assert isinstance(READERS[name][0](answer(status, body)), Indeterminate), (status, body)


@pytest.mark.parametrize("name", ["proxypay cancel", "wikipay cancel", "proxypay acknowledge"])
def test_a_stranger_takes_nothing_away(name: str) -> None:
    for body in STRANGERS:
        assert not isinstance(READERS[name][0](answer(404, body)), Done), body


# --- what an answer names is kept -----------------------------------------------------------------

CODES = [*range(200, 207), 301, 302, 303, 307, 400, 401, 402, 403, 404, 406, 408, 409, 410, 422,
         429, 451, 500, 502, 503, 504, 599, 999]  # fmt: skip
WORDS = ["failed", "FAILED", "rejected", "cancelled", "pending", "successful", "perhaps", "", None]
MESSAGES = [None, "", "INS-9 Request timeout", "INS-23 Unknown Status", "INS-5", "INS-777", "x"]
NAMED: Mapping[str, Json] = {
    "clicpay charge": {"clicpay_reference": "CP7", "transaction_id": 7},
    "clicpay card": {"clicpay_reference": "CP7", "transaction_id": 7},
    "vpos charge": {"location": "/api/v1/requests/1kTF"},
    "wikipay charge": {"reference": {"number": "002001002", "id": "A8KF"}},
    "wipay charge": {"trxn_id": "5bda8f887426f"},
}
KEPT = {
    "clicpay charge": ChargeId("CP7", "/api/v2/transactions/CP7/status"),
    "clicpay card": ChargeId("CP7", "/api/v2/transactions/CP7/status"),
    "vpos charge": ChargeId("1kTF", "/api/v1/requests/1kTF"),
    "wikipay charge": ChargeId("002001002", "/v1/reference/A8KF"),
    "wipay charge": ChargeId("5bda8f887426f"),
}


def kept_of(meaning: object) -> ChargeId | None:
    match meaning:
        case ChargeAccepted(reference=str(reference), follow=follow):
            return ChargeId(reference, follow)
        case Paid(reference=str(reference)):
            return ChargeId(reference)
        case NotPaid(charge=charge) | Indeterminate(charge=charge):
            return charge
        case Mismatched(reference=str(reference)):
            return ChargeId(reference)
        case _:
            return None


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("wrap", [lambda body: body, lambda body: {"data": body}])
@given(
    status=st.sampled_from(CODES),
    word=st.sampled_from(WORDS),
    message=st.sampled_from(MESSAGES),
    errors=st.sampled_from([None, {}, {"msisdn": ["x"]}]),
)
@settings(max_examples=150, deadline=None)
def test_a_reference_is_kept_whatever_stands_around_it(
    name: str, wrap: Callable[[Json], Json], status: int, word: Json, message: Json, errors: Json
) -> None:
    around = {"status": word, "message": message, "msg": message, "errors": errors}
    body = {**around, **NAMED[name]}
    if not name.startswith("wipay"):  # whose answer is one flat object, by its document
        body = wrap(body)
    assert kept_of(READERS[name][0](answer(status, body))) == KEPT[name]


# What makes a body unreadable, or breaks it off, while the name in it can still be read.
SPOILT = (
    '{{"status": "failed", "status": "successful", {named}}}',
    '{{{named}, "status": "failed", {named}}}',
    '{{"amount": NaN, {named}}}',
    '{{"amount": 1e99999999999999999999, "data": {{{named}}}}}',
    '{{{named}, "status": "pen',
    '{{"message": "ok", "data": {{{named}, "x": [',
    "Warning: Undefined index in /srv/app.php\n{{{named}}}",
    "{{{named}}}{{{named}}}",
    "<html><body>Bad gateway</body></html>{{{named}}}",
    '"{{{escaped}}}"',
    '{{"body": "{{{escaped}}}"}}',
)


@pytest.mark.parametrize("spoilt", SPOILT)
@pytest.mark.parametrize("name", ["clicpay charge", "clicpay card", "wipay charge"])
def test_a_name_in_a_body_that_cannot_be_read_is_kept(name: str, spoilt: str) -> None:
    """Nothing else in it counts, and it may be the only way to the money that moved."""
    ((field, value), *_) = NAMED[name].items()
    for status in CODES:
        for written in (f'"{field}":"{value}"', f'"{field.upper()}" :  "{value}"'):
            text = spoilt.format(named=written, escaped=written.replace('"', '\\"'))
            meaning = READERS[name][0](answer(status, text))
            assert isinstance(meaning, Indeterminate), (status, written)
            assert meaning.charge == KEPT[name], (status, written)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('{"clicpay_reference": 77, "status": "pen', "77"),
        ('{"clicpay_reference": 77', None),  # cut off, perhaps in the middle
        ('{"clicpay_reference": "CP7', None),
        ('{"clicpay_reference": " CP7 ", "status": "pen', "CP7"),
        ('{"clicpay_reference": "", "status": "pen', None),
        ('{"clicpay_reference": "../x", "status": "pen', None),
        ('{"clicpay_reference": null, "status": "pen', None),
        ('{"clicpay_reference": "../x", "data": {"clicpay_reference": "CP7", "x', "CP7"),
    ],
)
def test_what_is_left_of_a_body_names_its_charge_or_none(text: str, kept: str | None) -> None:
    meaning = READERS["clicpay charge"][0](answer(200, text))
    assert isinstance(meaning, Indeterminate)
    assert (meaning.charge.reference if meaning.charge else None) == kept


@pytest.mark.parametrize("name", ["clicpay charge", "clicpay card", "wipay charge"])
def test_of_two_names_in_a_body_that_cannot_be_read_neither_is_kept(name: str) -> None:
    ((field, value), *_) = NAMED[name].items()
    both = f'{{"{field}": "{value}", "{field}": "{value}9", "status": "failed"}}'
    for status in CODES:
        meaning = READERS[name][0](answer(status, both))
        assert isinstance(meaning, Indeterminate)
        assert meaning.charge is None


@pytest.mark.parametrize("place", ["error", "transaction", "errors", "details"])
def test_a_reference_of_clicpay_is_found_anywhere(place: str) -> None:
    for status in CODES:
        body = {"message": "falhou", place: [{"clicpay_reference": "CP7"}]}
        meaning = READERS["clicpay charge"][0](answer(status, body))
        assert kept_of(meaning) == KEPT["clicpay charge"]


@pytest.mark.parametrize("field", ["clicpayReference", "Clicpay_Reference", "CLICPAY-REFERENCE"])
def test_a_reference_of_clicpay_is_found_in_every_writing_of_its_field(field: str) -> None:
    for status in CODES:
        meaning = READERS["clicpay charge"][0](answer(status, {"message": "falhou", field: "CP7"}))
        assert kept_of(meaning) == KEPT["clicpay charge"]


# Each names what it is about, in a place or a writing that no document shows.
ODDLY_NAMED: Sequence[tuple[str, Json]] = (
    ("wipay charge", {"status": "error", "msg": "Parameter: voucher not found", "TRXN_ID": "W1"}),
    ("wipay charge", {"status": "error", "msg": "Parameter: voucher not found",
                      "data": [{"trxn_id": "W1"}]}),
    ("wipay charge", {"status": "error", "msg": "Too many attempts", "transaction_id": 17}),
    ("wipay charge", {"status": "success", "data": {"trxn_id": "W1"}}),
    ("vpos charge", {"errors": {"mobile": ["x"]}, "id": "1kTF"}),
    ("vpos charge", {"errors": {"mobile": ["x"]}, "data": {"data": {"id": "1kTF"}}}),
    ("vpos charge", {"errors": {"mobile": ["x"]}, "r": [{"location": "/api/v1/requests/1kTF"}]}),
    ("wikipay charge", {"message": "x", "reference": {"id": "A8KF", "number": None}}),
    ("wikipay charge", {"message": "x", "reference": {"number": "002001002"}}),
    ("clicpay charge", {"errors": {"provider": ["INS-23 Unknown Status"]}}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "body"), ODDLY_NAMED)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_what_names_what_was_begun_turns_nothing_away(name: str, body: Json, status: int) -> None:
    assert isinstance(READERS[name][0](answer(status, body)), Indeterminate)


@pytest.mark.parametrize(
    "header", ["/api/v1/requests/1kTF", "https://vpos.ao/api/v1/requests/1kTF"]
)
def test_a_location_of_vpos_is_kept_wherever_it_stands(header: str) -> None:
    for status in CODES:
        meaning = READERS["vpos charge"][0](answer(status, "<html>", location=header))
        assert kept_of(meaning) == KEPT["vpos charge"], status
        done = header.replace("requests", "transactions")
        moved = READERS["vpos charge"][0](answer(status, "", location=done))
        assert kept_of(moved) == ChargeId("1kTF", "/api/v1/transactions/1kTF")


# --- strict reading -------------------------------------------------------------------------------

UNREADABLE = (
    '"x": NaN',
    '"x": Infinity',
    '"x": [[-Infinity]]',
    '"{first}": "failed"',
    '"x": {"y": 1, "y": 1}',
)


@pytest.mark.parametrize("spoil", UNREADABLE)
@pytest.mark.parametrize("name", [name for name in READERS if isinstance(READERS[name][2], dict)])
def test_a_key_twice_and_a_number_that_is_none_make_a_body_unreadable(
    name: str, spoil: str
) -> None:
    read, status, body = READERS[name]
    more = spoil.replace("{first}", next(iter(body)))
    meaning = read(answer(status, json.dumps(body).replace("{", f"{{{more}, ", 1)))
    assert isinstance(meaning, Indeterminate | Done), meaning
    if isinstance(meaning, Done):  # the status alone says so
        assert name in ("proxypay put", "office done")


@pytest.mark.parametrize("name", ANSWERED)
def test_a_page_in_the_place_of_an_answer_cannot_be_read(name: str) -> None:
    read, status, _ = READERS[name]
    if status == 204:  # the status alone says so, and a page never comes under it
        status = 200
    meaning = read(answer(status, "<html>Sign in</html>"))
    assert isinstance(meaning, Indeterminate)
    assert meaning.reason is Reason.UNREADABLE_ANSWER


@pytest.mark.parametrize("name", READERS)
def test_a_byte_order_mark_changes_nothing(name: str) -> None:
    read, status, body = READERS[name]
    told = answer(status, body)
    assert read(replace(told, text="\ufeff" + told.text)) == read(told)
    assert isinstance(read(answer(200, "\ufeff<html>")), Indeterminate)


BAD_ENTRIES = (
    '{"id": 7, "amount": NaN}', '{"id": 7, "x": [NaN]}', '{"id": 7, "x": [1, [2, NaN]]}',
    '{"id": 7, "id": 8, "amount": "1.00"}',
    '{"id": 7, "custom_fields": {"sale": "a", "sale": "b"}}',
    '{"id": 7, "amount": 1e99999999999999999999}',
    f'{{"id": 7, "amount": {"9" * 5000}}}', "7", "null", "[]", '{"id": "../x"}',
)  # fmt: skip


@pytest.mark.parametrize("bad", BAD_ENTRIES, ids=range(len(BAD_ENTRIES)))
@pytest.mark.parametrize("name", ["proxypay queue", "wikipay queue"])
def test_a_payment_that_cannot_be_read_hides_no_other(name: str, bad: str) -> None:
    read, status, body = READERS[name]
    (good,) = body if isinstance(body, list) else body["payments"]
    good = {**good, "nothing": [], "something": [1, [2.5]]}
    entries = f"[{bad}, {json.dumps(good)}]"
    text = entries if isinstance(body, list) else f'{{"payments": {entries}}}'
    page = read(answer(status, text))
    assert isinstance(page, QueuePage)
    assert [payment.id for payment in page.payments] == [str(good["id"])]
    assert not page.whole


# --- facts that are named -------------------------------------------------------------------------

DISAGREES: Mapping[str, Mapping[str, Json]] = {
    "vpos payment": {"currency": "USD", "mobile": "923000000", "type": "refund", "pos_id": 999,
                     "parent_transaction_id": "another", "id": "another", "amount": "101.08"},
    "clicpay status": {"currency": "USD", "msisdn": "849999999", "type": "b2c", "wallet_id": 1,
                       "internal_notes": "f" * 32, "clicpay_reference": "CP2", "amount": 101.08},
    "wikipay status": {"currency": "USD", "entity_id": "00999", "amount": "101.08",
                       "custom_fields": {"sale": "f" * 32}},
    "wipay charge": {"currency": "USD", "account_number": "1", "total": "101.08"},
}  # fmt: skip
AGREES: Mapping[str, Mapping[str, Sequence[Json]]] = {
    "vpos payment": {"currency": ["AOA", "Kz"], "mobile": ["900111222"], "pos_id": ["0100"]},
    "clicpay status": {"currency": ["MZN", "MTn"], "msisdn": ["258841234567", "+258 841234567"],
                       "type": ["C2B", "c2b_mpesa", "payment"], "wallet_id": ["144365", 144365],
                       "internal_notes": [ID]},
    "wikipay status": {"currency": ["aoa"], "entity_id": ["424", 424]},
    "wipay charge": {"currency": ["TTD"], "account_number": [4630], "total": ["101.09"]},
}  # fmt: skip
ABSENT = (None, "")


def with_fact(name: str, fact: str, value: Json, word: str | None = None) -> object:
    return with_facts(name, {fact: value}, word)


def with_facts(name: str, facts: Mapping[str, Json], word: str | None = None) -> object:
    read, status, body = READERS[name]
    body = deepcopy(body)
    inner = body["references"][0] if name == "wikipay status" else body
    inner.update(facts)
    if word:
        inner["status"] = word
    return read(answer(status, body))


FACTS = [(name, fact) for name, facts in DISAGREES.items() for fact in facts]


@pytest.mark.parametrize(("name", "fact"), FACTS)
def test_a_fact_that_is_named_has_to_agree(name: str, fact: str) -> None:
    assert isinstance(with_fact(name, fact, DISAGREES[name][fact]), Mismatched)
    for unreadable in ([DISAGREES[name][fact]], {"is": DISAGREES[name][fact]}, "  "):
        if fact != "custom_fields":  # which is an object by its document
            assert not isinstance(with_fact(name, fact, unreadable), Paid), unreadable
    for value in AGREES[name].get(fact, ()):
        assert isinstance(with_fact(name, fact, value), Paid), value
    if fact not in ("id", "clicpay_reference") and (name, fact) not in NEEDED:
        for value in ABSENT:
            assert isinstance(with_fact(name, fact, value), Paid), value


NEEDED = {("vpos payment", "amount"), ("wikipay status", "amount")}
NO_WORDS = {"vpos payment": "rejected", "clicpay status": "failed", "wikipay status": " Expired"}


@pytest.mark.parametrize(("name", "fact"), [each for each in FACTS if each[0] in NO_WORDS])
def test_a_no_about_something_else_is_no_no(name: str, fact: str) -> None:
    word = NO_WORDS[name]
    assert isinstance(with_fact(name, fact, DISAGREES[name][fact], word), Indeterminate)
    assert isinstance(with_fact(name, "x_unknown", 1, word), NotPaid)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [(name, *pair) for name, facts in DISAGREES.items() for pair in combinations(facts, 2)],
)
def test_two_facts_that_disagree_are_no_better_than_one(name: str, one: str, other: str) -> None:
    """Nor is one beside another that agrees, or is left out: the right name at the wrong amount,
    the right amount in another's name."""
    said = DISAGREES[name]
    both = with_facts(name, {one: said[one], other: said[other]})
    assert isinstance(both, Mismatched)
    assert both.flag is Flag.MISMATCH  # what is another's is neither short nor in excess
    for wrong, fine in ((one, other), (other, one)):
        values = [*AGREES[name].get(fine, ()), *(ABSENT if fine in LEFT_OUT else ())]
        for value in values:
            told = with_facts(name, {wrong: said[wrong], fine: value})
            assert isinstance(told, Mismatched), (wrong, fine, value)


# What an answer may leave out and still be money.
LEFT_OUT = {"currency", "mobile", "pos_id", "type", "msisdn", "wallet_id", "internal_notes",
            "entity_id", "account_number", "total"}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [(name, *pair) for name in NO_WORDS for pair in combinations(DISAGREES[name], 2)],
)
def test_a_no_that_disagrees_in_two_facts_ends_nothing(name: str, one: str, other: str) -> None:
    said, word = DISAGREES[name], NO_WORDS[name]
    both = {one: said[one], other: said[other]}
    assert isinstance(with_facts(name, both, word), Indeterminate)


@pytest.mark.parametrize("reason", [["2001"], {"code": 2001}, True, "  "])
def test_a_reason_that_nobody_can_read_settles_nothing(reason: Json) -> None:
    assert isinstance(with_fact("vpos payment", "status_reason", reason, "rejected"), Indeterminate)


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        (None, NotPaid),
        ("", NotPaid),
        ([], Indeterminate),
        (["CP1"], Indeterminate),
        ("CP9", Indeterminate),
    ],
)
def test_a_no_may_leave_its_reference_out_and_may_not_name_another(
    reference: Json, meant: type[NotPaid | Indeterminate]
) -> None:
    meaning = with_fact("clicpay status", "clicpay_reference", reference, "failed")
    assert isinstance(meaning, meant)


NOTHING: Sequence[Json] = (
    {}, {"message": "Forbidden"}, {"data": {}}, {"data": []}, {"amount": None},
    {"clicpay_reference": ""},
)  # fmt: skip


@pytest.mark.parametrize("more", NOTHING, ids=str)
@pytest.mark.parametrize("word", [*sorted(clicpay.FAILED | clicpay.PAID), "error", "ok"])
def test_a_word_about_nothing_settles_nothing_and_is_no_odd_money(word: str, more: Json) -> None:
    """Gateways and portals answer so too: neither the transaction nor its amount is named."""
    for body in ({"status": word, **more}, {"data": {"status": word, **more}}):
        meaning = READERS["clicpay status"][0](answer(200, body))
        assert isinstance(meaning, Indeterminate), body


@pytest.mark.parametrize("word", ["failed", "successful"])
def test_one_transaction_that_is_told_in_two_ways_is_in_doubt(word: str) -> None:
    read, status, body = READERS["clicpay status"]
    other = {**body, "status": "failed" if word == "successful" else "successful"}
    meaning = read(answer(status, {**body, "status": word, "data": other}))
    assert isinstance(meaning, Indeterminate)


# --- one documented answer, changed ---------------------------------------------------------------

Path = tuple[str | int, ...]
DROP = object()


def places(body: Json, before: Path = ()) -> list[Path]:
    """Every field and entry of a body, however deep."""
    within: Sequence[tuple[str | int, Json]] = []
    if isinstance(body, dict):
        within = list(body.items())
    elif isinstance(body, list):
        within = list(enumerate(body))
    paths: list[Path] = [(*before, name) for name, _ in within]
    return paths + [path for name, inner in within for path in places(inner, (*before, name))]


def retyped(value: Json) -> Json:
    """A number as text, a text as a number, where it is one."""
    if isinstance(value, str):
        try:
            number = Decimal(value.strip())
        except InvalidOperation:
            return [value]
        return float(number) if number.is_finite() else value
    return str(value)


CHANGES: Mapping[str, Callable[[Json], Json]] = {
    "dropped": lambda _: DROP,
    "null": lambda _: None,
    "retyped": retyped,
    "upper": lambda value: value.upper() if isinstance(value, str) else value,
    "lower": lambda value: value.lower() if isinstance(value, str) else value,
    "padded": lambda value: f"  {value} ",
    "one more": lambda value: value + 1 if isinstance(value, int | float) else f"{value}1",
    "in a list": lambda value: [value],
    "in an object": lambda value: {"data": value},
    "twice": lambda value: [*value, *value] if isinstance(value, list) else value,
}


def change(body: Json, path: Path, value: Json) -> Json:
    """The body with this value at this place, or without the place. The rest of it is shared."""
    step, way = path[0], path[1:]
    copied = copy(body)
    if way:
        copied[step] = change(body[step], way, value)
    elif value is DROP:
        del copied[step]
    else:
        copied[step] = value
    return copied


def value_at(body: Json, path: Path) -> Json:
    for step in path:
        body = body[step]
    return body


@st.composite
def changed(draw: st.DrawFn, body: Json) -> Json:
    """A documented body after up to three changes, each at a place that is still there."""
    for _ in range(draw(st.integers(1, 3))):
        known = places(body)
        if not known:
            return body
        path = draw(st.sampled_from(known))
        how = draw(st.sampled_from([*CHANGES, "anything"]))
        value = draw(JSON) if how == "anything" else CHANGES[how](value_at(body, path))
        body = change(body, path, value)
    if isinstance(body, dict) and draw(st.booleans()):
        body = {**body, "x_unknown": draw(JSON)}
    return body


def exactly(value: Json, *, absent_is_fine: bool = False) -> bool:
    """Whether a value of JSON is 101.09 and nothing else; written apart from the code it checks."""
    if value in (None, ""):
        return absent_is_fine
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    try:
        return Decimal(str(value).strip()) == Decimal("101.09")
    except InvalidOperation:
        return False


def word(value: Json) -> str:
    return value.strip().lower() if isinstance(value, str) else ""


def digits(value: Json) -> str:
    plain = str(value).replace(" ", "")
    return plain.lstrip("0") if plain.isdigit() and not isinstance(value, bool) else ""


def unwrapped(body: Json) -> Json:
    inner = body.get("data")
    if isinstance(inner, list) and len(inner) == 1 and isinstance(inner[0], dict):
        return inner[0]
    return inner if isinstance(inner, dict) else body


def vpos_paid(body: Json, kind: str, parent: str | None, *, amount_needed: bool = True) -> bool:
    told = unwrapped(body)
    return (
        word(told.get("status")) == "accepted"
        and str(told.get("id")).strip() == NAME
        and exactly(told.get("amount"), absent_is_fine=not amount_needed)
        and (not word(told.get("type")) or word(told.get("type")).startswith(kind))
        and str(told.get("parent_transaction_id") or "").strip() in ("", str(parent or ""))
    )


def wikipay_paid(body: Json) -> bool:
    """Some reference in the body is paid, of this number or id, at this amount."""
    found = body if isinstance(body, list) else body.get("references", [body.get("reference")])
    if not isinstance(found, list):
        found = [found, body]
    return any(
        word(entry.get("status")) == "paid"
        and exactly(entry.get("amount"))
        and (
            digits(entry.get("number")) == "2001002"
            or (entry.get("number") is None and str(entry.get("id")).strip().endswith("2001002"))
        )
        for entry in found
        if isinstance(entry, dict)
    )


SAYS_PAID: Mapping[str, Callable[[Json], bool]] = {
    "vpos payment": lambda b: vpos_paid(b, "payment", None),
    "vpos wrapped": lambda b: vpos_paid(b, "payment", None),
    "vpos authorization": lambda b: vpos_paid(b, "authoriz", None),
    "vpos refund": lambda b: vpos_paid(b, "refund", PARENT),
    "vpos release": lambda b: vpos_paid(b, "cancel", PARENT, amount_needed=False),
    "vpos callback": lambda b: vpos_paid(b, "payment", None) and str(b.get("mobile")) != "None",
    "wikipay status": wikipay_paid,
    "wipay charge": lambda b: word(b.get("status")) == "success" and bool(b.get("trxn_id")),
    "clicpay status": lambda b: (
        word(b.get("status")) == "successful"
        and str(b.get("clicpay_reference")).strip() == "CP123456789"
        and exactly(b.get("amount"), absent_is_fine=True)
    ),
}


def test_every_reader_of_money_is_checked_and_pays_its_documented_body() -> None:
    for name in SAYS_PAID:
        read, status, body = READERS[name]
        assert isinstance(read(answer(status, body)), Paid | Authorized), name
        assert SAYS_PAID[name](body), name


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_a_changed_answer_is_money_only_if_it_still_says_so(name: str, data: st.DataObject) -> None:
    read, status, documented = READERS[name]
    body = data.draw(changed(documented))
    meaning = read(answer(status, json.dumps(body)))
    if isinstance(meaning, Paid | Authorized):
        assert SAYS_PAID[name](body)
    if isinstance(meaning, Mismatched) and meaning.amount is not None:
        assert meaning.amount.minor >= 0 or "-" in json.dumps(body)
    for payment in _payments(meaning):
        _is_of_some_entry(payment, body)


def _payments(meaning: object) -> Sequence[QueuedPayment]:
    if isinstance(meaning, QueuePage):
        return meaning.payments
    return [meaning] if isinstance(meaning, QueuedPayment) else []


def _is_of_some_entry(payment: QueuedPayment, body: Json) -> None:
    """What a payment says stands in one entry of the body, all of it in the same."""
    entry = json.loads(payment.raw)
    # A number with a point is kept as text.
    kept = json.loads(json.dumps(body), parse_float=lambda text: str(Decimal(text)))
    assert payment.raw in json.dumps(kept)
    assert str(entry["id"]).strip() == payment.id
    if payment.amount is not None:
        assert payment.amount.decimal == Decimal(str(entry["amount"]).strip())
    if payment.reference:
        named = entry.get("reference_number", entry.get("reference_id"))
        assert digits(str(named).strip()) == payment.reference.lstrip("0")


# --- anything that is posted to us ----------------------------------------------------------------

Webhook = Callable[[Account, Mapping[str, str], bytes], QueuedPayment | Notice | InvalidSignature]
WEBHOOKS: Mapping[str, tuple[Webhook, Account, str]] = {
    "proxypay": (proxypay.parse_webhook, PROXYPAY, SECRET),
    "clicpay": (clicpay.parse_webhook, CLICPAY, "whsec"),
}
BODIES = st.binary(max_size=40) | NOISE.map(lambda text: text.encode("utf-8", "replace"))


@pytest.mark.parametrize("name", WEBHOOKS)
@given(body=BODIES, signature=st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_whatever_is_posted_unsigned_is_nothing(name: str, body: bytes, signature: str) -> None:
    read, account, _ = WEBHOOKS[name]
    for header in ("x-signature", "x-webhook-signature", "x-clicpay-signature"):
        assert read(account, {header: signature}, body) == InvalidSignature()


@pytest.mark.parametrize("name", WEBHOOKS)
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_whatever_is_posted_signed_is_read(name: str, data: st.DataObject) -> None:
    read, account, secret = WEBHOOKS[name]
    documented = {"proxypay": QUEUED, "clicpay": EVENT}[name]
    posted = data.draw(changed(documented).map(lambda body: json.dumps(body).encode()) | BODIES)
    signature = hmac.new(secret.encode(), posted, hashlib.sha256).hexdigest()
    headers = {"x-signature": signature, "x-webhook-signature": f"sha256={signature}"}
    heard = read(account, headers, posted)
    assert isinstance(heard, QueuedPayment | Notice | InvalidSignature)
    for payment in _payments(heard):
        _is_of_some_entry(payment, json.loads(posted))


@pytest.mark.parametrize("text", MONSTERS, ids=range(len(MONSTERS)))
@pytest.mark.parametrize("name", WEBHOOKS)
def test_a_webhook_survives_monsters(name: str, text: str) -> None:
    read, account, secret = WEBHOOKS[name]
    body = text.encode("utf-8", "replace")
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"x-signature": signature, "x-webhook-signature": signature}
    assert isinstance(read(account, headers, body), Notice | InvalidSignature)
