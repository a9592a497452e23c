"""Restores the journal from a backup while no till is open, with a manager's approval."""

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
from pos_app.installation.moved_out import check_not_moved
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
    """Implements the port `RestoreService`."""

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
        with suppress(BackupFailed):  # no folder: no backup
            found.extend(copies_in(self._place, self.folder).copies())
        return found or self._journal_itself()

    def _known(self) -> Staff:
        return known_staff(self._place.journal, self.folder, self._place.known_till_id())

    def _journal_itself(self) -> Sequence[Copy]:
        """Offers the journal itself where it was put back to an earlier day and has no backup."""
        with suppress(CopyUnusable):
            if is_rolled_back(self._place.journal):
                return [looked_at(self._place.journal)]
        return []

    def restore_now(self, file: Path, pin: str) -> Restoration:
        check_not_moved(self._place)
        by = self._gate.allowed_by(pin)
        try:
            self._place.prepare()
            # A new computer becomes the till whose backup it is.
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
        """Makes the journal again from its events. Raises WrongPin, TooManyTries, JournalInUse,
        JournalDamaged, JournalUnavailable; then nothing has changed."""
        check_not_moved(self._place)
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
        """Backs the restored journal up at once. Only the journal and the files beside it say which
        numbers were left out: if both were lost, a restore of the same backup would give those
        numbers again."""
        try:
            copy_now(self._place, self.folder, self._now())
        except BackupFailed as problem:  # the till makes the day's backup once it is open
            _LOG.warning("what was gone on with cannot be copied: %s", problem)
