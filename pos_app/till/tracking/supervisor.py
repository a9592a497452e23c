"""The sale supervisor: runs a worker for each open sale, and a poll loop for each payment queue."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from random import Random

from pos_app.domain.errors import JournalUnavailable, NotAllowed
from pos_app.domain.events import BUYS, NOT_PAID, FinalWordMissing, OutcomeUnknown, State
from pos_app.domain.method import FOREVER, Followed, Kind, Method
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Request
from pos_app.ports.journal import Journal
from pos_app.ports.provider import Provider
from pos_app.till.background import BackgroundTasks, report
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.connection import NextTry
from pos_app.till.providers.health import UNREACHED
from pos_app.till.providers.payment_queue import Queue
from pos_app.till.providers.reconnection import Reconnection
from pos_app.till.recorder import SaleRecorder
from pos_app.till.tracking.late_polling import LatePoller
from pos_app.till.tracking.worker import SaleWorker

_LOG = logging.getLogger(__name__)
JOURNAL_PAUSE = 1.0  # seconds until a journal that did not answer is asked again
TROUBLE_PAUSE = 60.0  # seconds after a mistake of our own
LOOKED_AT_BY = 90.0  # seconds after the usual time, in which its own poll finds that out
GRACE = 5.0  # seconds for a charge under way to get its answer when the till closes


class SaleSupervisor:
    """Looks after every sale of a till until there is nothing more to learn of it."""

    def __init__(
        self,
        *,
        methods: Mapping[str, Method],
        providers: Callable[[Method], Provider],
        journal: Journal,
        recorder: SaleRecorder,
        client: ProviderClient,
        now: Callable[[], datetime],
        random: Random,
        listens: bool,
    ) -> None:
        """`listens`: this till has an address at which providers call it."""
        self._methods = methods
        self._providers = providers
        self._journal = journal
        self._recorder = recorder
        self._client = client
        self._now = now
        self._random = random
        self.queues = {
            method.id: Queue(
                method,
                able.queue,
                recorder,
                client,
                now,
                random,
                status=able.status,
                can_call=able.webhook is not None,
                listens=listens,
            )
            for method in methods.values()
            if method.followed is Followed.BY_QUEUE and (able := providers(method)).queue
        }
        self._late = {
            provider: LatePoller(those, status, recorder, client, now, random)
            for provider, those in _asked_late(methods.values()).items()
            if (status := providers(next(iter(those.values()))).status)
        }
        self._reconnections = {
            method.provider: Reconnection(method, providers(method).check, client)
            for method in _one_a_provider(methods.values())
        }
        for provider in {method.provider for method in methods.values()}:
            self._follow_connection(provider)
        self._pokes = {name: asyncio.Event() for name in self.queues}
        self._collected: set[str] = set()  # of the queues, those that an office collects
        self._workers: dict[str, SaleWorker] = {}
        self._watched = ""
        # When this run first had each open sale, by the monotonic clock.
        self._kept_since: dict[str, float] = {}
        self._begun: set[str] = set()  # of those, by this run of the till
        self._tasks = BackgroundTasks()
        self._news = asyncio.Event()
        recorder.listen(self._changed)

    async def start(self) -> None:
        """Takes up every sale that is not final; new ones come after."""
        sales = await self._journal.open_sales()
        _LOG.info(
            "recovery takes up %d sales, of which %d were being sent",
            len(sales),
            sum(sale.state is State.SENDING for sale in sales),
        )
        for sale in sales:
            await self._recorder.meet(sale)
            self.follow(await self._taken_up(sale), at_once=True)
        for name, queue in self.queues.items():
            self._tasks.start(self._watch(name, queue), f"queue of {name}")
            acknowledging = self._for_ever(queue.acknowledging.go_on)
            self._tasks.start(acknowledging, f"acknowledgements of {name}")
        for provider, reconnection in self._reconnections.items():
            self._tasks.start(self._for_ever(reconnection.go_on), f"reconnection to {provider}")
        for provider, late in self._late.items():
            self._tasks.start(self._for_ever(late.go_on), f"late looks at {provider}")

    async def stop(self) -> None:
        """Ends the background work; charges under way may still get their answer."""
        try:
            async with asyncio.timeout(GRACE):
                await self._until_nothing_is_sent()
        except (TimeoutError, JournalUnavailable):
            pass  # they are taken up as unknown at the next start
        finally:
            await self._tasks.stop()
            await self._recorder.rest()

    def follow(
        self, sale: Sale, *, at_once: bool = False, code: str = "", first: Request | None = None
    ) -> None:
        """Starts a worker for this sale, or wakes the one that it has. `first` is the request that
        this run of the till has just written with the sale, and that the worker sends."""
        if worker := self._workers.get(sale.id):
            worker.wake()
            return
        if sale.state is State.SENDING and first is None:
            return  # the caller that has just written it also starts its worker
        method = self._methods.get(sale.method)
        if method is None:
            return  # of a method that this version does not know; the window shows it all the same
        if first:
            self._begun.add(sale.id)
        self._workers[sale.id] = worker = SaleWorker(
            method=method,
            provider=self._providers(method),
            recorder=self._recorder,
            client=self._client,
            queue=self.queues.get(method.id),
            now=self._now,
            random=self._random,
            since=self._kept_since.setdefault(sale.id, asyncio.get_running_loop().time()),
            begun=sale.id in self._begun,
            parent=sale.parent,
            at_a_phone=method.kind is Kind.PUSH and sale.purpose in BUYS,
            code=code,
            first=first,
        )
        worker.set_on_screen(on=sale.id == self._watched)
        self._tasks.start(self._run(worker, sale, at_once=at_once), f"sale {sale.number}")

    def watch(self, sale_id: str) -> None:
        """Sets the sale on the screen, with or without a worker yet; no other sale is on it."""
        if worker := self._workers.get(self._watched):
            worker.set_on_screen(on=False)
        self._watched = sale_id
        if worker := self._workers.get(sale_id):
            worker.set_on_screen(on=True)

    def keeps(self, sale: Sale) -> bool:
        """Returns whether the till may learn more of this sale by itself."""
        return sale.id in self._workers or sale.method in self.queues

    def keeps_part_of(self, split: Sale) -> bool:
        """Returns whether the till follows a part of this split sale by itself."""
        return any(worker.parent == split.id for worker in self._workers.values())

    @asynccontextmanager
    async def at_rest(self, sale_id: str) -> AsyncIterator[None]:
        """Keeps requests that may move money for this sale from leaving meanwhile. Raises
        NotAllowed if one is under way."""
        worker = self._workers.get(sale_id)
        if worker is None:
            yield
            return
        if worker.exchange.locked():
            raise NotAllowed("it is being sent just now")
        async with worker.exchange:
            yield

    def take_up_soon(self) -> None:
        """Starts or wakes a worker for every sale that is not final: a missing account may be there
        now."""
        self._tasks.start(self._take_up(), "taking up")

    async def _take_up(self) -> None:
        for sale in await self._open_sales():
            if sale.state is not State.SENDING:  # its writer also starts its worker
                self.follow(sale, at_once=True)

    def wake(self, sale_id: str) -> None:
        """Ends the pause of the sale's worker, if it has one."""
        if worker := self._workers.get(sale_id):
            worker.wake()

    async def look_now(self, sale: Sale, method: Method) -> None:
        """Polls the provider at once, in every way that there is."""
        self._client.connection(method.provider).try_now()
        if sale.method in self.queues:
            self._client.shared.ask()
            self._pokes[sale.method].set()
            self.wake(sale.id)
        elif sale.state in NOT_PAID:
            if late := self._late.get(method.provider):
                late.look_now(sale)
        elif sale.is_open and (method.can_be_found or sale.status_path):
            self.follow(sale, at_once=True)

    def heed_office(self) -> None:
        """Has those queues go on of which the office has just said something, or nothing any more.
        The others keep their rhythm, however often the office speaks."""
        collected = {
            name for name, queue in self.queues.items() if self._client.collector(queue.method)
        }
        for name in collected | self._collected:
            self._pokes[name].set()
        for name in collected:
            self._client.hear_of(self.queues[name].method.provider)
        self._collected = collected

    def asks_late(self, sale_id: str) -> bool:
        """Returns whether late polling still covers the sale."""
        return any(late.asks_about(sale_id) for late in self._late.values())

    async def check(self, sale: Sale, method: Method) -> None:
        """Asks the provider whether it is there, if a look at the sale would ask it nothing: a
        person wants to know, and the till alone sends a charge again."""
        looks = method.can_be_found or sale.status_path or sale.method in self.queues
        reconnection = self._reconnections.get(method.provider)
        if reconnection and not looks:
            await reconnection.check()

    def network_is_back(self) -> None:
        """Tries at once wherever the last request got no answer: the system reports a network."""
        for provider in {method.provider for method in self._methods.values()}:
            if self._client.connection(provider).is_cut:
                self._client.connection(provider).try_now()
            elif self._client.health(provider) in UNREACHED:
                self._come_back(provider)

    def next_try(self, sale: Sale, method: Method) -> NextTry | None:
        """Returns when the till next asks about a sale whose provider does not answer; None if it
        will not."""
        connection = self._client.connection(method.provider)
        if queue := self.queues.get(method.id):
            return connection.next_try() if connection.is_cut else queue.next_try()
        worker = self._workers.get(sale.id)
        if worker is None:
            return None
        return connection.next_try() if connection.is_cut else worker.next_try(sale)

    @property
    def news(self) -> asyncio.Event:
        """Set at the next change of any sale."""
        return self._news

    # --- inside -----------------------------------------------------------------------------------

    def _follow_connection(self, provider: str) -> None:
        connection = self._client.connection(provider)

        def heed() -> None:
            # After one request that could not leave, the usual pauses are short enough.
            if not connection.is_cut and connection.tries > 1:
                self._come_back(provider)

        connection.listen(heed)

    def _come_back(self, provider: str) -> None:
        """Has everything at this provider that has failed go on at once."""
        for worker in self._workers.values():
            if worker.provider == provider:
                worker.come_back()
        for name, queue in self.queues.items():
            if queue.method.provider == provider:
                queue.forget_failures()
                self._pokes[name].set()

    async def _open_sales(self) -> Sequence[Sale]:
        """Returns the open sales as soon as the journal can be read."""
        while True:
            try:
                return await self._journal.open_sales()
            except JournalUnavailable:
                await asyncio.sleep(JOURNAL_PAUSE)

    async def _until_nothing_is_sent(self) -> None:
        while True:
            news = self._news
            sales = await self._journal.open_sales()
            if not any(sale.state is State.SENDING for sale in sales):
                return
            await news.wait()

    async def _run(self, worker: SaleWorker, sale: Sale, *, at_once: bool) -> None:
        doubting = self._tasks.start(self._doubt_in_time(sale), f"doubt of sale {sale.number}")
        try:
            while True:
                try:
                    await worker.run(sale, at_once=at_once)
                    break
                except JournalUnavailable:
                    sale, at_once = await self._taken_up(sale), False
                except Exception as error:  # noqa: BLE001 - reported; and the sale is not left lying
                    report(error)
                    await self._taken_up(sale)
                    break
        finally:
            doubting.cancel()
            del self._workers[sale.id]
            self._announce()

    async def _doubt_in_time(self, sale: Sale) -> None:
        """Calls a sale unknown in the usual time, even if its poll hangs, or its turn does not
        come."""
        method = self._methods[sale.method]
        if method.doubted_after == FOREVER:
            return
        # By a slow clock the sale would lie in the future, and be doubted late.
        age = max((self._now() - sale.created_at).total_seconds(), 0.0)
        await asyncio.sleep(max(method.doubted_after - age, 0.0) + LOOKED_AT_BY)
        while True:
            try:
                fresh = await self._journal.sale(sale.id)
            except JournalUnavailable:
                await asyncio.sleep(JOURNAL_PAUSE)
                continue
            if fresh and fresh.state is State.WAITING:
                await self._recorder.evidence(fresh, FinalWordMissing())
            return

    async def _taken_up(self, sale: Sale) -> Sale:
        """Returns the sale as the journal has it. If it was being sent, the request may have left:
        the outcome is unknown."""
        while True:
            try:
                fresh = await self._journal.sale(sale.id) or sale
            except JournalUnavailable:
                await asyncio.sleep(JOURNAL_PAUSE)
                continue
            if fresh.state is State.SENDING:
                return await self._recorder.evidence(
                    fresh, OutcomeUnknown(reason=Reason.STOPPED_MIDWAY)
                )
            return fresh

    async def _watch(self, name: str, queue: Queue) -> None:
        """Polls a queue for as long as the till runs, whatever goes wrong with one poll."""
        while True:
            self._pokes[name].clear()
            try:
                await queue.collect_if_connected()
                pause = await queue.pause()
            except JournalUnavailable:
                pause = JOURNAL_PAUSE
            except Exception as error:  # noqa: BLE001 - reported
                report(error)
                pause = TROUBLE_PAUSE
            try:
                async with asyncio.timeout(pause):
                    await self._pokes[name].wait()
            except TimeoutError:
                continue

    async def _for_ever(self, go_on: Callable[[], Awaitable[None]]) -> None:
        """Repeats a step for as long as the till runs, whatever goes wrong with one of them."""
        while True:
            try:
                await go_on()
            except JournalUnavailable:
                await asyncio.sleep(JOURNAL_PAUSE)
            except Exception as error:  # noqa: BLE001 - reported
                report(error)
                await asyncio.sleep(TROUBLE_PAUSE)

    def _changed(self, sale: Sale) -> None:
        """Wakes the queue of a reference that has become payable, as the queue pauses for long
        while no reference waits. A reference that could not be made does not wake it."""
        if not sale.is_open:
            self._kept_since.pop(sale.id, None)
            self._begun.discard(sale.id)
            for late in self._late.values():
                late.heed(sale)
        elif sale.state is State.WAITING and sale.method in self._pokes:
            self._pokes[sale.method].set()
        self._announce()

    def _announce(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()


def _asked_late(methods: Iterable[Method]) -> Mapping[str, Mapping[str, Method]]:
    """Returns the methods with late polling, by provider."""
    those: dict[str, dict[str, Method]] = {}
    for method in methods:
        if method.followed is Followed.BY_STATUS and method.late_for:
            those.setdefault(method.provider, {})[method.id] = method
    return those


def _one_a_provider(methods: Iterable[Method]) -> Iterable[Method]:
    """Returns a method of each provider that is asked by itself. The others answer once, and a try
    to reach them would count as one of their calls."""
    asked = [method for method in methods if method.followed is not Followed.BY_ANSWER]
    return {method.provider: method for method in asked}.values()
