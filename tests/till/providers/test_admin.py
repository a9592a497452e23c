"""The manager's desk: what it asks of a provider, in which order, and what it makes of the answer.

The gateways are the real ones; what carries their requests is a script of answers.
"""

from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from gateways.examples import CLICPAY, PROXYPAY, VPOS, WIKIPAY, WIPAY, answer
from till.providers.test_rate_limit import play

from pos_app.domain.audit_notes import ProviderDeed
from pos_app.domain.errors import (
    BadInput,
    InputProblem,
    NotApproved,
    NotSetUp,
    ProviderRefused,
    RequestNotSent,
    ResponseLost,
    TooManyCalls,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.approval import Approval
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.providers import provider_of
from pos_app.ports.gateway import Account, Answer, Done, QueuedPayment, Request
from pos_app.ports.provider_admin import (
    KeyHolder,
    ListedReference,
    ReferenceList,
    WalletQuery,
    Webhook,
    WebhookChange,
    WebhookEvent,
)
from pos_app.till.providers.admin import MOST_PAGES, ProviderAdmin
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.health import Health

ACCOUNTS = {account.provider: account for account in (VPOS, PROXYPAY, WIKIPAY, CLICPAY, WIPAY)}
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
URL = "https://shop.example/hook"
HOOK = {"id": 7, "url": URL, "active": True, "events": ["transaction.failed"]}
THE_HOOK = Webhook("7", URL, active=True, events=("transaction.failed",))
YES = object.__new__(Approval)  # whose it is, is the till's matter


@dataclass
class Provider:
    """Answers each request by its first line, or with what is said to all; and a manager beside it,
    who says yes to everything, or no."""

    said: Mapping[str, Answer] = field(default_factory=dict)
    otherwise: Answer = field(default_factory=lambda: answer(204))
    allows: bool = True
    fails: Exception | None = None
    happened: list[str] = field(default_factory=list)
    sent: list[Request] = field(default_factory=list)
    allowed: list[tuple[str, ProviderDeed, str, Approval | None]] = field(default_factory=list)

    async def send(self, account: Account, request: Request) -> Answer:
        self.happened.append(f"{account.provider}: {request.line}")
        self.sent.append(request)
        if self.fails:
            raise self.fails
        return self.said.get(request.line, self.otherwise)

    async def allow(
        self, provider: str, deed: ProviderDeed, what: str, approval: Approval | None
    ) -> None:
        if not self.allows:
            raise NotApproved
        self.happened.append("written down")
        self.allowed.append((provider, deed, what, approval))


Call = Callable[[ProviderAdmin], Coroutine[Any, Any, Any]]


def ask(provider: Provider, call: Call, accounts: Mapping[str, Account] = ACCOUNTS) -> Any:
    """What comes of one call."""
    return play(_asked(provider, call, accounts))


async def _asked(provider: Provider, call: Call, accounts: Mapping[str, Account]) -> Any:
    return await call(a_desk(provider, a_line(provider, accounts)))


def a_line(provider: Provider, accounts: Mapping[str, Account] = ACCOUNTS) -> ProviderClient:
    return ProviderClient(accounts, provider, lambda: AT)


def a_desk(provider: Provider, line: ProviderClient) -> ProviderAdmin:
    return ProviderAdmin(METHODS, provider_of, line, provider.allow)


# --- what changes something -----------------------------------------------------------------------

D = ProviderDeed
HOOKS = "/api/v2/webhooks"
CHANGES: list[tuple[Call, str, ProviderDeed, str, str]] = [
    # the call, and as what it is written down and sent
    (
        lambda desk: desk.create_webhook("clicpay", WebhookChange(url=URL), YES),
        "clicpay", D.CREATE_WEBHOOK, URL, f"POST {HOOKS}",
    ),
    (
        lambda desk: desk.create_webhook("clicpay", WebhookChange(), YES),
        "clicpay", D.CREATE_WEBHOOK, "", f"POST {HOOKS}",
    ),
    (
        lambda desk: desk.update_webhook("clicpay", "7", WebhookChange(url=URL), YES),
        "clicpay", D.UPDATE_WEBHOOK, f"7 {URL}", f"PUT {HOOKS}/7",
    ),
    (
        lambda desk: desk.update_webhook("clicpay", "7", WebhookChange(active=False), YES),
        "clicpay", D.UPDATE_WEBHOOK, "7", f"PUT {HOOKS}/7",
    ),
    (
        lambda desk: desk.toggle_webhook("clicpay", "7", YES),
        "clicpay", D.TOGGLE_WEBHOOK, "7", f"PATCH {HOOKS}/7/toggle",
    ),
    (
        lambda desk: desk.renew_secret("clicpay", "7", YES),
        "clicpay", D.RENEW_SECRET, "7", f"POST {HOOKS}/7/regenerate-secret",
    ),
    (
        lambda desk: desk.delete_webhook("clicpay", "7", YES),
        "clicpay", D.DELETE_WEBHOOK, "7", f"DELETE {HOOKS}/7",
    ),
    (
        lambda desk: desk.switch_event("clicpay", "7", "transaction.failed", YES),
        "clicpay", D.SWITCH_EVENT, "7 transaction.failed",
        f"PATCH {HOOKS}/7/events/transaction.failed",
    ),
    (
        lambda desk: desk.collect_split("clicpay", "144365", "CP7", YES),
        "clicpay", D.COLLECT_SPLIT, "144365 CP7", "POST /api/v2/wallets/144365/split/collect",
    ),
    (
        lambda desk: desk.put_reference("proxypay", "741820581", fields={}, approval=YES),
        "proxypay", D.PUT_REFERENCE, "741820581", "PUT /references/741820581",
    ),
    (
        lambda desk: desk.put_reference(
            "proxypay", "741820581", amount="1500", fields={}, approval=YES
        ),
        "proxypay", D.PUT_REFERENCE, f"741820581 {Money(1_500_00, Currency.AOA)}",
        "PUT /references/741820581",
    ),
    (
        lambda desk: desk.delete_reference("proxypay", "741820581", YES),
        "proxypay", D.DELETE_REFERENCE, "741820581", "DELETE /references/741820581",
    ),
]  # fmt: skip
EVERY_CHANGE = pytest.mark.parametrize(("call", "provider", "deed", "what", "line"), CHANGES)


@EVERY_CHANGE
def test_what_is_changed_is_written_down_as_what_it_is_and_then_asked(
    call: Call, provider: str, deed: ProviderDeed, what: str, line: str
) -> None:
    there = Provider(otherwise=answer(200, {"data": HOOK}))
    with suppress(ResponseLost, ProviderRefused):  # what it says to it is another test's matter
        ask(there, call)
    assert there.allowed == [(provider, deed, what, YES)]
    assert there.happened[:2] == ["written down", f"{provider}: {line}"]


@EVERY_CHANGE
def test_what_nobody_allows_is_not_asked(
    call: Call, provider: str, deed: ProviderDeed, what: str, line: str
) -> None:
    del provider, deed, what, line
    there = Provider(allows=False)
    with pytest.raises(NotApproved):
        ask(there, call)
    assert there.happened == []


@EVERY_CHANGE
def test_what_cannot_be_asked_at_all_is_not_written_down(
    call: Call, provider: str, deed: ProviderDeed, what: str, line: str
) -> None:
    del deed, what, line
    there = Provider()
    nobodys = {name: one for name, one in ACCOUNTS.items() if name != provider}
    keyless = {**ACCOUNTS, provider: replace(ACCOUNTS[provider], secret="")}
    for accounts in (nobodys, keyless):
        with pytest.raises(NotSetUp):
            ask(there, call, accounts)
    assert there.happened == []


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda desk: desk.switch_event("clicpay", "7", "transaction.refused", YES), ValueError),
        (lambda desk: desk.delete_webhook("clicpay", "..", YES), ValueError),
        (lambda desk: desk.put_reference("proxypay", "12a", fields={}, approval=YES), BadInput),
        (lambda desk: desk.delete_reference("proxypay", "12a", YES), BadInput),
        (
            lambda desk: desk.put_reference(
                "proxypay", "1", amount="100000000", fields={}, approval=YES
            ),
            BadInput,  # more than a reference may be of
        ),
        (
            lambda desk: desk.put_reference("proxypay", "1", amount="-1", fields={}, approval=YES),
            BadInput,
        ),
    ],
)
def test_what_can_be_no_number_nor_amount_is_not_written_down(
    call: Call, error: type[Exception]
) -> None:
    there = Provider()
    with pytest.raises(error):
        ask(there, call)
    assert there.happened == []


