"""Payments that come by webhook, and not by the queue."""

from pos_app.domain.audit_notes import PaymentsByCall
from pos_app.domain.method import Method
from pos_app.ports.gateway import QueuedPayment
from pos_app.ports.journal import Journal
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.payment_owners import PaymentOwners

_BY_CALLS = "calls"
_DOORS = (_BY_CALLS, "queue")  # what an account's `payments` may be


class PaymentCalls:
    """Knows whether a provider calls this till with the payments of one method.

    `can_call`: the provider can send payments to a webhook; `listens`: this till has an address at
    which providers call it.
    """

    def __init__(
        self,
        method: Method,
        journal: Journal,
        client: ProviderClient,
        owners: PaymentOwners,
        *,
        can_call: bool,
        listens: bool,
    ) -> None:
        self._method = method
        self._journal = journal
        self._client = client
        self._owners = owners
        self._can_call = can_call
        self._listens = listens
        self._has_called: bool | None = None  # read once

    async def note_first(self, payment: QueuedPayment) -> None:
        """Notes for good that a payment came by webhook and not by the queue: then the queue is
        empty. This comes before the payment itself: if the journal fails here, the provider is told
        to call again, and a payment that the journal knows already proves nothing about
        webhooks."""
        if await self._was_called() or await self._owners.is_known(payment):
            return
        await self._journal.note(PaymentsByCall(method=self._method.id))
        self._has_called = True

    async def are_used(self) -> bool:
        """Returns whether payments come by webhook. Then the queue is empty ("As an alternative to
        periodically fetching Payment events"), and a payment missing from it proves nothing. The
        shop's setting counts first; without one, a payment that came by webhook, or an address set
        up for such calls."""
        if not self._can_call:
            return False
        told = self._client.account_of(self._method).options.get("payments", "")
        if told in _DOORS:
            return told == _BY_CALLS
        return self._listens or await self._was_called()

    async def _was_called(self) -> bool:
        if self._has_called is None:
            notes = [noted.note for noted in await self._journal.notes(PaymentsByCall)]
            self._has_called = PaymentsByCall(method=self._method.id) in notes
        return self._has_called
