"""One id for two: the work is done, the client hears another's id, the ledger tells the truth."""

from collections.abc import Callable
from typing import Any

import httpx

COLLECT = {
    "msisdn": "841234567",
    "amount": 25,
    "reference_description": "Compra",
    "internal_notes": "venda 1",
}
COLLECT_URL = "/api/v2/wallets/144365/c2b/mpesa"
PAYMENT = {"type": "payment", "pos_id": 100, "mobile": "900000000", "amount": "10.00"}
VOUCHER = {"account_number": "4630", "total": "1.00", "voucher": "uyr8vmap230t"}

Fault = Callable[..., None]


def test_a_charge_is_told_the_reference_of_the_one_before(
    clicpay: httpx.Client, control: httpx.Client, fault: Fault
) -> None:
    first = clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"]
    clicpay.post(COLLECT_URL, json=COLLECT | {"amount": 30})
    fault("same_id")

    second = clicpay.post(COLLECT_URL, json=COLLECT | {"internal_notes": "venda 2"}).json()
    waiting = control.get("/waiting").json()[-1]
    control.post("/approve", json={"id": waiting["id"]})

    assert second["clicpay_reference"] == first, "of the same amount, where there is such a one"
    (line,) = control.get("/ledger").json()
    assert (line["reference"], line["told_as"]) == (waiting["reference"], first)
    assert (line["notes"], line["description"]) == ("venda 2", "Compra")
    assert clicpay.get(f"/api/v2/transactions/{first}/status").json()["status"] == "pending"


def test_the_first_charge_has_nobody_elses_reference(clicpay: httpx.Client, fault: Fault) -> None:
    fault("same_id")

    told = clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"]

    assert clicpay.get(f"/api/v2/transactions/{told}/status").status_code == 200


def test_a_request_leads_to_the_transaction_that_paid_another(
    vpos: httpx.Client, control: httpx.Client, fault: Fault
) -> None:
    def request() -> str:
        location = vpos.post("/api/v1/transactions", json=PAYMENT).headers["location"]
        control.post("/approve", json={"id": location.rsplit("/", 1)[1]})
        return location

    first = vpos.get(request()).headers["location"]
    fault("same_id", provider="vpos")
    own = request()
    second = vpos.get(own).headers["location"]

    assert second == first
    assert vpos.get(second).json()["amount"] == "10.00"
    paid = [(line["reference"], line["told_as"]) for line in control.get("/ledger").json()]
    assert paid == [
        (first.rsplit("/", 1)[1], None),
        (own.rsplit("/", 1)[1], first.rsplit("/", 1)[1]),
    ]


def test_a_redirect_may_lead_round(vpos: httpx.Client, control: httpx.Client, fault: Fault) -> None:
    fault("round")
    location = vpos.post("/api/v1/transactions", json=PAYMENT).headers["location"]
    assert vpos.get(location).json()["eta"]
    control.post("/approve", json={"id": control.get("/waiting").json()[0]["id"]})

    there = vpos.get(location)
    back = vpos.get(there.headers["location"])

    assert (there.status_code, back.status_code) == (303, 303)
    assert there.headers["location"] != location
    assert back.headers["location"] == location
    assert len(control.get("/ledger").json()) == 1


def test_a_voucher_payment_repeats_a_transaction_id(
    wipay: httpx.Client, control: httpx.Client, fault: Fault
) -> None:
    first = wipay.post("/v1/voucher_pay", data=VOUCHER).json()["trxn_id"]
    fault("same_id", provider="wipay")

    second = wipay.post("/v1/voucher_pay", data=VOUCHER | {"details": "venda 2"}).json()

    assert (second["status"], second["trxn_id"]) == ("success", first)
    one, other = control.get("/ledger").json()
    assert (one["reference"], one["told_as"]) == (first, None)
    assert (other["told_as"], other["notes"]) == (first, "venda 2")
    assert other["reference"] != first


def _paid_twice_under_one_id(control: httpx.Client, provider: str, *numbers: int) -> Any:
    pay = [{"provider": provider, "reference": number} for number in numbers]
    first = control.post("/pay", json=pay[0]).json()
    control.post("/faults", json={"kind": "same_payment_id", "provider": provider})
    second = control.post("/pay", json=pay[1]).json()
    assert first["id"] == second["id"]
    one, other = control.get("/ledger").json()
    assert (one["payment"], one["told_as"]) == (str(first["id"]), None)
    assert (other["payment"], other["told_as"]) == (str(int(first["id"]) + 1), str(first["id"]))
    return first, second


def test_two_payments_of_a_queue_have_one_id(proxypay: httpx.Client, control: httpx.Client) -> None:
    proxypay.put("/references/1", json={"amount": "1.00", "custom_fields": {"sale": "a"}})
    proxypay.put("/references/2", json={"amount": "2.00"})

    first, second = _paid_twice_under_one_id(control, "proxypay", 1, 2)

    assert proxypay.get("/payments").json() == [first, second]
    assert proxypay.delete(f"/payments/{first['id']}").status_code == 204
    assert proxypay.get("/payments").json() == [second]
    assert proxypay.delete(f"/payments/{first['id'] + 1}").status_code == 404
    assert proxypay.delete(f"/payments/{first['id']}").status_code == 204
    assert control.get("/ledger").json()[0]["custom_fields"] == {"sale": "a"}


def test_two_payments_of_wikipay_have_one_id(wikipay: httpx.Client, control: httpx.Client) -> None:
    reference = {"amount": "5.00", "expiry_date": "2999-12-31"}
    for _ in range(2):
        wikipay.post("/v1/reference/create", json={"reference": reference})

    first, second = _paid_twice_under_one_id(control, "wikipay", 2_000_001, 2_000_002)

    assert wikipay.get("/v1/payment").json()["payments"] == [first, second]
    assert wikipay.delete(f"/v1/payment/{first['id']}").status_code == 204
    assert wikipay.get(f"/v1/payment/{first['id']}").json()["payments"] == [second]


def test_an_id_of_a_reference_is_given_out_again(proxypay: httpx.Client, fault: Fault) -> None:
    first = proxypay.post("/reference_ids").json()
    fault("same_id", provider="proxypay")

    assert proxypay.post("/reference_ids").json() == first
    assert proxypay.post("/reference_ids").json() != first
