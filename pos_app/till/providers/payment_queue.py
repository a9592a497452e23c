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
from pos_app.till.providers.health import Health
from pos_app.till.providers.poll_schedule import MOST_PATIENCE, next_collection
from pos_app.till.providers.provider_clock import date_of
from pos_app.till.providers.same_payment import is_same_payment
from pos_app.till.recorder import SaleRecorder

ASIDE = 3  # seconds that other payments are reserved for, so that ours can be seen behind them
LONGEST_ASIDE = 24  # seconds, over the slowest line
MOST_ROUNDS = 3  # more of taking ours at once, before the next look
MOST_PAGES = 20  # that are looked behind at a time

# A payment made in the last minute takes a while to arrive in the queue.
LAST_MINUTE = timedelta(minutes=2)
MOST_ENDS = 20  # references that are asked about after one look

# Seconds, by a clock that nobody sets, without a look at the whole queue, or without an answer.
DOUBTED_AFTER = 15 * 60.0

_BY_CALLS = "calls"
_DOORS = (_BY_CALLS, "queue")  # what an account's `payments` may be


class _NoPage(Exception):
    """The queue could not be read now."""


class Queue:
    """The queue of one method's account."""

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
        """`status` asks about one reference, where the provider can be asked. `can_call`: it calls
        of payments; `listens`: this till has an address at which providers call it."""
        self.method = method
        self._gateway = gateway
        self._status = status
        self._can_call = can_call
        self._recorder = recorder
        self._client = client
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
        self._by_hand: Mapping[tuple[str, str], Sequence[str]] | None = None
        self.acknowledging = Acknowledging(method, gateway, client, random)
        # What hung at its provider keeps nobody from hearing of a payment in another way.
        self._reading = asyncio.Lock()
        self._writing = asyncio.Lock()
        self._is_blind = False
        self._seen_whole_at = asyncio.get_running_loop().time()
        self._unanswered_since: dict[str, float] = {}  # by the loop's clock, of ends
        self._listens = listens
        self._has_called: bool | None = None  # read once

    async def collect(self) -> bool:
        """Takes what has arrived. True if the whole queue was seen: then what is not there has
        not been paid."""
        async with self._reading:
            return await self._collect()

    async def take(self, payment: QueuedPayment) -> None:
        """A payment that its provider told of by calling us: it never was in the queue.

        Raises JournalUnavailable: then it was not heard and will be told of again.
        """
        await self._note_that_it_was_called(payment)
        foreign = await self._kept_or_foreign(payment)
        if foreign is not None:
            unmatched = self._strays_of([foreign], queued=False)
            await self._recorder.journal.record_unmatched(self.method.id, unmatched, whole=False)
        self._client.record_health(self.method.provider, Done())

    async def _note_that_it_was_called(self, payment: QueuedPayment) -> None:
        """That a payment came by a call, and not by the queue, is remembered for good: the queue
        is empty there. Before the payment itself: whoever called is told to call again where this
        cannot be written, and a payment that is known proves nothing of it."""
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
        """Written down, and out of the queue as soon as its provider can be reached. Raises
        NotAllowed."""
        journal = self._recorder.journal
        async with self._reading:
            unmatched = await journal.take_unmatched(self.method.id, payment, reference, by, why)
            self._by_hand = None
            with suppress(JournalUnavailable):  # it is durable: the next look does the rest
                await self._collect()
        return unmatched

    async def is_called_paid(self, sale: Sale) -> bool:
        """Whether the provider, where it can be asked, calls the reference itself paid."""
        if not self.method.can_look_up or not sale.status_path:
            return False
        return isinstance(await self._called(sale), Paid | Mismatched)

    async def _called(self, sale: Sale) -> Interpretation | None:
        """What the provider, asked about the reference itself, calls it; None where it cannot be
        asked now.

        "Paid" names the amount that was asked for, not the one that came: it is no payment. Only
        the queue tells of those.
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
        return self._status.parse_status(account, sale, answer)

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
        self.acknowledging.leave(shared)
        await self._acknowledge_all(ours)
        if not ended:  # what was seen of it is dealt with all the same
            raise _NoPage
        for _ in range(MOST_ROUNDS):
            if page.whole or not ours or self.acknowledging.is_refused:
                break
            page = await self._page(account, 0)
            ours, foreign = await self._store(page)
            await self._acknowledge_all([one for one in ours if one.id not in shared])
        return page, foreign

    async def _all_pages(self, account: Account, front: QueuePage) -> tuple[QueuePage, bool]:
        """What is in front and all that is behind it, and whether no page failed: what is in front
        stands aside for a moment, page by page, and other tills wait so long.

        What is reserved comes back by itself: nothing of theirs is touched. All pages are asked for
        before any is sorted, so that the front is not back before the end was seen; where it is all
        the same, over a slow line, it is asked to stand aside for longer.
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
        # The front only where no page was shown: read twice, it may be written in two ways.
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
        # The very same payment twice is one; two that differ under one id are told apart.
        return replace(page, payments=told_apart([*dict.fromkeys(page.payments)]))

    async def _say_what_stands_in_the_way(
        self, page: QueuePage, foreign: Sequence[QueuedPayment]
    ) -> None:
        """Behind a page that does not move nobody sees who has paid. Whoever asks later why a sale
        looked unpaid finds it in the journal: it is written when it begins, and when it is over.
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
        """Ours, which are durable from now on, and everybody else's. What a manager took is the
        shop's, and durable too."""
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
        """The payment as a stranger, unless it is durable here from now on. One that names more
        than a journal can hold is set aside for a person, and hides nobody else's."""
        try:
            async with self._writing:
                if await self._record(payment):
                    return None
        except CannotBeKept:
            payment = replace(payment, amount=None)
        return None if await self._was_taken(payment) else payment

    async def _was_taken(self, payment: QueuedPayment) -> bool:
        """Whether a manager took this very payment: with other facts it is another one."""
        if self._by_hand is None:
            by_hand: dict[tuple[str, str], list[str]] = defaultdict(list)
            for one in await self._recorder.journal.taken_unmatched():
                if one.method == self.method.id:
                    by_hand[one.payment, one.reference].append(one.raw)
            self._by_hand = by_hand
        taken = self._by_hand.get((payment.id, payment.reference), ())
        return any(is_same_payment(raw, payment.raw) for raw in taken)

    async def _acknowledge_all(self, ours: Sequence[QueuedPayment]) -> None:
        """Those that can be named: an id that another payment bears too would take that one away,
        unseen and perhaps another till's."""
        self.acknowledging.hand_over(payment.id for payment in ours if payment.is_alone)
        await self.acknowledging.tries()

    async def _remember(self, payments: Sequence[QueuedPayment], *, whole: bool) -> None:
        """Payments that are nobody's here stay where they are, and a person can see them."""
        unmatched = self._strays_of(payments, queued=True)
        seen = (whole, [(one.payment, one.reference) for one in unmatched])
        if seen == self._seen:
            return
        try:
            await self._recorder.journal.record_unmatched(self.method.id, unmatched, whole=whole)
        except CannotBeKept:  # the figure of one of them: each is seen all the same
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
            word = match_payment(
                sale,
                amount=payment.amount,
                concerns_this_sale=payment.reference == sale.reference and _is_under(sale, payment),
                reference=sale.reference,
                payment=name,
                raw=payment.raw,
            )
            await self._recorder.evidence(sale, word)
        return True

    async def _known_as(self, payment: QueuedPayment, sale: Sale) -> tuple[str, bool]:
        """What this payment is called in the journal, and whether it is there: by its id; where
        another payment bears that too, by its own words besides. Which of the two it is may change
        as the other one comes and goes."""
        told = await self._told_under(payment.id, sale)
        for name, raw in told:
            if is_same_payment(raw, payment.raw):
                return name, True
        if payment.is_alone and not told:
            return payment.id, False
        return f"{payment.id} {hashlib.sha256(payment.raw.encode()).hexdigest()[:16]}", False

    async def _told_under(self, payment: str, sale: Sale) -> list[tuple[str, str]]:
        """The payments of the sale that bear this id: what each is called, and its words."""
        events = [recorded.event for recorded in await self._recorder.journal.events_of(sale.id)]
        told = [event for event in events if isinstance(event, Paid | Mismatched | AlreadyUsed)]
        named = [(event.payment or "", event.raw) for event in told]
        return [(name, raw) for name, raw in named if name.partition(" ")[0] == payment]

    async def _owner(self, payment: QueuedPayment) -> Sale | None:
        """The sale that a payment names, or else the newest that was given its reference."""
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
        """The sale that this very payment has paid: it comes again for as long as its provider
        does not take its acknowledgement, and its number may be another sale's by then."""
        sale = await self._recorder.journal.sale_of_payment(self.method.id, payment.id)
        if sale is None:
            return None
        told = await self._told_under(payment.id, sale)
        return sale if any(is_same_payment(raw, payment.raw) for _, raw in told) else None

    async def _was_nobodys(self, payment: QueuedPayment) -> bool:
        """Whether this very payment was seen while no sale had its number: one that was given the
        number since is not what it paid. Whoever made it, or the manager who took it, knows."""
        seen = await self._recorder.journal.unmatched_called(self.method.id, payment.id)
        return any(
            unmatched.reference == payment.reference and is_same_payment(unmatched.raw, payment.raw)
            for unmatched in seen
        )

    async def _look_at_those_left(self, account: Account) -> None:
        """What was not in this account's queue is not paid; what was past its time by then ends.

        That is told by the provider's clock alone, as it is the one that ends a reference there:
        where an answer does not say when it was made, nothing ends by itself.
        """
        told_at = self._dated()
        past = []
        for sale in await self._waiting():
            self._client.mark_heard(sale)
            if sale.state is State.SENDING or sale.has_odd_money:
                continue  # its request is on its way; or a person has to look at it first
            if told_at is None or not self._is_past_its_end(sale, told_at):
                continue
            if is_of(account, sale, self.method):
                past.append(sale)
            else:  # its payment is in the queue of another account
                await self._doubt(sale)
        # Each may have to be asked about: nobody's payment waits behind all of them.
        some = self._random.sample(past, MOST_ENDS) if len(past) > MOST_ENDS else past
        for sale in some:
            await self._end(sale)

    def _dated(self) -> datetime | None:
        """The provider's own time as it told of its queue, where each of its answers says so."""
        dates = [date for date in self._told_at if date]
        return min(dates) if dates and None not in self._told_at else None

    async def _doubt_what_is_unseen(self) -> None:
        """Of a queue that is not seen to its end for long nobody knows what is behind it. A clock
        that runs ahead makes a doubt too soon, which the queue itself takes back."""
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
        """The latest end that its provider may have been told."""
        usual = sale.created_at + timedelta(seconds=self.method.answer_expected_in)
        told = sale.expires_at or usual
        return max(told, sale.valid_until) if sale.valid_until else told

    async def _end(self, sale: Sale) -> None:
        """Past its time, and not in the queue: expired.

        Unless the provider, where it can be asked, calls it paid: its payment stands aside for
        another till, or was taken by one. Then a person has to ask. An answer that says neither
        ends nothing. One that may have been paid in what a restored journal has lost is not in the
        queue any more: only its provider's own no ends it, or a person. So is one whose payment
        comes by a call.
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
            return  # it was called paid before
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
        """Unless its payment has come by a call meanwhile."""
        async with self._writing:
            fresh = await self._recorder.journal.sale(sale.id) or sale
            if fresh.is_open and not fresh.has_odd_money:
                await self._recorder.evidence(fresh, event)

    async def _is_told_by_calls(self) -> bool:
        """A provider that calls has an empty queue ("As an alternative to periodically fetching
        Payment events"): that a payment is not in it proves nothing. The shop's word on it counts
        first; without one, what has been seen, or that an address for such calls was set up."""
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
    """Each with whether its id is its own among these."""
    bearers = Counter(payment.id for payment in payments)
    return [replace(payment, is_alone=bearers[payment.id] == 1) for payment in payments]


def _is_under(sale: Sale, payment: QueuedPayment) -> bool:
    """The same number under another entity is another reference. The sale knows the entity that it
    was printed with, whatever the account's is by now; where that was never heard, no other is."""
    if not payment.entity or not sale.entity:
        return True
    return payment.entity.lstrip("0") == sale.entity.lstrip("0")
