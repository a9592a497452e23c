"""The copy of a journal that is kept before this version of the program brings it up to date.

It lies beside the journal: the folder for copies may be a stick that is not plugged in. Its name
says of which schema it is and which event is its last, so that an upgrade that was cut short finds
the copy that it made.
"""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pos_app.domain.errors import CopyUnusable, JournalNotCopied
from pos_app.journal.checks.schema_check import pending_of
from pos_app.journal.copies.backup import copy_pages, last_event, sync
from pos_app.journal.database_file import looked_into
from pos_app.journal.disk_failures import Strange
from pos_app.ports.journal import Head

_KEPT = 2  # copies: a journal may take a gigabyte, and an upgrade is seldom
_NAME = re.compile(r"before-upgrade-from-(\d{3})-event-(\d+)\.sqlite3")


def keep_before_upgrade(journal: Path) -> Path | None:
    """Copies an older journal, durably, and returns the copy; None where there is nothing to bring
    up to date.

    Raises JournalNotCopied, CopyUnusable, sqlite3.Error, OSError; then the journal is as it was.
    """
    if not journal.exists() or not journal.stat().st_size:
        return None
    with looked_into(journal) as db:
        version = pending_of(db)
    if version is None:
        return None
    _, head = last_event(journal)
    name = f"{journal.stem}-before-upgrade-from-{version:03}-event-{head.number}.sqlite3"
    target = journal.with_name(name)
    if not _is_whole(target, head):
        _copy(journal, target, head)
    _thin_out(journal, target)
    return target


def kept_before_upgrades(journal: Path) -> Sequence[Path]:
    """Returns the copies that upgrades have left beside the journal, the latest first."""
    found = journal.parent.glob(f"{journal.stem}-before-upgrade-from-*.sqlite3")
    places = {path: _place(journal, path) for path in found}
    return sorted((path for path in places if places[path]), key=lambda one: places[one])[::-1]


def _copy(journal: Path, target: Path, head: Head) -> None:
    draft = target.with_suffix(".part")
    try:
        copy_pages(journal, draft)
        if not _is_whole(draft, head):
            raise Strange(f"{draft.name}: the copy is not as the journal is")
        draft.replace(target)
        sync(target.parent)
    except (sqlite3.Error, OSError) as error:
        raise JournalNotCopied(str(error)) from error
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                draft.with_name(draft.name + ending).unlink()


def _is_whole(copy: Path, head: Head) -> bool:
    try:
        return copy.exists() and last_event(copy)[1] == head
    except CopyUnusable:
        return False


def _thin_out(journal: Path, latest: Path) -> None:
    """Deletes what upgrades long ago have left."""
    for old in kept_before_upgrades(journal)[_KEPT:]:
        if old != latest:
            with suppress(OSError):  # the next upgrade tries again
                old.unlink()


def _place(journal: Path, path: Path) -> tuple[int, int]:
    told = _NAME.fullmatch(path.name.removeprefix(f"{journal.stem}-"))
    return (int(told[1]), int(told[2])) if told else (0, 0)
