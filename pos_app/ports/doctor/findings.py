"""What the doctor finds: one result type for every check, as codes. Words are made elsewhere.

A finding has no secret, no phone number and nobody's name by its kind: its values are counts,
sizes, times, hosts and paths. `report` and JSON are made from it alone.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos_app.domain.errors import PosError


class Soundness(StrEnum):
    """How it is with a subject. The values are read by scripts."""

    WELL = "well"
    NOTED = "noted"  # nothing to do: it is not used here, or cannot be told
    WARNING = "warning"  # the till sells; somebody should see to it
    BROKEN = "broken"


class Subject(StrEnum):
    """What is looked at, in the order in which it is listed."""

    RELEASE = "release"
    SYSTEM = "system"
    SCREEN = "screen"
    MEMORY = "memory"
    SETTINGS = "settings"
    PROFILE = "profile"
    ROOM = "room"
    DISK = "disk"
    RUNNING = "running"
    KEYRING = "keyring"
    JOURNAL = "journal"
    SALES = "sales"
    COPIES = "copies"
    CLOCK = "clock"
    ZONE = "zone"
    CERTIFICATE = "certificate"
    ACCOUNT = "account"
    PRINTER = "printer"
    OFFICE = "office"
    SOUND = "sound"


class Sign(StrEnum):
    """What was found. Each has its sentence, and what to do next, in `words/doctor`."""

    RELEASE = "release"
    CHECKOUT = "checkout"
    SYSTEM = "system"
    SCREENS = "screens"
    SCREEN_THERE = "screen_there"
    SCREEN_NONE = "screen_none"
    MEMORY = "memory"
    MEMORY_LOW = "memory_low"
    NOT_TOLD = "not_told"
    SETTINGS = "settings"
    SETTINGS_NONE = "settings_none"
    FAILED = "failed"
    SLOW_CHECK = "slow_check"
    BUG = "bug"
    PROFILE = "profile"
    PROFILE_NONE = "profile_none"
    PROFILE_OPEN = "profile_open"
    PROFILE_READ_ONLY = "profile_read_only"
    PROFILE_NETWORK = "profile_network"
    ROOM = "room"
    ROOM_LOW = "room_low"
    DISK = "disk"
    DISK_SLOW = "disk_slow"
    DISK_REFUSES = "disk_refuses"
    RUNNING = "running"
    NOT_RUNNING = "not_running"
    KEYRING = "keyring"
    KEY_FILE = "key_file"
    KEYRING_NONE = "keyring_none"
    KEYRING_SILENT = "keyring_silent"
    JOURNAL = "journal"
    JOURNAL_NONE = "journal_none"
    JOURNAL_DAMAGED = "journal_damaged"
    WAL_LARGE = "wal_large"
    SALES_NONE = "sales_none"
    SALES_WAIT = "sales_wait"
    SALES_UNKNOWN = "sales_unknown"
    COPY = "copy"
    COPY_OLD = "copy_old"
    COPY_NONE = "copy_none"
    COPY_UNREADABLE = "copy_unreadable"
    CLOCK = "clock"
    CLOCK_OFF = "clock_off"
    CLOCK_NOT_COMPARED = "clock_not_compared"
    ZONE = "zone"
    CERTIFICATE = "certificate"
    CERTIFICATE_ENDS = "certificate_ends"
    CERTIFICATE_NOT_TRUSTED = "certificate_not_trusted"
    CERTIFICATE_PROXY = "certificate_proxy"
    CERTIFICATE_PLAIN = "certificate_plain"
    NOT_REACHED = "not_reached"
    ACCOUNT = "account"
    ACCOUNT_FAILED = "account_failed"
    ACCOUNT_NONE = "account_none"
    PRINTER = "printer"
    PRINTER_MUTE = "printer_mute"
    PRINTER_LOW = "printer_low"
    PRINTER_TROUBLE = "printer_trouble"
    PRINTER_USB_CLOSED = "printer_usb_closed"
    PRINTER_NO_CUPS = "printer_no_cups"
    PRINTER_NONE = "printer_none"
    OFFICE = "office"
    OFFICE_NONE = "office_none"
    SOUND = "sound"
    SOUND_NONE = "sound_none"


Figure = str | int


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What one check found."""

    subject: Subject
    health: Soundness
    fact: Sign
    figures: tuple[Figure, ...] = ()  # what its sentence is filled with
    about: str = ""  # which of several: a payment service's brand, a host, a printer's way
    problem: PosError | None = None  # says by itself what happened, and what to do
    named: str = ""  # what the shop calls it: for the screen alone, never in a report


def is_well(findings: Sequence[Diagnosis]) -> bool:
    """Returns whether nobody has to do anything."""
    return all(one.health in (Soundness.WELL, Soundness.NOTED) for one in findings)


def in_order(findings: Sequence[Diagnosis]) -> Sequence[Diagnosis]:
    """Returns them as they are listed, however they came."""
    places = {subject: place for place, subject in enumerate(Subject)}
    return sorted(findings, key=lambda one: (places[one.subject], one.about))


class Doctor(Protocol):
    """Looks at everything anew each time that it is asked."""

    def examine(self) -> AsyncIterator[Diagnosis]:
        """Yields each finding as soon as there is one. Never raises: a check that fails or hangs is
        a finding. Nothing of it waits on the caller's thread."""

    def report(self, lines: Sequence[str]) -> str:
        """Returns lines for support without what could be a secret or a number of a person."""