def test_what_a_change_came_to_is_told() -> None:
    there = Provider(otherwise=answer(200, {"data": HOOK, "secret": "whsec_1"}))
    calls: list[Call] = [
        lambda desk: desk.create_webhook("clicpay", WebhookChange(url=URL), YES),
        lambda desk: desk.renew_secret("clicpay", "7", YES),
        lambda desk: desk.switch_event("clicpay", "7", "transaction.failed", YES),
    ]
    for call in calls:
        assert ask(there, call) == replace(THE_HOOK, secret="whsec_1")
    assert len(there.sent) == 3
    assert '"url":' in there.sent[0].body.replace(" ", "")
    assert ask(Provider(), lambda desk: desk.delete_webhook("clicpay", "7", YES)) is None


def test_an_event_that_was_switched_without_a_word_is_looked_at() -> None:
    there = Provider({f"GET {HOOKS}/7": answer(200, HOOK)})
    told = ask(there, lambda desk: desk.switch_event("clicpay", "7", "transaction.failed", YES))
    assert told == THE_HOOK
    assert [one.method for one in there.sent] == ["PATCH", "GET"]


def test_a_share_that_is_collected_is_told_with_its_number() -> None:
    told = {"status": "successful", "clicpay_reference": "CP7", "transaction_id": "T1"}
    there = Provider(otherwise=answer(200, told))
    came = ask(there, lambda desk: desk.collect_split("clicpay", "144365", "CP7", YES))
    assert (came.reference, came.transaction, came.outcome) == ("CP7", "T1", Done())
    assert "CP7" in there.sent[0].body


