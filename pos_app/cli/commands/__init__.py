"""The commands, a file each, in the rooms that `pos_app/cli/parser.py` names."""

from importlib import import_module
from types import ModuleType

WINDOW = "program.window"


def command_module(path: str) -> ModuleType:
    """The module of a command, by its room and its name: it is loaded when it is wanted."""
    return import_module(f"pos_app.cli.commands.{path}")
