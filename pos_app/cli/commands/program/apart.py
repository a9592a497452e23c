"""`apart`: runs one job of a running till in a child process (see `pos_app/system`). Hidden."""

import argparse

from pos_app.system.child_worker import ERRANDS, work


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("errand", choices=list(ERRANDS))


def run(options: argparse.Namespace) -> int:
    return work(options.errand)
