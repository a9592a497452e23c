"""What a decoded command asks of the mechanism: the steps between the firmware and the paper."""

from dataclasses import dataclass
from enum import Enum

from printers.paper import Cut


@dataclass(frozen=True)
class Row:
    """One row of dots printed, and the paper moved by it."""

    bits: int = 0


@dataclass(frozen=True)
class Note:
    """The text of the line that is printed next."""

    line: str


@dataclass(frozen=True)
class Knife:
    """`back`: the paper is drawn back to the head after the cut."""

    how: Cut
    back: bool = False


@dataclass(frozen=True)
class Kick:
    """A pulse at the drawer's connector.

    `pin`: 2 or 5. `real_time`: by DLE DC4, ahead of whatever was waiting.
    """

    pin: int
    on_ms: int
    off_ms: int
    real_time: bool = False


@dataclass(frozen=True)
class Say:
    """An answer that is due when all that was asked before it is on paper."""

    words: bytes


class Asked(Enum):
    """The sorts of status of GS r."""

    PAPER = 1
    DRAWER = 2


@dataclass(frozen=True)
class Tell:
    """A status that is due in its turn, as it then is."""

    asked: Asked


Step = Row | Note | Knife | Kick | Say | Tell
