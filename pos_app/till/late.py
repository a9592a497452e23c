"""Late looks: sales that ended unpaid, and whose provider may still say otherwise.

A time-out at a provider is a guess about a customer who holds a phone. So the till goes on asking,
ever more slowly, for as long as the method's row says. Such a sale is not open: nobody waits for
it, and an answer that brings no money changes nothing. Which sales those are is in the journal.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import cast

from pos_app.domain.errors import AnswerLost, NotSetUp, RequestNotSent
from pos_app.domain.events import NOT_PAID, Authorized, Mismatched, Moved, Paid
from pos_app.domain.method import Followed, Method
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Busy, FollowsSales, Gateway, LookElsewhere, Meaning
from pos_app.till.addresses import is_news
from pos_app.till.book import Book
from pos_app.till.following import MOST_MOVES
from pos_app.till.line import Line
from pos_app.till.pace import MOST_PATIENCE, late_look
from pos_app.till.turns import LAST


def can_be_asked_about(sale: Sale, method: Method) -> bool:
    """Whether a sale that ended unpaid has an address at which its provider tells of it."""
    ended = sale.state in NOT_PAID and sale.settled_at is not None
    return ended and method.followed is Followed.BY_STATUS and sale.follow is not None


def may_still_be_paid(sale: Sale, method: Method, now: datetime) -> bool:
    """Whether its provider may yet say that a sale which ended unpaid was paid after all."""
    if sale.state not in NOT_PAID or sale.settled_at is None or sale.reference is None:
        return False
    age = (now - sale.settled_at).total_seconds()
    return sale.reason in method.late_after and age < method.late_for


class LateLooks:
    """Those at one provider. They come after everybody else's, one at a time."""

    def __init__(
        self,
        methods: Mapping[str, Method],
        gateway: Gateway,
        book: Book,
        line: Line,
        now: Callable[[], datetime],
        random: Random,
    ) -> None:
        self._methods = methods
        self._gateway = cast("FollowsSales", gateway)
        self._book = book
        self._line = line
        self._now = now
        self._random = random
        self._due: dict[str, float] = {}  # by the loop's clock
        self._moves: Counter[str] = Counter()  # of addresses in a row, by sale
        self._asked_for: set[str] = set()  # by a person or a notice: once, whatever the end was
        self._longest = timedelta(seconds=max(one.late_for for one in methods.values()))
        self._taken_up = False
        self._news = asyncio.Event()

    def heed(self, sale: Sale) -> None:
        """The sale as it is now: looked at from now on, or not any more."""
        method = self._methods.get(sale.method)
        if method is None:
            return
        if not (can_be_asked_about(sale, method) and may_still_be_paid(sale, method, self._now())):
            self._due.pop(sale.id, None)
        elif sale.id not in self._due:
            self._due[sale.id] = self._loop_time() + self._pause(sale)
            self._news.set()

    def look_now(self, sale: Sale) -> None:
        """Once and at once, whatever its end was: somebody asks, or the provider has called."""
        self._asked_for.add(sale.id)
        self._due[sale.id] = 0.0
        self._news.set()

    async def go_on(self) -> None:
        """One look, as soon as one is due."""
        if not self._taken_up:
            await self._take_up()
        sale_id = await self._next()
        asked_for = sale_id in self._asked_for
        sale = await self._book.journal.sale(sale_id)
        self._asked_for.discard(sale_id)
        method = self._methods.get(sale.method) if sale else None
        if sale is None or method is None or not can_be_asked_about(sale, method):
            self._due.pop(sale_id, None)
            return
        self._due[sale_id] = self._loop_time() + self._pause(sale)  # whatever goes wrong with this
        if asked_for or may_still_be_paid(sale, method, self._now()):
            await self._look(sale, method)
        if not may_still_be_paid(sale, method, self._now()):
            self._due.pop(sale_id, None)

    # --- inside -----------------------------------------------------------------------------------

    async def _take_up(self) -> None:
        """What an earlier run of this till left; each is asked about soon, as it may have changed
        while the till was closed."""
        since = self._now() - self._longest
        for sale in await self._book.journal.sales_ended_unpaid(since):
            method = self._methods.get(sale.method)
            if method and may_still_be_paid(sale, method, self._now()):
                self._due.setdefault(sale.id, self._loop_time())
        self._taken_up = True

    async def _next(self) -> str:
        while True:
            self._news.clear()
            soonest = min(self._due, key=self._due.__getitem__, default=None)
            wait = None if soonest is None else self._due[soonest] - self._loop_time()
            if soonest is not None and wait is not None and wait <= 0:
                return soonest
            try:
                async with asyncio.timeout(wait):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def _look(self, sale: Sale, method: Method) -> None:
        if not self._line.is_by(sale, method):
            return  # at another account it does not exist
        await self._line.turns(method.provider).take(self, LAST)
        try:
            account = self._line.account(method)
            answer = await self._line.ask(account, self._gateway.status(account, sale), sale)
        except (NotSetUp, RequestNotSent, AnswerLost):
            return
        await self._understand(sale, self._gateway.read_status(account, sale, answer), answer.kept)

    async def _understand(self, sale: Sale, meaning: Meaning, raw: str) -> None:
        """Only money changes anything. A provider that is busy is left alone by these looks, and by
        nobody else: whoever is at the counter asks for themselves."""
        match meaning:
            case Paid() | Authorized() | Mismatched():
                fresh = await self._book.journal.sale(sale.id) or sale
                if fresh.state in NOT_PAID:  # else whoever settled it meanwhile was told
                    await self._book.evidence(fresh, replace(meaning, raw=raw))
            case LookElsewhere() if await is_news(self._book.journal, sale, meaning.follow):
                await self._book.evidence(sale, Moved(follow=meaning.follow))
                self._moves[sale.id] += 1
                if self._moves[sale.id] <= MOST_MOVES:
                    self.look_now(sale)
                return
            case Busy():
                await asyncio.sleep(min(meaning.retry_after or 0.0, MOST_PATIENCE))
        self._moves.pop(sale.id, None)

    def _pause(self, sale: Sale) -> float:
        age = (self._now() - (sale.settled_at or sale.updated_at)).total_seconds()
        return late_look(age, self._random)

    @staticmethod
    def _loop_time() -> float:
        return asyncio.get_running_loop().time()
