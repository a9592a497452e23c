"""Going on from a copy while no till is open: who may, from which one, and as which till."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pos_app.domain.errors import (
    BackupFailed,
    CopyUnusable,
    JournalUnavailable,
    TooManyTries,
    WrongPin,
)
from pos_app.journal.backup import latest_first, looked_at
from pos_app.journal.owner import Ownership
from pos_app.journal.restore import restore
from pos_app.ports.copies import Copy, Restoration
from pos_app.ports.people import KnowsPins
from pos_app.profile import Profile
from pos_app.till.approvals import wait_after

_MOST = 20  # copies that are offered


class Rescue:
    """The port `BringsBack`.

    There is no journal in which wrong PINs could be counted: they are counted here, for as long as
    this is kept.
    """

    def __init__(
        self, place: Profile, folder: Path, people: KnowsPins, now: Callable[[], datetime]
    ) -> None:
        self.folder = folder
        self._place = place
        self._people = people
        self._now = now
        self._wrong_pins = 0
        self._shut_until = 0.0

    async def needs_pin(self) -> bool:
        return await asyncio.to_thread(lambda: self._people.has_manager)

    async def copies(self) -> Sequence[Copy]:
        return await asyncio.to_thread(self.copies_now)

    async def restore(self, file: Path, pin: str) -> Restoration:
        return await asyncio.to_thread(self.restore_now, file, pin)

    def copies_now(self) -> Sequence[Copy]:
        found: list[Copy] = []
        with suppress(BackupFailed):  # no folder: no copy
            for named in latest_first(self.folder, self._place.known_till_id())[:_MOST]:
                with suppress(CopyUnusable):  # the next one may do
                    found.append(looked_at(named.path))
        return found

    def restore_now(self, file: Path, pin: str) -> Restoration:
        by = self._allowed_by(pin)
        try:
            self._place.prepare()
            # A new computer goes on as the till that the copy is of.
            till = self._place.known_till_id() or self._place.till_id(looked_at(file).till)
        except OSError as error:
            raise JournalUnavailable(str(error)) from error
        owned = Ownership(self._place.lock)
        try:
            return restore(file, self._place.journal, till, by, self._now())
        finally:
            owned.release()

    def _allowed_by(self, pin: str) -> str:
        """Nobody is asked where nobody has a PIN. Raises WrongPin, TooManyTries."""
        if not self._people.has_manager:
            return ""
        if (wait := self._shut_until - time.monotonic()) > 0:
            raise TooManyTries(wait)
        try:
            by = self._people.whose(pin).name
        except WrongPin:
            self._wrong_pins += 1
            self._shut_until = time.monotonic() + wait_after(self._wrong_pins)
            raise
        self._wrong_pins = 0
        return by
