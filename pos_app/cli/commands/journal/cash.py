"""`cash show|in|out`: what has to be in the drawer, and cash put in or taken out for no sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.cashier_sign_in import add_cashier, cashier_of
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json, add_pin
from pos_app.cli.output.shift_json import drawer_as_dict
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json, table_of
from pos_app.cli.secrets_input import managers_pin
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.books.drawer import CashDrawer, counted_amount
from pos_app.domain.countries import COUNTRIES
from pos_app.domain.money import Currency, parse_amount
from pos_app.gateways.catalogue import CASH_METHODS
from pos_app.installation import settings
from pos_app.journal.books.drawer import drawers_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pos_app.app.root import Open
    from pos_app.domain.money import Money


_COUNTED_HELP = "the cash counted in the drawer; again, as '40.00 MZN', for another currency"


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="show|in|out")
    shown = what.add_parser("show", help="what has to be in the drawer, line by line")
    shown.set_defaults(work=_show)
    add_json(shown)
    for name, words, work in (
        ("in", "put cash into the drawer", _put_in),
        ("out", "take cash out of the drawer, as a manager", _take_out),
    ):
        moved = what.add_parser(name, help=words)
        moved.set_defaults(work=work)
        moved.add_argument("amount", metavar="1500.00", help="or '40.00 MZN', for another currency")
        moved.add_argument("--why", required=True, metavar="TEXT", help="the reason")
        if name == "out":
            add_pin(moved)
        add_cashier(moved)
        add_json(moved)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.work(options))


def _show(options: argparse.Namespace) -> Exit:
    """Reads beside an open window, too."""
    currency = own_currency(options)
    with reading(options) as db:
        drawers = drawers_of(db, currency, CASH_METHODS) if db else [CashDrawer(currency=currency)]
    _tell(options, *drawers)
    return Exit.PAID


def _put_in(options: argparse.Namespace) -> Exit:
    return _move(options, pin="")


def _take_out(options: argparse.Namespace) -> Exit:
    return _move(options, pin=managers_pin(options, options.pin))


def _move(options: argparse.Namespace, pin: str) -> Exit:
    cashier = cashier_of(options)
    amount = _amount(options)

    async def work(opened: Open) -> Exit:
        if cashier:
            await cashier.sign_in(opened)
        shifts = opened.till.shifts
        if pin:
            await shifts.take_out(amount, options.why, await opened.till.approve(pin))
        else:
            await shifts.put_in(amount, options.why)
        _tell(options, *await shifts.read.drawers(own_currency(options)))
        return Exit.PAID

    return with_till(options, work)


def _amount(options: argparse.Namespace) -> Money:
    return parse_amount(*figures_of(options, options.amount))


def _tell(options: argparse.Namespace, own: CashDrawer, *others: CashDrawer) -> None:
    if options.json:
        also = [drawer_as_dict(drawer) for drawer in others]
        print_json({**drawer_as_dict(own), "other_currencies": also})
        return
    speech = CliTexts(profile_of(options))
    for drawer in (own, *others):
        rows = [
            [speech.moment(line.at), line.kind.value, line.by, line.why, line.amount.figures]
            for line in drawer.lines
        ]
        said = table_of(rows) if rows else ()
        say(*said, speech.say(phrases.EXPECTED, drawer.expected))


# --- amounts of cash, for other commands too ------------------------------------------------------


def add_counted(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--counted", action="append", default=[], metavar="53950.00", help=_COUNTED_HELP
    )


def counted_in(options: argparse.Namespace) -> Sequence[Money]:
    """Parses what was counted of each currency. Raises BadInput, and Refusal for two counts of one
    currency: nobody could say which of them is in the drawer."""
    counted = [counted_amount(*figures_of(options, text)) for text in options.counted]
    currencies = [money.currency for money in counted]
    for currency in currencies:
        if currencies.count(currency) > 1:
            raise Refusal(phrases.COUNTED_TWICE, currency.code)
    return counted


def figures_of(options: argparse.Namespace, text: str) -> tuple[str, Currency]:
    """Returns the figures of an amount, and the currency whose code follows them; else the shop's
    own."""
    figures, _, code = text.strip().rpartition(" ")
    named = Currency.__members__.get(code.upper())
    if figures and named is not None:
        return figures, named
    return text, own_currency(options)


def own_currency(options: argparse.Namespace) -> Currency:
    return COUNTRIES[settings.load(profile_of(options).settings).country].currency