# --- references of no sale ------------------------------------------------------------------------


def test_a_reference_without_a_number_is_given_one_and_made_payable() -> None:
    there = Provider({"POST /reference_ids": answer(200, 475545250)})
    until = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)
    number = ask(
        there,
        lambda desk: desk.put_reference(
            "proxypay", "", amount="25", until=until, fields={"rent": "May"}, approval=YES
        ),
    )
    assert number == "475545250"
    assert there.happened == [
        "written down",
        "proxypay: POST /reference_ids",
        "proxypay: PUT /references/475545250",
    ]
    assert there.allowed[0][2] == str(Money(25_00, Currency.AOA))
    body = there.sent[-1].body.replace(" ", "")
    assert body == ('{"amount":"25.00","end_datetime":"2026-12-31","custom_fields":{"rent":"May"}}')


def test_a_reference_of_any_amount_and_for_ever_says_neither() -> None:
    there = Provider()
    put: Call = lambda desk: desk.put_reference(  # noqa: E731 - a call like the others
        "proxypay", "741820581", fields={}, approval=YES
    )
    assert ask(there, put) == "741820581"
    assert there.sent[-1].body.replace(" ", "") == '{"custom_fields":{}}'
    assert len(there.sent) == 1


# --- what is only looked at -----------------------------------------------------------------------


