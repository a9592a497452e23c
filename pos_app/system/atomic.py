"""Writes a file atomically: after a crash it has its old content or the new, never a part."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o600  # mode of a file that only its owner can read


def write_whole(
    path: Path, content: bytes, *, draft: Path | None = None, mode: int = PRIVATE
) -> None:
    """Replaces a file's content, by way of a draft in the same folder.

    After a power cut the file has the old content or the new one; it is the new one for certain
    once `sync_folder` has returned. Raises OSError, and then the file has its old content; so for a
    device or a pipe, which a file would take the place of.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "this is a device or a pipe, not a file", str(path))
    draft = draft or path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)  # an old draft would keep its permissions
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)  # noqa: PTH105 - over a file that is there, on Windows too
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def draft_of_ours(path: Path) -> Path:
    """Returns a draft's name that no other program writes to at the same time."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")


def put_in_place(draft: Path, path: Path) -> None:
    """Renames a file within its folder, durably, over another. Raises OSError."""
    os.replace(draft, path)  # noqa: PTH105 - over a file that is there, on Windows too
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable on the disk. Raises OSError."""
    if sys.platform == "win32":
        return  # Windows cannot open folders, and need not
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
