"""`pos-app`: opens the window; with a command, the same till without it."""

import sys

from pos_app.cli import main
from pos_app.cli.terminal import complain_of_mistake


def run() -> int:
    """The command that an installation puts on the path. Returns the exit code."""
    sys.excepthook = complain_of_mistake
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
