"""The shop's till across its deaths: one journal file, one process at a time."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

from faults.simulation.closures import Closure
from faults.simulation.files import BY_HAND, TILL, TOLD_TO, Files
from faults.simulation.guard import Guard, hire
from faults.simulation.network import Network
from faults.simulation.process import Death, Process
from faults.simulation.providers import Providers
from faults.simulation.witness import Witness

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.errors import JournalDamaged
from pos_app.domain.people.roles import Mark, Person, Role
from pos_app.gateways.catalogue import CASH_METHODS, COUNTER_METHODS, METHODS
from pos_app.gateways.http import HttpSender
from pos_app.gateways.providers import provider_of
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.books.shift_reader import ShiftReader
from pos_app.journal.books.takings import LedgerReader
from pos_app.journal.thread import JournalThread
from pos_app.till.till import Till

if TYPE_CHECKING:
    from pos_app.ports.people import UserStore

T = TypeVar("T")

BEGAN_AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
_CLOCK = ShopClock(zone="Africa/Luanda")


class DiedError(Exception):
    """The till died before it answered: whoever asked looks again when it is back."""


class _Ana:
    """The one manager, whose PINs are all good, of a day on which nobody guesses."""

    is_practice = False
    has_manager = True

    def whose(self, pin: str) -> Person:
        del pin
        return Person("Ana", Role.MANAGER)

    def everyone(self) -> list[Person]:
        return [self.whose("")]

    def check(self, name: str, pin: str) -> Person:
        raise AssertionError(name, pin)

    def is_anothers(self, pin: str, name: str) -> bool:
        raise AssertionError(pin, name)

    def mark(self) -> Mark | None:
        return None

    def draft_pin(self, person: Person, pin: str, version: int, *, alone: bool = False) -> Mark:
        raise AssertionError(person, pin, version, alone)

    def draft_removal(self, name: str, version: int) -> Mark:
        raise AssertionError(name, version)

    def settle(self, mark: Mark) -> None:
        raise AssertionError(mark)

    def seal(self, code: str) -> str:
        raise AssertionError(code)

    def opens(self, code: str, sealed: str) -> bool:
        raise AssertionError(code, sealed)


class Shop:
    """What cashiers and managers have before them."""

    def __init__(
        self,
        folder: Path,
        providers: Providers,
        network: Network,
        witness: Witness,
        random: Random,
        deaths: Iterator[Death],
        closures: Iterator[Closure],
        count: Callable[[str], None],
    ) -> None:
        self.files = Files(folder, random)
        self._providers = providers
        self._network = network
        self._witness = witness
        self._random = random
        self._deaths = deaths
        self._closures = closures
        self._count = count
        self._open = asyncio.Event()
        self._lock: sqlite3.Connection | None = None
        self._people: UserStore = _Ana()
        self.guard: Guard | None = None  # where people have PINs of their own
        self.shift = timedelta()  # by which the computer's clock is wrong
        self.kills = 0

    def now(self) -> datetime:
        loop = asyncio.get_running_loop()
        return BEGAN_AT + timedelta(seconds=loop.time()) + self.shift

    @property
    def is_open(self) -> bool:
        return self._open.is_set() and self.process.alive

    def hire(self, folder: Path, *, cashiers: bool) -> None:
        """Has people with PINs of their own from now on: two managers, and perhaps cashiers."""
        self._people = hire(folder / "people.json", cashiers=cashiers)
        self.guard = Guard(self.now)

    # --- its life ---------------------------------------------------------------------------------

    async def open(self) -> None:
        """Starts the process, as often as that takes."""
        while True:
            self.process = Process(next(self._deaths, None))
            starting = self.process.start(self._start(self.process))
            await asyncio.wait({starting})
            if starting.cancelled():
                await self._bury()
            elif isinstance(starting.exception(), JournalDamaged):
                self._count(TOLD_TO)
                self._go_on_from_a_copy()
            else:
                starting.result()
                self._open.set()
                return

    async def _start(self, process: Process) -> None:
        self._journal = await JournalThread.open(
            self.files.journal, TILL, self.now, shown=self.files.shown, clock=_CLOCK
        )
        self._reader = BooksReader(self.files.journal)
        self._db = self._journal._db
        self._db.execute("PRAGMA busy_timeout=0")
        self._sender = HttpSender(self._network.for_process(process))
        self._till = Till(
            counter_methods=COUNTER_METHODS,
            methods=METHODS,
            providers=provider_of,
            accounts=self._providers.accounts,
            journal=self._journal,
            ledger=LedgerReader(self._reader, self._reader),
            shifts=ShiftReader(self._reader, self.now, _CLOCK.day_of, CASH_METHODS),
            sender=self._sender,
            people=self._people,
            now=self.now,
            business_day=_CLOCK.day_of,
            random=self._random,
            listens=False,
        )
        if self.guard:
            self.guard.begin_anew()
        self._till.listen(self._witness.hear)
        self._till.take_by_hand(frozenset(COUNTER_METHODS))
        await self._till.start()

    async def close(self) -> None:
        """As a person closes it."""
        self._open.clear()
        closing = self.process.start(self._stop())
        await asyncio.wait({closing})
        if closing.cancelled():
            await self._bury()
        else:
            closing.result()

    async def _stop(self) -> None:
        await self._till.stop()
        await self._sender.close()
        await self._reader.close()
        await self._journal.close()

    async def keep_open(self) -> None:
        """Starts it again whenever it has died, after as long as people take to."""
        while True:
            await self.process.died.wait()
            self._open.clear()
            await self._bury()
            closure = next(self._closures, Closure(self._random.uniform(1, 30)))
            await self.lie_closed(closure, closure.seconds)
            await self.open()

    async def lie_closed(self, closure: Closure, seconds: float) -> None:
        """Whatever befalls a till that nobody looks at; its clock is right again some time after it
        is opened."""
        await asyncio.sleep(seconds)
        if closure.mishap:
            self._count(closure.mishap)
            self.befall(closure.mishap)
        if closure.clock:
            self._count(closure.clock)
            self.shift += timedelta(seconds=closure.shift)
            loop = asyncio.get_running_loop()
            loop.call_later(closure.right_after, self._put_right, closure.shift)

    def befall(self, mishap: str) -> None:
        self.files.befall(mishap, self.now())
        if mishap == BY_HAND:
            self._is_restored()

    def _go_on_from_a_copy(self) -> None:
        self.files.go_on_from_a_copy(self.now())
        self._is_restored()

    def _is_restored(self) -> None:
        self._witness.see_in_doubt(self.files.in_doubt())
        if self.guard:
            self.guard.forget()

    def _put_right(self, seconds: float) -> None:
        self.shift -= timedelta(seconds=seconds)

    def end(self) -> None:
        """Somebody switches the computer off."""
        self.process.died.set()

    async def spare(self) -> None:
        """It lives from now on, and is open."""
        while True:
            await self._open.wait()
            self.process.spare()
            if self.process.alive:
                return
            await asyncio.sleep(1)

    async def _bury(self) -> None:
        """The files stay as they were at the instant of death."""
        self.kills += 1
        await self.process.bury()
        self._witness.forget_what_is_sent()
        self.lift()
        self.files.leave_to_the_dead()
        with suppress(AttributeError):  # it may have died before it had one
            self._db.close()
            self._reader.let_go()

    # --- whoever stands before it -----------------------------------------------------------------

    async def ask(self, work: Callable[[Till], Awaitable[T]]) -> T:
        """What the till answers, once it is open. Raises DiedError."""
        await self._open.wait()

        async def asked() -> T:
            return await work(self._till)

        asking = self.process.start(asked())
        try:
            await asyncio.wait({asking})
        finally:
            asking.cancel()
        if asking.cancelled():
            raise DiedError
        return asking.result()

    async def use_accounts(self) -> None:
        """The till is told which accounts the shop has by now."""

        async def use(till: Till) -> None:
            till.use_accounts(self._providers.accounts)

        with suppress(DiedError):  # it is told when it starts
            await self.ask(use)

    # --- what the disk does -----------------------------------------------------------------------

    def fill_the_disk(self) -> None:
        with suppress(sqlite3.DatabaseError):  # a file that was cut has no room to speak of
            pages = self._db.conn.execute("PRAGMA page_count").fetchone()[0]
            self._db.conn.execute(f"PRAGMA max_page_count={pages}")

    def protect_the_disk(self) -> None:
        with suppress(sqlite3.DatabaseError):
            self._db.conn.execute("PRAGMA query_only=ON")

    def lock_the_file(self) -> None:
        """Somebody else writes in it: a tool, a backup, a virus scanner."""
        if self._lock is None:
            self._lock = sqlite3.connect(self.files.journal, timeout=0, isolation_level=None)
            with suppress(sqlite3.OperationalError):
                self._lock.execute("BEGIN IMMEDIATE")

    def lift(self) -> None:
        """The disk is as it should be."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        with suppress(AttributeError, sqlite3.Error):  # it may have none, or a broken one
            self._db.conn.execute("PRAGMA query_only=OFF")
            self._db.conn.execute("PRAGMA max_page_count=1000000000")
