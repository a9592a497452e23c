"""`payments`: lists queued payments that match no sale (`unmatched`) and acknowledges one (`take`).

A person has to find the sale of such a payment. `take` records it as the shop's and removes it from
the provider's queue, which it would fill up. `show` asks a provider about one payment; `mock` makes
one, at a provider's sandbox only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json, add_pin, identifier
from pos_app.cli.provider_admin import OpenProviderAdmin, with_desk
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json, print_table, unmatched_as_dict
from pos_app.journal.store import Reader

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pos_app.app.root import Open
    from pos_app.ports.journal import UnmatchedPayment


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, dest="what", metavar="unmatched|take|show|mock")
    unmatched = what.add_parser("unmatched", help="those that the till last saw, oldest first")
    unmatched.add_argument(
        "--taken", action="store_true", help="those that a manager removed from their queue"
    )
    add_json(unmatched)
    take = what.add_parser("take", help="remove one that no till needs from its queue")
    take.add_argument("payment", type=identifier)
    take.add_argument(
        "--reference", default="", metavar="N", help="where two payments bear this id"
    )
    take.add_argument("--why", required=True, metavar="TEXT", help="how you know")
    add_pin(take)
    show = what.add_parser("show", help="check one payment with its payment service")
    show.add_argument("payment", type=identifier)
    mock = what.add_parser("mock", help="simulate a payment in a test account")
    mock.add_argument("--reference", type=identifier, required=True)
    mock.add_argument("--amount", required=True, metavar="1500.00")
    for asking in (take, show, mock):
        asking.add_argument("--provider", required=True)
        add_json(asking)


def run(options: argparse.Namespace) -> Exit:
    if options.what == "unmatched":
        return guarded(options, lambda: _run(options))
    if options.what == "take":
        return guarded(options, lambda: _take(options))
    return with_desk(options, lambda opened: _ask(options, opened))


async def _ask(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
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


def _take(options: argparse.Namespace) -> Exit:
    from pos_app.cli.secrets_input import managers_pin  # noqa: PLC0415 - the others need no manager

    pin = managers_pin(options, options.pin)

    async def work(opened: Open) -> Exit:
        approval = await opened.till.approve(pin)
        unmatched = await opened.till.take_unmatched(
            options.provider, options.payment, options.reference, options.why, approval
        )
        if options.json:
            print_json(unmatched_as_dict(unmatched))
        else:
            print_table([_cells(unmatched)])
        return Exit.PAID

    return with_till(options, work)


def _run(options: argparse.Namespace) -> Exit:
    with reading(options) as db:
        reader = Reader(db) if db else None
        unmatched: Sequence[UnmatchedPayment] = []
        if reader:
            unmatched = reader.taken_unmatched() if options.taken else reader.unmatched_payments()
    if options.json:
        print_json([unmatched_as_dict(one) for one in unmatched])
    elif unmatched:
        from pos_app.cli.texts import CliTexts  # noqa: PLC0415 - scripts need no words

        speech = CliTexts(profile_of(options))
        print_table([[speech.moment(one.first_seen), *_cells(one)] for one in unmatched])
    return Exit.PAID


def _cells(unmatched: UnmatchedPayment) -> list[str]:
    amount = (
        f"{unmatched.amount.figures} {unmatched.amount.currency.code}" if unmatched.amount else "?"
    )
    taken = [unmatched.taken_by, unmatched.why] if unmatched.taken_at else []
    return [
        unmatched.method,
        amount,
        unmatched.reference,
        unmatched.payment,
        unmatched.sale,
        *taken,
    ]
