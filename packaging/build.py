"""Makes the program for this platform: one folder, dist/pos-app, that needs no Python.

packaging/smoke.py tries what came out.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from licences import gather
from PyInstaller.__main__ import run  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "pos-app"


def main() -> int:
    began = time.monotonic()
    translate()
    shutil.rmtree(PROGRAM, ignore_errors=True)
    run(
        [
            "--noconfirm",
            "--clean",
            "--log-level=ERROR",
            f"--distpath={PROGRAM.parent}",
            f"--workpath={ROOT / 'build'}",
            str(ROOT / "packaging" / "pos_app.spec"),
        ]
    )
    gather(ROOT / "build" / "pos_app", PROGRAM / "_internal" / "pos_app" / "bundled")
    print(f"{PROGRAM}: built in {time.monotonic() - began:.0f} s")
    return 0


def translate() -> None:
    """Translations are compiled from their sources; a build without them would speak English."""
    script = ROOT / "packaging" / "translations.sh"
    shell = shutil.which("sh") or "sh"
    subprocess.run([shell, str(script), "compile"], check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
