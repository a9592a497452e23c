"""Files that nobody else on this computer may read, from their first byte on."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def keep_to_ourselves() -> None:
    """What this process makes from now on is for nobody else. On Windows a user's folders are."""
    os.umask(0o777 & ~FOLDER)


def write_privately(path: Path, content: bytes) -> None:
    """Durably, over what is there. Raises OSError."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)  # an old one would keep its permissions
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)  # noqa: PTH105 - over a file that is there, on Windows too


def close_to_others(folder: Path, files: Iterable[Path]) -> None:
    """What others could read until now, they cannot any more. Raises OSError.

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
