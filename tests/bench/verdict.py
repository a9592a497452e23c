"""From the provider having its answer to the verdict painted, for the sale on the screen.

    PYTHONPATH=.:tests:tests/bench python tests/bench/verdict.py [SALES] [WINDOWS]

The sandbox runs at real speed in a process of its own. WINDOWS (12) real windows, each a process
with a till and a journal of its own, serve SALES (80) customers between them, one after another in
each: half by vPOS and half by M-Pesa, keyed in by a cashier. Each customer answers when it was
drawn for them, and the clock runs from the moment just before the provider is told so until the
paint of the headline that says it is paid is done. Then the same windows serve the same customers
once more, and ask at a fixed interval: the one that costs as many requests as the till did.

When people answer is our own guess, as no provider tells: 2.5 seconds for the request to reach the
phone and a PIN to be typed at the soonest, and a lognormal time on top, so that half have answered
after 9 seconds and one in twenty-five takes more than 40; after 66 the request ends (field notes).
Of the customers whom vPOS's document simulates, all answer between 5 and 20 seconds: two of three
do here. What a request costs are those for the sale that reach the provider between the sending and
the answer.
"""

import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from statistics import NormalDist
from typing import Any

import httpx
from support import World, environment_of, settings_of
from waiting import SILENT, at, row

from pos_app.app.sandbox_process import Sandbox
from pos_app.installation.profile import Profile

SALES = 80
WINDOWS = 12
METHODS = ("vpos", "clicpay.mpesa")
SOONEST = 2.5  # seconds
MEDIAN = 9.0
SPREAD = 1.0  # of the logarithm
PROMPT = 66.0  # seconds that a request stays on a phone
PROBE = Path(__file__).with_name("verdict_probe.py")

P95 = 1.5  # seconds
MOST_A_SECOND = 0.7


@dataclass(frozen=True)
class Customer:
    method: str
    phone: str
    answers_after: float  # seconds from the sending on


@dataclass(frozen=True)
class Verdict:
    """What one sale came to, in seconds."""

    method: str
    waited: float  # from the sending to the answer
    delay: float  # from the answer to the paint
    requests: int  # that reached the provider before the answer
    all_requests: int  # with the charge itself, and those that found and confirmed the answer

    @property
    def rate(self) -> float:
        return self.requests / self.waited


def customers(count: int) -> list[Customer]:
    """As many from each part of the distribution, in an order of chance; the same in every run."""
    chance = random.Random(1)
    people = []
    for method in METHODS:
        share = count // len(METHODS)
        for place in range(share):
            part = NormalDist().inv_cdf((place + chance.random()) / share)
            answers = SOONEST + (MEDIAN - SOONEST) * math.exp(SPREAD * part)
            people.append(Customer(method, SILENT[method], min(answers, PROMPT)))
    chance.shuffle(people)
    return people


def dealt(people: Sequence[Customer], windows: int) -> list[list[Customer]]:
    """To the window that is free first."""
    hands: list[list[Customer]] = [[] for _ in range(windows)]
    for one in sorted(people, key=lambda one: -one.answers_after):
        min(hands, key=lambda hand: sum(each.answers_after for each in hand)).append(one)
    for number, hand in enumerate(hands):
        random.Random(number).shuffle(hand)
    return hands


def played(world: World, hands: Sequence[Sequence[Customer]], interval: float) -> list[Verdict]:
    """Every window at once. An interval of 0 is the till's own rhythm."""
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    with ExitStack() as stack:
        windows = []
        for hand in hands:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            profile = Profile(Path(folder))
            profile.settings.write_text(settings_of(world.accounts.values()))
            control_url = str(world.control.base_url)
            windows.append(
                subprocess.Popen(
                    [sys.executable, str(PROBE), folder, control_url, str(interval)],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                    env={**os.environ, "QT_QPA_PLATFORM": platform},
                )
            )  # fmt: skip
            assert windows[-1].stdin
            windows[-1].stdin.write(json.dumps([asdict(one) for one in hand]))
            windows[-1].stdin.close()
        told = [json.loads(window.stdout.read()) for window in windows if window.stdout]
        for window in windows:
            window.wait()
    requests = [(moment(one), one["path"]) for one in world.requests("GET")]
    return [verdict(sale, requests) for hand in told for sale in hand]


def moment(request: dict[str, Any]) -> float:
    return datetime.fromisoformat(request["at"]).timestamp()


def verdict(sale: dict[str, Any], requests: Sequence[tuple[float, str]]) -> Verdict:
    looks = [when for when, path in requests if sale["reference"] in path]
    return Verdict(
        method=sale["method"],
        waited=sale["answered_at"] - sale["sent_at"],
        delay=sale["painted_at"] - sale["answered_at"],
        requests=sum(when <= sale["answered_at"] for when in looks),
        all_requests=len(looks) + 1,
    )


def rate_of(verdicts: Sequence[Verdict]) -> float:
    return sum(one.requests for one in verdicts) / sum(one.waited for one in verdicts)


def same_cost(verdicts: Sequence[Verdict]) -> float:
    """The longest interval that makes as many requests for the same customers."""
    made = sum(one.requests for one in verdicts)
    shortest, longest = 0.1, 60.0
    while longest - shortest > 1e-4:
        middle = (shortest + longest) / 2
        if sum(int(one.waited / middle) for one in verdicts) >= made:
            shortest = middle
        else:
            longest = middle
    return shortest


def print_verdicts(name: str, verdicts: Sequence[Verdict]) -> float:
    """Its p95."""
    for method in METHODS:
        delays = [one.delay for one in verdicts if one.method == method]
        print(row(name, f"{method}, s", delays))
    delays = [one.delay for one in verdicts]
    everything = sum(one.all_requests for one in verdicts) / sum(
        one.waited + one.delay for one in verdicts
    )
    print(row(name, f"{len(delays)} sales, s", delays))
    print(
        f"{name:<11}{rate_of(verdicts):.3f} requests/s until the answer,"
        f" {max(one.rate for one in verdicts):.3f} for the sale with most;"
        f" {everything:.3f} with the charge and what came after the answer"
    )
    return at(sorted(delays), 0.95)


def main(sales: int, windows: int) -> None:
    hands = dealt(customers(sales), windows)
    sandbox = Sandbox.start(speed=1.0)
    try:
        with httpx.Client(base_url=sandbox.control_url, trust_env=False) as control:
            world = World(dict(sandbox.accounts), control)
            os.environ |= environment_of(world.accounts)
            compare(world, hands)
    finally:
        sandbox.stop()


def compare(world: World, hands: Sequence[Sequence[Customer]]) -> None:
    waits = sorted(one.answers_after for hand in hands for one in hand)
    print(row("customers", "answer after, s", waits))
    began = time.monotonic()
    ours = played(world, hands, 0.0)
    mine = print_verdicts("till", ours)
    world.reset()
    interval = same_cost(ours)
    fixed = print_verdicts(f"{interval:.2f} s", played(world, hands, interval))
    met = "met" if mine <= P95 and rate_of(ours) <= MOST_A_SECOND else "NOT met"
    print(
        f"p95 {mine:.2f} s at {rate_of(ours):.2f} requests/s, fixed interval {fixed:.2f} s:"
        f" {mine / fixed:.2f} of it. {P95} s at {MOST_A_SECOND} requests/s {met}"
        f" ({time.monotonic() - began:.0f} s)"
    )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [SALES, WINDOWS][len(given) :]))
