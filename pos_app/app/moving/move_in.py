"""Moves a till in: this computer becomes the till that was moved out into a file.

All of it is unpacked, verified and completed in a folder of its own first. One small file, the last
that is written there, decides: before it this computer has no till, after it the till is here, and
whoever opens it next ends what was cut short (`settle_in`).
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pos_app.app.moving.move_out import computer_name
from pos_app.app.moving.parcel import JOURNAL, Manifest, ParcelReader
from pos_app.app.moving.sealed_file import opened_parts
from pos_app.domain.audit_notes import MovedIn
from pos_app.domain.errors import (
    CopyUnusable,
    MoveFileUnusable,
    NoPassphraseYet,
    NoRoomForTill,
    ProfileDamaged,
)
from pos_app.installation.computer import settle_here
from pos_app.installation.credentials import Keys
from pos_app.installation.moved_out import ARRIVING, mark_file, mark_of
from pos_app.installation.profile import Profile
from pos_app.journal.copies.backup import checked
from pos_app.journal.copies.moved_copy import goes_on_from, has_sales, note_in, open_sales_in
from pos_app.journal.copies.restore import put_aside
from pos_app.journal.disk_failures import problem_of
from pos_app.journal.file_lock import Ownership
from pos_app.ports.moving.move import Arrived
from pos_app.ports.shop import SHOP_SETTINGS
from pos_app.system.atomic import sync_folder
from pos_app.system.private_files import FILE, FOLDER, write_privately

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pos_app.ports.backups import Copy
    from pos_app.ports.moving.move import MoveInOrder

_DECIDED = "complete"
# What a till that was moved out of here has left, and the one that comes back may not have.
_OLD = (
    "journal.made", "journal.head", "settings.toml", "people.json", "office.json",
    "office-accounts.json",
)  # fmt: skip


async def move_in(place: Profile, order: MoveInOrder, now: Callable[[], datetime]) -> Arrived:
    """Moves the till in; minutes long where its journal is large.

    Raises NoRoomForTill, MoveFileClosed for a wrong passphrase, MoveFileUnusable, JournalInUse,
    JournalUnavailable, KeyringUnavailable where its keys cannot be kept; then nothing has changed.
    """
    return await asyncio.to_thread(_move_in, place, order, now)


def arriving(place: Profile) -> Path:
    """Returns the folder in which a till is unpacked."""
    return place.root / ARRIVING


def settle_in(place: Profile) -> None:
    """Ends what was cut short after a till had arrived, where there is such. Raises JournalInUse,
    JournalUnavailable."""
    if not (arriving(place) / _DECIDED).exists():
        return
    owned = Ownership(place.lock)
    try:
        _settle(place)
    except OSError as error:
        raise problem_of(error) from error
    finally:
        owned.release()


# --- inside ---------------------------------------------------------------------------------------


def _move_in(place: Profile, order: MoveInOrder, now: Callable[[], datetime]) -> Arrived:
    try:
        place.prepare()
        settle_in(place)
        owned = Ownership(place.lock)
        try:
            _check_room(place)
            return _unpacked(place, order, now)
        finally:
            shutil.rmtree(_of_no_till(place), ignore_errors=True)
            owned.release()
    except OSError as error:
        raise problem_of(error) from error


def _unpacked(place: Profile, order: MoveInOrder, now: Callable[[], datetime]) -> Arrived:
    new = Profile(arriving(place))
    shutil.rmtree(new.root, ignore_errors=True)
    new.root.mkdir(mode=FOLDER)
    manifest = _take_out(order, new)
    copy = _verified(place, new, manifest)
    keys_in_file = _keep_keys(new, manifest, order.passphrase)
    note = MovedIn(computer=computer_name(), before=manifest.computer, by=manifest.by)
    note_in(new.journal, manifest.till, note, now)
    settle_here(new)
    open_sales = open_sales_in(new.journal)
    write_privately(new.root / _DECIDED, b"")
    _settle(place)
    return Arrived(manifest.till, manifest.shop, copy.sales, open_sales, keys_in_file)


def _of_no_till(place: Profile) -> Path:
    """Returns the folder, unless a till has arrived in it: then a path at which nothing is."""
    folder = arriving(place)
    return folder / "nothing" if (folder / _DECIDED).exists() else folder


def _check_room(place: Profile) -> None:
    """Raises NoRoomForTill. A till that was moved out of here may come back: see `_verified`."""
    if mark_of(place) is not None:
        return
    if has_sales(place.journal) or place.people.exists() or place.office.exists():
        raise NoRoomForTill("there are sales, people, or an office")
    if place.keys.exists() or _is_set_up(place):
        raise NoRoomForTill("there are settings of a shop")


def _is_set_up(place: Profile) -> bool:
    """Tells whether the settings are a shop's, and not only how a window looks."""
    if not place.settings.exists():
        return False
    try:
        known = tomllib.loads(place.settings.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NoRoomForTill("there are settings that cannot be read") from error
    shop = known.pop("shop", {})
    looks = {name for name, row in SHOP_SETTINGS.items() if not row.guarded}
    return bool(known) or not isinstance(shop, dict) or bool(set(shop) - looks)


def _take_out(order: MoveInOrder, new: Profile) -> Manifest:
    """Writes every file durably. Raises OSError, MoveFileClosed, MoveFileUnusable."""
    with order.file.open("rb") as reading:
        parcel = ParcelReader(opened_parts(reading, order.passphrase))
        for name, content in parcel.files():
            _write(new.root / name, content)
    sync_folder(new.root)
    return parcel.manifest


def _write(path: Path, contents: Iterator[bytes]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE)
    with os.fdopen(handle, "wb") as writing:
        for content in contents:
            writing.write(content)
        writing.flush()
        os.fsync(writing.fileno())


def _verified(place: Profile, new: Profile, manifest: Manifest) -> Copy:
    """Verifies the journal from its first event to its last. Raises MoveFileUnusable,
    NoRoomForTill."""
    try:
        copy = checked(new.journal)
        if new.known_till_id() != manifest.till or copy.till != manifest.till:
            raise MoveFileUnusable("its parts are of different tills")
        if copy.head.hash != manifest.head:
            raise MoveFileUnusable("its journal is another one")
        comes_back = place.known_till_id() == manifest.till
        if mark_of(place) is not None and not (
            comes_back and goes_on_from(new.journal, place.journal)
        ):
            raise NoRoomForTill("another till was moved out of here, or it is an older file")
    except (CopyUnusable, ProfileDamaged) as error:
        raise MoveFileUnusable(str(error)) from error
    return copy


def _keep_keys(new: Profile, manifest: Manifest, passphrase: str) -> bool:
    """Keeps them as this computer keeps keys, and tells whether that is in a file: it gets the
    passphrase of the move. Raises KeyringUnavailable, SettingsUnavailable, BadInput."""
    keys = Keys(manifest.till, new.keys, environment={})
    for name, secret in manifest.keys.items():
        provider, _, rest = name.partition(".")
        try:
            keys.keep(provider, rest, secret)
        except NoPassphraseYet:
            keys.unlock(passphrase)
            keys.keep(provider, rest, secret)
    return new.keys.exists()


def _settle(place: Profile) -> None:
    """Brings each file to its place; again and again with the same end. Raises OSError."""
    folder = arriving(place)
    if (folder / JOURNAL).exists():  # it goes first: until then nothing of the new till is there
        put_aside(place.journal, _at_of(folder))
        for name in _OLD:
            if not (folder / name).exists():
                (place.root / name).unlink(missing_ok=True)
        os.replace(folder / JOURNAL, place.journal)  # noqa: PTH105 - on Windows too
    for file in sorted(folder.iterdir()):
        if file.name != _DECIDED and file.is_file():
            os.replace(file, place.root / file.name)  # noqa: PTH105 - over one that is there
    sync_folder(place.root)
    mark_file(place).unlink(missing_ok=True)
    sync_folder(place.root)
    (folder / _DECIDED).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _at_of(folder: Path) -> datetime:
    """Returns when the till arrived: so a second try gives the journal aside the same name."""
    return datetime.fromtimestamp((folder / _DECIDED).stat().st_mtime, UTC)
