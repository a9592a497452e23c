"""What Windows and macOS want of PyInstaller besides what Linux wants. Read by pos_app.spec."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from pos_app.system.version import VERSION

_HERE = Path(__file__).resolve().parent
MACOS_IDENTITY = "POS_APP_MACOS_IDENTITY"  # as packaging/sign.py documents it
# The oldest macOS of the Qt that the locks pin; the tag of its wheel says so.
_OLDEST_MACOS = "13.0"
_LANGUAGE, _UNICODE = 0x0409, 1200  # US English, UTF-16: [MS-LCID] and the code page
_NT_WINDOWS32, _APPLICATION = 0x40004, 0x1  # dwFileOS and dwFileType of VS_FIXEDFILEINFO
# The system asks in these words when the till first looks for a printer.
_LOCAL_NETWORK = (
    "Receipt printers are found and used on the shop's network. / "
    "As impressoras de talões são procuradas e usadas na rede da loja."
)


def exe_options(platform: str, folder: Path, environment: Mapping[str, str]) -> dict[str, object]:
    """Returns what `EXE` takes besides; writes the files that it names into the folder."""
    if platform == "win32":
        said = folder / "version-resource.txt"
        said.write_text(version_resource(VERSION), encoding="utf-8")
        return {"icon": _icon(folder / "pos-app.ico"), "version": str(said)}
    if platform == "darwin":
        # PyInstaller signs inside out while it puts the program together; without an identity by
        # nobody (ad hoc), which opens on the computer that built it alone.
        return {
            "codesign_identity": environment.get(MACOS_IDENTITY) or None,
            "entitlements_file": str(_HERE / "macos" / "entitlements.plist"),
        }
    return {}


def bundle_options(folder: Path) -> dict[str, object]:
    """Returns what macOS' `BUNDLE` takes; writes its icon into the folder."""
    return {
        "name": "pos_app.app",
        "icon": _icon(folder / "pos-app.icns"),
        "bundle_identifier": "app.pos.till",
        "version": VERSION,
        "info_plist": info_plist(VERSION),
    }


def _icon(file: Path) -> str:
    """Makes the icon, in a process of its own: PyInstaller's has no Qt in it."""
    subprocess.run([sys.executable, str(_HERE / "icons.py"), str(file)], check=True)
    return str(file)


def info_plist(version: str) -> dict[str, object]:
    """Returns what macOS is told of the till, besides what PyInstaller tells by itself."""
    return {
        "CFBundleDisplayName": "pos_app",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version.partition("rc")[0],  # numbers alone
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "pt"],
        "LSApplicationCategoryType": "public.app-category.business",
        # PyInstaller takes a program with a command line for one without windows.
        "LSBackgroundOnly": False,
        "LSMinimumSystemVersion": _OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSLocalNetworkUsageDescription": _LOCAL_NETWORK,
        # As what pos_app/printing/drivers/announced.py listens for.
        "NSBonjourServices": ["_pdl-datastream._tcp"],
        # A till that is not in front still follows its sales, and ends in order or not at all.
        "NSAppSleepDisabled": True,
        "NSSupportsAutomaticTermination": False,
        "NSSupportsSuddenTermination": False,
    }


def version_resource(version: str) -> str:
    """Returns what Windows' Explorer says of the program, as PyInstaller reads it from a file."""
    numbers = four_numbers(version)
    said = {
        "CompanyName": "The pos_app authors",
        "FileDescription": "pos_app: a till",
        "FileVersion": version,
        "InternalName": "pos-app",
        "LegalCopyright": "MIT License",
        "OriginalFilename": "pos-app.exe",
        "ProductName": "pos_app",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in said.items())
    return f"""\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers},
    mask=0x3F, flags=0x0, OS={_NT_WINDOWS32:#x}, fileType={_APPLICATION:#x}, subtype=0x0,
    date=(0, 0),
  ),
  kids=[
    StringFileInfo([StringTable({f"{_LANGUAGE:04X}{_UNICODE:04X}"!r}, [{strings}])]),
    VarFileInfo([VarStruct('Translation', [{_LANGUAGE}, {_UNICODE}])]),
  ],
)
"""


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """Returns the numbers by which Windows compares; a candidate's, as in 1.0.0rc2, is the fourth.

    Raises ValueError where the version is of another form.
    """
    release, _, candidate = version.partition("rc")
    major, minor, patch = map(int, release.split("."))
    return major, minor, patch, int(candidate or 0)
