"""`office collect`: hears the payment services for all tills, by call and in their queues."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.terminal import complain, say

if TYPE_CHECKING:
    import argparse

LISTEN = "127.0.0.1:8601"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", required=True, help="postgresql://…")
    parser.add_argument(
        "--listen", default=LISTEN, metavar="HOST:PORT", help=f"where it is called ({LISTEN})"
    )
    parser.add_argument(
        "--public-url", default="", metavar="URL", help="how providers reach it: https://…"
    )
    parser.epilog = "OFFICE_KEY in the environment opens the accounts' keys: see `account keys`."


def run(options: argparse.Namespace) -> Exit:
    import psycopg  # noqa: PLC0415 - of the office alone

    from pos_app.office.calls.accounts.sealing import NoSealingKey, seal_in  # noqa: PLC0415 - as above
    from pos_app.office.calls.collecting import collect  # noqa: PLC0415 - as above
    from pos_app.office.http_server import listening  # noqa: PLC0415 - as above

    host, _, port = options.listen.rpartition(":")
    if not (host and port.isascii() and port.isdigit()):
        complain(f"--listen {options.listen}")
        return Exit.BAD_INPUT
    try:
        seal = seal_in(os.environ)
        with listening(host.strip("[]"), int(port)) as listener:
            say(f"http://{host}:{listener.getsockname()[1]}")
            asyncio.run(collect(options.database, seal, listener, options.public_url))
    except (NoSealingKey, OSError, OverflowError, psycopg.Error) as error:
        complain(str(error))
        return Exit.NOT_SENT
    return Exit.PAID
