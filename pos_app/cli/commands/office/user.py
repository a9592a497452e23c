"""`office user add|list|role|again|remove`: people who may look at the office."""

from __future__ import annotations

import asyncio
import getpass
import json
from typing import TYPE_CHECKING, TypeVar

from pos_app.cli.exit_codes import Exit
from pos_app.cli.terminal import complain, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable

    from pos_app.office.database.connections import Pool
    from pos_app.office.managers.people import Rights

T = TypeVar("T")

_ROLES = ("org", "area", "shop")


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="add|list|role|again|remove")
    added = what.add_parser("add", help="somebody new; prints the address of the first sign-in")
    added.set_defaults(work=_add)
    listed = what.add_parser("list", help="who there is, and what they see")
    listed.set_defaults(work=_list)
    listed.add_argument("--json", action="store_true", help="a line for each, for scripts")
    changed = what.add_parser("role", help="give other rights, from the next look at a page on")
    changed.set_defaults(work=_role)
    again = what.add_parser("again", help="a new first sign-in, for who lost phone or password")
    again.set_defaults(work=_again)
    removed = what.add_parser("remove", help="let somebody in no more, from now on")
    removed.set_defaults(work=_remove)
    for one in (added, changed, again, removed):
        one.add_argument("email")
    added.add_argument("--name", required=True, help="as colleagues know them")
    added.add_argument("--org", required=True, help="the organisation, by name or number")
    added.add_argument("--language", choices=("pt", "en"), default="", help="else the browser's")
    for one in (added, changed):
        _add_rights(one)
    for one in (added, again):
        one.add_argument(
            "--address", required=True, metavar="URL", help="of the office: https://office…"
        )
    for one in (added, listed, changed, again, removed):
        one.add_argument("--database", required=True, help="postgresql://…")


def _add_rights(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=_ROLES, required=True, help="which shops they see")
    parser.add_argument("--area", action="append", default=[], metavar="NAME", help="for area")
    parser.add_argument("--shop", action="append", default=[], metavar="NAME", help="for shop")
    parser.add_argument(
        "--phones", action="store_true", help="customers' phone numbers in full; else 3 figures"
    )


def run(options: argparse.Namespace) -> Exit:
    import psycopg  # noqa: PLC0415 - of the office alone

    from pos_app.office.managers.administration import AlreadyThere  # noqa: PLC0415 - as above
    from pos_app.office.managers.people import NotOne  # noqa: PLC0415 - as above

    try:
        options.work(options)
    except NotOne as error:
        complain(f"there is none, or more than one, of this name: {error}")
    except AlreadyThere as error:
        complain(f"{error} is a manager already; `again` makes a new first sign-in")
    except ValueError as error:  # an address at which nobody may sign in
        complain(str(error))
    except psycopg.Error as error:
        complain(str(error))
        return Exit.NOT_SENT
    else:
        return Exit.PAID
    return Exit.BAD_INPUT


def _add(options: argparse.Namespace) -> None:
    from pos_app.office.managers import administration  # noqa: PLC0415 - as above
    from pos_app.office.managers.door import now_utc  # noqa: PLC0415 - as above

    rights, by = _rights(options), _by()
    _link(
        options,
        lambda pool: administration.add(
            pool,
            by,
            options.org,
            options.email,
            options.name,
            rights,
            options.language,
            now_utc(),
        ),
    )


def _again(options: argparse.Namespace) -> None:
    from pos_app.office.managers import administration  # noqa: PLC0415 - as above
    from pos_app.office.managers.door import now_utc  # noqa: PLC0415 - as above

    by = _by()
    _link(options, lambda pool: administration.invite_again(pool, by, options.email, now_utc()))


def _link(options: argparse.Namespace, work: Callable[[Pool], Awaitable[str]]) -> None:
    """Prints the address at which somebody signs in for the first time: it is for them alone."""
    from pos_app.office.managers.site import Site  # noqa: PLC0415 - as above

    site = Site(options.address.rstrip("/"))
    say(f"{site.origin}/invitation/{_with_pool(options, work)}")


def _list(options: argparse.Namespace) -> None:
    from pos_app.office.managers import administration  # noqa: PLC0415 - as above

    for one in _with_pool(options, administration.everybody):
        if options.json:
            say(json.dumps(vars(one), ensure_ascii=False, default=str))
            continue
        seen = one.seen_at.isoformat(timespec="minutes") if one.seen_at else "-"
        where = ", ".join((*one.areas, *one.shops)) or "-"
        phones = "phones" if one.sees_phones else "3 figures"
        shown = (one.email, one.name, one.org, one.role, where, phones, one.state, seen)
        say("  ".join(shown))


def _role(options: argparse.Namespace) -> None:
    from pos_app.office.managers import administration  # noqa: PLC0415 - as above

    rights, by = _rights(options), _by()
    _with_pool(options, lambda pool: administration.change(pool, by, options.email, rights))


def _remove(options: argparse.Namespace) -> None:
    from pos_app.office.managers import administration  # noqa: PLC0415 - as above
    from pos_app.office.managers.door import now_utc  # noqa: PLC0415 - as above

    by = _by()
    _with_pool(options, lambda pool: administration.remove(pool, by, options.email, now_utc()))


def _rights(options: argparse.Namespace) -> Rights:
    from pos_app.office.managers.manager import Reach  # noqa: PLC0415 - as above
    from pos_app.office.managers.people import Rights  # noqa: PLC0415 - as above

    return Rights(Reach(options.role), options.area, options.shop, options.phones)


def _by() -> str:
    """Returns who gives the command, as the office's own chain names them."""
    return f"command:{getpass.getuser()}"


def _with_pool(options: argparse.Namespace, work: Callable[[Pool], Awaitable[T]]) -> T:
    from pos_app.office.database.connections import connected  # noqa: PLC0415 - as above

    async def worked() -> T:
        async with connected(options.database, writing=1) as pools:
            return await work(pools.write)

    return asyncio.run(worked())
