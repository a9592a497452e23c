"""The journal's thread: owns the SQLite file, so that no coroutine ever waits for the disk."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import TypeVar

from pos_app.domain.audit_notes import Note
from pos_app.domain.books.day_close import CloseDocument, CloseOrder
from pos_app.domain.books.shift import Shift, ShiftDocument, ShiftOrder
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.errors import (
    JournalDamaged,
    JournalHeld,
    JournalReplaced,
    JournalUnavailable,
    PosError,
)
from pos_app.domain.events import Created, Event, Sending
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale
from pos_app.journal.checks.last_shown import Follower, Shown
from pos_app.journal.checks.opening_checks import open_soundly
from pos_app.journal.checks.replaced_file_check import FileIdentity
from pos_app.journal.connection_owner import closed_on_failure
from pos_app.journal.database_file import Connect, open_journal
from pos_app.journal.in_thread import in_thread
from pos_app.journal.outage_log import OutageLog
from pos_app.journal.sqlite_library import Database
from pos_app.journal.store import Store
from pos_app.ports.journal import Head, NextSale, Noted, Recorded, UnmatchedPayment

T = TypeVar("T")

SAID_AFTER = 1.0  # seconds that another program holds the journal before the till says so
_LOOK_EVERY = 0.5  # seconds


class JournalThread:
    """The till's journal (the port `Journal`)."""

    def __init__(
        self,
        executor: ThreadPoolExecutor,
        db: Database,
        store: Store,
        place: FileIdentity | None,
    ) -> None:
        self._executor = executor
        self._db = db
        self._store = store
        self._place = place
        self._is_closed = False
        self._follower: Follower | None = None
        self._save: Callable[[], None] = lambda: None
        self._is_saved = False
        self._unread, self._unwritten = OutageLog("read"), OutageLog("written")
        self._trouble: PosError | None = None
        self._listeners: list[Callable[[PosError | None], None]] = []
        self._readers: list[Callable[[], None]] = []
        self._writes = 0  # begun and not yet returned
        self._next_look: asyncio.TimerHandle | None = None

    @classmethod
    async def open(
        cls,
        path: Path,
        till: str,
        now: Callable[[], datetime],
        connect: Connect | None = None,
        shown: Shown | None = None,
        clock: ShopClock | None = None,
    ) -> "JournalThread":
        """Opens the journal. Raises JournalUnavailable or JournalDamaged; a damaged file is never
        replaced, nor one that is gone. `shown` has the records outside the journal; by `clock` the
        shop counts its days. `connect` is for a disk of another kind, whose files cannot be
        checked."""

        def opened() -> JournalThread:
            if connect:
                with closed_on_failure(open_journal(path, connect)) as db:
                    return cls(executor, db, _store(db, till, now, clock), None)
            if shown:
                shown.check_there()
            with closed_on_failure(open_soundly(path, shown.check if shown else None)) as db:
                store = _store(db, till, now, clock)
                journal = cls(executor, db, store, FileIdentity(path, store.head()))
                if shown:
                    shown.learn(store.highest_number())
                    journal._follower = Follower(shown)
                    journal._save = lambda: shown.save(db, now())
                    journal._show(store.head())
                return journal

        executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        try:
            return await in_thread(executor, opened)
        except BaseException:
            executor.shutdown(wait=False)
            raise

    async def close(self) -> None:
        self._is_closed = True
        await in_thread(self._executor, self._let_go)
        self._executor.shutdown()
        if self._follower:
            await asyncio.to_thread(self._follower.close)

    def _let_go(self) -> None:
        """Saves the open file if its path was lost since the last write, as no later check will;
        then closes it."""
        try:
            if self._place:
                with suppress(JournalReplaced):
                    self._check(self._place, self._save)
        finally:
            self._db.close()

    @property
    def trouble(self) -> PosError | None:
        return self._trouble

    def listen(self, listener: Callable[[PosError | None], None]) -> None:
        self._listeners.append(listener)

    def listen_written(self, reader: Callable[[], None]) -> None:
        """Calls it after each write, on the loop; it must not wait."""
        self._readers.append(reader)

    @property
    def till(self) -> str:
        return self._store.till

    async def next_sale(self, sale_id: str) -> NextSale:
        return await self._do(lambda: self._store.next_sale(sale_id))

    async def create(
        self,
        sale_id: str,
        created: Created,
        sending: Event,
        at: datetime,
        *,
        allow_duplicate: bool = True,
    ) -> Sale:
        return await self._write(
            lambda: self._store.create(
                sale_id, created, sending, at, allow_duplicate=allow_duplicate
            ),
            intends=True,
        )

    async def append(self, sale_id: str, *events: Event) -> Sale:
        intends = any(isinstance(event, Sending) for event in events)
        return await self._write(lambda: self._store.append(sale_id, *events), intends=intends)

    async def sale(self, sale_id: str) -> Sale | None:
        return await self._do(lambda: self._store.sale(sale_id))

    async def open_sales(self) -> Sequence[Sale]:
        return await self._do(self._store.open_sales)

    async def flagged_sales(self) -> Sequence[Sale]:
        return await self._do(self._store.flagged_sales)

    async def sales_ended_unpaid(self, limit: int) -> Sequence[Sale]:
        return await self._do(lambda: self._store.sales_ended_unpaid(limit))

    async def last_sales(self, limit: int) -> Sequence[Sale]:
        return await self._do(lambda: self._store.last_sales(limit))

    async def last_sales_by(self, method: str, limit: int) -> Sequence[Sale]:
        return await self._do(lambda: self._store.last_sales_by(method, limit))

    async def sale_with_reference(self, method: str, reference: str) -> Sale | None:
        return await self._do(lambda: self._store.sale_with_reference(method, reference))

    async def sale_of_payment(self, method: str, payment: str) -> Sale | None:
        return await self._do(lambda: self._store.sale_of_payment(method, payment))

    async def operations_of(self, sale_id: str) -> Sequence[Sale]:
        return await self._do(lambda: self._store.operations_of(sale_id))

    async def record_unmatched(
        self, method: str, seen: Sequence[UnmatchedPayment], *, whole: bool
    ) -> None:
        await self._write(
            lambda: self._store.record_unmatched(method, seen, whole=whole), proves=False
        )

    async def unmatched_payments(self) -> Sequence[UnmatchedPayment]:
        return await self._do(self._store.unmatched_payments)

    async def take_unmatched(
        self, method: str, payment: str, reference: str, by: str, why: str
    ) -> UnmatchedPayment:
        def take() -> UnmatchedPayment:
            return self._store.take_unmatched(method, payment, reference, by, why)

        return await self._write(take)

    async def unmatched_called(self, method: str, payment: str) -> Sequence[UnmatchedPayment]:
        return await self._do(lambda: self._store.unmatched_called(method, payment))

    async def taken_unmatched(self) -> Sequence[UnmatchedPayment]:
        return await self._do(self._store.taken_unmatched)

    async def note(self, note: Note) -> Head:
        return await self._write(lambda: self._store.note(note))

    async def close_day(self, order: CloseOrder) -> tuple[CloseDocument, Head]:
        return await self._write(lambda: self._store.close_day(order))

    async def open_shift(
        self, cashier: str, floats: Sequence[Money], cash_methods: Sequence[str]
    ) -> Shift:
        return await self._write(lambda: self._store.open_shift(cashier, floats, cash_methods))

    async def close_shift(self, order: ShiftOrder) -> tuple[ShiftDocument, Head]:
        return await self._write(lambda: self._store.close_shift(order))

    async def notes(self, *kinds: type[Note], since: int = 0) -> Sequence[Noted]:
        return await self._do(lambda: self._store.notes(*kinds, since=since))

    async def closes_of(self, day: date) -> Sequence[Noted]:
        return await self._do(lambda: self._store.closes_of(day))

    async def events_of(self, sale_id: str) -> Sequence[Recorded]:
        return await self._do(lambda: self._store.events_of(sale_id))

    async def _do(self, work: Callable[[], T]) -> T:
        if self._is_closed:  # by a window that closes while it still loads
            raise JournalUnavailable("the journal is closed")
        try:
            answer = await in_thread(self._executor, work)
        except (JournalUnavailable, JournalDamaged) as error:
            self._unread.fails(error)
            raise
        self._unread.is_over()
        return answer

    async def _write(
        self, work: Callable[[], T], *, proves: bool = True, intends: bool = False
    ) -> T:
        """Writes on the thread. `proves`: the work always writes, which shows that the disk takes
        writes again. `intends`: a request leaves after it."""
        asked_at = monotonic()
        self._begin_to_look()
        try:
            answer = await in_thread(
                self._executor, lambda: self._written(work, asked_at, intends=intends)
            )
        except (JournalUnavailable, JournalDamaged) as error:
            self._unwritten.fails(error)
            if not isinstance(error, JournalHeld):  # the caller reports that one
                self._become(error)
            raise
        finally:
            self._stop_looking()
        if proves:
            self._unwritten.is_over()
            self._become(None)
        for reader in self._readers:
            reader()
        return answer

    def _written(self, work: Callable[[], T], asked_at: float, *, intends: bool) -> T:
        """Writes only if the open file is the one at the path. For an intent, checks after the
        write too: its request has not left yet. Evidence from a provider is written once and no
        more."""
        if self._place:
            self._check(self._place, self._save_behind)
        with self._store.writing.asked_at(asked_at):
            answer = work()
        head = self._store.head()
        if self._place:
            if intends:
                self._place.confirm()
            self._place.remember(head)
            self._is_saved = False
        self._show(head)
        return answer

    def _check(self, place: FileIdentity, save: Callable[[], object]) -> None:
        """Checks the path; on failure, copies at once the events that only the open file has."""
        try:
            place.check()
        except JournalReplaced:
            if not self._is_saved:
                self._is_saved = True
                save()
            raise

    def _save_behind(self) -> None:
        """Saves after the caller has got its error."""
        self._executor.submit(self._save)

    def _show(self, head: tuple[int, str]) -> None:
        """Passes the head on, as the caller of the write may show it from now on."""
        if self._follower and head[0]:
            self._follower.follow(Head(*head))

    # --- another program that holds the file ------------------------------------------------------

    def _begin_to_look(self) -> None:
        self._writes += 1
        if self._next_look is None:
            self._next_look = asyncio.get_running_loop().call_later(_LOOK_EVERY, self._look)

    def _look(self) -> None:
        since = self._store.writing.waits_since
        if since is not None and monotonic() - since >= SAID_AFTER:
            self._become(JournalHeld("the file is locked"))
        self._next_look = asyncio.get_running_loop().call_later(_LOOK_EVERY, self._look)

    def _stop_looking(self) -> None:
        self._writes -= 1
        if self._writes == 0 and self._next_look is not None:
            self._next_look.cancel()
            self._next_look = None
            if isinstance(self._trouble, JournalHeld):
                self._become(None)

    def _become(self, trouble: PosError | None) -> None:
        if type(trouble) is not type(self._trouble):
            self._trouble = trouble
            for listener in self._listeners:
                listener(trouble)


def _store(db: Database, till: str, now: Callable[[], datetime], clock: ShopClock | None) -> Store:
    store = Store(db, till, now)
    if clock:
        store.keep_clock(clock)
    return store
