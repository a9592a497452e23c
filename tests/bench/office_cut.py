"""From the Enter that charges to the first byte to the provider: with an office, cut off, and none.

    PYTHONPATH=.:tests:tests/bench python tests/bench/office_cut.py [CHARGES] [ROUNDS]

The sandbox runs at real speed in a process of its own. In each of ROUNDS (3) rounds one real window
after another, each a process with a till and a journal of its own, charges CHARGES (40) customers
by vPOS as a cashier keys them in. It belongs to no office; to one that answers; to one at whose
address nobody listens; and to one that takes every request and never answers. The clock runs from
just before the last Enter until httpx begins to send the charge's headers. The order of the four is
another in each round, so that a busy moment of the computer hits all alike.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
from support import World, environment_of, settings_of
from till.office.small_office import TOKEN, small_office
from waiting import SILENT, at, row
from window import Cashier, play

from pos_app.app.sandbox_process import Sandbox
from pos_app.gateways.request_departure import Departure
from pos_app.installation.office_membership import keep_membership
from pos_app.installation.profile import Profile
from pos_app.ports.office.membership import OfficeMembership

CHARGES = 40
ROUNDS = 3
MODES = ("none", "answers", "refuses", "hangs")
MOST = 1.05  # of the p95 without an office
NOISE = 0.002  # seconds, within which two p95 of so few charges differ by themselves


class DepartureWatch:
    """When the headers of each POST begin to leave."""

    def __init__(self) -> None:
        self.left: list[float] = []
        hear = Departure.hear
        watch = self

        async def heard(departure: Departure, event: str, told: Any) -> None:
            if event == "http11.send_request_headers.started":
                request = told["request"]
                if request.method == b"POST" and b"/v1/tills/" not in request.url.target:
                    watch.left.append(perf_counter())
            await hear(departure, event, told)

        Departure.hear = heard  # type: ignore[method-assign, assignment]


def work(profile: Profile, charges: int) -> None:
    """One window's charges; told on stdout."""
    watch = DepartureWatch()
    delays: list[float] = []

    async def day(cashier: Cashier) -> None:
        enter = cashier.press
        pressed = [0.0]

        def timed(key: Any) -> None:
            pressed[0] = perf_counter()
            enter(key)

        cashier.press = timed  # type: ignore[method-assign]
        for number in range(charges):
            before = len(watch.left)
            await cashier.charge("vpos", f"{1000 + number}", SILENT["vpos"])
            await cashier.sees(lambda before=before: len(watch.left) > before)  # type: ignore[misc]
            delays.append(watch.left[before] - pressed[0])

    play(profile, day)
    print(json.dumps(delays))


@contextmanager
def office_of(mode: str, profile: Profile) -> Iterator[None]:
    """Makes the till a member of such an office, which runs in a thread meanwhile."""
    if mode == "none":
        yield
        return
    till = profile.till_id()
    begun, over = threading.Event(), threading.Event()
    address: list[str] = []

    async def run() -> None:
        async with small_office(till=till) as office:
            listener = await asyncio.start_server(
                hang if mode == "hangs" else office.serve, "127.0.0.1", 0
            )
            address.append(f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}")
            if mode == "refuses":
                listener.close()
            begun.set()
            await asyncio.to_thread(over.wait)
            listener.close()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    begun.wait()
    keep_membership(profile.office, OfficeMembership(address[0], "Loja", till))
    try:
        yield
    finally:
        over.set()
        thread.join()


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes whatever comes, and never answers."""
    while await reader.read(65536):
        pass
    writer.close()


def charged(world: World, mode: str, charges: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder))
        profile.prepare()
        profile.settings.write_text(settings_of(world.accounts.values()))
        platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
        with office_of(mode, profile):
            told = subprocess.run(
                [sys.executable, __file__, "--window", folder, str(charges)],
                check=True, capture_output=True, text=True,
                env={**os.environ, "QT_QPA_PLATFORM": platform, "POS_APP_OFFICE_TOKEN": TOKEN},
            )  # fmt: skip
    delays: list[float] = json.loads(told.stdout.splitlines()[-1])
    return delays


def main(charges: int, rounds: int) -> int:
    delays = defaultdict[str, list[float]](list)
    sandbox = Sandbox.start(speed=1.0)
    try:
        with httpx.Client(base_url=sandbox.control_url, trust_env=False) as control:
            world = World(dict(sandbox.accounts), control)
            os.environ |= environment_of(world.accounts)
            for number in range(rounds):
                for mode in random.Random(number).sample(MODES, len(MODES)):
                    delays[mode] += charged(world, mode, charges)
    finally:
        sandbox.stop()
    p95 = {mode: at(sorted(delays[mode]), 0.95) for mode in MODES}
    for mode in MODES:
        print(row("office", f"{mode}, ms", delays[mode], 0.001))
    most = p95["none"] * MOST + NOISE
    is_met = all(one <= most for one in p95.values())
    told = "met" if is_met else "NOT met"
    print(f"p95 within {MOST - 1:.0%} (and {NOISE * 1000:.0f} ms) of no office's: {told}")
    return 0 if is_met else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        work(Profile(Path(sys.argv[2])), int(sys.argv[3]))
    else:
        given = [int(argument) for argument in sys.argv[1:]]
        sys.exit(main(*(given + [CHARGES, ROUNDS][len(given) :])))
