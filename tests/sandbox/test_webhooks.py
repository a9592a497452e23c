"""ClicPay's webhooks, from their creation to what arrives."""

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

URL = "/api/v2/webhooks"
COLLECT = {
    "msisdn": "840000002",
    "amount": 25.5,
    "reference_description": "Compra",
    "internal_notes": "venda 7",
}
BOTH = ["transaction.completed", "transaction.failed"]

Eventually = Callable[[Callable[[], Any]], Any]


def _create(client: httpx.Client, url: str, **more: Any) -> dict[str, Any]:
    answer = client.post(URL, json={"url": url, **more})
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()["data"]
    return created


def _collect(client: httpx.Client, wallet: int = 144365, method: str = "mpesa") -> str:
    answer = client.post(f"/api/v2/wallets/{wallet}/c2b/{method}", json=COLLECT)
    reference: str = answer.json()["clicpay_reference"]
    return reference


def _sign(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_a_finished_transaction_is_told_signed_and_once(
    clicpay: httpx.Client, control: httpx.Client, listener: Any, eventually: Eventually
) -> None:
    created = _create(clicpay, listener.url)
    reference = _collect(clicpay)
    transaction = clicpay.get("/api/v2/wallets/144365/transactions").json()["data"][0]
    control.post("/approve", json={"id": reference})

    (told,) = eventually(lambda: listener.received)

    signed = _sign(created["secret"], told.body)
    assert told.path == "/aviso"
    assert told.headers["content-type"] == "application/json"
    assert told.headers["x-webhook-signature"] == f"sha256={signed}"
    assert told.headers["x-clicpay-signature"] == signed
    payload = told.json()
    assert set(payload) == {"id", "event", "created_at", "data"}
    assert payload["id"] == told.headers["x-webhook-id"]
    assert payload["event"] == "transaction.completed"
    assert payload["data"] == {
        "clicpay_reference": reference,
        "status": "successful",
        "amount": 25.5,
        "msisdn": "840000002",
        "reference_description": "Compra",
        "internal_notes": "venda 7",
        "transaction_id": transaction["transaction_id"],
        "wallet_id": 144365,
        "type": "c2b",
    }

    def delivered() -> bool:
        events = clicpay.get(f"{URL}/{created['id']}/events").json()
        return bool(events["data"][0]["status"] == "delivered")

    eventually(delivered)
    (event,) = clicpay.get(f"{URL}/{created['id']}/events").json()["data"]
    assert event == {
        "id": event["id"],
        "event_type": "transaction.completed",
        "payload": payload,
        "status": "delivered",
        "attempts": 1,
        "created_at": payload["created_at"],
    }
    assert clicpay.get(f"{URL}/{created['id']}/events/{event['id']}").json() == {"data": event}
    assert clicpay.get(f"{URL}/{created['id']}/failed-events").json()["data"] == []
    assert len(listener.received) == 1


def test_even_when_nobody_asks_a_transaction_ends_and_is_told(
    fast_clicpay: httpx.Client, listener: Any, eventually: Eventually
) -> None:
    _create(fast_clicpay, listener.url)
    _collect(fast_clicpay)
    payout = COLLECT | {"msisdn": "841234567"}
    fast_clicpay.post("/api/v2/wallets/144366/b2c/emola", json=payout)

    eventually(lambda: len(listener.received) == 2)

    told = {each.json()["data"]["type"]: each.json() for each in listener.received}
    assert told["c2b"]["event"] == "transaction.failed"
    assert told["c2b"]["data"]["status"] == "failed"
    assert (told["b2c"]["event"], told["b2c"]["data"]["wallet_id"]) == (BOTH[0], 144366)


def test_a_failed_delivery_is_tried_again_ever_later(
    fast_clicpay: httpx.Client,
    fast_control: httpx.Client,
    listener: Any,
    eventually: Eventually,
) -> None:
    listener.statuses += [500, 302, 404]
    webhook = _create(fast_clicpay, listener.url)["id"]
    assert fast_clicpay.post(f"{URL}/{webhook}/test").status_code == 200

    eventually(lambda: fast_clicpay.get(f"{URL}/{webhook}/failed-events").json()["data"])
    eventually(lambda: len(listener.received) == 4)
    eventually(lambda: fast_clicpay.get(f"{URL}/{webhook}/failed-events").json()["data"] == [])

    (event,) = fast_clicpay.get(f"{URL}/{webhook}/events").json()["data"]
    assert (event["status"], event["attempts"]) == ("delivered", 4)
    assert len({each.headers["x-webhook-id"] for each in listener.received}) == 1
    assert len({each.body for each in listener.received}) == 1
    (delivery,) = fast_control.get("/deliveries").json()
    assert (delivery["attempts"], delivery["last_status"]) == (4, 204)


def test_only_webhooks_that_are_concerned_hear_of_it(
    clicpay: httpx.Client, control: httpx.Client, listener: Any, eventually: Eventually
) -> None:
    def webhook(name: str, **more: Any) -> int:
        number: int = _create(clicpay, f"{listener.url}/{name}", **more)["id"]
        return number

    webhook("all")
    webhook("organization", organization_ids=[1])
    webhook("mpesa", wallet_ids=[144365])
    webhook("emola", wallet_ids=[144366])
    webhook("failures", events_enabled=["transaction.failed"])
    off = webhook("off")
    clicpay.patch(f"{URL}/{off}/toggle")
    control.post("/approve", json={"id": _collect(clicpay)})

    eventually(lambda: len(listener.received) == 3)

    names = {each.path.rsplit("/", 1)[1] for each in listener.received}
    assert names == {"all", "organization", "mpesa"}
    assert len(control.get("/deliveries").json()) == 3


def test_a_webhook_is_changed_switched_and_deleted(clicpay: httpx.Client) -> None:
    created = _create(clicpay, "https://loja.example/aviso")
    assert created["events_enabled"] == BOTH
    assert (created["active"], created["wallet_ids"]) == (True, [])
    one = f"{URL}/{created['id']}"
    shown = {name: created[name] for name in created if name != "secret"}
    assert clicpay.get(one).json() == {"data": shown}
    assert clicpay.get(URL).json()["data"] == [shown]
    assert clicpay.get(URL).json()["meta"]["total"] == 1

    changed = clicpay.put(one, json={"url": "https://loja.example/b", "wallet_ids": [144365]})
    assert changed.json()["data"]["url"] == "https://loja.example/b"
    assert changed.json()["data"]["events_enabled"] == BOTH
    assert clicpay.patch(f"{one}/toggle").json()["data"]["active"] is False
    assert clicpay.put(one, json={"active": True}).json()["data"]["active"] is True
    switched = clicpay.patch(f"{one}/events/transaction.failed", json={})
    assert switched.json()["data"]["events_enabled"] == BOTH[:1]
    switched = clicpay.patch(f"{one}/events/x", json={"event_type": "transaction.failed"})
    assert switched.json()["data"]["events_enabled"] == BOTH
    renewed = clicpay.post(f"{one}/regenerate-secret").json()["data"]["secret"]
    assert renewed != created["secret"]
    assert "secret" not in clicpay.get(one).text

    assert clicpay.delete(one).status_code == 200
    assert clicpay.get(one).status_code == 404
    assert clicpay.get(URL).json()["data"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": None}, "url"),
        ({"url": ""}, "url"),
        ({"url": 7}, "url"),
        ({"url": "http://loja.example/aviso"}, "url"),
        ({"url": "ftp://127.0.0.1/"}, "url"),
        ({"url": "https://loja.example/" + "x" * 2048}, "url"),
        ({"events_enabled": "transaction.failed"}, "events_enabled"),
        ({"events_enabled": ["transaction.begun"]}, "events_enabled"),
        ({"wallet_ids": [1]}, "wallet_ids"),
        ({"wallet_ids": [True]}, "wallet_ids"),
        ({"organization_ids": [2]}, "organization_ids"),
        ({"organization_ids": [{}]}, "organization_ids"),
    ],
)
def test_a_bad_field_is_named(clicpay: httpx.Client, change: dict[str, Any], field: str) -> None:
    answer = clicpay.post(URL, json={"url": "https://loja.example/aviso"} | change)

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert answer.json()["message"] == answer.json()["errors"][field][0]
    assert clicpay.get(URL).json()["data"] == []


