"""How late a 60 Hz timer fires on a loop, told on stdout. Run by waiting.py.

    python tests/bench/lag_probe.py bare|till PROFILE SECONDS AFTERWARDS

`bare` is a qasync loop with nothing else on it. `till` is the window of the profile with its real
session; it says when it has settled, and tells which sales were heard to be paid, and when, until
`AFTERWARDS` seconds after the measuring.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from pos_app.domain.sale import Sale

EVERY = 1 / 60  # seconds
SETTLING = 6.0  # seconds from the window's opening until it is measured


def tell(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def lags(seconds: float) -> list[float]:
    """The lateness of each tick, in seconds. One that was held up holds up those after it: a tick
    that could not fire at all is as late as the next that did."""
    loop = asyncio.get_running_loop()
    found: list[float] = []
    due = loop.time() + EVERY
    end = loop.time() + seconds
    done = loop.create_future()

    def tick() -> None:
        nonlocal due
        now = loop.time()
        while due <= now:
            found.append(now - due)
            due += EVERY
        if now < end:
            loop.call_at(due, tick)
        else:
            done.set_result(None)

    loop.call_at(due, tick)
    await done
    return found


def bare(seconds: float) -> None:
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    application = QApplication([])
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        tell(lags=runner.run(lags(seconds)), paid={})


def till(profile: Path, seconds: float, afterwards: float) -> None:
    from window import Cashier, play

    from pos_app.domain.events import State
    from pos_app.installation.profile import Profile

    paid: dict[str, float] = {}

    def hear(sale: Sale) -> None:
        if sale.state is State.PAID:
            paid.setdefault(sale.id, time.time())

    async def scenario(cashier: Cashier) -> None:
        await cashier.sees(lambda: cashier.window._opened is not None)
        assert cashier.window._opened
        cashier.window._opened._desk.till.listen(hear)
        opening = await lags(SETTLING)
        tell(settled=True)
        before = time.process_time()
        found = await lags(seconds)
        busy = (time.process_time() - before) / seconds
        await asyncio.sleep(afterwards)
        tell(opening=opening, lags=found, busy=busy, paid=paid)

    play(Profile(profile), scenario)


if __name__ == "__main__":
    what, root, length, more = sys.argv[1:]
    if what == "bare":
        bare(float(length))
    else:
        till(Path(root), float(length), float(more))
