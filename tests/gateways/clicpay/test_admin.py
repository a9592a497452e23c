"""ClicPay's back office: every documented request, and answers in every usual form."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from gateways.examples import CLICPAY, SECRET, answer

from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import MPESA
from pos_app.gateways.clicpay import admin
from pos_app.gateways.providers import provider_of
from pos_app.ports.gateway import (
    Done,
    End,
    Indeterminate,
    NotFound,
    NotPaid,
    RateLimited,
    Rejected,
    Request,
    StillWaiting,
)
from pos_app.ports.provider_admin import (
    Collected,
    KeyHolder,
    Page,
    Wallet,
    WalletQuery,
    Webhook,
    WebhookChange,
    WebhookEvent,
)

URL = "https://shop.mz/hook"
CHANGE = WebhookChange(URL, ["transaction.failed"], [17], [17])
CHANGED = {
    "url": URL,
    "events_enabled": ["transaction.failed"],
    "organization_ids": [17],
    "wallet_ids": [17],
}


def test_the_back_office_is_found_beside_the_gateway() -> None:
    load = provider_of(MPESA).admin
    assert load is not None
    assert load() is admin


@pytest.mark.parametrize(
    ("ask", "line", "body", "harmless"),
    [
        (
            lambda: admin.wallets(CLICPAY, WalletQuery()),
            "GET /api/v2/me/wallets?include=paymentMethod",
            None,
            True,
        ),
        (lambda: admin.webhooks(CLICPAY), "GET /api/v2/webhooks?per_page=100&page=1", None, True),
        (lambda: admin.create_webhook(CLICPAY, CHANGE), "POST /api/v2/webhooks", CHANGED, False),
        (lambda: admin.webhook(CLICPAY, "1"), "GET /api/v2/webhooks/1", None, True),
        (
            lambda: admin.update_webhook(CLICPAY, "1", WebhookChange(active=True)),
            "PUT /api/v2/webhooks/1",
            {"active": True},
            False,
        ),
        (lambda: admin.delete_webhook(CLICPAY, "1"), "DELETE /api/v2/webhooks/1", None, False),
        (
            lambda: admin.toggle_webhook(CLICPAY, "1"),
            "PATCH /api/v2/webhooks/1/toggle",
            None,
            False,
        ),
        (
            lambda: admin.renew_secret(CLICPAY, "1"),
            "POST /api/v2/webhooks/1/regenerate-secret",
            None,
            False,
        ),
        (lambda: admin.test_webhook(CLICPAY, "1"), "POST /api/v2/webhooks/1/test", None, False),
        (
            lambda: admin.events(CLICPAY, "1", failed=False),
            "GET /api/v2/webhooks/1/events?per_page=100&page=1",
            None,
            True,
        ),
        (
            lambda: admin.events(CLICPAY, "1", failed=True),
            "GET /api/v2/webhooks/1/failed-events?per_page=100&page=1",
            None,
            True,
        ),
        (lambda: admin.event(CLICPAY, "1", "2"), "GET /api/v2/webhooks/1/events/2", None, True),
        (
            lambda: admin.switch_event(CLICPAY, "1", "transaction.completed"),
            "PATCH /api/v2/webhooks/1/events/transaction.completed",
            {"event_type": "transaction.completed"},
            False,
        ),
        (
            lambda: admin.collect_split(CLICPAY, "144365", "CP123456789"),
            "POST /api/v2/wallets/144365/split/collect",
            {"clicpay_reference": "CP123456789"},
            False,
        ),
        (lambda: admin.user(CLICPAY), "GET /api/user", None, True),
        (lambda: admin.token(CLICPAY), "GET /api/me/token", None, True),
    ],
)
def test_every_request_is_the_documents(
    ask: Callable[[], Request], line: str, body: object, *, harmless: bool
) -> None:
    request = ask()
    assert request.line == line
    assert (json.loads(request.body) if request.body else None) == body
    written = {"Content-Type": "application/json"} if body is not None else {}
    assert request.headers == {
        "Authorization": f"Bearer {SECRET}",
        "Accept": "application/json",
        **written,
    }
    assert request.repeat_harmless is harmless
    assert SECRET not in request.line + request.body


@pytest.mark.parametrize(("part", "safe"), [("../me", "..%2Fme"), ("a?b#c", "a%3Fb%23c")])
def test_an_id_is_one_part_of_a_path(part: str, safe: str) -> None:
    assert admin.webhook(CLICPAY, part).path == f"/api/v2/webhooks/{safe}"
    assert admin.event(CLICPAY, "1", part).path == f"/api/v2/webhooks/1/events/{safe}"


@pytest.mark.parametrize("part", ["", ".", ".."])
def test_an_id_that_is_none_is_never_sent(part: str) -> None:
    with pytest.raises(ValueError, match="path"):
        admin.webhook(CLICPAY, part)


def test_an_event_that_the_document_does_not_know_is_never_switched() -> None:
    with pytest.raises(ValueError, match="consequatur"):
        admin.switch_event(CLICPAY, "1", "consequatur")


# --- wallets --------------------------------------------------------------------------------------

# The document's "Example response (200)".
WALLETS: dict[str, Any] = {
    "data": [
        {
            "id": 1,
            "name": "Minha Carteira",
            "balance": 1000,
            "payment_method": {"id": 1, "name": "eMola", "slug": "emola"},
        }
    ],
    "links": {"first": "...", "last": "...", "prev": None, "next": None},
    "meta": {
        "current_page": 1, "from": 1, "last_page": 3, "per_page": 20, "to": 1, "total": 41,
    },
}  # fmt: skip


def test_wallets_are_asked_for_by_the_documents_parameters() -> None:
    query = WalletQuery(
        method=1, active=True, environment="production", sort="created_at", descending=True,
        page=2, per_page=20,
    )  # fmt: skip
    assert admin.wallets(CLICPAY, query).path == (
        "/api/v2/me/wallets?payment_method_id=1&is_active=1&environment=production"
        "&include=paymentMethod&sort_by=created_at&sort_order=desc&per_page=20&page=2"
    )
    odd = admin.wallets(CLICPAY, WalletQuery(environment="a&b=c"))
    assert odd.path == "/api/v2/me/wallets?environment=a%26b%3Dc&include=paymentMethod"


def test_wallets_have_a_balance_and_a_way_to_pay() -> None:
    read = admin.parse_wallets(answer(200, WALLETS))
    wallet = Wallet("1", "Minha Carteira", Money(1000_00, Currency.MZN), "emola")
    assert read == Page([wallet], page=1, last_page=3, total=41)


def test_wallets_in_other_forms_are_read_too() -> None:
    bare = [{"id": "7", "balance": "12.345", "payment_method": "mpesa"}, {"name": "none"}, "x"]
    read = admin.parse_wallets(answer(200, bare))
    wallet = Wallet("7", "", None, "mpesa")
    assert read == Page([wallet], page=1, last_page=1, total=1)


# --- webhooks -------------------------------------------------------------------------------------

TOLD = {
    "id": 1,
    "url": URL,
    "active": True,
    "events_enabled": ["transaction.completed", "transaction.failed"],
    "secret": "whsec",
}
HOOK = Webhook("1", URL, active=True, events=admin.EVENT_TYPES, secret="whsec")


@pytest.mark.parametrize("body", [TOLD, {"data": TOLD}, {"webhook": TOLD, "message": "ok"}])
@pytest.mark.parametrize("status", [200, 201])
def test_one_webhook_is_read_in_every_usual_form(status: int, body: object) -> None:
    assert admin.parse_one_webhook(answer(status, body)) == HOOK


@pytest.mark.parametrize(
    "change",
    [
        {"id": "1"},
        {"active": None, "is_active": 1},
        {"active": "true"},
        {"events_enabled": {"transaction.completed": True, "transaction.failed": 1, "x": False}},
        {"events_enabled": None, "events": ["transaction.completed", "transaction.failed"]},
        {"secret": None, "signing_secret": "whsec"},
    ],
)
def test_a_webhooks_fields_may_be_called_otherwise(change: dict[str, Any]) -> None:
    told = {name: value for name, value in {**TOLD, **change}.items() if value is not None}
    assert admin.parse_one_webhook(answer(200, told)) == HOOK


def test_what_an_answer_leaves_out_is_empty_and_a_new_secret_is_told_once() -> None:
    empty = Webhook("", "", active=False, events=())
    assert admin.parse_one_webhook(answer(204)) == empty
    assert admin.parse_one_webhook(answer(200, {"message": "ok"})) == empty
    for body in ({"secret": "new"}, {"data": {"secret": "new"}}, {"data": {}, "secret": "new"}):
        read = admin.parse_one_webhook(answer(200, body))
        assert isinstance(read, Webhook)
        assert read.secret == "new"
        assert "new" not in repr(read)


@pytest.mark.parametrize(
    "body", [[TOLD], {"data": [TOLD]}, {"webhooks": [TOLD]}, {"data": {"data": [TOLD]}}]
)
def test_webhooks_are_listed_in_every_usual_form(body: object) -> None:
    assert admin.parse_webhooks(answer(200, body)) == Page([HOOK], 1, 1, 1)


def test_a_webhook_without_an_id_is_not_listed() -> None:
    read = admin.parse_webhooks(answer(200, [{"url": URL}, None, TOLD]))
    assert read == Page([HOOK], 1, 1, 1)


def test_a_long_list_says_how_many_pages_it_has() -> None:
    """The `meta` of the document's wallets."""
    body = {"data": [TOLD], "meta": {"current_page": 2, "last_page": "3", "total": 201}}
    assert admin.parse_webhooks(answer(200, body)) == Page([HOOK], 2, 3, 201)


