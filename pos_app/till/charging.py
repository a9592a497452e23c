"""Beginning of sales: each is written down whole, then its first request is sent."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from pos_app.domain.errors import NotAllowed, NotOffered
from pos_app.domain.events import Created, Purpose
from pos_app.domain.fold import open_sale
from pos_app.domain.method import Method
from pos_app.domain.money import Money
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.domain.sale import Sale
from pos_app.ports.journal import Journal
from pos_app.ports.provider import Provider
from pos_app.till.approval.approvals import Approvals
from pos_app.till.approval.presence import Presence
from pos_app.till.charge_request import ChargeRequest
from pos_app.till.counter import Counter
from pos_app.till.intent import Press, operation_asked_for, sale_asked_for
from pos_app.till.known_sales import KnownSales
from pos_app.till.providers.client import ProviderClient
from pos_app.till.recorder import SaleRecorder
from pos_app.till.tracking.submission import intent
from pos_app.till.tracking.supervisor import SaleSupervisor

# How much of a sale to refund, capture or release. Raises NotAllowed.
AmountOf = Callable[[Sale, Method], Money]

_NEEDS_MANAGER: Mapping[Purpose, ManagerOnly] = {
    Purpose.REFUND: ManagerOnly.REFUND,
    Purpose.RELEASE: ManagerOnly.RELEASE,
}


class Charging:
    """Begins charges, pay-outs and operations, as the calls of `Till` say."""

    def __init__(
        self,
        *,
        methods: Mapping[str, Method],
        known: KnownSales,
        providers: Callable[[Method], Provider],
        journal: Journal,
        recorder: SaleRecorder,
        client: ProviderClient,
        supervisor: SaleSupervisor,
        counter: Counter,
        presence: Presence,
        managers: Approvals,
    ) -> None:
        self._methods = methods
        self._known = known
        self._providers = providers
        self._journal = journal
        self._recorder = recorder
        self._client = client
        self._supervisor = supervisor
        self._counter = counter
        self._presence = presence
        self._managers = managers

    async def charge(self, sale_id: str, order: ChargeRequest, created: Created) -> Sale:
        method = order.method
        self._counter.check(method)
        if order.part_of and order.hold:
            raise NotOffered("a part of a split sale cannot be held")
        if not method.asks_provider:
            self._presence.check(created)
            return await self._counter.record(sale_id, method, created, order.tendered)
        return await self._begin(
            sale_id,
            method,
            created,
            code=order.voucher,
            allow_duplicate=order.allow_duplicate,
        )

    async def pay_out(
        self, sale_id: str, order: ChargeRequest, approval: Approval, press: Press
    ) -> Sale:
        by = self._managers.spend(approval, ManagerOnly.PAY_OUT)
        if not order.method.can_pay_out:
            raise NotOffered("this method cannot pay out")
        created = sale_asked_for(order, Purpose.PAYOUT, press, by)
        return await self._begin(
            sale_id, order.method, created, allow_duplicate=order.allow_duplicate
        )

    async def operate(
        self,
        sale_id: str,
        parent_id: str,
        purpose: Purpose,
        amount_of: AmountOf,
        press: Press,
        approval: Approval | None = None,
        by_hand: str = "",
    ) -> Sale:
        deed = _NEEDS_MANAGER.get(purpose)
        by = self._managers.spend(approval, deed) if deed else ""
        parent, method = await self._known.with_method(parent_id)
        if by_hand:
            method = self._tender(by_hand, parent)
        amount = amount_of(parent, method)
        created = operation_asked_for(parent, purpose, amount, press, by, by_hand)
        if not method.asks_provider:
            self._presence.check(created)
            return await self._counter.record(sale_id, method, created)
        if not parent.reference:
            raise NotAllowed("the provider's number of this sale is not known")
        return await self._begin(sale_id, method, created)

    async def _begin(
        self,
        sale_id: str,
        method: Method,
        created: Created,
        code: str = "",
        *,
        allow_duplicate: bool = True,
    ) -> Sale:
        """Builds the sale's first request, writes it down with the sale, and has it sent.

        Some requests carry the sale's number, or an end that counts from its making: the till asks
        the journal for both first. That is a read and reserves nothing, so that a refused charge
        leaves no gap. Charges go one at a time from there until they are written, as they would on
        the journal's thread; the number is still the next one then. Numbers that were reserved in a
        transaction of their own would sync the disk twice a charge, and leave gaps. A request that
        was built inside the transaction would run a provider's code on the journal's thread.
        """
        self._presence.check(created)
        gateway = self._providers(method).gateway
        account = self._client.account(method)
        async with self._recorder.numbering:
            given = await self._journal.next_sale(sale_id)
            self._client.take_call(method)
            created = replace(created, number=given.number)
            new = open_sale(sale_id, given.till, created, given.at)
            request = gateway.charge(account, replace(new, voucher=code))
            sending = intent(request, account, method, self._client.time_at(method.provider), code)
            sale = await self._recorder.create(
                sale_id, created, sending, given.at, allow_duplicate=allow_duplicate
            )
        self._supervisor.follow(sale, code=code, first=request)
        return sale

    def _tender(self, by_hand: str, sale: Sale) -> Method:
        """Returns the method by which money of this sale goes back by hand. Raises NotOffered. The
        shop may have turned it off since it took the money."""
        method = self._methods.get(by_hand)
        currency = sale.amount.currency
        if method is None or method.tender is None or method.currency is not currency:
            raise NotOffered("nothing goes back by hand in this way")
        return method
