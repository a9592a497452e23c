"""Recognises this computer, so that a profile copied to a second one is noticed at the start.

The same till on two computers would give the same numbers twice, and each would call a sale expired
that was paid at the other. All of a profile is copied, so the profile itself cannot tell; the mark
is made from an id that the system got when it was installed.
"""

import hashlib
import sys
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import platformdirs

from pos_app.domain.errors import OtherComputer
from pos_app.installation.profile import Profile
from pos_app.system.private_files import NoFileOfOursError, read_small, write_privately

# machine-id(5); the second is where systems without systemd have it.
_OF_LINUX = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_OURS = "pos-app:"  # no other program may know the system's own id (machine-id(5))


def this_computer() -> str:
    """Returns a mark of this computer that reveals nothing. Raises OSError."""
    known = _of_the_system() or _of_this_user()
    return hashlib.sha256(f"{_OURS}{known}".encode()).hexdigest()[:32]


def look_where(place: Profile) -> None:
    """Compares the profile's mark. Raises OtherComputer where it was last used on another computer,
    and OSError."""
    try:
        there = read_small(_file(place)).decode().strip()
    except FileNotFoundError:
        there = ""
    except (NoFileOfOursError, ValueError) as damage:  # a person has to say
        raise OtherComputer(str(place.root)) from damage
    if not there:
        settle_here(place)
    elif there != this_computer():
        raise OtherComputer(str(place.root))


def settle_here(place: Profile) -> None:
    """Marks the profile as this computer's. Raises OSError."""
    write_privately(_file(place), f"{this_computer()}\n".encode())


def _file(place: Profile) -> Path:
    return place.root / "computer"


def _of_the_system() -> str:
    if sys.platform == "win32":
        return _of_windows()
    for file in _OF_LINUX:
        with suppress(OSError, UnicodeDecodeError):
            if known := file.read_text().strip():
                return known
    return ""


def _of_windows() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there alone

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return ""


def _of_this_user() -> str:
    """Returns a mark made once in the user's folder, outside of any profile, where the system has
    none."""
    folder = Path(platformdirs.user_state_dir("pos-app", appauthor=False))
    file = folder / "computer"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_privately(file, f"{uuid4().hex}\n".encode())
    return file.read_text().strip()
