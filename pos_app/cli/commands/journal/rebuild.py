"""`rebuild`: makes the journal's rows again from its events, after another program changed them."""

import argparse
import asyncio
from datetime import UTC, datetime

from pos_app.app.backup_service import folder_of
from pos_app.app.restore_service import LocalRestore
from pos_app.app.root import approve_without_till
from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.options import add_json, add_pin
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import print_json
from pos_app.cli.secrets_input import managers_pin, people_of
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.installation import settings
from pos_app.ports.backups import Rebuilding


def arguments(parser: argparse.ArgumentParser) -> None:
    add_pin(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    place, shop = place_of(options), settings.load(profile_of(options).settings)
    folder = folder_of(place, shop, training=options.training)
    people = people_of(options)
    pin = managers_pin(options, options.pin) if people.has_manager else ""
    if pin:
        asyncio.run(approve_without_till(place, folder, people, pin))
    done = LocalRestore(place, folder, people, lambda: datetime.now(UTC)).rebuild_now(pin)
    if options.json:
        print_json({**vars(done), "put_aside": done.put_aside or None})
    else:
        say(*_sentences(CliTexts(profile_of(options)), done))
    return Exit.PAID


def _sentences(speech: CliTexts, done: Rebuilding) -> list[str]:
    if not done.problems:
        return [speech.say(phrases.NOTHING_TO_REBUILD)]
    return [
        speech.say(phrases.REBUILT, done.events, done.sales),
        speech.say(phrases.AS_IT_WAS, done.put_aside),
    ]
