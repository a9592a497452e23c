"""Options of the office's commands: its database, and where it listens."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pos_app.cli.office.running import Mistyped

if TYPE_CHECKING:
    import argparse
    import socket

DATABASE = "OFFICE_DATABASE"  # the variable


def add_database(parser: argparse.ArgumentParser) -> None:
    """The address may stand in the environment: it has a password in it, and others on the same
    computer see a command's words."""
    known = os.environ.get(DATABASE)
    parser.add_argument(
        "--database",
        default=known,
        required=not known,
        help=f"postgresql://…; without it, {DATABASE} of the environment",
    )


def add_listen(parser: argparse.ArgumentParser, usual: str) -> None:
    parser.add_argument(
        "--listen", default=usual, metavar="HOST:PORT", help=f"where it is called ({usual})"
    )


def listener_of(typed: str) -> socket.socket:
    """Opens the port that was typed. Raises Mistyped."""
    from pos_app.office.http_server import listening  # noqa: PLC0415 - of the office alone

    host, _, port = typed.rpartition(":")
    if not (host and port.isascii() and port.isdecimal()):
        raise Mistyped(f"--listen {typed}: not HOST:PORT")
    try:
        return listening(host.strip("[]"), int(port))
    except (OSError, OverflowError) as error:
        raise Mistyped(f"--listen {typed}: {error}") from error
