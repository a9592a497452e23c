"""Many simulated tills ship to the real office, which is killed meanwhile, and whose PostgreSQL
crashes: everything that was made is there, once, in its order.

    PYTHONPATH=.:tests:tests/bench python tests/bench/office_tills.py [--tills 500] [--seconds 60]
        [--rate 2000] [--runs calm kills small]

Runs calm, then with the kills, then with small batches as fast as they go; prints each, and ends
with 1 where something is missing, twice or wrong, or slower than its bound.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles

import psycopg
from many_tills.database import Held, Known, add_tills, held
from many_tills.fleet import sail
from many_tills.office import HOST, Office, running
from many_tills.till import Plan, Told

from pos_app.office.database.migrator import migrate
from pos_app.office.trial.cluster import Cluster, temporary_cluster

RUNS = ("calm", "kills", "small")
BACKLOG, BEHIND = 10_000, 20  # events, and tills that have so many to ship when it begins
ANSWERS_LOST = 0.02
OFFICE_DIES_AT, POSTGRES_DIES_AT = 35 / 60, 45 / 60  # of the run
AWAY = 1.0  # seconds until the service manager starts it again
LONGEST = 240.0  # seconds after its end until everything has to be in
P50, P99 = 0.8, 3.0  # seconds, made to durable, without the kills
SMALL_TILLS, SMALL_ROWS, SMALL_BOUND = 32, 4, 10_000  # rows a second
SETTLES = 4.0  # seconds for the processes to start and their tills to say hello


@dataclass(frozen=True)
class Run:
    """One run: what the tills tell, what the office has, and the seconds from its start to the last
    answer."""

    name: str
    tills: Sequence[Told]
    has: Held
    seconds: float
    started_at: float

    @property
    def made(self) -> int:
        return sum(told.made for told in self.tills)

    @property
    def whole(self) -> bool:
        has = self.has
        return (has.stored, has.distinct) == (self.made, self.made) and not (
            has.heads_differ or has.wrong
        )

    def took(self) -> list[float]:
        """The seconds from made to durable of each live event, of tills that began with nothing
        to ship: of others it is the backlog that is waited for."""
        return sorted(
            took for told in self.tills if not told.backlog_drained_at for took in told.took
        )


async def main(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="office-tills-") as folder:
        log = Path(folder) / "office.log"
        runs: Mapping[str, Callable[[], Awaitable[bool]]] = {
            "calm": lambda: _run("calm", options, log, kills=False),
            "kills": lambda: _run("with the kills", options, log, kills=True),
            "small": lambda: _small(log),
        }
        good = [await runs[name]() for name in options.runs]
    return 0 if all(good) else 1


async def _run(name: str, options: argparse.Namespace, log: Path, *, kills: bool) -> bool:
    with temporary_cluster() as cluster:
        database, known = office_of(cluster, options.tills)
        async with running(database, log) as office:
            starts_at = time.monotonic() + SETTLES + options.tills * BACKLOG / 5_000_000
            ends_at = starts_at + options.seconds
            plan = Plan(0, "", "", starts_at, ends_at, options.rate / options.tills)
            plans = [
                replace(
                    plan,
                    number=one.number,
                    public=one.public,
                    token=one.token,
                    backlog=BACKLOG if place < BEHIND else 0,
                    answers_lost=ANSWERS_LOST,
                )
                for place, one in enumerate(known)
            ]
            fleet = asyncio.create_task(sail(HOST, office.port, plans, ends_at + LONGEST))
            if kills:
                await _kill(office, cluster, starts_at, options.seconds)
            tills = await fleet
        run = _judged(name, tills, database, starts_at)
    _print(run)
    if kills:
        return run.whole
    took = run.took()
    is_soon = _at(took, 50) <= P50 and _at(took, 99) <= P99
    print(f"  {'within' if is_soon else 'NOT within'} p50 {P50} s, p99 {P99} s")
    return run.whole and is_soon


async def _kill(office: Office, cluster: Cluster, starts_at: float, seconds: float) -> None:
    await asyncio.sleep(starts_at + seconds * OFFICE_DIES_AT - time.monotonic())
    await office.kill()
    await asyncio.sleep(AWAY)
    await office.start()
    await asyncio.sleep(starts_at + seconds * POSTGRES_DIES_AT - time.monotonic())
    await asyncio.to_thread(cluster.stop, signal.SIGQUIT)
    await asyncio.sleep(AWAY)
    await asyncio.to_thread(cluster.start)


async def _small(log: Path) -> bool:
    """Small batches as fast as they go: each till has always something to ship."""
    rows = SMALL_BOUND * 20 // SMALL_TILLS
    with temporary_cluster() as cluster:
        database, known = office_of(cluster, SMALL_TILLS)
        async with running(database, log) as office:
            starts_at = time.monotonic() + SETTLES * 2
            plans = [
                Plan(
                    one.number,
                    one.public,
                    one.token,
                    starts_at,
                    starts_at,
                    events_per_second=0.001,
                    backlog=rows,
                    most_rows=SMALL_ROWS,
                )
                for one in known
            ]
            tills = await sail(HOST, office.port, plans, starts_at + LONGEST)
        run = _judged(f"{SMALL_TILLS} tills x {SMALL_ROWS} rows", tills, database, starts_at)
    _print(run)
    a_second = run.made / run.seconds
    print(f"  {a_second:,.0f} rows/s (at least {SMALL_BOUND:,})")
    return run.whole and a_second >= SMALL_BOUND


def office_of(cluster: Cluster, tills: int) -> tuple[str, list[Known]]:
    """Makes an office's database with tills; returns its address, and them."""
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(b"CREATE DATABASE office")
    database = cluster.url("office")
    migrate(database)
    return database, add_tills(database, tills)


