"""Makes the program for this platform: one folder, dist/pos-app, that needs no Python.

Two builds of one commit are the same, byte for byte, wherever and whenever they are made: every
time is the commit's, every order that of names, and no file names a folder of this computer
(https://reproducible-builds.org/docs/source-date-epoch/). packaging/build_twice.py tries that, and
packaging/smoke.py tries the program.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from archive import TooBig, archive_of, pack, settle, weigh
from icu import shrink
from licences import gather

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PROGRAM = DIST / "pos-app"
WORK = ROOT / "build"
STAMP = WORK / "release.json"  # pos_app.spec takes it from here; pos_app/system/release.py reads it
_LINUX = sys.platform == "linux"
# What a build is made from: a change in there that no commit has makes it nobody's release.
_SOURCES = ("pos_app", "packaging", "pyproject.toml")


def main() -> int:
    for step in STEPS:
        began = time.monotonic()
        try:
            step()
        except TooBig as error:
            print(f"TOO BIG: {error}", file=sys.stderr)
            return 1
        print(f"{step.__name__}: {time.monotonic() - began:.0f} s", flush=True)
    return 0


def translate() -> None:
    """Compiles translations from their sources; a build without them would speak English."""
    script = ROOT / "packaging" / "translations.sh"
    shell = shutil.which("sh") or "sh"
    subprocess.run([shell, str(script), "compile"], check=True, cwd=ROOT)


def guide() -> None:
    """Lays out the guides that F1 opens (guide_pdfs.py), which bundled files then hold."""
    subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "guide_pdfs.py")],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": str(commit_time())},
    )


def stamp() -> None:
    """Writes down which release this is, beside the build: the checkout stays as it was."""
    WORK.mkdir(exist_ok=True)
    told = {
        "version": version(),
        "commit": commit(),
        "built_at": datetime.fromtimestamp(commit_time(), UTC).isoformat(),
    }
    STAMP.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def assemble() -> None:
    """Has PyInstaller make the folder, in a process whose sets and times are always the same."""
    shutil.rmtree(PROGRAM, ignore_errors=True)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--clean",
            "--log-level=ERROR",
            f"--distpath={DIST}",
            f"--workpath={WORK}",
            str(ROOT / "packaging" / "pos_app.spec"),
        ],
        check=True,
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONHASHSEED": "1",
            "PYTHONPATH": str(ROOT),  # this checkout, whichever one the environment was made for
            "SOURCE_DATE_EPOCH": str(commit_time()),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )


def lighten() -> None:
    """Takes out of Qt's ICU data what no till reads: nine tenths of 32 MB."""
    for library in PROGRAM.rglob("libicudata.so.*"):
        if not library.is_symlink():
            shrink(library, library)


def license_parts() -> None:
    """Puts the licence texts of all that is carried into the folder."""
    gather(WORK / "pos_app", PROGRAM / "_internal" / "pos_app" / "bundled")


def date() -> None:
    """Gives every file the commit's time and plain rights."""
    settle(PROGRAM, commit_time())


def check_folder() -> None:
    """Tells what weighs what. Raises TooBig."""
    weigh(PROGRAM)


def archive() -> None:
    """Packs the folder into the archive that is handed out. Raises TooBig."""
    pack(PROGRAM, archive_of(DIST, version()), commit_time())


# What is made from the finished folder and its archive (sums, lists) belongs at the end.
STEPS: tuple[Callable[[], None], ...] = (
    translate,
    guide,
    stamp,
    assemble,
    *((lighten,) if _LINUX else ()),
    license_parts,
    date,
    # The bounds are of Linux: elsewhere an installer packs the folder.
    *((check_folder, archive) if _LINUX else ()),
)


def version() -> str:
    """The version that the program says it has."""
    sys.path.insert(0, str(ROOT))
    from pos_app.system.version import VERSION  # noqa: PLC0415 - of this checkout

    return VERSION


def commit() -> str:
    """The commit that this is a build of; "" where the sources differ from it."""
    if _git("status", "--porcelain", "--", *_SOURCES):
        print("the sources have changes that no commit has: this build names no commit")
        return ""
    return _git("rev-parse", "HEAD")


def commit_time() -> int:
    """Seconds since 1970."""
    return int(_git("show", "--no-patch", "--format=%ct", "HEAD"))


def _git(*arguments: str) -> str:
    git = shutil.which("git") or "git"
    done = subprocess.run(
        [git, *arguments], check=True, cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
