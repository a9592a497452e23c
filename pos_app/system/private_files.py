"""Reads and writes files that other users of this computer cannot read (mode 0600, umask)."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from pos_app.system.atomic import PRIVATE, sync_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE, FOLDER = PRIVATE, 0o700
LONGEST = 1_000_000  # bytes: a thousand people, or accounts, take less
_DO_NOT_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def keep_to_ourselves() -> None:
    """Sets the umask, so that new files are for this user only. On Windows a user's folders are
    anyway."""
    os.umask(0o777 & ~FOLDER)


class NoFileOfOursError(OSError):
    """The path is no regular file, or far longer than any that we write."""


def read_small(path: Path) -> bytes:
    """Reads a whole file of ours, whatever lies at its path: it does not wait for a pipe, and of an
    endless one it reads no more than makes sense. Raises FileNotFoundError, OSError."""
    handle = os.open(path, os.O_RDONLY | _DO_NOT_WAIT)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NoFileOfOursError(f"{path}: it is no file")
    with os.fdopen(handle, "rb") as file:
        content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise NoFileOfOursError(f"{path}: it is too long")
    return content


def write_privately(path: Path, content: bytes) -> None:
    """Writes durably over an existing file. Raises OSError."""
    write_whole(path, content)
    sync_folder(path.parent)


def close_to_others(folder: Path, files: Iterable[Path]) -> None:
    """Takes other users' permissions away. Raises OSError.

    A folder that all may write to (`/tmp`) is not ours to close.
    """
    if sys.platform == "win32":
        return
    if not folder.stat().st_mode & stat.S_ISVTX:
        _close(folder, FOLDER)
    for file in files:
        if file.is_file():
            _close(file, FILE)


def _close(path: Path, most: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & ~most and path.stat().st_uid == os.getuid():
        path.chmod(mode & most)
