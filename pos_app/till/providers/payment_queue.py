"""Payment queue polling: one request per account serves every reference. Store, then
acknowledge."""

import asyncio
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from pos_app.domain.audit_notes import PaymentsByCall, QueueMoves, QueueStuck
from pos_app.domain.errors import (
    CannotBeKept,
    JournalUnavailable,
    NotSetUp,
    RequestNotSent,
    ResponseLost,
)
from pos_app.domain.events import AlreadyUsed, Expired, FinalWordMissing, Mismatched, Paid, State
from pos_app.domain.method import Method
from pos_app.domain.payment_match import match_payment
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import (
    Account,
    Done,
    Interpretation,
    NotFound,
    NotPaid,
    QueuedPayment,
    QueuePage,
    RateLimited,
    StillWaiting,
    SupportsPaymentQueue,
    SupportsStatus,
)
from pos_app.ports.journal import UnmatchedPayment
from pos_app.till.providers.acknowledgement import Acknowledging
from pos_app.till.providers.client import ProviderClient, is_of
from pos_app.till.providers.connection import NextTry
from pos_app.till.providers.health import Health
from pos_app.till.providers.poll_schedule import MOST_PATIENCE, next_collection
from pos_app.till.providers.provider_clock import date_of
from pos_app.till.providers.same_payment import is_same_payment
from pos_app.till.recorder import SaleRecorder

ASIDE = 3  # seconds for which other payments are reserved, so that ours behind them show
LONGEST_ASIDE = 24  # seconds, over the slowest network
MOST_ROUNDS = 3  # of taking more of ours at once, before the next poll
MOST_PAGES = 20  # that one poll reads behind

# A payment made in the last minute takes a while to arrive in the queue.
LAST_MINUTE = timedelta(minutes=2)
MOST_ENDS = 20  # references that the provider is asked about after one poll

# Seconds, by the monotonic clock, without a view of the whole queue, or without an answer.
DOUBTED_AFTER = 15 * 60.0

