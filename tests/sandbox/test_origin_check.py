"""Web pages of others, in the browser of whoever has training open: nothing is theirs to change."""

from collections.abc import Callable, Mapping
from typing import Any
from unittest import mock

import httpx
import pytest

from pos_app.sandbox.control.api import Control

PAYMENT = {"type": "payment", "pos_id": 100, "mobile": "900002004", "amount": "10.00"}
CARD = {"amount": 10, "reference_description": "Factura 7"}
ENDPOINTS = sorted({(one.method, one.path) for one in Control.endpoints(mock.Mock())})
DEEDS = {
    "/approve": {"id": "vpos-"},
    "/faults": {"kind": "empty"},
    "/limits": {"provider": "vpos", "per_second": 1},
    "/modes": {"provider": "vpos", "name": "date", "value": "60"},
    "/webhooks": {"provider": "proxypay", "url": "http://127.0.0.1:9/aviso"},
}
# What the browser of somebody in training would send for a page of a stranger.
FOREIGN: Mapping[str, Callable[[str], dict[str, str]]] = {
    "a name that leads here (DNS rebinding)": lambda port: {"host": f"evil.example:{port}"},
    "a name that begins like ours": lambda port: {"host": f"127.0.0.1.evil.example:{port}"},
    "a name that ends like ours": lambda port: {"host": f"evil-localhost:{port}"},
    "a user's name like ours": lambda port: {"host": f"127.0.0.1:{port}@evil.example"},
    "no port, no end": lambda _: {"host": "127.0.0.1:"},
    "no name": lambda _: {"host": ""},
    "another site": lambda _: {"origin": "http://evil.example"},
    "another site, at our port": lambda port: {"origin": f"http://evil.example:{port}"},
    "another program of this computer": lambda _: {"origin": "http://127.0.0.1:1"},
    "another scheme": lambda port: {"origin": f"https://127.0.0.1:{port}"},
    "our other name": lambda port: {"origin": f"http://localhost:{port}"},
    "a page that hides": lambda _: {"origin": "null"},
    "a page that says nothing": lambda _: {"origin": ""},
}


def _parts(address: str) -> tuple[str, str, str]:
    """The site, its port, and the token of a control address."""
    url = httpx.URL(address)
    return f"http://{url.host}:{url.port}", str(url.port), url.path.strip("/")


def _seen(control: httpx.Client) -> list[Any]:
    """All that a stranger could want to change."""
    paths = ("/ledger", "/waiting", "/requests", "/faults", "/limits", "/modes", "/webhooks")
    return [control.get(path).json() for path in paths]


@pytest.fixture
def busy(control: httpx.Client, vpos: httpx.Client) -> httpx.Client:
    """The control of a world in which there is something to spoil."""
    vpos.post("/api/v1/transactions", json=PAYMENT)
    return control


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
def test_whoever_was_not_told_the_address_does_and_sees_nothing(
    calm: Any, busy: httpx.Client, method: str, path: str
) -> None:
    site, _, token = _parts(calm.ready["control_url"])
    before = _seen(busy)
    with httpx.Client(base_url=site, verify=False, trust_env=False) as stranger:
        for guess in ("", "/", f"/{token[:-1]}", f"/{token}x", f"/{'0' * len(token)}", "/%00%ff"):
            answer = stranger.request(method, f"{guess}{path}", json=DEEDS.get(path, {}))
            assert answer.status_code == 403, guess
            assert list(answer.json()) == ["error"], guess
            assert token not in answer.text
    assert _seen(busy) == before


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
def test_a_page_of_another_site_is_refused_even_where_the_address_leaked(
    calm: Any, busy: httpx.Client, method: str, path: str
) -> None:
    _, port, _ = _parts(calm.ready["control_url"])
    before = _seen(busy)
    for whose, headers in FOREIGN.items():
        answer = busy.request(method, path, json=DEEDS.get(path, {}), headers=headers(port))
        assert answer.status_code == 403, whose
        assert list(answer.json()) == ["error"], whose
    assert _seen(busy) == before


def test_a_caller_that_names_no_host_is_refused(calm: Any, busy: httpx.Client) -> None:
    """HTTP/1.0 need not name one; no browser and no program of ours leaves it out."""
    _, port, token = _parts(calm.ready["control_url"])
    before = _seen(busy)
    with mock.patch("http.client.HTTPConnection._http_vsn_str", "HTTP/1.0"):
        from http.client import HTTPConnection  # noqa: PLC0415 - patched for this one

        connection = HTTPConnection("127.0.0.1", int(port), timeout=10)
        connection.putrequest("POST", f"/{token}/reset", skip_host=True)
        connection.endheaders()
        assert connection.getresponse().status == 403
        connection.close()
    assert _seen(busy) == before


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_the_page_itself_may_by_either_name_of_this_computer(
    calm: Any, busy: httpx.Client, name: str
) -> None:
    _, port, _ = _parts(calm.ready["control_url"])
    own = {"host": f"{name}:{port}", "origin": f"http://{name}:{port}"}

    assert busy.get("", headers=own).text == busy.get("/", headers=own).text
    assert busy.post("/reset", headers=own).status_code == 204
    assert busy.get("/waiting").json() == []


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("decision", ["pay", "refuse"])
def test_a_card_is_decided_on_its_own_page_alone(
    calm: Any,
    clicpay: httpx.Client,
    control: httpx.Client,
    decision: str,
    headers: Callable[[str], dict[str, str]],
) -> None:
    wallet = calm.ready["clicpay"]["wallets"]["netshop"]
    opened = clicpay.post(f"/api/v2/wallets/{wallet}/card-payment", json=CARD).json()
    address = f"{opened['checkout_url']}/{decision}"
    _, port, _ = _parts(address)
    before = control.get("/waiting").json()

    assert clicpay.post(address, headers=headers(port)).status_code == 403
    assert control.get("/waiting").json() == before
    own = {"origin": f"http://127.0.0.1:{port}"}
    assert clicpay.post(address, headers=own).status_code == 303
    assert control.get("/waiting").json() == []


def test_no_page_of_a_stranger_can_show_ours_in_itself_nor_learn_the_address(
    calm: Any, clicpay: httpx.Client, control: httpx.Client
) -> None:
    wallet = calm.ready["clicpay"]["wallets"]["netshop"]
    opened = clicpay.post(f"/api/v2/wallets/{wallet}/card-payment", json=CARD).json()
    for page in (control.get("/"), clicpay.get(opened["checkout_url"])):
        assert page.headers["x-frame-options"] == "DENY"
        # Not `no-referrer`: under it a browser calls the origin of our own forms `null`.
        assert page.headers["referrer-policy"] == "same-origin"


def test_every_start_has_another_address_whatever_else_is_repeated(start: Any) -> None:
    first, second = (start("--seed", "1").ready["control_url"] for _ in range(2))

    assert _parts(first)[2] != _parts(second)[2]
    assert min(len(_parts(address)[2]) for address in (first, second)) >= 16