def test_unknown_webhooks_events_and_types_are_refused(clicpay: httpx.Client) -> None:
    webhook = _create(clicpay, "https://loja.example/aviso")["id"]
    asked = [
        ("GET", f"{URL}/9"),
        ("PUT", f"{URL}/9"),
        ("DELETE", f"{URL}/9"),
        ("PATCH", f"{URL}/9/toggle"),
        ("POST", f"{URL}/9/regenerate-secret"),
        ("POST", f"{URL}/9/test"),
        ("GET", f"{URL}/9/events"),
        ("GET", f"{URL}/9/failed-events"),
        ("PATCH", f"{URL}/9/events/transaction.failed"),
        ("GET", f"{URL}/{webhook}/events/9"),
        ("GET", f"{URL}/{'9' * 5000}"),
        ("GET", f"{URL}/x"),
    ]

    assert [clicpay.request(*each).status_code for each in asked] == [404] * len(asked)
    assert clicpay.patch(f"{URL}/{webhook}/events/other").status_code == 422
    assert clicpay.put(f"{URL}/{webhook}", json={"active": "maybe"}).status_code == 422


def test_addresses_elsewhere_are_written_down_but_never_called(
    clicpay: httpx.Client, control: httpx.Client
) -> None:
    webhook = _create(clicpay, "https://loja.example/aviso")["id"]

    event = clicpay.post(f"{URL}/{webhook}/test").json()["data"]

    assert (event["status"], event["attempts"]) == ("failed", 0)
    (delivery,) = control.get("/deliveries").json()
    assert (delivery["status"], delivery["next_at"]) == ("ignored", None)
    assert len(clicpay.get(f"{URL}/{webhook}/failed-events").json()["data"]) == 1


