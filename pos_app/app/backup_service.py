"""Makes a backup of the journal once a business day, and on request, in a thread of its own."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from pos_app.app.backup_maker import Apart, Here, Known, MakesCopies
from pos_app.domain.errors import BackupFailed, BackupFolderMissing, CopyUnusable
from pos_app.installation.profile import Profile
from pos_app.installation.settings import Settings
from pos_app.journal.copies.backup import looked_at
from pos_app.journal.file_lock import closing_mark
from pos_app.ports.backups import Copy, CopyRoom, CopyState

T = TypeVar("T")

LOOK_EVERY = 60.0  # seconds until a stick that is put in, or the turn of a day, is noticed
# More events than a usual day brings. A clock that stands still, or was set back, gives each day
# the same name: one backup a day is then not enough.
A_DAYS_EVENTS = 2000
AGAIN_AFTER = 900.0  # seconds until a backup that failed for another reason is tried again


def folder_of(place: Profile, shop: Settings, *, training: bool) -> Path:
    """Returns the folder for backups. Training's stay in training's folder."""
    return Path(shop.backup_folder) if shop.backup_folder and not training else place.backups


def copies_in(place: Profile, folder: Path) -> Here | Apart:
    """Makes the installation's own folder only. A chosen folder is there, or is not plugged in, or
    does not answer."""
    where = Here if folder == place.backups else Apart
    return where(place.journal, folder, place.known_till_id())


def copy_now(place: Profile, folder: Path, at: datetime) -> Copy:
    """Makes a backup. Raises BackupFailed."""
    return copies_in(place, folder).make(at)


class LocalBackups:
    """Implements the port `BackupService` for an open till."""

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
        self._making: asyncio.Future[tuple[Copy, CopyRoom | None]] | None = None
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
        self._making = asyncio.ensure_future(self._in_thread(lambda: self._made(at)))
        try:
            # A cancelled caller leaves the backup to `finish`, or to `close`.
            copy, room = await asyncio.shield(self._making)
        except BackupFailed as problem:
            self._become(replace(self._state, problem=problem))
            raise
        self._become(CopyState(at, None, room))
        return copy

    async def make_if_due(self, *, at_the_end: bool = False) -> None:
        """Makes a backup if today has none yet and there are events. Raises BackupFailed.

        `at_the_end`: only this backup still keeps the till open; a second till is told so.
        """
        try:
            is_due = await self._is_due()
        except BackupFailed as problem:
            self._become(replace(self._state, problem=problem))
            raise
        if is_due:
            if at_the_end:
                self._tell_others()
            await self.make()

    async def keep(self) -> None:
        """Makes a backup each business day while the till is open. Failures show in `state`."""
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
        """Waits for a running backup, or until `abandoned` is set. A second till that wants the
        journal meanwhile is told what it waits for."""
        if self._making is None or self._making.done():
            return
        self._tell_others()
        waits = asyncio.ensure_future(abandoned.wait())
        ends: set[asyncio.Future[Any]] = {self._making, waits}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        waits.cancel()

    def _tell_others(self) -> None:
        with suppress(OSError):  # a second till then gives no reason
            closing_mark(self._place.lock).touch()

    async def close(self) -> None:
        """Abandons a running backup at once."""
        self._copies.stop()
        await asyncio.to_thread(self._executor.shutdown)
        if self._making is not None:
            await asyncio.wait({self._making})
            self._making.exception()  # the caller abandoned it

    async def _is_due(self) -> bool:
        now = self._now()
        known, there = await self._in_thread(lambda: (self._known(now), self._events()))
        if known and self._state.room is None:
            self._become(replace(self._state, room=await self._in_thread(self._room)))
        if self._state.made_at is None:
            self._become(replace(self._state, made_at=_newest(known, now)))
        today = self._day_of(now)
        held = (one.events for one in known if self._day_of(one.at) == today)
        copied = max((events for events in held if events is not None), default=None)
        return there > 0 and (copied is None or there - copied >= A_DAYS_EVENTS)

    def _made(self, at: datetime) -> tuple[Copy, CopyRoom | None]:
        return self._copies.make(at), self._room()

    def _room(self) -> CopyRoom | None:
        with suppress(BackupFailed):  # reported when a backup is due
            return self._copies.room()
        return None

    def _known(self, now: datetime) -> Sequence[Known]:
        with suppress(BackupFolderMissing):  # reported when a backup is due
            return self._copies.look(now)
        return ()

    def _events(self) -> int:
        try:
            return looked_at(self._place.journal).head.number
        except CopyUnusable:
            return sys.maxsize  # making a backup then reports what is wrong

    def _become(self, state: CopyState) -> None:
        if state != self._state:
            self._state = state
            for listener in self._listeners:
                listener(state)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)


def _newest(known: Sequence[Known], now: datetime) -> datetime | None:
    """Returns the time in the newest backup's name. A name in the future comes from a wrong
    clock."""
    instants = [one.at for one in known]
    return next((at for at in instants if at <= now), instants[0] if instants else None)
