"""`office serve`: serves the tills and the owner's page. A proxy in front of it has the TLS."""

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

LISTEN = "127.0.0.1:8600"


def arguments(parser: argparse.ArgumentParser) -> None:
    add_database(parser)
    add_listen(parser, LISTEN)
    parser.add_argument(
        "--public-url", default="", metavar="URL", help="how browsers reach it: https://…"
    )
    parser.add_argument("--name", default="", help="what tills call the office")
    parser.add_argument("--least-version", default="", help="older tills sell on, and ship later")
    parser.add_argument(
        "--ask-for-wakes", action="store_true", help="where a pooler stands before the database"
    )


def run(options: argparse.Namespace) -> Exit:
    return office_guarded(lambda: _serve(options))


def _serve(options: argparse.Namespace) -> Exit:
    from pos_app.office.calls.accounts.sealing import PATHS_VARIABLE, seal_in  # noqa: PLC0415 - of the office alone
    from pos_app.office.operations.logs import log_as_json  # noqa: PLC0415 - as above
    from pos_app.office.server import OfficeSettings, serve  # noqa: PLC0415 - as above

    listener = listener_of(options.listen)
    local = f"http://localhost:{listener.getsockname()[1]}"
    settings = OfficeSettings(
        database=options.database,
        public_url=(options.public_url or local).rstrip("/"),
        name=options.name,
        least_version=options.least_version,
        seal=seal_in(os.environ, PATHS_VARIABLE) if os.environ.get(PATHS_VARIABLE) else None,
        asks_for_wakes=options.ask_for_wakes,
        metrics_token=os.environ.get("OFFICE_METRICS_TOKEN", ""),
    )
    log_as_json()
    with listener:
        say(local)
        asyncio.run(serve(settings, listener))
    return Exit.PAID