# --- events ---------------------------------------------------------------------------------------

EVENT = {
    "id": 2,
    "event_type": "transaction.completed",
    "status": "Delivered",
    "created_at": "2026-11-20T10:00:00Z",
    "payload": {"data": {"clicpay_reference": "CP123456789"}},
}
READ = WebhookEvent(
    id="2",
    type="transaction.completed",
    status="delivered",
    reference="CP123456789",
    at="2026-11-20T10:00:00Z",
    raw=json.dumps(EVENT),
)


@pytest.mark.parametrize("body", [[EVENT], {"data": [EVENT]}, {"events": [EVENT]}])
def test_events_are_listed_in_every_usual_form(body: object) -> None:
    assert admin.parse_events(answer(200, body)) == Page([READ], 1, 1, 1)


@pytest.mark.parametrize("body", [EVENT, {"data": EVENT}, {"event": EVENT}])
def test_one_event_is_read_in_every_usual_form(body: object) -> None:
    assert admin.parse_event(answer(200, body)) == READ


def test_an_event_with_its_transaction_in_data_is_not_unwrapped() -> None:
    told = {"id": 2, "type": "transaction.failed", "data": {"id": 9, "clicpay_reference": "CP9"}}
    read = admin.parse_event(answer(200, told))
    assert isinstance(read, WebhookEvent)
    assert (read.id, read.type, read.reference) == ("2", "transaction.failed", "CP9")


