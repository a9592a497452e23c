"""The files of a run of tests lie in memory, where the system has such a place.

A journal has each sale written through to the disk, sixteen thousand tests over: on a disk that is
a fifth of their processor time and most of their waiting. No test cuts the power; what a kill
leaves is the same in memory, and what a disk loses is played by `tests/faults`. TMPDIR, where it is
set, is kept to. After a failure the files stay until the next run.
"""

import os
import shutil
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path

import pytest

_PLACE = Path("/dev/shm")  # of Linux; elsewhere nothing is like it
_NAME = "pos-"  # short: a socket's whole path has 108 bytes
_ENOUGH = 6_000_000_000  # bytes; a whole run leaves about a third of that
_WORKER = "PYTEST_XDIST_WORKER"


def _may_be_used() -> bool:
    if not hasattr(os, "ST_NOEXEC") or not os.access(_PLACE, os.W_OK):
        return False
    system = os.statvfs(_PLACE)
    is_large = system.f_bavail * system.f_frsize >= _ENOUGH and _memory_left() >= _ENOUGH
    return is_large and not system.f_flag & os.ST_NOEXEC  # tests write programs too


def _memory_left() -> int:
    """Returns bytes of memory that nobody uses. What lies in `_PLACE` takes of them."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 0


def _forget_earlier_runs() -> None:
    for folder in _PLACE.glob(f"{_NAME}*"):
        pid = folder.name.removeprefix(_NAME)
        if pid.isdecimal() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(folder, ignore_errors=True)  # of somebody else, maybe


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Chooses the place before anything asks for one; the processes of the run inherit it."""
    if _WORKER in os.environ or "TMPDIR" in os.environ or not _may_be_used():
        return
    _forget_earlier_runs()
    folder = _PLACE / f"{_NAME}{os.getpid()}"
    folder.mkdir(mode=0o711)  # a server of another person finds its own in it
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None  # what was found before
    config.option.basetemp = config.option.basetemp or str(folder / "t")
    config.stash[_FOLDER] = folder


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    folder = session.config.stash.get(_FOLDER, None)
    if folder and exitstatus == pytest.ExitCode.OK:
        # At the very end: multiprocessing has files of its own there, and removes them at -100.
        Finalize(None, shutil.rmtree, [folder], {"ignore_errors": True}, exitpriority=-200)


_FOLDER = pytest.StashKey[Path]()