def test_what_is_looked_at_is_told_as_the_provider_tells_it() -> None:
    there = Provider(
        {
            f"GET {HOOKS}/7": answer(200, HOOK),
            f"GET {HOOKS}/7/events/9": answer(
                200, {"id": 9, "type": "transaction.failed", "status": "failed"}
            ),
            "GET /v1/reference?offset=40&limit=20": answer(
                200,
                {"references": [{"id": "R1", "number": "741820581"}], "meta": {"total_count": 41}},
            ),
            "GET /v1/reference/R1": answer(
                200, {"reference": {"id": "R1", "number": "741820581", "amount": "25.00"}}
            ),
            "GET /v1/payment/P1": answer(
                200,
                {"payments": [{"id": "P1", "reference_number": "741820581", "amount": "25.00"}]},
            ),
            "POST /payments": answer(
                200, {"id": 26356, "reference_id": 741820581, "amount": "25.00"}
            ),
        }
    )
    hook = ask(there, lambda desk: desk.webhook("clicpay", "7"))
    assert hook == THE_HOOK
    event = ask(there, lambda desk: desk.event("clicpay", "7", "9"))
    assert isinstance(event, WebhookEvent)
    assert (event.id, event.status) == ("9", "failed")
    row = ListedReference("R1", "741820581", "", None, "", "")
    rows = ask(there, lambda desk: desk.references("wikipay", 40, 20))
    assert rows == ReferenceList([row], 41)
    one = ask(there, lambda desk: desk.reference("wikipay", "R1"))
    assert one == replace(row, amount=Money(25_00, Currency.AOA))
    paid = ask(there, lambda desk: desk.payment("wikipay", "P1"))
    assert isinstance(paid, QueuedPayment)
    assert (paid.id, paid.reference) == ("P1", "741820581")
    sandbox = {"proxypay": replace(PROXYPAY, base_url="https://api.sandbox.proxypay.co.ao")}
    made = ask(there, lambda desk: desk.mock_payment("proxypay", "741820581", "25"), sandbox)
    assert (made.id, made.amount) == ("26356", Money(25_00, Currency.AOA))
    assert '"25.00"' in there.sent[-1].body
    assert ask(there, lambda desk: desk.test_webhook("clicpay", "7")) is None
    assert there.sent[-1].line == f"POST {HOOKS}/7/test"
    assert there.allowed == []  # nothing of the shop was changed


def test_money_is_made_up_where_none_is_real() -> None:
    there = Provider()
    with pytest.raises(BadInput) as refused:
        ask(there, lambda desk: desk.mock_payment("proxypay", "741820581", "25"))
    assert refused.value.complaint is InputProblem.MONEY_IS_REAL
    assert there.happened == []


def pages(last: int, path: str, extra: str = "") -> Mapping[str, Answer]:
    return {
        f"GET {path}?{extra}{'&' if extra else ''}page={number}": answer(
            200,
            {
                "data": [{"id": number, "url": URL, "type": "x"}],
                "meta": {"current_page": number, "last_page": last, "total": last},
            },
        )
        for number in range(1, last + 1)
    }


LISTS: list[tuple[Call, str, str]] = [
    (lambda desk: desk.webhooks("clicpay"), HOOKS, "per_page=100"),
    (
        lambda desk: desk.events("clicpay", "7", failed=False),
        f"{HOOKS}/7/events",
        "per_page=100",
    ),
    (
        lambda desk: desk.events("clicpay", "7", failed=True),
        f"{HOOKS}/7/failed-events",
        "per_page=100",
    ),
    (
        lambda desk: desk.every_wallet("clicpay"),
        "/api/v2/me/wallets",
        "include=paymentMethod",
    ),
]


@pytest.mark.parametrize(("call", "path", "extra"), LISTS)
@pytest.mark.parametrize(("last", "asked"), [(1, 1), (3, 3), (20, 20), (21, 20), (500, 20)])
def test_a_list_is_read_page_by_page_to_its_end_or_for_twenty_pages(
    call: Call, path: str, extra: str, last: int, asked: int
) -> None:
    """A provider that names ever another page keeps nobody for ever."""
    there = Provider(pages(min(last, 30), path, extra))
    there.said = {
        line: answer(200, one.text.replace(f'"last_page": {min(last, 30)}', f'"last_page": {last}'))
        for line, one in there.said.items()
    }
    rows = ask(there, call)
    assert [row.id for row in rows] == [str(number) for number in range(1, asked + 1)]
    assert len(there.sent) == asked
    assert MOST_PAGES == 20


def test_a_query_of_wallets_is_one_page_of_them() -> None:
    query = WalletQuery(sort="id", descending=True, page=2, per_page=5)
    there = Provider(
        otherwise=answer(
            200, {"data": [{"id": 1}], "meta": {"current_page": 2, "last_page": 9, "total": 41}}
        )
    )
    page = ask(there, lambda desk: desk.wallets("clicpay", query))
    assert (page.page, page.last_page, page.total) == (2, 9, 41)
    (asked,) = there.sent
    assert all(part in asked.path for part in ("sort_by=id", "sort_order=desc", "page=2"))


# --- what a provider says that is no answer -------------------------------------------------------

