"""`sandbox`: the simulated providers. It has options of its own."""

import argparse

from pos_app.sandbox.command import main


def arguments(_: argparse.ArgumentParser) -> None:
    """None here: what follows the command is handed over as it is."""


def run(options: argparse.Namespace) -> int:
    return main(options.rest)
