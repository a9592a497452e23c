"""How long until the window is painted, and until it charges, beside a bare Qt window.

    python tests/bench/first_paint.py [RUNS]

Each run starts a bare PySide6 window and the till in turn, each in a process of its own; the till
has a journal of a million sales. The clock starts when the process does. It stops when the first
paint is done, and in a start of its own when Enter charges.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SALES = 1_000_000
# How many times a bare window each may take.
BOUNDS = {"paint": 1.35, "ready": 6.5}
# A shop that has been set up: it sees no wizard.
SETTINGS = """
[shop]
country = "AO"

[providers.vpos]
base_url = "http://127.0.0.1:9"
"""
PROBE = Path(__file__).with_name("paint_probe.py")


def measure(what: str, profile: Path) -> float:
    """Seconds from the process's start to its first paint, or to its first charge."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a till is compiled once, as Qt's binding is
    started = time.time()
    out = subprocess.run(
        [sys.executable, str(PROBE), what, str(profile)],
        check=True, capture_output=True, text=True, env=environment,
    ).stdout  # fmt: skip
    return float(json.loads(out.splitlines()[-1])["at"]) - started


def main(runs: int) -> int:
    from many_sales import write_journal

    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        write_journal(profile / "journal.sqlite3", SALES)
        (profile / "settings.toml").write_text(SETTINGS)
        kinds = ("bare", *BOUNDS)
        for what in kinds:
            measure(what, profile)  # warms the disk's cache for all
        rows = [{what: measure(what, profile) for what in kinds} for _ in range(runs)]
    tell("bare window, s", [row["bare"] for row in rows])
    missed = 0
    for what, bound in BOUNDS.items():
        tell(f"{what}, s", [row[what] for row in rows])
        ratio = tell(f"{what} / bare", [row[what] / row["bare"] for row in rows])
        print(f"first paint  {what}: {ratio:.2f} bare windows, at most {bound}")
        missed += ratio > bound
    return 1 if missed else 0


def tell(name: str, figures: list[float]) -> float:
    """Prints the figures, and returns their median."""
    low, middle, high = min(figures), statistics.median(figures), max(figures)
    print(f"first paint  {name:<16} min {low:.3f}  median {middle:.3f}  max {high:.3f}")
    return middle


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
