"""Moves the till out: into one encrypted file, after which this computer sells nothing any more.

No till is open meanwhile, so that nothing is written after the journal's copy. The order of the
steps is such that never two computers can sell, and never none, wherever this dies:

1. The note *moved out* stands in the journal, and so in the copy.
2. The file is written as a draft, all but its seal, is durable, and is read back whole. Nobody can
   open it.
3. The mark in the profile is durable: it closes this till, and has the seal.
4. The seal is written, and the draft gets its name. Where this dies in between, the next look at
   the mark ends it (`complete`).

So a file that opens means that the till it came from is closed. Before step 3 this computer goes on
selling, as if nothing had been; after it the till goes on where the file is taken, or a manager
takes it back.

A mebibyte is in memory at a time, however long the journal is; the disk needs room for it twice.
"""

from __future__ import annotations

import asyncio
import os
import platform
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.app.backup_service import folder_of
from pos_app.app.moving.parcel import JOURNAL, Manifest, ParcelReader, content_of, small_files
from pos_app.app.moving.sealed_file import SealedWriter, opened_parts, sha256_of
from pos_app.domain.audit_notes import MovedOut
from pos_app.domain.errors import (
    BadInput,
    Field,
    FileNotWritten,
    InputProblem,
    MoveFileUnusable,
)
from pos_app.domain.people.approval import ManagerOnly
from pos_app.domain.text.typed_text import clean
from pos_app.gateways.catalogue import METHODS
from pos_app.installation import settings
from pos_app.installation.accounts import secret_names
from pos_app.installation.moved_out import (
    MovedOutMark,
    check_not_moved,
    end_mark,
    keep_mark,
    mark_of,
)
from pos_app.installation.pin_file import People
from pos_app.journal.checks.last_shown import Shown
from pos_app.journal.checks.schema_check import migration_names
from pos_app.journal.copies.moved_copy import copy_to_move
from pos_app.journal.file_lock import Ownership
from pos_app.journal.thread import JournalThread
from pos_app.ports.moving.move import LEAST_PASSPHRASE, MovedAway, MoveFile, MoveOutOrder
from pos_app.system.atomic import PRIVATE, put_in_place, sync_folder
from pos_app.till.approval.approvals import Approvals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from pos_app.installation.credentials import Keys
    from pos_app.installation.profile import Profile
    from pos_app.ports.backups import Copy

_BINARY = getattr(os, "O_BINARY", 0)
_OF_OFFICE = ("office.token", "office.earlier_token")


def computer_name() -> str:
    """Returns this computer's name, for people."""
    return clean(platform.node()).strip()[:64] or "?"


def check_passphrase(passphrase: str) -> None:
    """Raises BadInput for one that is too short."""
    if len(passphrase.strip()) < LEAST_PASSPHRASE:
        raise BadInput(Field.PASSPHRASE, InputProblem.PASSPHRASE_TOO_SHORT, str(LEAST_PASSPHRASE))


async def move_out(
    place: Profile, order: MoveOutOrder, keys: Keys, now: Callable[[], datetime], pin: str = ""
) -> MovedAway:
    """Moves the till into the file; minutes long where the journal is large. `pin` is a manager's,
    where the order names nobody who has allowed it.

    Raises BadInput, NotApproved, PassphraseNeeded and KeyringSilent where the keys cannot be read,
    TillMovedOut, JournalInUse, JournalUnavailable, JournalDamaged, BackupFailed, FileNotWritten:
    then this till sells on. Where only the last step fails, in FileNotWritten, it is closed, and
    `complete` goes on from there.
    """
    check_passphrase(order.passphrase)
    secrets = await asyncio.to_thread(keys.kept, [*secret_names(METHODS), *_OF_OFFICE])
    owned = Ownership(place.lock)
    try:
        check_not_moved(place)
        file = order.file.absolute()
        if file.exists():
            raise FileNotWritten(f"{file} is there already")
        by = await _noted(place, replace(order, file=file), now, pin)
        known = replace(order, file=file, by=by)
        return await asyncio.to_thread(_moved_out, place, known, secrets, now())
    finally:
        owned.release()


def complete(place: Profile) -> MoveFile:
    """Ends what was cut short after the mark, and looks at the file. Raises OSError,
    ProfileDamaged."""
    mark = mark_of(place)
    if mark is None:
        return MoveFile.AWAY
    file = _path(mark)
    if file.is_file():
        return MoveFile.WHOLE if _is(file, mark) else MoveFile.CHANGED
    draft = _draft(file)
    if not draft.is_file():
        return MoveFile.AWAY
    _seal(draft, mark)
    if not _is(draft, mark):
        return MoveFile.CHANGED
    put_in_place(draft, file)
    return MoveFile.WHOLE


def moved_away(mark: MovedOutMark) -> MovedAway:
    return MovedAway(_path(mark), mark.sha256, mark.size, mark.by, mark.at)


# --- inside ---------------------------------------------------------------------------------------


