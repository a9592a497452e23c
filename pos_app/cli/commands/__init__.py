"""One file a command, in the folders that `pos_app/cli/parser.py` names."""

from importlib import import_module
from types import ModuleType

WINDOW = "program.window"


def command_module(path: str) -> ModuleType:
    """Imports a command's module, `folder.name`, when it is needed."""
    return import_module(f"pos_app.cli.commands.{path}")
