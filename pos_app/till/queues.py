"""Payments queues: one request an account serves every reference. Store, then acknowledge."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import cast

from pos_app.domain.errors import AnswerLost, JournalUnavailable, NotSetUp, RequestNotSent
from pos_app.domain.events import Expired, Mismatched, Overdue, Paid
from pos_app.domain.method import Method
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale, claim
from pos_app.ports.gateway import (
    Account,
    Busy,
    Done,
    FollowsSales,
    KeepsQueue,
    Meaning,
    NoSuchThing,
    NotPaid,
    QueuedPayment,
    QueuePage,
    StillWaiting,
)
from pos_app.ports.journal import Stray
from pos_app.till.book import Book
from pos_app.till.health import Health
from pos_app.till.line import Line
from pos_app.till.pace import MOST_PATIENCE, next_collection
from pos_app.till.provider_clock import date_of

ASIDE = 3  # seconds that other payments are reserved for, so that ours can be seen behind them
LONGEST_ASIDE = 24  # seconds, over the slowest line
MOST_ROUNDS = 3  # more of taking ours at once, before the next look
MOST_PAGES = 20  # that are looked behind at a time

# A payment made in the last minute takes a while to arrive in the queue.
LAST_MINUTE = timedelta(minutes=2)


class _NoPage(Exception):
    """The queue could not be read now."""


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
        self._retry_after = 0.0  # seconds that a busy provider asked for
        self._told_at: list[datetime | None] = []  # when its pages were made, by its own clock
        # The newest reference that waits, and since when this run knows it, by the loop's clock.
        self._youngest = (0, 0.0)
        # What the journal was told last of others' payments; at first nobody knows what it has.
        self._seen: tuple[bool, list[tuple[str, str]]] | None = None
        # What a manager took; read once, and asked of every payment from then on.
        self._by_hand: set[tuple[str, str, str]] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def collect(self) -> bool:
        """Takes what has arrived. True if the whole queue was seen: then what is not there has
        not been paid."""
        async with self._one_at_a_time:
            return await self._collect()

    async def take(self, payment: QueuedPayment) -> None:
        """A payment that its provider told of by calling us: it never was in the queue.

        Raises JournalUnavailable: then it was not heard and will be told of again.
        """
        async with self._one_at_a_time:
            if not (await self._record(payment) or await self._was_taken(payment)):
                strays = self._strays_of([payment], queued=False)
                await self._book.journal.see_strays(self.method.id, strays, whole=False)
            self._line.judge(self.method.provider, Done())

    async def take_by_hand(self, payment: str, reference: str, by: str, why: str) -> Stray:
        """Written down, and out of the queue as soon as its provider can be reached. Raises
        NotAllowed."""
        journal = self._book.journal
        async with self._one_at_a_time:
            stray = await journal.take_stray(self.method.id, payment, reference, by, why)
            self._by_hand = None
            with suppress(JournalUnavailable):  # it is durable: the next look does the rest
                await self._collect()
        return stray

    async def is_called_paid(self, sale: Sale) -> bool:
        """Whether the provider, where it can be asked, calls the reference itself paid."""
        if not self.method.can_look_up or not sale.follow:
            return False
        return isinstance(await self._called(sale), Paid | Mismatched)

    async def _called(self, sale: Sale) -> Meaning | None:
        """What the provider, asked about the reference itself, calls it; None where it cannot be
        asked now.

        "Paid" names the amount that was asked for, not the one that came: it is no payment. Only
        the queue tells of those.
        """
        gateway = cast("FollowsSales", self._gateway)
        try:
            account = self._line.account(self.method)
            answer = await self._line.ask(account, gateway.status(account, sale), sale)
        except (NotSetUp, RequestNotSent, AnswerLost):
            return None
        return gateway.read_status(account, sale, answer)

    async def _collect(self) -> bool:
        self._told_at = []
        self._retry_after = 0.0
        try:
            account = self._line.account(self.method)
            page, foreign = await self._take_ours(account)
        except (NotSetUp, RequestNotSent, AnswerLost, _NoPage):
            self._failures += 1
            return False
        self._failures = 0
        await self._remember(foreign, whole=page.whole)
        crowded = not page.whole and len(foreign) >= len(page.payments) > 0
        self._line.judge(self.method.provider, Health.CROWDED if crowded else page)
        if page.whole:
            await self._look_at_those_left()
        return page.whole

    async def _take_ours(self, account: Account) -> tuple[QueuePage, list[QueuedPayment]]:
        """Ours are made durable, and then acknowledged. What was seen, and what of it is others'.

        Where a page is full of ours, others move up when they have left it.
        """
        page = await self._page(account, 0)
        ours, foreign = await self._store(page)
        ended = True
        if not page.whole and self.method.queue_reserves:
            page, ended = await self._all_pages(account, page)
            ours, foreign = await self._store(page)
        shared = {payment.id for payment in page.payments if not payment.is_alone}
        await self._acknowledge_all(account, ours)
        if not ended:  # what was seen of it is dealt with all the same
            raise _NoPage
        for _ in range(MOST_ROUNDS):
            if page.whole or not ours:
                break
            page = await self._page(account, 0)
            ours, foreign = await self._store(page)
            await self._acknowledge_all(account, [one for one in ours if one.id not in shared])
        return page, foreign

    async def _all_pages(self, account: Account, front: QueuePage) -> tuple[QueuePage, bool]:
        """What is in front and all that is behind it, and whether no page failed: what is in front
        stands aside for a moment, page by page, and other tills wait so long.

        What is reserved comes back by itself: nothing of theirs is touched. All pages are asked for
        before any is sorted, so that the front is not back before the end was seen; where it is all
        the same, over a slow line, it is asked to stand aside for longer.
        """
        shown: dict[tuple[str, str, str], QueuedPayment] = {}
        aside, whole, ended = ASIDE, False, True
        for _ in range(MOST_PAGES):
            try:
                page = await self._page(account, aside)
            except (RequestNotSent, AnswerLost, _NoPage):
                ended = False
                break
            before = len(shown)
            shown |= {(one.id, one.reference, one.raw): one for one in page.payments}
            whole = page.whole
            if whole:
                break
            if len(shown) == before:
                aside = min(2 * aside, LONGEST_ASIDE)
        # The front only where no page was shown: read twice, it may be written in two ways.
        return QueuePage(told_apart([*shown.values()] or front.payments), whole), ended

    async def _page(self, account: Account, reserve: int) -> QueuePage:
        answer = await self._line.ask(account, self._gateway.queue(account, reserve))
        self._told_at.append(date_of(answer.headers))
        page = self._gateway.read_queue(account, answer)
        if not isinstance(page, QueuePage):
            self._line.judge(self.method.provider, page)
            if isinstance(page, Busy):
                self._retry_after = min(page.retry_after or 0.0, MOST_PATIENCE)
            raise _NoPage
        return page

    async def _store(self, page: QueuePage) -> tuple[list[QueuedPayment], list[QueuedPayment]]:
        """Ours, which are durable from now on, and everybody else's. What a manager took is the
        shop's, and durable too."""
        sorted_: tuple[list[QueuedPayment], list[QueuedPayment]] = ([], [])
        for payment in page.payments:
            kept = await self._record(payment) or await self._was_taken(payment)
            sorted_[not kept].append(payment)
        return sorted_

    async def _was_taken(self, payment: QueuedPayment) -> bool:
        """Whether a manager took this very payment: with other words it is another one."""
        if self._by_hand is None:
            strays = await self._book.journal.taken_strays()
            self._by_hand = {
                (one.payment, one.reference, one.raw)
                for one in strays
                if one.method == self.method.id
            }
        return (payment.id, payment.reference, payment.raw) in self._by_hand

    async def _acknowledge_all(self, account: Account, ours: Sequence[QueuedPayment]) -> None:
        """Those that can be named: an id that another payment bears too would take that one away,
        unseen and perhaps another till's."""
        for payment in ours:
            if payment.is_alone:
                await self._acknowledge(account, payment)

    async def _remember(self, payments: Sequence[QueuedPayment], *, whole: bool) -> None:
        """Payments that are nobody's here stay where they are, and a person can see them."""
        strays = self._strays_of(payments, queued=True)
        seen = (whole, [(one.payment, one.reference) for one in strays])
        if seen != self._seen:
            await self._book.journal.see_strays(self.method.id, strays, whole=whole)
            self._seen = seen

    def _strays_of(self, payments: Sequence[QueuedPayment], *, queued: bool) -> list[Stray]:
        at = self._now()
        return [
            Stray(
                method=self.method.id,
                payment=payment.id,
                reference=payment.reference,
                sale=payment.sale,
                amount=payment.amount,
                raw=payment.raw,
                first_seen=at,
                last_seen=at,
                queued=queued,
            )
            for payment in payments
        ]

    async def pause(self) -> float:
        """Seconds until the queue is worth another look."""
        youngest = max((sale.number for sale in await self._waiting()), default=None)
        now = asyncio.get_running_loop().time()
        if youngest and youngest != self._youngest[0]:
            self._youngest = (youngest, now)
        age = now - self._youngest[1] if youngest else None
        return max(next_collection(age, self._failures, self._random), self._retry_after)

    async def _record(self, payment: QueuedPayment) -> bool:
        """Whether the payment is one of ours; if so, it is durable from now on, once."""
        sale = await self._owner(payment)
        if sale is None:
            return False
        name, known = await self._known_as(payment, sale)
        if not known:
            word = claim(
                sale,
                amount=payment.amount,
                concerns_this_sale=payment.reference == sale.reference and _is_under(sale, payment),
                reference=sale.reference,
                payment=name,
                raw=payment.raw,
            )
            await self._book.evidence(sale, word)
        return True

    async def _known_as(self, payment: QueuedPayment, sale: Sale) -> tuple[str, bool]:
        """What this payment is called in the journal, and whether it is there: by its id; where
        another payment bears that too, by its own words besides. Which of the two it is may change
        as the other one comes and goes."""
        journal = self._book.journal
        in_full = f"{payment.id} {hashlib.sha256(payment.raw.encode()).hexdigest()[:16]}"
        if await journal.knows_payment(sale.id, in_full):
            return in_full, True
        if payment.is_alone:
            return payment.id, await journal.knows_payment(sale.id, payment.id)
        for recorded in await journal.events_of(sale.id):
            match recorded.event:
                case Paid(payment=payment.id, raw=payment.raw):
                    return payment.id, True
                case Mismatched(payment=payment.id, raw=payment.raw):
                    return payment.id, True
        return in_full, False

    async def _owner(self, payment: QueuedPayment) -> Sale | None:
        """The sale that a payment names, or else the newest that was given its reference."""
        if payment.sale:
            sale = await self._book.journal.sale(payment.sale)
            return sale if sale and sale.method == self.method.id else None
        if paid := await self._paid_before(payment):
            return paid
        if not payment.reference:
            return None
        sale = await self._book.journal.sale_with_reference(self.method.id, payment.reference)
        return sale if sale and _is_under(sale, payment) else None

    async def _paid_before(self, payment: QueuedPayment) -> Sale | None:
        """The sale that this very payment has paid: it comes again for as long as its provider
        does not take its acknowledgement, and its number may be another sale's by then."""
        sale = await self._book.journal.sale_of_payment(self.method.id, payment.id)
        if sale is None:
            return None
        events = [recorded.event for recorded in await self._book.journal.events_of(sale.id)]
        same = any(
            isinstance(event, Paid | Mismatched)
            and (event.payment, event.raw) == (payment.id, payment.raw)
            for event in events
        )
        return sale if same else None

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

    async def _look_at_those_left(self) -> None:
        """What was not in the queue is not paid; what was past its time when it was asked ends.

        That is told by the provider's clock alone, as it is the one that ends a reference there:
        where an answer does not say when it was made, nothing ends by itself.
        """
        dates = [date for date in self._told_at if date]
        told_at = min(dates) if dates and None not in self._told_at else None
        for sale in await self._waiting():
            self._line.hear_of(sale)
            if sale.has_odd_money or not self._line.is_by(sale, self.method):
                continue  # a person has to look at it first; or its payment is in another queue
            if told_at and self._ends_at(sale) + LAST_MINUTE < told_at:
                await self._end(sale)

    def _ends_at(self, sale: Sale) -> datetime:
        """The latest end that its provider may have been told."""
        usual = sale.created_at + timedelta(seconds=self.method.answer_expected_in)
        told = sale.expires_at or usual
        return max(told, sale.valid_until) if sale.valid_until else told

    async def _end(self, sale: Sale) -> None:
        """Past its time, and not in the queue: expired.

        Unless the provider, where it can be asked, calls it paid: its payment stands aside for
        another till, or was taken by one. Then a person has to ask. An answer that says neither
        ends nothing. One that may have been paid in what a restored journal has lost is not in the
        queue any more, and is for a person too.
        """
        if not self.method.can_look_up or not sale.follow:
            if sale.reason is Reason.JOURNAL_RESTORED:
                return
            await self._book.evidence(sale, Expired(reason=Reason.REFERENCE_EXPIRED))
            return
        if sale.reason is Reason.NO_FINAL_WORD:
            return  # it was called paid before
        match await self._called(sale):
            case Paid() | Mismatched():
                await self._book.evidence(sale, Overdue())
            case StillWaiting() | NotPaid() | NoSuchThing():
                await self._book.evidence(sale, Expired(reason=Reason.REFERENCE_EXPIRED))

    async def _waiting(self) -> list[Sale]:
        sales = await self._book.journal.open_sales()
        return [sale for sale in sales if sale.method == self.method.id]


def told_apart(payments: Sequence[QueuedPayment]) -> Sequence[QueuedPayment]:
    """Each with whether its id is its own among these."""
    bearers = Counter(payment.id for payment in payments)
    return [replace(payment, is_alone=bearers[payment.id] == 1) for payment in payments]


def _is_under(sale: Sale, payment: QueuedPayment) -> bool:
    """The same number under another entity is another reference. The sale knows the entity that it
    was printed with, whatever the account's is by now; where that was never heard, no other is."""
    if not payment.entity or not sale.entity:
        return True
    return payment.entity.lstrip("0") == sale.entity.lstrip("0")
