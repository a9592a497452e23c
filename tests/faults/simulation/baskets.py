"""Customers who pay at the counter itself: by hand, or one sale in several parts.

One day in seven has them, with lives and without. The others are what they were before.
"""

from dataclasses import dataclass
from enum import Enum
from random import Random

from faults.simulation.troubles import some_time

_BASKETS = 8
# Of a sale in parts, and of its part at a provider (minor units): no other sale asks for as much.
_WHOLE, _PART = 70_00, 30_00
_TENDERS = ("cash.ao", "cash.ao", "cardmachine.ao", "transfer.ao")
_PHONES = ("900000000", "900000000", "900003000", "900002004")


class Turn(Enum):
    """What somebody does once it is paid, or while it is not."""

    KEEPS = "keeps what it bought"
    GIVES_BACK = "gives it back, by hand"
    GIVES_BACK_AT_ONCE = "is given it back by two people at once"
    CANCELS = "wants none of it any more"


@dataclass(frozen=True)
class Basket:
    at: float  # seconds after opening
    amount: int  # minor units
    tender: str
    provider: str  # of a part; empty for what is paid by hand alone
    phone: str
    part: int  # minor units that are asked for there
    pays: bool  # a reference, and stays to the end
    turn: Turn
    clicks: int
    after: float  # seconds until somebody acts

    @property
    def leaves(self) -> bool:
        """Cancels, and is gone before the money comes back."""
        return self.turn is Turn.CANCELS and not self.pays


def takes_by_hand(seed: int) -> bool:
    return seed % 14 in (4, 13)


def draw_baskets(random: Random) -> tuple[Basket, ...]:
    return tuple(_basket(number, random) for number in range(_BASKETS))


def _basket(number: int, random: Random) -> Basket:
    provider = random.choice(("", "vpos", "vpos", "proxypay"))
    turns = [Turn.KEEPS, Turn.GIVES_BACK, Turn.GIVES_BACK_AT_ONCE]
    return Basket(
        at=some_time(random),
        amount=_WHOLE + number,
        tender=random.choice(_TENDERS),
        provider=provider,
        phone=random.choice(_PHONES) if provider == "vpos" else "",
        part=_PART + number,
        pays=random.random() < 0.7,
        turn=random.choice([*turns, Turn.CANCELS] if provider else turns),
        clicks=random.choice((1, 1, 2)),
        after=random.uniform(0.5, 40),
    )
