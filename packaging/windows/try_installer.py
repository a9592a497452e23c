"""Tries the installer on this Windows: installs, tries the program, upgrades in place, uninstalls.

    python packaging/windows/try_installer.py

For whoever runs it alone, without an administrator. The profile has to be there afterwards.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pos_app.system.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / "dist" / f"pos-app-{VERSION}-windows-x64-setup.exe"
_SILENT = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")
_PATIENCE = 300.0  # seconds for each step


def main() -> int:
    profile = Path(os.environ["LOCALAPPDATA"], "pos-app")
    profile.mkdir(parents=True, exist_ok=True)
    kept = profile / "kept-by-the-installer"
    kept.touch()
    with TemporaryDirectory(prefix="pos_app_setup_", ignore_cleanup_errors=True) as folder:
        place = Path(folder, "pos_app")
        program = place / "pos-app.exe"
        install = [str(SETUP), *_SILENT, "/CURRENTUSER", f"/DIR={place}", "/TASKS=autostart,kiosk"]
        _run(install)
        stale = place / "_internal" / "of-an-older-version.dll"
        stale.touch()
        _run(install)
        if stale.exists():
            raise SystemExit("the upgrade left a library of the version before")
        _run([sys.executable, str(ROOT / "packaging" / "smoke.py"), str(program)])
        _run([str(place / "unins000.exe"), *_SILENT])
        if not kept.exists():
            raise SystemExit("the uninstaller took the profile")
    kept.unlink()
    print(f"{SETUP.name}: installed, upgraded, tried, uninstalled; the profile stayed")
    return 0


def _run(command: Sequence[str]) -> None:
    print(*command, flush=True)
    subprocess.run(command, check=True, timeout=_PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
