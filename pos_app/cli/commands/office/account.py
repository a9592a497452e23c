"""`office account add|list|mode|keys`: the accounts with payment services that tills share."""

from __future__ import annotations

import asyncio
import getpass
import os
import sys
from typing import TYPE_CHECKING, TypeVar

from pos_app.cli.exit_codes import Exit
from pos_app.cli.office.options import add_database
from pos_app.cli.office.running import Mistyped, office_guarded
from pos_app.cli.terminal import say
from pos_app.ports.office.protocol import AccountMode

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable

    from pos_app.office.calls.accounts.account_book import AccountBook

T = TypeVar("T")


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="add|list|mode|keys")
    added = what.add_parser("add", help="an account; its key is read from the standard input")
    added.set_defaults(work=_add)
    added.add_argument("provider", help="as the settings of a till name it")
    added.add_argument("--name", default="", help="for people, where there are several")
    added.add_argument("--mode", type=AccountMode, choices=tuple(AccountMode), required=True)
    added.add_argument("--shop", type=int, action="append", required=True, metavar="NUMBER")
    added.add_argument("--base-url", default="", metavar="URL", help="if it is not the usual one")
    added.add_argument(
        "--option", type=_option, action="append", default=[], metavar="NAME=VALUE", help="entity=…"
    )
    added.add_argument(
        "--blind", action="store_true", help="without a key: it stays at the shop, the tills verify"
    )
    added.add_argument("--public-url", default="", metavar="URL", help="as for `collect`")
    listed = what.add_parser("list", help="the accounts, and what troubles them")
    listed.set_defaults(work=_list)
    changed = what.add_parser("mode", help="by which door its payments come")
    changed.set_defaults(work=_mode)
    changed.add_argument("number", type=int)
    changed.add_argument("mode", type=AccountMode, choices=tuple(AccountMode))
    for one in (added, listed, changed):
        add_database(one)
    made = what.add_parser("keys", help="make the two keys of an office, for its environment")
    made.set_defaults(work=_keys)


def _option(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not (name and found and value):
        raise ValueError(text)
    return name, value


def run(options: argparse.Namespace) -> Exit:
    return office_guarded(lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    from pos_app.office.calls.accounts.account_book import (  # noqa: PLC0415 - of the office alone
        AccountUnusable,
    )

    try:
        options.work(options)
    except AccountUnusable as error:
        raise Mistyped(str(error)) from error
    return Exit.PAID


def _add(options: argparse.Namespace) -> None:
    from pos_app.office.calls.accounts.account_book import NewAccount  # noqa: PLC0415 - as above
    from pos_app.office.calls.accounts.shared_accounts import hook_address  # noqa: PLC0415 - as above

    new = NewAccount(
        options.provider,
        options.mode,
        options.shop,
        options.name,
        options.base_url,
        dict(options.option),
        key="" if options.blind else _key(),
    )
    added = _with_book(options, lambda book: book.add(new, getpass.getuser()))
    say(f"account  {added.number}")
    say(f"hook  {hook_address(options.public_url, options.provider, added.token)}")


def _key() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("key: ").strip()
    return sys.stdin.readline().strip()


def _list(options: argparse.Namespace) -> None:
    for one in _with_book(options, lambda book: book.all()):
        columns = (
            str(one.number),
            one.provider,
            one.name or "-",
            f"{one.mode}{'/blind' if one.is_blind else ''}",
            ",".join(map(str, one.shops)),
            one.collected_at.isoformat() if one.collected_at else "-",
            one.trouble or "-",
        )
        say("  ".join(columns))


def _mode(options: argparse.Namespace) -> None:
    by = getpass.getuser()
    _with_book(options, lambda book: book.set_mode(options.number, options.mode, by))


def _keys(_options: argparse.Namespace) -> None:
    from pos_app.office.calls.accounts.sealing import (  # noqa: PLC0415 - as above
        KEY_VARIABLE,
        PATHS_VARIABLE,
        Seal,
    )

    seal = Seal.new()
    say(f"{KEY_VARIABLE}={seal.written}", f"{PATHS_VARIABLE}={seal.for_paths().written}")


def _with_book(options: argparse.Namespace, work: Callable[[AccountBook], Awaitable[T]]) -> T:
    from pos_app.office.calls.accounts.account_book import AccountBook  # noqa: PLC0415 - as above
    from pos_app.office.calls.accounts.sealing import seal_in  # noqa: PLC0415 - as above
    from pos_app.office.database.connections import collecting  # noqa: PLC0415 - as above

    seal = seal_in(os.environ)

    async def worked() -> T:
        async with collecting(options.database, most=1) as pool:
            return await work(AccountBook(pool, seal))

    return asyncio.run(worked())
