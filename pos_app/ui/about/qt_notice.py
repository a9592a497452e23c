"""How whoever uses the program may put their own Qt in place of the one that came with it."""

from __future__ import annotations

from pos_app.words.translate import QT_TRANSLATE_NOOP, say

# LGPL 3, section 4: notice, licence text, and a way to run the program with a changed library.
_NOTICE = (
    QT_TRANSLATE_NOOP(
        "words",
        "This program uses Qt {0}, with Qt for Python (PySide6, Shiboken6), under the GNU "
        "Lesser General Public License, version 3. Its text, and that of the GNU General Public "
        "License, to which it refers, are in this list under “Qt, PySide6”.",
    ),
    QT_TRANSLATE_NOOP(
        "words",
        "You may change Qt and run this program with your own: its libraries are files in the "
        "program's folder, in PySide6 and shiboken6 under _internal (on macOS under "
        "Contents/Frameworks). Build version {0} from its sources, with your changes, and "
        "put your files in their place. To look for errors in your changes you may take the "
        "program apart.",
    ),
    QT_TRANSLATE_NOOP(
        "words",
        "The Qt Project publishes the sources under these names: “qt-everywhere-src” for Qt, "
        "“pyside-setup” for PySide6 and Shiboken6.",
    ),
    QT_TRANSLATE_NOOP(
        "words",
        "Other libraries of this list, under an LGPL too, are files in the same folder, and can be "
        "replaced in the same way.",
    ),
    QT_TRANSLATE_NOOP(
        "words",
        "Qt itself holds work of others. Qt for Python comes without their licence texts: those "
        "in this list were collected by Debian, for another version of Qt. Cryptography and "
        "python-calamine hold libraries written in Rust, which they name in their own lists of "
        "parts, without their licence texts.",
    ),
)


def qt_notice(version: str) -> str:
    """Returns the paragraphs, in the language of the window."""
    return "\n\n".join(say(part, version) if "{0}" in part else say(part) for part in _NOTICE)
