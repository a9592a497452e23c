"""Environment variables that Qt reads (QT_*): removes those that would break the window.

Runs once, before Qt reads them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_LEAST, _MOST = 0.5, 8.0  # times: smaller cannot be read, and larger has no room for a letter
_FACTORS = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS")
# For developers of Qt: with these a warning of a printer's ends the program.
_DEADLY = ("QT_FATAL_WARNINGS", "QT_FATAL_CRITICALS")
_PLATFORM = "QT_QPA_PLATFORM"
# The variable of each display server, and the Qt platform that draws on it.
_SESSIONS = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}


def mend(environment: MutableMapping[str, str]) -> None:
    """Removes the variables that end the program, and unusable scale factors.

    Adds this session's platforms to a wanted one. Qt handles any other value itself.
    """
    for name in _DEADLY:
        environment.pop(name, None)
    for name in _FACTORS:
        if not all(map(_is_factor, environment.get(name, "1").split(";"))):
            del environment[name]
    wanted = environment.get(_PLATFORM, "")
    if wanted:
        there = [plugin for name, plugin in _SESSIONS.items() if environment.get(name)]
        others = [plugin for plugin in there if plugin not in wanted]
        environment[_PLATFORM] = ";".join([wanted, *others])  # Qt tries one after the other


def _is_factor(written: str) -> bool:
    """Returns whether this is a scale factor of one screen, which may be named: `HDMI-1=1.5`."""
    try:
        factor = float(written.rpartition("=")[2])
    except ValueError:
        return False
    return math.isfinite(factor) and _LEAST <= factor <= _MOST
