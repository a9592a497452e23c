"""Installs the Debian package in clean roots and sells there: `make deb-acceptance`.

    PYTHONPATH=.:tests python -m install_acceptance PACKAGE [--pictures DIR] [RELEASE…]

Needs root, debootstrap, xvfb, xdotool and imagemagick. Each root lies in a folder of its own and is
mounted in a name space of its own, whose mounts and processes end with it, however it ends.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from install_acceptance.root import Root
from install_acceptance.steps import Missed, Trial

RELEASES = ("bookworm", "trixie")  # Debian 12 and 13
_INSIDE = "POS_APP_INSTALL_ACCEPTANCE"  # the folder of the root, in the process that lives in it
_LIMIT = 900.0  # seconds: a root that takes longer is stuck


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("--pictures", type=Path, default=Path("dist/install"))
    parser.add_argument("releases", nargs="*", metavar="RELEASE")
    options = parser.parse_intermixed_args()
    if folder := os.environ.get(_INSIDE):
        return try_release(Path(folder), options.releases[0], options.package, options.pictures)
    options.pictures.mkdir(parents=True, exist_ok=True)
    bad = 0
    for release in options.releases or RELEASES:
        bad += apart(release, options.package.resolve(), options.pictures.resolve()) != 0
    return 1 if bad else 0


def apart(release: str, package: Path, pictures: Path) -> int:
    """Runs the trial of one release in its own name spaces; its files go when those have gone."""
    folder = Path(tempfile.mkdtemp(prefix=f"pos-app-{release}-"))
    folder.chmod(0o755)  # its user has to get in
    try:
        command = [
            "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
            sys.executable, "-m", "install_acceptance", str(package),
            "--pictures", str(pictures), release,
        ]  # fmt: skip
        environment = {**os.environ, _INSIDE: str(folder)}
        return subprocess.run(command, env=environment, check=False, timeout=_LIMIT).returncode
    finally:
        shutil.rmtree(folder)


def try_release(folder: Path, release: str, package: Path, pictures: Path) -> int:
    """Every step in a new root, and how each went. Lives inside the name spaces."""
    root = Root.make(folder / "root", release)
    trial = Trial(root, package, pictures)
    bad = 0
    for step in trial.steps():
        name = str(step.__doc__).partition(".")[0].partition("\n")[0]
        try:
            print(f"{release}: {name}: {step() or 'good'}", flush=True)
        except (Missed, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", None) or getattr(error, "output", None) or ""
            print(f"{release}: {name}: WRONG: {error} {said}", flush=True)
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
