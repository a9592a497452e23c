"""`shift show|open|close`: an X reading of each open shift, and the shifts of a cashier."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.cashier_sign_in import add_cashier, cashier_of
from pos_app.cli.commands.journal.cash import add_counted, counted_in, figures_of, own_currency
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json
from pos_app.cli.output.shift_json import shift_as_dict
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json, table_of
from pos_app.cli.secrets_input import given_pin
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.books.drawer import counted_amount, float_of
from pos_app.domain.books.shift import ShiftOrder
from pos_app.domain.books.takings import given_back, net, received
from pos_app.gateways.catalogue import ALL_METHODS, CASH_METHODS
from pos_app.installation import settings
from pos_app.journal.books.shifts import open_shifts, shift_document
from pos_app.words.books.close_sections import drawer_section, method_sections
from pos_app.words.methods import method_name

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open
    from pos_app.domain.books.shift import Shift, ShiftDocument


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="show|open|close")
    shown = what.add_parser("show", help="what each open shift has taken; closes nothing")
    shown.set_defaults(work=_show)
    add_json(shown)
    opened = what.add_parser("open", help="open the shift of whoever is named")
    opened.set_defaults(work=_open)
    opened.add_argument("--float", default="", metavar="20000", help="the cash in the drawer")
    add_cashier(opened)
    add_json(opened)
    closed = what.add_parser("close", help="close a shift, with what was counted in the drawer")
    closed.set_defaults(work=_close)
    add_counted(closed)
    closed.add_argument("--of", default=None, metavar="NAME", help="whose shift; else one's own")
    closed.add_argument("--pin", default="", help="a manager's, for somebody else's shift")
    add_cashier(closed)
    add_json(closed)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.work(options))


def _show(options: argparse.Namespace) -> Exit:
    """Reads beside an open window, too."""
    speech, now = CliTexts(profile_of(options)), datetime.now(UTC)
    with reading(options) as db:
        shifts = open_shifts(db) if db else ()
        orders = [ShiftOrder(shift=shift, cash_methods=CASH_METHODS) for shift in shifts]
        read = [shift_document(db, order, now) for order in orders] if db else []
    if options.json:
        print_json([shift_as_dict(one, is_open=True) for one in read])
    elif not read:
        say(speech.say(phrases.NO_SHIFT))
    for document in () if options.json else read:
        say(*_sentences(speech, document, is_open=True))
    return Exit.PAID


def _open(options: argparse.Namespace) -> Exit:
    cashier = cashier_of(options)
    floats = [counted_amount(*figures_of(options, options.float))] if options.float else []

    async def work(opened: Open) -> Exit:
        if cashier:
            await cashier.sign_in(opened)
        shift = await opened.till.shifts.open(floats)
        document = await opened.till.shifts.read.shift_so_far(shift)
        _tell(options, document, is_open=True)
        return Exit.PAID

    return with_till(options, work)


def _close(options: argparse.Namespace) -> Exit:
    cashier = cashier_of(options)
    currency = own_currency(options)
    counted = counted_in(options)
    wanted = float_of(settings.load(profile_of(options).settings).drawer_float, currency)
    leaves = [wanted] if wanted else []
    mine = cashier.name if cashier else ""
    whose = mine if options.of is None else options.of
    pin = given_pin(options, options.pin) if whose != mine else ""

    async def work(opened: Open) -> Exit:
        if cashier:
            await cashier.sign_in(opened)
        shift = await _shift_of(opened, whose)
        approval = await opened.till.approve(pin) if pin else None
        document, _ = await opened.till.shifts.close(shift, counted, leaves, approval)
        _tell(options, document, is_open=False)
        return Exit.PAID

    return with_till(options, work)


async def _shift_of(opened: Open, name: str) -> Shift:
    for shift in await opened.till.shifts.read.open_shifts():
        if shift.cashier == name:
            return shift
    raise Refusal(phrases.NO_SHIFT)


def _tell(options: argparse.Namespace, document: ShiftDocument, *, is_open: bool) -> None:
    if options.json:
        print_json(shift_as_dict(document, is_open=is_open))
    else:
        say(*_sentences(CliTexts(profile_of(options)), document, is_open=is_open))


def _sentences(speech: CliTexts, document: ShiftDocument, *, is_open: bool) -> list[str]:
    begun = speech.moment(document.opened_at)
    named = document.cashier or speech.say(phrases.NOBODY)
    said = [speech.say(phrases.SHIFT_OF if is_open else phrases.SHIFT_CLOSED, named, begun)]
    for source, amounts in (
        (phrases.RECEIVED, received(document.takings)),
        (phrases.REFUNDED, given_back(document.takings)),
        (phrases.NET, net(document.takings)),
    ):
        said += [f"{speech.say(source)}: {amount}" for amount in amounts]
    names = {method.id: method_name(method) for method in ALL_METHODS.values()}
    sections = (*method_sections(document.takings, names), drawer_section(document.drawer))
    for section in filter(lambda one: one.lines, sections):
        rows = [[f"  {line.label}", line.value] for line in section.lines]
        said += [section.title, *table_of(rows)]
    return [*said, *(speech.say(phrases.STAYS, money) for money in document.kept)]
