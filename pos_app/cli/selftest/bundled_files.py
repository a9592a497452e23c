"""Checks of bundled files and system parts: icons, sounds, fonts, keyring, certificates."""

import asyncio
import ssl
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QLibraryInfo, QRectF, QTranslator
from PySide6.QtGui import QFont, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleFactory

from pos_app.cli.selftest.report import Failed
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.certificates import trusting_context
from pos_app.installation.credential_file import KeyFile
from pos_app.installation.credentials import WITHOUT_KEYRING
from pos_app.installation.keyring_process import Ring
from pos_app.ports.shop import LANGUAGES
from pos_app.system.bundled import resources_folder
from pos_app.till.phone_numbers import read_phone
from pos_app.ui.qt.guides import Guide
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.tokens import FAMILY

_QTS_WORDS = QLibraryInfo.LibraryPath.TranslationsPath
_ICON = 18  # pixels: the smallest that is shown

# Modules that keyring loads by name on this system: a build may have left them out.
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
    if not QTranslator().load("qtbase_pt_BR", QLibraryInfo.path(_QTS_WORDS)):
        raise Failed("Qt's own dialogs have no translation")
    return ", ".join(LANGUAGES)


async def style() -> str:
    application = QApplication.instance()
    if not isinstance(application, QApplication) or not application.styleSheet():
        raise Failed("the application wears no style sheet")
    if QStyleFactory.create("Fusion") is None:
        raise Failed("the style that the sheet stands on is missing")
    return f"{len(application.styleSheet())} letters"


async def icons() -> str:
    """Checks that each icon paints something, with its ring and without."""
    for icon in Icon:
        for ring in (False, True):
            picture = QImage(_ICON, _ICON, QImage.Format.Format_RGB32)
            picture.fill(0)
            painter = QPainter(picture)
            paint_icon(painter, icon, QRectF(picture.rect()), "#ffffff", ring=ring)
            painter.end()
            if not any(bytes(picture.constBits())):
                raise Failed(f"nothing is seen of {icon}")
    return ", ".join(Icon)


async def sounds() -> str:
    """Checks that both sounds are there and can be decoded. A sound card is not needed: without one
    the till is silent."""
    return await asyncio.to_thread(_read_sounds)


def _read_sounds() -> str:
    import miniaudio  # noqa: PLC0415 - a build that lacks it fails this check and no other

    found = {}
    for name in ("paid", "not_paid"):
        sound = miniaudio.decode_file(str(resources_folder() / "sounds" / f"{name}.wav"))
        if not any(sound.samples):
            raise Failed(f"{name} is silent")
        found[name] = f"{name} {sound.duration:.2f} s"
    return ", ".join(found.values())


async def spreadsheets() -> str:
    """Checks that a statement in a spreadsheet can be read: by a library that is loaded late, and
    that a build may have left out."""
    reader = await asyncio.to_thread(import_module, "python_calamine")
    return str(reader.CalamineWorkbook.__name__)


async def guides() -> str:
    """Checks that a build has every guide that F1 opens; a checkout makes them by `make guides`."""
    if not getattr(sys, "frozen", False):
        return "no build"
    return await asyncio.to_thread(guides_in, resources_folder())


def guides_in(resources: Path) -> str:
    """Returns which guides there are. Raises Failed where one is missing or not a whole PDF."""
    names = [f"{guide}.{language}.pdf" for guide in Guide for language in LANGUAGES]
    for name in names:
        file = resources / "guides" / name
        content = file.read_bytes() if file.is_file() else b""
        if not content.startswith(b"%PDF-") or not content.rstrip().endswith(b"%%EOF"):
            raise Failed(f"there is no guide {name}")
    return ", ".join(names)


async def number_plan() -> str:
    return read_phone("84 123 4567", METHODS["clicpay.mpesa"]).e164


async def keyring() -> str:
    """Checks that this system's keyring backend can be loaded, and keeps values; it need not be
    unlocked. A Linux without one has the key file."""
    for name in _KEYRINGS.get(sys.platform, ()):
        await asyncio.to_thread(import_module, name)
    said = await asyncio.to_thread(Ring("pos-app self-test").get, "probe")
    if sys.platform in WITHOUT_KEYRING:
        await asyncio.to_thread(_try_key_file)
    elif said is None:
        raise Failed("the system's keyring cannot be used")
    if said is None:
        return "there is no keyring: keys go into an encrypted file that a passphrase opens"
    return "keys go into the system's keyring"


def _try_key_file() -> None:
    """Checks that the passphrase reads a kept value back, and that the file does not show it."""
    with TemporaryDirectory(prefix="pos-app-self-test-") as folder:
        path = Path(folder) / "keys.enc"
        kept, again = KeyFile(path), KeyFile(path)
        kept.unlock("a passphrase")
        kept.keep("vpos.token", "secret")
        again.unlock("a passphrase")
        if again.get("vpos.token") != "secret" or b"secret" in path.read_bytes():
            raise Failed("the file of keys does not keep them")


async def trust() -> str:
    """Checks that this system has root certificates, without which no provider is trusted."""
    paths = ssl.get_default_verify_paths()
    loaded = len(trusting_context().get_ca_certs())
    if not (loaded or paths.cafile or paths.capath):
        raise Failed(f"no certificates at {paths.openssl_cafile} or {paths.openssl_capath}")
    return f"{loaded} loaded, {paths.cafile or paths.capath or 'from the system'}"
