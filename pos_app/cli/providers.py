"""`providers list` and `providers test`: what the rows of the methods say, and whether the
accounts work."""

import argparse
import asyncio
from collections.abc import Sequence
from typing import Any

from pos_app.cli import phrases
from pos_app.cli.desk import OpenDesk, with_desk
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json, print_table
from pos_app.cli.run import guarded, profile_of
from pos_app.cli.speech import Speech
from pos_app.cli.typed import add_json
from pos_app.domain.errors import PosError
from pos_app.domain.method import FOREVER, Method, Refunds
from pos_app.gateways.catalogue import METHODS


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="list|test")
    listed = what.add_parser("list", help="what each way to pay can do")
    listed.set_defaults(act=_list)
    tried = what.add_parser("test", help="ask each account something that moves no money")
    known = list(dict.fromkeys(method.provider for method in METHODS.values()))
    tried.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}; else all")
    tried.set_defaults(act=_test)
    for one in (listed, tried):
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.act(options))


# --- what they can do -----------------------------------------------------------------------------


def _list(options: argparse.Namespace) -> Exit:
    rows = [_row(method) for method in METHODS.values()]
    if options.json:
        print_json(rows)
    else:
        print_table([list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)])
    return Exit.PAID


def _row(method: Method) -> dict[str, Any]:
    harmless = method.repeat_harmless_for
    return {
        "id": method.id,
        "name": method.name,
        "country": method.country,
        "currency": method.currency.code,
        "least": method.money(method.least).plain,
        "most": method.money(method.most).plain,
        "fee": method.money(method.fee).plain,
        "needs_phone": method.needs_phone,
        "cancel": method.can_cancel,
        "refund": method.refunds.value if method.refunds is not Refunds.NONE else False,
        "hold": method.can_authorize,
        "payout": method.can_pay_out,
        "repeat_harmless_s": "always" if harmless == FOREVER else harmless,
        "followed": method.followed.value,
    }


def _cell(value: object) -> str:
    return {True: "x", False: "-"}[value] if isinstance(value, bool) else str(value)


# --- whether they work ----------------------------------------------------------------------------


def _test(options: argparse.Namespace) -> Exit:
    return with_desk(options, lambda opened: _try_all(options, opened))


async def _try_all(options: argparse.Namespace, opened: OpenDesk) -> Exit:
    """0 if every account answered, else 5; also where there is none to try."""
    names = options.names or list(opened.accounts)
    problems = await asyncio.gather(*(_try(opened, name) for name in names))
    _tell(options, names, problems)
    return Exit.PAID if names and not any(problems) else Exit.NOT_SENT


async def _try(opened: OpenDesk, name: str) -> PosError | None:
    try:
        await opened.desk.try_account(name)
    except PosError as problem:
        return problem
    return None


def _tell(
    options: argparse.Namespace, names: Sequence[str], problems: Sequence[PosError | None]
) -> None:
    speech = Speech(profile_of(options))
    works = speech.say(phrases.WORKS)
    said = [speech.problem(problem) if problem else works for problem in problems]
    if options.json:
        print_json(
            [
                {
                    "provider": name,
                    "ok": problem is None,
                    "error": type(problem).__name__ if problem else None,
                    "message": words,
                }
                for name, problem, words in zip(names, problems, said, strict=True)
            ]
        )
    elif not names:
        print(speech.say(phrases.NOTHING_SET_UP))
    else:
        for name, words in zip(names, said, strict=True):
            print(f"{name}: {words}")
