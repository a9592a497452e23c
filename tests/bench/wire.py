"""From the Enter that charges to the first byte on the wire, beside what no till can do without.

    PYTHONPATH=.:tests:tests/bench python tests/bench/wire.py [CHARGES]

The floor is a durable commit of two rows to SQLite, as the journal commits, and a POST over a kept
connection to the same sandbox; both in the same folder and minutes. The till is the real window
with 150 sales waiting, which charges CHARGES (60) customers by vPOS as a cashier keys them in.
"""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

import httpx
from office_cut import work
from support import World, environment_of, settings_of
from waiting import can_wait, charge_all, row

from pos_app.app.sandbox_process import Sandbox
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.profile import Profile

CHARGES = 60
WAITING = 150
MOST = (
    2.8  # times the floor; 2.0 is wanted, and what stands in the way is in the README beside this
)


def commits(folder: Path, count: int) -> Iterator[float]:
    """Seconds of each durable commit."""
    with closing(sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, data TEXT)")
        for _ in range(count):
            began = perf_counter()
            db.execute("BEGIN IMMEDIATE")
            for _ in range(2):  # a sale that is made, and its request that is about to leave
                db.execute("INSERT INTO events (data) VALUES (?)", ["x" * 300])
            db.execute("COMMIT")
            yield perf_counter() - began


def posts(address: str, count: int) -> Iterator[float]:
    """Seconds of each POST, from the call to the answer."""
    with httpx.Client(base_url=address, trust_env=False) as client:
        for number in range(count + 1):
            began = perf_counter()
            client.post("/transactions", json={"number": number})
            if number:  # the first one connects
                yield perf_counter() - began


def charged(profile: Profile, charges: int) -> list[float]:
    """Seconds from Enter to the first byte, in a window of its own process."""
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    told = subprocess.run(
        [sys.executable, __file__, "--window", str(profile.root), str(charges)],
        check=True, capture_output=True, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": platform},
    )  # fmt: skip
    delays: list[float] = json.loads(told.stdout.splitlines()[-1])
    return delays


def main(charges: int) -> int:
    sandbox = Sandbox.start(speed=1.0)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            httpx.Client(base_url=sandbox.control_url, trust_env=False) as control,
        ):
            world = World(dict(sandbox.accounts), control)
            os.environ |= environment_of(world.accounts)
            profile = Profile(Path(folder, "till"))
            profile.prepare()
            profile.settings.write_text(settings_of(world.accounts.values()))
            methods = [method for method in METHODS.values() if can_wait(method)]
            asyncio.run(charge_all(profile, methods, WAITING))
            written = list(commits(Path(folder), 4 * charges))
            sent = list(posts(world.accounts["vpos"].base_url, 4 * charges))
            till = charged(profile, charges)
    finally:
        sandbox.stop()
    for name, figures in (("commit, ms", written), ("POST, ms", sent), ("till, ms", till)):
        print(row("wire", name, figures, 0.001))
    ratio = median(till) / (median(written) + median(sent))
    told = "met" if ratio <= MOST else "NOT met"
    print(f"wire  Enter to the first byte: {ratio:.2f} times the floor, at most {MOST}: {told}")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        work(Profile(Path(sys.argv[2])), int(sys.argv[3]))
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else CHARGES))
