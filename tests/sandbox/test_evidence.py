"""Answers that say no and carry a reference, and whatever a network says when something fails."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

COLLECT = {"msisdn": "841234567", "amount": 25, "reference_description": "Compra"}
CARD = {"amount": 25, "reference_description": "Compra"}
WALLETS = "/api/v2/wallets"
COLLECT_URL = f"{WALLETS}/144365/c2b/mpesa"
MOVES = {
    "c2b": (COLLECT_URL, "charge"),
    "b2c": (f"{WALLETS}/144365/b2c/mpesa", "payout"),
    "card": (f"{WALLETS}/144368/card-payment", "charge"),
}

Fault = Callable[..., None]
Eventually = Callable[[Callable[[], Any]], Any]


def _status(clicpay: httpx.Client, reference: str) -> Any:
    return clicpay.get(f"/api/v2/transactions/{reference}/status").json()


@pytest.mark.parametrize("move", MOVES)
def test_what_is_called_failed_may_still_be_approved(
    clicpay: httpx.Client, control: httpx.Client, fault: Fault, move: str
) -> None:
    url, kind = MOVES[move]
    fault("failed")

    told = clicpay.post(url, json=CARD if move == "card" else COLLECT)

    answer = told.json()
    assert told.status_code == (400 if move == "card" else 200)
    assert answer["status"] == "failed"
    reference = answer["clicpay_reference"]
    assert _status(clicpay, reference)["status"] == "failed"
    assert control.get("/ledger").json() == []
    assert control.post("/approve", json={"id": reference}).status_code == 200
    assert _status(clicpay, reference)["status"] == "successful"
    (line,) = control.get("/ledger").json()
    assert (line["kind"], line["reference"]) == (kind, reference)


def test_what_is_called_failed_may_stay_so(
    clicpay: httpx.Client, control: httpx.Client, fault: Fault
) -> None:
    fault("failed")
    reference = clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"]

    control.post("/refuse", json={"id": reference})

    assert _status(clicpay, reference)["status"] == "failed"
    assert (control.get("/ledger").json(), control.get("/waiting").json()) == ([], [])


def test_what_is_called_failed_may_be_approved_by_itself(
    fast_clicpay: httpx.Client, fast_control: httpx.Client, eventually: Eventually
) -> None:
    fast_control.post("/faults", json={"kind": "failed", "then": "approved", "after": 40})

    answer = fast_clicpay.post(COLLECT_URL, json=COLLECT).json()

    assert answer["status"] == "failed"
    (line,) = eventually(lambda: fast_control.get("/ledger").json())
    assert line["reference"] == answer["clicpay_reference"]


@pytest.mark.parametrize(
    ("rule", "status", "body"),
    [
        ({}, 200, {"message": "INS-9 Request timeout", "status": "failed"}),
        ({"text": "INS-23"}, 200, {"message": "INS-23 Unknown Status. Contact M-Pesa Support"}),
        ({"text": "Sem resposta"}, 200, {"message": "Sem resposta"}),
        ({"status": 408}, 408, {"status": "failed"}),
        ({"status": 422, "without": ["status"]}, 422, {"message": "INS-9 Request timeout"}),
        ({"status": 500, "fields": {"status": "pending"}}, 500, {"status": "pending"}),
    ],
)
def test_a_failed_answer_carries_a_reference_in_any_form(
    clicpay: httpx.Client, fault: Fault, rule: dict[str, Any], status: int, body: dict[str, Any]
) -> None:
    fault("failed", **rule)
    fault("failed", **rule, wrap="data")

    plain, wrapped = (clicpay.post(COLLECT_URL, json=COLLECT) for _ in range(2))

    assert (plain.status_code, wrapped.status_code) == (status, status)
    assert list(wrapped.json()) == ["data"]
    for answer in (plain.json(), wrapped.json()["data"]):
        assert answer.items() >= body.items()
        assert answer["clicpay_reference"].startswith("CP")


def test_a_request_that_is_wrong_carries_none(clicpay: httpx.Client, fault: Fault) -> None:
    fault("failed")

    answer = clicpay.post(COLLECT_URL, json=COLLECT | {"amount": 0})

    assert (answer.status_code, list(answer.json())) == (400, ["errors"])


def test_anything_that_failed_may_succeed_after_all(
    clicpay: httpx.Client, control: httpx.Client
) -> None:
    reference = clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"]
    assert control.post("/succeed", json={"id": reference}).status_code == 404
    control.post("/refuse", json={"id": reference})

    assert control.post("/succeed", json={"id": f"clicpay-{reference}"}).status_code == 204
    assert control.post("/succeed", json={"id": reference}).status_code == 404

    assert _status(clicpay, reference)["status"] == "successful"
    assert [line["reference"] for line in control.get("/ledger").json()] == [reference]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("INS-23", "INS-23 Unknown Status. Contact M-Pesa Support"),
        ("INS-1", "INS-1 Internal Error"),
        ("INS-777", "INS-777"),
        (2007, "2007"),
        ("o processador não sabe", "o processador não sabe"),
    ],
)
def test_a_failure_says_whatever_it_is_told_to(
    clicpay: httpx.Client, control: httpx.Client, code: Any, message: str
) -> None:
    reference = clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"]

    control.post("/refuse", json={"id": reference, "code": code})

    answer = _status(clicpay, reference)
    assert (answer["status"], answer["message"]) == ("failed", message)


@pytest.mark.parametrize("code", ["approved", "", None, True, ["INS-1"]])
def test_what_is_no_refusal_refuses_nothing(
    clicpay: httpx.Client, control: httpx.Client, code: Any
) -> None:
    reference = clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"]

    assert control.post("/refuse", json={"id": reference, "code": code}).status_code == 400
    assert len(control.get("/waiting").json()) == 1


@pytest.mark.parametrize(
    ("network", "wallet", "msisdn", "message"),
    [
        ("mpesa", 144365, "840900023", "INS-23 Unknown Status. Contact M-Pesa Support"),
        ("mpesa", 144365, "840900995", "INS-995 Customer's profile has problems"),
        ("mpesa", 144365, "840900777", "INS-777"),
        ("emola", 144366, "860900001", "01 Insufficient balance"),
        ("emola", 144366, "860902007", "2007 timeout when calling detail API"),
        ("emola", 144366, "860909001", "9001 exception"),
    ],
)
def test_a_number_is_set_aside_for_every_code(
    fast_clicpay: httpx.Client,
    eventually: Eventually,
    network: str,
    wallet: int,
    msisdn: str,
    message: str,
) -> None:
    begun = fast_clicpay.post(
        f"{WALLETS}/{wallet}/c2b/{network}", json=COLLECT | {"msisdn": msisdn}
    ).json()

    def ended() -> Any:
        state = _status(fast_clicpay, begun["clicpay_reference"])
        return state if state["status"] != "pending" else None

    assert eventually(ended)["message"] == message


def test_a_code_stands_in_fields_of_its_own(
    clicpay: httpx.Client, control: httpx.Client, fault: Fault, mode: Callable[..., None]
) -> None:
    reference = clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"]
    control.post("/refuse", json={"id": reference, "code": "INS-4"})
    apart = {"provider_response_code": "INS-4", "provider_status_text": "User is not active"}

    mode("clicpay", "codes", "fields")
    fields = _status(clicpay, reference)
    mode("clicpay", "codes", "both")
    both = _status(clicpay, reference)
    fault("failed", text="INS-4")
    at_once = clicpay.post(COLLECT_URL, json=COLLECT).json()

    assert fields.items() >= {**apart, "message": "Transação falhou"}.items()
    for answer in (both, at_once):
        assert answer.items() >= {**apart, "message": "INS-4 User is not active"}.items()


@pytest.mark.parametrize(("code", "reason"), [(2010, 2010), ("9999", 9999), ("odd", "odd")])
def test_a_rejection_has_any_reason(
    vpos: httpx.Client, control: httpx.Client, code: Any, reason: Any
) -> None:
    payment = {"type": "payment", "pos_id": 100, "mobile": "900002004", "amount": "10.00"}
    location = vpos.post("/api/v1/transactions", json=payment).headers["location"]
    identifier = location.rsplit("/", 1)[1]

    control.post("/refuse", json={"id": identifier, "code": code})

    transaction = vpos.get(f"/api/v1/transactions/{identifier}").json()
    assert (transaction["status"], transaction["status_reason"]) == ("rejected", reason)
