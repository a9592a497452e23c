"""The control address: a customer's hands, and what really happened."""

from typing import Any

import httpx
import pytest

PAYMENT = {"type": "payment", "pos_id": 100, "mobile": "900002004", "amount": "10.00"}
COLLECT = {"msisdn": "840000002", "amount": 25, "reference_description": "Compra"}


def test_everything_that_waits_is_listed_until_someone_decides(
    control: httpx.Client, vpos: httpx.Client, clicpay: httpx.Client
) -> None:
    vpos.post("/api/v1/transactions", json=PAYMENT)
    clicpay.post("/api/v2/wallets/144365/c2b/mpesa", json=COLLECT)

    first, second = control.get("/waiting").json()

    assert set(first) == {
        "id",
        "provider",
        "method",
        "amount",
        "currency",
        "payer",
        "reference",
        "since",
    }
    assert (first["provider"], first["amount"], first["payer"]) == ("vpos", "10.00", "900002004")
    assert (second["provider"], second["amount"]) == ("clicpay", "25.00")
    assert control.post("/approve", json={"id": first["id"]}).status_code == 200
    assert control.post("/refuse", json={"id": second["id"]}).status_code == 200
    assert control.get("/waiting").json() == []
    assert [line["reference"] for line in control.get("/ledger").json()] == [first["reference"]]


def test_nobody_decides_twice(control: httpx.Client, vpos: httpx.Client) -> None:
    vpos.post("/api/v1/transactions", json=PAYMENT)
    (waiting,) = control.get("/waiting").json()
    control.post("/approve", json={"id": waiting["id"]})

    assert control.post("/approve", json={"id": waiting["id"]}).status_code == 404
    assert control.post("/refuse", json={"id": waiting["id"]}).status_code == 404
    assert len(control.get("/ledger").json()) == 1


@pytest.mark.parametrize("reference", ["000 012 345", "12345", 12345, "000012345", " 12 345 "])
def test_a_reference_is_paid_however_it_is_written(
    control: httpx.Client, proxypay: httpx.Client, reference: Any
) -> None:
    proxypay.put("/references/12345", json={"amount": "7.00"})

    paid = control.post("/pay", json={"provider": "proxypay", "reference": reference})

    assert paid.json()["reference_id"] == 12345
    assert control.get("/ledger").json()[0]["reference"] == "000012345"


def test_the_amount_of_a_payment_may_be_another(
    control: httpx.Client, proxypay: httpx.Client
) -> None:
    proxypay.put("/references/1", json={"amount": "7.00"})

    for amount in ("6.99", 6.99):
        payment = {"provider": "proxypay", "reference": 1, "amount": amount}
        assert control.post("/pay", json=payment).json()["amount"] == "6.99"


def test_a_reference_without_an_amount_needs_one(
    control: httpx.Client, proxypay: httpx.Client
) -> None:
    payment = {"provider": "proxypay", "reference": 1}
    proxypay.put("/references/1", json={})

    assert control.post("/pay", json=payment).status_code == 400
    assert control.post("/pay", json=payment | {"amount": "3.00"}).status_code == 200


def test_late_money_needs_force(control: httpx.Client, proxypay: httpx.Client) -> None:
    payment = {"provider": "proxypay", "reference": 1}
    proxypay.put("/references/1", json={"amount": "1.00", "end_datetime": "2020-01-01"})

    assert control.post("/pay", json=payment).status_code == 409
    assert control.post("/pay", json=payment | {"force": True}).status_code == 200
    assert len(proxypay.get("/payments").json()) == 1


def test_one_reference_can_be_paid_several_times_at_once(
    control: httpx.Client, proxypay: httpx.Client
) -> None:
    proxypay.put("/references/1", json={"amount": "1.00"})

    payments = control.post(
        "/pay", json={"provider": "proxypay", "reference": 1, "times": 3}
    ).json()

    assert len({payment["id"] for payment in payments}) == 3
    assert proxypay.get("/payments").json() == payments
    assert len(control.get("/ledger").json()) == 3


@pytest.mark.parametrize(
    ("payment", "status"),
    [
        ({"provider": "proxypay", "reference": 999}, 404),
        ({"provider": "proxypay", "reference": 999, "force": True}, 404),
        ({"provider": "wikipay", "reference": "999"}, 404),
        ({"provider": "vpos", "reference": 1}, 400),
        ({"provider": "proxypay", "reference": "x"}, 400),
        ({"provider": "proxypay"}, 400),
        ({"provider": "proxypay", "reference": 1, "amount": "-1"}, 400),
        ({"provider": "proxypay", "reference": 1, "times": 0}, 400),
    ],
)
def test_what_cannot_be_paid_is_refused(
    control: httpx.Client, payment: dict[str, Any], status: int
) -> None:
    answer = control.post("/pay", json=payment)

    assert answer.status_code == status
    assert answer.json()["error"]


