"""The shop's logo: a small PNG in the profile's folder, named by its content.

A new logo gets a new name, so that the setting that names it changes, and takes a manager's PIN,
like every other one on paper.
"""

import hashlib
from pathlib import Path

from pos_app.domain.errors import BadInput, Field, InputProblem, SettingsUnavailable
from pos_app.system.private_files import read_small, write_privately

LARGEST = 200_000  # bytes
_PNG = b"\x89PNG\r\n\x1a\n"  # ISO/IEC 15948, 5.2
_NAMES = "logo-*.png"


def keep_logo(folder: Path, png: bytes, in_use: str) -> str:
    """Writes the picture and returns its name. All earlier ones go, except the one in use. Raises
    BadInput, SettingsUnavailable."""
    if not png.startswith(_PNG) or len(png) > LARGEST:
        raise BadInput(Field.SETTINGS, InputProblem.SETTING_INVALID, "shop.logo")
    name = f"logo-{hashlib.sha256(png).hexdigest()[:12]}.png"
    try:
        write_privately(folder / name, png)
        for old in folder.glob(_NAMES):
            if old.name not in (name, in_use):
                old.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsUnavailable(str(error)) from error
    return name


def read_logo(folder: Path, name: str) -> bytes:
    """Returns the picture; nothing where there is none, or where it is no PNG of a logo's size: a
    receipt is printed all the same."""
    if not name:
        return b""
    try:
        png = read_small(folder / name)
    except OSError:
        return b""
    return png if png.startswith(_PNG) and len(png) <= LARGEST else b""
