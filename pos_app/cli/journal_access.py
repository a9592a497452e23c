"""Opens the journal for commands that only read, and finds the sale that `ID|NUMBER` names."""

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.terminal import complain
from pos_app.domain.errors import JournalMissing
from pos_app.domain.money import Money, parse_amount
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.journal.checks.last_shown import Shown
from pos_app.journal.checks.opening_checks import was_made
from pos_app.journal.database_file import read_journal
from pos_app.journal.disk_failures import problem_of_reading
from pos_app.journal.sqlite_library import Database
from pos_app.journal.store import Reader


@contextmanager
def reading(options: argparse.Namespace, *, as_found: bool = False) -> Iterator[Database | None]:
    """Opens the profile's journal, or yields None where none was ever made. `as_found` is for
    commands that report what is wrong with the file."""
    place = place_of(options)
    db = _opened(place, profile_of(options), as_found=as_found)
    try:
        yield db
    except sqlite3.DatabaseError as error:
        raise problem_of_reading(error) from error
    finally:
        if db:
            db.close()


def _opened(place: Profile, profile: Profile, *, as_found: bool) -> Database | None:
    path = place.journal
    try:
        if path.exists():
            return read_journal(path, partial(_say_read_only, path, profile), as_found=as_found)
        if was_made(path):
            raise JournalMissing(str(path))
        Shown(path, place.backups, place.known_till_id()).check_there()
    except (sqlite3.DatabaseError, OSError) as error:
        raise problem_of_reading(error) from error
    return None


@cache
def _say_read_only(path: Path, profile: Profile) -> None:
    """Prints once, on standard error, that the disk is read-only: the journal itself is sound."""
    from pos_app.cli import phrases  # noqa: PLC0415 - seldom, and Qt's translator with it
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415

    complain(CliTexts(profile).say(phrases.READ_ONLY, path.parent))


def find(reader: Reader, wanted: str) -> Sale | None:
    """Finds a sale by its number as printed on slips, or by its id."""
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() else None
    # An id may be all digits, and is longer than any number of a sale.
    by_number = reader.sale_with_number(number) if number and len(wanted) < _AN_ID else None
    return by_number or reader.sale(wanted)


_AN_ID = 16  # characters


def named_sale(options: argparse.Namespace) -> Sale:
    """Returns the sale that the command's `ID|NUMBER` names. Raises Refusal."""
    return sale_called(options, options.sale)


def sale_called(options: argparse.Namespace, wanted: str) -> Sale:
    """Returns the sale of this number, or of this id. Raises Refusal."""
    with reading(options) as db:
        sale = find(Reader(db), wanted) if db else None
    if sale is None:
        # A read-only command must not pay for loading Qt's translator.
        from pos_app.cli import phrases  # noqa: PLC0415
        from pos_app.cli.texts import Refusal  # noqa: PLC0415

        raise Refusal(phrases.NO_SUCH_SALE, wanted)
    return sale


def amount_of(options: argparse.Namespace, sale: Sale) -> Money | None:
    """Parses `--amount` in the sale's currency. Raises BadInput."""
    return parse_amount(options.amount, sale.amount.currency) if options.amount else None
