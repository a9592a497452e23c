"""`pin set|remove|code|recover`: gives and removes PINs, and makes and uses the recovery code.

The journal notes each change. With the recovery code a manager gets a PIN again where no PIN is
valid any more.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.options import add_json
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json
from pos_app.cli.secrets_input import ask, first_or_managers_pin, managers_pin
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.people.pins import new_pin
from pos_app.domain.people.recovery_code import in_groups
from pos_app.domain.people.roles import Role

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="set|remove|code|recover")
    given = what.add_parser("set", help="give a person a new PIN")
    given.set_defaults(work=_set)
    given.add_argument("--name", type=_name, default="manager", help="as it stands in the journal")
    given.add_argument("--role", type=Role, choices=tuple(Role), default=Role.MANAGER)
    given.add_argument("--pin", default="", help="the new one; else the command asks for it")
    given.add_argument("--approve", default="", metavar="PIN", help="of a manager who has one")
    add_json(given)
    gone = what.add_parser("remove", help="remove this person's PIN")
    gone.set_defaults(work=_remove)
    gone.add_argument("--name", type=_name, required=True)
    gone.add_argument("--approve", default="", metavar="PIN", help="of a manager")
    add_json(gone)
    code = what.add_parser("code", help="a new recovery code, shown only once: keep it on paper")
    code.set_defaults(work=_code)
    code.add_argument("--approve", default="", metavar="PIN", help="of a manager")
    add_json(code)
    recovered = what.add_parser("recover", help="become manager with the recovery code")
    recovered.set_defaults(work=_recover)
    recovered.add_argument(
        "--name", type=_name, default="manager", help="as it stands in the journal"
    )
    recovered.add_argument("--code", default="", help="24 digits; else the command asks for it")
    recovered.add_argument("--pin", default="", help="the new one; else the command asks for it")
    add_json(recovered)


def _name(text: str) -> str:
    name = text.strip()
    if not name or not name.isprintable():
        raise ValueError(text)
    return name


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.work(options))


def _set(options: argparse.Namespace) -> Exit:
    by = first_or_managers_pin(options, options.approve)
    pin = new_pin(options.pin or _asked(options))

    async def work(opened: Open) -> Exit:
        approval = await opened.till.approve(by) if by else None
        managers = opened.till.managers
        codes.append(await managers.give_pin(options.name, pin, approval, options.role))
        return Exit.PAID

    codes: list[str] = []
    done = with_till(options, work)
    if done is Exit.PAID:
        _tell(options, phrases.PIN_KEPT, *codes)
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


def _code(options: argparse.Namespace) -> Exit:
    by = managers_pin(options, options.approve)

    async def work(opened: Open) -> Exit:
        code = await opened.till.managers.make_recovery_code(await opened.till.approve(by))
        if options.json:
            print_json({"recovery_code": in_groups(code)})
        else:
            _tell_code(options, code)
        return Exit.PAID

    return with_till(options, work)


def _recover(options: argparse.Namespace) -> Exit:
    code = options.code or ask(options, phrases.RECOVERY_CODE)
    pin = new_pin(options.pin or _asked(options))

    async def work(opened: Open) -> Exit:
        codes.append(await opened.till.managers.recover(code, options.name, pin))
        return Exit.PAID

    codes: list[str] = []
    done = with_till(options, work)
    if done is Exit.PAID:
        _tell(options, phrases.PIN_KEPT, *codes)
    return done


def _tell(options: argparse.Namespace, phrase: str, code: str = "") -> None:
    if options.json:
        known = {"recovery_code": in_groups(code)} if code else {}
        print_json({"name": options.name, **known})
        return
    say(CliTexts(profile_of(options)).say(phrase, options.name))
    if code:
        _tell_code(options, code)


def _tell_code(options: argparse.Namespace, code: str) -> None:
    say(*CliTexts(profile_of(options)).say(phrases.CODE_ONCE, in_groups(code)).splitlines())


def _asked(options: argparse.Namespace) -> str:
    """Asks twice at a terminal, since nobody sees the typed PIN."""
    pin = ask(options, phrases.NEW_PIN)
    if sys.stdin.isatty() and ask(options, phrases.NEW_PIN_AGAIN) != pin:
        raise Refusal(phrases.PINS_DIFFER)
    return pin
