"""Which computer this is, and which one a profile was last used on.

A profile that is copied to a second computer is the same till twice: what is paid at one would be
called expired at the other, and both would give the same numbers. The profile itself cannot tell,
since all of it is copied; so the mark is made of what the system has been given when it was set up.
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
_OURS = "pos-app:"  # the system's own mark is for nobody else to know (machine-id(5))


def this_computer() -> str:
    """A mark of it that gives nothing away. Raises OSError."""
    known = _of_the_system() or _of_this_user()
    return hashlib.sha256(f"{_OURS}{known}".encode()).hexdigest()[:32]


def look_where(place: Profile) -> None:
    """Raises OtherComputer where the profile was last used on another one, and OSError."""
    try:
        there = read_small(_file(place)).decode().strip()
    except FileNotFoundError:
        there = ""
    except (NoFileOfOursError, ValueError) as damage:  # a person knows
        raise OtherComputer(str(place.root)) from damage
    if not there:
        settle_here(place)
    elif there != this_computer():
        raise OtherComputer(str(place.root))


def settle_here(place: Profile) -> None:
    """From now on the profile is this computer's. Raises OSError."""
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
    """Where the system has none: made once, in a folder that is not a profile's."""
    folder = Path(platformdirs.user_state_dir("pos-app", appauthor=False))
    file = folder / "computer"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_privately(file, f"{uuid4().hex}\n".encode())
    return file.read_text().strip()
