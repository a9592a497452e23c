"""What each provider refuses, in its own words; and that nothing at all upsets the server."""

import socket
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

COLLECT_URL = "/api/v2/wallets/144365/c2b/mpesa"
SAID: dict[str, Callable[[int, str], Any]] = {
    "vpos": lambda _status, phrase: phrase,
    "proxypay": lambda _status, phrase: {"message": phrase},
    "wikipay": lambda _status, phrase: {"message": phrase},
    "clicpay": lambda status, phrase: {"message": "Unauthenticated." if status == 401 else phrase},
    "wipay": lambda _status, phrase: {"status": "error", "msg": phrase},
}
SECURED = {
    "vpos": "/api/v1/requests/x",
    "proxypay": "/payments",
    "wikipay": "/v1/payment",
    "clicpay": "/api/user",
}
POSTED = {
    "vpos": "/api/v1/transactions",
    "proxypay": "/payments",
    "wikipay": "/v1/reference/create",
    "clicpay": COLLECT_URL,
    "wipay": "/v1/voucher_pay",
}


@pytest.mark.parametrize("name", SECURED)
@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Token other", "Basic b3RoZXI=", "é"]
)
def test_without_the_right_key_nobody_gets_in(
    calm: Any, name: str, authorization: str | None
) -> None:
    sent = {} if authorization is None else {"authorization": authorization}
    headers = httpx.Headers(sent, encoding="latin-1")
    url = calm.ready[name]["base_url"] + SECURED[name]
    with httpx.Client(verify=False, trust_env=False) as anyone:
        answer = anyone.get(url, headers=headers)

    assert answer.status_code == 401
    assert answer.json() == SAID[name](401, "Unauthorized")


@pytest.mark.parametrize("name", SECURED)
def test_the_key_in_another_scheme_is_no_key(calm: Any, name: str) -> None:
    key = calm.client(name).headers["authorization"].split()[-1]
    for wrong in (f"Basic {key}", f"Bearer  {key}", f"Bearer {key}x", f"Key {key}"):
        answer = calm.client(name).get(SECURED[name], headers={"authorization": wrong})
        assert answer.status_code == 401


@pytest.mark.parametrize("name", POSTED)
def test_unknown_paths_and_methods_are_refused_in_the_provider_s_words(
    calm: Any, name: str
) -> None:
    client = calm.client(name)

    unknown = client.get("/elsewhere/é%00")
    method = client.request("PATCH", POSTED[name])

    assert (unknown.status_code, unknown.json()) == (404, SAID[name](404, "Not Found"))
    assert (method.status_code, method.json()) == (405, SAID[name](405, "Method Not Allowed"))
    assert "POST" in method.headers["allow"].split(", ")


def test_a_refused_method_hears_of_all_others(proxypay: httpx.Client) -> None:
    assert proxypay.patch("/payments").headers["allow"] == "GET, POST"
    assert proxypay.head("/payments").status_code == 200


WRONG_BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"\xff\xfe{}",
    b'{"amount": NaN}',
    b'{"custom_fields": {"x": "\\ud800"}}',
    b'{"amount": ' + b"9" * 5000 + b"}",
    b'{"amount": 1e99999999999999999999}',
    b'{"amount": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
]


@pytest.mark.parametrize("name", ["vpos", "proxypay", "wikipay", "clicpay"])
def test_what_is_no_json_object_is_refused(calm: Any, name: str) -> None:
    client = calm.client(name)
    sent = [(body, "application/json") for body in WRONG_BODIES]
    sent += [(b'{"amount": "1.00"}', kind) for kind in ("text/plain", "application/xml", "")]

    for body, kind in sent:
        answer = client.post(POSTED[name], content=body, headers={"content-type": kind})

        assert answer.status_code == 400, body[:40]
        assert answer.json()