# --- the rest -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_change_was_carried_out(status: int) -> None:
    assert admin.parse_done(answer(status)) == Done()


def test_a_split_that_is_not_known_is_refused_in_its_own_words() -> None:
    body = {"errors": {"clicpay_reference": ["Referência ClicPay inválida"]}}
    detail = "HTTP 400 clicpay_reference: Referência ClicPay inválida"
    assert admin.parse_collected(answer(400, body)) == Rejected(Reason.UNKNOWN_TO_PROVIDER, detail)


@pytest.mark.parametrize("wrapped", [True, False])
def test_the_user_and_the_key_are_told(*, wrapped: bool) -> None:
    user: dict[str, Any] = {"id": 1, "name": "Loja", "email": "a@b.mz"}
    token: dict[str, Any] = {"access_token": "t0", "name": "till", "expires_at": "2027-01-01"}
    if wrapped:
        user, token = {"data": user}, {"data": token}
    assert admin.parse_user(answer(200, user)) == KeyHolder("Loja")
    assert admin.parse_token(answer(200, token)) == KeyHolder("", "till", "2027-01-01")
    assert admin.parse_token(answer(200, {"token": "t1"})) == KeyHolder("")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("PENDING", StillWaiting()),
        ("successful", Done()),
        ("failed", NotPaid(End.DECLINED, Reason.OTHER, "Transação encontrada")),
    ],
)
def test_what_became_of_a_share_is_told(
    status: str, outcome: Done | StillWaiting | NotPaid
) -> None:
    """The document's "split/collect", "Response Fields"."""
    body = {"message": "Transação encontrada", "clicpay_reference": "CP123456789"}
    read = admin.parse_collected(answer(200, {**body, "status": status, "transaction_id": 124}))
    assert read == Collected("CP123456789", "124", outcome)
    assert isinstance(
        admin.parse_collected(answer(200, {**body, "status": "perhaps"})), Indeterminate
    )


