"""What a build weighs, and the archive of it: the same bytes from the same folder."""

import lzma
import os
import platform
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from smoke import size

# Megabytes (10^6 bytes). What a shop downloads over a telephone, and what it finds on its disk.
FOLDER_AT_MOST = 125.0
ARCHIVE_AT_MOST = 38.0

_FILE, _PROGRAM = 0o644, 0o755
# Where the weight is: the first that a file's path begins with.
_PARTS = (
    ("_internal/PySide6/Qt/lib/libicu", "Qt's ICU"),
    ("_internal/PySide6/Qt/plugins", "Qt's plugins"),
    ("_internal/PySide6/Qt/", "Qt"),
    ("_internal/PySide6", "Qt for Python"),
    ("_internal/shiboken6", "Qt for Python"),
    ("_internal/cryptography", "cryptography"),
    ("_internal/pos_app", "pictures, fonts, words, sounds"),
    ("_internal/python3", "Python's libraries in C"),
    ("_internal/libpython", "Python"),
    ("_internal/base_library.zip", "Python"),
    ("_internal/lib", "system libraries"),
    ("_internal", "packages' own files"),
    ("pos-app", "Python code, with the program that starts it"),
)
# xz's own best, and its filter for code: jumps to one place look alike wherever they are made from.
_BEST = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}
_CODE_OF_X86 = {"id": lzma.FILTER_X86}


class TooBig(Exception):
    """More than a shop was promised."""


def archive_of(folder: Path, version: str) -> Path:
    """Where the archive of a release belongs."""
    return folder / f"pos-app-{version}-{sys.platform}-{platform.machine().lower()}.tar.xz"


def settle(folder: Path, seconds: int) -> None:
    """Gives everything in a folder one time and the rights that its archive has."""
    for path in [*sorted(folder.rglob("*"), reverse=True), folder]:
        if not path.is_symlink():
            path.chmod(_rights(path))
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def weigh(folder: Path) -> None:
    """Prints the parts of a build, heaviest first. Raises TooBig."""
    parts = weights(folder)
    for part, weight in sorted(parts.items(), key=lambda row: -row[1]):
        print(f"{weight / 1e6:8.1f} MB  {part}")
    _hold(folder, size(folder), FOLDER_AT_MOST)


def weights(folder: Path) -> Mapping[str, int]:
    """Bytes of each part."""
    parts: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(folder).as_posix()
            part = next((part for begin, part in _PARTS if name.startswith(begin)), "other")
            parts[part] += path.stat().st_size
    return parts


def pack(folder: Path, archive: Path, seconds: int) -> None:
    """Writes the archive of a folder. Raises TooBig."""
    with (
        lzma.open(archive, "wb", check=lzma.CHECK_CRC64, filters=_filters()) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for entry, path in _entries(tar, folder, seconds):
            if entry.isreg():
                with path.open("rb") as file:
                    tar.addfile(entry, file)
            else:
                tar.addfile(entry)
    _hold(archive, archive.stat().st_size / 1e6, ARCHIVE_AT_MOST)


def _entries(
    tar: tarfile.TarFile, folder: Path, seconds: int
) -> Iterator[tuple[tarfile.TarInfo, Path]]:
    """Everything in a folder by name, as nobody's files of one moment."""
    for path in [folder, *sorted(folder.rglob("*"))]:
        entry = tar.gettarinfo(path, path.relative_to(folder.parent).as_posix())
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = seconds
        entry.mode = 0o777 if entry.issym() else _rights(path)
        yield entry, path


def _filters() -> Sequence[dict[str, int]]:
    return [_CODE_OF_X86, _BEST] if platform.machine() in ("x86_64", "AMD64") else [_BEST]


def _rights(path: Path) -> int:
    """Whoever may run a file here may run it everywhere: masks differ from computer to computer."""
    return _PROGRAM if path.is_dir() or path.stat().st_mode & 0o100 else _FILE


def _hold(what: Path, weight: float, bound: float) -> None:
    if weight > bound:
        raise TooBig(f"{what.name} has {weight:.1f} MB; at most {bound:.0f} were promised")
    print(f"{what.name}: {weight:.1f} MB of {bound:.0f}")