_BY_CALLS = "calls"
_DOORS = (_BY_CALLS, "queue")  # what an account's `payments` may be


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
        self._status = status
        self._can_call = can_call
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
        # Payments that a manager took; read once, then compared with every payment.
        self._by_hand: Mapping[tuple[str, str], Sequence[str]] | None = None
        self.acknowledging = Acknowledging(method, gateway, client, random)
        # Apart from `_writing`: a poll that hangs does not delay a payment that comes by webhook.
        self._reading = asyncio.Lock()
        self._writing = asyncio.Lock()
        self._is_blind = False
        self._seen_whole_at = asyncio.get_running_loop().time()
        self._unanswered_since: dict[str, float] = {}  # by the loop's clock, of ends
        self._listens = listens
        self._has_called: bool | None = None  # read once

    async def collect(self) -> bool:
        """Takes the payments that have arrived. Returns True if it saw the whole queue: then a
        reference without a payment in it has not been paid."""
        async with self._reading:
            return await self._collect()

    async def collect_if_connected(self) -> None:
        """Takes the payments that have arrived. Without a connection it asks nothing: one request
        tries for everything at the provider."""
        if self._client.connection(self.method.provider).is_cut:
            await self._doubt_what_is_unseen()
        else:
            await self.collect()

    async def take(self, payment: QueuedPayment) -> None:
        """Takes a payment that its provider sent to our webhook: it never was in the queue.

        Raises JournalUnavailable: then the provider gets no acknowledgement and will resend.
        """
        await self._note_that_it_was_called(payment)
        foreign = await self._kept_or_foreign(payment)
        if foreign is not None:
            unmatched = self._strays_of([foreign], queued=False)
            await self._recorder.journal.record_unmatched(self.method.id, unmatched, whole=False)
        self._client.record_health(self.method.provider, Done())

    async def _note_that_it_was_called(self, payment: QueuedPayment) -> None:
        """Notes for good that a payment came by webhook and not by the queue: then the queue is
        empty. This comes before the payment itself: if the journal fails here, the provider is told
        to call again, and a payment that the journal knows already proves nothing about
        webhooks."""
        if await self._was_called() or await self._is_known(payment):
            return
        await self._recorder.journal.note(PaymentsByCall(method=self.method.id))
        self._has_called = True

    async def _is_known(self, payment: QueuedPayment) -> bool:
        sale = await self._owner(payment)
        if sale:
            return (await self._known_as(payment, sale))[1]
        unmatched = await self._recorder.journal.unmatched_payments()
        seen = ((one.method, one.payment, one.reference) for one in unmatched)
        return (self.method.id, payment.id, payment.reference) in seen

    async def _was_called(self) -> bool:
        if self._has_called is None:
            notes = [noted.note for noted in await self._recorder.journal.notes(PaymentsByCall)]
            self._has_called = PaymentsByCall(method=self.method.id) in notes
        return self._has_called

    async def take_by_hand(
        self, payment: str, reference: str, by: str, why: str
    ) -> UnmatchedPayment:
        """Notes that a manager took this payment, and acknowledges it as soon as its provider can
        be reached. Raises NotAllowed."""
        journal = self._recorder.journal
        async with self._reading:
            unmatched = await journal.take_unmatched(self.method.id, payment, reference, by, why)
            self._by_hand = None
            with suppress(JournalUnavailable):  # it is durable: the next poll does the rest
                await self._collect()
        return unmatched

    async def is_called_paid(self, sale: Sale) -> bool:
        """Returns whether the provider, where it can be asked, calls the reference itself paid."""
        if not self.method.can_look_up or not sale.status_path:
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
            account = self._client.account(self.method)
            if not is_of(account, sale, self.method):
                return None  # at another account it does not exist
            answer = await self._client.send(account, self._status.status(account, sale), sale)
        except (NotSetUp, RequestNotSent, ResponseLost):
            return None
        meaning = self._status.parse_status(account, sale, answer)
        self._client.record_health(account.provider, meaning)
        return meaning

    async def _collect(self) -> bool:
        self._told_at = []
        self._retry_after = 0.0
        try:
            account = self._client.account(self.method)
            self.acknowledging.read_by(account)
            page, foreign = await self._take_ours(account)
        except (NotSetUp, RequestNotSent, ResponseLost, _NoPage):
            self._failures += 1
            await self._doubt_what_is_unseen()
            return False
        self._failures = 0
        await self._remember(foreign, whole=page.whole)
        await self._say_what_stands_in_the_way(page, foreign)
        self._client.record_health(self.method.provider, page)
        if page.whole:
            self._seen_whole_at = asyncio.get_running_loop().time()
            await self._look_at_those_left(account)
        else:
            await self._doubt_what_is_unseen()
        return page.whole

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
        return None if await self._was_taken(payment) else payment

    async def _was_taken(self, payment: QueuedPayment) -> bool:
        """Returns whether a manager took this very payment: with other facts it is another one."""
        if self._by_hand is None:
            by_hand: dict[tuple[str, str], list[str]] = defaultdict(list)
            for one in await self._recorder.journal.taken_unmatched():
                if one.method == self.method.id:
                    by_hand[one.payment, one.reference].append(one.raw)
            self._by_hand = by_hand
        taken = self._by_hand.get((payment.id, payment.reference), ())
        return any(is_same_payment(raw, payment.raw) for raw in taken)

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
        youngest = max((sale.number for sale in await self._waiting()), default=None)
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
        sale = await self._owner(payment)
        if sale is None:
            return False
        name, known = await self._known_as(payment, sale)
        if not known:
            word = match_payment(
                sale,
                amount=payment.amount,
                concerns_this_sale=payment.reference == sale.reference and _is_under(sale, payment),
                reference=sale.reference,
                payment=name,
                raw=payment.raw,
                provider_at=payment.at,
                period=payment.period,
                fee=payment.fee,
            )
            await self._recorder.evidence(sale, word)
        return True

    async def _known_as(self, payment: QueuedPayment, sale: Sale) -> tuple[str, bool]:
        """Returns this payment's name in the journal, and whether the journal has it. The name is
        its id; if another payment bears that too, the id with a hash of its text. Which of the two
        it is may change as the other payment comes and goes."""
        told = await self._told_under(payment.id, sale)
        for name, raw in told:
            if is_same_payment(raw, payment.raw):
                return name, True
        if payment.is_alone and not told:
            return payment.id, False
        return f"{payment.id} {hashlib.sha256(payment.raw.encode()).hexdigest()[:16]}", False

    async def _told_under(self, payment: str, sale: Sale) -> list[tuple[str, str]]:
        """Returns the sale's payments that bear this id: the name and the raw text of each."""
        events = [recorded.event for recorded in await self._recorder.journal.events_of(sale.id)]
        told = [event for event in events if isinstance(event, Paid | Mismatched | AlreadyUsed)]
        named = [(event.payment or "", event.raw) for event in told]
        return [(name, raw) for name, raw in named if name.partition(" ")[0] == payment]

    async def _owner(self, payment: QueuedPayment) -> Sale | None:
        """Returns the sale that a payment names, or else the newest that was given its
        reference."""
        if payment.sale:
            sale = await self._recorder.journal.sale(payment.sale)
            return sale if sale and sale.method == self.method.id else None
        if paid := await self._paid_before(payment):
            return paid
        if not payment.reference or await self._was_nobodys(payment):
            return None
        sale = await self._recorder.journal.sale_with_reference(self.method.id, payment.reference)
        return sale if sale and _is_under(sale, payment) else None

    async def _paid_before(self, payment: QueuedPayment) -> Sale | None:
        """Returns the sale that this very payment has paid. The queue shows it again until the
        provider takes its acknowledgement, and its reference may be another sale's by then."""
        sale = await self._recorder.journal.sale_of_payment(self.method.id, payment.id)
        if sale is None:
            return None
        told = await self._told_under(payment.id, sale)
        return sale if any(is_same_payment(raw, payment.raw) for _, raw in told) else None

    async def _was_nobodys(self, payment: QueuedPayment) -> bool:
        """Returns whether this very payment was seen while no sale had its reference: it cannot
        have paid a sale that was given the reference since. Another program made it for itself, or
        a manager took it."""
        seen = await self._recorder.journal.unmatched_called(self.method.id, payment.id)
        return any(
            unmatched.reference == payment.reference and is_same_payment(unmatched.raw, payment.raw)
            for unmatched in seen
        )

    async def _look_at_those_left(self, account: Account) -> None:
        """Treats references without a payment in this account's queue as unpaid, and ends those
        that were past their time by then.

        Only the provider's clock decides that, as it is the one that ends a reference there: if an
        answer has no date, nothing ends by itself.
        """
        told_at = self._dated()
        past = []
        for sale in await self._waiting():
            self._client.mark_heard(sale)
            if sale.state is State.SENDING or sale.has_odd_money:
                continue  # its request is on its way; or it waits for a person
            if told_at is None or not self._is_past_its_end(sale, told_at):
                continue
            if is_of(account, sale, self.method):
                past.append(sale)
            else:  # its payment is in the queue of another account
                await self._doubt(sale)
        # Each may need a request: a bounded number, so that no payment waits behind all of them.
        some = self._random.sample(past, MOST_ENDS) if len(past) > MOST_ENDS else past
        for sale in some:
            await self._end(sale)

    def _dated(self) -> datetime | None:
        """Returns the provider's own time at this reading of its queue, if each of its answers has
        it."""
        dates = [date for date in self._told_at if date]
        return min(dates) if dates and None not in self._told_at else None

    async def _doubt_what_is_unseen(self) -> None:
        """Puts overdue references in doubt if the end of the queue was not seen for long: a payment
        may be behind it. A clock that runs ahead makes a doubt too soon, which the queue itself
        takes back."""
        if asyncio.get_running_loop().time() - self._seen_whole_at < DOUBTED_AFTER:
            return
        for sale in await self._waiting():
            if self._is_past_its_end(sale, self._dated() or self._now()):
                await self._doubt(sale)

    async def _doubt(self, sale: Sale) -> None:
        if sale.state is State.WAITING:
            await self._conclude(sale, FinalWordMissing(reason=Reason.QUEUE_UNSEEN))

    def _is_past_its_end(self, sale: Sale, at: datetime) -> bool:
        return self._ends_at(sale) + LAST_MINUTE < at

    def _ends_at(self, sale: Sale) -> datetime:
        """Returns the latest end of the reference that its provider may know."""
        usual = sale.created_at + timedelta(seconds=self.method.answer_expected_in)
        told = sale.expires_at or usual
        return max(told, sale.valid_until) if sale.valid_until else told

    async def _end(self, sale: Sale) -> None:
        """Ends a reference that is past its time and not in the queue: it expires.

        If the provider can be asked and calls it paid, its payment is reserved for another till, or
        was taken by one: then a person has to ask. An answer that says neither ends nothing. A sale
        that may have been paid in events which a restored journal has lost is not in the queue any
        more: only the provider's own no, or a person, ends it. The same goes for one whose payment
        comes by webhook.
        """
        if not self.method.can_look_up or not sale.status_path:
            if sale.restored or sale.reason is Reason.PAYMENTS_BY_CALL:
                return
            if await self._is_told_by_calls():
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

    async def _is_told_by_calls(self) -> bool:
        """Returns whether payments come by webhook. Then the queue is empty ("As an alternative to
        periodically fetching Payment events"), and a payment missing from it proves nothing. The
        shop's setting counts first; without one, a payment that came by webhook, or an address set
        up for such calls."""
        if not self._can_call:
            return False
        told = self._client.account_of(self.method).options.get("payments", "")
        if told in _DOORS:
            return told == _BY_CALLS
        return self._listens or await self._was_called()

    async def _waiting(self) -> list[Sale]:
        sales = await self._recorder.journal.open_sales()
        return [sale for sale in sales if sale.method == self.method.id]


def told_apart(payments: Sequence[QueuedPayment]) -> Sequence[QueuedPayment]:
    """Marks each payment with whether its id is unique among these."""
    bearers = Counter(payment.id for payment in payments)
    return [replace(payment, is_alone=bearers[payment.id] == 1) for payment in payments]


def _is_under(sale: Sale, payment: QueuedPayment) -> bool:
    """Returns whether the payment's entity is the sale's: the same number under another entity is
    another reference. The sale knows the entity that it was printed with, whatever the account's is
    by now; if it never heard one, any matches."""
    if not payment.entity or not sale.entity:
        return True
    return payment.entity.lstrip("0") == sale.entity.lstrip("0")
