"""`payments unmatched`: money that came for no sale of this till. A person has to find its sale.

`payments show` asks a provider about one payment; `payments mock` makes one up, at a sandbox alone.
"""

import argparse

from pos_app.cli.desk import OpenDesk, with_desk
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json, print_table, stray_as_dict
from pos_app.cli.reading import reading
from pos_app.cli.run import guarded, profile_of
from pos_app.cli.typed import add_json, identifier
from pos_app.journal.store import Reader
from pos_app.ports.journal import Stray


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, dest="what", metavar="unmatched|show|mock")
    unmatched = what.add_parser("unmatched", help="those last seen by the till, oldest first")
    add_json(unmatched)
    show = what.add_parser("show", help="ask a provider about one payment")
    show.add_argument("payment", type=identifier)
    mock = what.add_parser("mock", help="make a payment up, where money is not real")
    mock.add_argument("--reference", type=identifier, required=True)
    mock.add_argument("--amount", required=True, metavar="1500.00")
    for asking in (show, mock):
        asking.add_argument("--provider", required=True)
        add_json(asking)


def run(options: argparse.Namespace) -> Exit:
    if options.what == "unmatched":
        return guarded(options, lambda: _run(options))
    return with_desk(options, lambda opened: _ask(options, opened))


async def _ask(options: argparse.Namespace, opened: OpenDesk) -> Exit:
    desk = opened.desk
    if options.what == "show":
        payment = await desk.payment(options.provider, options.payment)
    else:
        payment = await desk.mock_payment(options.provider, options.reference, options.amount)
    known = {
        "id": payment.id,
        "reference": payment.reference,
        "amount": payment.amount.plain if payment.amount else None,
        "sale": payment.sale,
    }
    if options.json:
        print_json(known)
    else:
        print_table([[str(value or "") for value in known.values()]])
    return Exit.PAID


def _run(options: argparse.Namespace) -> Exit:
    with reading(options) as db:
        strays = Reader(db).strays() if db else []
    if options.json:
        print_json([stray_as_dict(stray) for stray in strays])
    elif strays:
        from pos_app.cli.speech import Speech  # noqa: PLC0415 - scripts need no words

        speech = Speech(profile_of(options))
        print_table([[speech.moment(stray.first_seen), *_cells(stray)] for stray in strays])
    return Exit.PAID


def _cells(stray: Stray) -> list[str]:
    amount = f"{stray.amount.figures} {stray.amount.currency.code}" if stray.amount else "?"
    return [stray.method, amount, stray.reference, stray.payment, stray.sale]
