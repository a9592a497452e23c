"""The QApplication: name, fonts, palette and style, translator, DPI scaling."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from pos_app.ui.qt.environment import mend
from pos_app.ui.theme.style_sheet import style_sheet
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, colours_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FACES = ("Inter-Regular.otf", "Inter-SemiBold.otf")
_LOCALES = {
    "pt": "pt_AO",
    "en": "en_GB",
}
_USUAL = 100  # percent
_TEXT_SIZE = "text_size"  # the property of the application that keeps the size
_TRANSLATOR = "translator"  # the name by which the application owns its translators
# Qt's own words, from the last that is asked to the first: its translation, which is Brazilian, and
# what the window can show of it as a Portuguese writes it.
_QTS_WORDS = {"pt": ("qtbase_pt_BR", "qt_pt"), "en": ()}


def make_application(
    arguments: Sequence[str], resources: Path, *, language: str, text_size: int = _USUAL
) -> QApplication:
    """Makes the application; `wear_theme` styles it.

    `text_size` is wanted, in percent; `text_size_of` returns the size that fits.
    """
    mend(os.environ)
    # As an argument: `setStyle` returns the style, and wrapping that costs a tenth of the start.
    app = _make([*arguments, "-style", "fusion"], text_size)
    app.setApplicationName("pos_app")
    app.setApplicationDisplayName("pos_app")
    app.setDesktopFileName("pos-app")  # by which a desktop finds the window's icon
    wear_faces(app, resources)
    install_language(app, language, resources)
    return app


def text_size_of(app: QApplication) -> int:
    """Returns the scale of the window, in percent."""
    return int(app.property(_TEXT_SIZE))


def _make(arguments: list[str], text_size: int) -> QApplication:
    if text_size == _USUAL and "QT_SCALE_FACTOR" not in os.environ:
        app, shown = QApplication(arguments), text_size
    else:
        from pos_app.ui.theme.display_scale import make_scaled  # noqa: PLC0415 - most tills need none of it

        app, shown = make_scaled(arguments, text_size)
    app.setProperty(_TEXT_SIZE, shown)
    return app


def install_language(app: QApplication, language: str, resources: Path) -> None:
    """Installs the translators, Qt's own too; Qt tells every open window to set its texts again.
    The sources are English."""
    QLocale.setDefault(QLocale(_LOCALES[language]))
    for old in app.findChildren(QTranslator, _TRANSLATOR):
        app.removeTranslator(old)
        old.setObjectName("")
        old.deleteLater()
    ours = str(resources / "translations")
    qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # English has a file too: it holds the plurals.
    for name in (*_QTS_WORDS[language], f"pos_app_{language}"):
        translator = QTranslator(app)
        translator.setObjectName(_TRANSLATOR)
        if translator.load(name, qts if name.startswith("qtbase") else ours):
            app.installTranslator(translator)


def wear_faces(app: QApplication, resources: Path) -> None:
    """Loads the till's own font, which no computer has to have."""
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(resources / "fonts" / face))
    app.setFont(font(Size.BODY))


def wear_theme(app: QApplication, theme: str) -> None:
    """Sets the style sheet, and the palette for the parts that no style sheet reaches.

    A window that is built before it costs a third less: Qt styles each widget once, and not again
    at each step on its way into the window.
    """
    colours = colours_of(theme)
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, colours.ground),
        (QPalette.ColorRole.Base, colours.surface),
        (QPalette.ColorRole.AlternateBase, colours.sunken),
        (QPalette.ColorRole.Button, colours.surface),
        (QPalette.ColorRole.Text, colours.text),
        (QPalette.ColorRole.WindowText, colours.text),
        (QPalette.ColorRole.ButtonText, colours.text),
        (QPalette.ColorRole.PlaceholderText, colours.muted),
        (QPalette.ColorRole.Highlight, colours.accent),
        (QPalette.ColorRole.HighlightedText, colours.on_accent),
    ):
        palette.setColor(role, QColor(colour))
    app.setPalette(palette)
    app.setStyleSheet(style_sheet(colours))
