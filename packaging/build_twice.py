"""Builds the newest commit twice, in two folders, and compares every byte.

    packaging/build_twice.py

Each build has a clone of its own under a path of another length, and a home of its own. The
libraries are this checkout's. The first differences are told.
"""

import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
_TOLD = 20  # differences that are shown
_CHUNK = 1 << 16


def main() -> int:
    with TemporaryDirectory(prefix="pos-app-twice-") as folder:
        one = built(Path(folder, "one"))
        other = built(Path(folder, "another-and-longer", "checkout"))
        found = list(islice(differences(one, other), _TOLD))
        files = sum(path.is_file() for path in one.rglob("*"))
    for difference in found:
        print(difference, file=sys.stderr)
    if found:
        print("DIFFERENT: two builds of one commit are not the same", file=sys.stderr)
        return 1
    print(f"the same, byte for byte: {files} files, the archive among them")
    return 0


def built(checkout: Path) -> Path:
    """The folder `dist` of a build of the newest commit, made in a clone of it."""
    git = shutil.which("git") or "git"
    subprocess.run([git, "clone", "--quiet", str(ROOT), str(checkout)], check=True)
    (checkout / ".venv").symlink_to((ROOT / ".venv").resolve())
    home = checkout.with_name(f"{checkout.name}-home")
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run(
        [sys.executable, "packaging/build.py"],
        check=True,
        cwd=checkout,
        env={**kept, "HOME": str(home), "PYTHONPATH": str(checkout)},
    )
    return checkout / "dist"


def differences(one: Path, other: Path) -> Iterator[str]:
    """What is not the same in two folders: names, kinds, rights, links, bytes."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*")}
    for name in sorted(names):
        first, second = one / name, other / name
        if not (os.path.lexists(first) and os.path.lexists(second)):
            yield f"{name}: only in {'the first' if os.path.lexists(first) else 'the second'} build"
        elif first.is_symlink() or second.is_symlink():
            if not (first.is_symlink() and second.is_symlink()) or (
                first.readlink() != second.readlink()
            ):
                yield f"{name}: another link"
        elif first.stat().st_mode != second.stat().st_mode:
            yield f"{name}: another kind or other rights"
        elif first.is_file() and not filecmp.cmp(first, second, shallow=False):
            yield f"{name}: differs at byte {_first_difference(first, second)}"


def _first_difference(one: Path, other: Path) -> int:
    at = 0
    with one.open("rb") as first, other.open("rb") as second:
        while True:
            here, there = first.read(_CHUNK), second.read(_CHUNK)
            if here != there:
                pairs = enumerate(zip(here, there, strict=False))
                shorter = min(len(here), len(there))
                return at + next((n for n, (a, b) in pairs if a != b), shorter)
            at += len(here)


if __name__ == "__main__":
    sys.exit(main())
