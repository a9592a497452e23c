"""Keeps what a library loads only where it finds it, out of a process that has no use for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def imports_without(*names: str) -> Iterator[None]:
    """In the block these modules cannot be imported, unless they are loaded already."""
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment] # as Python's import documents it
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
