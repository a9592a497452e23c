"""`totals`: the money of a period by method, day, hour or cashier. It closes nothing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import print_json, print_table
from pos_app.cli.selection.period import add_period, period_of
from pos_app.cli.terminal import say
from pos_app.journal.books.takings import groups, period
from pos_app.ports.ledger import Dimension

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pos_app.ports.ledger import Group

    Days = tuple[date | None, date | None]


def arguments(parser: argparse.ArgumentParser) -> None:
    add_period(parser)
    parser.add_argument(
        "--by",
        type=_dimensions,
        default=(Dimension.METHOD,),
        metavar="method,day",
        help=f"any of {', '.join(Dimension)}, in this order",
    )
    add_json(parser)


def _dimensions(text: str) -> Sequence[Dimension]:
    try:
        return tuple(dict.fromkeys(Dimension(name) for name in text.split(",")))
    except ValueError as unknown:
        raise argparse.ArgumentTypeError(f"any of {', '.join(Dimension)}") from unknown


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    """Prints a line for each group and currency. Returns 0, also where there are none."""
    days = period_of(options)
    where, values = period("day", *days)
    with reading(options) as db:
        found = groups(db, where, values, options.by) if db else ()
    if options.json:
        print_json([_as_dict(options.by, group) for group in found])
    else:
        _tell(options, found, days)
    return Exit.PAID


def _as_dict(by: Sequence[Dimension], group: Group) -> dict[str, Any]:
    key = dict(zip((one.value for one in by), group.key, strict=True))
    return {
        **key,
        "currency": group.net.currency.code,
        "payments": group.payments,
        "received": group.received.plain,
        "refunds": group.refunds,
        "given_back": group.given_back.plain,
        "net": group.net.plain,
    }


def _tell(options: argparse.Namespace, found: Sequence[Group], days: Days) -> None:
    from pos_app.cli import phrases  # noqa: PLC0415 - scripts need no words
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415
    from pos_app.words.books.export import period_words  # noqa: PLC0415

    speech = CliTexts(profile_of(options))
    if not found:
        say(speech.say(phrases.NO_MONEY_FOUND, period_words(*days)))
        return
    heads = [speech.say(phrases.DIMENSIONS[one]) for one in options.by]
    money = (phrases.RECEIVED, phrases.GIVEN_BACK, phrases.NET, phrases.CURRENCY)
    print_table([[*heads, *(speech.say(one) for one in money)], *map(_cells, found)])


def _cells(group: Group) -> list[str]:
    amounts = (group.received, group.given_back, group.net)
    return [*group.key, *(f"{one.figures:>16}" for one in amounts), group.net.currency.code]
