"""ClicPay as its document describes it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest

WALLETS = {"mpesa": 144365, "emola": 144366, "mkesh": 144367, "netshop": 144368}
REQUEST = {"msisdn": "841234567", "amount": 500, "reference_description": "Compra"}
CARD = {"amount": 1500.5, "reference_description": "Factura 7"}

Eventually = Callable[[Callable[[], Any]], Any]


def _collect(client: httpx.Client, method: str = "mpesa", **change: Any) -> httpx.Response:
    return client.post(f"/api/v2/wallets/{WALLETS[method]}/c2b/{method}", json=REQUEST | change)


def _status(client: httpx.Client, reference: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"/api/v2/transactions/{reference}/status").json()
    return answer


@pytest.mark.parametrize("method", ["mpesa", "emola", "mkesh"])
@pytest.mark.parametrize("direct", ["", "/direct"])
def test_a_collection_is_pending_at_once(
    clicpay: httpx.Client, control: httpx.Client, method: str, direct: str
) -> None:
    answer = clicpay.post(f"/api/v2/wallets/{WALLETS[method]}/c2b/{method}{direct}", json=REQUEST)

    assert answer.status_code == 200
    begun = answer.json()
    assert set(begun) == {"message", "clicpay_reference", "status", "transaction_id"}
    assert begun["clicpay_reference"].startswith("CP")
    assert begun["status"] == "pending"
    assert _status(clicpay, begun["clicpay_reference"])["status"] == "pending"
    (waiting,) = control.get("/waiting").json()
    assert (waiting["method"], waiting["payer"]) == (method, "841234567")


@pytest.mark.parametrize(
    ("method", "msisdn", "status", "code"),
    [
        ("mpesa", "841234567", "successful", ""),
        ("mpesa", "258841234567", "successful", ""),
        ("mpesa", "840000001", "failed", "INS-5"),
        ("mpesa", "850000002", "failed", "INS-9"),
        ("mpesa", "840000003", "successful", ""),
        ("mpesa", "840000004", "failed", "INS-2006"),
        ("emola", "860000001", "failed", "03"),
        ("emola", "870000002", "failed", "11"),
        ("mkesh", "820000001", "failed", "cancelada"),
    ],
)
def test_the_number_decides_how_it_ends(
    fast_clicpay: httpx.Client,
    fast_control: httpx.Client,
    eventually: Eventually,
    method: str,
    msisdn: str,
    status: str,
    code: str,
) -> None:
    reference = _collect(fast_clicpay, method, msisdn=msisdn).json()["clicpay_reference"]

    eventually(lambda: _status(fast_clicpay, reference)["status"] != "pending")

    ended = _status(fast_clicpay, reference)
    assert (ended["status"], ended["amount"]) == (status, 500)
    assert code in ended["message"]
    charged = [line["reference"] for line in fast_control.get("/ledger").json()]
    assert charged == ([reference] if status == "successful" else [])


def test_amounts_are_exact(clicpay: httpx.Client, control: httpx.Client) -> None:
    content = '{"msisdn":"841234567","amount":1234.10,"reference_description":"Compra"}'
    reference = clicpay.post(
        "/api/v2/wallets/144365/c2b/mpesa",
        content=content,
        headers={"content-type": "application/json"},
    ).json()["clicpay_reference"]

    assert '"amount":1234.1,' in clicpay.get(f"/api/v2/transactions/{reference}/status").text
    assert control.get("/waiting").json()[0]["amount"] == "1234.10"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"msisdn": "911234567"}, "msisdn"),
        ({"msisdn": "84123456"}, "msisdn"),
        ({"msisdn": 841234567}, "msisdn"),
        ({"amount": 0}, "amount"),
        ({"amount": "0.99"}, "amount"),
        ({"amount": 50000.01}, "amount"),
        ({"amount": 1.001}, "amount"),
        ({"amount": None}, "amount"),
        ({"reference_description": "ab"}, "reference_description"),
        ({"reference_description": "x" * 33}, "reference_description"),
        ({"internal_notes": "x" * 256}, "internal_notes"),
    ],
)
def test_a_bad_field_is_named(clicpay: httpx.Client, change: dict[str, Any], field: str) -> None:
    answer = _collect(clicpay, **change)

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_documented_messages_come_as_documented(clicpay: httpx.Client) -> None:
    answer = _collect(clicpay, msisdn="1", amount=50001)

    assert answer.json() == {
        "errors": {
            "msisdn": ["Número de telefone inválido"],
            "amount": ["Valor deve ser entre 1 e 50000"],
        }
    }


@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
def test_a_body_that_cannot_be_read_has_no_fields(clicpay: httpx.Client, content_type: str) -> None:
    answer = clicpay.post(
        "/api/v2/wallets/144365/c2b/mpesa",
        content="{",
        headers={"content-type": content_type},
    )

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"msisdn", "amount", "reference_description"}


@pytest.mark.parametrize("wallet", [WALLETS["emola"], 999999])
def test_a_wallet_serves_its_own_method_only(clicpay: httpx.Client, wallet: int) -> None:
    answer = clicpay.post(f"/api/v2/wallets/{wallet}/c2b/mpesa", json=REQUEST)

    assert answer.status_code == 403
    assert answer.json() == {"message": "Acesso negado à carteira"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v2/wallets/144365/c2b/mpesa"),
        ("GET", "/api/v2/transactions/CP1/status"),
        ("GET", "/api/user"),
        ("GET", "/api/me/token"),
        ("GET", "/api/v2/me/wallets"),
    ],
)
def test_a_wrong_token_is_refused(clicpay: httpx.Client, method: str, path: str) -> None:
    answer = clicpay.request(method, path, headers={"authorization": "Bearer other"})

    assert answer.status_code == 401
    assert answer.json() == {"message": "Unauthenticated."}


def test_an_unknown_reference_is_not_found(clicpay: httpx.Client) -> None:
    answer = clicpay.get("/api/v2/transactions/CP999/status")

    assert answer.status_code == 404
    assert answer.json() == {"message": "Transação não encontrada"}


def test_a_key_is_noted_but_does_not_prevent_a_second_charge(
    clicpay: httpx.Client, control: httpx.Client
) -> None:
    url = "/api/v2/wallets/144365/c2b/mpesa"
    for _ in range(2):
        clicpay.post(url, json=REQUEST, headers={"idempotency-key": "k"})
    for waiting in control.get("/waiting").json():
        control.post("/approve", json={"id": waiting["id"]})

    assert [line["idempotency_key"] for line in control.get("/ledger").json()] == ["k", "k"]


def test_the_user_and_the_token_can_be_asked_for(clicpay: httpx.Client) -> None:
    assert "id" in clicpay.get("/api/user").json()
    assert "access_token" in clicpay.get("/api/me/token").json()


def test_wallets_are_listed_in_pages(clicpay: httpx.Client) -> None:
    query: dict[str, Any] = {
        "include": "paymentMethod",
        "sort_by": "id",
        "sort_order": "desc",
        "per_page": 3,
    }

    first = clicpay.get("/api/v2/me/wallets", params=query).json()

    ids = [wallet["id"] for wallet in first["data"]]
    assert ids == [WALLETS["netshop"], WALLETS["mkesh"], WALLETS["emola"]]
    assert first["data"][2]["payment_method"]["slug"] == "emola"
    assert (first["meta"]["total"], first["meta"]["last_page"]) == (4, 2)
    assert first["links"]["prev"] is None
    second = clicpay.get(first["links"]["next"]).json()
    assert second["meta"]["current_page"] == 2


def test_wallets_are_filtered(clicpay: httpx.Client) -> None:
    one = clicpay.get("/api/v2/me/wallets", params={"payment_method_id": 1}).json()
    none = clicpay.get("/api/v2/me/wallets", params={"environment": "production"}).json()

    assert [wallet["id"] for wallet in one["data"]] == [WALLETS["mpesa"]]
    assert "payment_method" not in one["data"][0]
    assert none["data"] == []


def test_a_payout_reaches_the_ledger_and_leaves_the_wallet(
    fast_clicpay: httpx.Client, fast_control: httpx.Client, eventually: Eventually
) -> None:
    url = f"/api/v2/wallets/{WALLETS['mpesa']}/b2c/mpesa"
    reference = fast_clicpay.post(url, json=REQUEST).json()["clicpay_reference"]

    eventually(lambda: _status(fast_clicpay, reference)["status"] == "successful")

    assert fast_control.get("/waiting").json() == []
    (line,) = fast_control.get("/ledger").json()
    assert (line["kind"], line["amount"]) == ("payout", "500.00")
    wallets = fast_clicpay.get("/api/v2/me/wallets").json()["data"]
    assert [wallet["balance"] for wallet in wallets] == [99500, 100000, 100000, 100000]


def test_a_payout_of_more_than_the_wallet_holds_fails(
    fast_clicpay: httpx.Client, eventually: Eventually
) -> None:
    url = f"/api/v2/wallets/{WALLETS['mpesa']}/b2c/mpesa"
    payout = REQUEST | {"amount": 50000}
    references = [fast_clicpay.post(url, json=payout).json()["clicpay_reference"] for _ in range(3)]

    def ended() -> list[str]:
        states = [_status(fast_clicpay, reference)["status"] for reference in references]
        return [] if "pending" in states else states

    assert sorted(eventually(ended)) == ["failed", "successful", "successful"]


@pytest.mark.parametrize(
    ("decision", "status", "charges"), [("pay", "successful", 1), ("refuse", "cancelled", 0)]
)
def test_a_card_is_paid_or_refused_on_the_checkout_page(
    clicpay: httpx.Client, control: httpx.Client, decision: str, status: str, charges: int
) -> None:
    card = CARD | {"callback_url": "https://shop.example/back?a=1&b=2", "phone": "84 123 4567"}
    answer = clicpay.post(f"/api/v2/wallets/{WALLETS['netshop']}/card-payment", json=card)
    assert answer.status_code == 201
    opened = answer.json()
    assert opened["status"] == "pending"
    assert set(opened) >= {"session_id", "success_indicator", "provider_reference"}

    with httpx.Client(verify=False, follow_redirects=True) as browser:
        page = browser.get(opened["checkout_url"])
        assert "Factura 7" in page.text
        assert "1500.50 MZN" in page.text
        assert f'action="{page.url.path}/{decision}"' in page.text
        done = browser.post(f"{opened['checkout_url']}/{decision}")
        again = browser.post(f"{opened['checkout_url']}/pay")

    assert 'href="https://shop.example/back?a=1&amp;b=2"' in done.text
    assert again.text == done.text
    ended = _status(clicpay, opened["clicpay_reference"])
    assert (ended["status"], Decimal(str(ended["amount"]))) == (status, Decimal("1500.5"))
    assert len(control.get("/ledger").json()) == charges


def test_a_card_needs_its_fields(clicpay: httpx.Client) -> None:
    answer = clicpay.post(f"/api/v2/wallets/{WALLETS['netshop']}/card-payment", json={})

    assert answer.status_code == 422
    assert answer.json() == {
        "errors": {
            "amount": ["O campo valor é obrigatório."],
            "reference_description": ["O campo descrição da referência é obrigatório."],
        }
    }


def test_what_a_shop_writes_is_only_text_on_the_page(clicpay: httpx.Client) -> None:
    card = CARD | {"reference_description": "<script>alert(1)</script>"}
    opened = clicpay.post(f"/api/v2/wallets/{WALLETS['netshop']}/card-payment", json=card).json()

    assert "<script>" not in clicpay.get(opened["checkout_url"]).text


def test_split_collect_finds_a_transaction(clicpay: httpx.Client) -> None:
    reference = _collect(clicpay).json()["clicpay_reference"]
    url = f"/api/v2/wallets/{WALLETS['mpesa']}/split/collect"

    found = clicpay.post(url, params={"clicpay_reference": reference})

    assert found.status_code == 200
    assert found.json()["clicpay_reference"] == reference
    assert clicpay.post(url, json={"clicpay_reference": reference}).status_code == 200
    assert clicpay.post(url).json() == {
        "errors": {"clicpay_reference": ["Referência ClicPay inválida"]}
    }


def test_a_wallet_has_a_history_with_what_was_sent(
    clicpay: httpx.Client, control: httpx.Client
) -> None:
    notes = {"reference_description": "Venda 7", "internal_notes": "till 2/7"}
    first = _collect(clicpay, **notes).json()["clicpay_reference"]
    second = _collect(clicpay, amount=1.5).json()["clicpay_reference"]
    _collect(clicpay, "emola")
    control.post("/refuse", json={"id": first})
    url = f"/api/v2/wallets/{WALLETS['mpesa']}/transactions"

    history = clicpay.get(url, params={"per_page": 1}).json()

    assert set(history) == {"data", "links", "meta"}
    assert history["meta"]["total"] == 2
    (newest,) = history["data"]
    assert (newest["clicpay_reference"], newest["status"]) == (second, "pending")
    assert (newest["amount"], newest["completed_at"]) == (1.5, None)
    (oldest,) = clicpay.get(history["links"]["next"]).json()["data"]
    assert oldest == {
        "clicpay_reference": first,
        "status": "failed",
        "amount": 500,
        "msisdn": "841234567",
        **notes,
        "type": "c2b",
        "created_at": oldest["created_at"],
        "completed_at": oldest["completed_at"],
        "transaction_id": 1,
    }
    assert oldest["created_at"] <= oldest["completed_at"]
    assert clicpay.get("/api/v2/wallets/1/transactions").status_code == 403


def test_wallets_are_sorted_as_asked(
    fast_clicpay: httpx.Client, fast_control: httpx.Client
) -> None:
    reference = _collect(fast_clicpay, "emola").json()["clicpay_reference"]
    fast_control.post("/approve", json={"id": reference})

    def order(**query: str) -> list[int]:
        rows = fast_clicpay.get("/api/v2/me/wallets", params=query).json()["data"]
        return [row["id"] for row in rows]

    ids = sorted(WALLETS.values())
    assert order(sort_by="balance", sort_order="desc")[0] == WALLETS["emola"]
    assert order(sort_by="name") == [
        WALLETS[name] for name in ("mpesa", "netshop", "emola", "mkesh")
    ]
    assert order(sort_by="created_at", sort_order="desc") == ids[::-1]
    assert order(is_active="true", environment="sandbox") == ids
    assert order(is_active="false") == []


@pytest.mark.parametrize("name", ["waiting", "clicpay_reference", "session_id"])
def test_a_card_can_be_approved_from_the_control_address(
    clicpay: httpx.Client, control: httpx.Client, name: str
) -> None:
    url = f"/api/v2/wallets/{WALLETS['netshop']}/card-payment"
    opened = clicpay.post(url, json=CARD).json()
    (waiting,) = control.get("/waiting").json()
    assert (waiting["method"], waiting["reference"]) == ("netshop", opened["clicpay_reference"])

    approved = control.post("/approve", json={"id": {**opened, "waiting": waiting["id"]}[name]})

    assert approved.json()["outcome"] == "approved"
    assert _status(clicpay, opened["clicpay_reference"])["status"] == "successful"
    assert [line["amount"] for line in control.get("/ledger").json()] == ["1500.50"]


def test_a_card_session_expires_when_told_to(clicpay: httpx.Client, control: httpx.Client) -> None:
    url = f"/api/v2/wallets/{WALLETS['netshop']}/card-payment"
    opened = clicpay.post(url, json=CARD).json()
    mobile = _collect(clicpay).json()["clicpay_reference"]

    assert control.post("/expire", json={"id": opened["session_id"]}).status_code == 200
    assert control.post("/expire", json={"id": opened["session_id"]}).status_code == 404
    assert control.post("/expire", json={"id": mobile}).status_code == 409

    late = clicpay.post(f"{opened['checkout_url']}/pay", follow_redirects=True)
    assert "Sessão expirada" in late.text
    ended = _status(clicpay, opened["clicpay_reference"])
    assert (ended["status"], ended["message"]) == ("failed", "Sessão expirada")
    assert control.get("/ledger").json() == []


def test_a_card_session_nobody_pays_expires_by_itself(
    start: Callable[..., Any], eventually: Eventually
) -> None:
    clicpay = start("--speed", "20000").client("clicpay")
    url = f"/api/v2/wallets/{WALLETS['netshop']}/card-payment"
    reference = clicpay.post(url, json=CARD).json()["clicpay_reference"]

    assert eventually(lambda: _status(clicpay, reference)["status"] == "failed")
