"""What a provider does in another way, for as long as a mode says so."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

COLLECT = {
    "msisdn": "841234567",
    "amount": 25,
    "reference_description": "Compra 1",
    "internal_notes": "venda 1",
}
MPESA, EMOLA = "/api/v2/wallets/144365", "/api/v2/wallets/144366"
HISTORY = f"{MPESA}/transactions"
PAYMENT = {"type": "payment", "pos_id": 100, "mobile": "900000000", "amount": "10.00"}

Mode = Callable[..., None]
Eventually = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def references(clicpay: httpx.Client) -> list[str]:
    """Two charges and a payout."""
    urls = (f"{MPESA}/c2b/mpesa", f"{MPESA}/c2b/mpesa", f"{MPESA}/b2c/mpesa")
    return [clicpay.post(url, json=COLLECT).json()["clicpay_reference"] for url in urls]


def _shown(clicpay: httpx.Client, **asked: Any) -> list[str]:
    query = {name.replace("__", "[") + "]" * ("__" in name): each for name, each in asked.items()}
    return [row["clicpay_reference"] for row in clicpay.get(HISTORY, params=query).json()]


def test_a_history_comes_in_the_form_that_clients_read(
    clicpay: httpx.Client, mode: Mode, references: list[str]
) -> None:
    usual = clicpay.get(HISTORY).json()
    mode("clicpay", "history", "rows")

    rows = clicpay.get(HISTORY, params={"paginator": "offset", "per_page": 50}).json()

    assert list(rows[0]) == [
        "description",
        "amount",
        "created_at",
        "clicpay_reference",
        "status",
        "msisdn",
    ]
    assert [row["clicpay_reference"] for row in rows] == references
    assert (rows[0]["description"], rows[0]["amount"]) == ("Compra 1", 25)
    assert [row["clicpay_reference"] for row in usual["data"]] == references[::-1]
    mode("clicpay", "history", "data")
    assert clicpay.get(HISTORY).json() == {"data": rows}


def test_a_history_is_filtered_sorted_and_cut_as_asked(
    clicpay: httpx.Client, mode: Mode, references: list[str]
) -> None:
    mode("clicpay", "history", "rows")
    first, second, payout = references

    assert _shown(clicpay, sort="-created_at") == [payout, second, first]
    assert _shown(clicpay, sort="created_at") == references
    assert _shown(clicpay, filter__type="C2B") == [first, second]
    assert _shown(clicpay, filter__type="B2C", sort="-created_at") == [payout]
    assert _shown(clicpay, filter__date_from="2020-01-01") == references
    assert _shown(clicpay, filter__date_from="2999-01-01") == []
    assert _shown(clicpay, filter__date_from="2020-01-01T00:00:00Z") == references
    assert _shown(clicpay, filter__date_from="ontem") == references
    assert _shown(clicpay, sort="-created_at", per_page=2) == [payout, second]
    assert _shown(clicpay, sort="-created_at", per_page=2, page=2) == [first]


@pytest.mark.parametrize(
    ("number", "shown"), [("national", "841234567"), ("international", "258841234567")]
)
def test_a_history_writes_numbers_in_either_way(
    clicpay: httpx.Client, mode: Mode, references: list[str], number: str, shown: str
) -> None:
    mode("clicpay", "history", "rows")
    mode("clicpay", "history_number", number)

    assert [row["msisdn"] for row in clicpay.get(HISTORY).json()] == [shown] * len(references)


def test_a_history_may_have_no_number_and_another_time(
    clicpay: httpx.Client, mode: Mode, references: list[str]
) -> None:
    mode("clicpay", "history", "rows")
    mode("clicpay", "history_number", "none")
    mode("clicpay", "history_time", "initiated_at")

    rows = clicpay.get(HISTORY).json()

    assert len(rows) == len(references)
    assert not any("msisdn" in row or "created_at" in row for row in rows)
    assert all(row["initiated_at"].endswith("Z") for row in rows)


def test_one_wallet_may_speak_another_form_than_the_others(
    clicpay: httpx.Client, mode: Mode
) -> None:
    mode("clicpay", "history", "rows", wallet=144365)

    assert clicpay.get(HISTORY).json() == []
    assert clicpay.get(f"{EMOLA}/transactions").json()["data"] == []


# --- centavos -------------------------------------------------------------------------------------


def _with_centavos(clicpay: httpx.Client, url: str = f"{EMOLA}/c2b/emola") -> Any:
    sent = COLLECT | {"msisdn": "861234567", "amount": "25.50"}
    return clicpay.post(url, json=sent).json()


@pytest.mark.parametrize(("set_", "amount"), [("kept", "25.50"), ("rounded", "26.00")])
def test_emola_may_round_centavos(
    clicpay: httpx.Client, control: httpx.Client, mode: Mode, set_: str, amount: str
) -> None:
    mode("clicpay", "centavos", set_)

    reference = _with_centavos(clicpay)["clicpay_reference"]
    control.post("/approve", json={"id": reference})

    assert [line["amount"] for line in control.get("/ledger").json()] == [amount]
    told = clicpay.get(f"/api/v2/transactions/{reference}/status").json()["amount"]
    assert f"{told:.2f}" == amount


def test_emola_may_refuse_centavos(clicpay: httpx.Client, mode: Mode) -> None:
    mode("clicpay", "centavos", "refused")

    assert list(_with_centavos(clicpay)["errors"]) == ["amount"]
    assert _with_centavos(clicpay, f"{MPESA}/c2b/mpesa")["status"] == "pending"


def test_emola_may_fail_for_centavos(
    fast_clicpay: httpx.Client, fast_control: httpx.Client, eventually: Eventually
) -> None:
    setting = {"provider": "clicpay", "name": "centavos", "value": "failed"}
    fast_control.put("/modes", json=setting)
    reference = _with_centavos(fast_clicpay)["clicpay_reference"]

    def failed() -> Any:
        told = fast_clicpay.get(f"/api/v2/transactions/{reference}/status").json()
        return told if told["status"] == "failed" else None

    assert eventually(failed)["message"] == "06 Invalid amount"


# --- vPOS -----------------------------------------------------------------------------------------


def test_a_refund_may_be_looked_up_at_once(
    vpos: httpx.Client, control: httpx.Client, mode: Mode
) -> None:
    def paid() -> str:
        location = vpos.post("/api/v1/transactions", json=PAYMENT).headers["location"]
        identifier = location.rsplit("/", 1)[1]
        control.post("/approve", json={"id": identifier})
        return identifier

    def looked_up_after_a_refund() -> httpx.Response:
        asked = {"type": "refund", "parent_transaction_id": paid()}
        location = vpos.post("/api/v1/transactions", json=asked).headers["location"]
        return vpos.get(f"/api/v1/transactions/{location.rsplit('/', 1)[1]}")

    usual = looked_up_after_a_refund()
    mode("vpos", "refunds", "at_once")
    at_once = looked_up_after_a_refund()

    assert (usual.status_code, at_once.status_code) == (404, 200)
    assert at_once.json()["status"] == "accepted"
    refund = control.get("/ledger").json()[-1]
    assert (refund["kind"], refund["parent"]) == ("refund", at_once.json()["parent_transaction_id"])


def test_a_slash_at_the_end_does_no_harm(vpos: httpx.Client) -> None:
    answer = vpos.post("/api/v1/transactions/", json=PAYMENT)

    assert answer.status_code == 202
    assert vpos.get(answer.headers["location"]).status_code == 200
