"""A scenario played once without a fault: what the journal holds after each step, and every
operation of the disk on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from faults.power.connection import Connection
from faults.power.disk import Moment, Operation
from faults.power.machine import Machine, Rows
from faults.power.scenario import Scenario

from pos_app.domain.errors import EnvironmentFailed

ENOUGH = 3  # steps with which a day goes on after a fault


@dataclass(frozen=True)
class Point:
    """Between two operations of the disk. `returned` counts the steps that the till knows of."""

    moment: Moment
    returned: int
    before: Operation | None  # the one that comes next
    name: str = ""

    def __str__(self) -> str:
        coming = f"before {self.before.value} of {self.name}" if self.before else "at the end"
        return f"in step {self.returned}, {coming}"


class Recorder:
    """Watches a machine and keeps the points that it goes through."""

    def __init__(self, returned: int = 0) -> None:
        self.returned = returned
        self.points: list[Point] = []
        self._machine: Machine | None = None

    def follow(self, machine: Machine) -> None:
        self._machine = machine

    def __call__(self, operation: Operation | None, name: str) -> None:
        if self._machine:
            moment = self._machine.disk.moment()
            self.points.append(Point(moment, self.returned, operation, name))


class Lost(Exception):
    """The journal is not what it has to be."""


@dataclass(frozen=True)
class Rehearsal:
    """`days[n]` is what the journal holds after n steps."""

    scenario: Scenario
    folder: Path
    days: Sequence[Rows]
    points: Sequence[Point]

    async def resume(self, point: Point, found: dict[str, bytes], recorder: Recorder) -> int:
        """The journal is opened, says what it has to at this point, and the day goes on.

        The number of steps that it knows of: those that had returned, and perhaps the one that was
        under way, whole. Raises Lost.
        """
        machine = Machine(self.folder, found, recorder)
        recorder.follow(machine)
        try:
            await machine.open()
            day = self.day_of(await machine.rows(), point.returned)
            recorder.returned = day
            if problems := await machine.problems():
                raise Lost("; ".join(problems))
            await self._go_on(machine, recorder)
        except EnvironmentFailed as error:
            raise Lost(repr(error)) from error
        finally:
            await machine.close()
        return day

    def changes(self, number: int) -> bool:
        """Whether this step changes a row."""
        return self.days[number] != self.days[number + 1]

    def day_of(self, rows: Rows, returned: int) -> int:
        """Raises Lost where these are the rows neither of so many steps nor of one more."""
        for day in (returned + 1, returned):
            if day < len(self.days) and rows == self.days[day]:
                return day
        raise Lost(f"events {len(rows['events'])} of {len(self.days[returned]['events'])}")

    async def _go_on(self, machine: Machine, recorder: Recorder) -> None:
        for number in range(recorder.returned, len(self.scenario.steps))[:ENOUGH]:
            await self.scenario.take(machine, number)
            recorder.returned = number + 1
        if await machine.rows() != self.days[recorder.returned]:
            raise Lost("what was written after the fault")


async def rehearse(
    scenario: Scenario, folder: Path, connection: type[Connection] = Connection
) -> Rehearsal:
    """Twice: to read the rows is to use the disk, and is no part of the day. A `connection` that
    keeps the journal carelessly is only used where the power is cut."""
    days: list[Rows] = []
    machine = Machine(folder, scenario.found, lambda _, __: None)
    for number in range(len(scenario.steps)):
        await scenario.take(machine, number)
        days.append(await machine.rows())
    await machine.close()

    recorder = Recorder()
    machine = Machine(folder, scenario.found, recorder, connection)
    recorder.follow(machine)
    for number in range(len(scenario.steps)):
        await scenario.take(machine, number)
        recorder.returned += 1
    await machine.close()
    recorder(None, "")
    return Rehearsal(scenario, folder, [days[0], *days], recorder.points)
