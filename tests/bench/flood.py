"""Ten thousand connections at the webhook port: what the counter feels, and who is still heard.

    PYTHONPATH=.:tests:tests/bench python tests/bench/flood.py [CONNECTIONS] [SECONDS] [KIND…]

The till opens in a process of its own, on Qt's loop, beside a sandbox at real speed; a neighbour
(`tests/hostile/neighbour.py`) floods its port from a third. SECONDS of work at the counter are
measured before the flood, in it, and after it: charges until their provider has taken them on,
reads of the journal, copies, and how late a 60 Hz timer is. A provider calls all the while.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from hostile.neighbour import Kind, neighbour
from hostile.till_process import HERE, Till, till_of
from support import environment_of, settings_of

from pos_app.app.sandbox_process import Sandbox
from pos_app.installation.profile import Profile

CONNECTIONS = 10_000
SECONDS = 20.0
DESCRIPTORS = 1024  # as a desktop gives them to a program
BETWEEN = 0.5  # seconds between two calls of the provider


@dataclass
class Calls:
    """Those of a provider that calls all the while, as a tunnel hands them on."""

    took: list[float]
    failed: list[str]

    async def go_on(self, till: Till, patience: float = 15.0) -> None:
        payment, running = till.payment(), set()
        try:
            while True:
                running.add(asyncio.create_task(self._one(till.port, payment, patience)))
                await asyncio.sleep(BETWEEN)
        finally:
            for one in running:
                one.cancel()

    async def _one(self, port: int, payment: Mapping[str, Any], patience: float) -> None:
        at = time.monotonic()
        try:
            async with httpx.AsyncClient(
                base_url=f"http://{HERE}:{port}", timeout=patience, verify=False, trust_env=False
            ) as provider:
                answer = await provider.post("/proxypay", **payment)
        except httpx.HTTPError as error:
            self.failed.append(type(error).__name__)
            return
        if answer.status_code == httpx.codes.NO_CONTENT:
            self.took.append(time.monotonic() - at)
        else:
            self.failed.append(str(answer.status_code))


def during(till: Till, seconds: float) -> tuple[dict[str, Any], Calls]:
    """What the counter felt in so many seconds, and what became of the provider's calls."""
    calls = Calls([], [])

    async def both() -> dict[str, Any]:
        calling = asyncio.create_task(calls.go_on(till))
        try:
            till.begin(seconds)
            return await asyncio.to_thread(till.read)
        finally:
            calling.cancel()

    return asyncio.run(both()), calls


def ms(values: Sequence[float]) -> str:
    if len(values) < 2:
        return "none"
    high = statistics.quantiles(values, n=100)[98]
    parts = (("median", statistics.median(values)), ("p99", high), ("most", max(values)))
    return f"{len(values):5}, in ms " + ", ".join(f"{n} {v * 1000:.1f}" for n, v in parts)


def show(when: str, felt: Mapping[str, Any], calls: Calls) -> None:
    print(f"\n{when}: {felt['descriptors']} descriptors, {felt['processor']:.0%} of a processor")
    for what, took in felt["took"].items():
        print(f"  {what:9} {ms(took)}")
    print(f"  60 Hz     {ms(felt['late'])}")
    print(f"  calls     {ms(calls.took)}; not answered: {len(calls.failed)}", *set(calls.failed))


def main(connections: int, seconds: float, kinds: Sequence[Kind]) -> None:
    sandbox = Sandbox.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            profile = Profile(Path(folder) / "shop")
            profile.prepare()
            profile.settings.write_text(settings_of(sandbox.accounts.values()), encoding="utf-8")
            os.environ.update(environment_of(dict(sandbox.accounts)))
            secret = sandbox.accounts["proxypay"].secret
            with till_of(profile, secret, "qt", DESCRIPTORS) as till:
                show("before", *during(till, seconds))
                with neighbour(till.port, connections, *kinds) as flood:
                    show(f"{flood.pressing} connections", *during(till, seconds))
                    print("  neighbour", flood.stop())
                show("after", *during(till, seconds))
                print("\n", till.end())
    finally:
        sandbox.stop()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        int(given[0]) if given else CONNECTIONS,
        float(given[1]) if given[1:] else SECONDS,
        [Kind(one) for one in given[2:]] or [Kind.SILENT],
    )
