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
from pos_app.cli.texts import CliTexts
from pos_app.domain.books.drawer import CashDrawer
from pos_app.domain.countries import COUNTRIES
from pos_app.domain.money import parse_amount
from pos_app.gateways.catalogue import CASH_METHODS
from pos_app.installation import settings
from pos_app.journal.books.drawer import drawers_of

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open
    from pos_app.domain.money import Currency, Money


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
        moved.add_argument("amount", metavar="1500.00")
        moved.add_argument("--why", required=True, metavar="TEXT", help="the reason")
        if name == "out":
            add_pin(moved)
        add_cashier(moved)
        add_json(moved)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.work(options))


def _show(options: argparse.Namespace) -> Exit:
    """Reads beside an open window, too."""
    currency = _currency(options)
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
        _tell(options, await shifts.read.drawer(amount.currency))
        return Exit.PAID

    return with_till(options, work)


def _amount(options: argparse.Namespace) -> Money:
    return parse_amount(options.amount, _currency(options))


def _currency(options: argparse.Namespace) -> Currency:
    return COUNTRIES[settings.load(profile_of(options).settings).country].currency


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
