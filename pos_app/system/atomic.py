"""A file's new content is there whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o600  # the mode of a file that nobody else on this computer may read


def write_whole(
    path: Path, content: bytes, *, draft: Path | None = None, mode: int = PRIVATE
) -> None:
    """Puts the content in the place of what is there, from a draft in the same folder.

    After a power cut the file has the old content or the new one, and which is certain once
    `sync_folder` has returned. Raises OSError: then the old one is there.
    """
    draft = draft or path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)  # an old one would keep its permissions
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
    """A draft's name that no other program writes under at the same time."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")


def put_in_place(draft: Path, path: Path) -> None:
    """A file under another's name, in the same folder: durably, where its content is. Raises
    OSError."""
    os.replace(draft, path)  # noqa: PTH105 - over a file that is there, on Windows too
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """What its files are called is on the disk when this returns. Raises OSError."""
    if sys.platform == "win32":
        return  # where folders cannot be opened, and need not be
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
