"""Ends of references: what becomes of those without a payment in their queue."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from pos_app.domain.errors import NotSetUp, RequestNotSent, ResponseLost
from pos_app.domain.events import Expired, FinalWordMissing, Mismatched, Paid, State
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import (
    Account,
    Interpretation,
    NotFound,
    NotPaid,
    StillWaiting,
    SupportsStatus,
)
from pos_app.till.providers.client import ProviderClient, is_of
from pos_app.till.providers.payment_calls import PaymentCalls
from pos_app.till.recorder import SaleRecorder

# A payment made in the last minute takes a while to arrive in the queue.
LAST_MINUTE = timedelta(minutes=2)
MOST_ENDS = 20  # references that the provider is asked about after one poll

# Seconds, by the monotonic clock, without a view of the whole queue, or without an answer.
DOUBTED_AFTER = 15 * 60.0


class ReferenceEnds:
    """Ends the references of one method, or puts them in doubt.

    `status` asks about one reference, where the provider can be asked. `writing` is held while a
    payment is written: none comes between the look at a sale and its end. `told_at` is the
    provider's own time at a reading of its queue, where it said one.
    """

    def __init__(
        self,
        method: Method,
        recorder: SaleRecorder,
        client: ProviderClient,
        now: Callable[[], datetime],
        random: Random,
        calls: PaymentCalls,
        status: SupportsStatus | None,
        writing: asyncio.Lock,
    ) -> None:
        self._method = method
        self._recorder = recorder
        self._client = client
        self._now = now
        self._random = random
        self._calls = calls
        self._status = status
        self._writing = writing
        self._seen_whole_at = asyncio.get_running_loop().time()
        self._unanswered_since: dict[str, float] = {}  # by the loop's clock, of ends

    def saw_the_whole_queue(self) -> None:
        self._seen_whole_at = asyncio.get_running_loop().time()

    async def is_called_paid(self, sale: Sale) -> bool:
        """Returns whether the provider, where it can be asked, calls the reference itself paid."""
        if not self._method.can_look_up or not sale.status_path:
            return False
        return isinstance(await self._called(sale), Paid | Mismatched)

    async def _called(self, sale: Sale) -> Interpretation | None:
        """Asks the provider about the reference itself; None if it cannot be asked now.

        "Paid" names the amount that was asked for, not the one that came: it is no payment. Only
        the queue reports payments.
        """
        if self._status is None:
            return None
        try:
            account = self._client.account(self._method)
            if not is_of(account, sale, self._method):
                return None  # at another account it does not exist
            answer = await self._client.send(account, self._status.status(account, sale), sale)
        except (NotSetUp, RequestNotSent, ResponseLost):
            return None
        meaning = self._status.parse_status(account, sale, answer)
        self._client.record_health(account.provider, meaning)
        return meaning

    async def look_at_those_left(
        self, account: Account, told_at: datetime | None, *, heard_all: bool = False
    ) -> None:
        """Treats references without a payment in this account's queue as unpaid, and ends those
        that were past their time by then. `heard_all`: by whatever way payments come, all until
        then are here, by the word of the office that takes them for its tills.

        Only the provider's clock decides that, as it is the one that ends a reference there: if an
        answer has no date, nothing ends by itself.
        """
        past = []
        for sale in await self.waiting():
            self._client.mark_heard(sale)
            if sale.state is State.SENDING or sale.has_odd_money:
                continue  # its request is on its way; or it waits for a person
            if told_at is None or not self._is_past_its_end(sale, told_at):
                continue
            if is_of(account, sale, self._method):
                past.append(sale)
            else:  # its payment is in the queue of another account
                await self._doubt(sale)
        # Each may need a request: a bounded number, so that no payment waits behind all of them.
        some = self._random.sample(past, MOST_ENDS) if len(past) > MOST_ENDS else past
        for sale in some:
            await self._end(sale, heard_all=heard_all)

    async def doubt_what_is_unseen(self, told_at: datetime | None) -> None:
        """Puts overdue references in doubt if the end of the queue was not seen for long: a payment
        may be behind it. A clock that runs ahead makes a doubt too soon, which the queue itself
        takes back."""
        if asyncio.get_running_loop().time() - self._seen_whole_at < DOUBTED_AFTER:
            return
        for sale in await self.waiting():
            if self._is_past_its_end(sale, told_at or self._now()):
                await self._doubt(sale)

    async def _doubt(self, sale: Sale) -> None:
        if sale.state is State.WAITING:
            await self._conclude(sale, FinalWordMissing(reason=Reason.QUEUE_UNSEEN))

    def _is_past_its_end(self, sale: Sale, at: datetime) -> bool:
        return self._ends_at(sale) + LAST_MINUTE < at

    def _ends_at(self, sale: Sale) -> datetime:
        """Returns the latest end of the reference that its provider may know."""
        usual = sale.created_at + timedelta(seconds=self._method.answer_expected_in)
        told = sale.expires_at or usual
        return max(told, sale.valid_until) if sale.valid_until else told

    async def _end(self, sale: Sale, *, heard_all: bool) -> None:
        """Ends a reference that is past its time and not in the queue: it expires.

        If the provider can be asked and calls it paid, its payment is reserved for another till, or
        was taken by one: then a person has to ask. An answer that says neither ends nothing. A sale
        that may have been paid in events which a restored journal has lost is not in the queue any
        more: only the provider's own no, or a person, ends it. The same goes for one whose payment
        comes by webhook, unless the office has heard all, or may be with an office that the till
        has left.
        """
        if not self._method.can_look_up or not sale.status_path:
            if sale.restored or sale.reason is Reason.PAYMENTS_BY_CALL:
                return
            is_elsewhere = self._client.shared.may_be_known_there(sale)
            if is_elsewhere or (not heard_all and await self._calls.are_used()):
                await self._conclude(sale, FinalWordMissing(reason=Reason.PAYMENTS_BY_CALL))
            else:
                await self._conclude(sale, Expired(reason=Reason.REFERENCE_EXPIRED))
            return
        if sale.reason is Reason.NO_FINAL_WORD:
            return  # the provider called it paid before
        match await self._called(sale):
            case Paid() | Mismatched():
                await self._conclude(sale, FinalWordMissing())
            case StillWaiting() | NotFound() if sale.restored:
                pass  # only its provider's own no ends it
            case StillWaiting() | NotPaid() | NotFound():
                await self._conclude(sale, Expired(reason=Reason.REFERENCE_EXPIRED))
            case _:
                await self._doubt_what_is_not_answered(sale)

    async def _doubt_what_is_not_answered(self, sale: Sale) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._unanswered_since.setdefault(sale.id, now) >= DOUBTED_AFTER:
            await self._doubt(sale)

    async def _conclude(self, sale: Sale, event: Expired | FinalWordMissing) -> None:
        """Writes the event, unless the sale's payment has come by webhook meanwhile."""
        async with self._writing:
            fresh = await self._recorder.journal.sale(sale.id) or sale
            if fresh.is_open and not fresh.has_odd_money:
                await self._recorder.evidence(fresh, event)

    async def waiting(self) -> list[Sale]:
        sales = await self._recorder.journal.open_sales()
        return [sale for sale in sales if sale.method == self._method.id]
