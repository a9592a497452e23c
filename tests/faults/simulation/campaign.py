"""Many simulated days, over all cores, and what they come to."""

import gc
import os
import signal
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from faults.simulation import day
from faults.simulation.day import Report

_MEMORY = Path("/dev/shm")
_AT_A_TIME = 10  # days that a process is given


@dataclass
class Figures:
    """What a campaign came to. `seconds` are the clock's on the wall."""

    runs: int = 0
    sales: int = 0
    charges: int = 0
    doubts: int = 0
    kills: int = 0
    seconds: float = 0.0
    faults: Tally[str] = field(default_factory=Tally)
    failed: dict[int, list[str]] = field(default_factory=dict)

    @property
    def violations(self) -> int:
        return sum(len(violations) for violations in self.failed.values())

    def add(self, report: Report) -> None:
        self.runs += 1
        self.sales += report.sales
        self.charges += report.charges
        self.doubts += report.doubts
        self.kills += report.kills
        self.faults += report.faults
        if report.violations:
            self.failed[report.seed] = report.violations


def campaign(seeds: Iterable[int], tell: Callable[[Figures], None] = lambda _: None) -> Figures:
    """The days of these seeds, or as many as there were until somebody pressed Ctrl-C. Every
    failing one can be run again by its seed alone."""
    figures, began = Figures(), time.monotonic()
    pool = ProcessPoolExecutor(os.cpu_count(), initializer=_leave_ctrl_c_to_the_parent)
    try:
        for report in pool.map(run_day, seeds, chunksize=_AT_A_TIME):
            figures.add(report)
            figures.seconds = time.monotonic() - began
            tell(figures)
    except KeyboardInterrupt:
        pool.shutdown(cancel_futures=True)
    pool.shutdown()
    return figures


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_day(seed: int) -> Report:
    """The day of this seed, in a folder that is gone after it."""
    with folder() as own:
        return day.run(seed, own)


@contextmanager
def folder() -> Iterator[Path]:
    """In memory where there is such a place: what a disk does to a journal is tried elsewhere."""
    gc.disable()  # a day makes little garbage, and looking for it takes a tenth of its time
    is_ours = not gc.get_freeze_count()
    if is_ours:
        gc.freeze()  # what was there before the day need not be looked through after it
    where = _MEMORY if _MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="till-", dir=where) as name:
        try:
            yield Path(name)
        finally:
            gc.enable()
            gc.collect()
            if is_ours:
                gc.unfreeze()
