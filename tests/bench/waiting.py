"""A thousand waiting sales: how late the window's loop is, and how soon a payment is seen.

    PYTHONPATH=.:tests python tests/bench/waiting.py [SECONDS]

The sandbox runs at real speed in a process of its own. The sales are charged through a till, over
every way to pay that can wait, for customers who stay silent longer than this takes. Then the
window opens on them, with its real session, and for SECONDS (30) a 60 Hz timer on its loop tells
how late it fires, beside the same timer on a bare qasync loop; meanwhile one customer a second
pays.
"""

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
from paces import longest_collection_interval, longest_interval
from support import World, environment_of, settings_of

from pos_app.app.root import open_till
from pos_app.app.sandbox_process import Sandbox
from pos_app.domain.events import State
from pos_app.domain.method import Followed, Kind, Method
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.profile import Profile
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader
from pos_app.till.charge_request import parse_charge_request

SALES = 1000
SECONDS = 30.0
AFTERWARDS = 32.0  # for what was paid at the end of the measuring
BETWEEN = 1.0  # seconds between two customers who pay
PATIENCE = 60.0  # seconds until all are charged
PROBE = Path(__file__).with_name("lag_probe.py")

# Numbers whose customers answer after 90 seconds at the earliest, unless they are made to.
SILENT = {
    "vpos": "900002004",
    "clicpay.mpesa": "840000003",
    "clicpay.emola": "860000003",
    "clicpay.mkesh": "820000003",
}


def can_wait(method: Method) -> bool:
    """A voucher is taken or not at once; a push needs a number that stays silent."""
    return method.kind is not Kind.VOUCHER and (not method.needs_phone or method.id in SILENT)


async def charge_all(profile: Profile, methods: Sequence[Method], count: int = SALES) -> list[Sale]:
    """Every sale as the till makes it, and all of them waiting."""
    async with open_till(profile, training=False) as opened, asyncio.timeout(PATIENCE):
        for number in range(count):
            method = methods[number % len(methods)]
            order = parse_charge_request(method, f"{100 + number}", SILENT.get(method.id, ""))
            await opened.till.charge(f"{number:032x}", order)
        while True:
            sales = await opened.till.journal.open_sales()
            if all(sale.state is State.WAITING for sale in sales):
                return list(sales)
            await asyncio.sleep(0.5)


def probe(what: str, profile: Profile, seconds: float) -> "subprocess.Popen[str]":
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return subprocess.Popen(
        [sys.executable, str(PROBE), what, str(profile.root), str(seconds), str(AFTERWARDS)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "QT_QPA_PLATFORM": platform},
    )  # fmt: skip


def told(process: "subprocess.Popen[str]") -> dict[str, Any]:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise SystemExit(f"the probe ended with {process.wait()}")
    answer: dict[str, Any] = json.loads(line)
    return answer


def pay_some(world: World, sales: Sequence[Sale], seconds: float) -> dict[str, float]:
    """One sale a second, chosen at random: its id and when its customer paid."""
    chosen = random.sample(sales, k=min(len(sales), int(seconds / BETWEEN)))
    paid: dict[str, float] = {}
    for sale in chosen:
        method = METHODS[sale.method]
        if method.kind is Kind.REFERENCE:
            body = {"provider": method.provider, "reference": sale.reference}
            answer = world.control.post("/pay", json=body)
        else:
            waiting = {"id": f"{method.provider}-{sale.reference}"}
            answer = world.control.post("/approve", json=waiting)
        if answer.is_success:
            paid[sale.id] = time.time()
        else:
            print(f"cannot pay a sale of {method.id}: {answer.status_code}")
        time.sleep(BETWEEN)
    return paid


def main(seconds: float) -> None:
    methods = [method for method in METHODS.values() if can_wait(method)]
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
            measure(world, profile, methods, seconds)
    finally:
        sandbox.stop()


def measure(world: World, profile: Profile, methods: Sequence[Method], seconds: float) -> None:
    with probe("bare", profile, seconds) as alone:
        floor = told(alone)["lags"]
    sales = asyncio.run(charge_all(profile, methods))
    opened = time.time()
    with probe("till", profile, seconds) as window:
        told(window)
        paid = pay_some(world, sales, seconds)
        heard = told(window)
    closed = time.time()
    print_sales(sales)
    print_lags(floor, heard)
    print_looks(world, sales, opened, ends_of(profile, len(sales)), closed)
    print_detection(sales, paid, heard["paid"])