async def _noted(place: Profile, order: MoveOutOrder, now: Callable[[], datetime], pin: str) -> str:
    """Writes the note, and returns who allowed it. Raises NotApproved, JournalUnavailable,
    JournalDamaged."""
    shop = settings.load(place.settings)
    till = place.known_till_id()
    shown = Shown(place.journal, folder_of(place, shop, training=False), till)
    journal = await JournalThread.open(place.journal, till, now, shown=shown)
    try:
        people = People(place.people, training=False)
        managers = Approvals(people, journal, now, asyncio.get_running_loop().time)
        approval = await managers.approve(pin) if pin else None
        by = order.by or await managers.allow(ManagerOnly.MOVE_OUT, approval)
        await journal.note(MovedOut(computer=computer_name(), file=order.file.name, by=by))
        return by
    finally:
        await journal.close()


def _moved_out(
    place: Profile, order: MoveOutOrder, secrets: Mapping[str, str], at: datetime
) -> MovedAway:
    draft, copied = _draft(order.file), place.root / "moving-out.sqlite3"
    try:
        copy = copy_to_move(place.journal, copied)
        manifest = _manifest(place, order, copy, secrets, at)
        mark = _written(place, manifest, copied, order)
        _read_back(draft, manifest, copied, order.passphrase, bytes.fromhex(mark.seal))
        _close_this_till(place, mark)
    except OSError as error:
        raise FileNotWritten(str(error)) from error
    finally:
        _forget(copied)
        if mark_of(place) is None:
            _forget(draft)
    try:
        if complete(place) is not MoveFile.WHOLE:
            raise FileNotWritten(f"{order.file}: it is not as it was written")
    except OSError as error:
        raise FileNotWritten(str(error)) from error
    return moved_away(mark)


def _close_this_till(place: Profile, mark: MovedOutMark) -> None:
    try:
        keep_mark(place, mark)
    except OSError:
        end_mark(place)  # it may be there, and not for certain
        raise


def _manifest(
    place: Profile, order: MoveOutOrder, copy: Copy, secrets: Mapping[str, str], at: datetime
) -> Manifest:
    sizes = {file.name: file.stat().st_size for file in small_files(place)}
    shop = settings.load(place.settings)
    return Manifest(
        till=place.known_till_id(),
        shop=f"{shop.name} · {shop.till}",
        computer=computer_name(),
        by=order.by,
        at=at.astimezone(UTC).isoformat(),
        head=copy.head.hash,
        sizes={**sizes, JOURNAL: copy.path.stat().st_size},
        keys=secrets,
        schema=migration_names(),
    )


def _written(place: Profile, manifest: Manifest, copied: Path, order: MoveOutOrder) -> MovedOutMark:
    """Writes the draft durably, and returns the mark for it. Raises OSError."""
    draft = _draft(order.file)
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE)
    with os.fdopen(handle, "wb") as writing:
        sealed = SealedWriter(writing, order.passphrase)
        sealed.write(manifest.to_bytes())
        for name in manifest.sizes:
            with (copied if name == JOURNAL else place.root / name).open("rb") as reading:
                for content in content_of(reading):
                    sealed.write(content)
        seal = sealed.finish()
        _sync(writing)
    sync_folder(draft.parent)
    return MovedOutMark(
        file=str(order.file),
        sha256=sealed.sha256,
        size=sealed.size,
        seal=seal.hex(),
        by=order.by,
        at=manifest.at,
    )


def _read_back(draft: Path, manifest: Manifest, copied: Path, passphrase: str, seal: bytes) -> None:
    """Opens the draft as the other computer will, from the disk where the system allows that.
    Raises FileNotWritten, OSError."""
    try:
        with draft.open("rb") as reading:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(reading.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            parcel = ParcelReader(opened_parts(reading, passphrase, seal))
            found = {name: sha256_of(content) for name, content in parcel.files()}
    except MoveFileUnusable as error:
        raise FileNotWritten(f"{draft}: {error}") from error
    with copied.open("rb") as reading:
        is_whole = found[JOURNAL] == sha256_of(content_of(reading))
    if parcel.manifest.to_bytes() != manifest.to_bytes() or not is_whole:
        raise FileNotWritten(f"{draft}: it does not read as it was written")


def _seal(draft: Path, mark: MovedOutMark) -> None:
    """Writes the seal where it belongs, also over a part of one. Raises OSError."""
    seal = bytes.fromhex(mark.seal)
    if draft.stat().st_size < mark.size - len(seal):
        return  # cut off by somebody else
    with draft.open("r+b") as writing:
        writing.seek(mark.size - len(seal))
        writing.write(seal)
        writing.truncate()
        _sync(writing)


def _is(file: Path, mark: MovedOutMark) -> bool:
    if file.stat().st_size != mark.size:
        return False
    with file.open("rb") as reading:
        return sha256_of(content_of(reading)) == mark.sha256


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _path(mark: MovedOutMark) -> Path:
    return Path(mark.file)


def _draft(file: Path) -> Path:
    return file.with_name(f"{file.name}.part")


def _forget(file: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):  # a stick that was pulled out
            file.with_name(file.name + ending).unlink()
