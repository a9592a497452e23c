"""`apart`: a running till's child process, for a job or many (see `pos_app/system`). Hidden."""

import argparse

from pos_app.system.child_worker import ERRANDS, SERVICES, serve, work


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("errand", choices=[*ERRANDS, *SERVICES])


def run(options: argparse.Namespace) -> int:
    return serve(options.errand) if options.errand in SERVICES else work(options.errand)
