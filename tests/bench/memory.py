"""How much memory a till takes at rest, beside a window that has loaded the same libraries.

    python tests/bench/memory.py [MINUTES]

Both are processes of their own, which rest for MINUTES (10) and tell their resident set. The floor
is a window on a qasync loop that has loaded httpx with a client made, sqlite-utils and qrcode. The
till is the real one, of a shop that is set up. What else it has loaded is named by its package.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from first_paint import SETTINGS

PROBE = Path(__file__).with_name("memory_probe.py")
MOST = 1.2  # floors; 1.15 is wanted, and what stands in the way is in the README beside this


def start(what: str, profile: Path, seconds: float) -> "subprocess.Popen[str]":
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    return subprocess.Popen(
        [sys.executable, str(PROBE), what, str(profile), str(seconds)],
        stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def told(process: "subprocess.Popen[str]") -> dict[str, Any]:
    said, _ = process.communicate()
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def main(minutes: float) -> int:
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        (profile / "settings.toml").write_text(SETTINGS)
        processes = [start(what, profile, minutes * 60) for what in ("bare", "floor", "till")]
        bare, floor, till = (told(process) for process in processes)
    for name, one in (("bare window", bare), ("floor", floor), ("till", till)):
        print(f"memory  {name:<12} {one['mb']:.1f} MB, {sum(one['modules'].values())} modules")
    more = {
        name: count - floor["modules"].get(name, 0)
        for name, count in till["modules"].items()
        if count > floor["modules"].get(name, 0)
    }
    print("memory  more:", ", ".join(f"{name} {count}" for name, count in sorted(more.items())))
    ratio = till["mb"] / floor["mb"]
    met = "met" if ratio <= MOST else "NOT met"
    print(f"memory  till / floor: {ratio:.2f}, at most {MOST}: {met}")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else 10))
