"""Makes the disk image for macOS out of dist/pos_app.app: dist/pos-app-VERSION-macos-ARCH.dmg.

    python packaging/macos/disk_image.py

It holds the program and a link to Applications, onto which a person draws it.
"""

import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pos_app.system.version import VERSION

DIST = Path(__file__).resolve().parents[2] / "dist"
PROGRAM = DIST / "pos_app.app"
_TRIES, _PAUSE = 4, 5.0  # seconds: a disk that was just filled is busy for a moment

Runs = Callable[[Sequence[str]], int]


def main() -> int:
    image = DIST / f"pos-app-{VERSION}-macos-{platform.machine()}.dmg"
    with TemporaryDirectory(prefix="pos_app_dmg_") as folder:
        # ditto keeps links and signatures as they are.
        subprocess.run(["/usr/bin/ditto", PROGRAM, Path(folder, PROGRAM.name)], check=True)
        Path(folder, "Applications").symlink_to("/Applications")
        return made(command(Path(folder), image), subprocess.call)


def command(folder: Path, image: Path) -> Sequence[str]:
    """Returns the call of macOS' own tool that packs the folder, compressed, read-only."""
    name = f"pos_app {VERSION}"
    how = ["-volname", name, "-fs", "HFS+", "-format", "UDZO", "-ov"]
    return ["/usr/bin/hdiutil", "create", *how, "-srcfolder", str(folder), str(image)]


def made(command: Sequence[str], run: Runs, pause: float = _PAUSE) -> int:
    """Runs it, four times at most: `Resource busy` passes. Returns the last exit code."""
    for _ in range(_TRIES - 1):
        if not run(command):
            return 0
        time.sleep(pause)
    return run(command)


if __name__ == "__main__":
    sys.exit(main())
