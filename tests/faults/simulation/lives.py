"""What a shop goes through beside its sales, on every second day: keys of another account are put
in and taken out again, people guess PINs, and what belongs to a sale is asked for in a row.

An even day has none of it, and is drawn as it was before there were any: its number repeats it.
"""

from dataclasses import dataclass, replace
from random import Random

from faults.simulation.acts import Act, Visit
from faults.simulation.guard import CASHIERS
from faults.simulation.troubles import REFUSALS, some_time

CHANGING = ("vpos", "proxypay", "clicpay", "wikipay")  # WiPay has no keys to change
_CHANGES, _GUESSES, _CASHIERS, _IN_A_ROW = 0.35, 0.4, 0.5, 0.5  # of the days, and of the visits
_SHIFTS = (-5, -90, -3600, -86_400, 90, 3600)  # seconds by which a clock is set


@dataclass(frozen=True)
class Change:
    """Keys of another account are put in for a provider, and after a while the usual ones."""

    at: float
    provider: str
    skip: int  # requests that go there first: the next one is on its way meanwhile
    lasts: float  # seconds


@dataclass(frozen=True)
class Guesses:
    """Somebody types wrong PINs in a row, and perhaps the right one in the end."""

    at: float
    whom: str  # whose PIN is asked for; empty for any manager's
    wrong: int
    pause: float  # seconds between two of them
    sits_it_out: bool  # as long as the till says; else it is tried again and again
    shift: float  # seconds by which the clock is set before the last of them
    restarts: bool  # the till, after the last wrong one
    knows: bool
    between: str  # the cashier who types her own after each; empty for nobody
    dawdles: float  # seconds between the right PIN and what it is for


@dataclass(frozen=True)
class Lives:
    changes: tuple[Change, ...] = ()
    guesses: tuple[Guesses, ...] = ()
    has_staff: bool = False  # people with PINs of their own
    has_cashiers: bool = False


NO_LIVES = Lives()


def has_lives(seed: int) -> bool:
    return seed % 2 == 1


def draw_lives(random: Random) -> Lives:
    changes, guesses = [], []
    if random.random() < _CHANGES:
        providers = random.sample(CHANGING, random.randint(1, len(CHANGING)))
        changes = [_change(provider, random) for provider in providers]
    has_cashiers = random.random() < _CASHIERS
    if random.random() < _GUESSES:
        names = ("", "", *CASHIERS) if has_cashiers else ("",)
        times = random.randint(1, 3)
        guesses = [
            _guesses(random.choice(names), random, has_cashiers=has_cashiers) for _ in range(times)
        ]
    return Lives(tuple(changes), tuple(guesses), has_staff=True, has_cashiers=has_cashiers)


def _change(provider: str, random: Random) -> Change:
    return Change(
        at=some_time(random),
        provider=provider,
        skip=random.randint(0, 4),
        lasts=random.uniform(1, 90),
    )


def _guesses(whom: str, random: Random, *, has_cashiers: bool) -> Guesses:
    is_a_cashier = has_cashiers and not whom and random.random() < _CASHIERS
    return Guesses(
        at=some_time(random),
        whom=whom,
        wrong=random.choice((1, 2, 4, 5, 6, 8)),
        pause=random.choice((0.5, 3, 20)),
        sits_it_out=random.random() < 0.5,
        shift=random.choice(_SHIFTS) if random.random() < 0.4 else 0.0,
        restarts=random.random() < 0.6,
        knows=random.random() < 0.6,
        between=random.choice(tuple(CASHIERS)) if is_a_cashier else "",
        dawdles=random.choice((0, 30, 75)),
    )


# --- one after the other --------------------------------------------------------------------------


def in_a_row(visit: Visit, random: Random) -> Visit:
    """The same customer, for whom several things are asked for."""
    if random.random() >= _IN_A_ROW:
        return visit
    acts = _rows_of(visit)
    return replace(visit, act=random.choice(acts)) if acts else visit


def _rows_of(visit: Visit) -> tuple[Act, ...]:
    if visit.method == "proxypay":
        return (Act.EXTENDS, Act.EXTENDS_AND_CANCELS)
    if visit.hold:
        return (Act.CAPTURES_AND_GIVES_BACK, Act.CAPTURES_OR_RELEASES)
    if visit.act in (Act.GIVES_BACK, Act.GIVES_BACK_PART, Act.GIVES_BACK_TWICE):
        if visit.method == "vpos":
            return ()  # nothing but the whole goes back
        again = (Act.GIVES_BACK_AGAIN,) if visit.method in REFUSALS else ()
        return (Act.GIVES_BACK_IN_PARTS, *again)
    return ()
