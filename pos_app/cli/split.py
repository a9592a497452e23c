"""`split collect`: the shop's share of a payment that is split with others."""

import argparse

from pos_app.cli import phrases
from pos_app.cli.desk import OpenDesk, add_provider, with_desk
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json
from pos_app.cli.run import profile_of
from pos_app.cli.speech import Speech
from pos_app.cli.typed import add_json, identifier


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="collect")
    collect = what.add_parser("collect", help="collect the payment of this reference")
    add_provider(collect)
    collect.add_argument("--wallet", type=identifier, required=True, metavar="N")
    collect.add_argument("--reference", type=identifier, required=True, metavar="CP…")
    add_json(collect)


def run(options: argparse.Namespace) -> Exit:
    return with_desk(options, lambda opened: _run(options, opened))


async def _run(options: argparse.Namespace, opened: OpenDesk) -> Exit:
    await opened.desk.collect_split(options.provider, options.wallet, options.reference)
    if options.json:
        print_json({"wallet": options.wallet, "reference": options.reference, "done": True})
    else:
        print(Speech(profile_of(options)).say(phrases.DONE))
    return Exit.PAID
