"""`self-test`: the same for a checkout and for an installed build."""

import argparse
from pathlib import Path

from pos_app.cli.exits import Exit
from pos_app.selftest.trial import self_test


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--report", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> Exit:
    return Exit.PAID if self_test(options.report) else Exit.FAILED
