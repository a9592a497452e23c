"""`office collect`: hears the payment services for all tills, by call and in their queues."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.office.options import add_database, add_listen, listener_of
from pos_app.cli.office.running import office_guarded
from pos_app.cli.terminal import say

if TYPE_CHECKING:
    import argparse

LISTEN = "127.0.0.1:8601"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_database(parser)
    add_listen(parser, LISTEN)
    parser.add_argument(
        "--public-url", default="", metavar="URL", help="how providers reach it: https://…"
    )
    parser.epilog = "OFFICE_KEY in the environment opens the accounts' keys: see `account keys`."


def run(options: argparse.Namespace) -> Exit:
    return office_guarded(lambda: _collect(options))


def _collect(options: argparse.Namespace) -> Exit:
    from pos_app.office.calls.accounts.sealing import seal_in  # noqa: PLC0415 - of the office alone
    from pos_app.office.calls.collecting import collect  # noqa: PLC0415 - as above
    from pos_app.office.operations.logs import log_as_json  # noqa: PLC0415 - as above

    seal = seal_in(os.environ)
    log_as_json()
    with listener_of(options.listen) as listener:
        say(f"http://{options.listen.rpartition(':')[0]}:{listener.getsockname()[1]}")
        asyncio.run(collect(options.database, seal, listener, options.public_url))
    return Exit.PAID
