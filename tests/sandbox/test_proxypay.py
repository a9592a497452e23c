"""ProxyPay as its document describes it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Pay = Callable[..., dict[str, Any]]


@pytest.fixture
def pay(control: httpx.Client) -> Pay:
    def pay(reference: Any, **more: Any) -> dict[str, Any]:
        answer = control.post("/pay", json={"provider": "proxypay", "reference": reference, **more})
        assert answer.status_code == 200, answer.text
        payment: dict[str, Any] = answer.json()
        return payment

    return pay


def test_ids_are_bare_integers_and_never_the_same(proxypay: httpx.Client) -> None:
    ids = [int(proxypay.post("/reference_ids").text) for _ in range(50)]

    assert len(set(ids)) == 50
    assert all(0 < number <= 999_999_999 for number in ids)
    assert min(ids) < 100_000_000, "some have fewer than nine digits"


def test_an_id_in_use_is_not_given_out(proxypay: httpx.Client) -> None:
    first = proxypay.post("/reference_ids").json()
    proxypay.put(f"/references/{first // 2}", json={})

    assert proxypay.post("/reference_ids").json() != first // 2


@pytest.mark.parametrize("path", ["/reference_ids", "/reference_ids/"])
def test_a_slash_at_the_end_does_no_harm(proxypay: httpx.Client, path: str) -> None:
    assert proxypay.post(path).status_code == 200
    assert proxypay.get("/payments/").json() == []


def test_a_paid_reference_waits_in_the_queue_until_acknowledged(
    proxypay: httpx.Client, pay: Pay, control: httpx.Client
) -> None:
    fields = {"invoice": "2018/0333"}
    created = proxypay.put(
        "/references/904800000", json={"amount": "9701.84", "custom_fields": fields}
    )
    assert (created.status_code, created.content) == (204, b"")

    payment = pay("904 800 000")

    assert proxypay.get("/payments").json() == [payment]
    assert proxypay.get("/payments").json() == [payment]
    assert payment["amount"] == "9701.84"
    assert payment["reference_id"] == 904800000
    assert payment["custom_fields"] == fields
    assert payment["entity_id"] == 411
    assert (payment["fee"], payment["terminal_id"]) == (None, "0000000001")
    assert payment["id"] == payment["period_id"] * 10**8 + payment["transaction_id"]
    assert payment["period_start_datetime"].endswith("T19:00:00Z")
    assert payment["period_start_datetime"] <= payment["datetime"]
    assert payment["datetime"] < payment["period_end_datetime"]

    assert proxypay.delete(f"/payments/{payment['id']}").status_code == 204
    assert proxypay.get("/payments").json() == []
    assert proxypay.delete(f"/payments/{payment['id']}").status_code == 404
    (line,) = control.get("/ledger").json()
    assert (line["amount"], line["reference"], line["payer"]) == ("9701.84", "904800000", None)


def test_payments_come_in_the_order_they_were_made_and_as_many_as_asked(
    proxypay: httpx.Client, pay: Pay
) -> None:
    proxypay.put("/references/5", json={"amount": "1"})
    ids = [pay(5)["id"] for _ in range(4)]

    assert [each["id"] for each in proxypay.get("/payments", params={"n": 3}).json()] == ids[:3]
    assert len(set(ids)) == 4


@pytest.mark.parametrize("n", ["0", "101", "x", "-1", ""])
def test_only_1_to_100_payments_can_be_asked_for(proxypay: httpx.Client, n: str) -> None:
    answer = proxypay.get("/payments", params={"n": n})

    assert answer.status_code == 400
    assert [error["param"] for error in answer.json()] == ["n"]


def test_the_mock_payment_answers_the_payment(proxypay: httpx.Client) -> None:
    proxypay.put("/references/904800000", json={"amount": "9701.84"})

    answer = proxypay.post("/payments", json={"reference_id": "904800000", "amount": 12.5})

    assert answer.status_code == 200
    assert answer.json()["amount"] == "12.50"
    assert proxypay.get("/payments").json() == [answer.json()]


def test_the_mock_payment_of_nothing_is_refused(proxypay: httpx.Client) -> None:
    answer = proxypay.post("/payments", json={"reference_id": 904800000, "amount": "1.00"})

    assert answer.status_code == 400
    assert answer.json()[0]["param"] == "reference_id"


@pytest.mark.parametrize(
    "end",
    [
        "2999-12-31",
        "2999-12-31T20:00:00+01:00",
        "2999-12-31T20:00:00Z",
        "2999-12-31T20:00:00.123456789Z",
        None,
    ],
)
def test_every_seen_form_of_an_end_is_accepted(
    proxypay: httpx.Client, pay: Pay, end: str | None
) -> None:
    answer = proxypay.put("/references/7", json={"amount": 10.01, "end_datetime": end})

    assert answer.status_code == 204
    assert pay("000 000 007")["amount"] == "10.01"


@pytest.mark.parametrize(
    ("payload", "param"),
    [
        ({"amount": "0.00"}, "amount"),
        ({"amount": "100000000.00"}, "amount"),
        ({"amount": "1.001"}, "amount"),
        ({"amount": "much"}, "amount"),
        ({"end_datetime": "31/12/2018"}, "end_datetime"),
        ({"end_datetime": "2018-13-01"}, "end_datetime"),
        ({"end_datetime": 20181231}, "end_datetime"),
        ({"custom_fields": {"invoice": 7}}, "custom_fields"),
        ({"custom_fields": {str(n): "x" for n in range(11)}}, "custom_fields"),
        ({"custom_fields": ["x"]}, "custom_fields"),
    ],
)
def test_a_bad_field_is_listed(proxypay: httpx.Client, payload: Any, param: str) -> None:
    answer = proxypay.put("/references/7", json=payload)

    assert answer.status_code == 400
    assert [error["param"] for error in answer.json()] == [param]
    assert all(isinstance(error["message"], str) for error in answer.json())


def test_all_bad_fields_are_listed_together(proxypay: httpx.Client) -> None:
    answer = proxypay.put(
        "/references/1234567890", json={"amount": "x", "end_datetime": "x", "custom_fields": "x"}
    )

    params = {error["param"] for error in answer.json()}
    assert params == {"id", "amount", "end_datetime", "custom_fields"}


def test_deleting_withdraws_a_reference_and_putting_brings_it_back(
    proxypay: httpx.Client, control: httpx.Client
) -> None:
    paying = {"provider": "proxypay", "reference": 7}
    proxypay.put("/references/7", json={"amount": "1.00"})

    assert proxypay.delete("/references/7").status_code == 204
    assert proxypay.delete("/references/7").status_code == 404
    assert control.post("/pay", json=paying).status_code == 409
    proxypay.put("/references/7", json={"amount": "2.00"})
    assert control.post("/pay", json=paying).json()["amount"] == "2.00"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/vnd.proxypay.v2+json", 200),
        ("application/json", 200),
        ("*/*", 200),
        ("application/vnd.proxypay.v1+json", 406),
        ("application/vnd.proxypay.v3+json", 406),
        ("text/html", 406),
    ],
)
def test_only_version_2_is_served(proxypay: httpx.Client, accept: str, status: int) -> None:
    assert proxypay.get("/payments", headers={"accept": accept}).status_code == status


@pytest.mark.parametrize("authorization", ["", "Bearer x", "Token other"])
def test_a_wrong_key_is_refused(proxypay: httpx.Client, authorization: str) -> None:
    answer = proxypay.post("/reference_ids", headers={"authorization": authorization})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "arguments", "status"),
    [
        ("GET", "/references/7", {}, 405),
        ("GET", "/nothing", {}, 404),
        ("DELETE", "/payments/1", {}, 404),
        ("PUT", "/references/7", {"content": "{}"}, 400),
        (
            "PUT",
            "/references/7",
            {"content": "{", "headers": {"content-type": "application/json"}},
            400,
        ),
    ],
)
def test_errors_are_json_too(
    proxypay: httpx.Client, method: str, path: str, arguments: Any, status: int
) -> None:
    answer = proxypay.request(method, path, **arguments)

    assert answer.status_code == status
    assert answer.json()
