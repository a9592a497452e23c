"""`office`: the server to which many tills ship their events. A file here for each subcommand."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit

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
    "trial": "run one on this computer, with a database of its own, to try it (make office)",
}
# A till's build has none of it, and a till's installation no driver of the database.
_PARTS = ("pos_app.office", "psycopg")
_ELSEWHERE = """\
This program is a till: the office is not in it. An office is installed on a server of its own, or
tried in a checkout by "make office"; packaging/office/README.md says how.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the subcommands; ends the program where the office is not installed."""
    if not all(map(find_spec, _PARTS)):
        parser.exit(Exit.BAD_INPUT, _ELSEWHERE)
    what = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for name, words in _COMMANDS.items():
        what.add_parser(name, help=words, module=f"office.{name}")