@pytest.mark.parametrize(
    "read",
    [
        admin.parse_wallets,
        admin.parse_webhooks,
        admin.parse_one_webhook,
        admin.parse_done,
        admin.parse_collected,
        admin.parse_events,
        admin.parse_event,
        admin.parse_user,
        admin.parse_token,
    ],
)
def test_a_refusal_is_one_for_every_reader(read: Any) -> None:
    wrong = Rejected(Reason.WRONG_KEY, "HTTP 401 Unauthenticated.")
    assert read(answer(401, {"message": "Unauthenticated."})) == wrong
    assert read(answer(404, {"message": "Webhook não encontrado"})) == NotFound()
    assert isinstance(read(answer(404, "<html>")), Indeterminate)
    assert read(answer(429, retry_after="7")) == RateLimited(7.0)
    assert isinstance(read(answer(500, "<html>")), Indeterminate)
    assert isinstance(read(answer(200, "<html>")), Indeterminate)


# --- forms that nobody expects --------------------------------------------------------------------

LISTS = (admin.parse_wallets, admin.parse_webhooks, admin.parse_events)
ONES = (admin.parse_event, admin.parse_user, admin.parse_token)
ELSEWISE = Indeterminate(Reason.UNREADABLE_ANSWER, "another form than the one expected")


@pytest.mark.parametrize("read", LISTS)
@pytest.mark.parametrize("status", [201, 202, 204])
def test_a_list_under_another_status_is_none(read: Any, status: int) -> None:
    assert read(answer(status, {"data": [TOLD]})) == ELSEWISE


@pytest.mark.parametrize("read", LISTS)
@pytest.mark.parametrize("body", ["<html>", "", {}, {"data": None}, {"data": {"x": 1}}, "7"])
def test_what_is_no_list_is_not_an_empty_one(read: Any, body: object) -> None:
    assert read(answer(200, body)) == ELSEWISE


@pytest.mark.parametrize("read", ONES)
@pytest.mark.parametrize(
    ("status", "body"), [(201, TOLD), (202, TOLD), (204, TOLD), (200, [TOLD]), (200, "7")]
)
def test_one_thing_in_another_form_is_none(read: Any, status: int, body: object) -> None:
    assert read(answer(status, body)) == ELSEWISE


@pytest.mark.parametrize("body", ["<html>", "7", "[]", ""])
def test_a_webhook_that_cannot_be_read_is_none(body: str) -> None:
    assert admin.parse_one_webhook(answer(200, body)) == ELSEWISE
    assert isinstance(admin.parse_one_webhook(answer(303, TOLD)), Indeterminate)


@pytest.mark.parametrize(
    ("status", "body"), [(203, ""), (206, ""), (303, ""), (200, "<html>"), (204, "<html>")]
)
def test_a_change_that_nobody_confirms_may_not_have_been_carried_out(
    status: int, body: str
) -> None:
    assert isinstance(admin.parse_done(answer(status, body)), Indeterminate)


SHARE = {"message": "Transação", "clicpay_reference": "CP1", "transaction_id": 7}


@pytest.mark.parametrize("status", [200, 201, 202])
@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("successful", "SUCCESS", "completed"), Done()),
        (("pending", "PROCESSING", "initiated"), StillWaiting()),
        (("failed", "REJECTED", "cancelled", "canceled"),
         NotPaid(End.DECLINED, Reason.OTHER, "Transação")),
    ],
)  # fmt: skip
def test_a_share_is_told_of_in_every_word_of_a_charge(
    words: tuple[str, ...], outcome: Done | StillWaiting | NotPaid, status: int
) -> None:
    for word in words:
        read = admin.parse_collected(answer(status, {**SHARE, "status": word}))
        assert read == Collected("CP1", "7", outcome)


@pytest.mark.parametrize(
    ("status", "change"),
    [(204, {}), (400, {}), (409, {}), (500, {}), (200, {"clicpay_reference": None}),
     (200, {"clicpay_reference": "../x"}), (200, {"status": "perhaps"}), (200, {"status": None})],
)  # fmt: skip
def test_a_share_that_is_not_clear_is_not_collected(status: int, change: dict[str, Any]) -> None:
    read = admin.parse_collected(answer(status, {**SHARE, "status": "successful", **change}))
    assert isinstance(read, Indeterminate)


