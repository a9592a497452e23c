"""`self-test`: tries everything once, in a checkout or an installed build, and reports."""

import argparse
from pathlib import Path

from pos_app.cli.exit_codes import Exit
from pos_app.cli.selftest.runner import self_test
from pos_app.cli.terminal import complain, say


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--report", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> Exit:
    report = self_test(options.report)
    if options.report is None:
        say(report.as_text().rstrip("\n"))
    complain(*(f"{entry.name}: {entry.detail}" for entry in report.entries if not entry.ok))
    return Exit.PAID if report.ok else Exit.FAILED
