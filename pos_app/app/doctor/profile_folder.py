"""Checks of the profile's folder: its settings, who may read it, its disk and its speed."""

import os
import shutil
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import uuid4

from pos_app.app.doctor.check import apart, broken, noted, warning, well
from pos_app.installation import settings
from pos_app.installation.profile import Profile
from pos_app.ports.doctor.findings import Diagnosis, Sign, Subject

_PAGE = 4096  # bytes: what a commit of a small sale makes durable, at the least
_TIMES = 5
# Milliseconds for one durable page. A charge waits for two of them before it leaves; a disk that
# turns takes 8 to 30.
_SLOW = 100
_MB = 1_000_000
# Bytes besides three journals: the file, its log, and the copy that is being made of it.
_SPARE = 200 * _MB
_COPIES_OF_IT = 2
# Kinds of disk (proc(5), mountinfo) in another computer: SQLite's locks may not hold there.
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "fuse.davfs"}
)
_MOUNTS = Path("/proc/self/mountinfo")
_KIND_AFTER = "-"
_WINDOWS_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW


async def shop_settings(profile: Profile) -> Sequence[Diagnosis]:
    """Raises BadInput for settings that cannot be used."""
    if not await apart(profile.settings.exists):
        return [noted(Subject.SETTINGS, Sign.SETTINGS_NONE)]
    await apart(lambda: settings.load(profile.settings))
    return [well(Subject.SETTINGS, Sign.SETTINGS)]


async def folder(profile: Profile) -> Sequence[Diagnosis]:
    return [await apart(lambda: _folder(profile.root))]


def _folder(root: Path) -> Diagnosis:
    where = short(root)
    if not root.is_dir():
        return noted(Subject.PROFILE, Sign.PROFILE_NONE, where)
    if not _can_write(root):
        return broken(Subject.PROFILE, Sign.PROFILE_READ_ONLY, where)
    if is_remote(root):
        return warning(Subject.PROFILE, Sign.PROFILE_NETWORK, where)
    if os.name == "posix" and root.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return warning(Subject.PROFILE, Sign.PROFILE_OPEN, where)
    return well(Subject.PROFILE, Sign.PROFILE, where)


def _can_write(root: Path) -> bool:
    """Tries it: permissions do not tell what a full or read-only disk says."""
    probe = _probe(root)
    try:
        probe.touch(mode=0o600)
    except OSError:
        return False
    probe.unlink()
    return True


def _probe(folder_: Path) -> Path:
    return folder_ / f".doctor-{uuid4().hex[:8]}"


def is_remote(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Returns whether a path lies on another computer's disk, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows alone

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.resolve().anchor) == _WINDOWS_REMOTE)
    if not mounts.exists():
        return False
    target, found, kind = path.resolve(), -1, ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        words = line.split()
        at = Path(words[4].replace("\\040", " "))
        if target.is_relative_to(at) and len(at.parts) >= found:
            found, kind = len(at.parts), words[words.index(_KIND_AFTER, 6) + 1]
    return kind in _REMOTE


async def room(profile: Profile) -> Sequence[Diagnosis]:
    def look() -> Diagnosis:
        there = nearest(profile.root)
        size = profile.journal.stat().st_size if profile.journal.exists() else 0
        free, need = shutil.disk_usage(there).free, _SPARE + _COPIES_OF_IT * size
        make, fact = (warning, Sign.ROOM_LOW) if free < need else (well, Sign.ROOM)
        return make(Subject.ROOM, fact, free // _MB, need // _MB)

    return [await apart(look)]


async def speed(of: Path) -> Sequence[Diagnosis]:
    """Measures how long a disk takes to make one page durable: each sale waits for that."""
    where = short(of)

    def look() -> Diagnosis:
        if not of.is_dir():
            return noted(Subject.DISK, Sign.NOT_TOLD, about=where)
        try:
            took = _milliseconds(of)
        except OSError as error:
            why = os.strerror(error.errno or 0)
            return broken(Subject.DISK, Sign.DISK_REFUSES, why, about=where)
        make, fact = (warning, Sign.DISK_SLOW) if took > _SLOW else (well, Sign.DISK)
        return make(Subject.DISK, fact, max(1, round(took)), _SLOW, about=where)

    return [await apart(look)]


def _milliseconds(where: Path) -> float:
    """Returns the median of some durable writes. Raises OSError."""
    probe, took = _probe(where), []
    number = os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        for _ in range(_TIMES):
            began = perf_counter()
            os.write(number, bytes(_PAGE))
            os.fsync(number)
            took.append((perf_counter() - began) * 1000)
    finally:
        os.close(number)
        probe.unlink()
    return median(took)


def nearest(path: Path) -> Path:
    """Returns the path, or the nearest folder above it that is there."""
    return next(one for one in (path, *path.parents) if one.exists())


def short(path: Path) -> str:
    """Returns a path without the name of whoever uses this computer."""
    with suppress(ValueError, RuntimeError):
        return str(Path("~") / path.absolute().relative_to(Path.home()))
    return str(path)
