"""`make mutants`: how many small mistakes the tests notice, room by room."""

import argparse
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from mutants import crew
from mutants.mistakes import Mistake
from mutants.plan import is_imported, order, plan
from mutants.reach import Reach, recorded
from mutants.rooms import ROOMS
from mutants.score import Score, is_enough, report
from mutants.trial import GRACE, Result, Task

ROOT = Path(__file__).parents[2]


def main() -> int:
    wanted = _arguments()
    rooms = wanted.room or [*ROOMS]
    near = sorted({folder for name in rooms for folder in ROOMS[name].near})
    planned = plan(ROOT, rooms, wanted.file or [], wanted.sample, wanted.seed)
    with tempfile.TemporaryDirectory() as own:
        folders = near if wanted.near else ["tests"]
        reach = recorded(ROOT, Path(wanted.reach or own), folders, wanted.workers)
    scores = {name: Score(planned.accepted[name]) for name in rooms}
    noticed: dict[str, list[str]] = defaultdict(list)

    def tasks(mistakes: Iterable[tuple[str, Mistake]], box: float) -> Iterator[crew.Job]:
        for name, mistake in mistakes:
            tests = order(mistake, ROOMS[name], reach, noticed[mistake.file])
            anew = is_imported(mistake, reach) and not mistake.at_import
            yield (
                Task(mistake.file, mistake.source, tests, box, anew),
                partial(told, scores[name], mistake),
            )

    def told(score: Score, mistake: Mistake, result: Result) -> None:
        score.count(mistake, result.verdict)
        if result.by:
            # Who noticed one is asked first about the next.
            noticed[mistake.file] = [
                result.by,
                *(test for test in noticed[mistake.file] if test != result.by),
            ]
        tried = sum(each.tried for each in scores.values())
        by = f" [{result.by}]" if wanted.by else ""
        _say(
            f"{tried}/{len(planned.chosen)} {result.verdict}, {result.seconds:.1f} s: {mistake}{by}"
        )

    def run(jobs: Iterator[crew.Job]) -> None:
        crew.run(ROOT, reach.test_files(), _no_mistake(reach), jobs, wanted.workers)

    run(tasks(planned.chosen, wanted.box))
    if wanted.longer:
        unfinished = [
            (name, mistake)
            for name, score in scores.items()
            for mistake in score.take_back_unfinished()
        ]
        run(tasks(unfinished, wanted.longer))
    for line in report(scores):
        _say(line)
    return 0 if is_enough(scores) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--room", action="append", choices=ROOMS)
    parser.add_argument("--file", action="append", help="only these files of the rooms")
    parser.add_argument("--sample", type=int, help="this many of all, drawn by the seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--near", action="store_true", help="ask the nearest folders alone")
    parser.add_argument("--reach", help="a folder that keeps which tests reach which line")
    parser.add_argument("--box", type=float, default=60, help="seconds for one mistake")
    parser.add_argument("--longer", type=float, help="seconds at the end for what had too few")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--by", action="store_true", help="say which test noticed")
    return parser.parse_args()


def _no_mistake(reach: Reach) -> Task:
    """What every test must leave alive: a file as it is, shown to a few quick tests."""
    file = "pos_app/domain/money.py"
    tests = sorted(reach.tests_of_file(file), key=lambda test: reach.seconds.get(test, GRACE))
    return Task(file, (ROOT / file).read_text(), tests[:9], GRACE)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
