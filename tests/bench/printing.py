"""Printing: what a printer that never answers costs the window, and how soon a receipt leaves.

    PYTHONPATH=.:tests:tests/bench python tests/bench/printing.py [JOBS] [SECONDS] [RECEIPTS]

Three windows, one after the other, each a process with its real session and a journal of its own. A
shop without printers is the floor. One prints by itself at a port that takes connections and says
nothing, with JOBS (500) receipts waiting. In both, a 60 Hz timer on the loop tells for SECONDS (30)
how late it fires while a sale a second is sold, and a few customers are charged by vPOS, from the
provider having its answer to the verdict painted. The third prints RECEIPTS (20) at a printer that
answers: from the sale being told paid to the first bytes of its picture at the printer's port.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from printers.listener import Listener
from printers.thermal import ThermalPrinter
from support import World, environment_of, settings_of
from verdict import Customer
from waiting import SILENT, at, row, told

from pos_app.app.sandbox_process import Sandbox
from pos_app.installation.profile import Profile

JOBS, SECONDS, RECEIPTS = 500, 30, 20
CUSTOMERS = 8
ANSWERS_AFTER = 4.0  # seconds
PROBE = Path(__file__).with_name("printing_probe.py")
OF_A_PICTURE = 300  # bytes: no question about the printer's status is as long

MOST_LAG = 0.016  # seconds, at p99
LEAVES_WITHIN = 0.150


def shop(folder: Path, world: World, printer: Listener | None) -> Profile:
    profile = Profile(folder)
    profile.prepare()
    settings = ["[shop]", "takes_cash = true"]
    if printer:
        settings += ["prints_receipts = true", "[printers.Counter]", "connection = 'network'"]
        settings.append(f"address = '{printer.address}'")
    accounts = settings_of(one for one in world.accounts.values() if one.provider == "vpos")
    profile.settings.write_text("\n".join(settings) + "\n" + accounts)
    return profile


@contextmanager
def window(
    world: World, printer: Listener | None, jobs: int, seconds: int, receipts: int, customers: int
) -> Iterator["subprocess.Popen[str]"]:
    people = [Customer("vpos", SILENT["vpos"], ANSWERS_AFTER)] * customers
    with tempfile.TemporaryDirectory() as folder:
        profile = shop(Path(folder), world, printer)
        figures = [str(one) for one in (jobs, seconds, receipts)]
        process = subprocess.Popen(
            [sys.executable, str(PROBE), str(profile.root), str(world.control.base_url), *figures],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        )  # fmt: skip
        assert process.stdin
        process.stdin.write(json.dumps([asdict(one) for one in people]))
        process.stdin.close()
        with process:
            yield process


def measured(world: World, name: str, printer: Listener | None, jobs: int, seconds: int) -> float:
    """Prints the lag of the loop and the delay of the verdicts; returns the lag's p99."""
    with window(world, printer, jobs, seconds, 0, CUSTOMERS) as process:
        heard = told(process)
    late: list[float] = heard["lags"]
    print(row(name, "60 Hz lag, ms", [1000 * one for one in late]))
    delays = [one["painted_at"] - one["answered_at"] for one in heard["verdicts"]]
    print(row(name, "verdict, s", delays))
    return at(sorted(late), 0.99)


def first_bytes(printer: Listener, receipts: int, process: "subprocess.Popen[str]") -> list[float]:
    """When the first bytes of each picture came, by a thread of its own: the window tells before it
    sells."""
    came: list[float] = []
    for number in range(receipts):
        assert told(process) == {"receipt": number}
        enough = len(printer.printer.received) + OF_A_PICTURE
        pieces = len(printer.printer.pieces) + 1
        printer.wait(partial(_has, enough, 0))
        came.append(time.time())
        printer.wait(partial(_has, enough, pieces))
    return came


def _has(received: int, pieces: int, printer: ThermalPrinter) -> bool:
    return len(printer.received) >= received and len(printer.pieces) >= pieces


def leaving(world: World, receipts: int) -> float:
    """Prints how soon receipts leave; returns the latest."""
    with Listener() as printer, window(world, printer, 0, 1, receipts, 0) as process:
        came = first_bytes(printer, receipts, process)
        heard: dict[str, Any] = told(process)
    took: list[float] = [there - paid for there, paid in zip(came, heard["paid"], strict=True)]
    print(row("prints", "receipt leaves, ms", [1000 * one for one in took]))
    return max(took)


def main(jobs: int, seconds: int, receipts: int) -> None:
    sandbox = Sandbox.start(speed=1.0)
    try:
        with httpx.Client(base_url=sandbox.control_url, trust_env=False) as control:
            world = World(dict(sandbox.accounts), control)
            os.environ |= environment_of(world.accounts)
            measured(world, "no printer", None, 0, seconds)
            world.reset()
            with Listener(deaf=True) as deaf:
                lag = measured(world, "deaf", deaf, jobs, seconds)
            world.reset()
            latest = leaving(world, receipts)
    finally:
        sandbox.stop()
    met = "met" if lag < MOST_LAG and latest <= LEAVES_WITHIN else "NOT met"
    print(
        f"lag p99 {1000 * lag:.1f} ms with {jobs} jobs at a deaf printer,"
        f" the latest of {receipts} receipts {1000 * latest:.0f} ms after its verdict: {met}"
    )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [JOBS, SECONDS, RECEIPTS][len(given) :]))
