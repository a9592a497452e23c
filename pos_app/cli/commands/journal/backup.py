"""`backup`: makes a verified copy of the journal. The window may stay open and go on selling."""

import argparse
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from pos_app.app.backup_service import copies_in, folder_of
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import copy_as_dict, print_json
from pos_app.cli.terminal import say
from pos_app.installation import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="else the one in the settings")
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    # Scripts that succeed must not pay for loading Qt's translator.
    from pos_app.cli import phrases  # noqa: PLC0415
    from pos_app.cli.texts import CliTexts, Refusal  # noqa: PLC0415
    from pos_app.words.backups import held_words, shortage_words  # noqa: PLC0415
    from pos_app.words.translate import joined  # noqa: PLC0415

    place = place_of(options)
    with reading(options) as db:
        if db is None:
            raise Refusal(phrases.NOTHING_TO_COPY)
    shop = settings.load(profile_of(options).settings)
    folder = options.to or folder_of(place, shop, training=options.training)
    copies = copies_in(place, folder)
    copy, room = copies.make(datetime.now(UTC)), copies.room()
    if options.json:
        print_json({**copy_as_dict(copy), "room": asdict(room)})
    else:
        texts = CliTexts(profile_of(options))
        say(texts.say(phrases.COPIED, copy.path, copy.sales))
        say(joined(held_words(room), shortage_words(room)))
    return Exit.PAID
