"""Faults as a client meets them."""

import time
from collections.abc import Callable
from json import JSONDecodeError
from threading import Thread
from typing import Any

import httpx
import pytest

PAYMENT = {"type": "payment", "pos_id": 100, "mobile": "900002004", "amount": "10.00"}
COLLECT = {"msisdn": "841234567", "amount": 25, "reference_description": "Compra"}
COLLECT_URL = "/api/v2/wallets/144365/c2b/mpesa"

BROKEN = (httpx.RemoteProtocolError, httpx.ReadError)

Fault = Callable[..., None]


def _waiting(control: httpx.Client) -> int:
    return len(control.get("/waiting").json())


@pytest.mark.parametrize(("kind", "work_done"), [("drop_before", 0), ("drop_after", 1), ("cut", 1)])
def test_a_connection_really_breaks(
    control: httpx.Client, clicpay: httpx.Client, fault: Fault, kind: str, work_done: int
) -> None:
    fault(kind, provider="clicpay")

    with pytest.raises(BROKEN):
        clicpay.post(COLLECT_URL, json=COLLECT)

    assert _waiting(control) == work_done
    assert clicpay.post(COLLECT_URL, json=COLLECT).status_code == 200


def test_even_an_answer_without_a_body_can_be_cut(vpos: httpx.Client, fault: Fault) -> None:
    fault("cut")

    with pytest.raises(BROKEN):
        vpos.post("/api/v1/transactions", json=PAYMENT)


@pytest.mark.parametrize("kind", ["cut", "drop_after", "html_after", "status_after"])
def test_even_an_acknowledgement_can_go_wrong(
    control: httpx.Client, proxypay: httpx.Client, fault: Fault, kind: str
) -> None:
    proxypay.put("/references/1", json={"amount": "1.00"})
    payment = control.post("/pay", json={"provider": "proxypay", "reference": 1}).json()
    fault(kind)

    try:
        status = proxypay.delete(f"/payments/{payment['id']}").status_code
    except BROKEN:
        status = 0

    assert status != 204
    assert proxypay.get("/payments").json() == []


@pytest.mark.parametrize("kind", ["late", "empty", "retype", "delay"])
def test_an_answer_without_a_body_stays_one(
    proxypay: httpx.Client, fault: Fault, kind: str
) -> None:
    fault(kind, seconds=0)

    answer = proxypay.put("/references/1", json={})

    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-length" not in answer.headers


def test_a_broken_request_is_written_down_as_without_an_answer(
    control: httpx.Client, vpos: httpx.Client, fault: Fault
) -> None:
    fault("drop_after")
    with pytest.raises(BROKEN):
        vpos.post("/api/v1/transactions", json=PAYMENT)

    assert [line["status"] for line in control.get("/requests").json()] == [None]


FIREWALLED = (400, 403, 404, 406, 422, 429)


@pytest.mark.parametrize(
    ("kind", "status", "work_done"),
    [("html", 502, 0), ("html_after", 200, 1), ("garbage", 200, 1)],
)
def test_an_answer_may_be_anything_but_json(
    control: httpx.Client,
    clicpay: httpx.Client,
    fault: Fault,
    kind: str,
    status: int,
    work_done: int,
) -> None:
    fault(kind)

    answer = clicpay.post(COLLECT_URL, json=COLLECT)

    assert answer.status_code == status
    with pytest.raises((JSONDecodeError, UnicodeDecodeError)):
        answer.json()
    assert _waiting(control) == work_done


@pytest.mark.parametrize(("kind", "work_done"), [("html", 0), ("html_after", 1)])
@pytest.mark.parametrize("status", FIREWALLED)
def test_a_firewall_answers_under_any_status(
    control: httpx.Client,
    clicpay: httpx.Client,
    fault: Fault,
    kind: str,
    work_done: int,
    status: int,
) -> None:
    fault(kind, status=status)

    answer = clicpay.post(COLLECT_URL, json=COLLECT)

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith(f"<html><head><title>{status} ")
    assert _waiting(control) == work_done


def test_an_answer_may_be_empty(control: httpx.Client, clicpay: httpx.Client, fault: Fault) -> None:
    fault("empty")

    answer = clicpay.post(COLLECT_URL, json=COLLECT)

    assert (answer.status_code, answer.content) == (200, b"")
    assert _waiting(control) == 1


@pytest.mark.parametrize(("kind", "work_done"), [("status", 0), ("status_after", 1)])
def test_a_status_comes_in_the_manner_of_the_provider(
    control: httpx.Client, vpos: httpx.Client, fault: Fault, kind: str, work_done: int
) -> None:
    fault(kind, status=429, retry_after=3)

    answer = vpos.post("/api/v1/transactions", json=PAYMENT)

    assert (answer.status_code, answer.json()) == (429, "Too Many Requests")
    assert answer.headers["retry-after"] == "3"
    assert "location" not in answer.headers
    assert _waiting(control) == work_done