LOOK: Call = lambda desk: desk.reference("wikipay", "R1")  # noqa: E731 - a call like the others


@pytest.mark.parametrize(
    ("said", "reason", "health"),
    [
        (answer(401, {"message": "bad key"}), Reason.WRONG_KEY, Health.LOCKED_OUT),
        (answer(429, {"message": "slower"}), Reason.TOO_MANY_REQUESTS, Health.TROUBLED),
        (answer(404, {"message": "no such"}), Reason.UNKNOWN_TO_PROVIDER, Health.REACHED),
    ],
)
@pytest.mark.usefixtures("virtual_time")
async def test_a_no_is_told_with_its_reason_and_what_it_says_of_the_provider(
    said: Answer, reason: Reason, health: Health
) -> None:
    there = Provider(otherwise=said)
    line = a_line(there)
    with pytest.raises(ProviderRefused) as refused:
        await LOOK(a_desk(there, line))
    found = line.health("wikipay")
    assert (refused.value.reason, found) == (reason, health)
    if reason is Reason.WRONG_KEY:
        assert "bad key" in refused.value.detail


@pytest.mark.parametrize("said", [answer(500, "oops"), answer(200, "<html>"), answer(200, {})])
def test_an_answer_that_nobody_can_read_is_none(said: Answer) -> None:
    with pytest.raises(ResponseLost) as lost:
        ask(Provider(otherwise=said), LOOK)
    assert str(lost.value)


@pytest.mark.parametrize("error", [RequestNotSent("no route"), ResponseLost("gone")])
def test_what_never_left_or_was_never_answered_is_told_as_that(error: Exception) -> None:
    with pytest.raises(type(error)):
        ask(Provider(fails=error), LOOK)


@pytest.mark.parametrize(
    ("call", "complaint", "named"),
    [
        (lambda desk: desk.webhooks("vpos"), InputProblem.NOT_OFFERED, "vPOS"),
        (lambda desk: desk.toggle_webhook("wipay", "7", YES), InputProblem.NOT_OFFERED, "WiPay"),
        (lambda desk: desk.references("proxypay", 0, 5), InputProblem.NOT_OFFERED, "ProxyPay"),
        (lambda desk: desk.reference("proxypay", "1"), InputProblem.NOT_OFFERED, "ProxyPay"),
        (lambda desk: desk.payment("vpos", "1"), InputProblem.NOT_OFFERED, "vPOS"),
        (lambda desk: desk.mock_payment("wikipay", "1", "1"), InputProblem.NOT_OFFERED, "Wikipay"),
        (
            lambda desk: desk.put_reference("wikipay", "1", fields={}, approval=YES),
            InputProblem.NOT_OFFERED,
            "Wikipay",
        ),
        (lambda desk: desk.delete_reference("vpos", "1", YES), InputProblem.NOT_OFFERED, "vPOS"),
        (lambda desk: desk.try_account("pigeon"), InputProblem.METHOD_UNKNOWN, "pigeon"),
        (lambda desk: desk.webhooks("pigeon"), InputProblem.METHOD_UNKNOWN, "pigeon"),
    ],
)
def test_what_a_provider_does_not_offer_is_not_asked_of_it(
    call: Call, complaint: InputProblem, named: str
) -> None:
    there = Provider()
    with pytest.raises(BadInput) as refused:
        ask(there, call)
    assert (refused.value.complaint, refused.value.value) == (complaint, named)
    assert there.happened == []


# --- whether an account works ---------------------------------------------------------------------

FULL_PAGE = [{"id": number, "reference_id": 475545250, "amount": "1.00"} for number in range(100)]
GOOD: Mapping[str, Mapping[str, Answer]] = {
    "vpos": {},
    "proxypay": {
        "GET /payments?n=1": answer(200, []),
        "GET /payments?n=100": answer(200, []),
        "DELETE /payments/0": answer(404, {"message": "no such payment"}),
    },
    "wikipay": {
        "GET /v1/reference?limit=1": answer(200, {"references": []}),
        "GET /v1/payment?limit=100": answer(200, {"payments": []}),
        "DELETE /v1/payment/0": answer(404, {"message": "no such payment"}),
    },
    "clicpay": {
        "GET /api/user": answer(200, {"name": "Loja"}),
        "GET /api/me/token": answer(200, {"name": "till", "expires_at": "2027-01-01"}),
    },
}
NOBODYS = answer(404, '"Not Found"')  # as vPOS says it of a transaction that there is not


