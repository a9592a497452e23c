"""Payment queue polling: one request per account serves every reference. Store, then acknowledge.

Where an office collects the account for all its tills, this till leaves the queue alone, and takes
from the office what was in it; both at once may show a payment, and it counts once.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from random import Random

from pos_app.domain.audit_notes import QueueMoves, QueueStuck
from pos_app.domain.errors import (
    CannotBeKept,
    JournalUnavailable,
    NotSetUp,
    RequestNotSent,
    ResponseLost,
)
from pos_app.domain.method import Method
from pos_app.domain.payment_match import match_payment
from pos_app.domain.text.http_date import date_of
from pos_app.ports.gateway import (
    Account,
    Done,
    QueuedPayment,
    QueuePage,
    RateLimited,
    SupportsPaymentQueue,
    SupportsStatus,
)
from pos_app.ports.journal import UnmatchedPayment
from pos_app.ports.office.call_verdict import CallVerdict
from pos_app.till.providers.acknowledgement import Acknowledging
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.connection import NextTry
from pos_app.till.providers.health import Health
from pos_app.till.providers.payment_calls import PaymentCalls
from pos_app.till.providers.payment_owners import PaymentOwners, is_under
from pos_app.till.providers.poll_schedule import MOST_PATIENCE, next_collection
from pos_app.till.providers.reference_ends import ReferenceEnds
from pos_app.till.recorder import SaleRecorder

ASIDE = 3  # seconds for which other payments are reserved, so that ours behind them show
LONGEST_ASIDE = 24  # seconds, over the slowest network
MOST_ROUNDS = 3  # of taking more of ours at once, before the next poll
MOST_PAGES = 20  # that one poll reads behind
EMPTIED_FOR = 180.0  # seconds; what cannot be proven stays in the inbox, which is asked each minute


class _NoPage(Exception):
    """The queue could not be read now."""


class Queue:
    """The payment queue of one method's account."""

    def __init__(
        self,
        method: Method,
        gateway: SupportsPaymentQueue,
        recorder: SaleRecorder,
        client: ProviderClient,
        now: Callable[[], datetime],
        random: Random,
        *,
        status: SupportsStatus | None,
        can_call: bool,
        listens: bool,
    ) -> None:
        """`status` asks about one reference, where the provider can be asked. `can_call`: the
        provider can send payments to a webhook; `listens`: this till has an address at which
        providers call it."""
        self.method = method
        self._gateway = gateway
        self._recorder = recorder
        self._client = client
        self._now = now
        self._random = random
        self._failures = 0
        self._pause = self._pause_ends = 0.0
        self._retry_after = 0.0  # seconds that a busy provider asked for
        self._told_at: list[datetime | None] = []  # when its pages were made, by its own clock
        # The newest reference that waits, and since when this run knows it, by the loop's clock.
        self._youngest = (0, 0.0)
        # Unmatched payments as last recorded in the journal; at first unknown.
        self._seen: tuple[bool, list[tuple[str, str]]] | None = None
        self.acknowledging = Acknowledging(method, gateway, client, random)
        # Apart from `_writing`: a poll that hangs does not delay a payment that comes by webhook.
        self._reading = asyncio.Lock()
        self._writing = asyncio.Lock()
        self._is_blind = False
        self._emptied_until = 0.0  # by an office with another key; by the loop's clock
        self._complete_to: datetime | None = None  # by the office's word, as far as looked at
        journal = recorder.journal
        self._owners = PaymentOwners(method, journal)
        self._calls = PaymentCalls(
            method, journal, client, self._owners, can_call=can_call, listens=listens
        )
        self.ends = ReferenceEnds(
            method, recorder, client, now, random, self._calls, status, self._writing
        )

    async def collect(self) -> bool:
        """Takes the payments that have arrived. Returns True if it saw the whole queue: then a
        reference without a payment in it has not been paid. Where an office collects, it never
        is."""
        async with self._reading:
            return await self._collect()

    async def saw_all_until(self, at: datetime | None) -> bool:
        """Looks once more; returns whether everything was seen that was paid until that instant, by
        the provider's clock."""
        if await self.collect():
            return True
        account = self._client.accounts.get(self.method.provider)
        if at is None or account is None or not self._client.collector(self.method):
            return False
        return await self._client.shared.is_complete_to(account, self.method, at)

    async def collect_if_connected(self) -> None:
        """Takes the payments that have arrived. Without a connection it asks nothing: one request
        tries for everything at the provider."""
        is_cut = self._client.connection(self.method.provider).is_cut
        if is_cut and not self._is_left_to_the_office:
            await self.ends.doubt_what_is_unseen(self._dated())
        else:
            await self.collect()

    async def take(self, payment: QueuedPayment) -> None:
        """Takes a payment that its provider sent to our webhook: it never was in the queue.

        Raises JournalUnavailable: then the provider gets no acknowledgement and will resend.
        """
        await self._calls.note_first(payment)
        foreign = await self._kept_or_foreign(payment)
        if foreign is not None:
            unmatched = self._strays_of([foreign], queued=False)
            await self._recorder.journal.record_unmatched(self.method.id, unmatched, whole=False)
        self._client.record_health(self.method.provider, Done())

    async def take_of_office(self, payment: QueuedPayment, *, called: bool) -> CallVerdict:
        """Takes a payment that its provider told the office, by a call (`called`) or in its queue.
        One of no sale here leaves no trace, unless it names this till. Raises
        JournalUnavailable."""
        if called:
            await self._calls.note_first(payment)
        foreign = await self._kept_or_foreign(payment)
        self._client.record_health(self.method.provider, Done())
        if foreign is None:
            return CallVerdict.TAKEN
        journal = self._recorder.journal
        if foreign.till != journal.till:
            return CallVerdict.NOT_OURS
        if not await self._owners.is_known(foreign):
            unmatched = self._strays_of([foreign], queued=False)
            await journal.record_unmatched(self.method.id, unmatched, whole=False)
        return CallVerdict.UNMATCHED

    async def hear_unproven(self, payment: QueuedPayment | None) -> CallVerdict:
        """Hears of a payment that is not signed under this account's key. Where the office reads
        this very account it is nothing at all. Where it reads with another key, as after a change
        of keys here, one that seems to be ours may have left this queue: until a person has put
        that right, the queue proves nothing. Raises JournalUnavailable."""
        if payment is None or self._client.collector(self.method) is not None:
            return CallVerdict.UNPROVEN
        is_ours = payment.till == self._recorder.journal.till
        if not is_ours and await self._owners.of(payment) is None:
            return CallVerdict.UNPROVEN
        self._emptied_until = asyncio.get_running_loop().time() + EMPTIED_FOR
        return CallVerdict.UNREAD

    async def take_by_hand(
        self, payment: str, reference: str, by: str, why: str
    ) -> UnmatchedPayment:
        """Notes that a manager took this payment, and acknowledges it as soon as its provider can
        be reached. Raises NotAllowed."""
        journal = self._recorder.journal
        async with self._reading:
            unmatched = await journal.take_unmatched(self.method.id, payment, reference, by, why)
            self._owners.forget_taken()
            with suppress(JournalUnavailable):  # it is durable: the next poll does the rest
                await self._collect()
        return unmatched

    @property
    def _is_left_to_the_office(self) -> bool:
        shared = self._client.collector(self.method)
        return shared is not None and self._client.shared.is_left_to(shared)

    @property
    def _is_emptied_elsewhere(self) -> bool:
        if asyncio.get_running_loop().time() < self._emptied_until:
            return True
        return self._client.shared.hears_calls_of(self.method.provider)

    async def _collect(self) -> bool:
        if self._is_left_to_the_office:
            await self._leave_to_the_office()
            return False
        self._told_at = []
        self._retry_after = 0.0
        try:
            account = self._client.account(self.method)
            self.acknowledging.read_by(account)
            page, foreign = await self._take_ours(account)
        except (NotSetUp, RequestNotSent, ResponseLost, _NoPage):
            self._failures += 1
            await self.ends.doubt_what_is_unseen(self._dated())
            return False
        self._failures = 0
        await self._remember(foreign, whole=page.whole)
        await self._say_what_stands_in_the_way(page, foreign)
        self._client.record_health(self.method.provider, page)
        if not page.whole or self._is_emptied_elsewhere:
            await self.ends.doubt_what_is_unseen(self._dated())
            return False
        self.ends.saw_the_whole_queue()
        if self._client.collector(self.method):
            return False  # the office may have taken payments out of it before
        await self.ends.look_at_those_left(account, self._dated())
        return True

    async def _leave_to_the_office(self) -> None:
        """Leaves the queue as it is. Its unmatched payments stay as they were last seen: this till
        does not see them go. References end by the office's word: then their payments would be
        here."""
        self._failures = 0
        self.acknowledging.hand_over((), whole=True)
        self.ends.saw_the_whole_queue()  # should the office fall silent, doubts begin from there
        await self._turn_blind(None, blind=False)
        shared = self._client.collector(self.method)
        there = self._client.time_at(self.method.provider)
        told = self._client.shared.heard_to(shared, there) if shared else None
        if told is None or told == self._complete_to:
            return
        with suppress(NotSetUp):
            account = self._client.account(self.method)
            await self.ends.look_at_those_left(account, told, heard_all=True)
            self._complete_to = told

    async def _take_ours(self, account: Account) -> tuple[QueuePage, list[QueuedPayment]]:
        """Stores our payments, then acknowledges them. Returns the last page, and the payments on
        it that are not ours.

        If a page is full of ours, other payments move up once ours have left it.
        """
        page = await self._page(account, 0)
        ours, foreign = await self._store(page)
        ended = True
        if not page.whole and self.method.queue_reserves:
            page, ended = await self._all_pages(account, page)
            ours, foreign = await self._store(page)
        shared = {payment.id for payment in page.payments if not payment.is_alone}
        self.acknowledging.leave(shared)
        await self._acknowledge_all(ours)
        if not ended:  # the pages that were read are processed all the same
            raise _NoPage
        for _ in range(MOST_ROUNDS):
            if page.whole or not ours or self.acknowledging.is_refused:
                break
            page = await self._page(account, 0)
            ours, foreign = await self._store(page)
            await self._acknowledge_all([one for one in ours if one.id not in shared])
        return page, foreign

    async def _all_pages(self, account: Account, front: QueuePage) -> tuple[QueuePage, bool]:
        """Reads every page of the queue; returns the payments, and whether no page failed. Each
        page is reserved for a moment, so that the next one shows; other tills wait that long.

        A reservation ends by itself: no other till loses a payment. The till reads every page
        before processing any, so the first page's reservation has not expired by the last. If it
        has (slow network), the till doubles the reservation.
        """
        shown: dict[tuple[str, str, str], QueuedPayment] = {}
        page, aside, ended = front, ASIDE, True
        for _ in range(MOST_PAGES):
            try:
                page = await self._page(account, aside)
            except (RequestNotSent, ResponseLost, _NoPage):
                ended = False
                break
            before = len(shown)
            shown |= {(one.id, one.reference, one.raw): one for one in page.payments}
            if page.whole:
                break
            if len(shown) == before:
                aside = min(2 * aside, LONGEST_ASIDE)
        # Uses `front` only if no page came: read twice, its payments may be written in two ways.
        return QueuePage(told_apart([*shown.values()] or front.payments), page.whole), ended

    async def _page(self, account: Account, reserve: int) -> QueuePage:
        answer = await self._client.send(account, self._gateway.queue(account, reserve))
        self._told_at.append(date_of(answer.headers))
        page = self._gateway.parse_queue(account, answer)
        if not isinstance(page, QueuePage):
            self._client.record_health(self.method.provider, page)
            if isinstance(page, RateLimited):
                self._retry_after = min(page.retry_after or 0.0, MOST_PATIENCE)
            raise _NoPage
        # The very same payment twice is one; two that differ under one id are marked as not alone.
        return replace(page, payments=told_apart([*dict.fromkeys(page.payments)]))

    async def _say_what_stands_in_the_way(
        self, page: QueuePage, foreign: Sequence[QueuedPayment]
    ) -> None:
        """Reports a queue whose page does not move: behind it nobody sees who has paid. The journal
        notes the beginning and the end, for somebody who asks later why a sale looked unpaid.
        Single refusals are in the log, as every request is."""
        refused = self.acknowledging.is_refused
        crowded = not page.whole and len(foreign) >= len(page.payments) > 0
        blind = crowded or (refused and not page.whole)
        trouble = Health.ACKS_REFUSED if refused else Health.CROWDED if crowded else None
        await self._turn_blind(trouble, blind=blind)

    async def _turn_blind(self, trouble: Health | None, *, blind: bool) -> None:
        self._client.stand(self.method.provider, trouble)
        if blind is not self._is_blind:
            self._is_blind = blind
            kind = QueueStuck if blind else QueueMoves
            await self._recorder.journal.note(kind(method=self.method.id))

    async def _store(self, page: QueuePage) -> tuple[list[QueuedPayment], list[QueuedPayment]]:
        """Splits a page into our payments, which are durable from now on, and all others. A payment
        that a manager took is the shop's, and durable too."""
        ours: list[QueuedPayment] = []
        others: list[QueuedPayment] = []
        for payment in page.payments:
            foreign = await self._kept_or_foreign(payment)
            if foreign is None:
                ours.append(payment)
            else:
                others.append(foreign)
        return ours, others

    async def _kept_or_foreign(self, payment: QueuedPayment) -> QueuedPayment | None:
        """Returns None if the payment is durable here from now on, else the payment. One with an
        amount that the journal cannot hold is left for a person, and hides no other payment."""
        try:
            async with self._writing:
                if await self._record(payment):
                    return None
        except CannotBeKept:
            payment = replace(payment, amount=None)
        return None if await self._owners.was_taken(payment) else payment

    async def _acknowledge_all(self, ours: Sequence[QueuedPayment]) -> None:
        """Acknowledges payments whose id is unique: an id that another payment bears too would
        remove that one, unseen and perhaps another till's."""
        self.acknowledging.hand_over(payment.id for payment in ours if payment.is_alone)
        await self.acknowledging.tries()

    async def _remember(self, payments: Sequence[QueuedPayment], *, whole: bool) -> None:
        """Records unmatched payments, so that a person can see them. They stay in the queue."""
        unmatched = self._strays_of(payments, queued=True)
        seen = (whole, [(one.payment, one.reference) for one in unmatched])
        if seen == self._seen:
            return
        try:
            await self._recorder.journal.record_unmatched(self.method.id, unmatched, whole=whole)
        except CannotBeKept:  # one amount is too large: all are recorded, without amounts
            plain = [replace(one, amount=None) for one in unmatched]
            await self._recorder.journal.record_unmatched(self.method.id, plain, whole=whole)
        self._seen = seen

    def _strays_of(
        self, payments: Sequence[QueuedPayment], *, queued: bool
    ) -> list[UnmatchedPayment]:
        at = self._now()
        return [
            UnmatchedPayment(
                method=self.method.id,
                payment=payment.id,
                reference=payment.reference,
                sale=payment.sale,
                amount=payment.amount,
                raw=payment.raw,
                first_seen=at,
                last_seen=at,
                queued=queued,
                provider_at=payment.at,
                period=payment.period,
                fee=payment.fee,
            )
            for payment in payments
        ]

    async def pause(self) -> float:
        """Returns the seconds until the next poll of the queue."""
        youngest = max((sale.number for sale in await self.ends.waiting()), default=None)
        now = asyncio.get_running_loop().time()
        if youngest and youngest != self._youngest[0]:
            self._youngest = (youngest, now)
        age = now - self._youngest[1] if youngest else None
        pause = max(next_collection(age, self._failures, self._random), self._retry_after)
        self._pause, self._pause_ends = pause, now + pause
        return pause

    def forget_failures(self) -> None:
        """Forgets failures that a long pause would follow: their cause is over."""
        self._failures = 0

    def next_try(self) -> NextTry:
        """Returns the next poll of a queue whose requests leave, and get no answer."""
        left = self._pause_ends - asyncio.get_running_loop().time()
        return NextTry(max(self._failures, 1), max(left, 0.0), self._pause)

    async def _record(self, payment: QueuedPayment) -> bool:
        """Returns whether the payment is one of ours; if so, it is durable from now on, once."""
        sale = await self._owners.of(payment)
        if sale is None:
            return False
        name, known = await self._owners.known_as(payment, sale)
        if not known:
            word = match_payment(
                sale,
                amount=payment.amount,
                concerns_this_sale=payment.reference == sale.reference and is_under(sale, payment),
                reference=sale.reference,
                payment=name,
                raw=payment.raw,
                provider_at=payment.at,
                period=payment.period,
                fee=payment.fee,
            )
            await self._recorder.evidence(sale, word)
        return True

    def _dated(self) -> datetime | None:
        """Returns the provider's own time at this reading of its queue, if each of its answers has
        it."""
        dates = [date for date in self._told_at if date]
        return min(dates) if dates and None not in self._told_at else None


def told_apart(payments: Sequence[QueuedPayment]) -> Sequence[QueuedPayment]:
    """Marks each payment with whether its id is unique among these."""
    bearers = Counter(payment.id for payment in payments)
    return [replace(payment, is_alone=bearers[payment.id] == 1) for payment in payments]
