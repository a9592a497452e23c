"""Names of the countries."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

COUNTRY_NAMES: Mapping[str, Callable[[], str]] = {
    "AO": lambda: QCoreApplication.translate("countries", "Angola"),
    "MZ": lambda: QCoreApplication.translate("countries", "Mozambique"),
    "TT": lambda: QCoreApplication.translate("countries", "Trinidad and Tobago"),
}
