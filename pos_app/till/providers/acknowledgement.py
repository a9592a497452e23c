"""Acknowledgement of queued payments: removes durable ones from the provider's queue, beside
polling.

An acknowledgement that hangs or is refused keeps nobody from seeing who has paid. The till retries
it for as long as it runs; after a restart the queue shows the payment again, the journal knows it,
and it is acknowledged again.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from random import Random

from pos_app.domain.errors import NotSetUp, RequestNotSent, ResponseLost
from pos_app.domain.method import Method
from pos_app.ports.gateway import Account, Done, RateLimited, SupportsPaymentQueue
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.poll_schedule import MOST_PATIENCE, next_acknowledgement

PATIENCE = 5.0  # seconds that polling the queue waits for acknowledgements that go well
MOST_IN_VAIN = 5  # failures in a row end a round: the next one begins with the other payments


class Acknowledging:
    """Acknowledges payments of one queue. Every payment that it gets is durable in the journal."""

    def __init__(
        self, method: Method, gateway: SupportsPaymentQueue, client: ProviderClient, random: Random
    ) -> None:
        self._method = method
        self._gateway = gateway
        self._client = client
        self._random = random
        # In the order of their tries; the value says whether the queue has shown the payment since
        # its last try: a try without an answer may have worked, and by now another payment may
        # bear the id.
        self._due: dict[str, bool] = {}
        self._account: Account | None = None  # the one whose queue showed them
        self._vain_rounds = 0
        self._retry_after = 0.0
        self._news = asyncio.Event()
        self._tried = asyncio.Event()
        self._tried.set()

    @property
    def is_refused(self) -> bool:
        """Whether several acknowledgements failed, or one again and again: a single failure is not
        worth a warning."""
        return bool(self._vain_rounds) and len(self._due) + self._vain_rounds > MOST_IN_VAIN

    def read_by(self, account: Account) -> None:
        """Sets the account whose queue is read from now on. Payments that another account's queue
        has shown are not in this one: here the same id is another payment's, which nobody may have
        seen. Their own queue shows them again."""
        if account != self._account:
            self._due.clear()
        self._account = account

    def hand_over(self, payments: Iterable[str], *, whole: bool = False) -> None:
        """Adds payments to acknowledge. `whole`: the queue has no others of ours, so all others
        have left it."""
        seen = dict.fromkeys(payments, True)
        if whole:
            self.leave(self._due.keys() - seen.keys())
        fresh = seen.keys() - self._due.keys()
        self._due |= seen
        if fresh:
            self._tried.clear()
        if self._due:
            self._news.set()

    def leave(self, payments: Iterable[str]) -> None:
        """Drops ids that another payment bears too by now: both payments stay in the queue."""
        for payment in payments:
            self._due.pop(payment, None)

    async def tries(self) -> None:
        """Waits for the tries under way while they go well; not for those that failed before."""
        if self._vain_rounds:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._tried.wait()

    async def go_on(self) -> None:
        """Runs one round over all due payments, as soon as there are any, and the pause after
        it."""
        await self._news.wait()
        self._news.clear()
        done = await self._round()
        if done or not self._due:
            self._vain_rounds = 0
        elif not self._client.connection(self._method.provider).is_cut:
            self._vain_rounds += 1  # without a connection nothing was refused
        self._tried.set()
        if self._due:
            pause = next_acknowledgement(self._vain_rounds, self._random)
            await asyncio.sleep(max(pause, self._retry_after))
            if any(self._due.values()):
                self._news.set()

    async def _round(self) -> bool:
        """Tries each payment; returns whether any was acknowledged. A failed one goes behind the
        others."""
        done, in_vain = False, 0
        self._retry_after = 0.0
        while payment := next((one for one, shown in self._due.items() if shown), None):
            gone = await self._acknowledge(payment)
            self._due.pop(payment, None)
            if gone:
                done, in_vain = True, 0
                continue
            self._due[payment] = False
            in_vain += 1
            if in_vain == MOST_IN_VAIN or self._retry_after:
                break
        return done

    async def _acknowledge(self, payment: str) -> bool:
        try:
            account = self._client.account(self._method)
            if account != (self._account or account):
                return False
            request = self._gateway.acknowledge(account, payment)
            answer = await self._client.send(account, request)
        except (NotSetUp, RequestNotSent, ResponseLost):
            return False
        meaning = self._gateway.parse_acknowledge(answer)
        if isinstance(meaning, RateLimited):
            self._retry_after = min(meaning.retry_after or 1.0, MOST_PATIENCE)
        if not isinstance(meaning, Done):
            self._client.record_health(self._method.provider, meaning)
        return isinstance(meaning, Done)
