"""`sandbox`: serves the simulated providers. `pos_app/sandbox/command.py` parses its options."""

import argparse

from pos_app.sandbox.command import main


def arguments(_: argparse.ArgumentParser) -> None:
    """Adds none: all that follows the command is handed to the sandbox unread."""


def run(options: argparse.Namespace) -> int:
    return main(options.rest)
