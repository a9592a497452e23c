"""Where there are shops: what a country is called, and the clock on its walls."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

COUNTRIES: Mapping[str, Callable[[], str]] = {
    "AO": lambda: QCoreApplication.translate("countries", "Angola"),
    "MZ": lambda: QCoreApplication.translate("countries", "Mozambique"),
    "TT": lambda: QCoreApplication.translate("countries", "Trinidad and Tobago"),
}
ZONES = {"AO": "Africa/Luanda", "MZ": "Africa/Maputo", "TT": "America/Port_of_Spain"}
# A language is named in itself, so that whoever needs it can read it.
LANGUAGES = {"pt": "Português", "en": "English"}