def test_requests_are_written_down_but_never_a_secret(
    control: httpx.Client, vpos: httpx.Client, calm: Any
) -> None:
    vpos.post("/api/v1/transactions", json=PAYMENT, headers={"idempotency-key": "k"})
    vpos.get("/api/v1/requests/unknown?x=1")

    answer = control.get("/requests")

    first, second = answer.json()
    assert first | {"at": ""} == {
        "provider": "vpos",
        "method": "POST",
        "path": "/api/v1/transactions",
        "query": "",
        "idempotency_key": "k",
        "at": "",
        "status": 202,
    }
    assert (second["path"], second["query"], second["status"]) == (
        "/api/v1/requests/unknown",
        "x=1",
        404,
    )
    assert calm.ready["vpos"]["token"] not in answer.text


def test_reset_empties_the_world(
    control: httpx.Client, vpos: httpx.Client, proxypay: httpx.Client, clicpay: httpx.Client
) -> None:
    location = vpos.post("/api/v1/transactions", json=PAYMENT).headers["location"]
    proxypay.put("/references/1", json={"amount": "1.00"})
    control.post("/pay", json={"provider": "proxypay", "reference": 1})
    clicpay.post("/api/v2/wallets/144365/c2b/mpesa", json=COLLECT)
    control.post("/faults", json={"kind": "empty", "path": "never"})
    control.put("/webhooks", json={"provider": "proxypay", "url": "https://loja.example/"})
    control.post("/pay", json={"provider": "proxypay", "reference": 1})
    clicpay.post("/api/v2/webhooks", json={"url": "https://loja.example/"})
    clicpay.post("/api/v2/webhooks/1/test")
    control.post("/limits", json={"provider": "wipay", "per_second": 1})
    assert len(control.get("/deliveries").json()) == 2

    assert control.post("/reset").status_code == 204

    for path in ("/ledger", "/waiting", "/requests", "/faults", "/deliveries"):
        assert control.get(path).json() == []
    assert control.get("/webhooks").json() == {"proxypay": None}
    assert set(control.get("/limits").json().values()) == {None}
    assert clicpay.get("/api/v2/webhooks").json()["data"] == []
    assert clicpay.get("/api/v2/wallets/144365/transactions").json()["data"] == []
    assert vpos.get(location).status_code == 404
    assert proxypay.get("/payments").json() == []
    assert proxypay.delete("/references/1").status_code == 404


def test_the_page_is_whole_and_in_portuguese(control: httpx.Client) -> None:
    page = control.get("/")

    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="pt">' in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    for path in ("/waiting", "/ledger", "/approve", "/refuse", "/pay"):
        assert f'"{path}"' in page.text


@pytest.mark.parametrize("name", ["vpos", "proxypay", "clicpay", "wikipay", "wipay"])
def test_a_provider_takes_no_more_requests_a_second_than_it_is_told_to(
    control: httpx.Client, calm: Any, eventually: Any, name: str
) -> None:
    client, other = calm.client(name), calm.client("vpos" if name != "vpos" else "clicpay")
    limits = control.post("/limits", json={"provider": name, "per_second": 3}).json()
    assert limits[name] == 3

    answers = [client.get("/elsewhere") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 429, 429]
    assert answers[4].headers["retry-after"] == "1"
    assert "too many" in answers[4].text.casefold()  # each in its own words
    assert answers[4].json()
    assert other.get("/elsewhere").status_code == 404
    eventually(lambda: client.get("/elsewhere").status_code == 404)
    control.post("/limits", json={"provider": name, "per_second": None})
    assert {client.get("/elsewhere").status_code for _ in range(10)} == {404}


def test_a_limit_may_be_given_at_the_start(start: Any) -> None:
    running = start("--rate", "2")

    seen = [running.client("vpos").get("/elsewhere").status_code for _ in range(3)]

    assert seen == [404, 404, 429]
    assert set(running.client("control").get("/limits").json().values()) == {2}


@pytest.mark.parametrize(
    "limit",
    [
        {"provider": "other", "per_second": 1},
        {"provider": "vpos", "per_second": 0},
        {"provider": "vpos", "per_second": "1"},
    ],
)
def test_an_impossible_limit_is_refused(control: httpx.Client, limit: dict[str, Any]) -> None:
    assert control.post("/limits", json=limit).status_code == 400
