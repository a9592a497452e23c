"""What became of the mistakes, room by room, beside what became of them before."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mutants.mistakes import Mistake
from mutants.rooms import ROOMS
from mutants.trial import Verdict

BEFORE = tomllib.loads(Path(__file__).with_name("before.toml").read_text())
ENOUGH = 50  # mistakes of one room: fewer say nothing about a room by itself
LOWEST = min(room.bound for room in ROOMS.values())


@dataclass
class Score:
    """What became of the mistakes of one room. Equivalents that were accepted are not tried."""

    accepted: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    survivors: list[Mistake] = field(default_factory=list)
    unfinished: list[Mistake] = field(default_factory=list)  # for want of time

    def count(self, mistake: Mistake, verdict: Verdict) -> None:
        self.verdicts[verdict] += 1
        if verdict is Verdict.TIME_UP:
            self.unfinished.append(mistake)
        elif verdict is not Verdict.KILLED:
            self.survivors.append(mistake)

    def take_back_unfinished(self) -> list[Mistake]:
        """They count no more: they are to be tried once more."""
        taken, self.unfinished = self.unfinished, []
        del self.verdicts[Verdict.TIME_UP]
        return taken

    @property
    def tried(self) -> int:
        return self.verdicts.total()

    @property
    def percent(self) -> float:
        return 100 * self.verdicts[Verdict.KILLED] / max(1, self.tried)


def report(scores: Mapping[str, Score]) -> Iterator[str]:
    """The survivors, then a line for each room."""
    for score in scores.values():
        yield from sorted(map(str, [*score.survivors, *score.unfinished]))
    yield ""
    for name, score in scores.items():
        before = BEFORE["percent"].get(name)
        known = f", {before} % at {BEFORE['commit']}" if before is not None else ""
        counts = ", ".join(
            f"{count} {verdict}" for verdict, count in sorted(score.verdicts.items())
        )
        yield (
            f"{name}: {score.percent:.1f} % of {score.tried} (at least {ROOMS[name].bound} %"
            f"{known}): {counts}; {score.accepted} accepted as equivalent"
        )


def is_enough(scores: Mapping[str, Score]) -> bool:
    """Each room keeps to its own bound, and what is too little to tell keeps to the lowest."""
    by_itself = all(
        score.percent >= ROOMS[name].bound
        for name, score in scores.items()
        if score.tried >= ENOUGH
    )
    tried = sum(score.tried for score in scores.values())
    killed = sum(score.verdicts[Verdict.KILLED] for score in scores.values())
    return by_itself and tried > 0 and 100 * killed >= LOWEST * tried
