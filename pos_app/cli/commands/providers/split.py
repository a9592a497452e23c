"""`split collect`: collects the shop's share of a split payment (ClicPay)."""

import argparse
from collections.abc import Mapping

from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.options import add_json, add_pin, identifier
from pos_app.cli.provider_admin import OpenProviderAdmin, add_provider, with_managers_desk
from pos_app.cli.sale_json import print_json
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.ports.gateway import Done, NotPaid, StillWaiting


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="collect")
    collect = what.add_parser("collect", help="collect the payment of this reference")
    add_provider(collect)
    collect.add_argument("--wallet", type=identifier, required=True, metavar="N")
    collect.add_argument("--reference", type=identifier, required=True, metavar="CP…")
    add_pin(collect)
    add_json(collect)


def run(options: argparse.Namespace) -> Exit:
    return with_managers_desk(options, lambda opened: _run(options, opened))


async def _run(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    """Returns 0 when the provider collected it, 7 while it is pending, 3 when the provider
    refuses."""
    found = await opened.desk.collect_split(
        options.provider, options.wallet, options.reference, opened.approval
    )
    source, status, code = _TOLD[type(found.outcome)]
    known = {"wallet": options.wallet, "reference": found.reference}
    if options.json:
        print_json({**known, "transaction": found.transaction, "status": status})
    else:
        words = CliTexts(profile_of(options)).say(source)
        say(" · ".join(filter(None, (found.reference, found.transaction, words))))
    return code


_TOLD: Mapping[type, tuple[str, str, Exit]] = {
    Done: (phrases.DONE, "done", Exit.PAID),
    StillWaiting: (phrases.GOES_ON, "waiting", Exit.WAITING),
    NotPaid: (phrases.SAID_NO, "failed", Exit.NOT_PAID),
}
