"""What happens at a till beside its sales, in the same journal and the same chain: notes.

A note changes no sale. It is there so that whoever reads the journal later sees what a person did
with the till itself, and cannot take it out again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from pos_app.domain.money import Money
from pos_app.domain.people import Role


@dataclass(frozen=True, kw_only=True)
class DayClosed:
    """A manager closed a business day. What the day came to is in its sales."""

    day: date
    by: str


@dataclass(frozen=True, kw_only=True)
class PinRefused:
    """Somebody tried a PIN that nobody has."""


@dataclass(frozen=True, kw_only=True)
class PinAccepted:
    """The right PIN after wrong ones. After a manager's they are counted anew from here; a cashier
    takes back no more than their own."""

    by: str
    own: int = 0  # so many wrong ones were this cashier's; 0 where it was a manager: all are over


@dataclass(frozen=True, kw_only=True)
class PinGiven:
    """Somebody has a new PIN. `by` allowed it; the first one needs nobody."""

    name: str
    by: str = ""
    role: Role = Role.MANAGER


@dataclass(frozen=True, kw_only=True)
class PersonLeft:
    """Somebody's PIN is good no more. What they sold and allowed keeps their name."""

    name: str
    by: str


@dataclass(frozen=True, kw_only=True)
class SettingsChanged:
    """A manager changed what the shop is, or an account. Values may be secrets: only names here."""

    what: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A manager took a copy of sales out of the till."""

    what: str
    by: str


@dataclass(frozen=True, kw_only=True)
class PaymentTaken:
    """A manager took a payment that is no sale's out of its provider's queue."""

    method: str
    payment: str
    reference: str
    amount: Money | None
    by: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Restored:
    """The journal goes on from a copy: what came after `head` is in the file that was put aside."""

    head: str  # hash of the last event that the journal has of before
    events: int
    put_aside: str  # name of the file, empty where there was none
    by: str = ""  # the manager, where there is one
    number: int = 0  # sales up to this number may stand on slips: the next one is above it


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """A manager had the file made again from its events: something else had written in it."""

    put_aside: str  # name of the file as it was
    events: int  # that there were
    by: str = ""  # the manager, where there is one


@dataclass(frozen=True, kw_only=True)
class QueueStuck:
    """A provider's queue shows nothing new: its page is full of payments that are known and not let
    go, or of others'. Whoever pays from now on may look unpaid."""

    method: str


@dataclass(frozen=True, kw_only=True)
class QueueMoves:
    """A queue that was stuck can be seen again."""

    method: str


@dataclass(frozen=True, kw_only=True)
class PaymentsByCall:
    """A provider told of a payment by calling this till, and not in its queue: an empty queue
    proves nothing there."""

    method: str


Note = (
    DayClosed
    | PinRefused
    | PinAccepted
    | PinGiven
    | PersonLeft
    | SettingsChanged
    | Exported
    | PaymentTaken
    | Restored
    | Rebuilt
    | QueueStuck
    | QueueMoves
    | PaymentsByCall
)
_KINDS: tuple[type[Note], ...] = get_args(Note)
NOTES: Mapping[str, type[Note]] = {kind.__name__.lower(): kind for kind in _KINDS}
