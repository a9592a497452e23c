"""Copies of this till's journal, made in a thread of their own: nobody waits for them.

One a business day, and one whenever somebody asks.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from pos_app.app.backup_maker import Apart, Here, Known, MakesCopies
from pos_app.domain.errors import BackupFailed, BackupFolderMissing, CopyUnusable
from pos_app.installation.profile import Profile
from pos_app.installation.settings import Settings
from pos_app.journal.copies.backup import looked_at
from pos_app.journal.file_lock import closing_mark
from pos_app.ports.backups import Copy, CopyState

T = TypeVar("T")

LOOK_EVERY = 60.0  # seconds: a stick that is put in, or the turn of a day, is noticed so soon
# More than a usual day brings. A clock that stands still, or was set back, names each day the same:
# a copy of the day is then not enough.
A_DAYS_EVENTS = 2000
AGAIN_AFTER = 900.0  # seconds until a copy that failed for another reason is tried again


def folder_of(place: Profile, shop: Settings, *, training: bool) -> Path:
    """Where the copies go. Training's stay in training."""
    return Path(shop.backup_folder) if shop.backup_folder and not training else place.backups


def copies_in(place: Profile, folder: Path) -> Here | Apart:
    """Only the installation's own folder is made: one that was chosen is there, or is not plugged
    in, or does not answer."""
    where = Here if folder == place.backups else Apart
    return where(place.journal, folder, place.known_till_id())


def copy_now(place: Profile, folder: Path, at: datetime) -> Copy:
    """Raises BackupFailed."""
    return copies_in(place, folder).make(at)


class LocalBackups:
    """The port `BackupService`, for a till that is open."""

    def __init__(
        self,
        place: Profile,
        folder: Path,
        now: Callable[[], datetime],
        day_of: Callable[[datetime], date],
    ) -> None:
        self._place = place
        self._copies: MakesCopies = copies_in(place, folder)
        self._now = now
        self._making: asyncio.Future[Copy] | None = None
        self._day_of = day_of
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backup")
        self._listeners: list[Callable[[CopyState], None]] = []
        self._state = CopyState(None, None)

    @property
    def state(self) -> CopyState:
        return self._state

    def listen(self, listener: Callable[[CopyState], None]) -> None:
        self._listeners.append(listener)

    async def make(self) -> Copy:
        at = self._now()
        self._making = asyncio.ensure_future(self._in_thread(lambda: self._copies.make(at)))
        try:
            # Whoever does not wait any more leaves it to `finish`, or to `close`.
            copy = await asyncio.shield(self._making)
        except BackupFailed as problem:
            self._become(CopyState(self._state.made_at, problem))
            raise
        self._become(CopyState(at, None))
        return copy

    async def make_if_due(self, *, at_the_end: bool = False) -> None:
        """Where today has no copy yet, and there is something to copy. Raises BackupFailed.

        `at_the_end` where nothing else keeps the till: who asks for it meanwhile is told so."""
        try:
            is_due = await self._is_due()
        except BackupFailed as problem:
            self._become(CopyState(self._state.made_at, problem))
            raise
        if is_due:
            if at_the_end:
                self._tell_others()
            await self.make()

    async def keep(self) -> None:
        """A copy a business day, for as long as the till is open. What fails is in `state`."""
        while True:
            with suppress(BackupFailed):
                await self.make_if_due()
            failed = self._state.problem
            waits = failed is None or isinstance(failed, BackupFolderMissing)
            await asyncio.sleep(LOOK_EVERY if waits else AGAIN_AFTER)

    @property
    def is_making(self) -> bool:
        return self._making is not None and not self._making.done()

    async def finish(self, abandoned: asyncio.Event) -> None:
        """Waits for the copy that is being made, or until it is not wanted any more. Who asks for
        the journal meanwhile is told what it waits for."""
        if self._making is None or self._making.done():
            return
        self._tell_others()
        waits = asyncio.ensure_future(abandoned.wait())
        ends: set[asyncio.Future[Any]] = {self._making, waits}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        waits.cancel()

    def _tell_others(self) -> None:
        with suppress(OSError):  # then they are told less
            closing_mark(self._place.lock).touch()

    async def close(self) -> None:
        """At once: a copy that is being made is given up."""
        self._copies.stop()
        await asyncio.to_thread(self._executor.shutdown)
        if self._making is not None:
            await asyncio.wait({self._making})
            self._making.exception()  # it is known that it was given up

    async def _is_due(self) -> bool:
        now = self._now()
        known, there = await self._in_thread(lambda: (self._known(now), self._events()))
        if self._state.made_at is None:
            self._become(CopyState(_newest(known, now), self._state.problem))
        today = self._day_of(now)
        held = (one.events for one in known if self._day_of(one.at) == today)
        copied = max((events for events in held if events is not None), default=None)
        return there > 0 and (copied is None or there - copied >= A_DAYS_EVENTS)

    def _known(self, now: datetime) -> Sequence[Known]:
        with suppress(BackupFolderMissing):  # said when a copy is due
            return self._copies.look(now)
        return ()

    def _events(self) -> int:
        try:
            return looked_at(self._place.journal).head.number
        except CopyUnusable:
            return sys.maxsize  # and making a copy says what is wrong

    def _become(self, state: CopyState) -> None:
        if state != self._state:
            self._state = state
            for listener in self._listeners:
                listener(state)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)


def _newest(known: Sequence[Known], now: datetime) -> datetime | None:
    """By its name, as it is told. One that bears a day to come was made by a wrong clock."""
    instants = [one.at for one in known]
    return next((at for at in instants if at <= now), instants[0] if instants else None)
