"""Going on from a copy while no till is open: who may, from which one, and as which till."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pos_app.app.backup_service import copies_in, copy_now
from pos_app.app.offline_approval import Gate
from pos_app.domain.errors import (
    BackupFailed,
    CopyUnusable,
)
from pos_app.domain.people.staff import Staff
from pos_app.installation.profile import Profile
from pos_app.journal.checks.last_shown import Shown, is_rolled_back
from pos_app.journal.copies.backup import looked_at
from pos_app.journal.copies.rebuild import rebuild
from pos_app.journal.copies.restore import restore
from pos_app.journal.disk_failures import problem_of
from pos_app.journal.file_lock import Ownership
from pos_app.journal.staff_reader import known_staff
from pos_app.ports.backups import Copy, Rebuilding, Restoration
from pos_app.ports.people import UserStore

_LOG = logging.getLogger(__name__)


class LocalRestore:
    """The port `RestoreService`."""

    def __init__(
        self, place: Profile, folder: Path, people: UserStore, now: Callable[[], datetime]
    ) -> None:
        self.folder = folder
        self._place = place
        self._gate = Gate(people, self._known)
        self._now = now

    async def needs_pin(self) -> bool:
        return await asyncio.to_thread(self.needs_pin_now)

    def needs_pin_now(self) -> bool:
        return self._gate.needs_pin

    async def copies(self) -> Sequence[Copy]:
        return await asyncio.to_thread(self.copies_now)

    async def restore(self, file: Path, pin: str) -> Restoration:
        return await asyncio.to_thread(self.restore_now, file, pin)

    def copies_now(self) -> Sequence[Copy]:
        found: list[Copy] = []
        with suppress(BackupFailed):  # no folder: no copy
            found.extend(copies_in(self._place, self.folder).copies())
        return found or self._journal_itself()

    def _known(self) -> Staff:
        return known_staff(self._place.journal, self.folder, self._place.known_till_id())

    def _journal_itself(self) -> Sequence[Copy]:
        """Where it was put back to an earlier day and there is no copy: it can be gone on from."""
        with suppress(CopyUnusable):
            if is_rolled_back(self._place.journal):
                return [looked_at(self._place.journal)]
        return []

    def restore_now(self, file: Path, pin: str) -> Restoration:
        by = self._gate.allowed_by(pin)
        try:
            self._place.prepare()
            # A new computer goes on as the till that the copy is of.
            till = self._place.known_till_id() or self._place.till_id(looked_at(file).till)
        except OSError as error:
            raise problem_of(error) from error
        owned = Ownership(self._place.lock)
        try:
            done = restore(file, self._place.journal, till, by, self._now(), self.folder)
            self._copy()
            return done
        finally:
            owned.release()

    def rebuild_now(self, pin: str) -> Rebuilding:
        """The journal made again from its events. Raises WrongPin, TooManyTries, JournalInUse,
        JournalDamaged, JournalUnavailable; then nothing has changed."""
        by = self._gate.allowed_by(pin)
        journal, till = self._place.journal, self._place.known_till_id()
        owned = Ownership(self._place.lock)
        try:
            done = rebuild(journal, till, by, self._now(), Shown(journal, self.folder, till))
            if done.problems:
                self._copy()
            return done
        finally:
            owned.release()

    def _copy(self) -> None:
        """Which numbers were left out stands only in the journal and beside it: whoever goes on
        from the same copy again, once both are gone, would give them to others."""
        try:
            copy_now(self._place, self.folder, self._now())
        except BackupFailed as problem:  # the till sees to the day's copy once it is open
            _LOG.warning("what was gone on with cannot be copied: %s", problem)
