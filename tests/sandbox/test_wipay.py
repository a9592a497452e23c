"""WiPay as its document describes it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

URL = "/v1/voucher_pay"
FORM = {"account_number": "4630", "total": "20.00", "voucher": "zmq8x0y29usv"}


def test_a_voucher_pays_the_total_and_the_fee(wipay: httpx.Client, control: httpx.Client) -> None:
    first = wipay.post(URL, data=FORM).json()
    second = wipay.post(URL, data=FORM | {"details": "again"}).json()

    assert first["status"] == "success"
    assert first["msg"] == "Voucher payment successful"
    assert (first["value"], second["value"]) == ("75.00", "50.00")
    assert len(first["trxn_id"]) == 13
    ledger = control.get("/ledger").json()
    assert [(line["amount"], line["currency"]) for line in ledger] == [("20.00", "TTD")] * 2
    assert ledger[0]["reference"] == first["trxn_id"]


def test_the_old_name_of_the_account_is_known(wipay: httpx.Client) -> None:
    form = {"developer_id": "4630", "total": "1", "voucher": "UYR8VMAP230T"}

    assert wipay.post(URL, data=form).json()["value"] == "494.00"


def test_a_voucher_can_be_emptied_but_not_overdrawn(wipay: httpx.Client) -> None:
    over = wipay.post(URL, data=FORM | {"total": "95.01"}).json()
    all_of_it = wipay.post(URL, data=FORM | {"total": "95.00"}).json()
    more = wipay.post(URL, data=FORM | {"total": "0.01"}).json()

    assert over["msg"] == "Parameter: voucher value insufficient"
    assert all_of_it["value"] == "0.00"
    assert more["msg"] == "Parameter: voucher value insufficient"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"account_number": ""}, "Parameter: account_number is missing"),
        ({"account_number": "4631"}, "Parameter: account_number is unauthorized"),
        ({"account_number": "1"}, "Parameter: account_number not found"),
        ({"total": "-1.00"}, "Parameter: total cannot be less than 0"),
        ({"total": "0"}, "Parameter: total cannot be less than 0"),
        ({"total": "1.234"}, "Parameter: total has incorrect format"),
        ({"total": "ten"}, "Parameter: total has incorrect format"),
        ({"total": ""}, "Parameter: total is missing"),
        ({"voucher": ""}, "Parameter: voucher is missing"),
        ({"voucher": "aaaabbbbcccc"}, "Parameter: voucher not found"),
        ({"voucher": "6v75kwyg3t0i"}, "Parameter: voucher value insufficient"),
    ],
)
def test_each_error_has_its_documented_text(
    wipay: httpx.Client, control: httpx.Client, change: dict[str, str], message: str
) -> None:
    answer = wipay.post(URL, data=FORM | change)

    assert answer.status_code == 200
    assert answer.json() == {"status": "error", "msg": message}
    assert control.get("/ledger").json() == []


def test_json_carries_no_parameters(wipay: httpx.Client) -> None:
    assert wipay.post(URL, json=FORM).json()["msg"] == "Parameter: account_number is missing"


def test_more_than_five_calls_a_minute_are_too_many(
    wipay: httpx.Client, control: httpx.Client
) -> None:
    answers = [wipay.post(URL, data=FORM | {"total": "1"}).json() for _ in range(6)]

    assert [answer["status"] for answer in answers] == ["success"] * 5 + ["error"]
    assert answers[5]["msg"] == "Too many attempts"
    assert len(control.get("/ledger").json()) == 5


def test_after_a_minute_of_silence_calls_are_heard_again(
    start: Callable[..., Any], eventually: Callable[..., Any]
) -> None:
    wipay = start("--speed", "2000").client("wipay")
    while wipay.post(URL, data=FORM | {"total": "0"}).json()["msg"] != "Too many attempts":
        pass

    def heard() -> bool:
        answer = wipay.post(URL, data=FORM).json()
        return bool(answer["status"] == "success")

    assert eventually(heard)


def test_only_posting_is_possible(wipay: httpx.Client) -> None:
    assert wipay.get(URL).status_code == 405
    assert wipay.get("/elsewhere").status_code == 404
