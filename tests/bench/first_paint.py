"""How long until the window is painted, from the start of its process, beside a bare Qt window.

    python tests/bench/first_paint.py [RUNS]

Each run starts a bare PySide6 window and the till in turn, each in a process of its own; the till
has a journal of 100,000 sales. The clock starts when the process does and stops when the first
paint is done. Medians and the ratio pair by pair are printed.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SALES = 100_000
PROBE = Path(__file__).with_name("paint_probe.py")


def measure(what: str, profile: Path) -> float:
    """Seconds from the process's start to its first paint."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a till is compiled once, as Qt's binding is
    started = time.time()
    out = subprocess.run(
        [sys.executable, str(PROBE), what, str(profile)],
        check=True, capture_output=True, text=True, env=environment,
    ).stdout  # fmt: skip
    return float(json.loads(out.splitlines()[-1])["painted_at"]) - started


def main(runs: int) -> None:
    from many_sales import write_journal

    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        write_journal(profile / "journal.sqlite3", SALES)
        measure("bare", profile)  # warms the disk's cache for both
        measure("till", profile)
        pairs = [(measure("bare", profile), measure("till", profile)) for _ in range(runs)]
    bare, till = (sorted(column) for column in zip(*pairs, strict=True))
    ratios = sorted(t / b for b, t in pairs)
    for name, row in (("bare window, s", bare), ("till, s", till), ("till / bare", ratios)):
        middle = statistics.median(row)
        print(f"first paint  {name:<16} min {row[0]:.3f}  median {middle:.3f}  max {row[-1]:.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
