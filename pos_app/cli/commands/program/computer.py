"""`computer moved`, `computer another-till`: says what a profile from another computer is."""

import argparse
import asyncio
from datetime import UTC, datetime

from pos_app.app.backup_service import folder_of
from pos_app.app.moved_profile import Arrival
from pos_app.app.root import approve_without_till
from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.options import add_json, add_pin
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import print_json
from pos_app.cli.secrets_input import given_pin, people_of
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.domain.people.recovery_code import is_code
from pos_app.installation import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="moved|another-till")
    moved = what.add_parser("moved", help="continue here as the same till, and nowhere else")
    moved.set_defaults(act=Arrival.moved_now, said=phrases.MOVED)
    another = what.add_parser("another-till", help="another till, with its own journal and numbers")
    another.set_defaults(act=Arrival.another_till_now, said=phrases.ANOTHER_TILL)
    for one in (moved, another):
        add_pin(one)
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    place, people = place_of(options), people_of(options)
    arrival = Arrival(place, people, lambda: datetime.now(UTC))
    pin = given_pin(options, options.pin) if arrival.needs_pin_now() else ""
    if pin and not is_code(pin):
        shop = settings.load(profile_of(options).settings)
        copies = folder_of(place, shop, training=options.training)
        asyncio.run(approve_without_till(place, copies, people, pin))
    options.act(arrival, pin)
    if options.json:
        print_json({"till": place.known_till_id()})
    else:
        say(CliTexts(profile_of(options)).say(options.said))
    return Exit.PAID