def test_events_are_paged_newest_first(clicpay: httpx.Client) -> None:
    webhook = _create(clicpay, "https://loja.example/aviso")["id"]
    for _ in range(3):
        clicpay.post(f"{URL}/{webhook}/test")

    page = clicpay.get(f"{URL}/{webhook}/events", params={"per_page": 2}).json()

    assert [event["id"] for event in page["data"]] == [3, 2]
    assert page["meta"]["total"] == 3
    rest = clicpay.get(page["links"]["next"]).json()
    assert [event["id"] for event in rest["data"]] == [1]


def test_an_event_may_be_delivered_twice(
    clicpay: httpx.Client, control: httpx.Client, listener: Any, eventually: Eventually
) -> None:
    control.post("/faults", json={"kind": "deliver_twice", "provider": "clicpay"})
    webhook = _create(clicpay, listener.url)["id"]
    clicpay.post(f"{URL}/{webhook}/test")
    clicpay.post(f"{URL}/{webhook}/test")

    eventually(lambda: len(listener.received) == 3)

    unique = [each.headers["x-webhook-id"] for each in listener.received]
    assert len(set(unique)) == 2
    assert clicpay.get(f"{URL}/{webhook}/events").json()["meta"]["total"] == 2


def test_webhooks_events_and_what_is_still_to_be_delivered_survive_a_sudden_end(
    start: Callable[..., Any], tmp_path: Path, listener: Any, eventually: Eventually
) -> None:
    state = str(tmp_path / "world.json")
    first = start("--state", state)
    created = _create(first.client("clicpay"), listener.url)
    listener.statuses += [503]
    first.client("clicpay").post(f"{URL}/{created['id']}/test")
    eventually(lambda: first.client("control").get("/deliveries").json()[0]["attempts"] == 1)
    first.process.kill()

    second = start("--state", state, "--speed", "100").client("clicpay")

    eventually(lambda: len(listener.received) == 2)
    again = listener.received[1]
    signed = _sign(created["secret"], again.body)
    assert again.headers["x-clicpay-signature"] == signed
    (event,) = second.get(f"{URL}/{created['id']}/events").json()["data"]
    assert event["payload"] == again.json()
