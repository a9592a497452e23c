"""Cancellation of a waiting charge at its provider, with a last poll for earlier money."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.events import Cancelled, CancelRejected
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Account, Answer, Done, Rejected, SupportsCancel
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.payment_queue import Queue
from pos_app.till.providers.poll_schedule import backoff
from pos_app.till.recorder import SaleRecorder

if TYPE_CHECKING:
    from datetime import datetime

TAKEN_BACK = Cancelled(reason=Reason.CANCELLED_HERE)


class Cancellation:
    """Cancel requests for one sale."""

    def __init__(
        self,
        method: Method,
        gateway: SupportsCancel,
        recorder: SaleRecorder,
        client: ProviderClient,
        queue: Queue | None,
    ) -> None:
        self._method = method
        self._gateway = gateway
        self._recorder = recorder
        self._client = client
        self._queue = queue
        self._times = 0
        self._gone_at: datetime | None = None  # when it could not be paid any more, at its provider

    def pause(self) -> float:
        """Returns the seconds until the next cancel request."""
        return backoff(self._times)

    def forget_failures(self) -> None:
        """Forgets failures that a long pause would follow: their cause is over."""
        self._times = 0

    async def ask(self, sale: Sale) -> Sale:
        """Asks the provider to cancel, then polls once more for money that came first: in the queue
        of the same account, as another account's queue says nothing of it."""
        self._times += 1
        word = await self._word_on(sale)
        if word is None:
            return sale
        seen = self._queue is None or await self._queue.saw_all_until(self._gone_at)
        is_here = self._client.is_by(sale, self._method)
        is_here = is_here and not self._client.shared.may_be_known_there(sale)
        seen = seen and (sale.reference is None or is_here)
        sale = await self._recorder.journal.sale(sale.id) or sale
        if sale.is_open and (seen or isinstance(word, CancelRejected)):
            return await self._recorder.evidence(sale, word)
        return sale

    async def _word_on(self, sale: Sale) -> Cancelled | CancelRejected | None:
        """Returns the outcome of the cancel request, or None if the till has to ask again."""
        if sale.reference is None:
            return TAKEN_BACK  # no customer was ever given a number for it
        if not self._client.is_by(sale, self._method):
            return None  # another account does not know the charge, which would look like success
        account = self._client.account(self._method)
        if self._queue and await self._queue.ends.is_called_paid(sale):
            return CancelRejected()
        answer = await self._withdraw(account, sale)
        if answer is None:
            return None
        word = self._read(answer)
        if word is TAKEN_BACK and self._gone_at is None:
            self._gone_at = self._client.time_at(self._method.provider)
        return word

    def _read(self, answer: Answer) -> Cancelled | CancelRejected | None:
        meaning = self._gateway.parse_cancel(answer)
        self._client.record_health(self._method.provider, meaning)
        match meaning:
            case Done():
                return TAKEN_BACK
            case Rejected(reason=Reason.PROCESSOR_REFUSED):
                return CancelRejected(detail=meaning.detail, raw=answer.kept)
            case _:  # a wrong key, a page of a proxy: the till asks again
                return None

    async def _withdraw(self, account: Account, sale: Sale) -> Answer | None:
        request = replace(self._gateway.cancel(account, sale), at_once=True)
        try:
            return await self._client.send(account, request, sale)
        except (RequestNotSent, ResponseLost):
            return None
