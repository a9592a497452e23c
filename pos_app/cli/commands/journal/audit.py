"""`audit`: lists wrong PINs, PINs given and settings changed. Read-only, beside an open window.

It asks for no PIN: a person who can run a command as the till's user can read the journal's file
anyway.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import note_as_dict, print_json
from pos_app.cli.terminal import say
from pos_app.domain.business_day import business_day
from pos_app.journal.store import Reader

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pos_app.ports.journal import Noted


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", type=date.fromisoformat, metavar="2026-12-31", help="else all")
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    """Prints the notes, oldest first. Returns 0, also where there are none."""
    with reading(options) as db:
        told: Sequence[Noted] = Reader(db).notes() if db else ()
    told = _of_day(options, told)
    if options.json:
        print_json([note_as_dict(one) for one in told])
        return Exit.PAID
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415 - scripts need no words
    from pos_app.gateways.catalogue import BRANDS  # noqa: PLC0415
    from pos_app.words.audit import note_words  # noqa: PLC0415

    speech = CliTexts(profile_of(options))
    say(*(f"{speech.moment(one.at)}  {note_words(one.note, BRANDS)}" for one in told))
    return Exit.PAID


def _of_day(options: argparse.Namespace, told: Sequence[Noted]) -> Sequence[Noted]:
    if options.day is None:
        return told
    from pos_app.installation import settings  # noqa: PLC0415 - only with --day

    shop = settings.load(profile_of(options).settings)
    zone, starts = shop.zone, shop.day_starts_at
    return [one for one in told if business_day(one.at, zone, starts) == options.day]
