"""`pin set`: a manager's PIN. It needs no journal, so that the window may be open."""

import argparse
import sys

from pos_app.cli import phrases
from pos_app.cli.approving import approve, ask, people_of
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json
from pos_app.cli.run import guarded, place_of, profile_of
from pos_app.cli.speech import Refusal, Speech
from pos_app.cli.typed import add_json
from pos_app.domain.errors import SettingsUnavailable


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="set")
    given = what.add_parser("set", help="give a manager's PIN, a new one or another")
    given.add_argument("--name", type=_name, default="manager", help="as the journal keeps it")
    given.add_argument("--pin", default="", help="the new one; else it is asked for")
    given.add_argument("--approve", default="", metavar="PIN", help="of a manager who has one")
    add_json(given)


def _name(text: str) -> str:
    name = text.strip()
    if not name or not name.isprintable():
        raise ValueError(text)
    return name


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    people = people_of(options)
    approval = approve(options, people, options.approve) if people.has_manager else None
    pin = options.pin or _asked(options)
    try:
        place_of(options).prepare()
    except OSError as error:
        raise SettingsUnavailable(str(error)) from error
    people.give_pin(options.name, pin, approval)
    if options.json:
        print_json({"name": options.name})
    else:
        print(Speech(profile_of(options)).say(phrases.PIN_KEPT, options.name))
    return Exit.PAID


def _asked(options: argparse.Namespace) -> str:
    """Twice at a terminal, where nobody sees what was typed."""
    pin = ask(options, phrases.NEW_PIN)
    if sys.stdin.isatty() and ask(options, phrases.NEW_PIN_AGAIN) != pin:
        raise Refusal(phrases.PINS_DIFFER)
    return pin
