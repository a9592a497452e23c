"""The parts that the program is made of, each with its licence and the files of its full text.

A build has an index of them, which packaging/licences.py made of what is really in it. A checkout
has the packages of its environment.
"""

from __future__ import annotations

import json
import platform
import re
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.system.bundled import icon_font
from pos_app.system.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from importlib.metadata import Distribution

LICENCES = "licences"  # the folder of texts, among the bundled files
INDEX = "index.json"  # in that folder; a build's

# A package's own licence files, where its metadata do not list them.
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_LONGEST_NAME = 60  # some packages put the whole text where the licence's name belongs
_QT = (
    "LGPL-3.0.txt",
    "GPL-3.0.txt",  # to which the LGPL refers
    "qtbase.txt",
    "qtsvg.txt",
    "qtwayland.txt",
    "ICU.txt",
)
# Packages that bring no text, and what is kept for them here.
_KEPT: Mapping[str, tuple[str, ...]] = {
    "pyside6-essentials": _QT,
    "pyserial": ("pyserial.txt",),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
_NAMES: Mapping[str, tuple[str, str]] = {
    "pyinstaller": ("PyInstaller", "GPL-2.0-or-later WITH Bootloader-exception"),
    "pyserial": ("pyserial", "BSD-3-Clause"),
    "pyside6-essentials": ("Qt, PySide6", "LGPL-3.0-only"),
    "shiboken6": ("Shiboken6", "LGPL-3.0-only"),
}
DYNAMIC = frozenset(name for name, licence in _NAMES.values() if licence.startswith("LGPL"))


@dataclass(frozen=True, slots=True)
class LicensedPart:
    """One part: its name, version, licence (SPDX where that is known, else as the part names it,
    else empty), and the files that hold the full text, in order."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def licensed_parts(resources: Path) -> Sequence[LicensedPart]:
    """Returns every part, by name. Raises OSError or ValueError where the index is damaged."""
    folder = resources / LICENCES
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        found = [*own_parts(resources), *_installed(resources)]
        return sorted(found, key=lambda part: (part.name.lower(), part.version))
    return [
        LicensedPart(
            part["name"],
            part["version"],
            part["licence"],
            tuple(folder / name for name in part["texts"]),
        )
        for part in index
    ]


def licence_text(part: LicensedPart) -> str:
    """Reads the full text. Raises OSError."""
    texts = (file.read_text(encoding="utf-8", errors="replace").strip() for file in part.texts)
    return f"\n\n{'_' * 72}\n\n".join(texts)


def own_parts(resources: Path) -> Iterator[LicensedPart]:
    """Yields the program, its fonts, and Python: what no package's metadata tell of."""
    kept = resources / LICENCES
    licence = resources.parents[1] / "LICENSE"
    yield LicensedPart("pos_app", VERSION, "MIT", _that_exist(licence))
    yield LicensedPart("Inter", "3.19", "OFL-1.1", (resources / "fonts" / "OFL.txt",))
    font = icon_font()[0].stem.rpartition("-")[2]
    yield LicensedPart("Material Design Icons", font, "Apache-2.0", (kept / "Apache-2.0.txt",))
    yield LicensedPart("Python", platform.python_version(), "PSF-2.0", python_text())


def python_text() -> tuple[Path, ...]:
    """Returns the file of Python's own licence, wherever this Python has put it."""
    minor = f"python3.{sys.version_info.minor}"
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path("/usr/share/doc") / minor / "copyright",
    )
    return _that_exist(*places)[:1]


def package_part(package: Distribution, resources: Path) -> LicensedPart:
    """Returns a package's part, from what it says of itself."""
    name = canonical(package.name)
    shown, licence = _NAMES.get(name, (package.name, licence_name(package)))
    kept = tuple(resources / LICENCES / text for text in _KEPT.get(name, ()))
    return LicensedPart(shown, package.version, licence, kept or tuple(package_texts(package)))


def canonical(name: str) -> str:
    """Returns a package's name as the locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_name(package: Distribution) -> str:
    """Returns what a package calls its licence, or an empty string."""
    about = package.metadata
    named = [*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ())]
    for name in map(str.strip, named[:1]):
        if name not in ("", "UNKNOWN") and len(name) < _LONGEST_NAME:
            return name
    prefix = "License :: "
    for classifier in about.get_all("Classifier") or ():
        if classifier.startswith(prefix):
            return str(classifier.rpartition(" :: ")[2])
    return ""


def package_texts(package: Distribution) -> Iterator[Path]:
    """Yields a package's licence files, which lie beside its metadata."""
    named = {Path(name).name for name in package.metadata.get_all("License-File") or ()}
    for file in package.files or ():
        about = len(file.parts) > 1 and file.parts[0].endswith(".dist-info")
        of_others = "_vendor" in file.parts
        if about and not of_others and (file.name in named or _LICENCE_FILE.match(file.name)):
            yield Path(str(package.locate_file(file)))


def _installed(resources: Path) -> Iterator[LicensedPart]:
    from importlib.metadata import distributions  # noqa: PLC0415 - a checkout's alone

    seen = set()
    for package in distributions():
        if canonical(package.name) not in seen:
            seen.add(canonical(package.name))
            yield package_part(package, resources)


def _that_exist(*files: Path) -> tuple[Path, ...]:
    return tuple(file for file in files if file.is_file())
