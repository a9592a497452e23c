"""Keeps what a library imports, and the till never calls, out of memory."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@contextmanager
def imports_without(
    *names: str, stand_ins: Mapping[str, Mapping[str, Any]] | None = None
) -> Iterator[None]:
    """In the block these modules cannot be imported, and stand-ins have only the attributes that
    are named. What is loaded already stays."""
    absent: dict[str, ModuleType | None] = dict.fromkeys(names)
    for name, attributes in (stand_ins or {}).items():
        absent[name] = ModuleType(name)
        vars(absent[name]).update(attributes)
    absent = {name: module for name, module in absent.items() if name not in sys.modules}
    sys.modules.update(absent)  # type: ignore[arg-type] # None, as Python's import documents it
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
