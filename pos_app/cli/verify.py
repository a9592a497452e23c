"""`verify`: whether the journal still says what it once said."""

import argparse
import sys

from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json
from pos_app.cli.reading import reading
from pos_app.cli.run import guarded
from pos_app.cli.typed import add_json
from pos_app.journal.verify import Verdict, verify


def arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    with reading(options) as db:
        verdict = verify(db) if db else Verdict()
    if options.json:
        print_json({**vars(verdict), "sound": verdict.sound})
    else:
        print(f"{verdict.events} events, {verdict.sales} sales, head {verdict.head}")
        for problem in verdict.problems:
            print(problem, file=sys.stderr)
    return Exit.PAID if verdict.sound else Exit.FAILED