def print_sales(sales: Sequence[Sale]) -> None:
    counts = Counter(sale.method for sale in sales)
    left_out = [f"{name} left out" for name in METHODS if name not in counts]
    print(", ".join([*(f"{name} {count}" for name, count in counts.items()), *left_out]))


def print_lags(floor: Sequence[float], heard: Mapping[str, Any]) -> None:
    print(row("60 Hz lag", "bare qasync loop, ms", floor, 0.001))
    print(row("60 Hz lag", "till, ms", heard["lags"], 0.001))
    print(row("60 Hz lag", "till as it opens, ms", heard["opening"], 0.001))
    ratio = at(sorted(heard["lags"]), 0.99) / at(sorted(floor), 0.99)
    print(
        f"{'60 Hz lag':<11}till / bare at p99 {ratio:.0f}; till busy {heard['busy']:.0%} of a core"
    )


def ends_of(profile: Profile, count: int) -> dict[str, float]:
    """When the sales ended that have, by what they were followed by."""
    db = read_journal(profile.journal)
    try:
        sales = list(Reader(db).last_sales(count))
    finally:
        db.close()
    return {
        last_part(sale.status_path): sale.settled_at.timestamp()
        for sale in sales
        if sale.status_path and sale.settled_at
    }


def last_part(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]


def print_looks(
    world: World, sales: Sequence[Sale], opened: float, ends: Mapping[str, float], closed: float
) -> None:
    """How often each provider was asked, and the time between two looks at one sale or queue, as
    they arrived there: what is promised, and the time of a request. One that is over is looked at
    seldom, and not counted: some customers' time is up while this measures."""
    looks: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for request in world.requests("GET"):
        when = datetime.fromisoformat(request["at"]).timestamp()
        if opened <= when <= min(closed, ends.get(last_part(request["path"]), closed)):
            looks[request["provider"]][request["path"]].append(when)
    for provider, paths in sorted(looks.items()):
        everything = sorted(when for times in paths.values() for when in times)
        rate = len(everything) / (everything[-1] - everything[0])
        gaps = [after - before for times in paths.values() for before, after in pairwise(times)]
        most = max(
            sum(start <= when < start + 1 for when in everything[place : place + 500])
            for place, start in enumerate(everything)
        )
        print(
            row(provider, "between two looks, s", gaps),
            f" promised {promise(provider, sales, closed):.1f};"
            f" {rate:.1f} looks/s, {most} in the busiest",
        )


def print_detection(
    sales: Sequence[Sale], paid: Mapping[str, float], heard: Mapping[str, float]
) -> None:
    delays: dict[str, list[float]] = defaultdict(list)
    for sale in sales:
        if sale.id in paid and sale.id in heard:
            delays[METHODS[sale.method].provider].append(heard[sale.id] - paid[sale.id])
    for provider, found in sorted(delays.items()):
        print(
            row(provider, f"{len(found)} paid until seen, s", found),
            f" promised {promise(provider, sales, max(paid.values())):.1f}",
        )
    if missed := paid.keys() - heard.keys():
        print(f"{len(missed)} payments were not seen")


def promise(provider: str, sales: Sequence[Sale], at: float) -> float:
    """The longest time between two looks at that instant, when the oldest has its age."""
    age = at - min(sale.created_at for sale in sales).timestamp()
    by_status = [
        sale
        for sale in sales
        if METHODS[sale.method].provider == provider
        and METHODS[sale.method].followed is Followed.BY_STATUS
    ]
    if by_status:
        return longest_interval(age, len(by_status))
    return longest_collection_interval(age)


def row(name: str, what: str, values: Sequence[float], unit: float = 1.0) -> str:
    """One line of the table."""
    ordered = sorted(value / unit for value in values) or [float("nan")]
    middle = statistics.median(ordered)
    return (
        f"{name:<11}{what:<22} min {ordered[0]:6.2f}  median {middle:6.2f}"
        f"  p95 {at(ordered, 0.95):6.2f}  p99 {at(ordered, 0.99):6.2f}  max {ordered[-1]:6.2f}"
    )


def at(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
