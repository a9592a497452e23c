"""The till: what a person can ask for. What goes on by itself is started from here."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from random import Random
from typing import cast
from uuid import uuid4

from pos_app.domain.errors import JournalUnavailable, NotAllowed
from pos_app.domain.method import Followed, Method
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Cancelling, Created, Lost, Sale, State
from pos_app.ports.gateway import Account, Gateway, KeepsQueue, Sender
from pos_app.ports.journal import Day, Journal, Recorded
from pos_app.till.book import Book, Listener
from pos_app.till.charging import intent
from pos_app.till.health import Health
from pos_app.till.keeping import Keeper
from pos_app.till.line import HealthListener, Line
from pos_app.till.order import Order
from pos_app.till.queues import Queue
from pos_app.till.tasks import Tasks, report

JOURNAL_PAUSE = 1.0  # seconds until a journal that did not answer is asked again
TROUBLE_PAUSE = 60.0  # seconds after a mistake of our own
GRACE = 5.0  # seconds that a charge under way is given to hear its answer when the till closes


class Till:
    """One till with its journal, its accounts and the line to its providers."""

    def __init__(
        self,
        *,
        methods: Mapping[str, Method],
        gateways: Callable[[Method], Gateway],
        accounts: Mapping[str, Account],
        journal: Journal,
        sender: Sender,
        now: Callable[[], datetime],
        business_day: Callable[[datetime], date],
        random: Random,
    ) -> None:
        self.methods = methods
        self._gateways = gateways
        self._now = now
        self._business_day = business_day
        self._random = random
        self._journal = journal
        self._book = Book(journal)
        self._line = Line(accounts, sender, now)
        self._queues = {
            method.id: self._queue(method)
            for method in methods.values()
            if method.followed is Followed.BY_QUEUE
        }
        self._keepers: dict[str, Keeper] = {}
        self._tasks = Tasks()
        self._news = asyncio.Event()
        self._pokes = {name: asyncio.Event() for name in self._queues}
        self._book.listen(self._changed)

    # --- start and stop ---------------------------------------------------------------------------

    async def start(self) -> None:
        """Takes up every sale that is not final; new ones come after."""
        for sale in await self._journal.open_sales():
            self._keep(await self._taken_up(sale), at_once=True)
        for name, queue in self._queues.items():
            self._tasks.start(self._watch(name, queue), f"queue of {name}")

    async def stop(self) -> None:
        """Ends what goes on by itself; charges under way may still hear their answer."""
        try:
            async with asyncio.timeout(GRACE):
                await self._until_nothing_is_sent()
        except (TimeoutError, JournalUnavailable):
            pass  # they are taken up as unknown at the next start
        finally:
            await self._tasks.stop()

    async def _until_nothing_is_sent(self) -> None:
        while True:
            news = self._news
            if not any(sale.state is State.SENDING for sale in await self.open_sales()):
                return
            await news.wait()

    def use_accounts(self, accounts: Mapping[str, Account]) -> None:
        """The shop's accounts have changed."""
        self._line.accounts = accounts
        for sale_id in self._keepers:
            self._keepers[sale_id].poke()

    # --- what a person can ask for ----------------------------------------------------------------

    async def charge(self, sale_id: str, order: Order) -> Sale:
        """Writes the sale and its intent, then sends it by itself.

        `sale_id` is the reservation: charging it a second time raises NotAllowed. Raises NotSetUp
        or JournalUnavailable, and then nothing was sent and nothing will be.
        """
        gateway = self._gateways(order.method)
        account = self._line.account(order.method)

        def create(number: int) -> Created:
            return Created(
                number=number,
                method=order.method.id,
                amount=order.amount,
                phone=order.phone,
                description=order.description,
                key=str(uuid4()),
                business_day=self.today(),
            )

        sale = await self._book.create(
            sale_id, create, lambda new: intent(gateway.charge(account, new), account)
        )
        self._keep(sale)
        return sale

    async def cancel(self, sale_id: str) -> None:
        """Takes a waiting sale back, where its provider can. Raises NotAllowed."""
        sale = await self._sale(sale_id)
        if not self.methods[sale.method].can_cancel:
            raise NotAllowed("this method cannot be cancelled")
        sale = await self._book.command(sale, Cancelling())
        self._keep(sale, at_once=True)

    async def look_now(self, sale_id: str) -> None:
        """Asks the provider at once."""
        sale = await self._sale(sale_id)
        if sale.method in self._pokes:
            self._pokes[sale.method].set()
        if keeper := self._keepers.get(sale_id):
            keeper.poke()

    # --- what a person can see --------------------------------------------------------------------

    def listen(self, listener: Listener) -> None:
        self._book.listen(listener)

    def listen_health(self, listener: HealthListener) -> None:
        self._line.listen(listener)

    def health(self, provider: str) -> Health:
        return self._line.health(provider)

    def heard_at(self, sale_id: str) -> datetime | None:
        return self._line.heard_at(sale_id)

    def today(self) -> date:
        return self._business_day(self._now())

    async def sale(self, sale_id: str) -> Sale | None:
        return await self._journal.sale(sale_id)

    async def open_sales(self) -> Sequence[Sale]:
        return await self._journal.open_sales()

    async def last_sales(self, limit: int) -> Sequence[Sale]:
        return await self._journal.last_sales(limit)

    async def events_of(self, sale_id: str) -> Sequence[Recorded]:
        return await self._journal.events_of(sale_id)

    async def day(self, day: date) -> Day:
        return await self._journal.day(day)

    def is_at_rest(self, sale: Sale) -> bool:
        """Whether nothing more will be learned of this sale by itself."""
        if not sale.is_open:
            return True
        by_itself = sale.id in self._keepers or sale.method in self._queues
        return sale.state is State.UNKNOWN and not by_itself

    async def wait_for(self, sale_id: str, enough: Callable[[Sale], bool]) -> Sale:
        """The sale as soon as it is enough for whoever asks."""
        while True:
            news = self._news
            sale = await self._sale(sale_id)
            if enough(sale):
                return sale
            await news.wait()

    # --- what goes on by itself -------------------------------------------------------------------

    def _keep(self, sale: Sale, *, at_once: bool = False) -> None:
        if keeper := self._keepers.get(sale.id):
            keeper.poke()
            return
        method = self.methods.get(sale.method)
        if method is None:
            return  # made by a version that knew this method; its row is shown, nobody follows it
        self._keepers[sale.id] = keeper = Keeper(
            method,
            self._gateways(method),
            self._book,
            self._line,
            self._queues.get(method.id),
            self._now,
            self._random,
        )
        self._tasks.start(self._run(keeper, sale, at_once=at_once), f"sale {sale.number}")

    async def _run(self, keeper: Keeper, sale: Sale, *, at_once: bool) -> None:
        try:
            while True:
                try:
                    await keeper.keep(sale, at_once=at_once)
                    break
                except JournalUnavailable:
                    sale, at_once = await self._taken_up(sale), False
                except Exception as error:  # noqa: BLE001 - reported; and the sale is not left lying
                    report(error)
                    await self._taken_up(sale)
                    break
        finally:
            del self._keepers[sale.id]
            self._announce()

    async def _taken_up(self, sale: Sale) -> Sale:
        """The sale as the journal has it. What was being sent may have left: it is unknown."""
        while True:
            try:
                fresh = await self._journal.sale(sale.id) or sale
            except JournalUnavailable:
                await asyncio.sleep(JOURNAL_PAUSE)
                continue
            if fresh.state is State.SENDING:
                return await self._book.evidence(fresh, Lost(reason=Reason.STOPPED_MIDWAY))
            return fresh

    async def _watch(self, name: str, queue: Queue) -> None:
        """For as long as the till runs, whatever goes wrong with one look."""
        while True:
            self._pokes[name].clear()
            try:
                await queue.collect()
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

    def _queue(self, method: Method) -> Queue:
        gateway = cast("KeepsQueue", self._gateways(method))
        return Queue(method, gateway, self._book, self._line, self._now, self._random)

    async def _sale(self, sale_id: str) -> Sale:
        sale = await self._journal.sale(sale_id)
        if sale is None:
            raise NotAllowed("there is no such sale")
        return sale

    def _changed(self, sale: Sale) -> None:
        """A new reference wakes its queue, which rests for long while nothing waits."""
        if sale.is_open and sale.method in self._pokes:
            self._pokes[sale.method].set()
        self._announce()

    def _announce(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()
