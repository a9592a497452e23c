"""The sale worker: submits, polls, resends and cancels one sale until there is nothing left to do.

All background work on a sale happens in its worker, one step after the other. Only a payment queue
reports on sales from elsewhere; its reports are evidence and welcome at any time.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from random import Random

from pos_app.domain.errors import NotAllowed, NotSetUp
from pos_app.domain.events import OutcomeUnknown, State
from pos_app.domain.method import Followed, Method
from pos_app.domain.payment_match import is_at_an_end
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Request
from pos_app.ports.provider import Provider
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.connection import NextTry
from pos_app.till.providers.payment_queue import Queue
from pos_app.till.providers.poll_schedule import backoff
from pos_app.till.providers.rate_limit import NOW, WATCHED
from pos_app.till.recorder import SaleRecorder
from pos_app.till.tracking.cancellation import Cancellation
from pos_app.till.tracking.pause import Pause
from pos_app.till.tracking.polling import StatusPoller
from pos_app.till.tracking.resend import Repeat, Repeating
from pos_app.till.tracking.search import LostChargeSearch
from pos_app.till.tracking.submission import ChargeSubmission

Step = Callable[[Sale], Awaitable[Sale]]


class SaleWorker:
    """Works on one sale. `wake()` ends a pause early; `at_a_phone` says whether a customer is to
    answer on one."""

    def __init__(
        self,
        *,
        method: Method,
        provider: Provider,
        recorder: SaleRecorder,
        client: ProviderClient,
        queue: Queue | None,
        now: Callable[[], datetime],
        random: Random,
        since: float,
        begun: bool,
        parent: str | None,
        at_a_phone: bool,
        code: str = "",
        first: Request | None = None,
    ) -> None:
        """`first` is the request that was written with the sale, and has not left yet."""
        self._method = method
        self._recorder = recorder
        self._client = client
        self._submission = ChargeSubmission(
            method, provider.gateway, recorder, client, random, code
        )
        self._poller = (
            StatusPoller(method, provider.status, recorder, client, now, random, since, begun=begun)
            if provider.status
            else None
        )
        self._repeating = Repeating(method, provider.check, client, now, since, begun=begun)
        self._cancellation = (
            Cancellation(method, provider.cancel, recorder, client, queue)
            if provider.cancel
            else None
        )
        self._search = (
            LostChargeSearch(method, provider.search, recorder, client) if provider.search else None
        )
        self._first = first
        self._limiter = client.limiter(method.provider)
        self.provider = method.provider
        self.parent = parent
        self._connection = client.connection(method.provider)
        self._extensions = 0
        self._asked_for = False  # by a person
        self._at_a_phone = at_a_phone
        self._watched = False  # somebody waits for it: on the screen, or at a command
        self._is_followed = False  # after its first poll, the sale is only polled
        self._pause = Pause()
        self._pause_ends = self._pause_lasts = 0.0
        self.exchange = asyncio.Lock()  # held while a request that may move money is under way
        self._last_look = asyncio.get_running_loop().time()

    def wake(self) -> None:
        self._pause.end(by_person=True)
        self._limiter.prioritize(self)

    def come_back(self) -> None:
        """Ends a pause that a failure has made long: requests leave this computer again."""
        if self._poller and self._is_followed:
            if not self._poller.failures:
                return  # it is due when it is due
            self._poller.forget_failures()
        if self._cancellation:
            self._cancellation.forget_failures()
        self._extensions = 0
        self._pause.end()

    def next_try(self, sale: Sale) -> NextTry:
        """Returns the next try of a sale whose requests leave, and get no answer."""
        left = self._pause_ends - asyncio.get_running_loop().time()
        tries = self._poller.failures if self._poller and self._is_followed else sale.tries
        return NextTry(max(tries, 1), max(left, 0.0), self._pause_lasts)

    def set_on_screen(self, *, on: bool) -> None:
        """Sets whether somebody waits for this sale. Then its polls come before all others at its
        provider; if a customer is at a phone for it, they are also more frequent."""
        self._watched = on
        if self._poller:
            self._poller.watched = on and self._at_a_phone
        if self._is_followed:
            self._pause.end()
        if on:
            self._limiter.prioritize(self, WATCHED)

    async def run(self, sale: Sale, *, at_once: bool) -> None:
        """Works until the sale is final, or only a queue or a person can go on with it. `at_once`
        is for a person who asks: then it makes one poll, even if none were due by itself."""
        self._asked_for = at_once
        if sale.state is State.SENDING and self._first:
            async with self.exchange:
                sale = await self._submission.carry(sale, self._first)
        while plan := self._plan(sale):
            pause, step = plan
            if self._poller and step == self._poller.look:
                await self._until_look(self._poller, sale, pause, at_once=at_once)
            else:
                await self._until_due(0.0 if at_once else pause)
            at_once = False
            sale = await self._fresh(sale)
            plan = self._plan(sale)
            if plan is None:
                return
            self._asked_for = False
            sale = await plan[1](sale)

    async def _until_due(self, pause: float) -> None:
        """Waits for the next step, and for a connection: the time without one is no time in which
        anything was asked."""
        if pause:
            await self._rest(pause)
        if self._connection.is_cut:
            await self._connection.until_open()
            if self._search:
                self._search.begin_again()

    async def _rest(self, seconds: float) -> bool:
        """Waits; returns whether a person ended the pause early."""
        self._pause_ends = asyncio.get_running_loop().time() + seconds
        self._pause_lasts = seconds
        return await self._pause.last(seconds)

    def _plan(self, sale: Sale) -> tuple[float, Step] | None:
        """Returns the next step and the seconds until then, or None."""
        if not sale.is_open or sale.state is State.AUTHORIZED:
            return None
        if self._cancellation and sale.cancelling and not sale.restored:
            return self._cancellation.pause(), self._cancellation.ask
        if self._method.can_extend and sale.has_pending_extension:
            return backoff(self._extensions), self._extend
        if self._poller and self._method.followed is Followed.BY_STATUS and sale.status_path:
            # A push that brought the wrong amount has had its answer.
            over = is_at_an_end(sale) and not self._asked_for
            asked_enough = sale.has_odd_money or over
            return None if asked_enough else (self._poller.pause(sale), self._poller.look)
        return self._plan_in_doubt(sale)

    def _plan_in_doubt(self, sale: Sale) -> tuple[float, Step] | None:
        if sale.state is State.UNKNOWN and self._repeating.is_due(sale):
            return self._submission.pause(sale), self._again
        if self._search and not self._search.is_over and self._may_be_found(sale):
            return self._search.pause(), self._search.search
        return None

    def _may_be_found(self, sale: Sale) -> bool:
        """Returns whether to search the provider's lists: once more at every start."""
        searchable = self._method.can_be_found and self._client.is_by(sale, self._method)
        # A sale with odd money is for a person to decide.
        lost = sale.state is State.UNKNOWN and not sale.has_odd_money
        return lost and searchable

    async def _extend(self, sale: Sale) -> Sale:
        self._extensions += 1
        if not self._client.is_by(sale, self._method):
            return sale
        return await self._submission.extend(sale)

    async def _again(self, sale: Sale) -> Sale:
        """Resends the charge if that is harmless. If it is too late for that, the journal says so,
        and screens and commands do not announce tries that never come."""
        match await self._repeating.judge(sale):
            case Repeat.UNSAFE:
                return await self._recorder.evidence(
                    sale, OutcomeUnknown(reason=Reason.REPEAT_UNSAFE)
                )
            case Repeat.NOT_NOW:
                await self._rest(backoff(sale.tries))
                return await self._fresh(sale)
        try:
            async with self.exchange:
                return await self._submission.again(sale)
        except (NotSetUp, NotAllowed):
            pass  # meanwhile its account was removed, or the queue has brought its outcome
        return await self._fresh(sale)

    async def _fresh(self, sale: Sale) -> Sale:
        return await self._recorder.journal.sale(sale.id) or sale

    async def _until_look(
        self, following: StatusPoller, sale: Sale, pause: float, *, at_once: bool
    ) -> None:
        """Waits for this sale's turn to be polled. The pause changes as soon as somebody begins to
        watch the sale, or stops."""
        self._is_followed = True
        poked = False
        if not at_once and not following.is_cut_off:
            poked = await self._rest(pause)
            while self._pause.is_ended and not poked:
                pause = following.pause(sale)
                poked = await self._rest(pause)
        # If the provider has just given a new status path, the answer is there already.
        due = NOW if poked or not pause else self._last_look + pause
        await self._limiter.acquire(self, WATCHED if self._watched else due)
        self._last_look = asyncio.get_running_loop().time()
