"""The command line: the same till without the window, for scripts and the shop's own software."""

from pos_app.cli.entry import main

__all__ = ["main"]
