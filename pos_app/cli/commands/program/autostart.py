"""`autostart on|off|show`: whether the till opens when somebody signs in to this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.options import add_json
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import print_json
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.installation import autostart

if TYPE_CHECKING:
    import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="on|off|show")
    on = what.add_parser(
        "on", help="open the till at each sign-in; --kiosk before it fills the screen"
    )
    off = what.add_parser("off", help="do not")
    show = what.add_parser("show", help="what this computer does at the next sign-in")
    for one, wanted in ((on, True), (off, False), (show, None)):
        one.set_defaults(wanted=wanted)
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    if options.wanted is None:
        is_on = autostart.is_on()
    else:
        is_on = autostart.turn(options.profile, on=options.wanted, kiosk=options.kiosk)
    if options.json:
        print_json({"autostart": is_on})
    else:
        phrase = phrases.STARTS_ITSELF if is_on else phrases.STARTS_NOT
        say(CliTexts(profile_of(options)).say(phrase))
    return Exit.PAID
