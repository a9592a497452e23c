"""`make faults`: breaks everything on purpose, and prints what came of it.

The campaign's days are simulated, so that ten thousand of them are an evening; kills, power cuts
and changed bytes are real ones.
"""

import argparse
import sys
from collections.abc import Mapping

from faults.simulation.campaign import Figures, campaign, run_day

_TELL_EVERY = 250  # days


def main() -> int:
    options = _parser().parse_args()
    if options.seed is not None:
        return _one_day(options.seed)
    figures = campaign(range(options.first, options.first + options.runs), _progress)
    _print(_told(figures))
    for seed, violations in figures.failed.items():
        print(f"\nday {seed} fails, and repeats exactly with --seed {seed}:")
        print(*violations, sep="\n")
    return 1 if figures.failed else 0


def _one_day(seed: int) -> int:
    report = run_day(seed)
    print(report)
    return 1 if report.violations else 0


def _progress(figures: Figures) -> None:
    if figures.runs % _TELL_EVERY == 0:
        print(
            f"… {figures.runs} days, {figures.violations} violations", file=sys.stderr, flush=True
        )


def _told(figures: Figures) -> Mapping[str, str]:
    faults = ", ".join(f"{kind} {count}" for kind, count in figures.faults.most_common() if count)
    return {
        "runs": f"{figures.runs}",
        "sales": f"{figures.sales} ({figures.sales / figures.seconds:.0f} a second)",
        "charges": f"{figures.charges}",
        "deaths in simulation": f"{figures.kills}",
        "faults": f"{figures.faults.total()}: {faults}",
        "doubts flagged": f"{figures.doubts}",
        "violations": f"{figures.violations}",
    }


def _print(told: Mapping[str, str]) -> None:
    width = max(map(len, told)) + 2
    for name, value in told.items():
        print(f"{name:<{width}}{value}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000, metavar="N", help="simulated days")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="seed of the first")
    parser.add_argument("--seed", type=int, metavar="SEED", help="repeat one day, and nothing else")
    return parser


if __name__ == "__main__":
    sys.exit(main())
