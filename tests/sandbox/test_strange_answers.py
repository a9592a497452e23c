"""Answers of another shape, none at all, and the time that each of them tells."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Thread
from typing import Any

import httpx
import pytest

COLLECT = {"msisdn": "841234567", "amount": 1500, "reference_description": "Compra"}
COLLECT_URL = "/api/v2/wallets/144365/c2b/mpesa"

Fault = Callable[..., None]
Mode = Callable[..., None]
Eventually = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def reference(clicpay: httpx.Client) -> str:
    return str(clicpay.post(COLLECT_URL, json=COLLECT).json()["clicpay_reference"])


def _pairs(text: str) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = json.loads(text, object_pairs_hook=list)
    return pairs


@pytest.mark.parametrize(
    ("kind", "amounts"), [("repeat_before", [1, 1500]), ("repeat_after", [1500, 1])]
)
def test_a_key_may_stand_twice(
    clicpay: httpx.Client, fault: Fault, reference: str, kind: str, amounts: list[int]
) -> None:
    fault(kind, fields={"amount": 1, "nothing": 2})

    pairs = _pairs(clicpay.get(f"/api/v2/transactions/{reference}/status").text)

    assert [value for name, value in pairs if name == "amount"] == amounts
    assert [name for name, _ in pairs].count("clicpay_reference") == 1
    assert "nothing" not in dict(pairs)


def test_a_key_may_stand_twice_in_every_payment_of_a_queue(
    control: httpx.Client, proxypay: httpx.Client, wikipay: httpx.Client, fault: Fault
) -> None:
    proxypay.put("/references/1", json={"amount": "1.00"})
    created = {"amount": "5.00", "expiry_date": "2999-12-31"}
    wikipay.post("/v1/reference/create", json={"reference": created})
    for provider, number in (("proxypay", 1), ("wikipay", 2_000_001)):
        control.post("/pay", json={"provider": provider, "reference": number})
    fault("repeat_after", times=2, fields={"amount": "9.00"})

    for answer in (proxypay.get("/payments"), wikipay.get("/v1/payment")):
        assert answer.text.count('"amount":') == 2
        assert answer.text.count('"amount":"9.00"') == 1


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e3", "1500.0", '"1.500,00"'])
def test_a_value_may_be_written_in_any_way(
    clicpay: httpx.Client, fault: Fault, reference: str, value: str
) -> None:
    fault("raw", fields={"amount": value})

    answer = clicpay.get(f"/api/v2/transactions/{reference}/status")

    assert f'"amount":{value},' in answer.text


@pytest.mark.parametrize(
    "fields", [{"currency": "USD"}, {"msisdn": "849999999"}, {"type": "b2c"}, {"extra": [1]}]
)
def test_an_answer_may_say_more_than_usual(
    clicpay: httpx.Client, fault: Fault, reference: str, fields: dict[str, Any]
) -> None:
    fault("merge", fields=fields)

    answer = clicpay.get(f"/api/v2/transactions/{reference}/status").json()

    assert answer.items() >= {**fields, "clicpay_reference": reference}.items()


def test_an_answer_may_begin_with_a_mark(
    clicpay: httpx.Client, fault: Fault, reference: str
) -> None:
    fault("bom")

    content = clicpay.get(f"/api/v2/transactions/{reference}/status").content

    assert content.startswith(b"\xef\xbb\xbf{")


def test_an_answer_may_be_wrapped(clicpay: httpx.Client, fault: Fault, reference: str) -> None:
    url = f"/api/v2/transactions/{reference}/status"
    plain = clicpay.get(url).json()
    fault("wrap")
    fault("wrap", wrap="result")

    assert clicpay.get(url).json() == {"data": plain}
    assert clicpay.get(url).json() == {"result": plain}


@pytest.mark.parametrize(("kind", "work_done"), [("hang", 0), ("hang_after", 1)])
def test_a_provider_may_hang_until_it_is_healed(
    control: httpx.Client,
    clicpay: httpx.Client,
    vpos: httpx.Client,
    fault: Fault,
    eventually: Eventually,
    kind: str,
    work_done: int,
) -> None:
    fault(kind, provider="clicpay")
    broken: list[str] = []

    def ask() -> None:
        try:
            httpx.post(
                clicpay.base_url.join(COLLECT_URL),
                json=COLLECT,
                headers=clicpay.headers,
                verify=False,
                trust_env=False,
                timeout=20,
            )
        except httpx.RemoteProtocolError as error:
            broken.append(str(error))

    with pytest.raises(httpx.ReadTimeout):
        clicpay.post(COLLECT_URL, json=COLLECT, timeout=0.1)
    asking = Thread(target=ask)
    asking.start()
    eventually(lambda: control.get("/faults").json()[0]["struck"] == 2)
    assert vpos.get("/api/v1/requests/x").status_code == 404, "others are healthy"
    assert asking.is_alive()

    control.delete("/faults")
    asking.join(20)

    assert len(broken) == 1
    assert len(control.get("/waiting").json()) == 2 * work_done
    assert clicpay.get("/api/user").status_code == 200


@pytest.mark.parametrize("status", [500, 403])
def test_acknowledgements_may_be_refused_for_as_long_as_they_are_asked(
    control: httpx.Client, proxypay: httpx.Client, wikipay: httpx.Client, fault: Fault, status: int
) -> None:
    proxypay.put("/references/1", json={"amount": "1.00"})
    created = {"amount": "5.00", "expiry_date": "2999-12-31"}
    wikipay.post("/v1/reference/create", json={"reference": created})
    paid = {
        provider: control.post("/pay", json={"provider": provider, "reference": number}).json()
        for provider, number in (("proxypay", 1), ("wikipay", 2_000_001))
    }
    fault("unacknowledged", status=status)

    for _ in range(3):
        assert proxypay.delete(f"/payments/{paid['proxypay']['id']}").status_code == status
        assert wikipay.delete(f"/v1/payment/{paid['wikipay']['id']}").status_code == status
    assert proxypay.delete("/references/1").status_code == 204, "nothing else is refused"

    assert proxypay.get("/payments").json() == [paid["proxypay"]]
    assert wikipay.get("/v1/payment").json()["payments"] == [paid["wikipay"]]


# --- the time -------------------------------------------------------------------------------------


def _ahead(answer: httpx.Response) -> timedelta:
    (date,) = answer.headers.get_list("date")
    return parsedate_to_datetime(date) - datetime.now(UTC)


def test_every_answer_tells_the_time_once(
    control: httpx.Client, clicpay: httpx.Client, vpos: httpx.Client, fault: Fault
) -> None:
    fault("html", provider="clicpay")

    answers = [
        clicpay.get("/api/user"),
        clicpay.get("/api/user"),
        clicpay.get("/nowhere"),
        vpos.post("/api/v1/transactions", json={}),
        control.get("/ledger"),
    ]

    assert [answer.status_code for answer in answers] == [502, 200, 404, 400, 200]
    assert all(abs(_ahead(answer)) < timedelta(seconds=3) for answer in answers)


@pytest.mark.parametrize("seconds", [3600, -90, 86_400 * 400])
def test_a_provider_may_have_another_time(
    clicpay: httpx.Client, vpos: httpx.Client, mode: Mode, seconds: int
) -> None:
    mode("clicpay", "date", seconds)

    assert abs(_ahead(clicpay.get("/api/user")) - timedelta(seconds=seconds)).seconds < 3
    assert abs(_ahead(vpos.get("/api/v1/requests/x"))) < timedelta(seconds=3)


def test_a_provider_may_tell_no_time(clicpay: httpx.Client, mode: Mode) -> None:
    mode("clicpay", "date", "none")

    assert "date" not in clicpay.get("/api/user").headers


def test_the_time_told_is_the_one_beside_the_sandbox_however_fast_that_runs(
    fast_vpos: httpx.Client,
) -> None:
    """Whoever reads it holds it against a clock of their own."""
    before = datetime.now(UTC).replace(microsecond=0)
    told = parsedate_to_datetime(fast_vpos.get("/api/v1/requests/x").headers["date"])

    assert before <= told <= datetime.now(UTC)


@pytest.mark.parametrize(
    "mode",
    [
        {"provider": "clicpay", "name": "history", "value": "other"},
        {"provider": "clicpay", "name": "nothing", "value": "x"},
        {"provider": "nobody", "name": "date", "value": 1},
        {"provider": "vpos", "name": "date", "value": "soon"},
        {"provider": "clicpay", "name": "history", "value": "rows", "wallet": "x"},
        {},
    ],
)
def test_an_impossible_mode_is_refused(control: httpx.Client, mode: dict[str, Any]) -> None:
    answer = control.put("/modes", json=mode)

    assert (answer.status_code, control.get("/modes").json()) == (400, {})
    assert answer.json()["error"]


def test_modes_are_listed_and_forgotten_with_the_world(control: httpx.Client, mode: Mode) -> None:
    mode("clicpay", "history", "rows", wallet=144365)
    mode("vpos", "date", 60)

    assert control.get("/modes").json() == {"clicpay.history.144365": "rows", "vpos.date": "60"}
    control.post("/reset")
    assert control.get("/modes").json() == {}