@pytest.mark.parametrize(
    ("told", "active"),
    [(True, True), (1, True), ("1", True), ("TRUE", True), ("active", True), (False, False),
     (0, False), ("0", False), ("no", False), (None, False), ([True], False)],
)  # fmt: skip
def test_a_webhook_is_on_where_it_says_so(told: object, *, active: bool) -> None:
    for name in ("active", "is_active"):
        hook = admin.parse_one_webhook(answer(200, {"id": 1, name: told}))
        assert isinstance(hook, Webhook)
        assert hook.active is active
    both = admin.parse_one_webhook(answer(200, {"id": 1, "active": told, "is_active": not active}))
    assert isinstance(both, Webhook)
    assert both.active is active


@pytest.mark.parametrize(
    "told",
    [{"secret": 7, "signing_secret": "whsec"}, {"secret": "", "signing_secret": "whsec"},
     {"secret": ["x"], "signing_secret": "whsec"}, {"secret": "whsec", "signing_secret": "x"}],
)  # fmt: skip
def test_a_secret_is_a_text_and_the_first_that_is_told(told: dict[str, Any]) -> None:
    hook = admin.parse_one_webhook(answer(200, told))
    assert isinstance(hook, Webhook)
    assert hook.secret == "whsec"


@pytest.mark.parametrize(
    ("method", "shown"),
    [({"slug": "emola", "name": "eMola"}, "emola"), ({"name": "eMola"}, "eMola"),
     ({"slug": None, "name": "eMola"}, "eMola"), ({}, ""), (None, ""), (7, "7")],
)  # fmt: skip
def test_a_wallets_way_to_pay_is_named_as_far_as_it_is_told(method: object, shown: str) -> None:
    read = admin.parse_wallets(answer(200, [{"id": 1, "payment_method": method}]))
    assert isinstance(read, Page)
    assert [wallet.method for wallet in read.rows] == [shown]


@pytest.mark.parametrize("told", [None, 7, "x", {"a": False}, [None, "", []]])
def test_a_webhook_without_types_that_can_be_read_has_none(told: object) -> None:
    hook = admin.parse_one_webhook(answer(200, {"id": "../x", "events_enabled": told}))
    assert isinstance(hook, Webhook)
    assert (hook.id, hook.events) == ("", ())


def test_the_first_name_of_a_user_that_is_told_is_shown() -> None:
    for told, shown in (
        ({"name": "Loja", "email": "a@b.mz", "id": 1}, "Loja"),
        ({"name": "", "email": "a@b.mz", "id": 1}, "a@b.mz"),
        ({"id": 1}, "1"),
        ({"x": 1}, ""),
    ):
        assert admin.parse_user(answer(200, {"user": told})) == KeyHolder(shown)


@pytest.mark.parametrize("name", ["event_type", "event", "type"])
@pytest.mark.parametrize("at", ["created_at", "sent_at", "timestamp"])
def test_an_events_kind_and_time_may_be_called_otherwise(name: str, at: str) -> None:
    told = {"id": 2, name: "transaction.failed", at: "2026-11-20"}
    read = admin.parse_event(answer(200, told))
    assert isinstance(read, WebhookEvent)
    assert (read.type, read.at) == ("transaction.failed", "2026-11-20")


def test_a_page_of_a_long_list_is_asked_for_by_its_number() -> None:
    assert admin.PER_PAGE == 100  # rows
    assert admin.webhooks(CLICPAY, 3).path == "/api/v2/webhooks?per_page=100&page=3"
    assert admin.events(CLICPAY, "1", 2).path == "/api/v2/webhooks/1/events?per_page=100&page=2"


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (None, (1, 1, 1)),
        ({"current_page": 4}, (4, 4, 1)),
        ({"last_page": 9, "total": 0}, (1, 9, 0)),
        ({"current_page": "x", "last_page": None, "total": "many"}, (1, 1, 1)),
    ],
)
def test_a_list_without_figures_is_one_page(meta: object, expected: tuple[int, int, int]) -> None:
    read = admin.parse_webhooks(answer(200, {"data": [TOLD], "meta": meta}))
    assert isinstance(read, Page)
    assert (read.page, read.last_page, read.total) == expected
