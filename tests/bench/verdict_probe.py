"""One window, whose cashier charges one customer after another; told on stdout. Run by verdict.py.

    python tests/bench/verdict_probe.py PROFILE CONTROL_URL INTERVAL

The customers come on stdin, as JSON: for each the way to pay, the phone, and after how many seconds
the answer is given. An INTERVAL other than 0 is in the place of the till's own rhythm for the sale
on the screen.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any
from unittest import mock

import httpx
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel
from window import Cashier, play

from pos_app.domain.events import State
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.till.tracking import polling
from pos_app.ui.sell.sales.verdict import VerdictPanel
from pos_app.words.verdict import verdict_words


class PaintWatch(QObject):
    """When the headline of a paid sale is on the screen: once the paint that shows it is done."""

    def __init__(self, verdict: VerdictPanel) -> None:
        super().__init__()
        self._verdict = verdict
        label = verdict.findChild(QLabel, "verdict_state")
        assert label
        self._label = label
        self._label.installEventFilter(self)
        self._painted: asyncio.Future[float] | None = None

    async def paid(self, sale_id: str) -> float:
        self._painted = asyncio.get_running_loop().create_future()
        painted = await self._painted
        assert self._verdict.sale
        assert self._verdict.sale.id == sale_id
        return painted

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        sale = self._verdict.sale
        if event.type() is QEvent.Type.Paint and sale and sale.state is State.PAID:
            assert self._label.text() == verdict_words(sale)[0]
            QTimer.singleShot(0, self._tell)  # comes after the paint that is being done
        return False

    def _tell(self) -> None:
        if self._painted and not self._painted.done():
            self._painted.set_result(time.time())


async def serve(
    cashier: Cashier, watch: PaintWatch, control: httpx.Client, number: int, customer: Any
) -> dict[str, Any]:
    """One customer, from the first key to the verdict."""

    def shown() -> Sale | None:
        side = cashier.window.sell.side
        sale = side.verdict.sale if side else None
        return sale if sale and sale.amount.minor == amount * 100 else None

    def waits() -> bool:
        sale = shown()
        return sale is not None and sale.state is State.WAITING

    amount = 1000 + number
    await cashier.charge(customer["method"], str(amount), customer["phone"])
    await cashier.sees(waits)
    sale = shown()
    assert sale
    sent_at = sale.created_at.timestamp()
    await asyncio.sleep(sent_at + customer["answers_after"] - time.time())
    painted = asyncio.ensure_future(watch.paid(sale.id))
    answered_at = time.time()  # just before: the way to the provider counts as the till's delay
    waiting = {"id": f"{customer['method'].partition('.')[0]}-{sale.reference}"}
    (await asyncio.to_thread(control.post, "/approve", json=waiting)).raise_for_status()
    return {
        "method": sale.method,
        "reference": sale.reference,
        "sent_at": sent_at,
        "answered_at": answered_at,
        "painted_at": await painted,
    }


def main(root: str, control_url: str, interval: float) -> None:
    if interval:
        mock.patch.object(polling, "next_watched_look", return_value=interval).start()
    customers = json.load(sys.stdin)
    told: list[dict[str, Any]] = []

    async def scenario(cashier: Cashier) -> None:
        await cashier.sees(cashier.may_charge)
        side = cashier.window.sell.side
        assert side
        watch = PaintWatch(side.verdict)
        with httpx.Client(base_url=control_url, trust_env=False) as control:
            for number, customer in enumerate(customers):
                told.append(await serve(cashier, watch, control, number, customer))

    play(Profile(Path(root)), scenario)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
