"""The room for copies: how much they take on their disk, and how much they may."""

import shutil
from pathlib import Path

from pos_app.domain.errors import BackupFailed
from pos_app.journal.copies.latest_copy import named_copies
from pos_app.ports.backups import CopyRoom

MOST = 8_000_000_000  # bytes of copies: a quarter of a usual stick


def room_in(folder: Path, till: str, journal: Path) -> CopyRoom:
    """Returns the room of a till's copies in this folder. The next copy will be as long as the
    journal is. Raises BackupFolderMissing, BackupFailed."""
    sizes = [copy.size for copy in named_copies(folder, till)]
    try:
        free, following = shutil.disk_usage(folder).free, journal.stat().st_size
    except OSError as error:
        raise BackupFailed(str(error)) from error
    return CopyRoom(len(sizes), sum(sizes), free, following)


def most_bytes(room: CopyRoom) -> int:
    """Returns how many bytes of copies leave the disk with room for the next ones."""
    return min(MOST, room.held + room.free - room.needed)
