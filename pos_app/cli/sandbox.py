"""`sandbox`: the simulated providers. It has options of its own."""

import argparse

from pos_app.sandbox.command import main


def run(options: argparse.Namespace) -> int:
    return main(options.rest)
