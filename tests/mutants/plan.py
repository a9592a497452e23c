"""Which mistakes are tried, and the order in which the tests are asked of each."""

import ast
import random
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

from mutants.mistakes import Mistake, mistakes_in
from mutants.reach import Reach
from mutants.rooms import ABOUT, ROOMS, Room

ACCEPTED: Mapping[str, str] = tomllib.loads(
    Path(__file__).with_name("equivalents.toml").read_text()
)["accepted"]


@dataclass
class Plan:
    """`chosen` are mistakes with the names of their rooms, in the order in which they are tried;
    `accepted` counts those of each room that are known to change nothing."""

    chosen: list[tuple[str, Mistake]] = field(default_factory=list)
    accepted: dict[str, int] = field(default_factory=dict)


def plan(
    root: Path, rooms: Collection[str], files: Collection[str], sample: int | None, seed: int
) -> Plan:
    """Of these rooms, and of these files where any are named; `sample` of them all together."""
    plan = Plan()
    for name in rooms:
        mistakes = _mistakes(root, ROOMS[name], files)
        new = [mistake for mistake in mistakes if mistake.name not in ACCEPTED]
        plan.accepted[name] = len(mistakes) - len(new)
        plan.chosen += [(name, mistake) for mistake in new]
    random.Random(seed).shuffle(plan.chosen)
    fit = ((name, mistake) for name, mistake in plan.chosen if mistake.can_be_compiled)
    plan.chosen = list(islice(fit, sample))
    return plan


def _mistakes(root: Path, room: Room, files: Collection[str]) -> list[Mistake]:
    paths = {path.relative_to(root).as_posix(): path for path in room.paths(root)}
    return [
        mistake
        for name, path in paths.items()
        if not files or name in files
        for mistake in mistakes_in(name, path.read_text())
    ]


A_LITTLE = 0.001  # of what a test reaches


def is_imported(mistake: Mistake, reach: Reach) -> bool:
    """Whether it is made, or called, while a file is imported, and by no test."""
    return mistake.at_import or not reach.tests(mistake.file, mistake.lines)


def order(mistake: Mistake, room: Room, reach: Reach, noticed: Sequence[str]) -> list[str]:
    """First the tests that noticed others in this file, then the nearest of files that are named as
    it is or are about it, then the nearest, and of those the quickest that are most about it. What
    runs while a file is imported is near to whoever runs a line that names it, and to whoever
    imports the file."""
    tests, using, importing = reach.tests(mistake.file, mistake.lines), set[str](), set[str]()
    if is_imported(mistake, reach):
        using = reach.tests(mistake.file, _lines_that_use(mistake))
        importing = reach.tests_that_import(mistake.file)
        tests = reach.tests_of_file(mistake.file) | importing
    known = {test: place for place, test in enumerate(noticed)}
    words, about = _words(mistake.file), ABOUT.get(mistake.file, frozenset())

    def distance(test: str) -> tuple[float, ...]:
        is_near = test.startswith(room.near)
        likeness = len(words & _words(_file(test))) + (_file(test) in about)
        return (
            known.get(test, len(known)),
            not (is_near and test in using),
            -likeness if is_near else 0,
            test not in importing,
            not is_near,
            reach.seconds.get(test, 0.0) / max(reach.share(mistake.file, test), A_LITTLE),
        )

    return sorted(tests, key=distance)


def _file(test: str) -> str:
    return Path(test.partition("::")[0]).stem


@cache
def _words(file: str) -> frozenset[str]:
    """Of a file's name, by their stems: `queues` and `test_queue_pages` have one in common, and so
    have `charging` and `test_answers_to_charges`."""
    return frozenset(_ENDINGS.sub("", word) for word in Path(file).stem.split("_"))


_ENDINGS = re.compile(r"(ing|es|s|e)$")


def _lines_that_use(mistake: Mistake) -> set[int]:
    """Of a constant, those that name it in its own file."""
    tree = ast.parse(mistake.source)
    assigned = {
        target.id
        for statement in tree.body
        if isinstance(statement, ast.Assign) and statement.lineno in mistake.lines
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {name.lineno for name in names if name.id in assigned} - {*mistake.lines}
