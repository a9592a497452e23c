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
from typing import TypeVar

from pos_app.domain.errors import BackupFailed, BackupFolderMissing, CopyUnusable
from pos_app.journal.backup import Named, back_up, looked_at, named_copies, place_of
from pos_app.ports.copies import Copy, CopyState
from pos_app.profile import Profile
from pos_app.settings import Settings

T = TypeVar("T")

LOOK_EVERY = 60.0  # seconds: a stick that is put in, or the turn of a day, is noticed so soon
# More than a usual day brings. A clock that stands still, or was set back, names each day the same:
# a copy of the day is then not enough.
A_DAYS_EVENTS = 2000
AGAIN_AFTER = 900.0  # seconds until a copy that failed for another reason is tried again


def folder_of(place: Profile, shop: Settings, *, training: bool) -> Path:
    """Where the copies go. Training's stay in training."""
    return Path(shop.backup_folder) if shop.backup_folder and not training else place.backups


def copy_now(place: Profile, folder: Path, at: datetime) -> Copy:
    """Only the installation's own folder is made: one that was chosen is there, or is not plugged
    in. Raises BackupFailed."""
    if folder == place.backups:
        try:
            folder.mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise BackupFailed(str(error)) from error
    return back_up(place.journal, folder, place.known_till_id(), at)


class Backups:
    """The port `KeepsCopies`, for a till that is open."""

    def __init__(
        self,
        place: Profile,
        folder: Path,
        now: Callable[[], datetime],
        day_of: Callable[[datetime], date],
    ) -> None:
        self._place = place
        self._folder = folder
        self._now = now
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
        try:
            copy = await self._in_thread(lambda: self._back_up(at))
        except BackupFailed as problem:
            self._become(CopyState(self._state.made_at, problem))
            raise
        self._become(CopyState(at, None))
        return copy

    async def make_if_due(self) -> None:
        """Where today has no copy yet, and there is something to copy. Raises BackupFailed."""
        if await self._is_due():
            await self.make()

    async def keep(self) -> None:
        """A copy a business day, for as long as the till is open. What fails is in `state`."""
        while True:
            with suppress(BackupFailed):
                await self.make_if_due()
            failed = self._state.problem
            waits = failed is None or isinstance(failed, BackupFolderMissing)
            await asyncio.sleep(LOOK_EVERY if waits else AGAIN_AFTER)

    async def close(self) -> None:
        """Once the copy that is being made is there."""
        await asyncio.to_thread(self._executor.shutdown)

    async def _is_due(self) -> bool:
        if self._state.made_at is None:
            newest = await self._in_thread(self._newest)
            self._become(CopyState(newest, self._state.problem))
        today = self._day_of(self._now())
        copied, there = await self._in_thread(lambda: (self._copied_on(today), self._events()))
        return there > 0 and (copied is None or there - copied >= A_DAYS_EVENTS)

    def _back_up(self, at: datetime) -> Copy:
        return copy_now(self._place, self._folder, at)

    def _newest(self) -> datetime | None:
        """By its name, as it is told. One that bears a day to come was made by a wrong clock."""
        instants, now = [named.at for named in self._named()], self._now()
        return next((at for at in instants if at <= now), instants[0] if instants else None)

    def _copied_on(self, day: date) -> int | None:
        """How many events the copies of this day hold; None where there is no such copy."""
        those = [named for named in self._named() if self._day_of(named.at) == day]
        places = [place for named in those if (place := place_of(named.path))]
        return max((place.events for place in places), default=None)

    def _named(self) -> Sequence[Named]:
        with suppress(BackupFailed):  # a folder that is not there is said when a copy is due
            return named_copies(self._folder, self._place.known_till_id())
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
