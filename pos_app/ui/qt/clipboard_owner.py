"""X11 clipboard check: whether the program that owns the selection answers.

Qt asks it on the GUI thread and waits five seconds for each form of the text, three times over,
while nothing is painted and no sale followed. Asking on a connection of our own first costs a few
milliseconds, or all the time that the caller allows where the owner does not answer.
"""

from __future__ import annotations

import ctypes
import select
import time
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CLIPBOARD, PRIMARY = "CLIPBOARD", "PRIMARY"  # copied text, and marked text (ICCCM 2.6)
_FORMS = ("TARGETS", "UTF8_STRING")  # the forms that Qt asks for
_ANSWER = "POS_APP_ANSWER"  # the property of our window that takes the answer
_SELECTION_NOTIFY = 31  # of X.h
_ROOM = 24  # longs of the union XEvent, in Xlib.h


def answers(selection: str, patience: float) -> bool:
    """Returns whether the owner of the selection, if any, answers within `patience` seconds.

    Returns True where nobody can be asked, as without X11.
    """
    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    display = xlib.XOpenDisplay(None)
    if not display:
        return True
    with closing(_X11Connection(xlib, display)) as connection:
        until = time.monotonic() + patience
        return not connection.has_owner(selection) or all(
            connection.is_given(selection, form, until) for form in _FORMS
        )


class _X11Connection:
    """A connection to the display, with a window that takes the answers."""

    def __init__(self, xlib: ctypes.CDLL, display: int) -> None:
        self._xlib = xlib
        self._display = ctypes.c_void_p(display)
        root = self._call("XDefaultRootWindow")
        self._window = self._call("XCreateSimpleWindow", root, 0, 0, 1, 1, 0, 0, 0)

    def close(self) -> None:
        self._xlib.XCloseDisplay(self._display)

    def has_owner(self, selection: str) -> bool:
        return bool(self._call("XGetSelectionOwner", self._atom(selection)))

    def is_given(self, selection: str, form: str, until: float) -> bool:
        """Returns whether the owner has answered by then, whatever it says."""
        atoms = [self._atom(name) for name in (selection, form, _ANSWER)]
        self._call("XConvertSelection", *atoms, self._window, 0)
        event = (ctypes.c_long * _ROOM)()
        while True:
            while self._call("XPending"):
                self._xlib.XNextEvent(self._display, ctypes.byref(event))
                if ctypes.c_int.from_buffer(event).value == _SELECTION_NOTIFY:
                    return True
            left = until - time.monotonic()
            if left <= 0:
                return False
            select.select([self._call("XConnectionNumber")], [], [], left)

    def _atom(self, name: str) -> int:
        intern: Callable[..., int] = self._xlib.XInternAtom
        return intern(self._display, name.encode(), 0)

    def _call(self, name: str, *numbers: int) -> int:
        function = getattr(self._xlib, name)
        function.restype = ctypes.c_ulong
        called: int = function(self._display, *map(ctypes.c_ulong, numbers))
        return called
