"""Calls that ProxyPay and vPOS make by themselves."""

import hashlib
import hmac
import socket
from collections.abc import Callable
from typing import Any

import httpx
import pytest

PAYMENT = {"type": "payment", "pos_id": 100, "mobile": "900002004", "amount": "10.00"}

Eventually = Callable[[Callable[[], Any]], Any]


def _pay(control: httpx.Client, proxypay: httpx.Client) -> Any:
    proxypay.put("/references/7", json={"amount": "12.30", "custom_fields": {"venda": "É 7"}})
    return control.post("/pay", json={"provider": "proxypay", "reference": 7}).json()


def test_payments_are_posted_instead_of_being_queued(
    proxypay: httpx.Client,
    control: httpx.Client,
    calm: Any,
    listener: Any,
    eventually: Eventually,
) -> None:
    before = _pay(control, proxypay)
    target = {"provider": "proxypay", "url": listener.url}
    assert control.put("/webhooks", json=target).json() == {"proxypay": listener.url}

    payment = _pay(control, proxypay)
    mocked = proxypay.post("/payments", json={"reference_id": 7, "amount": "1.00"}).json()
    eventually(lambda: len(listener.received) == 2)

    told = {each.json()["id"]: each for each in listener.received}
    assert {number: each.json() for number, each in told.items()} == {
        payment["id"]: payment,
        mocked["id"]: mocked,
    }
    key = calm.ready["proxypay"]["api_key"].encode()
    for each in listener.received:
        expected = hmac.new(key, each.body, hashlib.sha256).hexdigest()
        assert each.headers["x-signature"] == expected
    assert proxypay.get("/payments").json() == [before]

    control.put("/webhooks", json={"provider": "proxypay", "url": None})
    queued = _pay(control, proxypay)
    assert proxypay.get("/payments").json() == [before, queued]
    assert control.get("/webhooks").json() == {"proxypay": None}
    assert len(listener.received) == 2


def test_whatever_is_not_success_is_tried_again_at_increasing_intervals(
    fast_proxypay: httpx.Client,
    fast_control: httpx.Client,
    listener: Any,
    eventually: Eventually,
) -> None:
    listener.statuses += [500, 301, 304]
    fast_control.put("/webhooks", json={"provider": "proxypay", "url": listener.url})
    _pay(fast_control, fast_proxypay)

    def delivered() -> Any:
        (row,) = fast_control.get("/deliveries").json()
        return row if row["status"] == "delivered" else None

    row = eventually(delivered)

    assert (row["attempts"], row["last_status"], row["next_at"]) == (4, 204, None)
    assert {each.path for each in listener.received} == {"/aviso"}
    assert row["body"].encode() == listener.received[0].body
    assert row["headers"]["X-Signature"] == listener.received[0].headers["x-signature"]


def test_a_till_that_is_down_is_called_until_it_is_up_again(
    fast_proxypay: httpx.Client, fast_control: httpx.Client, eventually: Eventually
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    fast_control.put("/webhooks", json={"provider": "proxypay", "url": url})
    _pay(fast_control, fast_proxypay)

    def tried() -> Any:
        (row,) = fast_control.get("/deliveries").json()
        return row if row["attempts"] > 2 else None

    row = eventually(tried)

    assert (row["status"], row["last_status"]) == ("pending", None)
    assert fast_proxypay.get("/payments").json() == [], "the queue says nothing of it meanwhile"
    assert row["last_error"] == "ConnectError"
    assert row["next_at"] > row["created_at"]


def test_a_payment_may_be_posted_twice(
    proxypay: httpx.Client, control: httpx.Client, listener: Any, eventually: Eventually
) -> None:
    control.put("/webhooks", json={"provider": "proxypay", "url": listener.url})
    control.post("/faults", json={"kind": "deliver_twice", "path": "^/aviso$"})
    _pay(control, proxypay)

    eventually(lambda: len(listener.received) == 2)

    first, second = listener.received
    assert (first.body, first.headers["x-signature"]) == (
        second.body,
        second.headers["x-signature"],
    )
    assert control.get("/faults").json()[0]["struck"] == 1


@pytest.mark.parametrize(
    ("decision", "status", "reason"), [("approve", "accepted", None), ("refuse", "rejected", 3000)]
)
def test_a_finished_transaction_is_posted_to_its_callback(
    vpos: httpx.Client,
    control: httpx.Client,
    listener: Any,
    eventually: Eventually,
    decision: str,
    status: str,
    reason: int | None,
) -> None:
    payment = PAYMENT | {"callback_url": listener.url}
    location = vpos.post("/api/v1/transactions", json=payment).headers["location"]
    control.post(f"/{decision}", json={"id": location.rsplit("/", 1)[1]})

    (told,) = eventually(lambda: listener.received)

    transaction = vpos.get(location.replace("requests", "transactions")).json()
    assert told.json() == transaction
    assert (transaction["status"], transaction["status_reason"]) == (status, reason)
    assert told.headers["content-type"] == "application/json"


def test_a_refund_calls_back_too(
    fast_vpos: httpx.Client, listener: Any, eventually: Eventually
) -> None:
    refund = {
        "type": "refund",
        "parent_transaction_id": "unknown",
        "callback_url": listener.url,
    }
    fast_vpos.post("/api/v1/transactions", json=refund)

    (told,) = eventually(lambda: listener.received)

    assert (told.json()["type"], told.json()["status_reason"]) == ("refund", 1003)


@pytest.mark.parametrize(
    ("url", "rows"),
    [
        ("https://loja.example/aviso", 1),
        ("http://127.0.0.1.loja.example/", 1),
        ("http://10.0.0.1/", 1),
        ("http://[::1", 1),
        ("javascript:alert(1)", 0),
        ("", 0),
    ],
)
def test_nobody_elsewhere_is_called(
    vpos: httpx.Client, control: httpx.Client, url: str, rows: int
) -> None:
    payment = PAYMENT | {"callback_url": url}
    location = vpos.post("/api/v1/transactions", json=payment).headers["location"]

    control.post("/approve", json={"id": location.rsplit("/", 1)[1]})

    deliveries = control.get("/deliveries").json()
    assert [row["status"] for row in deliveries] == ["ignored"] * rows
    assert all(row["url"] == url for row in deliveries)


@pytest.mark.parametrize(
    "target",
    [
        {"provider": "vpos", "url": "http://127.0.0.1/"},
        {"provider": "proxypay", "url": "ftp://127.0.0.1/"},
        {"provider": "proxypay", "url": 7},
    ],
)
def test_an_impossible_webhook_is_refused(control: httpx.Client, target: dict[str, Any]) -> None:
    assert control.put("/webhooks", json=target).status_code == 400
    assert control.get("/webhooks").json() == {"proxypay": None}


def test_a_till_that_answers_slowly_keeps_nobody_waiting(
    proxypay: httpx.Client, control: httpx.Client, eventually: Eventually
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        control.put("/webhooks", json={"provider": "proxypay", "url": url})
        _pay(control, proxypay)
        connection, _ = silent.accept()
        with connection:
            assert proxypay.get("/payments", timeout=2).json() == []
            assert control.get("/deliveries").json()[0]["attempts"] == 0
    eventually(lambda: control.get("/deliveries").json()[0]["last_error"])
