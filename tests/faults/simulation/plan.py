"""What happens on a simulated day: drawn from its seed before it begins, and nothing else is."""

from dataclasses import dataclass
from enum import Enum
from random import Random

from faults.simulation import network
from faults.simulation.process import DEED, Death

from pos_app.gateways.catalogue import METHODS
from pos_app.sandbox.faults import Rule

OPEN_FOR = 150.0  # seconds in which people come
VISITS = 20

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


_NUMBERS = {
    "vpos": (*("900000000",) * 5, "900003000", "900002004"),
    "clicpay.mpesa": _phones("84", 6, "1234"),
    "clicpay.emola": _phones("86", 4, "123"),
    "clicpay.mkesh": _phones("82", 4, "13"),
}
_SILENT = "00002"  # of a request that ends by itself


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
    AGREES_LATE = "agrees after the request has ended"
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


@dataclass(frozen=True)
class Trouble:
    """Something that goes wrong at a moment, and for how long where it has a length."""

    at: float
    kind: str
    lasts: float = 0.0
    rule: Rule | None = None
    weather: network.Weather | None = None
    shift: float = 0.0  # seconds by which the clock is put forward or back


@dataclass(frozen=True)
class Plan:
    visits: tuple[Visit, ...]
    troubles: tuple[Trouble, ...]
    deaths: tuple[Death, ...]  # of one process after the other


def draw(seed: int) -> Plan:
    random = Random(seed)
    names = random.sample(list(_METHODS), counts=_METHODS.values(), k=VISITS)
    return Plan(
        visits=tuple(_visit(number, name, random) for number, name in enumerate(names)),
        troubles=tuple(_troubles(random)),
        deaths=tuple(_deaths(random)),
    )


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
    if phone.endswith(_SILENT):
        return (Act.NOTHING, Act.AGREES_LATE)
    back = (Act.GIVES_BACK, Act.GIVES_BACK_TWICE)
    parts = (Act.GIVES_BACK_PART,) if method != "vpos" else ()
    return (Act.NOTHING, Act.NOTHING, *back, *parts)


# --- what goes wrong ------------------------------------------------------------------------------

_AT_PROVIDER = (
    "delay", "late", "drop_before", "drop_after", "cut", "html", "html_after", "garbage", "empty",
    "status", "status_after", "duplicate", "reorder", "two_ids", "upper", "retype",
)  # fmt: skip
# A provider that has done its work and says 4xx lies; that it did nothing is the meaning of those.
_AFTER_THE_WORK = (408, 409, 500, 502, 503, 504)
_BEFORE_IT = (400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504)
_PROVIDERS = ("vpos", "proxypay", "clicpay", "wikipay", "wipay", "*")
_QUEUES = r"^(/v1/payment|/payments)/?$"


def _troubles(random: Random) -> list[Trouble]:
    drawn = [_at_provider(random) for _ in range(random.randint(2, 14))]
    drawn += [_on_the_way(random) for _ in range(random.randint(0, 6))]
    for kind in ("disk full", "disk protected", "file locked"):
        if random.random() < 0.3:
            drawn.append(Trouble(_some_time(random), kind, lasts=random.uniform(0.1, 40)))
    if random.random() < 0.3:
        shift = random.choice((-1, 1)) * random.choice((5, 90, 3600, 4000, 86_400))
        drawn.append(
            Trouble(_some_time(random), "clock jumps", random.uniform(5, 100), shift=shift)
        )
    if random.random() < 0.3:
        drawn.append(Trouble(_some_time(random), "payments of another till"))
    return sorted(drawn, key=lambda trouble: trouble.at)


# Where faults strike: anywhere, or for a while at one kind of request.
_ASKED = (
    (None, None, 4),
    ("POST", None, 4),
    ("POST", None, 8),
    ("PUT", None, 2),
    ("GET", None, 6),
    ("GET", _QUEUES, 40),
    ("DELETE", None, 6),
)


def _at_provider(random: Random) -> Trouble:
    kind = random.choice(_AT_PROVIDER)
    of_queue = kind in ("duplicate", "reorder")
    method, path, most = ("GET", _QUEUES, 40) if of_queue else random.choice(_ASKED)
    codes = _AFTER_THE_WORK if kind == "status_after" else _BEFORE_IT
    rule = Rule(
        kind=kind,
        provider=random.choice(_PROVIDERS),
        method=method,
        path=path,
        times=random.randint(1, most),
        skip=random.randint(0, 3),
        seconds=random.choice((0.5, 3, 25, 130)) if kind in ("delay", "late") else 0,
        status=random.choice(codes),
    )
    return Trouble(_some_time(random), kind, rule=rule)


def _on_the_way(random: Random) -> Trouble:
    kind = random.choice(network.KINDS)
    port = random.choice((None, *range(5)))
    weather = network.Weather(kind, port, random.randint(1, 6))
    return Trouble(_some_time(random), f"network: {kind}", weather=weather)


def _some_time(random: Random) -> float:
    return random.uniform(0, OPEN_FOR + 40)


def _deaths(random: Random) -> list[Death]:
    """Most of the steps of a day are looks: every second death is at a deed."""
    times = random.choice((0, 1, 1, 2, 3, 4, 6))
    return [
        Death(DEED, random.randint(1, 60)) if random.random() < 0.5
        else Death("", random.choice((random.randint(1, 60), random.randint(1, 1000))))
        for _ in range(times)
    ]  # fmt: skip
