"""Ports for backups: copy the journal, restore it from a copy, and settle a moved profile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pos_app.domain.errors import PosError
from pos_app.ports.journal import Head
from pos_app.ports.office.protocol import CodeRefused


@dataclass(frozen=True)
class Copy:
    """A file that holds a whole journal. `until` is the instant of its last event."""

    path: Path
    till: str  # the till of its events; empty where there are none
    head: Head
    sales: int
    until: datetime | None


@dataclass(frozen=True)
class Restoration:
    """The result of a restore: the journal is the copy, and the events after it that could still be
    proved."""

    copy: Copy
    rescued: int  # events after the copy that were read from the file that was put aside
    until: datetime | None  # the last instant that the journal knows of now
    put_aside: str  # name of that file, empty where there was none
    next_number: int  # of the next sale
    doubtful: int  # sales that were open then: the till polls them, or a person has to settle them


@dataclass(frozen=True)
class Rebuilding:
    """The result of rebuilding a journal from its events."""

    problems: Sequence[str]  # that `verify` found; none: nothing was done
    events: int
    sales: int
    put_aside: str  # name of the file as it was


@dataclass(frozen=True)
class CopyRoom:
    """Bytes that a till's copies take on their disk, and that are free there."""

    copies: int
    held: int
    free: int
    following: int  # what the next copy will take

    @property
    def needed(self) -> int:
        """The free bytes with which the disk is not full after the next copy either."""
        return 2 * self.following

    @property
    def is_short(self) -> bool:
        """Whether the disk will be full soon."""
        return self.free < self.needed


@dataclass(frozen=True)
class CopyState:
    """The newest copy in the folder, and why a newer one failed, if one was tried. `room` is as it
    was after the last copy of this run, or at its start."""

    made_at: datetime | None
    problem: PosError | None
    room: CopyRoom | None = None


class BackupService(Protocol):
    """Makes copies of the journal while the till goes on."""

    @property
    def state(self) -> CopyState: ...

    def listen(self, listener: Callable[[CopyState], None]) -> None: ...

    async def make(self) -> Copy:
        """Makes a copy. Raises BackupFailed; the copies that are there stay."""


class MovedProfileService(Protocol):
    """Settles whose profile this is after it came from another computer, while no till is open on
    it. Each call raises WrongPin, TooManyTries, JournalInUse, JournalUnavailable; then nothing has
    changed."""

    async def needs_pin(self) -> bool: ...

    async def moved(self, pin: str) -> None:
        """Continues the same till here."""

    async def another_till(self, pin: str) -> None:
        """Begins a till of its own here."""


class RestoreService(Protocol):
    """Restores a journal while no till is open on it."""

    @property
    def folder(self) -> Path:
        """The folder with the copies."""

    async def needs_pin(self) -> bool: ...

    async def copies(self) -> Sequence[Copy]:
        """Returns the copies that can be opened, the latest first."""

    async def restore(self, file: Path, pin: str) -> Restoration:
        """Restores this copy. Raises WrongPin, TooManyTries, CopyUnusable, JournalInUse,
        JournalUnavailable; then nothing has changed."""


TellsFetched = Callable[[int, int], None]  # how many events have come, and of how many


def untold(_came: int, _of: int) -> None:
    """Nobody waits and watches."""


class OfficeRestoreService(RestoreService, Protocol):
    """Restores from the office of the till, too."""

    async def office_address(self) -> str:
        """Returns the address of the office that the till belongs to; empty where that is not
        known."""

    async def restore_from_office(
        self, address: str, code: str, pin: str, told: TellsFetched = untold
    ) -> Restoration | CodeRefused:
        """Restores all that the office has, by a code of its manager's. Raises as `restore` does,
        and RequestNotSent, ResponseLost, SettingsUnavailable, BadInput for an address that is not
        safe; then the journal is as it was."""
