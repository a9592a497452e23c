"""vPOS as its document describes it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

PAYMENT = {"type": "payment", "pos_id": 100, "mobile": "900000000", "amount": "123.45"}
LATE = PAYMENT | {"mobile": "900002004"}

Eventually = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def settled(fast_vpos: httpx.Client, eventually: Eventually) -> Callable[..., dict[str, Any]]:
    """Return what posts a payload to the fast sandbox and follows it to its transaction."""

    def settled(**payload: Any) -> dict[str, Any]:
        accepted = fast_vpos.post("/api/v1/transactions", json=payload)
        assert accepted.status_code == 202, accepted.text

        def done() -> httpx.Response | None:
            answer = fast_vpos.get(accepted.headers["location"])
            return answer if answer.status_code == 303 else None

        transaction: dict[str, Any] = fast_vpos.get(eventually(done).headers["location"]).json()
        return transaction

    return settled


def test_a_request_is_queued_then_becomes_a_transaction(
    vpos: httpx.Client, control: httpx.Client
) -> None:
    accepted = vpos.post("/api/v1/transactions", json=PAYMENT)
    location = accepted.headers["location"]
    transaction_url = location.replace("requests", "transactions")

    assert accepted.status_code == 202
    assert location.startswith("/api/v1/requests/")
    assert len(location.rsplit("/", 1)[1]) == 27
    queued = vpos.get(location)
    assert queued.status_code == 200
    assert set(queued.json()) == {"inserted_at", "eta"}
    assert 0 <= int(queued.json()["eta"]) <= 20
    assert vpos.get(transaction_url).status_code == 404

    (waiting,) = control.get("/waiting").json()
    control.post("/approve", json={"id": waiting["id"]})

    done = vpos.get(location)
    assert (done.status_code, done.headers["location"]) == (303, transaction_url)
    transaction = vpos.get(transaction_url).json()
    assert set(transaction) == {
        "amount",
        "clearing_period",
        "id",
        "mobile",
        "parent_transaction_id",
        "pos_id",
        "status",
        "status_datetime",
        "status_reason",
        "type",
    }
    assert transaction["amount"] == "123.45"
    assert transaction["status"] == "accepted"
    assert isinstance(transaction["clearing_period"], int)


@pytest.mark.parametrize(
    ("mobile", "status", "reason"),
    [
        ("900000000", "accepted", None),
        ("900002004", "rejected", 2004),
        ("900003000", "rejected", 3000),
        ("923456789", "rejected", 2010),
    ],
)
def test_the_number_decides_how_it_ends(
    settled: Callable[..., dict[str, Any]],
    fast_control: httpx.Client,
    mobile: str,
    status: str,
    reason: int | None,
) -> None:
    transaction = settled(**PAYMENT | {"mobile": mobile})

    assert (transaction["status"], transaction["status_reason"]) == (status, reason)
    charged = [line["amount"] for line in fast_control.get("/ledger").json()]
    assert charged == (["123.45"] if status == "accepted" else [])


def test_a_person_may_refuse_what_would_be_accepted(
    vpos: httpx.Client, control: httpx.Client
) -> None:
    location = vpos.post("/api/v1/transactions", json=PAYMENT).headers["location"]
    (waiting,) = control.get("/waiting").json()

    control.post("/refuse", json={"id": waiting["id"]})

    transaction = vpos.get(vpos.get(location).headers["location"]).json()
    assert (transaction["status"], transaction["status_reason"]) == ("rejected", 3000)
    assert control.get("/ledger").json() == []


def test_the_ledger_names_the_transaction_and_the_key(
    vpos: httpx.Client, control: httpx.Client
) -> None:
    accepted = vpos.post("/api/v1/transactions", json=PAYMENT, headers={"idempotency-key": "k"})
    (waiting,) = control.get("/waiting").json()
    control.post("/approve", json={"id": waiting["id"]})

    (line,) = control.get("/ledger").json()

    known = {name: value for name, value in line.items() if value is not None}
    assert known | {"at": ""} == {
        "provider": "vpos",
        "kind": "charge",
        "amount": "123.45",
        "currency": "AOA",
        "payer": "900000000",
        "reference": accepted.headers["location"].rsplit("/", 1)[1],
        "idempotency_key": "k",
        "at": "",
        "period": str(accepted_in(vpos, accepted)),
    }


def accepted_in(vpos: httpx.Client, accepted: httpx.Response) -> Any:
    """The period of clearing, as the transaction itself says it."""
    number = accepted.headers["location"].rsplit("/", 1)[1]
    return vpos.get(f"/api/v1/transactions/{number}").json()["clearing_period"]


def test_the_same_key_charges_once(vpos: httpx.Client, control: httpx.Client) -> None:
    key = {"idempotency-key": "once"}
    first = vpos.post("/api/v1/transactions", json=LATE, headers=key)
    again = vpos.post("/api/v1/transactions", json=dict(reversed(LATE.items())), headers=key)

    assert (again.status_code, again.headers["location"]) == (202, first.headers["location"])
    assert len(control.get("/waiting").json()) == 1


def test_the_same_key_for_another_payload_is_a_conflict(vpos: httpx.Client) -> None:
    key = {"idempotency-key": "twice"}
    vpos.post("/api/v1/transactions", json=LATE, headers=key)

    other = vpos.post("/api/v1/transactions", json=LATE | {"amount": "1.00"}, headers=key)

    assert other.status_code == 409


def test_a_key_is_forgotten_after_an_hour(
    start: Callable[..., Any], eventually: Eventually
) -> None:
    hurried = start("--speed", "100000").client("vpos")
    key = {"idempotency-key": "old"}
    first = hurried.post("/api/v1/transactions", json=LATE, headers=key).headers["location"]

    def forgotten() -> bool:
        again = hurried.post("/api/v1/transactions", json=LATE, headers=key)
        return bool(again.headers["location"] != first)

    assert eventually(forgotten)


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"mobile": "92345678"}, "mobile", "has invalid format"),
        ({"mobile": "9234567890"}, "mobile", "has invalid format"),
        ({"mobile": None}, "mobile", "has invalid format"),
        ({"amount": "12.345"}, "amount", "is invalid"),
        ({"amount": "-1"}, "amount", "is invalid"),
        ({"amount": "0"}, "amount", "is invalid"),
        ({"amount": "1,50"}, "amount", "is invalid"),
        ({"amount": True}, "amount", "is invalid"),
        ({"pos_id": "x"}, "pos_id", "is invalid"),
        ({"type": "gift"}, "type", "is invalid"),
        ({"callback_url": 7}, "callback_url", "is invalid"),
    ],
)
def test_a_bad_field_is_named(
    vpos: httpx.Client, change: dict[str, Any], field: str, message: str
) -> None:
    answer = vpos.post("/api/v1/transactions", json=PAYMENT | change)

    assert answer.status_code == 400
    assert answer.json() == {"errors": {field: [message]}}


@pytest.mark.parametrize(
    "change",
    [{"amount": 100}, {"amount": 100.5}, {"pos_id": "100"}, {"callback_url": None}],
)
def test_what_clients_were_seen_to_send_is_accepted(
    vpos: httpx.Client, change: dict[str, Any]
) -> None:
    assert vpos.post("/api/v1/transactions", json=PAYMENT | change).status_code == 202


def test_another_pos_is_not_served(settled: Callable[..., dict[str, Any]]) -> None:
    assert settled(**PAYMENT | {"pos_id": 7})["status_reason"] == 1002


@pytest.mark.parametrize(
    ("method", "path", "arguments", "status", "body"),
    [
        ("GET", "/api/v1/requests/unknown", {}, 404, "Not Found"),
        ("GET", "/api/v1/transactions/unknown", {}, 404, "Not Found"),
        ("GET", "/elsewhere", {}, 404, "Not Found"),
        ("PUT", "/api/v1/transactions", {}, 405, "Method Not Allowed"),
        ("POST", "/api/v1/transactions", {"content": "{}"}, 400, "Bad Request"),
        ("POST", "/api/v1/transactions", {"json": []}, 400, "Bad Request"),
        ("GET", "/api/v1/requests/x", {"headers": {"accept": "text/xml"}}, 406, "Not Acceptable"),
        (
            "GET",
            "/api/v1/requests/x",
            {"headers": {"authorization": "Bearer other"}},
            401,
            "Unauthorized",
        ),
    ],
)
def test_plain_refusals_are_one_json_string(
    vpos: httpx.Client, method: str, path: str, arguments: Any, status: int, body: str
) -> None:
    answer = vpos.request(method, path, **arguments)

    assert (answer.status_code, answer.json()) == (status, body)


def test_a_refund_gives_all_of_it_back_once(
    settled: Callable[..., dict[str, Any]], fast_control: httpx.Client
) -> None:
    paid = settled(**PAYMENT)

    refund = settled(type="refund", parent_transaction_id=paid["id"])
    again = settled(type="refund", parent_transaction_id=paid["id"])

    assert (refund["status"], refund["amount"], refund["type"]) == ("accepted", "123.45", "refund")
    assert refund["parent_transaction_id"] == paid["id"]
    assert (again["status"], again["status_reason"]) == ("rejected", 2012)
    ledger = fast_control.get("/ledger").json()
    assert [(line["kind"], line["amount"]) for line in ledger] == [
        ("charge", "123.45"),
        ("refund", "123.45"),
    ]


def test_a_refund_of_nothing_is_rejected_later_and_without_a_parent_at_once(
    settled: Callable[..., dict[str, Any]], fast_vpos: httpx.Client
) -> None:
    unknown = settled(type="refund", parent_transaction_id="unknown")

    assert unknown["status_reason"] == 1003
    assert (unknown["amount"], unknown["mobile"], unknown["pos_id"]) == (None, None, None)
    missing = fast_vpos.post("/api/v1/transactions", json={"type": "refund"})
    assert missing.status_code == 400


def test_a_refund_asks_no_customer(vpos: httpx.Client, control: httpx.Client) -> None:
    vpos.post("/api/v1/transactions", json={"type": "refund", "parent_transaction_id": "x"})

    assert control.get("/waiting").json() == []


def test_an_authorization_moves_money_only_when_captured(
    settled: Callable[..., dict[str, Any]], fast_control: httpx.Client
) -> None:
    held = settled(**PAYMENT | {"type": "authorization"})
    assert held["status"] == "accepted"
    assert fast_control.get("/ledger").json() == []

    part = {"type": "payment", "parent_transaction_id": held["id"]}
    assert settled(**part, amount="123.46")["status_reason"] == 2011
    captured = settled(**part, amount="100.00")
    again = settled(**part, amount="100.00")

    assert (captured["status"], captured["amount"]) == ("accepted", "100.00")
    assert again["status_reason"] == 2012
    assert [line["amount"] for line in fast_control.get("/ledger").json()] == ["100.00"]


def test_a_cancelled_authorization_cannot_be_captured(
    settled: Callable[..., dict[str, Any]], fast_control: httpx.Client
) -> None:
    held = settled(**PAYMENT | {"type": "authorization"})

    cancelled = settled(type="cancelation", parent_transaction_id=held["id"])
    captured = settled(type="payment", parent_transaction_id=held["id"], amount="1.00")

    assert cancelled["status"] == "accepted"
    assert captured["status_reason"] == 2012
    assert fast_control.get("/ledger").json() == []
