"""Payments queues: one request an account serves every reference. Store, then acknowledge."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from pos_app.domain.errors import AnswerLost, NotSetUp, RequestNotSent
from pos_app.domain.method import Method
from pos_app.domain.reason import Reason
from pos_app.domain.sale import ODD_MONEY, Expired, Sale, claim
from pos_app.ports.gateway import Account, Done, KeepsQueue, QueuedPayment, QueuePage
from pos_app.till.book import Book
from pos_app.till.line import Line
from pos_app.till.pace import next_collection

# A payment made in the last minute takes a while to arrive in the queue.
LAST_MINUTE = timedelta(minutes=2)


class Queue:
    """The queue of one method's account."""

    def __init__(
        self,
        method: Method,
        gateway: KeepsQueue,
        book: Book,
        line: Line,
        now: Callable[[], datetime],
        random: Random,
    ) -> None:
        self.method = method
        self._gateway = gateway
        self._book = book
        self._line = line
        self._now = now
        self._random = random
        self._failures = 0
        self._one_at_a_time = asyncio.Lock()

    async def collect(self) -> bool:
        """Takes what has arrived. True if the whole queue was seen: then what is not there has
        not been paid."""
        async with self._one_at_a_time:
            return await self._collect()

    async def _collect(self) -> bool:
        asked_at = self._now()
        try:
            account = self._line.account(self.method)
            answer = await self._line.ask(account, self._gateway.queue(account))
        except (NotSetUp, RequestNotSent, AnswerLost):
            self._failures += 1
            return False
        page = self._gateway.read_queue(account, answer)
        self._line.judge(self.method.provider, page)
        if not isinstance(page, QueuePage):
            self._failures += 1
            return False
        self._failures = 0
        for payment in page.payments:
            await self._take(account, payment)
        if page.whole:
            await self._look_at_those_left(asked_at)
        return page.whole

    async def pause(self) -> float:
        """Seconds until the queue is worth another look."""
        open_sales = await self._waiting()
        youngest = max((sale.created_at for sale in open_sales), default=None)
        age = (self._now() - youngest).total_seconds() if youngest else None
        return next_collection(age, self._failures, self._random)

    async def _take(self, account: Account, payment: QueuedPayment) -> None:
        """One payment: ours is made durable and then acknowledged; another till's is left alone."""
        sale = await self._owner(payment)
        if sale is None:
            return
        if not await self._book.journal.knows_payment(sale.id, payment.id):
            word = claim(
                sale,
                amount=payment.amount,
                concerns_this_sale=payment.reference == sale.reference,
                reference=sale.reference,
                payment=payment.id,
                raw=payment.raw,
            )
            await self._book.evidence(sale, word)
        await self._acknowledge(account, payment)

    async def _owner(self, payment: QueuedPayment) -> Sale | None:
        """The sale that a payment names, or else the newest that was given its reference."""
        if payment.sale:
            sale = await self._book.journal.sale(payment.sale)
            return sale if sale and sale.method == self.method.id else None
        if not payment.reference:
            return None
        return await self._book.journal.sale_with_reference(self.method.id, payment.reference)

    async def _acknowledge(self, account: Account, payment: QueuedPayment) -> None:
        """What cannot be acknowledged now comes again, is known then, and is acknowledged."""
        request = self._gateway.acknowledge(account, payment.id)
        try:
            answer = await self._line.ask(account, request)
        except (RequestNotSent, AnswerLost):
            return
        meaning = self._gateway.read_acknowledge(answer)
        if not isinstance(meaning, Done):
            self._line.judge(self.method.provider, meaning)

    async def _look_at_those_left(self, asked_at: datetime) -> None:
        """What was not in the queue is not paid; what was past its time when it was asked ends."""
        for sale in await self._waiting():
            self._line.hear_of(sale)
            if sale.flags & ODD_MONEY:
                continue  # a person has to look at it first
            usual = sale.created_at + timedelta(seconds=self.method.answer_expected_in)
            if (sale.expires_at or usual) + LAST_MINUTE < asked_at:
                await self._book.evidence(sale, Expired(reason=Reason.REFERENCE_EXPIRED))

    async def _waiting(self) -> list[Sale]:
        sales = await self._book.journal.open_sales()
        return [sale for sale in sales if sale.method == self.method.id]
