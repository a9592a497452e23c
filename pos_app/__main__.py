"""`pos-app`: opens the window; with a command, the same till without it."""

import sys

from pos_app.cli import main


def run() -> int:
    """The command that an installation puts on the path. Returns the exit code."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
