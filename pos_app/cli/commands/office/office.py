"""`office`: the server to which many tills ship their events. A file here for each subcommand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

_COMMANDS: Mapping[str, str] = {
    "serve": "serve the tills and the owner's page",
    "collect": "hear the payment services, and ask their queues, for all tills",
    "migrate": "bring the database to this version",
    "shop": "the shops of the office",
    "till": "enrol a till, list tills, remove one",
    "user": "people who may look at the office",
    "account": "accounts with payment services that tills share",
    "months": "months of events: those that are there, and archiving old ones",
    "verify": "check that nobody changed what the tills shipped",
    "health": "tell whether the office is well",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for name, words in _COMMANDS.items():
        what.add_parser(name, help=words, module=f"office.{name}")
