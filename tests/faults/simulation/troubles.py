"""What goes wrong while the till is open: at providers, on the way, on the disk, with clocks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from faults.simulation import network

from pos_app.sandbox.server.fault_rules import Rule, make_rule

OPEN_FOR = 150.0  # seconds in which people come
_PROVIDERS = ("vpos", "proxypay", "clicpay", "wikipay", "wipay", "*")
_QUEUES = r"^(/v1/payment|/payments)/?$"


@dataclass(frozen=True)
class Trouble:
    """Something that goes wrong at a moment, and for how long where it has a length."""

    at: float
    kind: str
    lasts: float = 0.0
    rule: Rule | None = None
    weather: network.Weather | None = None
    shift: float = 0.0  # seconds by which a clock is put forward or back
    provider: str = ""  # whose clock it is, where it is a provider's


def draw_troubles(random: Random) -> list[Trouble]:
    drawn = [_at_provider(random) for _ in range(random.randint(2, 14))]
    drawn += [_odd_answers(random) for _ in range(random.choice((0, 1, 1, 2, 3)))]
    drawn += [_on_the_way(random) for _ in range(random.randint(0, 6))]
    drawn += [draw(random) for chance, draw in _NOW_AND_THEN if random.random() < chance]
    return sorted(drawn, key=lambda trouble: trouble.at)


def some_time(random: Random) -> float:
    return random.uniform(0, OPEN_FOR + 40)


# --- at the providers -----------------------------------------------------------------------------

_AT_PROVIDER = (
    "delay", "late", "drop_before", "drop_after", "cut", "html", "html_after", "garbage", "empty",
    "status", "status_after", "duplicate", "reorder", "two_ids", "upper", "retype", "wrap", "bom",
)  # fmt: skip
# A provider that has done its work and says 4xx in its own form lies; that it did nothing is the
# meaning of those. A page of HTML is nobody's word: something between may send it after anything.
_AFTER_THE_WORK = (408, 409, 500, 502, 503, 504)
_BEFORE_IT = (400, 401, 403, 404, 406, 408, 409, 422, 429, 500, 502, 503, 504)
_PAGES_AFTER_IT = (200, *_BEFORE_IT)

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
    codes = {"status_after": _AFTER_THE_WORK, "html_after": _PAGES_AFTER_IT}.get(kind, _BEFORE_IT)
    rule = Rule(
        kind=kind,
        provider=random.choice(_PROVIDERS),
        method=method,
        path=path,
        times=random.randint(1, most),
        skip=random.randint(0, 3),
        seconds=random.choice((0.5, 3, 25, 130)) if kind in ("delay", "late") else 0,
        status=random.choice(codes),
        wrap="data" if kind == "wrap" else "",
    )
    return Trouble(some_time(random), kind, rule=rule)


# What each network says of a failure that the customer agrees to all the same later: most of it is
# its own "I do not know" (field notes); a code that nobody has seen, or none at all, says no more.
_FAILURES: Mapping[str, Sequence[str]] = {
    "/(c2b|b2c)/mpesa": ("INS-9", "INS-23", "INS-1", "INS-10", "INS-4711"),
    "/b2c/mpesa": ("INS-9", "INS-9", "INS-23", "INS-1", "INS-4711"),
    "/b2c/emola": ("11", "11", "9001"),
    "/b2c/mkesh": ("",),
    "/(c2b|b2c)/emola": ("11", "9001", "2007", "14"),
    "/(c2b|b2c)/mkesh": ("",),
    "/card-payment$": ("",),
}


# With these each network refuses for good what it may approve all the same.
REFUSALS: Mapping[str, str] = {"clicpay.mpesa": "INS-6", "clicpay.emola": "03"}
_HEARD_AT_THE_FIRST_LATE_LOOK, _STILL_OPEN = 10, 60  # seconds


def refused_and_approved_while_the_next_is_open(method: str) -> Sequence[Rule]:
    """Of money that goes out by it, the next two requests."""
    path = f"/b2c/{method.partition('.')[2]}$"
    return (
        make_rule(
            "failed",
            provider="clicpay",
            path=path,
            times=1,
            status=200,
            text=REFUSALS[method],
            then="approved",
            after=_HEARD_AT_THE_FIRST_LATE_LOOK,
        ),
        make_rule("delay", provider="clicpay", method="POST", path=path, seconds=_STILL_OPEN),
    )


def _fails_and_is_approved(random: Random) -> Rule:
    path = random.choice(list(_FAILURES))
    return make_rule(
        "failed",
        path=path,
        times=random.randint(1, 4),
        skip=random.randint(0, 1),
        status=random.choice((200, 200, 400, 408, 422, 500)),
        wrap=random.choice(("", "", "data")),
        text=random.choice(_FAILURES[path]),
        then="approved",
        after=random.choice((20, 90, 400)),
    )


def _same_id(random: Random) -> Rule:
    provider = random.choice(("clicpay", "vpos", "wipay", "proxypay"))
    return make_rule("same_id", provider=provider, times=random.randint(1, 4))


def _same_payment_id(random: Random) -> Rule:
    provider = random.choice(("proxypay", "wikipay"))
    return make_rule("same_payment_id", provider=provider, times=random.randint(1, 3))


def _hangs(random: Random) -> Rule:
    kind = random.choice(("hang", "hang_after"))
    return make_rule(kind, provider=random.choice(_PROVIDERS[:-1]), times=0)


def _refuses_acknowledgements(random: Random) -> Rule:
    return make_rule("unacknowledged", provider=random.choice(("proxypay", "wikipay")))


def _another_answers(random: Random) -> Rule:
    """A firewall that dislikes the answer, when the money is on its way."""
    return make_rule(
        "html_after",
        provider=random.choice(("clicpay", "vpos")),
        method="POST",
        times=random.randint(1, 4),
        status=random.choice((400, 403, 404, 406, 422, 429)),
    )


def _leads_round(random: Random) -> Rule:
    return make_rule("round", times=random.randint(1, 3))


# Facts beside the true ones, and in their place: what reads the last of two, or none, is misled.
_LIES: Sequence[Mapping[str, Any]] = (
    {"status": "successful", "amount": 1},
    {"status": "failed"},
    {"status": "accepted"},
    {"amount": 1},
    {"clicpay_reference": "CP1"},
    {"reference_id": 1},
)
_DISAGREEING: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "clicpay": ({"currency": "USD"}, {"msisdn": "840000099"}, {"type": "b2b"}),
    "vpos": ({"currency": "USD"}, {"mobile": "900000099"}),
}


def _says_it_twice(random: Random) -> Rule:
    kind = random.choice(("repeat_before", "repeat_after"))
    return make_rule(kind, fields=random.choice(_LIES), method="GET", times=random.randint(1, 20))


def _says_no_number(random: Random) -> Rule:
    said = {"amount": random.choice(("NaN", "Infinity", "1e400"))}
    return make_rule("raw", fields=said, method="GET", times=random.randint(1, 20))


def _disagrees(random: Random) -> Rule:
    provider = random.choice(list(_DISAGREEING))
    return make_rule(
        "merge",
        provider=provider,
        fields=random.choice(_DISAGREEING[provider]),
        method="GET",
        path="/transactions/",
        times=random.randint(5, 40),
    )


_ODD: Mapping[str, Callable[[Random], Rule]] = {
    "failed, and approved later": _fails_and_is_approved,
    "the same id twice": _same_id,
    "the same payment twice": _same_payment_id,
    "a provider hangs": _hangs,
    "acknowledgements refused": _refuses_acknowledgements,
    "a page in its place": _another_answers,
    "led round": _leads_round,
    "said twice": _says_it_twice,
    "no number": _says_no_number,
    "facts that disagree": _disagrees,
}


_OFTEN = ("failed, and approved later",) * 2 + ("the same id twice",)


def _odd_answers(random: Random) -> Trouble:
    kind = random.choice((*_ODD, *_OFTEN))
    rule = _ODD[kind](random)
    lasts = random.uniform(20, 150) if rule.method != "POST" else 0  # else until it is spent
    return Trouble(some_time(random), kind, lasts=lasts, rule=rule)


# --- on the way, on the disk, by the clock --------------------------------------------------------


def _on_the_way(random: Random) -> Trouble:
    kind = random.choice(network.KINDS)
    port = random.choice((None, *range(5)))
    weather = network.Weather(kind, port, random.randint(1, 6))
    return Trouble(some_time(random), f"network: {kind}", weather=weather)


def _disk(kind: str) -> Callable[[Random], Trouble]:
    return lambda random: Trouble(some_time(random), kind, lasts=random.uniform(0.1, 40))


def _clock(random: Random) -> Trouble:
    shift = random.choice((-1, 1)) * random.choice((5, 90, 3600, 4000, 86_400))
    return Trouble(some_time(random), "clock jumps", random.uniform(5, 100), shift=shift)


def _clock_of_provider(random: Random) -> Trouble:
    shift = random.choice((-1, 1)) * random.choice((5, 90, 3600, 86_400))
    provider = random.choice(_PROVIDERS[:-1])
    return Trouble(
        some_time(random),
        "a provider's clock is wrong",
        random.uniform(20, 150),
        shift=shift,
        provider=provider,
    )


def _at_once(kind: str) -> Callable[[Random], Trouble]:
    return lambda random: Trouble(some_time(random), kind)


def _file(random: Random) -> Trouble:
    """Something outside the till does it while it is open; then somebody opens the till anew."""
    kind = random.choice(FILE_TROUBLES)
    return Trouble(some_time(random), kind, lasts=random.uniform(5, 60))


FILE_TROUBLES = ("journal deleted", "journal emptied", "journal cut", "journal replaced")

_NOW_AND_THEN: Sequence[tuple[float, Callable[[Random], Trouble]]] = (
    (0.3, _disk("disk full")),
    (0.3, _disk("disk protected")),
    (0.3, _disk("file locked")),
    (0.3, _clock),
    (0.3, _at_once("payments of another till")),
    (0.3, _at_once("a copy is made")),
    (0.15, _clock_of_provider),
    (0.1, _file),
)
