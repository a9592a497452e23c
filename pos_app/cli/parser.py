"""Parses the command line, and lists every command (`_COMMANDS`) with its folder and help text.

Opening the window does not load it. A command's module declares its arguments; it is loaded only
after that command was typed.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pos_app.cli.commands import WINDOW, command_module
from pos_app.cli.terminal import say_on
from pos_app.domain.text.typed_text import clean

_EXITS = """\
exit codes: 0 done (of a charge: paid or held; without --wait, accepted; of paper: confirmed), 1 a
check found something, 2 bad input, 3 not paid or refused, 4 outcome unknown (of paper: nobody knows
whether it came out), 5 not sent (of paper: nothing came out), 6 the journal belongs to a running
till, 7 still waiting when the time was up"""

_VERSION = "program.version"  # the module of --version

# Each command's folder in `commands/`, and its help text. The module has the command's name,
# without the hyphen.
_COMMANDS: Mapping[str, tuple[str, str]] = {
    "charge": ("sales", "ask a customer for money"),
    "capture": ("sales", "take what a sale holds"),
    "refund": ("sales", "give back what a sale was paid"),
    "cancel": ("sales", "take a waiting reference back, or let go what a sale holds"),
    "payout": ("sales", "send money from the shop to a phone"),
    "extend": ("sales", "give a reference that waits another end"),
    "settle": ("sales", "resolve an unknown sale, after checking elsewhere"),
    "flags": ("sales", "sales with an alert, of any day"),
    "clear": ("sales", "clear a sale's alert, as a manager"),
    "invoice": ("sales", "write down the number of the shop's own invoice for a sale"),
    "doubts": ("sales", "sales that need attention, of any day, and what to do"),
    "recover": ("sales", "continue every sale that has no final result"),
    "sales": ("sales", "look into the journal"),
    "payments": (
        "providers",
        "unmatched payments; one payment; a simulated one",
    ),
    "references": ("providers", "references of an account, where the payment service lists them"),
    "audit": (
        "journal",
        "what each person did on the till: wrong PINs, PINs given, settings changed",
    ),
    "totals": ("journal", "the money of a period by method, day, hour or cashier; closes nothing"),
    "close": ("journal", "close a business day, and print its totals"),
    "reconcile": ("journal", "compare the journal with a payment service's statement"),
    "shift": ("journal", "open and close a shift, and what each has taken"),
    "cash": ("journal", "the cash in the drawer, put in or taken out for no sale"),
    "printers": ("paper", "set up the shop's printers, find them, and print a test page"),
    "receipt": ("paper", "the receipt of a sale: print it, save it, or write it as text"),
    "print": ("paper", "print a slip, a close, a reading, a shift or a list; and the print jobs"),
    "backup": ("journal", "make a backup of the journal, and check it"),
    "restore": ("journal", "restore a backup of the journal"),
    "rebuild": ("journal", "rebuild the journal from its events"),
    "computer": (
        "program",
        "a profile that came from another computer: moved here, or another till",
    ),
    "autostart": ("program", "open the till when somebody signs in to this computer"),
    "move": (
        "program",
        "move the till to another computer, as one encrypted file: out here, in there",
    ),
    "verify": ("journal", "check that nobody changed the journal"),
    "pin": ("program", "who has a PIN, and the recovery code"),
    "providers": ("providers", "what each payment method can do, and whether the accounts work"),
    "wallets": ("providers", "the shop's wallets at a payment service"),
    "webhooks": ("providers", "where a payment service sends its events"),
    "split": ("providers", "collect a payment that is shared with others"),
    "member": ("program", "the office that this till belongs to: join one, leave it"),
    "office": ("office", "the office of many tills and shops: its server and its database"),
    "doctor": ("program", "what is well on this computer and what is not, and what to do"),
    "self-test": ("program", "test everything once and report"),
    "sandbox": ("program", "serve the simulated payment services (see sandbox --help)"),
}


class _Parser(argparse.ArgumentParser):
    """A parser that prints through `terminal`, since it repeats what was typed or pasted."""

    def _print_message(self, message: str, file: Any = None) -> None:
        say_on(file, message.removesuffix("\n"))


class _Command(_Parser):
    """One command, built and its module loaded only when its arguments are parsed: building all of
    them takes most of the time of a short command. A subcommand has no module."""

    def __init__(self, *args: Any, module: str = "", **options: Any) -> None:
        self._module, self._options = module, options
        if not module:
            super().__init__(*args, **options)

    def add_argument(self, *names: Any, **options: Any) -> Any:
        """Cleans every value before it is parsed, except paths, in which each character counts."""
        if options.get("action", "store") in ("store", "append") and options.get("type") != Path:
            options["type"] = _cleaned(options.get("type", str))
        return super().add_argument(*names, **options)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._module:
            super().__init__(**self._options)
            command_module(self._module).arguments(self)
            self.set_defaults(module=self._module)
        return super().parse_known_args(args, namespace)


def _cleaned(read: Callable[[str], Any]) -> Callable[[str], Any]:
    def cleaned(text: str) -> Any:
        return read(clean(text))

    cleaned.__name__ = read.__name__  # argparse prints this name in its errors
    return cleaned


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """Parses the arguments of the typed command. Ends the program with a sentence where they are
    wrong."""
    parser = command_parser()
    options, rest = parser.parse_known_args(argv)
    if options.module == "program.sandbox":
        options.rest = rest
    elif options.module == _VERSION and rest in ([], ["--json"]):
        options.json = bool(rest)
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return options


def command_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="pos-app",
        description="A till: opens the window, or does one thing without it.",
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--profile", type=Path, help="the folder of one installation")
    parser.add_argument("--training", action="store_true", help="all payments are simulated")
    parser.add_argument(
        "--version", dest="module", action="store_const", const=_VERSION,
        help="version, commit and build time; with --json as one line of JSON",
    )  # fmt: skip
    parser.add_argument(
        "--debug", metavar="NAMES", default="", help="for an engineer; --debug help lists them"
    )
    parser.add_argument(
        "--kiosk",
        action="store_true",
        help="the window fills the screen: closing it needs a manager's PIN",
    )
    parser.set_defaults(module=WINDOW)
    commands = parser.add_subparsers(title="commands", metavar="", parser_class=_Command)
    for name, (room, words) in _COMMANDS.items():
        has_own_help = name == "sandbox"
        module = f"{room}.{name.replace('-', '')}"
        commands.add_parser(name, help=words, module=module, add_help=not has_own_help)
    commands.add_parser("apart", module="program.apart")  # the till's own: --help omits it
    return parser
