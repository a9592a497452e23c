"""The mark of a till that was moved out: while it lies in the profile, this till sells nothing.

It is durable before the file of the moved till can be opened by anybody, whatever dies: the seal,
without which that file stays closed, is in the mark first. See `app/moving/move_out.py`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from pos_app.domain.errors import ProfileDamaged, TillMovedOut
from pos_app.system.atomic import sync_folder
from pos_app.system.private_files import read_small, write_privately

if TYPE_CHECKING:
    from pathlib import Path

    from pos_app.installation.profile import Profile

ARRIVING = "moving-in"  # the folder of a profile in which a till that moves in is unpacked


@dataclass(frozen=True)
class MovedOutMark:
    """The file that the till is in, with its SHA-256 and its size, and what ends it."""

    file: str
    sha256: str
    size: int  # bytes, with the seal
    seal: str  # hexadecimal
    by: str
    at: str  # ISO 8601, UTC


def mark_file(place: Profile) -> Path:
    return place.root / "moved-out.json"


def mark_of(place: Profile) -> MovedOutMark | None:
    """Returns the mark; None for a till that is here. Raises ProfileDamaged: a mark that cannot be
    read is one all the same."""
    file = mark_file(place)
    try:
        known = json.loads(read_small(file))
        mark = MovedOutMark(**{one.name: known[one.name] for one in fields(MovedOutMark)})
        bytes.fromhex(mark.seal)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise ProfileDamaged(str(file)) from error
    return mark


def check_not_moved(place: Profile) -> None:
    """Raises TillMovedOut, ProfileDamaged."""
    if mark := mark_of(place):
        raise TillMovedOut(mark.file)


def keep_mark(place: Profile, mark: MovedOutMark) -> None:
    """Writes it durably: from here on this till is closed. Raises OSError."""
    write_privately(mark_file(place), json.dumps(asdict(mark), indent=1).encode())


def end_mark(place: Profile) -> None:
    """Takes it away: the till sells here again. Raises OSError."""
    mark_file(place).unlink(missing_ok=True)
    sync_folder(place.root)
