"""What PyInstaller found and a till does not need."""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from PyInstaller.depend.bindepend import get_imports  # type: ignore[import-untyped]

Entry = tuple[str, str, str]  # where it goes, where it lies, what kind it is

# Of Qt's plugins, those that a window of widgets and a printer need, those that tell of a network,
# and the one that reads a shop's logo where it is a photo. Qt's own order decides.
_PLUGINS = (
    "imageformats/libqjpeg",
    "imageformats/qjpeg",
    "networkinformation/",
    "platforms/libqxcb",
    "platforms/libqwayland",
    "platforms/libqoffscreen",
    "platforms/libqcocoa",
    "platforms/qwindows",
    "platforms/qoffscreen",
    "platforminputcontexts/libcompose",
    "platforminputcontexts/libibus",
    "platformthemes/libqxdgdesktopportal",
    "printsupport/",
    "styles/",
    "wayland-decoration-client/libbradient",
    "wayland-shell-integration/libxdg-shell",
)
# Of Qt's own translations, that of a language that the window speaks.
_WORDS = ("qtbase_pt_BR.qm",)
# What pip writes down about a package for itself (RECORD holds sums of scripts that name this
# computer's folders); keyring and sqlite-utils read the other files.
_OF_PIP = ("INSTALLER", "RECORD", "REQUESTED", "direct_url.json")
# Libraries that have to be the system's own. libmvec is a part of its libc. GLib loads the system's
# modules (its settings, its networks) into the process, which fit no other GLib; whoever has a
# desktop has it, and packaging/system-packages.txt names it.
_OF_THE_SYSTEM = (
    "libmvec.so.1",
    "libgio-2.0.so.0",
    "libglib-2.0.so.0",
    "libgmodule-2.0.so.0",
    "libgobject-2.0.so.0",
    "libgthread-2.0.so.0",
    # What only GLib stands on.
    "libblkid.so.1",
    "libmount.so.1",
    "libpcre2-8.so.0",
    "libselinux.so.1",
)
# It talks to the print system: what it stands on has to be the system's own.
_STANDS_ON_THE_SYSTEM = "printsupport/libcups"


def needed(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without Qt's other plugins and translations, what translators edit, and what only
    those need; in the order of their names, since PyInstaller's is that of the disk."""
    kept = [entry for entry in entries if _is_wanted(_target(entry))]
    libraries = [entry for entry in kept if _is_library(entry)]
    others = [entry for entry in kept if not _is_library(entry)]
    roots = [entry for entry in others if _STANDS_ON_THE_SYSTEM not in _target(entry)]
    return _without_dangling(sorted([*others, *_reached(roots, libraries)]))


def _reached(roots: Sequence[Entry], libraries: Sequence[Entry]) -> list[Entry]:
    """The libraries that are loaded by these files, or by one another on their behalf."""
    by_name = {PurePosixPath(_target(entry)).name.lower(): entry for entry in libraries}
    reached: dict[str, Entry] = {}
    waiting = list(roots)
    while waiting:
        _, source, kind = waiting.pop()
        if kind not in ("BINARY", "EXTENSION"):
            continue
        for name, _ in get_imports(source):
            found = by_name.get(PurePosixPath(name).name.lower())
            if found and name.lower() not in reached:
                reached[name.lower()] = found
                waiting.append(found)
    return list(dict.fromkeys(reached.values()))


def _without_dangling(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without links that lead to a library which stays out."""
    there = {PurePosixPath(_target(entry)).name for entry in entries if entry[2] != "SYMLINK"}
    return [entry for entry in entries if not _is_link(entry) or _leads_to(entry) in there]


def _is_link(entry: Entry) -> bool:
    return entry[2] == "SYMLINK" and ".so" in entry[0]


def _leads_to(link: Entry) -> str:
    return PurePosixPath(link[1]).name


def _is_library(entry: Entry) -> bool:
    """A shared library, but not the interpreter's own and not one that is opened by name."""
    target = _target(entry)
    name = PurePosixPath(target).name.lower()
    opened_by_name = "/plugins/" in target or "python3" in name or name.startswith("libusb")
    return entry[2] == "BINARY" and not opened_by_name


def _is_wanted(target: str) -> bool:
    if "/plugins/" in target:
        return any(f"/plugins/{name}" in target for name in _PLUGINS)
    if target.endswith((".ts", "TERMS.md")):  # what translators edit; the window reads what is made
        return False
    if target.startswith(("PySide6/Qt/translations/", "PySide6/translations/")):
        return PurePosixPath(target).name in _WORDS
    name = PurePosixPath(target).name
    if PurePosixPath(target).parent.suffix == ".dist-info" and name in _OF_PIP:
        return False
    return name not in _OF_THE_SYSTEM


def _target(entry: Entry) -> str:
    return entry[0].replace("\\", "/")
