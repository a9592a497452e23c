"""What people do at the drawer on a day with a counter: drawn before it begins."""

from dataclasses import dataclass
from enum import Enum
from random import Random

from faults.simulation.troubles import some_time

FLOAT = 200_00  # minor units
_DEEDS = 9


class Deed(Enum):
    OPENS = "opens a shift"
    CLOSES = "closes the shift that is open"
    PUTS_IN = "puts cash in"
    TAKES_OUT = "takes cash out"
    CLOSES_DAY = "closes the day, and counts"


@dataclass(frozen=True)
class Handling:
    """What somebody does at the drawer."""

    at: float  # seconds after opening
    deed: Deed
    amount: int  # minor units
    odd: int  # minor units that are there too much, or too little


def draw_handlings(random: Random) -> tuple[Handling, ...]:
    """The shift that is opened first is there before most customers."""
    deeds = [Deed.OPENS, *(random.choice(list(Deed)) for _ in range(_DEEDS))]
    return tuple(
        Handling(
            at=some_time(random) if number else 1.0,
            deed=deed,
            amount=random.randint(1, 50) * 100,
            odd=random.choice((0, 0, -500, 1000)),
        )
        for number, deed in enumerate(deeds)
    )