def test_a_status_may_say_more(clicpay: httpx.Client, fault: Fault) -> None:
    fault("status", status=409, fields={"retry_after_seconds": 2})

    answer = clicpay.post(COLLECT_URL, json=COLLECT)

    assert answer.status_code == 409
    assert answer.json() == {"message": "Conflict", "retry_after_seconds": 2}


def test_even_success_may_be_a_lie(
    control: httpx.Client, proxypay: httpx.Client, fault: Fault
) -> None:
    proxypay.put("/references/1", json={"amount": "1.00"})
    control.post("/pay", json={"provider": "proxypay", "reference": 1})
    fault("status", provider="proxypay", method="DELETE", status=204)
    (payment,) = proxypay.get("/payments").json()

    assert proxypay.delete(f"/payments/{payment['id']}").status_code == 204
    assert proxypay.get("/payments").json() == [payment]


@pytest.mark.parametrize("kind", ["delay", "late"])
def test_an_answer_may_take_its_time(clicpay: httpx.Client, fault: Fault, kind: str) -> None:
    fault(kind, seconds=0.2)

    began = time.monotonic()
    answer = clicpay.post(COLLECT_URL, json=COLLECT)

    assert time.monotonic() - began >= 0.19
    assert answer.json()["status"] == "pending"


@pytest.mark.parametrize(("kind", "work_done"), [("delay", 0), ("late", 1)])
def test_only_late_work_is_done_when_the_client_gives_up(
    control: httpx.Client, clicpay: httpx.Client, fault: Fault, kind: str, work_done: int
) -> None:
    fault(kind, seconds=60)

    with pytest.raises(httpx.ReadTimeout):
        clicpay.post(COLLECT_URL, json=COLLECT, timeout=0.2)

    assert _waiting(control) == work_done


def test_any_fault_may_come_after_a_while(
    control: httpx.Client, clicpay: httpx.Client, fault: Fault
) -> None:
    fault("html_after", seconds=0.2)

    began = time.monotonic()
    answer = clicpay.post(COLLECT_URL, json=COLLECT)

    assert time.monotonic() - began >= 0.19
    assert answer.headers["content-type"].startswith("text/html")
    assert _waiting(control) == 1


def test_a_fast_clock_shortens_the_wait(
    fast_control: httpx.Client, fast_clicpay: httpx.Client
) -> None:
    fast_control.post("/faults", json={"kind": "delay", "seconds": 40})

    began = time.monotonic()
    fast_clicpay.get("/api/user")

    assert 0.09 <= time.monotonic() - began < 10


def test_a_queue_may_repeat_and_turn_around(
    control: httpx.Client,
    proxypay: httpx.Client,
    wikipay: httpx.Client,
    fault: Fault,
) -> None:
    proxypay.put("/references/1", json={"amount": "1.00"})
    first, second = control.post(
        "/pay", json={"provider": "proxypay", "reference": 1, "times": 2}
    ).json()
    fault("duplicate", provider="proxypay")
    fault("reorder", provider="proxypay")
    fault("duplicate", provider="wikipay")

    # Neither is a payment asked for: the rules wait for the queue.
    proxypay.post("/reference_ids")
    wikipay.get("/v1/reference")

    assert proxypay.get("/payments").json() == [first, first, second, second]
    assert proxypay.get("/payments").json() == [second, first]
    assert proxypay.get("/payments").json() == [first, second]
    assert wikipay.get("/v1/payment").json()["payments"] == []
    assert [rule["struck"] for rule in control.get("/faults").json()] == [1, 1, 1]


def test_an_answer_may_be_any_text(proxypay: httpx.Client, fault: Fault) -> None:
    """As the document of Wikipay shows one that lacks a bracket."""
    fault("text", text='{"payments": [{"id": "1"}}')

    answer = proxypay.get("/payments")

    assert (answer.status_code, answer.text) == (200, '{"payments": [{"id": "1"}}')
    assert proxypay.get("/payments").json() == []


def test_a_request_may_become_a_transaction_of_another_id(vpos: httpx.Client, fault: Fault) -> None:
    fault("two_ids", method="POST")
    asked = {"type": "payment", "pos_id": 100, "mobile": "912345678", "amount": "5.00"}

    location = vpos.post("/api/v1/transactions", json=asked).headers["location"]
    moved = vpos.get(location)

    assert moved.status_code == 303
    request, transaction = location.split("/")[-1], moved.headers["location"].split("/")[-1]
    assert request != transaction
    assert vpos.get(moved.headers["location"]).json()["id"] == transaction
    assert vpos.get(f"/api/v1/transactions/{request}").status_code == 404


def test_numbers_and_text_may_change_places(
    control: httpx.Client, proxypay: httpx.Client, fault: Fault
) -> None:
    proxypay.put("/references/1", json={"amount": "1.50"})
    control.post("/pay", json={"provider": "proxypay", "reference": 1})
    fault("retype", times=2)

    number = proxypay.post("/reference_ids")
    (payment,) = proxypay.get("/payments").json()

    assert isinstance(number.json(), str)
    assert payment["amount"] == 1.5
    assert payment["reference_id"] == "1"
    assert payment["terminal_id"] == 1
    assert payment["fee"] is None


