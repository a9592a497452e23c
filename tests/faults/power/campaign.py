"""Power cuts, full disks and I/O errors, at every operation of a disk that a journal is kept on."""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from faults.power.connection import Connection
from faults.power.cuts import cut_everywhere
from faults.power.figures import Figures
from faults.power.refusals import refuse_everything
from faults.power.rehearsal import rehearse
from faults.power.scenario import scenarios

SLICES = 16  # of the operations that are refused


def campaign(seeds: Iterable[int], *, workers: int = 2) -> Figures:
    """Every operation of the disk: the power is cut before it once a seed, and it is refused once
    in each way that there is. About half a minute of processor time a seed, and four for all the
    refusals."""
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        cuts = [pool.submit(cut_the_power, [seed]) for seed in seeds]
        refusals = [pool.submit(refuse, [one], every=SLICES) for one in range(SLICES)]
        return sum((one.result() for one in cuts + refusals), Figures())


def cut_the_power(
    seeds: Iterable[int], *, every: int = 1, connection: type[Connection] = Connection
) -> Figures:
    """With `every`, before one operation in so many, and before others with another seed.

    A `connection` that keeps the journal carelessly shows whether losses would be found.
    """

    async def cut(folder: Path) -> Figures:
        days = [await rehearse(one, folder, connection) for one in scenarios()]
        done = [await cut_everywhere(day, seed, every) for day in days for seed in seeds]
        return sum(done, Figures())

    with _a_folder() as folder:
        return asyncio.run(cut(folder))


def refuse(seeds: Iterable[int], *, every: int = 1) -> Figures:
    """A full disk and I/O errors; `every` as above. A seed decides what cuts after them find."""

    async def refuse_all(folder: Path) -> Figures:
        days = [await rehearse(one, folder) for one in scenarios()]
        done = [await refuse_everything(day, seed, every) for day in days for seed in seeds]
        return sum(done, Figures())

    with _a_folder() as folder:
        return asyncio.run(refuse_all(folder))


@contextmanager
def _a_folder() -> Iterator[Path]:
    """And no log: trouble with the journal is what is made here."""
    log = logging.getLogger("pos_app.journal")
    was = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with TemporaryDirectory() as folder:
            yield Path(folder)
    finally:
        log.setLevel(was)
