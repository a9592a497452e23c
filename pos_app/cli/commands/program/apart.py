"""`apart`: one errand of a running till, which starts this itself (see `pos_app/system`)."""

import argparse

from pos_app.system.child_worker import ERRANDS, work


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("errand", choices=list(ERRANDS))


def run(options: argparse.Namespace) -> int:
    return work(options.errand)
