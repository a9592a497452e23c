"""Customers at the counter, and what is done about a sale of theirs."""

from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """What somebody does about a sale once it is there."""

    PAYS = "pays"
    PAYS_NOTHING = "pays nothing"
    PAYS_TWICE = "pays twice"
    PAYS_ODDLY = "pays another amount"
    PAYS_TOMORROW = "pays tomorrow"
    CANCELS = "cancels"
    CANCELS_AND_PAYS = "cancels while it is paid"
    GIVES_BACK = "gives back"
    GIVES_BACK_PART = "gives a part back"
    GIVES_BACK_TWICE = "gives back, and is asked twice"
    CAPTURES = "captures"
    CAPTURES_PART = "captures a part"
    RELEASES = "lets go"
    GIVES_BACK_IN_PARTS = "gives back in parts, and is asked for more than is left"
    GIVES_BACK_AGAIN = "gives back what was refused, and approved meanwhile"
    CAPTURES_AND_GIVES_BACK = "captures, and gives it back"
    CAPTURES_OR_RELEASES = "captures, while somebody else lets go"
    EXTENDS = "asks for another end, and is paid"
    EXTENDS_AND_CANCELS = "asks for another end, and cancels"
    AGREES_LATE = "agrees after the request has ended"
    AGREES_TOMORROW = "agrees when the shop is closed"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Visit:
    """A customer at the counter."""

    at: float  # seconds after opening
    method: str
    amount: int  # minor units
    phone: str
    hold: bool
    pays_out: bool
    clicks: int  # in a row, on the same button
    act: Act
    part: int  # minor units, of what is given back or captured
    odd: int  # minor units, of what is paid instead
    after: float  # seconds until somebody acts
