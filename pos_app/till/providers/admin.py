"""Provider admin: tests an account, and manages its wallets, webhooks and own references.
It charges nobody.

A change at the provider takes a manager's approval, and the journal notes it before the request
leaves: a webhook that somebody redirected would tell a stranger of every sale.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from pos_app.domain.audit_notes import ProviderDeed
from pos_app.domain.errors import BadInput, Field, InputProblem, ProviderRefused, ResponseLost
from pos_app.domain.method import Method
from pos_app.domain.money import parse_amount
from pos_app.domain.people.approval import Approval
from pos_app.domain.reasons import Reason
from pos_app.domain.reconciliation.statement import StatementLine
from pos_app.ports.gateway import (
    Account,
    Answer,
    Indeterminate,
    NotFound,
    QueuedPayment,
    RateLimited,
    Rejected,
    Request,
    SupportsPaymentQueue,
    Trouble,
)
from pos_app.ports.provider import Provider
from pos_app.ports.provider_admin import (
    Collected,
    KeyHolder,
    ListedReference,
    Page,
    ProviderAdminApi,
    ReferenceList,
    Wallet,
    WalletQuery,
    Webhook,
    WebhookChange,
    WebhookEvent,
)
from pos_app.ports.statement_lists import ListPage, ListsStatement, UnreadRow
from pos_app.till.providers.client import ProviderClient

T = TypeVar("T")

Build = Callable[[Account, int], Request]
Allow = Callable[[str, ProviderDeed, str, Approval | None], Awaitable[None]]

_NO_PAYMENT = "0"  # the id of no payment

MOST_PAGES = 20  # of a list, requested one after the other
MOST_LIST_PAGES = 500  # of a month's movements


class ProviderAdmin:
    """A provider's account, wallets, webhooks and references.

    Every call raises BadInput for a provider without an admin API, NotSetUp, RequestNotSent,
    ResponseLost, and ProviderRefused with its reason; one that changes something also NotApproved
    and JournalUnavailable, and then no request was sent.
    """

    def __init__(
        self,
        methods: Mapping[str, Method],
        providers: Callable[[Method], Provider],
        client: ProviderClient,
        allow: Allow,
    ) -> None:
        """`allow` notes the change in the journal, if a manager has approved it."""
        self._methods = methods
        self._providers = providers
        self._client = client
        self._allow = allow

    async def try_account(self, provider: str) -> KeyHolder:
        """Sends a request that moves no money and that only a good key gets answered; returns whose
        key it is, where the provider tells. A queue that the office collects is left alone.

        Raises TooManyCalls besides.
        """
        method = self._method(provider)
        able = self._providers(method)
        self._client.take_call(method)
        await self._ask(method, able.check.check, able.check.parse_check)
        if able.queue is not None and self._client.collector(method) is None:
            await self._try_queue(method, able.queue)
        if able.admin is None:
            return KeyHolder("")
        admin = able.admin()
        user = await self._ask(method, admin.user, admin.parse_user)
        token = await self._ask(method, admin.token, admin.parse_token)
        return KeyHolder(user.name, token.key, token.expires)

    async def _try_queue(self, method: Method, gateway: SupportsPaymentQueue) -> None:
        """Checks that a payment queue works, which a good key alone does not prove: the whole queue
        has to be visible, and the provider has to take acknowledgements. So this acknowledges a
        payment that does not exist; any answer to that, the gateway understands."""
        account = self._client.account_of(method)
        page = await self._ask(
            method, lambda _: gateway.queue(account, 0), partial(gateway.parse_queue, account)
        )
        answer = await self._client.send(account, gateway.acknowledge(account, _NO_PAYMENT))
        meaning = gateway.parse_acknowledge(answer)
        self._client.record_health(method.provider, meaning)
        match meaning:
            case Indeterminate(detail=detail) | Rejected(Reason.NOT_AUTHORIZED, detail):
                raise ProviderRefused(Reason.ACKS_REFUSED, detail)
        if not page.whole and not method.queue_reserves:
            raise ProviderRefused(Reason.QUEUE_FULL)

    async def every_wallet(self, provider: str) -> Sequence[Wallet]:
        admin, method = self._admin(provider)
        return await self._every(
            method,
            lambda account, page: admin.wallets(account, WalletQuery(page=page)),
            admin.parse_wallets,
        )

    async def wallets(self, provider: str, query: WalletQuery) -> Page[Wallet]:
        admin, method = self._admin(provider)
        return await self._ask(
            method, lambda account: admin.wallets(account, query), admin.parse_wallets
        )

    async def webhooks(self, provider: str) -> Sequence[Webhook]:
        admin, method = self._admin(provider)
        return await self._every(method, admin.webhooks, admin.parse_webhooks)

    async def webhook(self, provider: str, webhook: str) -> Webhook:
        return await self._one(provider, lambda admin, account: admin.webhook(account, webhook))

    async def create_webhook(
        self, provider: str, change: WebhookChange, approval: Approval | None
    ) -> Webhook:
        return await self._change_webhook(
            provider,
            (ProviderDeed.CREATE_WEBHOOK, change.url or ""),
            approval,
            lambda admin, account: admin.create_webhook(account, change),
        )

    async def update_webhook(
        self, provider: str, webhook: str, change: WebhookChange, approval: Approval | None
    ) -> Webhook:
        what = " ".join(part for part in (webhook, change.url) if part)
        return await self._change_webhook(
            provider,
            (ProviderDeed.UPDATE_WEBHOOK, what),
            approval,
            lambda admin, account: admin.update_webhook(account, webhook, change),
        )

    async def toggle_webhook(
        self, provider: str, webhook: str, approval: Approval | None
    ) -> Webhook:
        return await self._change_webhook(
            provider,
            (ProviderDeed.TOGGLE_WEBHOOK, webhook),
            approval,
            lambda admin, account: admin.toggle_webhook(account, webhook),
        )

    async def renew_secret(self, provider: str, webhook: str, approval: Approval | None) -> Webhook:
        """Returns the webhook with its new secret, which the provider tells only now."""
        return await self._change_webhook(
            provider,
            (ProviderDeed.RENEW_SECRET, webhook),
            approval,
            lambda admin, account: admin.renew_secret(account, webhook),
        )

    async def delete_webhook(self, provider: str, webhook: str, approval: Approval | None) -> None:
        admin, method = self._admin(provider)
        await self._change(
            method,
            (ProviderDeed.DELETE_WEBHOOK, webhook),
            approval,
            lambda account: admin.delete_webhook(account, webhook),
            admin.parse_done,
        )

    async def test_webhook(self, provider: str, webhook: str) -> None:
        admin, method = self._admin(provider)
        await self._ask(
            method, lambda account: admin.test_webhook(account, webhook), admin.parse_done
        )

    async def switch_event(
        self, provider: str, webhook: str, event_type: str, approval: Approval | None
    ) -> Webhook:
        """Switches one event and returns the webhook with its events. If the answer does not list
        them, asks for them."""
        changed = await self._change_webhook(
            provider,
            (ProviderDeed.SWITCH_EVENT, f"{webhook} {event_type}"),
            approval,
            lambda admin, account: admin.switch_event(account, webhook, event_type),
        )
        return changed if changed.id else await self.webhook(provider, webhook)

    async def events(self, provider: str, webhook: str, *, failed: bool) -> Sequence[WebhookEvent]:
        admin, method = self._admin(provider)
        return await self._every(
            method,
            lambda account, page: admin.events(account, webhook, page, failed=failed),
            admin.parse_events,
        )

    async def event(self, provider: str, webhook: str, event: str) -> WebhookEvent:
        admin, method = self._admin(provider)
        return await self._ask(
            method, lambda account: admin.event(account, webhook, event), admin.parse_event
        )

    async def collect_split(
        self, provider: str, wallet: str, reference: str, approval: Approval | None
    ) -> Collected:
        admin, method = self._admin(provider)
        return await self._change(
            method,
            (ProviderDeed.COLLECT_SPLIT, f"{wallet} {reference}"),
            approval,
            lambda account: admin.collect_split(account, wallet, reference),
            admin.parse_collected,
        )

    async def references(self, provider: str, offset: int, limit: int) -> ReferenceList:
        """Returns the references that this account has made, newest first."""
        method = self._method(provider)
        lists = _offered(method, self._providers(method).reference_list)
        return await self._ask(
            method,
            lambda account: lists.list_references(account, offset, limit),
            lists.parse_references,
        )

    async def payment(self, provider: str, payment: str) -> QueuedPayment:
        method = self._method(provider)
        shows = _offered(method, self._providers(method).payment)
        return await self._ask(
            method, lambda account: shows.payment(account, payment), shows.parse_payment
        )

    async def mock_payment(self, provider: str, reference: str, amount: str) -> QueuedPayment:
        """Makes up a payment at a provider's sandbox. Raises BadInput where money is real."""
        method = self._method(provider)
        mocks = _offered(method, self._providers(method).mock)
        money = parse_amount(amount, method.currency)
        return await self._ask(
            method,
            lambda account: mocks.mock_payment(account, reference, money),
            mocks.parse_mock_payment,
        )

    async def put_reference(
        self,
        provider: str,
        reference: str,
        *,
        amount: str = "",
        until: datetime | None = None,
        fields: Mapping[str, str],
        approval: Approval | None,
    ) -> str:
        """Makes a reference that belongs to no sale: without an amount, any can be paid; without an
        end, for ever. Without a number it gets a new one. Its payments are unmatched here: the till
        shows them, and leaves them in the queue."""
        method = self._method(provider)
        makes = _offered(method, self._providers(method).reference_maker)
        money = parse_amount(amount, method.currency) if amount else None
        if money is not None:
            method.check_amount(money)

        def put(account: Account, number: str) -> Request:
            return makes.put_reference(account, number, amount=money, end=until, fields=fields)

        if reference:
            put(self._client.account_of(method), reference)  # raises before anything is noted
        what = " ".join(part for part in (reference, str(money or "")) if part)
        await self._allow(provider, ProviderDeed.PUT_REFERENCE, what, approval)
        if not reference:
            given = await self._ask(method, makes.new_reference, makes.parse_new)
            reference = given.reference
        await self._ask(method, lambda account: put(account, reference), makes.parse_put)
        return reference

    async def delete_reference(
        self, provider: str, reference: str, approval: Approval | None
    ) -> None:
        method = self._method(provider)
        makes = _offered(method, self._providers(method).reference_maker)
        await self._change(
            method,
            (ProviderDeed.DELETE_REFERENCE, reference),
            approval,
            lambda account: makes.delete_reference(account, reference),
            makes.parse_cancel,
        )

    async def reference(self, provider: str, reference: str) -> ListedReference:
        """Returns one reference, by the provider's own id of it."""
        method = self._method(provider)
        lists = _offered(method, self._providers(method).reference_list)
        return await self._ask(
            method, lambda account: lists.one_reference(account, reference), lists.parse_reference
        )

    def lists_statement(self, source: str) -> bool:
        """Returns whether the provider of a source lists its movements."""
        method = self._method(source.partition(".")[0])
        return self._providers(method).statement is not None

    async def statement_lines(self, source: str, since: date) -> ListPage:
        """Returns all that the provider's own lists have, from this day on; of one wallet, where
        `source` is a method of several."""
        provider, _, wallet = source.partition(".")
        method = self._method(provider)
        lists = _offered(method, self._providers(method).statement)
        account = self._client.account_of(method)
        lines, unread = list[StatementLine](), list[UnreadRow]()
        for name in lists.statement_lists(account, wallet):
            for number in range(1, MOST_LIST_PAGES + 1):
                page = await self._ask(
                    method,
                    partial(_list_page, lists, name, since, number),
                    partial(lists.parse_statement_page, name),
                )
                lines += page.lines
                unread += page.unread
                if page.last:
                    break
            else:
                raise ProviderRefused(Reason.UNREADABLE_ANSWER, "the list does not end")
        here = [line for line in lines if line.day >= since]
        return ListPage(here, unread, last=True)

    # --- inside -----------------------------------------------------------------------------------

    async def _one(
        self, provider: str, build: Callable[[ProviderAdminApi, Account], Request]
    ) -> Webhook:
        admin, method = self._admin(provider)
        return await self._ask(
            method, lambda account: build(admin, account), admin.parse_one_webhook
        )

    async def _change_webhook(
        self,
        provider: str,
        deed: tuple[ProviderDeed, str],
        approval: Approval | None,
        build: Callable[[ProviderAdminApi, Account], Request],
    ) -> Webhook:
        admin, method = self._admin(provider)
        return await self._change(
            method,
            deed,
            approval,
            lambda account: build(admin, account),
            admin.parse_one_webhook,
        )

    async def _change(
        self,
        method: Method,
        deed: tuple[ProviderDeed, str],
        approval: Approval | None,
        build: Callable[[Account], Request],
        read: Callable[[Answer], T | Trouble],
    ) -> T:
        """Sends one change. `deed` says which, and of what. If the request cannot be built, nothing
        is noted."""
        build(self._client.account_of(method))
        await self._allow(method.provider, *deed, approval)
        return await self._ask(method, build, read)

    async def _ask(
        self,
        method: Method,
        build: Callable[[Account], Request],
        read: Callable[[Answer], T | Trouble],
    ) -> T:
        account = self._client.account_of(method)
        answer = await self._client.send(account, build(account))
        meaning = read(answer)
        self._client.record_health(method.provider, meaning)
        match meaning:
            case Rejected():
                raise ProviderRefused(meaning.reason, meaning.detail)
            case RateLimited():
                raise ProviderRefused(Reason.TOO_MANY_REQUESTS)
            case NotFound():
                raise ProviderRefused(Reason.UNKNOWN_TO_PROVIDER)
            case Indeterminate():
                raise ResponseLost(meaning.detail)
        return meaning

    async def _every(
        self,
        method: Method,
        build: Build,
        read: Callable[[Answer], Page[T] | Trouble],
    ) -> Sequence[T]:
        """Returns the rows of all pages, or of the first `MOST_PAGES` if there are more."""
        rows: list[T] = []
        for number in range(1, MOST_PAGES + 1):
            page = await self._ask(method, partial(_numbered, build, number), read)
            rows += page.rows
            if page.last_page <= number:
                break
        return rows

    def _admin(self, provider: str) -> tuple[ProviderAdminApi, Method]:
        method = self._method(provider)
        return _offered(method, self._providers(method).admin)(), method

    def _method(self, provider: str) -> Method:
        for method in self._methods.values():
            if method.provider == provider:
                return method
        raise BadInput(Field.METHOD, InputProblem.METHOD_UNKNOWN, provider)


def _offered(method: Method, code: T | None) -> T:
    """Returns the provider's code for an ability, if it has it. Raises BadInput."""
    if code is None:
        raise BadInput(Field.METHOD, InputProblem.NOT_OFFERED, method.brand)
    return code


def _list_page(
    lists: ListsStatement, name: str, since: date, number: int, account: Account
) -> Request:
    return lists.statement_page(account, name, since, number)


def _numbered(build: Build, number: int, account: Account) -> Request:
    return build(account, number)
