"""`pin set`: a manager's PIN, which the journal is told of."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.approving import ask, managers_pin, people_of
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json
from pos_app.cli.run import guarded, profile_of, with_till
from pos_app.cli.speech import Refusal, Speech
from pos_app.cli.typed import add_json
from pos_app.domain.approval import new_pin

if TYPE_CHECKING:
    import argparse

    from pos_app.app import Open


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
    by = managers_pin(options, options.approve) if people_of(options).has_manager else None
    pin = new_pin(options.pin or _asked(options))

    async def work(opened: Open) -> Exit:
        approval = await opened.till.approve(by) if by else None
        await opened.till.managers.give_pin(options.name, pin, approval)
        return Exit.PAID

    done = with_till(options, work)
    if done is Exit.PAID:
        _tell(options)
    return done


def _tell(options: argparse.Namespace) -> None:
    if options.json:
        print_json({"name": options.name})
    else:
        print(Speech(profile_of(options)).say(phrases.PIN_KEPT, options.name))


def _asked(options: argparse.Namespace) -> str:
    """Twice at a terminal, where nobody sees what was typed."""
    pin = ask(options, phrases.NEW_PIN)
    if sys.stdin.isatty() and ask(options, phrases.NEW_PIN_AGAIN) != pin:
        raise Refusal(phrases.PINS_DIFFER)
    return pin
