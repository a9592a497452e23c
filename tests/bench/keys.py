"""How long from a key's press until it is painted, while 500 sales wait, beside a bare line.

    PYTHONPATH=.:tests:tests/bench python tests/bench/keys.py [PRESSES]

The sandbox runs at real speed in a process of its own, and 500 sales are charged through a till, as
waiting.py does. Then the window opens on them, with its real session: its looks go on, and one
customer a second pays. Meanwhile a cashier presses PRESSES (10,000) keys, one as soon as the one
before was painted: amounts and phones, typed over each other, never charged. The floor is the same
keys in a bare line of a bare window. "Its own" is the processor's time in the window's thread: what
another program of the computer takes is in the figures of the clock alone.
"""

import asyncio
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event, Thread

import httpx
from support import World, environment_of, settings_of
from waiting import at, can_wait, charge_all, pay_some, row, told

from pos_app.app.sandbox_process import Sandbox
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.profile import Profile

WAITING = 500
PRESSES = 10_000
MOST = 16.0  # milliseconds, of 99 in 100
PROBE = Path(__file__).with_name("keys_probe.py")


def probe(what: str, profile: Profile, presses: int) -> "subprocess.Popen[str]":
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return subprocess.Popen(
        [sys.executable, str(PROBE), what, str(profile.root), str(presses)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "QT_QPA_PLATFORM": platform},
    )  # fmt: skip


def main(presses: int) -> None:
    sandbox = Sandbox.start(speed=1.0)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            httpx.Client(base_url=sandbox.control_url, trust_env=False) as control,
        ):
            world = World(dict(sandbox.accounts), control)
            os.environ |= environment_of(world.accounts)
            profile = Profile(Path(folder))
            profile.settings.write_text(settings_of(world.accounts.values()))
            measure(world, profile, presses)
    finally:
        sandbox.stop()


def measure(world: World, profile: Profile, presses: int) -> None:
    with probe("bare", profile, presses) as alone:
        floor = told(alone)
    methods = [method for method in METHODS.values() if can_wait(method)]
    sales = asyncio.run(charge_all(profile, methods, WAITING))
    before = len(world.requests("GET"))
    with probe("till", profile, presses) as window:
        told(window)
        done = Event()
        customers = Thread(target=keep_paying, args=(world, sales, done))
        customers.start()
        heard = told(window)
        done.set()
        customers.join()
    looks = len(world.requests("GET")) - before
    for name, keys in (("bare line", floor["keys"]), ("till", heard["keys"])):
        print(row("keys", f"{name}, ms", [clock for clock, _ in keys], 0.001))
        print(row("keys", f"{name}, its own ms", [own for _, own in keys], 0.001))
    p99 = at(sorted(clock for clock, _ in heard["keys"]), 0.99) * 1000
    met = "met" if p99 < MOST and not heard["missed"] else "NOT met"
    print(
        f"{len(heard['keys'])} keys painted, {heard['missed']} not; {len(sales)} sales waited,"
        f" {looks} looks, till busy {heard['busy']:.0%} of a core. p99 under {MOST:.0f} ms {met}"
    )


def keep_paying(world: World, sales: list[Sale], done: Event) -> None:
    """One customer a second, until there is nothing more to measure."""
    for sale in random.sample(sales, k=len(sales)):
        if done.is_set():
            return
        pay_some(world, [sale], 1.0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PRESSES)
