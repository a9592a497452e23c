"""What can be typed. Each command's module is loaded when it is asked for, the window's too."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from pos_app.gateways.catalogue import METHODS

_INTERRUPTED = 130  # as shells have it for Ctrl-C
_EXITS = """\
exit codes: 0 paid (or, without --wait, accepted), 2 bad input, 3 not paid, 4 outcome unknown,
5 not sent, 6 the journal belongs to a running till, 7 still waiting when the time was up"""


def main(argv: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    parser = _parser()
    options, rest = parser.parse_known_args(argv)
    if options.module == "sandbox":
        options.rest = rest
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    command = import_module(f"pos_app.cli.{options.module}")
    try:
        return int(command.run(options))
    except KeyboardInterrupt:
        return _INTERRUPTED  # what was under way is taken up at the next start


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pos-app",
        description="A till: opens the window, or does one thing without it.",
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--profile", type=Path, help="the folder of one installation")
    parser.add_argument("--training", action="store_true", help="every provider is simulated")
    parser.set_defaults(module="window")
    commands = parser.add_subparsers(title="commands", metavar="")
    _charge(commands.add_parser("charge", help="ask a customer for money"))
    recover = commands.add_parser("recover", help="take up every sale that is not final")
    recover.add_argument("--wait", type=_seconds, metavar="SECONDS")
    recover.add_argument("--json", action="store_true")
    recover.set_defaults(module="recover")
    _sales(commands.add_parser("sales", help="look into the journal"))
    verify = commands.add_parser("verify", help="check that the journal is what it was")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(module="verify")
    self_test = commands.add_parser("self-test", help="try everything once and report")
    self_test.add_argument("--report", type=Path, metavar="FILE")
    self_test.set_defaults(module="selftest")
    sandbox = commands.add_parser(
        "sandbox", help="serve the simulated providers (see sandbox --help)", add_help=False
    )
    sandbox.set_defaults(module="sandbox")
    return parser


def _charge(charge: argparse.ArgumentParser) -> None:
    charge.add_argument("--method", required=True, choices=list(METHODS))
    charge.add_argument("--amount", required=True, metavar="1500.00")
    charge.add_argument("--phone", default="", metavar="900000000")
    charge.add_argument("--description", default="", metavar="TEXT")
    charge.add_argument(
        "--wait", type=_seconds, metavar="SECONDS", help="until it is paid or not, at most so long"
    )
    charge.add_argument("--json", action="store_true")
    charge.set_defaults(module="charge")


def _sales(sales: argparse.ArgumentParser) -> None:
    what = sales.add_subparsers(required=True, metavar="list|show")
    listed = what.add_parser("list", help="the newest sales, newest first")
    listed.add_argument("--limit", type=int, default=50)
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(module="sales", show=None)
    shown = what.add_parser("show", help="one sale and its life")
    shown.add_argument("show", metavar="ID|NUMBER")
    shown.add_argument("--json", action="store_true")
    shown.set_defaults(module="sales")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds < float("inf"):
        raise ValueError(text)
    return seconds
