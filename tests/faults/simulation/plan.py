"""What happens on a simulated day: drawn from its seed before it begins, and nothing else is."""

from dataclasses import dataclass, replace
from random import Random

from faults.simulation.acts import Act, Visit
from faults.simulation.baskets import Basket, draw_baskets, takes_by_hand
from faults.simulation.closures import Closure, draw_closures
from faults.simulation.handlings import Handling, draw_handlings
from faults.simulation.lives import NO_LIVES, Lives, draw_lives, has_lives, in_a_row
from faults.simulation.process import DEED, KEYED, Death
from faults.simulation.troubles import OPEN_FOR, Trouble, draw_troubles

from pos_app.gateways.catalogue import METHODS

VISITS = 20
_CALLS = 0.15  # of the shops have their payments told by a call

# Every sale asks for an amount of its own (minor units): by it the checker knows it again.
_CHARGES, _GIVEN_BACK, _CAPTURED, _PAID_OUT, _ODD = 10_00, 1_00, 2_00, 3_00, 20_00

# Two of each kind a day that there are few of; the voucher's provider takes five calls a minute.
_METHODS = {
    "vpos": 6,
    "proxypay": 4,
    "wikipay": 3,
    "clicpay.mpesa": 4,
    "clicpay.emola": 2,
    "clicpay.mkesh": 2,
    "clicpay.card": 2,
    "wipay": 2,
}


def _phones(prefix: str, ready: int, set_aside: str) -> tuple[str, ...]:
    """Most customers pay; each of the numbers that are set aside does something else."""
    return (f"{prefix}0000019",) * ready + tuple(f"{prefix}000000{end}" for end in set_aside)


def _failing(prefix: str, *codes: int) -> tuple[str, ...]:
    """Numbers whose network fails with these codes, none of which says that nothing was taken."""
    return tuple(f"{prefix}09{code:05}" for code in codes)


_NUMBERS = {
    "vpos": (*("900000000",) * 5, "900003000", "900002004"),
    "clicpay.mpesa": (*_phones("84", 6, "1234"), *_failing("84", 1, 23, 4711)),
    "clicpay.emola": (*_phones("86", 4, "123"), *_failing("86", 2007, 9001)),
    "clicpay.mkesh": _phones("82", 4, "13"),
}
_SILENT = "00002"  # of a request that ends by itself
_FAILING = "09"  # in the place of the first figures


@dataclass(frozen=True)
class Plan:
    visits: tuple[Visit, ...]
    troubles: tuple[Trouble, ...]
    deaths: tuple[Death, ...]  # of one process after the other
    modes: tuple[tuple[str, str, str], ...]  # ways of providers that are not their usual ones
    calls: float | None  # the share of ProxyPay's calls that arrive, where it calls
    closures: tuple[Closure, ...]  # what befalls the till while it is down, the first time and on
    lives: Lives = NO_LIVES
    baskets: tuple[Basket, ...] = ()  # by hand, and in parts
    handlings: tuple[Handling, ...] = ()  # of the drawer
    closes: tuple[float, ...] = ()  # seconds after opening at which a manager closes the day


def draw(seed: int) -> Plan:
    plan = replace(_draw(Random(seed)), closes=_closes(Random(f"the closes of {seed}")))
    if takes_by_hand(seed):
        plan = replace(
            plan,
            baskets=draw_baskets(Random(f"the counter of {seed}")),
            handlings=draw_handlings(Random(f"the drawer of {seed}")),
        )
    if not has_lives(seed):
        return plan
    random = Random(f"the lives of {seed}")
    visits = tuple(in_a_row(visit, random) for visit in plan.visits)
    return replace(plan, visits=visits, lives=draw_lives(random))


def _draw(random: Random) -> Plan:
    names = random.sample(list(_METHODS), counts=_METHODS.values(), k=VISITS)
    return Plan(
        visits=tuple(_visit(number, name, random) for number, name in enumerate(names)),
        troubles=tuple(draw_troubles(random)),
        deaths=tuple(_deaths(random)),
        modes=tuple(_modes(random)),
        calls=random.choice((0.0, 0.5, 1.0)) if random.random() < _CALLS else None,
        closures=tuple(draw_closures(random)),
    )


def _closes(random: Random) -> tuple[float, ...]:
    return tuple(random.uniform(0, OPEN_FOR) for _ in range(random.randint(0, 3)))


def _visit(number: int, method: str, random: Random) -> Visit:
    phone = random.choice(_NUMBERS.get(method, ("",)))
    hold = method == "vpos" and random.random() < 0.3
    pays_out = method == "clicpay.mpesa" and random.random() < 0.25
    step = METHODS[method].step
    return Visit(
        at=random.uniform(0, OPEN_FOR),
        method=method,
        amount=((_PAID_OUT if pays_out else _CHARGES) + number) * step,
        phone=phone,
        hold=hold,
        pays_out=pays_out,
        clicks=random.choice((1, 1, 1, 2)),
        act=random.choice(_acts(method, phone, hold=hold, pays_out=pays_out)),
        part=((_CAPTURED if hold else _GIVEN_BACK) + number) * step,
        odd=_ODD + number if random.random() < 0.5 else number + 1,
        after=random.uniform(0.5, 40),
    )


def _acts(method: str, phone: str, *, hold: bool, pays_out: bool) -> tuple[Act, ...]:
    if method in ("proxypay", "wikipay"):
        return (
            Act.PAYS,
            Act.PAYS,
            Act.PAYS,
            Act.PAYS_NOTHING,
            Act.PAYS_TWICE,
            Act.PAYS_ODDLY,
            Act.PAYS_TOMORROW,
            Act.CANCELS,
            Act.CANCELS_AND_PAYS,
        )
    if method == "clicpay.card":
        return (Act.PAYS, Act.PAYS, Act.PAYS_NOTHING)
    if hold:
        return (Act.CAPTURES, Act.CAPTURES_PART, Act.RELEASES, Act.NOTHING)
    if method == "wipay" or pays_out:
        return (Act.NOTHING,)
    if phone.endswith(_SILENT) or phone[2:4] == _FAILING:
        return (Act.NOTHING, Act.AGREES_LATE, Act.AGREES_TOMORROW)
    back = (Act.GIVES_BACK, Act.GIVES_BACK_TWICE)
    parts = (Act.GIVES_BACK_PART,) if method != "vpos" else ()
    return (Act.NOTHING, Act.NOTHING, *back, *parts)


# Whom, what and how: as clients of these providers have seen them (field notes).
_MODES = (
    ("clicpay", "history", ("usual", "rows", "data")),
    ("clicpay", "history_number", ("national", "international", "none")),
    ("clicpay", "history_time", ("created_at", "initiated_at")),
    ("clicpay", "centavos", ("kept", "rounded", "refused", "failed")),
    ("clicpay", "codes", ("message", "fields", "both")),
    ("vpos", "refunds", ("when_done", "at_once")),
)


def _modes(random: Random) -> list[tuple[str, str, str]]:
    return [(provider, name, random.choice(values)) for provider, name, values in _MODES]


def _deaths(random: Random) -> list[Death]:
    """Most of the steps of a day are looks: every second death is at a deed."""
    return [_death(random) for _ in range(random.choice((0, 1, 1, 2, 3, 4, 6)))]


def _death(random: Random) -> Death:
    chance = random.random()
    if chance < 0.2:
        return Death(KEYED, random.choice((2, 2, 4, 6)))
    if chance < 0.5:
        return Death(DEED, random.randint(1, 60))
    return Death("", random.choice((random.randint(1, 60), random.randint(1, 1000))))