def tried(provider: str, **said: Answer) -> tuple[Any, Provider]:
    """By the first word of a request: what it is answered instead."""
    answers = {
        line: next((one for verb, one in said.items() if line.startswith(verb)), usual)
        for line, usual in GOOD[provider].items()
    }
    there = Provider(answers, otherwise=NOBODYS)
    return ask(there, lambda desk: desk.try_account(provider)), there


@pytest.mark.parametrize(
    ("provider", "holder", "asked"),
    [
        ("vpos", KeyHolder(""), 1),
        ("proxypay", KeyHolder(""), 3),
        ("wikipay", KeyHolder(""), 3),
        ("clicpay", KeyHolder("Loja", "till", "2027-01-01"), 3),
    ],
)
def test_an_account_that_works_is_tried_without_a_charge(
    provider: str, holder: KeyHolder, asked: int
) -> None:
    """Where payments come in a queue all of it is read, and a payment that there is not is
    acknowledged: what cannot let go would hide whoever pays next."""
    came, there = tried(provider)
    assert came == holder
    assert len(there.sent) == asked
    assert all(line in {one.line for one in there.sent} for line in GOOD[provider])
    assert there.allowed == []


@pytest.mark.parametrize("provider", ["proxypay", "wikipay"])
@pytest.mark.parametrize(
    ("acknowledged", "reason"),
    [
        (answer(500, "oops"), Reason.ACKS_REFUSED),
        (answer(403, {"message": "read only"}), Reason.ACKS_REFUSED),
        (answer(204), None),
        (answer(400, [{"param": "id", "message": "no id"}]), None),  # it was understood
        (answer(429, {"message": "slower"}), None),
    ],
)
def test_a_key_that_may_not_let_go_of_payments_is_none(
    provider: str, acknowledged: Answer, reason: Reason | None
) -> None:
    if provider == "wikipay" and acknowledged.status == 400:
        acknowledged = answer(400, {"message": "no id"})
    if reason is None:
        assert tried(provider, DELETE=acknowledged)[0] == KeyHolder("")
        return
    with pytest.raises(ProviderRefused) as refused:
        tried(provider, DELETE=acknowledged)
    assert refused.value.reason == reason
    assert refused.value.detail


def test_a_queue_that_cannot_be_seen_to_its_end_is_told() -> None:
    full = {"GET /payments?n=100": answer(200, FULL_PAGE)}
    there = Provider({**GOOD["proxypay"], **full})
    with pytest.raises(ProviderRefused) as refused:
        ask(there, lambda desk: desk.try_account("proxypay"))
    assert refused.value.reason == Reason.QUEUE_FULL
    # Behind this one the till can look.
    aside = {
        "GET /v1/payment?limit=100": answer(
            200, {"payments": [{"id": f"P{number}"} for number in range(100)]}
        )
    }
    looked_behind = Provider({**GOOD["wikipay"], **aside})
    assert ask(looked_behind, lambda desk: desk.try_account("wikipay")) == KeyHolder("")


@pytest.mark.parametrize("provider", GOOD)
def test_a_bad_key_is_told_before_anything_else_is_asked(provider: str) -> None:
    said: object = '"Unauthorized"' if provider == "vpos" else {"message": "bad key"}
    there = Provider(otherwise=answer(401, said))
    with pytest.raises(ProviderRefused) as refused:
        ask(there, lambda desk: desk.try_account(provider))
    assert refused.value.reason == Reason.WRONG_KEY
    assert len(there.sent) == 1


@pytest.mark.usefixtures("virtual_time")
async def test_trying_counts_as_a_call_where_calls_are_counted() -> None:
    missing = {"status": "error", "msg": "Missing parameter: voucher"}
    there = Provider(otherwise=answer(200, missing))
    desk = a_desk(there, a_line(there))
    for _ in range(5):
        with suppress(ResponseLost):
            await desk.try_account("wipay")
    with pytest.raises(TooManyCalls):
        await desk.try_account("wipay")
    assert len(there.sent) == 5
