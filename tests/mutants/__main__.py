"""`make mutants`: how many small mistakes the tests notice, room by room."""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mutants import crew, reach
from mutants.mistakes import Mistake, mistakes_in
from mutants.rooms import ROOMS, Room
from mutants.trial import GRACE, Result, Task, Verdict

ROOT = Path(__file__).parents[2]
EQUIVALENTS = Path(__file__).with_name("equivalents.toml")
NOTICED = {Verdict.KILLED}


@dataclass
class Score:
    """What became of the mistakes of one room."""

    accepted: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    survivors: list[Mistake] = field(default_factory=list)

    def count(self, mistake: Mistake, verdict: Verdict) -> None:
        self.verdicts[verdict] += 1
        if verdict is not Verdict.KILLED:
            self.survivors.append(mistake)

    @property
    def percent(self) -> float:
        return 100 * self.verdicts[Verdict.KILLED] / max(1, self.verdicts.total())


def main() -> int:
    wanted = _arguments()
    accepted = tomllib.loads(EQUIVALENTS.read_text())["accepted"]
    rooms = {name: ROOMS[name] for name in wanted.room or ROOMS}
    with tempfile.TemporaryDirectory() as own:
        reached = _reach(Path(wanted.reach or own), rooms, whole=not wanted.near)
    chosen: list[tuple[str, Mistake]] = []
    scores = {name: Score() for name in rooms}
    for name, room in rooms.items():
        for mistake in _choose(room, wanted):
            if mistake.name in accepted:
                scores[name].accepted += 1
            else:
                chosen.append((name, mistake))
    random.Random(wanted.seed).shuffle(chosen)
    killers: dict[str, list[str]] = defaultdict(list)

    def jobs() -> Iterator[crew.Job]:
        for place, (name, mistake) in enumerate(chosen, 1):
            tests = _order(mistake, rooms[name], reached, killers[mistake.file])
            task = Task(mistake.file, mistake.source, tests, wanted.box)

            def told(
                result: Result, place: int = place, name: str = name, mistake: Mistake = mistake
            ) -> None:
                scores[name].count(mistake, result.verdict)
                if result.by:
                    known = killers[mistake.file]
                    if result.by in known:
                        known.remove(result.by)
                    known.insert(0, result.by)
                _say(f"{place}/{len(chosen)} {result.seconds:.1f} s {result.verdict}: {mistake}"
                     + (f" [{result.by}]" if wanted.by and result.by else ""))

            yield task, told

    folders = sorted({test.partition("::")[0] for test in reached.seconds})
    crew.run(ROOT, folders, _proof(reached), jobs(), wanted.workers)
    return _report(scores, rooms, wanted)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--room", action="append", choices=ROOMS)
    parser.add_argument("--file", action="append", help="only these files")
    parser.add_argument("--sample", type=int, help="this many of each room, by the seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--near", action="store_true", help="ask only the nearest folders")
    parser.add_argument("--reach", help="a folder that keeps which tests reach which line")
    parser.add_argument("--box", type=float, default=60, help="seconds for one mistake")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--by", action="store_true", help="say which test noticed")
    return parser.parse_args()


def _choose(room: Room, wanted: argparse.Namespace) -> list[Mistake]:
    mistakes = [
        mistake
        for path in room.paths(ROOT)
        if not wanted.file or path.relative_to(ROOT).as_posix() in wanted.file
        for mistake in mistakes_in(path.relative_to(ROOT).as_posix(), path.read_text())
    ]
    if wanted.sample is not None and wanted.sample < len(mistakes):
        return random.Random(wanted.seed).sample(mistakes, wanted.sample)
    return mistakes


def _reach(folder: Path, rooms: dict[str, Room], *, whole: bool) -> reach.Reach:
    """Of a folder that was kept, only the files of tests that have changed since are run again."""
    folders = sorted({near for room in rooms.values() for near in room.near})
    if any(folder.glob("*.lines")):
        since = max(kept.stat().st_mtime for kept in folder.iterdir())
        asked = [
            path.relative_to(ROOT).as_posix()
            for near in folders
            for path in (ROOT / near).glob("test_*.py")
            if path.stat().st_mtime > since
        ]
    else:
        asked = ["tests"] if whole else folders
    if asked:
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "mutants.reach", *asked],
            cwd=ROOT,
            env=os.environ | {reach.FOLDER: str(folder), "PYTHONPATH": f"{ROOT}:{ROOT}/tests"},
            check=True,
        )
    return reach.read(folder)


def _proof(reached: reach.Reach) -> Task:
    """No mistake at all, shown to a few quick tests."""
    file = "pos_app/domain/money.py"
    tests = sorted(reached.tests_of_file(file), key=lambda test: reached.seconds.get(test, 60))
    return Task(file, (ROOT / file).read_text(), tests[:9], GRACE)


def _order(
    mistake: Mistake, room: Room, reached: reach.Reach, killers: Sequence[str]
) -> list[str]:
    """First who noticed others in this file, then the nearest, the quickest of them first."""
    if mistake.at_import:
        tests = reached.tests_of_file(mistake.file)
    else:
        tests = reached.tests(mistake.file, mistake.lines)
    known = {test: place for place, test in enumerate(killers)}

    def distance(test: str) -> tuple[int, bool, float]:
        near = test.startswith(room.near)
        return known.get(test, len(known)), not near, reached.seconds.get(test, 0.0)

    return sorted(tests, key=distance)


def _report(scores: dict[str, Score], rooms: dict[str, Room], wanted: argparse.Namespace) -> int:
    for score in scores.values():
        for mistake in sorted(score.survivors, key=str):
            _say(str(mistake))
    for name, score in scores.items():
        counts = ", ".join(f"{count} {verdict}" for verdict, count in score.verdicts.items())
        _say(f"{name}: {score.percent:.1f} % ({rooms[name].bound} %): {counts}, "
             f"{score.accepted} accepted")
    return any(score.percent < rooms[name].bound for name, score in scores.items())


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
