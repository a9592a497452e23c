"""Every operation of the disk fails once, in every way in which it can."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from faults.power.disk import Fault, Operation, Refused
from faults.power.figures import Figures
from faults.power.machine import Machine
from faults.power.rehearsal import Lost, Point, Recorder, Rehearsal

from pos_app.domain.errors import EnvironmentFailed, JournalUnavailable

FAULTS: Mapping[Operation, Sequence[Fault]] = {
    Operation.OPEN: (Fault(sqlite3.SQLITE_CANTOPEN),),
    Operation.READ: (Fault(sqlite3.SQLITE_IOERR_READ),),
    Operation.WRITE: (
        Fault(sqlite3.SQLITE_FULL),
        Fault(sqlite3.SQLITE_FULL, lasts=True),
        Fault(sqlite3.SQLITE_IOERR_WRITE),
    ),
    Operation.SYNC: (
        Fault(sqlite3.SQLITE_IOERR_FSYNC),
        Fault(sqlite3.SQLITE_IOERR_FSYNC, forgets=True),
        Fault(sqlite3.SQLITE_IOERR_FSYNC, lasts=True),
    ),
    Operation.TRUNCATE: (Fault(sqlite3.SQLITE_IOERR_TRUNCATE),),
    Operation.DELETE: (Fault(sqlite3.SQLITE_IOERR_DELETE),),
}


async def refuse_everything(day: Rehearsal, seed: int, every: int) -> Figures:
    """The call raises JournalUnavailable, or SQLite gets over it; what had returned is there, also
    after a power cut; the same call works as soon as the fault is gone."""
    tries = [
        (number, point, fault)
        for number, point in enumerate(day.points)
        if point.before
        for fault in FAULTS[point.before]
    ]
    figures = Figures()
    for number, point, fault in tries[seed % every :: every]:
        where = f"{day.scenario.name}: seed {seed}, point {number}, {point}, {fault}"
        random = Random(where)
        figures += await _refuse(day, _Refuser(number, fault), random, where)
    return figures


@dataclass
class _Refuser:
    """Lets the operations pass but for one, and for those like it until the fault is mended."""

    number: int
    fault: Fault
    struck: bool = False  # since the last mending
    rests: bool = False  # while somebody looks who is no part of the day
    _seen: int = 0
    _broken: Operation | None = None

    def __call__(self, operation: Operation, _: str) -> None:
        if self.rests:
            return
        self._seen += 1
        if self._seen == self.number + 1 or operation is self._broken:
            self.struck = True
            self._broken = operation if self.fault.lasts else None
            raise Refused(self.fault)

    def mend(self) -> None:
        self.struck = False
        self._broken = None


async def _refuse(day: Rehearsal, refuser: _Refuser, random: Random, where: str) -> Figures:
    refused: list[Point] = []
    late = 0
    try:
        end = await _spend(day, refuser, refused)
        await day.resume(end, end.moment.after_cut(random), Recorder())
        for point in refused:
            late += await _is_late(day, point, refuser.fault, random)
    except Lost as lost:
        return Figures(faults=1, refusals=len(refused), losses=(f"{where}: {lost}",))
    return Figures(faults=1, refusals=len(refused), late=late)


async def _is_late(day: Rehearsal, point: Point, fault: Fault, random: Random) -> bool:
    """Whether a step that raised is found to be done after a power cut. Raises Lost where the disk
    had recovered: then it was to be taken back."""
    found = await day.resume(point, point.moment.after_cut(random), Recorder())
    late = found > point.returned and day.changes(point.returned)
    if late and not fault.lasts:
        raise Lost("what had raised was found after the power cut")
    return late


async def _spend(day: Rehearsal, refuser: _Refuser, refused: list[Point]) -> Point:
    """The whole day with the fault in it; where it ends. Raises Lost."""
    machine = Machine(day.folder, day.scenario.found, refuser)
    steps = len(day.scenario.steps)
    try:
        for number in range(steps):
            try:
                await day.scenario.take(machine, number)
            except JournalUnavailable:
                refused.append(Point(machine.disk.moment(), number, None))
                refuser.mend()
                if machine.is_open:
                    await _compare(day, number, machine, refuser)
                await day.scenario.take(machine, number)
            if refuser.struck:
                refuser.mend()
                await _compare(day, number + 1, machine, refuser)
    except (sqlite3.Error, EnvironmentFailed) as error:
        raise Lost(f"the fault went on: {error!r}") from error
    finally:
        await machine.close()
    return Point(machine.disk.moment(), steps, None)


async def _compare(day: Rehearsal, number: int, machine: Machine, refuser: _Refuser) -> None:
    """The journal as it is open, with what it has to hold after so many steps. Raises Lost."""
    refuser.rests = True
    if await machine.rows() != day.days[number]:
        raise Lost("what is read after the fault")
    if problems := await machine.problems():
        raise Lost("; ".join(problems))
    refuser.rests = False
