"""How long a built program takes to start, beside the same till from its source.

    python tests/bench/build_start.py [PAIRS] [PROGRAM]

Each run opens a training till in a profile of its own. The clock starts with the process and stops
when the till's journal is there: the till makes it directly after the first paint of its window,
and nobody has to look into the program to see it. Both are warmed first. `make build` makes the
program.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "dist" / "pos-app" / "pos-app"
BOUND = 1.1  # of the source's time, as the median of the pairs
_GLANCE = 0.001  # seconds between two looks
_PATIENCE = 60.0


def measure(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds from the start of the process to its journal."""
    with tempfile.TemporaryDirectory(prefix="pos-app-start-") as folder:
        profile = Path(folder, "profile")
        journal = profile / "training" / "journal.sqlite3"
        started = time.perf_counter()
        till = subprocess.Popen(
            [*command, "--profile", str(profile), "--training"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not journal.exists():
                if till.poll() is not None or time.perf_counter() > started + _PATIENCE:
                    raise SystemExit(f"{command[0]} opened no till")
                time.sleep(_GLANCE)
            return time.perf_counter() - started
        finally:
            till.kill()
            till.wait()


def main(pairs: int, program: Path) -> int:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a till is compiled once
    source = [sys.executable, "-m", "pos_app"]
    built = [str(program)]
    measure(source, environment)
    measure(built, environment)
    rows = [(measure(source, environment), measure(built, environment)) for _ in range(pairs)]
    from_source, from_build = (sorted(column) for column in zip(*rows, strict=True))
    ratios = sorted(build / floor for floor, build in rows)
    for name, row in (
        ("source, s", from_source),
        ("build, s", from_build),
        ("build / source", ratios),
    ):
        middle = statistics.median(row)
        print(
            f"start of a build  {name:<15} min {row[0]:.3f}  median {middle:.3f}  max {row[-1]:.3f}"
        )
    middle = statistics.median(ratios)
    print(f"start of a build  {middle:.2f} times the source's; at most {BOUND}")
    return 0 if middle <= BOUND else 1


if __name__ == "__main__":
    sys.exit(
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 9,
            Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else PROGRAM,
        )
    )
