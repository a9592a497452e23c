"""`pin set`, `pin remove`: who has a PIN, which the journal is told of."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.approving import ask, managers_pin, people_of
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json
from pos_app.cli.run import guarded, profile_of, with_till
from pos_app.cli.speech import Refusal, Speech
from pos_app.cli.terminal import say
from pos_app.cli.typed import add_json
from pos_app.domain.approval import new_pin
from pos_app.domain.people import Role

if TYPE_CHECKING:
    import argparse

    from pos_app.app import Open


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="set|remove")
    given = what.add_parser("set", help="give somebody's PIN, a new one or another")
    given.set_defaults(work=_set)
    given.add_argument("--name", type=_name, default="manager", help="as the journal keeps it")
    given.add_argument("--role", type=Role, choices=tuple(Role), default=Role.MANAGER)
    given.add_argument("--pin", default="", help="the new one; else it is asked for")
    given.add_argument("--approve", default="", metavar="PIN", help="of a manager who has one")
    add_json(given)
    gone = what.add_parser("remove", help="this person's PIN is good no more")
    gone.set_defaults(work=_remove)
    gone.add_argument("--name", type=_name, required=True)
    gone.add_argument("--approve", default="", metavar="PIN", help="of a manager")
    add_json(gone)


def _name(text: str) -> str:
    name = text.strip()
    if not name or not name.isprintable():
        raise ValueError(text)
    return name


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.work(options))


def _set(options: argparse.Namespace) -> Exit:
    by = managers_pin(options, options.approve) if people_of(options).has_manager else None
    pin = new_pin(options.pin or _asked(options))

    async def work(opened: Open) -> Exit:
        approval = await opened.till.approve(by) if by else None
        await opened.till.managers.give_pin(options.name, pin, approval, options.role)
        return Exit.PAID

    done = with_till(options, work)
    if done is Exit.PAID:
        _tell(options, phrases.PIN_KEPT)
    return done


def _remove(options: argparse.Namespace) -> Exit:
    by = managers_pin(options, options.approve)

    async def work(opened: Open) -> Exit:
        await opened.till.managers.remove(options.name, await opened.till.approve(by))
        return Exit.PAID

    done = with_till(options, work)
    if done is Exit.PAID:
        _tell(options, phrases.PIN_REMOVED)
    return done


def _tell(options: argparse.Namespace, phrase: str) -> None:
    if options.json:
        print_json({"name": options.name})
    else:
        say(Speech(profile_of(options)).say(phrase, options.name))


def _asked(options: argparse.Namespace) -> str:
    """Twice at a terminal, where nobody sees what was typed."""
    pin = ask(options, phrases.NEW_PIN)
    if sys.stdin.isatty() and ask(options, phrases.NEW_PIN_AGAIN) != pin:
        raise Refusal(phrases.PINS_DIFFER)
    return pin
