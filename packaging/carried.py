"""What a build really carries, from what PyInstaller wrote down: packages, and system libraries."""

import ast
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

# PyInstaller's lists, in its folder of work: each entry is where it goes, where it lay, its kind.
_LISTS = ("COLLECT-00.toc", "PYZ-00.toc")
_BOOTLOADER = "pyinstaller"  # the executable itself is its work
_LICENSES = Path("/usr/share/common-licenses")


class UnknownOrigin(Exception):
    """Nobody knows whose a carried file is, so nobody knows its licence."""


@dataclass(frozen=True, slots=True, order=True)
class SystemSource:
    """A distribution's source package, of which the build carries libraries."""

    name: str
    version: str
    packages: tuple[str, ...]  # those that bring the libraries
    copyrights: tuple[Path, ...]  # its licence text, as each of them has it


@dataclass(frozen=True, slots=True)
class Carried:
    packages: tuple[Distribution, ...]
    system: tuple[SystemSource, ...]


def carried(work: Path) -> Carried:
    """Reads PyInstaller's folder of work. Raises UnknownOrigin for a file of nobody."""
    packages, libraries = _Packages(), set[str]()
    for source in sorted(set(_sources(work))):
        file = Path(source)
        if packages.claim(file) or _is_pythons(file) or _is_made_here(file, work):
            continue
        libraries.add(source)
    found = {package.name: package for package in packages.claimed}
    found.setdefault(_BOOTLOADER, distribution(_BOOTLOADER))
    return Carried(
        tuple(found[name] for name in sorted(found, key=str.lower)),
        tuple(_system_sources(sorted(libraries))),
    )


def _sources(work: Path) -> Iterator[str]:
    for name in _LISTS:
        written = ast.literal_eval((work / name).read_text(encoding="utf-8"))
        entries = next(part for part in written if isinstance(part, list))
        for _, source, kind in entries:
            if kind not in ("SYMLINK", "EXECUTABLE") and Path(source).is_absolute():
                yield source


class _Packages:
    """The environment's packages, and which of them a file has named."""

    def __init__(self) -> None:
        self.claimed: list[Distribution] = []
        self._site = Path(sysconfig.get_path("purelib")).resolve()
        self._owners = {
            file.as_posix(): package
            for package in distributions(path=[str(self._site)])
            for file in package.files or ()
        }

    def claim(self, file: Path) -> bool:
        """Returns whether the file is a package's. What only tells about a package is none of its
        code, and does not bring it into the build."""
        where = file.resolve()
        if not where.is_relative_to(self._site):
            return False
        inside = where.relative_to(self._site)
        if inside.parts[0].endswith(".dist-info"):
            return True
        package = self._owners.get(inside.as_posix())
        if package is None:
            raise UnknownOrigin(f"{inside} is of no package")
        if package not in self.claimed:
            self.claimed.append(package)
        return True


def _is_pythons(file: Path) -> bool:
    where = file.resolve()
    library = Path(sysconfig.get_path("stdlib")).resolve()
    if where.is_relative_to(library) or where.name.lower().startswith(("libpython", "python3")):
        return True
    base = Path(sys.base_prefix).resolve()
    return base not in (Path("/usr"), Path("/usr/local")) and where.is_relative_to(base)


def _is_made_here(file: Path, work: Path) -> bool:
    """Returns whether the file is of this checkout, or was made by the build itself."""
    checkout = Path(__file__).resolve().parent.parent
    where = file.resolve()
    return where.is_relative_to(checkout) or where.is_relative_to(work.resolve())


def _system_sources(libraries: Iterable[str]) -> Iterator[SystemSource]:
    found: dict[tuple[str, str], dict[bytes, Path]] = {}
    packages: dict[tuple[str, str], set[str]] = {}
    for library in libraries:
        package = _package_of(library)
        shown = r"${source:Package}\t${source:Version}"
        name, version = _told("dpkg-query", "-W", "-f", shown, package).split("\t")
        bare = package.partition(":")[0]
        packages.setdefault((name, version), set()).add(bare)
        text = Path("/usr/share/doc") / bare / "copyright"
        if not text.is_file():
            raise UnknownOrigin(f"{package}, which brings {library}, has no text at {text}")
        found.setdefault((name, version), {}).setdefault(text.read_bytes(), text)
    for (name, version), texts in sorted(found.items()):
        brought = tuple(sorted(packages[name, version]))
        yield SystemSource(name, version, brought, tuple(sorted(texts.values())))


def _package_of(library: str) -> str:
    """Returns the package of a library; the system may know it below /usr or beside it."""
    real = os.path.realpath(library)
    for path in dict.fromkeys((library, real, f"/usr{library}", real.removeprefix("/usr"))):
        told = _told("dpkg-query", "-S", path)
        if told:
            return told.partition(": ")[0].partition(",")[0]
    raise UnknownOrigin(f"{library} is of no package of this system")


def _told(program: str, *arguments: str) -> str:
    """Returns what a program says; empty where it is not there, or has nothing to say."""
    found = shutil.which(program)
    if found is None:
        return ""
    command = [found, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip().splitlines()[0] if done.returncode == 0 else ""


def distribution_id() -> str:
    """Returns this Linux' name, as package URLs write it: `debian`, `ubuntu`."""
    return platform.freedesktop_os_release().get("ID", "linux")


def common_texts(copyright_text: str) -> tuple[Path, ...]:
    """Returns the texts that a copyright file refers to and does not hold: the system's own GPL and
    its like, which other systems lack."""
    every = [file.name for file in _LICENSES.glob("*")]
    named = {name for name in every if f"{_LICENSES}/{name}" in copyright_text}
    # Whoever names GPL-2 has named GPL as well.
    longest = {name for name in named if not any(other.startswith(f"{name}-") for other in named)}
    return tuple((_LICENSES / name).resolve() for name in sorted(longest))
