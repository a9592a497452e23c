"""Wikipay as its document describes it, oddities included."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Create = Callable[..., dict[str, Any]]
Pay = Callable[..., dict[str, Any]]
Eventually = Callable[[Callable[[], Any]], Any]


def _create(client: httpx.Client, **change: Any) -> dict[str, Any]:
    wanted = {"amount": "5000.00", "expiry_date": "2999-12-31", "custom_fields": {"nome": "D"}}
    answer = client.post("/v1/reference/create", json={"reference": wanted | change})
    assert answer.status_code == 200, answer.text
    created: dict[str, Any] = answer.json()["reference"]
    return created


@pytest.fixture
def create(wikipay: httpx.Client) -> Create:
    return lambda **change: _create(wikipay, **change)


@pytest.fixture
def pay(control: httpx.Client) -> Pay:
    def pay(reference: str, **more: Any) -> dict[str, Any]:
        answer = control.post("/pay", json={"provider": "wikipay", "reference": reference, **more})
        assert answer.status_code == 200, answer.text
        payment: dict[str, Any] = answer.json()
        return payment

    return pay


def test_a_new_reference_has_a_number_for_people(create: Create) -> None:
    created = create(amount="5.00", expiry_date="2999-06-16T21:58:00z")

    assert created["number"] == "002 000 001"
    assert (created["amount"], created["expiry_date"]) == ("5.00", "2999-06-16T21:58:00z")
    assert (created["entity_id"], created["status"]) == ("00424", "")
    assert len(created["id"]) == 18


def test_references_are_listed_newest_first_with_their_odd_status(
    wikipay: httpx.Client, create: Create, pay: Pay
) -> None:
    paid = create()
    create(expiry_date="2020-01-01")
    create()
    pay(paid["number"])

    listed = wikipay.get("/v1/reference").json()

    assert [each["status"] for each in listed["references"]] == [" Pending", " Expired", " Paid"]
    assert [each["number"] for each in listed["references"]] == ["002 000 003", None, "002 000 001"]
    assert listed["references"][2]["id"] == "00424002000001"
    assert listed["references"][1]["expiry_date"] == "2020-01-01 23:59:00"
    assert listed["meta"] == {"total_count": 3, "offset": 0, "limit": 20}


def test_lists_come_in_pages(wikipay: httpx.Client, create: Create) -> None:
    for _ in range(3):
        create()

    page = wikipay.get("/v1/reference", params={"offset": 1, "limit": 1}).json()

    assert [each["number"] for each in page["references"]] == ["002 000 002"]
    assert page["meta"] == {"total_count": 3, "offset": 1, "limit": 1}
    assert wikipay.get("/v1/reference", params={"limit": 101}).status_code == 400


def test_a_reference_is_found_by_each_of_its_names(wikipay: httpx.Client, create: Create) -> None:
    created = create()

    for name in (created["id"], "00424002000001", "002000001"):
        (found,) = wikipay.get(f"/v1/reference/{name}").json()["references"]
        assert found["amount"] == "5000.00"
    assert wikipay.get("/v1/reference/00424009999999").status_code == 404


def test_a_cancelled_reference_is_gone(
    wikipay: httpx.Client, create: Create, control: httpx.Client
) -> None:
    created = create()
    paying = {"provider": "wikipay", "reference": created["number"]}

    assert wikipay.delete(f"/v1/reference/cancel/{created['id']}").status_code == 204
    assert wikipay.get(f"/v1/reference/{created['id']}").status_code == 404
    assert wikipay.get("/v1/reference").json()["references"] == []
    assert wikipay.delete(f"/v1/reference/cancel/{created['id']}").status_code == 404
    assert control.post("/pay", json=paying).status_code == 409
    assert control.post("/pay", json=paying | {"force": True}).status_code == 200


def test_a_paid_reference_cannot_be_cancelled(
    wikipay: httpx.Client, create: Create, pay: Pay
) -> None:
    created = create()
    pay(created["number"])

    assert wikipay.delete(f"/v1/reference/cancel/{created['id']}").status_code == 402


def test_a_payment_is_all_text_and_waits_for_its_acknowledgement(
    wikipay: httpx.Client, create: Create, pay: Pay, control: httpx.Client
) -> None:
    created = create()
    whole = pay(created["number"])
    pay(created["number"], amount="5000.09")

    queue = wikipay.get("/v1/payment").json()

    assert [each["amount"] for each in queue["payments"]] == ["5000", "5000.09"]
    assert queue["meta"]["total_count"] == 2
    assert queue["payments"][0] == whole
    assert whole["reference_number"] == "000000002000001"
    assert whole["reference_id"] == created["id"]
    assert whole["custom_fields"] == {"nome": "D"}
    texts = (value for name, value in whole.items() if name != "custom_fields")
    assert all(isinstance(value, str) for value in texts)
    assert whole["period_end_datetime"].endswith(" 20:00:00")
    assert wikipay.get(f"/v1/payment/{whole['id']}").json() == {"payments": [whole]}

    assert wikipay.delete(f"/v1/payment/{whole['id']}").status_code == 204
    assert wikipay.delete(f"/v1/payment/{whole['id']}").status_code == 404
    assert len(wikipay.get("/v1/payment").json()["payments"]) == 1
    assert [line["amount"] for line in control.get("/ledger").json()] == ["5000.00", "5000.09"]


def test_reserved_payments_are_out_of_sight_for_a_while(
    fast_wikipay: httpx.Client, fast_control: httpx.Client, eventually: Eventually
) -> None:
    number = _create(fast_wikipay)["number"]
    fast_control.post("/pay", json={"provider": "wikipay", "reference": number})

    # A minute and a half of the sandbox: a quarter of a second.
    reserved = fast_wikipay.get("/v1/payment", params={"visibility_timeout": 100}).json()

    assert len(reserved["payments"]) == 1
    assert fast_wikipay.get("/v1/payment").json()["payments"] == []
    assert eventually(lambda: fast_wikipay.get("/v1/payment").json()["payments"])


@pytest.mark.parametrize(
    "change",
    [
        {"amount": "5"},
        {"amount": "5.0"},
        {"amount": 5.00},
        {"amount": "0.00"},
        {"amount": "100000000.00"},
        {"expiry_date": "16/06/2021"},
        {"expiry_date": None},
        {"custom_fields": {"nome": 1}},
    ],
)
def test_a_bad_field_is_refused(wikipay: httpx.Client, change: dict[str, Any]) -> None:
    wanted = {"amount": "5.00", "expiry_date": "2999-12-31"} | change

    answer = wikipay.post("/v1/reference/create", json={"reference": wanted})

    assert answer.status_code == 400
    assert next(iter(change)) in answer.json()["message"]


@pytest.mark.parametrize(
    ("method", "path", "arguments", "status"),
    [
        ("GET", "/v1/reference", {"headers": {"authorization": "other"}}, 401),
        ("POST", "/v1/reference/create", {"json": {"amount": "5.00"}}, 400),
        ("POST", "/v1/reference/create", {"content": "{}"}, 400),
        ("PUT", "/v1/payment", {}, 405),
        ("GET", "/v1/payment/1", {}, 404),
        ("GET", "/v1/payment?visibility_timeout=soon", {}, 400),
    ],
)
def test_errors_are_json_too(
    wikipay: httpx.Client, method: str, path: str, arguments: Any, status: int
) -> None:
    answer = wikipay.request(method, path, **arguments)

    assert answer.status_code == status
    assert "message" in answer.json()
