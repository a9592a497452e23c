"""Preparation of a process without a window, before Qt paints: an application, and typefaces."""

import os
import sys
from functools import cache

from PySide6.QtGui import QFontDatabase, QGuiApplication

from pos_app.system.bundled import resources_folder


def begin_painting() -> None:
    """Makes the application, and loads the typefaces of the slips."""
    application()
    for face in sorted((resources_folder() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(face))


@cache
def application() -> QGuiApplication:
    """Returns the QApplication that Qt's fonts need: it shows nothing, and on Linux needs no
    screen. It lives as long as the process."""
    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_MAC_DISABLE_FOREGROUND_APPLICATION_TRANSFORM"] = "1"  # nor an icon in the dock
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication(["pos-app"])
