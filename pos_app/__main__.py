"""`pos-app`: opens the window; with a command, the same till without it."""

import sys

from pos_app.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
