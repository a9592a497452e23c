"""Makes the Debian package out of the folder that packaging/build.py made.

    PYTHONPATH=.:packaging python -m linux.deb [--folder DIR] [--version V] [--to FILE]

Two of one commit are byte for byte the same: every file has the commit's time and root's name.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from icons import DRAWING, drawn
from linux.depends import RECOMMENDS, SUGGESTS, depends
from linux.man import page
from linux.metainfo import ID, metainfo

from pos_app.system.version import VERSION

ROOT = Path(__file__).parents[2]
_FILES = Path(__file__).with_name("files")
_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)  # pixels, of the hicolor theme
_MAINTAINER = "The pos_app authors <pos-app@localhost>"
_SUMMARY = "till for shop counters that follows mobile payments"  # no article, no capital: Debian's
_LONG = """\
 It asks the customer's payment service in Angola, Mozambique or Trinidad for
 the money, follows the payment, and turns green when the goods may go.
 .
 A training mode sells without money. Every sale is kept in a journal that
 nobody can change unseen; removing the package leaves it.
"""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=ROOT / "dist" / "pos-app")
    parser.add_argument("--version", default=VERSION)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args(arguments)
    target = options.to or ROOT / "dist" / f"{ID}_{options.version}_amd64.deb"
    make(options.folder, options.version, commit_time(), target)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
    return 0


def make(folder: Path, version: str, released: int, target: Path) -> None:
    """Writes the package; `released` is in seconds since 1970."""
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name, "tree")
        lay_out(tree, folder, version, released)
        write(tree / "DEBIAN" / "control", control(tree, version, depends(folder)).encode())
        _date(tree, released)
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            # xz, which Debian's own packages have; one thread, whose bytes do not depend on how
            # many the computer has.
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", tree, target],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(released), "XZ_DEFAULTS": ""},
        )


def lay_out(tree: Path, folder: Path, version: str, released: int) -> None:
    """Every file of the package at its place, but for dpkg's own."""
    share = tree / "usr" / "share"
    shutil.copytree(folder, tree / "usr" / "lib" / ID, symlinks=True)
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / ID).symlink_to(f"../lib/{ID}/{ID}")
    copy(_FILES / f"{ID}.desktop", share / "applications")
    copy(_FILES / "70-pos-app-printers.rules", tree / "usr" / "lib" / "udev" / "rules.d")
    write(share / "metainfo" / f"{ID}.metainfo.xml", metainfo(version, _SUMMARY, released))
    write(share / "man" / "man1" / f"{ID}.1.gz", packed(page(version, released)))
    hicolor = share / "icons" / "hicolor"
    write(hicolor / "scalable" / "apps" / f"{ID}.svg", DRAWING.read_bytes())
    for size, picture in zip(_SIZES, drawn(_SIZES), strict=True):
        write(hicolor / f"{size}x{size}" / "apps" / f"{ID}.png", picture)
    documents = share / "doc" / ID
    write(documents / "copyright", copyright_file())
    write(documents / "changelog.gz", packed(changelog(version, released).encode()))
    write(share / "lintian" / "overrides" / ID, (_FILES / "lintian-overrides").read_bytes())


def copyright_file() -> bytes:
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2].strip().split("\n")
    licence = "\n".join(f" {line}" if line else " ." for line in lines)
    return (_FILES / "copyright").read_text(encoding="utf-8").replace("@LICENSE@", licence).encode()


def changelog(version: str, released: int) -> str:
    """What Debian's tools read; what changed is in the program's own change log."""
    day = format_datetime(datetime.fromtimestamp(released, UTC))
    return (
        f"{ID} ({version}) stable; urgency=medium\n\n"
        f"  * Release {version}.\n\n"
        f" -- {_MAINTAINER}  {day}\n"
    )


def control(tree: Path, version: str, needed: Sequence[str]) -> str:
    size = sum(-(-path.lstat().st_size // 1024) for path in tree.rglob("*") if not path.is_dir())
    rows = {
        "Package": ID,
        "Version": version,
        "Architecture": "amd64",
        "Maintainer": _MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(needed),
        "Recommends": ", ".join(RECOMMENDS),
        "Suggests": ", ".join(SUGGESTS),
        "Section": "misc",
        "Priority": "optional",
        "Description": _SUMMARY,
    }
    return "".join(f"{name}: {value}\n" for name, value in rows.items()) + _LONG


def packed(content: bytes) -> bytes:
    """As gzip -9n does: without a time."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def copy(file: Path, folder: Path) -> None:
    write(folder / file.name, file.read_bytes())


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _date(tree: Path, seconds: int) -> None:
    """Gives every file one time and plain rights: the builder's own umask stays out."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path == tree / "usr" / "lib" / ID / ID
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def commit_time() -> int:
    """Seconds since 1970 of the commit that lies here."""
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return int(told.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
