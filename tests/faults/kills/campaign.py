"""Every flow, killed at every step, started again, and looked at: `python -m faults.kills.campaign`
from the folder of the tests."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from random import Random

import httpx
from faults.kills.checking import gather, wrong_at_rest, wrong_when_dead
from faults.kills.flows import FLOWS, Flow
from faults.kills.lives import Life
from faults.kills.nursery import Death
from faults.kills.paper import gather_jobs, wrong_paper
from faults.kills.paper_acts import NOWHERE, PRINTER
from faults.kills.steps import Moment
from printers.listener import Listener
from support import World, environment_of, settings_of

from pos_app.app.sandbox_process import Sandbox
from pos_app.installation.profile import Profile

TESTS = Path(__file__).parents[2]
SPEED = 300.0  # the sandbox's customers answer in less than a tenth of a second


@dataclass(frozen=True)
class Figures:
    """What a campaign found. `moments` tells how often the till died at which kind of step."""

    flows: int = 0
    kills: int = 0
    survived: int = 0
    doubts: int = 0
    moments: Mapping[str, int] = field(default_factory=dict)
    violations: Sequence[str] = ()

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.flows + other.flows,
            self.kills + other.kills,
            self.survived + other.survived,
            self.doubts + other.doubts,
            Counter(self.moments) + Counter(other.moments),
            [*self.violations, *other.violations],
        )


class Nursery:
    """Lives of tills, one after the other, in processes that are killed for real."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        paths = os.pathsep.join([str(TESTS.parent), str(TESTS)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faults.kills.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment, "PYTHONPATH": paths},
        )

    def live(self, life: Life) -> Death:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asdict(life)) + "\n")
        self._process.stdin.flush()
        return Death(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate()  # its input closes, and it ends


@dataclass(frozen=True)
class Place:
    """A world of its own, a folder for the shops that live and die in it, and their nursery."""

    world: World
    nursery: Nursery
    folder: Path
    printer: Listener

    def shop(self, name: str, flow: Flow) -> Profile:
        """A new one, in an empty world, with the account of the flow's provider, if it has one."""
        self.world.reset()
        profile = Profile(self.folder / name)
        profile.prepare()
        account = self.world.accounts.get(flow.method.provider)
        printers = self._printers() if flow.prints else ""
        profile.settings.write_text(settings_of([account] if account else []) + printers)
        return profile

    def _printers(self) -> str:
        """One that prints, and one that is switched off."""
        rows = ((PRINTER, self.printer.address), (NOWHERE, "127.0.0.1:9"))
        return "".join(
            f"[printers.{name}]\nconnection = 'network'\naddress = '{address}'\n"
            for name, address in rows
        )

    def life(self, flow: Flow, profile: Profile, die_at: int | str | None, *, first: bool) -> Death:
        control_url = str(self.world.control.base_url)
        return self.nursery.live(Life(flow.id, str(profile.root), control_url, die_at, first))


@contextmanager
def a_place() -> Iterator[Place]:
    sandbox = Sandbox.start(speed=SPEED)
    nursery = Nursery(
        {
            **environment_of(sandbox.accounts),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
    )
    control = httpx.Client(base_url=sandbox.control_url, verify=False, trust_env=False)
    try:
        with control, tempfile.TemporaryDirectory() as folder, Listener() as printer:
            yield Place(World(dict(sandbox.accounts), control), nursery, Path(folder), printer)
    finally:
        nursery.close()
        sandbox.stop()


def campaign(
    flows: Iterable[str] = tuple(FLOWS), *, seed: int | None = None, lanes: int = 2
) -> Figures:
    """Kills the till at every step of each of these flows, and starts it again.

    With a seed it is killed a second time, at a step of its recovery that the seed picks.
    """
    with ThreadPoolExecutor(lanes) as executor:
        found = executor.map(lambda name: _sweep(FLOWS[name], seed), flows)
        return sum(found, Figures())


def _sweep(flow: Flow, seed: int | None) -> Figures:
    """In a new world: its clock is fast, and a reference lasts for a day of it."""
    with a_place() as place:
        return sweep(place, flow, seed)


def sweep(place: Place, flow: Flow, seed: int | None = None) -> Figures:
    """Kills at the first step, the second, and so on, until the flow has ended before. Which of
    them is which depends on who was quicker: a moment that was missed so is met by its name."""
    figures = Figures(flows=1)
    random = Random(f"{seed} {flow.id}")
    for step in count(1):
        trial = _trial(place, flow, f"step {step}")
        if not trial.dies(step, first=True):
            figures += trial.figures(flow)
            break
        if seed is not None:
            trial.dies(random.randint(1, 2 * step), first=False)
        trial.lives_on()
        figures += trial.figures(flow)
    for moment in sorted(flow.moments - figures.moments.keys()):
        trial = _trial(place, flow, moment.name)
        if trial.dies(moment, first=True):
            trial.lives_on()
        figures += trial.figures(flow)
    return figures


def _trial(place: Place, flow: Flow, name: str) -> "Trial":
    profile = place.shop(f"{flow.id} {name}".replace(" ", "-"), flow)
    return Trial(place, flow, profile, f"{flow.id}, {name}")


class Trial:
    """One shop, and all that was found wrong in it."""

    def __init__(self, place: Place, flow: Flow, profile: Profile, name: str) -> None:
        self._place = place
        self._flow = flow
        self._profile = profile
        self._name = name
        self._deaths: list[str] = []
        self._wrong: list[str] = []
        self._pieces_before = len(place.printer.printer.pieces)

    def dies(self, step: int | Moment, *, first: bool) -> bool:
        """Whether it did; else its day came to an end before that step, or without that moment."""
        death = self._place.life(self._flow, self._profile, step, first=first)
        self._note(death)
        if death.at:
            self._deaths.append(death.at)
            self._wrong += wrong_when_dead(gather(self._profile, self._place.world))
        return bool(death.at)

    def lives_on(self) -> None:
        self._note(self._place.life(self._flow, self._profile, None, first=False))

    def _pieces(self) -> int:
        """How many came out of the printer for this shop."""
        return len(self._place.printer.printer.pieces) - self._pieces_before

    def _note(self, death: Death) -> None:
        if death.error:
            self._wrong.append(f"it does not go on: {death.error}")

    def figures(self, flow: Flow) -> Figures:
        seen = gather(self._profile, self._place.world)
        wrong = [*self._wrong, *wrong_at_rest(flow, seen)]
        if flow.prints:
            wrong += wrong_paper(gather_jobs(self._profile), self._pieces(), seen.sales)
        kills = len(self._deaths)
        return Figures(
            kills=kills,
            survived=0 if wrong else kills,
            doubts=len(seen.doubts),
            moments=Counter(at.partition(":")[0] for at in self._deaths),
            violations=[f"{self._name}, killed {self._deaths}: {what}" for what in wrong],
        )


if __name__ == "__main__":
    sys.stdout.write(f"{campaign(sys.argv[1:] or FLOWS, seed=1)}\n")
