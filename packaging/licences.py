"""The licence texts of everything that a build carries, put into it with an index.

A part without a text ends the build: nobody may be given what they may not have.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from carried import Carried, SystemSource, carried, common_texts, distribution_id
from cryptography.hazmat.backends.openssl import backend

from pos_app.system.bundled import resources_folder
from pos_app.system.licences import (
    INDEX,
    LICENCES,
    LicensedPart,
    canonical,
    licence_text,
    own_parts,
    package_part,
)

# Libraries of a source whose other files, its programs, are under another licence.
_OF_A_PACKAGE: Mapping[str, str] = {
    "libcom-err2": "MIT",  # the head of its sources, lib/et; Debian's file says it of no file
    "libkeyutils1": "LGPL-2.0-or-later",
    "libuuid1": "BSD-3-Clause",
}


class NoText(Exception):
    """A part of the build has no licence text."""


@dataclass(frozen=True, slots=True)
class ShippedPart:
    """A part with its address in the world: a package URL (purl), as SBOMs name it."""

    part: LicensedPart
    purl: str
    package: str = ""  # its name in the lock; empty where it is no Python package


def gather(work: Path, bundled: Path) -> None:
    """Writes texts and index into the bundled files of a build. `work` is PyInstaller's folder.

    Raises NoText, or UnknownOrigin for a file that is of nobody."""
    write([shipped.part for shipped in shipped_parts(carried(work))], bundled / LICENCES)


def shipped_parts(build: Carried) -> Sequence[ShippedPart]:
    """Returns every part, by name; the program itself is among them."""
    found = [*_own(), *_packages(build), *(_system_part(source) for source in build.system)]
    return sorted(found, key=lambda one: (one.part.name.lower(), one.part.version))


def write(parts: Sequence[LicensedPart], folder: Path) -> None:
    """Writes each text once, however many parts share it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    written: dict[str, str] = {}  # by text
    index: list[dict[str, Any]] = []
    for part in parts:
        if not part.texts or not licence_text(part):
            raise NoText(f"{part.name} {part.version}")
        names = []
        for number, text in enumerate(_texts(part)):
            if text not in written:
                written[text] = (
                    f"{_slug(part.name)}-{number}.txt" if number else f"{_slug(part.name)}.txt"
                )
                (folder / written[text]).write_text(text, encoding="utf-8", newline="\n")
            names.append(written[text])
        about = {"name": part.name, "version": part.version, "licence": part.licence}
        index.append({**about, "texts": names})
    text = json.dumps(index, ensure_ascii=False, indent=1) + "\n"
    (folder / INDEX).write_text(text, encoding="utf-8", newline="\n")


def _texts(part: LicensedPart) -> Iterator[str]:
    for file in part.texts:
        yield licence_text(replace(part, texts=(file,))) + "\n"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9.+]+", "-", name.lower())


# --- where each comes from ------------------------------------------------------------------------


def _own() -> Iterator[ShippedPart]:
    resources = resources_folder()
    for part in own_parts(resources):
        yield ShippedPart(part, f"pkg:generic/{_slug(part.name)}@{part.version}")
    # Compiled into cryptography's wheel, and not the system's.
    version = backend.openssl_version_text().split()[1]
    text = resources / LICENCES / "Apache-2.0.txt"
    inside = LicensedPart("OpenSSL (cryptography)", version, "Apache-2.0", (text,))
    yield ShippedPart(inside, f"pkg:generic/openssl@{version}")


def _packages(build: Carried) -> Iterator[ShippedPart]:
    for package in build.packages:
        name = canonical(package.name)
        part = package_part(package, resources_folder())
        yield ShippedPart(part, f"pkg:pypi/{name}@{package.version}", name)


def _system_part(source: SystemSource) -> ShippedPart:
    said = "\n".join(text.read_text(encoding="utf-8") for text in source.copyrights)
    texts = (*source.copyrights, *common_texts(said))
    others = [_OF_A_PACKAGE.get(package, "") for package in source.packages]
    licence = " AND ".join(others) if all(others) else _first_licence(said)
    part = LicensedPart(source.name, source.version, licence, texts)
    system = distribution_id()
    return ShippedPart(part, f"pkg:deb/{system}/{source.name}@{source.version}?arch=source")


def _first_licence(text: str) -> str:
    """Returns what a machine-readable copyright file says of most files; empty for the older
    ones, which are prose."""
    if not text.startswith("Format:"):
        return ""
    found = re.search(r"^License: *(\S.*)$", text, re.MULTILINE)
    return found[1].strip() if found else ""