def test_fields_may_be_overwritten_or_left_out(clicpay: httpx.Client, fault: Fault) -> None:
    reference = clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"]
    fault("merge", fields={"status": "REJECTED"}, without=["amount"])

    answer = clicpay.get(f"/api/v2/transactions/{reference}/status")

    assert answer.json() == {
        "clicpay_reference": reference,
        "status": "REJECTED",
        "message": "Transação pendente",
    }


def test_a_rule_strikes_only_where_it_should(
    control: httpx.Client, vpos: httpx.Client, proxypay: httpx.Client, fault: Fault
) -> None:
    fault("status", provider="vpos", method="post", path="^/api/v1/transactions$", times=0)

    statuses = [
        vpos.get("/api/v1/requests/x").status_code,
        vpos.post("/api/v1/transactions", json=PAYMENT).status_code,
        proxypay.get("/payments").status_code,
        vpos.post("/api/v1/transactions", json=PAYMENT).status_code,
    ]

    assert statuses == [404, 503, 200, 503]
    assert control.get("/faults").json()[0]["struck"] == 2
    assert control.delete("/faults").status_code == 204
    assert vpos.post("/api/v1/transactions", json=PAYMENT).status_code == 202


def test_a_rule_lets_the_first_requests_through_and_strikes_as_often_as_told(
    proxypay: httpx.Client, fault: Fault
) -> None:
    fault("status", skip=2, times=2, status=500)

    statuses = [proxypay.get("/payments").status_code for _ in range(5)]

    assert statuses == [200, 200, 500, 500, 200]


def test_a_collection_may_be_answered_only_when_the_customer_has_decided(
    control: httpx.Client,
    vpos: httpx.Client,
    clicpay: httpx.Client,
    fault: Fault,
    eventually: Callable[[Callable[[], Any]], Any],
) -> None:
    fault("until_decided", provider="clicpay", times=2)
    url, headers = clicpay.base_url.join(COLLECT_URL), clicpay.headers
    answers: list[dict[str, Any]] = []

    def ask() -> None:
        with httpx.Client(headers=headers, verify=False, trust_env=False) as client:
            answers.append(client.post(url, json=COLLECT, timeout=20).json())

    for decision in ("approve", "refuse"):
        asking = Thread(target=ask)
        asking.start()
        waiting = eventually(lambda: control.get("/waiting").json())
        assert asking.is_alive()
        control.post(f"/{decision}", json={"id": waiting[0]["id"]})
        asking.join()

    assert [answer["status"] for answer in answers] == ["successful", "failed"]
    assert "INS-5" in answers[1]["message"]
    assert set(answers[0]) == {"message", "clicpay_reference", "status", "transaction_id"}
    fault("until_decided")
    assert vpos.post("/api/v1/transactions", json=PAYMENT).status_code == 202


def test_a_status_may_come_in_capitals_and_without_the_amount(
    clicpay: httpx.Client, control: httpx.Client, fault: Fault
) -> None:
    reference = clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"]
    control.post("/approve", json={"id": reference})
    fault("upper", without=["amount"])

    answer = clicpay.get(f"/api/v2/transactions/{reference}/status").json()

    assert answer["status"] == "SUCCESSFUL"
    assert "amount" not in answer


@pytest.mark.parametrize(("kind", "work_done"), [("status", 0), ("status_after", 1)])
@pytest.mark.parametrize("status", [400, 409, 429, 500, 502, 503, 504])
def test_every_status_comes_with_and_without_the_work(
    control: httpx.Client,
    clicpay: httpx.Client,
    fault: Fault,
    kind: str,
    work_done: int,
    status: int,
) -> None:
    fault(kind, status=status, fields={"retry_after_seconds": 2})

    answer = clicpay.post(COLLECT_URL, json=COLLECT)

    assert (answer.status_code, answer.json()["retry_after_seconds"]) == (status, 2)
    assert "retry-after" not in answer.headers
    assert _waiting(control) == work_done


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"kind": "other"},
        {"kind": "delay", "provider": "nobody"},
        {"kind": "delay", "path": "("},
        {"kind": "delay", "times": -1},
        {"kind": "delay", "seconds": "1"},
        {"kind": "status", "status": 99},
        {"kind": "status", "unknown": 1},
        {"kind": "status", "retry_after": "1\r\nx: y"},
        {"kind": "delay", "seconds": 10**9},
        {"kind": "failed", "then": "perhaps"},
        {"kind": "failed", "after": -1},
        {"kind": "raw", "fields": {"amount": 1}},
    ],
)
def test_an_impossible_rule_is_refused(control: httpx.Client, rule: dict[str, Any]) -> None:
    answer = control.post("/faults", json=rule)

    assert answer.status_code == 400
    assert answer.json()["error"]
    assert control.get("/faults").json() == []
