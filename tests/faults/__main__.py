"""`make faults`: breaks everything on purpose, and prints what came of it.

The campaign's days are simulated, so that ten thousand of them are an evening. The kills are of
real processes; the power cuts are of the journal's own code on a disk that forgets; the bytes are
changed in its file.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from faults.flips import campaign as change_every_byte
from faults.kills.campaign import campaign as kill_everywhere
from faults.power.campaign import campaign as cut_everywhere
from faults.simulation.campaign import Figures, campaign, run_day
from faults.simulation.files import RESTORES

_TELL_EVERY = 250  # days


class Part(NamedTuple):
    """What one kind of breaking came to: lines to print, and what was found wrong."""

    told: Mapping[str, str]
    wrong: Sequence[str]


def main() -> int:
    options = _parser().parse_args()
    if options.seed is not None:
        report = run_day(options.seed)
        print(report)
        return 1 if report.violations else 0
    parts = [_power(options.rounds), _bytes(), _kills(), _days(options.first, options.runs)]
    told = {name: value for part in parts for name, value in part.told.items()}
    wrong = [problem for part in parts for problem in part.wrong]
    width = max(map(len, told)) + 2
    for name, value in {**told, "violations": str(len(wrong))}.items():
        print(f"{name:<{width}}{value}")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def _power(rounds: int) -> Part:
    figures = cut_everywhere(range(rounds))
    told = {
        "power cuts tried": f"{figures.cuts}, and {figures.cuts_while_recovering} in recovery",
        "full disks and I/O errors": f"{figures.faults}",
    }
    return Part(told, figures.losses)


def _bytes() -> Part:
    figures = change_every_byte()
    told = {"bytes flipped": f"{figures.flipped}, found {figures.found}"}
    return Part(told, figures.missed)


def _kills() -> Part:
    figures = kill_everywhere(seed=1)
    told = {
        "kills survived": f"{figures.survived} of {figures.kills}, in {figures.flows} flows",
        "doubts after kills": f"{figures.doubts}",
    }
    return Part(told, figures.violations)


def _days(first: int, runs: int) -> Part:
    figures = campaign(range(first, first + runs), _progress)
    faults = ", ".join(f"{kind} {count}" for kind, count in figures.faults.most_common() if count)
    told = {
        "runs": f"{figures.runs}, in {figures.seconds:.0f} s",
        "sales": f"{figures.sales}, {figures.sales / figures.seconds:.0f} a second",
        "charges": f"{figures.charges}",
        "deaths in them": f"{figures.kills}",
        "faults": f"{figures.faults.total()}: {faults}",
        "restores in them": f"{sum(figures.faults[kind] for kind in RESTORES)}",
        "doubts flagged": f"{figures.doubts}",
    }
    wrong = [
        f"day {seed} (repeats with --seed {seed}): {violation}"
        for seed, violations in figures.failed.items()
        for violation in violations
    ]
    return Part(told, wrong)


def _progress(figures: Figures) -> None:
    if figures.runs % _TELL_EVERY == 0:
        sys.stderr.write(f"… {figures.runs} days, {figures.violations} violations\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000, metavar="N", help="simulated days")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="seed of the first")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="cuts at each operation")
    parser.add_argument("--seed", type=int, metavar="SEED", help="repeat one day, and nothing else")
    return parser


if __name__ == "__main__":
    sys.exit(main())
