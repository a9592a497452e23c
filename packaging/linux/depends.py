"""What the package needs of Debian: computed from the programs in the folder, and a short list of
what is opened by name.

The folder brings some libraries and leaves others to the system. Each that a file in it is linked
to and that does not lie in it is looked up in this computer's packages, whose own symbol files
(dpkg-shlibdeps) then tell the oldest version that has all that is called.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

# Files and programs that a library in the folder opens by name.
_BY_NAME = (
    "ca-certificates",  # without which no payment service is trusted
    "fontconfig-config",  # Qt's list of fonts: /etc/fonts
    "libx11-data",  # the compose table of dead keys: ã, ç, é
    "xkb-data",  # keyboards
)
# The till works without them, and says what is missing or does less.
RECOMMENDS = (
    "dbus-user-session | dbus-session-bus",  # the bus by which a keyring is reached
    "gnome-keyring | kwalletmanager",  # else the keys lie encrypted in the profile
    "libpulse0 | libasound2t64 | libasound2",  # sounds
    "libxcursor1",  # the desktop's own pointer
)
SUGGESTS = ("cups", "fonts-noto-core")
# Debian 13 and Ubuntu 24.04 renamed those that were built anew for times after 2038.
_T64 = frozenset({"libcups2", "libglib2.0-0"})
_ARCHITECTURE = "amd64"


class NotFound(Exception):
    """A file in the folder needs a library that neither the folder nor this computer has."""


def depends(folder: Path) -> list[str]:
    """The rows of Depends, sorted. Raises NotFound."""
    programs = list(_programs(folder))
    owners = {_owner(soname) for soname in _left_to_the_system(folder, programs)}
    versions = _oldest_versions(programs)
    rows = [*_BY_NAME, *(_row(owner, versions.get(owner, "")) for owner in owners)]
    return sorted(rows)


def _programs(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def _left_to_the_system(folder: Path, programs: Iterable[Path]) -> set[str]:
    brought = {path.name for path in folder.rglob("*.so*")}
    told = _said("objdump", "-p", *map(str, programs))
    return set(re.findall(r"^ +NEEDED +(\S+)$", told, re.MULTILINE)) - brought


def _owner(soname: str) -> str:
    """The package that brings a library to this computer. Raises NotFound."""
    found = _said("/sbin/ldconfig", "-p")
    match = re.search(rf"^\s{re.escape(soname)} \(.*x86-64.*\) => (\S+)$", found, re.MULTILINE)
    if match is None:
        raise NotFound(soname)
    # A merged /usr: the package may say /lib where the linker says /usr/lib, or the reverse.
    path = Path(match[1])
    for known in (path, path.resolve(), Path(str(path.resolve()).removeprefix("/usr"))):
        told = subprocess.run(
            ["dpkg-query", "-S", str(known)], capture_output=True, text=True, check=False
        )
        if told.returncode == 0:
            return told.stdout.split(":")[0]
    raise NotFound(soname)


def _oldest_versions(files: Sequence[Path]) -> dict[str, str]:
    """What dpkg-shlibdeps says of each package, by its name; "" where any version will do."""
    with tempfile.TemporaryDirectory() as name:
        control = Path(name, "debian", "control")
        control.parent.mkdir()
        control.write_text(f"Source: s\n\nPackage: p\nArchitecture: {_ARCHITECTURE}\n")
        told = _said(
            "dpkg-shlibdeps", "-O", "--ignore-missing-info",
            *(f"-l{place}" for place in sorted({path.resolve().parent for path in files})),
            *(f"-e{path.resolve()}" for path in files), folder=name,
        )  # fmt: skip
    rows = told.partition("=")[2].strip().split(", ")
    pairs = (re.fullmatch(r"(\S+)(?: \((.+)\))?", row.split(" | ")[0]) for row in rows)
    versions: dict[str, str] = {}
    for pair in pairs:
        # `>> 2.36, << 2.37` would tie the package to this computer's very libc: it comes of one of
        # its own libraries among the files, and no such library may be.
        if pair and pair[2] and pair[2].startswith(("<<", ">> ")):
            raise NotFound(f"{pair[1]}: the folder holds a part of it")
        if pair:
            versions[pair[1]] = pair[2] or ""
    return versions


def _row(package: str, version: str) -> str:
    """A package under both of its names, as in `libcups2 (>= 1.4.0) | libcups2t64`."""
    row = f"{package} ({version})" if version else package
    return f"{row} | {package}t64" if package in _T64 else row


def _said(*command: str, folder: str | None = None) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stdout
