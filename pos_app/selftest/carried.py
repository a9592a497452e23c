"""What this copy of the program carries with it, or must find on its system."""

import asyncio
import ssl
import sys
from collections.abc import Mapping
from importlib import import_module

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QStyleFactory

from pos_app.gateways.catalogue import METHODS
from pos_app.resources import resources_folder
from pos_app.selftest.report import Failed
from pos_app.settings import LANGUAGES
from pos_app.till.phones import read_phone
from pos_app.ui.tokens import FAMILY

# What keyring needs of this system, loaded by name where a build may have left it out.
_KEYRINGS: Mapping[str, tuple[str, ...]] = {
    "linux": ("keyring.backends.SecretService", "secretstorage", "jeepney"),
    "win32": ("keyring.backends.Windows", "win32ctypes.pywin32.win32cred"),
    "darwin": ("keyring.backends.macOS",),
}


async def fonts() -> str:
    for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold):
        used = QFontInfo(QFont(FAMILY, 12, weight.value))
        if used.family() != FAMILY or used.weight() != weight.value:
            raise Failed(f"{used.family()} {used.weight()} in place of {FAMILY} {weight.value}")
    return FAMILY


async def translations() -> str:
    for language in LANGUAGES:
        translator = QTranslator()
        if not translator.load(f"pos_app_{language}", str(resources_folder() / "translations")):
            raise Failed(f"there is no translation into {language}")
        if language == "pt" and not translator.translate("words", "Paid"):
            raise Failed("the Portuguese translation is empty")
    return ", ".join(LANGUAGES)


async def style() -> str:
    application = QApplication.instance()
    if not isinstance(application, QApplication) or not application.styleSheet():
        raise Failed("the application wears no style sheet")
    if QStyleFactory.create("Fusion") is None:
        raise Failed("the style that the sheet stands on is missing")
    return f"{len(application.styleSheet())} letters"


async def number_plan() -> str:
    return read_phone("84 123 4567", METHODS["clicpay.mpesa"]).e164


async def keyring() -> str:
    """That this system's backend can be loaded; whether it is unlocked is the desktop's affair."""
    for name in _KEYRINGS.get(sys.platform, ()):
        await asyncio.to_thread(import_module, name)
    library = await asyncio.to_thread(import_module, "keyring")
    return type(await asyncio.to_thread(library.get_keyring)).__module__


async def trust() -> str:
    """Somewhere on this system are the certificates without which no provider is believed."""
    paths = ssl.get_default_verify_paths()
    loaded = len(ssl.create_default_context().get_ca_certs())
    if not (loaded or paths.cafile or paths.capath):
        raise Failed(f"no certificates at {paths.openssl_cafile} or {paths.openssl_capath}")
    return f"{loaded} loaded, {paths.cafile or paths.capath or 'from the system'}"
