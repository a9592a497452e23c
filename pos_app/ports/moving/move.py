"""What a till is moved with, and what came of it."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

LEAST_PASSPHRASE = 12  # characters: the file may lie about, and anybody may try at leisure


@dataclass(frozen=True)
class MoveOutOrder:
    """A manager wants the till in this file. `by` is the manager, empty while nobody has a PIN."""

    file: Path
    passphrase: str
    by: str = ""


@dataclass(frozen=True)
class MoveInOrder:
    """The till in this file is to go on here."""

    file: Path
    passphrase: str


MoveOrder = MoveOutOrder | MoveInOrder


@dataclass(frozen=True)
class MovedAway:
    """A till that was moved out: the file that it is in, with its SHA-256 and its size in bytes."""

    file: Path
    sha256: str
    size: int
    by: str
    at: str  # ISO 8601, UTC


@dataclass(frozen=True)
class Arrived:
    """A till that goes on here. `keys_in_file`: its keys are in an encrypted file of this computer,
    under the passphrase of the move."""

    till: str
    shop: str
    sales: int
    open_sales: int  # which this computer follows from now on
    keys_in_file: bool


class MoveFile(Enum):
    """How the file of a till that was moved out stands, seen from where it was."""

    WHOLE = "whole"
    AWAY = "away"  # not at its place: carried to the other computer, or lost
    CHANGED = "changed"  # another one lies there


class MovedTillService(Protocol):
    """A till that was moved out, at the computer that it has left. Each may raise
    JournalUnavailable, JournalInUse."""

    async def moved(self) -> MovedAway:
        """Raises NotMovedOut."""

    async def look(self) -> MoveFile:
        """Ends what a sudden end cut short, where the file's disk is there, and looks at it."""

    async def needs_pin(self) -> bool: ...

    async def take_back(self, pin: str) -> None:
        """Goes on selling here. Raises WrongPin, TooManyTries."""
