"""One window that prints receipts by itself; told on stdout. Run by printing.py.

    python tests/bench/printing_probe.py PROFILE CONTROL_URL JOBS SECONDS RECEIPTS CUSTOMERS

It sells for cash until JOBS receipts wait. Then a 60 Hz timer on its loop tells for SECONDS how
late it fires, while a sale a second is sold; RECEIPTS more are sold one after the other, each once
the one before came out; and the customers, of whom stdin tells as of verdict_probe.py, are charged.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from uuid import uuid4

import httpx
from lag_probe import SETTLING, lags, tell
from verdict_probe import PaintWatch, serve
from window import Cashier, play

from pos_app.domain.events import State
from pos_app.domain.paper.print_job import JobState, PrintJob
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import COUNTER_METHODS
from pos_app.installation.profile import Profile
from pos_app.till.charge_request import Extras, parse_charge_request
from pos_app.ui.services import UiServices

# A deaf printer is sent what it does not refuse, one document after the other.
KEPT = (JobState.QUEUED, JobState.SENDING, JobState.SENT, JobState.DOUBTFUL)
BETWEEN = 1.0  # seconds between two sales while the loop is measured


class Probe:
    """What is done and heard in the window of one profile."""

    def __init__(self, desk: UiServices) -> None:
        self._desk = desk
        self._states: dict[str, JobState] = {}
        self._changed = asyncio.Event()
        self.paid: list[float] = []
        desk.paper.spool.listen(self._hear_job)
        desk.till.listen(self._hear_sale)

    def _hear_job(self, job: PrintJob) -> None:
        self._states[job.id] = job.state
        self._changed.set()

    def _hear_sale(self, sale: Sale) -> None:
        if sale.state is State.PAID and sale.by_hand and not sale.receipts:
            self.paid.append(time.time())

    async def sell(self) -> None:
        cash = COUNTER_METHODS["cash.ao"]
        order = parse_charge_request(cash, "100", "", "", Extras(tendered="200"))
        till = self._desk.till
        await till.charge(uuid4().hex, order, till.press())

    async def jobs(self, count: int, *states: JobState) -> None:
        """Returns once so many jobs are in these states."""
        while sum(state in states for state in self._states.values()) < count:
            self._changed.clear()
            await self._changed.wait()

    async def sell_on(self, seconds: float) -> None:
        for _ in range(int(seconds / BETWEEN)):
            await self.sell()
            await asyncio.sleep(BETWEEN)


def main(root: str, control_url: str, *figures: str) -> None:
    jobs, seconds, receipts = int(figures[0]), float(figures[1]), int(figures[2])
    customers = json.load(sys.stdin)

    async def scenario(cashier: Cashier) -> None:
        await cashier.sees(lambda: cashier.window._opened is not None)
        assert cashier.window._opened
        probe = Probe(cashier.window._opened._desk)
        for _ in range(jobs):
            await probe.sell()
        await probe.jobs(jobs, *KEPT)
        await asyncio.sleep(SETTLING)
        selling = asyncio.ensure_future(probe.sell_on(seconds))
        late = await lags(seconds)
        await selling
        probe.paid.clear()
        out = sum(state is JobState.CONFIRMED for state in probe._states.values())
        for number in range(receipts):
            await probe.jobs(out + number, JobState.CONFIRMED)
            await asyncio.sleep(0.5)  # the paper is taken
            tell(receipt=number)
            await probe.sell()
        await probe.jobs(out + receipts, JobState.CONFIRMED)
        side = cashier.window.sell.side
        assert side
        watch, verdicts = PaintWatch(side.verdict), []
        with httpx.Client(base_url=control_url, trust_env=False) as control:
            for number, customer in enumerate(customers):
                verdicts.append(await serve(cashier, watch, control, number, customer))
        tell(lags=late, paid=probe.paid, verdicts=verdicts)

    play(Profile(Path(root)), scenario)


if __name__ == "__main__":
    main(*sys.argv[1:])
