"""Writes what the benches of `make bench` have found into the README beside this.

    python tests/bench/table.py [RUN COMMAND...]

With a command, runs it, and keeps what it printed and how it ended in dist/bench/: a bound that is
missed keeps no other bench from its turn. Without one, writes the table between the two markers of
the README, with each line in which a bench told a bound, or the last one that it printed; ends with
1 if a bench did not end well, or told that a bound is not met.
"""

import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "dist" / "bench"
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- the table of `make bench` -->", "<!-- its end -->"
_BOUND = ("at most", " met")  # words of a line that tells a bound


def keep(name: str, command: list[str]) -> None:
    """Runs a bench, whose lines are seen as they come, and keeps them."""
    KEPT.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as bench:
        assert bench.stdout is not None
        for line in bench.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            lines.append(line.strip())
    told = {"lines": lines, "ended": bench.returncode}
    (KEPT / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False))


def rows() -> tuple[list[str], bool]:
    """The lines of the table, by the names of the benches, and whether all is well."""
    found: list[str] = []
    well = True
    for file in sorted(KEPT.glob("*.json")):
        told = json.loads(file.read_text())
        lines = [line for line in told["lines"] if line] or ["nothing"]
        bounds = [line for line in lines if any(word in line for word in _BOUND)]
        for line in bounds or lines[-1:]:
            word = verdict(line, told["ended"], has_bound=bool(bounds))
            found.append(f"| {file.stem} | {' '.join(line.split()).replace('|', '/')} | {word} |")
            well &= "missed" not in word
        well &= told["ended"] == 0
    return found, well


def verdict(line: str, ended: int, *, has_bound: bool) -> str:
    """What the table says of a line, from its words where it has a word for it."""
    if "NOT met" in line:
        return "**missed**"
    if line.endswith(" met"):
        return "held"
    if ended:
        return f"**ended with {ended}**"
    return "held" if has_bound else "none told"


def machine() -> str:
    """When and where the figures were taken, and of which commit."""
    from PySide6.QtCore import qVersion

    models = [
        line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    processor = models[0].partition(":")[2].strip() if models else platform.processor()
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        check=True, capture_output=True, text=True, cwd=ROOT,
    ).stdout.strip()  # fmt: skip
    system = platform.system()
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit}: {processor},"
        f" {cpu_count()} cores, {system}, Python {platform.python_version()}, Qt {qVersion()}."
    )


def write() -> int:
    """Puts the table in the place of the one before."""
    found, well = rows()
    before, _, rest = README.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    table = ["| bench | what it told | bound |", "|---|---|---|", *found]
    README.write_text("\n".join([before + BEGIN, machine(), "", *table, END]) + after)
    return 0 if well else 1


if __name__ == "__main__":
    if sys.argv[1:]:
        keep(sys.argv[1], sys.argv[2:])
    else:
        sys.exit(write())
