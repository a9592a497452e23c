"""Loads Qt's binding before anything imports PySide6, without what a till has no use for.

It saves a quarter of the time to the first paint, and 12 MB at rest (`tests/bench/README.md`).
"""

import builtins
import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

from pos_app.system.imports_without import imports_without

# Made by packaging/qt_binding.py in an environment: the Python half of one version of the binding.
COMPILED = "qt-binding"
# What it imports for the archive in its library alone, which is not opened then.
_FOR_THE_ARCHIVE: Mapping[str, Mapping[str, Any]] = {"zipfile": {}, "tempfile": {}, "base64": {}}


def load_binding() -> None:
    """Imports shiboken6, on which PySide6 stands. Does nothing where it is loaded already."""
    if "shiboken6" not in sys.modules:
        spec = find_spec("shiboken6")
        if spec is not None and (folder := _compiled_for(spec)):
            _load_from(folder, spec)
        else:
            import shiboken6  # noqa: F401, PLC0415 - as it comes
    _give_back_import()


def _compiled_for(spec: ModuleSpec) -> Path | None:
    """Returns the folder of this very version; None where nobody made one."""
    made = Path(sys.prefix, COMPILED)
    if spec.origin is None or not made.is_dir():
        return None
    packages = Path(spec.origin).parents[1]
    return next(
        (at for at in made.iterdir() if (packages / f"shiboken6-{at.name}.dist-info").is_dir()),
        None,
    )


def _load_from(folder: Path, spec: ModuleSpec) -> None:
    """Loads the Python half from `files.dir` in the folder, instead of compiling it at each start.

    The binding carries it as sources in its library, and looks for `files.dir` beside its own file
    first. What pip installed is left as it is, so the binding is told of another place.
    """
    binding = module_from_spec(spec)
    installed, binding.__file__ = binding.__file__, str(folder / "__init__.py")
    sys.modules["shiboken6"] = binding
    try:
        with imports_without(stand_ins=_FOR_THE_ARCHIVE):
            spec.loader.exec_module(binding)  # type: ignore[union-attr] # a package's has one
    finally:
        binding.__file__ = installed


def _give_back_import() -> None:
    """Undoes the hook by which the binding watches every later import.

    For its `__feature__` switches, which the till has none of, it reads the source of each module
    that is imported and keeps all of its lines.
    """
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own
