"""The power is cut at every operation, and once more while the journal recovers."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from faults.power.disk import Operation
from faults.power.figures import Figures
from faults.power.machine import JOURNAL, rows_of
from faults.power.rehearsal import Lost, Point, Recorder, Rehearsal

from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import open_journal

BY_SQLITE3 = 10  # one disk in so many is looked at with the SQLite that the till runs as well


async def cut_everywhere(day: Rehearsal, seed: int, every: int) -> Figures:
    """What was in flight is not synced, and so is dropped, torn or kept like all the rest."""
    figures = Figures()
    for number, point in _points(day, seed, every):
        random = Random(f"{day.scenario.name} {number} {seed}")
        where = f"{day.scenario.name}: seed {seed}, point {number}, {point}"
        figures += await _cut(day, point, random, where)
    return figures


def _points(day: Rehearsal, seed: int, every: int) -> Iterator[tuple[int, Point]]:
    """Those between which the disk changes; one in `every`, and others with another seed."""
    points = [(n, p) for n, p in enumerate(day.points) if p.before is not Operation.READ]
    return iter(points[seed % every :: every])


async def _cut(day: Rehearsal, point: Point, random: Random, where: str) -> Figures:
    found = point.moment.after_cut(random)
    recorder = Recorder(point.returned)
    try:
        if random.randrange(BY_SQLITE3) == 0:
            _look_with_sqlite3(day, point, found)
        await day.resume(point, found, recorder)
    except Lost as lost:
        return Figures(cuts=1, losses=(f"{where}: {lost}",))
    again = random.choice(recorder.points)
    try:
        await day.resume(again, again.moment.after_cut(random), Recorder(again.returned))
    except Lost as lost:
        where = f"{where}, and again {again}"
        return Figures(cuts=1, cuts_while_recovering=1, losses=(f"{where}: {lost}",))
    return Figures(cuts=1, cuts_while_recovering=1)


def _look_with_sqlite3(day: Rehearsal, point: Point, found: dict[str, bytes]) -> None:
    """As the till opens it, on a disk of this computer. Raises Lost."""
    with TemporaryDirectory() as folder:
        for name, content in found.items():
            (Path(folder) / name).write_bytes(content)
        try:
            with closing(open_journal(Path(folder) / JOURNAL)) as db:
                day.day_of(rows_of(db), point.returned)
                if problems := verify(db).problems:
                    raise Lost("; ".join(problems))
        except sqlite3.DatabaseError as damage:  # what nobody can read is lost
            raise Lost(str(damage)) from damage