def _judged(name: str, tills: Sequence[Told], database: str, starts_at: float) -> Run:
    last = max(told.all_in_at for told in tills)
    return Run(name, tills, held(database, tills), last - starts_at, starts_at)


def _print(run: Run) -> None:
    has, tills = run.has, run.tills
    print(f"{run.name}: {len(tills)} tills, all in after {run.seconds:.1f} s")
    print(
        f"  made {run.made:,} = stored {has.stored:,} = distinct {has.distinct:,}; "
        f"heads that differ {has.heads_differ}; wrong in the chain by SQL {has.wrong}"
        f"{'' if run.whole else '   WRONG'}"
    )
    requests = _sum(tills, lambda told: told.requests)
    lost, repeats = _sum(tills, lambda told: told.lost), _sum(tills, lambda told: told.repeats)
    print(f"  {requests:,} requests, of them lost {lost:,}; repeats {repeats:,}")
    refused: dict[str, int] = {}
    for told in tills:
        for word, times in told.refused.items():
            refused[word] = refused.get(word, 0) + times
    print(f"  refused: {refused or 'nothing'}")
    if took := run.took():
        print(
            f"  made to durable, s: p50 {_at(took, 50):.2f}  p99 {_at(took, 99):.2f}  "
            f"longest {took[-1]:.1f}  ({len(took):,} events)"
        )
    if drained := sorted(told.backlog_drained_at for told in tills if told.backlog_drained_at):
        first, last = (at - run.started_at for at in (drained[0], drained[-1]))
        print(f"  backlogs drained after {first:.1f} to {last:.1f} s")


def _sum(tills: Sequence[Told], what: Callable[[Told], int]) -> int:
    return sum(map(what, tills))


def _at(took: Sequence[float], percent: int) -> float:
    return quantiles(took, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tills", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=2000.0, help="events a second, of all tills")
    parser.add_argument("--runs", nargs="+", choices=RUNS, default=RUNS)
    sys.exit(asyncio.run(main(parser.parse_args())))
