"""Opens what another program shows: a page, a PDF."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QUrl

_LIBRARIES = "LD_LIBRARY_PATH"
_BEFORE = f"{_LIBRARIES}_ORIG"  # what it was before a build's own start changed it


def open_outside(url: QUrl) -> bool:
    """Returns whether a program to show it was found. It never waits for that program."""
    with _systems_own_libraries():
        return QDesktopServices.openUrl(url)


@contextmanager
def _systems_own_libraries() -> Iterator[None]:
    """Hides a build's libraries from the program that is started, which has others of these names.

    PyInstaller, "LD_LIBRARY_PATH / LIBPATH considerations".
    """
    ours = os.environ.get(_LIBRARIES)
    if ours is None or not getattr(sys, "frozen", False):
        yield
        return
    if before := os.environ.get(_BEFORE):
        os.environ[_LIBRARIES] = before
    else:
        del os.environ[_LIBRARIES]
    try:
        yield
    finally:
        os.environ[_LIBRARIES] = ours
