"""A counter at work while its webhook port is flooded; what it feels, told on stdout.

    PYTHONPATH=.:tests:tests/bench python -m hostile.working_till PROFILE asyncio|qt DESCRIPTORS

Opens the till of the profile as the application does, with so many descriptors as the system's
limit (0: as it is), and makes a reference for a customer, of which it tells. Then, for every line
on stdin, it works at the counter for as many seconds as stand there: one charge, one look at the
journal and one copy after another, with a 60 Hz timer beside them. At the end of the input it tells
what became of the reference.
"""

import asyncio
import json
import resource
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lag_probe import lags
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop
from support import Counter

from pos_app.app.root import open_till
from pos_app.domain.events import State
from pos_app.installation.profile import Profile

MANY = 30.0  # seconds: what takes longer has hung


def tell(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


@contextmanager
def descriptors() -> Iterator[list[int]]:
    """How many this process has, looked at by a thread of its own."""
    counts, done = [0], threading.Event()

    def look() -> None:
        while not done.wait(0.005):
            counts.append(len(list(Path("/proc/self/fd").iterdir())))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield counts
    finally:
        done.set()
        looking.join()


async def work(counter: Counter, seconds: float, round_number: int) -> None:
    """Sells for so long, and tells of it. Raises what the till raises."""
    took: dict[str, list[float]] = {"charge": [], "read": [], "copy": []}
    loop, processor = asyncio.get_running_loop(), time.process_time()
    end = loop.time() + seconds
    with descriptors() as counts:
        lagging = asyncio.ensure_future(lags(seconds))
        while loop.time() < end:
            at = loop.time()
            amount = str(100 + round_number * 1000 + len(took["charge"]))
            sale = await counter.charge("vpos", amount)
            await counter.until(sale, lambda now: now.state is not State.SENDING)
            took["charge"].append(loop.time() - at)
            at = loop.time()
            await counter.opened.till.journal.events_of(sale.id)
            took["read"].append(loop.time() - at)
            at = loop.time()
            await counter.opened.backups.make()
            took["copy"].append(loop.time() - at)
            await asyncio.sleep(0.1)
        late = await lagging
    processor = (time.process_time() - processor) / seconds
    tell(took=took, late=late, descriptors=max(counts), processor=processor)


async def main(profile: Profile) -> None:
    failures: list[str] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: failures.append(str(context)))
    async with open_till(profile, training=False) as opened:
        counter = Counter(opened)
        sale = await counter.waiting("proxypay")
        tell(id=sale.id, reference=sale.reference, amount=sale.amount.plain)
        rounds = 0
        while line := await asyncio.to_thread(sys.stdin.readline):
            rounds += 1
            await work(counter, float(line), rounds)
        after = await counter.until(sale, lambda _: True)
        tell(state=after.state, flags=len(after.flags), failures=failures)


if __name__ == "__main__":
    root, kind, limit = sys.argv[1:]
    if int(limit):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (int(limit), most))
    if kind == "qt":
        application = QApplication([])
        with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
            runner.run(main(Profile(Path(root))))
    else:
        asyncio.run(main(Profile(Path(root))))
