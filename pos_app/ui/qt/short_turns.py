"""Turns of Python's threads: short ones, so that the window never waits for another thread."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURN = 0.0005  # seconds


@contextmanager
def short_turns() -> Iterator[None]:
    """Has a thread that computes hand over ten times sooner than it otherwise would.

    The journal is read in threads, a thousand sales at once as the window opens. The window's
    thread asks for its turn at every event: with Python's own 5 ms, a few events make a frame late.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
