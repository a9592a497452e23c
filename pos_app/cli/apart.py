"""`apart`: one errand of a till that runs, which starts this itself (see `pos_app/apart`)."""

import argparse

from pos_app.apart.worker import ERRANDS, work


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("errand", choices=list(ERRANDS))


def run(options: argparse.Namespace) -> int:
    return work(options.errand)
