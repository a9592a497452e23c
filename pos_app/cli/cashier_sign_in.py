"""Signs a cashier in for commands that charge or capture: `--cashier NAME` and the cashier's PIN.

Where cashiers sign in, the till refuses a charge or a capture without one. An operation that a
manager's PIN allows needs no cashier; it records one if `--cashier` names them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from pos_app.cli import phrases
from pos_app.cli.secrets_input import ask
from pos_app.cli.texts import Refusal

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open

VARIABLE = "POS_APP_CASHIER_PIN"


class Cashier(NamedTuple):
    name: str
    pin: str

    async def sign_in(self, opened: Open) -> None:
        """Signs the named cashier in at the till. Raises NotApproved; wrong PINs are counted as at
        the window."""
        await opened.till.presence.sign_in(self.name, self.pin)


def add_cashier(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cashier",
        default="",
        metavar="NAME",
        help="who is using the till, where cashiers sign in",
    )
    parser.add_argument(
        "--cashier-pin",
        default="",
        metavar="PIN",
        help=f"theirs; better in {VARIABLE} or on standard input: arguments can be seen",
    )


def cashier_of(options: argparse.Namespace) -> Cashier | None:
    """Reads `--cashier` and that cashier's PIN before anything is opened. Raises Refusal where the
    PIN is missing."""
    if not options.cashier:
        return None
    pin = options.cashier_pin or os.environ.get(VARIABLE, "") or ask(options, phrases.CASHIERS_PIN)
    if not pin:
        raise Refusal(phrases.CASHIERS_PIN_NEEDED)
    return Cashier(options.cashier, pin)
