"""What befalls a till while it is down: for how long, what becomes of its files and its clock."""

from dataclasses import dataclass
from random import Random

_MOST = 12  # times that it is down in a life
_LONG = (1800.0, 3700.0, 7200.0)  # seconds: vPOS forgets a key after an hour
_SHIFTS = (30, 90, 600, 3600, 86_400, 3 * 86_400, 400 * 86_400)

_MISHAPS = (
    *("journal rolled back",) * 3, "journal deleted", "journal emptied", "journal cut",
    *("restored by hand",) * 2,
)  # fmt: skip
_STOOD_STILL = "clock stood still"
_WRONG = "clock wrong at a start"


@dataclass(frozen=True)
class Closure:
    seconds: float
    mishap: str = ""
    clock: str = ""
    shift: float = 0.0  # seconds by which the clock is wrong when it is opened
    right_after: float = 0.0  # seconds until somebody, or the network, puts it right


def draw_closures(random: Random) -> list[Closure]:
    return [_closure(random) for _ in range(_MOST)]


def _closure(random: Random) -> Closure:
    long = random.random() < 0.2
    seconds = random.choice(_LONG) if long else random.uniform(1, 30)
    clock, shift = "", 0.0
    if long and random.random() < 0.6:  # its battery is flat
        clock, shift = _STOOD_STILL, -seconds
    elif random.random() < 0.2:
        clock, shift = _WRONG, random.choice((-1, 1)) * random.choice(_SHIFTS)
    return Closure(
        seconds=seconds,
        mishap=random.choice(_MISHAPS) if random.random() < 0.1 else "",
        clock=clock,
        shift=shift,
        right_after=random.choice((5.0, 60.0, 400.0)),
    )
