"""Late polling: asks about sales that ended unpaid, for which a provider may still report payment.

A time-out at a provider is a guess about a customer who holds a phone. So the till goes on polling,
ever more slowly, for as long as the method's row says. Such a sale is not open: nobody waits for
it, and an answer that brings no money changes nothing. The journal knows which sales those are.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.events import Authorized, Mismatched, Paid, StatusPathChanged
from pos_app.domain.method import Method
from pos_app.domain.movement_identity import provider_of
from pos_app.domain.rules.follow_up import can_be_asked_about, may_be_paid_after
from pos_app.domain.sale import Sale
from pos_app.domain.sale_age import least_age
from pos_app.ports.gateway import Interpretation, RateLimited, Redirected, SupportsStatus
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.poll_schedule import MOST_PATIENCE, late_look
from pos_app.till.providers.rate_limit import LAST
from pos_app.till.providers.status_paths import is_news
from pos_app.till.recorder import SaleRecorder
from pos_app.till.tracking.polling import MOST_MOVES, tell_of_money

# More than end so within the longest time for which any of them is asked about.
MOST_TAKEN_UP = 2000
# The newest are polled once at each start, however old they are: what was approved after the shop
# had closed for days, or ended by a clock that was wrong, is seen all the same.
POLLED_AT_A_START = 100
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_End = tuple[str, datetime | None]  # the sale's id, and which of its ends


def _end_of(sale: Sale) -> _End:
    return sale.id, sale.settled_at


class LatePoller:
    """Late polls at one provider. They come after all other polls, one at a time."""

    def __init__(
        self,
        methods: Mapping[str, Method],
        gateway: SupportsStatus,
        recorder: SaleRecorder,
        client: ProviderClient,
        now: Callable[[], datetime],
        random: Random,
    ) -> None:
        self._methods = methods
        self._gateway = gateway
        self._recorder = recorder
        self._client = client
        self._now = now
        self._random = random
        self._due: dict[str, float] = {}  # by the loop's clock
        self._moves: Counter[str] = Counter()  # new status paths in a row, by sale
        self._asked_for: set[str] = set()  # to poll once, whatever their end
        # For each end: when this run first knew of it, by the loop's clock; and its earliest
        # possible time, by the journal, if an earlier run wrote it.
        self._known: dict[_End, float] = {}
        self._ended: dict[_End, datetime] = {}
        self._taken_up = False
        self._news = asyncio.Event()

    def heed(self, sale: Sale) -> None:
        """Adds the sale to the late polls, or removes it, as its state demands."""
        method = self._methods.get(sale.method)
        if method is None:
            return
        if not (can_be_asked_about(sale, method) and self._may_still_be_paid(sale, method)):
            self._due.pop(sale.id, None)
        elif sale.id not in self._due:
            self._due[sale.id] = self._loop_time() + self._pause(sale)
            self._news.set()

    def look_now(self, sale: Sale) -> None:
        """Polls the sale once and at once, however it ended: a person asks, or the provider has
        called."""
        self._asked_for.add(sale.id)
        self._due[sale.id] = 0.0
        self._news.set()

    def asks_about(self, sale_id: str) -> bool:
        return sale_id in self._due

    async def go_on(self) -> None:
        """Makes one poll, as soon as one is due."""
        if not self._taken_up:
            await self._take_up()
        sale_id = await self._next()
        sale = await self._recorder.journal.sale(sale_id)
        asked_for = sale_id in self._asked_for
        self._asked_for.discard(sale_id)
        method = self._methods.get(sale.method) if sale else None
        if sale is None or method is None or not can_be_asked_about(sale, method):
            self._due.pop(sale_id, None)
            return
        self._due[sale_id] = self._loop_time() + self._pause(sale)  # whatever goes wrong with this
        if asked_for or self._may_still_be_paid(sale, method):
            was_answered = await self._look(sale, method)
            if asked_for and not was_answered:
                self._asked_for.add(sale_id)
        if sale_id not in self._asked_for and not self._may_still_be_paid(sale, method):
            self._due.pop(sale_id, None)

    # --- inside -----------------------------------------------------------------------------------

    async def _take_up(self) -> None:
        """Adds sales of an earlier run of this till. Each is polled soon, as it may have changed
        while the till was closed."""
        ended = await self._recorder.journal.sales_ended_unpaid(MOST_TAKEN_UP)
        newest = {sale.id for sale in ended[:POLLED_AT_A_START]}
        earliest = _LONG_AGO  # no sale ended before one with a lower number was made
        for sale in reversed(ended):
            method = self._methods.get(sale.method)
            if sale.created_at <= self._now():
                earliest = max(earliest, sale.created_at)
            if method is None or _end_of(sale) in self._known:
                continue  # it has ended since this run began
            self._ended[_end_of(sale)] = max(earliest, sale.settled_at or earliest)
            if sale.id in newest and may_be_paid_after(sale, method, 0):
                self.look_now(sale)
            elif self._may_still_be_paid(sale, method):
                self._due.setdefault(sale.id, self._loop_time())
        self._taken_up = True

    async def _next(self) -> str:
        while True:
            self._news.clear()
            soonest = min(self._due, key=self._due.__getitem__, default=None)
            wait = None
            if soonest is not None:
                wait = self._due[soonest] - self._loop_time()
                if wait <= 0:
                    return soonest
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._news.wait()

    async def _look(self, sale: Sale, method: Method) -> bool:
        """Returns False where no answer came, so that a poll that was asked for is still wanted."""
        await self._client.limiter(method.provider).acquire(self, LAST)
        sale = await self._recorder.journal.sale(sale.id) or sale  # a turn may take an outage
        if not self._client.is_by(sale, method):
            return True  # another account does not know this sale
        account = self._client.account(method)
        try:
            answer = await self._client.send(account, self._gateway.status(account, sale), sale)
        except RequestNotSent:
            if self._client.connection(method.provider).is_cut:
                self._due[sale.id] = self._loop_time()  # with the first turn that it gives again
            return False
        except ResponseLost:
            return False
        meaning = self._gateway.parse_status(account, sale, answer)
        self._client.record_health(method.provider, meaning)
        await self._understand(sale, meaning, answer.kept)
        return not isinstance(meaning, RateLimited)  # which says nothing of the sale

    async def _understand(self, sale: Sale, meaning: Interpretation, raw: str) -> None:
        """Records money, and ignores everything else. If the provider is busy, only these polls
        pause: a person at the counter polls separately."""
        match meaning:
            case Paid() | Authorized() | Mismatched():
                await tell_of_money(self._recorder, sale, replace(meaning, raw=raw))
            case Redirected() if await is_news(self._recorder.journal, sale, meaning.follow):
                await self._recorder.evidence(sale, StatusPathChanged(follow=meaning.follow))
                self._moves[sale.id] += 1
                if self._moves[sale.id] <= MOST_MOVES:
                    self.look_now(sale)
                return
            case RateLimited():
                await asyncio.sleep(min(meaning.retry_after or 0.0, MOST_PATIENCE))
        self._moves.pop(sale.id, None)

    def _may_still_be_paid(self, sale: Sale, method: Method) -> bool:
        """Returns whether the sale may still be paid, by any clock that is known: setting one
        forward forgets nothing."""
        return may_be_paid_after(sale, method, self._age(sale))

    def _pause(self, sale: Sale) -> float:
        return late_look(self._age(sale), self._random)

    def _age(self, sale: Sale) -> float:
        """Returns the seconds since it ended, at least."""
        now = self._loop_time()
        known_for = now - self._known.setdefault(_end_of(sale), now)
        if (ended := self._ended.get(_end_of(sale))) is None:
            return known_for
        there = self._client.time_at(provider_of(sale.method))
        return least_age(ended, known_for, self._now(), there)

    @staticmethod
    def _loop_time() -> float:
        return asyncio.get_running_loop().time()