@pytest.mark.parametrize("amount", [0, -1, 0.001, 10**30, True, [], {}, "1,50", "NaN", "٣", " 1"])
def test_no_provider_takes_an_odd_amount(
    vpos: httpx.Client,
    proxypay: httpx.Client,
    clicpay: httpx.Client,
    wikipay: httpx.Client,
    amount: Any,
) -> None:
    payment = {"type": "payment", "pos_id": 100, "mobile": "900000000", "amount": amount}
    collect = {"msisdn": "841234567", "amount": amount, "reference_description": "Compra"}
    reference = {"amount": amount, "expiry_date": "2999-12-31"}
    proxypay.put("/references/7", json={})

    answers = [
        vpos.post("/api/v1/transactions", json=payment),
        proxypay.put("/references/8", json={"amount": amount}),
        proxypay.post("/payments", json={"reference_id": 7, "amount": amount}),
        clicpay.post(COLLECT_URL, json=collect),
        wikipay.post("/v1/reference/create", json={"reference": reference}),
    ]

    assert [answer.status_code for answer in answers] == [400] * 5
    assert all("amount" in answer.text for answer in answers)


FINITE = st.floats(allow_nan=False, allow_infinity=False)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = [
    "type",
    "pos_id",
    "mobile",
    "amount",
    "parent_transaction_id",
    "callback_url",
    "msisdn",
    "reference_description",
    "internal_notes",
    "url",
    "events_enabled",
    "wallet_ids",
    "active",
    "reference",
    "expiry_date",
    "custom_fields",
    "end_datetime",
    "reference_id",
    "id",
    "provider",
    "kind",
    "per_second",
    "times",
]
BODIES = st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=8)
ENDPOINTS = (
    ("vpos", "POST", "/api/v1/transactions"),
    ("proxypay", "PUT", "/references/7"),
    ("proxypay", "POST", "/payments"),
    ("wikipay", "POST", "/v1/reference/create"),
    ("clicpay", "POST", COLLECT_URL),
    ("clicpay", "POST", "/api/v2/wallets/144368/card-payment"),
    ("clicpay", "POST", "/api/v2/webhooks"),
    ("control", "POST", "/pay"),
    ("control", "POST", "/faults"),
    ("control", "POST", "/approve"),
    ("control", "POST", "/limits"),
    ("control", "PUT", "/webhooks"),
)


@given(data=BODIES, endpoint=st.sampled_from(ENDPOINTS))
@settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_field_of_any_kind_upsets_the_server(
    calm: Any, data: dict[str, Any], endpoint: tuple[str, str, str]
) -> None:
    name, method, path = endpoint

    answer = calm.client(name).request(method, path, json=data)

    assert answer.status_code < 500
    assert answer.status_code == 204 or answer.json() is not None or answer.content


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /api/user HTTP/1.0\r\n",
        b"GET /api/v2/me/wallets?page=%ff&per_page=\xff HTTP/1.1\r\nhost: x\r\n",
        b"GET /checkout/%00%ff%ed%a0%80 HTTP/1.1\r\nhost: \xff\xfe\r\n",
        b"GET /api/v2/webhooks/%F0%9F HTTP/1.1\r\nhost: x\r\nauthorization: Bearer \xff\r\n",
        b"POST /api/v2/webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n",
        b"\x00\xff\xfe\r\n",
        b"GET http://other/ HTTP/1.1\r\nhost: x\r\ncontent-type: \xff; charset=\xff\r\n",
    ],
)
def test_no_bytes_upset_the_server(calm: Any, clicpay: httpx.Client, request_line: bytes) -> None:
    address = httpx.URL(calm.ready["clicpay"]["base_url"])
    token = clicpay.headers["authorization"].encode()
    with socket.create_connection((address.host, address.port), timeout=10) as raw:
        raw.sendall(request_line + b"authorization: " + token + b"\r\nconnection: close\r\n\r\n")
        raw.shutdown(socket.SHUT_WR)
        answer = raw.recv(1000)

    assert not answer or int(answer.split()[1]) < 500
    assert clicpay.get("/api/user").status_code == 200


def test_pages_and_filters_that_nobody_knows_are_no_trouble(clicpay: httpx.Client) -> None:
    for query in (
        {"sort_by": "payment_method", "include": "paymentMethod"},
        {"sort_by": "", "sort_order": "up", "per_page": "-1", "page": "99999999"},
        {"per_page": "٣", "page": "0", "is_active": "maybe"},
    ):
        assert clicpay.get("/api/v2/me/wallets", params=query).status_code == 200
