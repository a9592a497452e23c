"""Takes the payments out of one account's queue, for all tills that sell by it: stores each as its
provider wrote it, commits, and only then acknowledges it."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from random import Random

import psycopg

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.reasons import Reason
from pos_app.office.calls.accounts.known_account import KnownAccount
from pos_app.office.calls.call_store import CallStore, HeardCall
from pos_app.office.calls.hearing import told_by
from pos_app.office.calls.queues.lease import Held, Lease
from pos_app.office.calls.queues.queue_reading import NotRead, QueueRead, QueueReading
from pos_app.office.calls.queues.request_budget import Pace, RequestBudget
from pos_app.office.wakes.wakes import TellsTills
from pos_app.ports.gateway import Done, QueuedPayment, Sender, SupportsPaymentQueue
from pos_app.ports.office.protocol import AccountMode, CallKind

JITTER = 0.1
LONGEST_PATIENCE = 300.0  # seconds, however long a busy provider asks for
# So many payments may wait to be acknowledged: half of what a page shows.
ROOM = 50
AT_ONCE = 8  # acknowledgements
_LOG = logging.getLogger(__name__)


class Collector:
    """One account's, in one of the processes that may collect it."""

    def __init__(
        self,
        account: KnownAccount,
        gateway: SupportsPaymentQueue,
        lease: Lease,
        store: CallStore,
        sender: Sender,
        wakes: TellsTills,
        pace: Pace,
        random: Random,
    ) -> None:
        self._account = account
        self._gateway = gateway
        self._lease = lease
        self._store = store
        self._sender = sender
        self._wakes = wakes
        self._pace = pace
        self._random = random
        self._acknowledgements = RequestBudget(pace.acknowledgements, pace.minute)
        reads = RequestBudget(pace.reads, pace.minute)
        self._queue = QueueReading(account, gateway, sender, reads)
        self._failures = 0
        self._vain_rounds = 0
        self._resumes_at = 0.0  # acknowledging, by the loop's clock

    async def go_on(self) -> None:
        """Collects until it is cancelled; waits while another process does."""
        try:
            while True:
                pause = await self.collect()
                await asyncio.sleep(pause * self._random.uniform(1, 1 + JITTER))
        finally:
            with suppress(psycopg.Error):  # then it ends by itself
                await self._lease.give_back()

    async def collect(self) -> float:
        """Reads the queue once, if this process is the one to do so. Returns the pause until the
        next time, in seconds."""
        try:
            held = await self._lease.take()
            if held is None:
                return self._lease.lasts / 3
            try:
                read = await self._queue.read()
            except NotRead as unread:
                await self._lease.tell_trouble(held, unread.why)
                return self._failed(unread.retry_after)
            trouble = await self._take(held, read)
            await self._lease.tell_trouble(held, trouble or "")
        except psycopg.Error as error:
            _LOG.warning("account %d: %s", self._account.number, type(error).__name__)
            return self._failed(0.0)
        self._failures = 0
        if not read.whole and trouble is None:
            return 0.0  # the next ones have moved up
        slow = self._account.mode is AccountMode.WEBHOOK  # its queue should be empty
        return self._pace.minute if slow else self._pace.interval

    def _failed(self, retry_after: float) -> float:
        self._failures += 1
        return max(self._pace.backoff(self._failures), min(retry_after, LONGEST_PATIENCE))

    async def _take(self, held: Held, read: QueueRead) -> Reason | None:
        """Stores what was read, then acknowledges it. Returns what managers should know of. Raises
        psycopg.Error."""
        calls = {payment: self._call(payment) for payment in read.payments if payment.raw}
        await self._keep([*calls.values()])
        if read.whole and read.at and len(calls) == len(read.payments):
            await self._lease.collected(held, read.at)
        due = await self._due(read, calls)
        done = await self._acknowledge(due, is_urgent=not read.whole or len(due) > ROOM)
        if self._vain_rounds:
            return Reason.ACKS_REFUSED
        return None if read.whole or done else Reason.QUEUE_FULL

    def _call(self, payment: QueuedPayment) -> HeardCall:
        body = payment.raw.encode()
        signed = hmac.new(self._account.key.encode(), body, hashlib.sha256).hexdigest()
        told = told_by(payment, is_verified=True)
        return HeardCall(CallKind.ENTRY, body, told, signature=signed)

    async def _keep(self, calls: Sequence[HeardCall]) -> None:
        """Commits, then tells the tills whose they are."""
        if fresh := await self._store.unknown(self._account, calls):
            await self._wakes.tell(await self._store.add(self._account, fresh))

    async def _due(
        self, read: QueueRead, calls: Mapping[QueuedPayment, HeardCall]
    ) -> list[QueuedPayment]:
        """Returns those that can leave the queue: all of it is stored so that a till can read it,
        and no other payment bears the id, which is all that an acknowledgement names. A payment
        behind this page may bear it too, if it was ever seen."""
        told = {call.mark: payment.id for payment, call in calls.items() if payment.is_alone}
        seen = [*told.values()]
        shared = () if read.whole or not seen else await self._store.shared(self._account, told)
        return [one for one in calls if one.is_alone and one.id not in shared and self._reads(one)]

    def _reads(self, payment: QueuedPayment) -> bool:
        """Whether a till reads in what is stored what was read here."""
        again = self._gateway.parse_entry(self._account.at_provider, payment.raw)
        return again is not None and again.id == payment.id

    async def _acknowledge(self, due: Sequence[QueuedPayment], *, is_urgent: bool) -> int:
        """Returns how many left the queue. Without urgency it acknowledges as many as the minute
        has room for: the others stay, and are stored. After a refusal it waits, longer and
        longer."""
        now = asyncio.get_running_loop().time()
        if now < self._resumes_at:
            return 0
        chosen = [one for one in due if is_urgent or self._acknowledgements.take()]
        done = 0
        for start in range(0, len(chosen), AT_ONCE):
            left = await asyncio.gather(*map(self._acknowledged, chosen[start : start + AT_ONCE]))
            done += sum(left)
            self._vain_rounds = 0 if all(left) else self._vain_rounds + 1
            if not all(left):
                self._resumes_at = now + self._pace.backoff(self._vain_rounds)
                break
        return done

    async def _acknowledged(self, payment: QueuedPayment) -> bool:
        account = self._account.at_provider
        try:
            request = self._gateway.acknowledge(account, payment.id)
            answer = await self._sender.send(account, request)
        except (RequestNotSent, ResponseLost):
            return False
        if not isinstance(self._gateway.parse_acknowledge(answer), Done):
            return False
        await self._store.acknowledged(self._account, self._call(payment).mark)
        return True
