"""Starts the till when somebody signs in to this computer. The system's own file is the truth.

Linux: a desktop entry in the user's autostart folder (the Desktop Application Autostart
Specification of freedesktop.org). macOS: a property list of a launch agent in the user's library
(launchd.plist(5)). Windows: a value of the user's `Run` key (learn.microsoft.com, *Run and RunOnce
Registry Keys*), which the task manager may switch off beside it.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.errors import SettingsUnavailable
from pos_app.system.atomic import sync_folder, write_whole
from pos_app.system.executable import OWN_FOLDER, own_command

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "pos-app"
AGENT = "ao.pos-app.till"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_READABLE = 0o644  # the system reads it, and it has no secret
_FOR_EXEC = str.maketrans({mark: f"\\{mark}" for mark in '"`$\\'})


def command_of(profile: Path | None, *, kiosk: bool) -> Sequence[str]:
    """Returns what is started: this very program, of a checkout or a build."""
    where = ["--profile", str(profile.absolute())] if profile else []
    return [*own_command(), *where, *(["--kiosk"] if kiosk else [])]


def desktop_entry(command: Sequence[str], folder: Path) -> str:
    """Returns the desktop entry, with its arguments quoted as the Desktop Entry Specification
    asks: first for `Exec`, then as a string."""
    quoted = (f'"{one.replace("%", "%%").translate(_FOR_EXEC)}"' for one in command)
    line = " ".join(quoted).replace("\\", "\\\\")
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=pos_app",
        f"Exec={line}",
        f"Path={str(folder).replace(chr(92), chr(92) * 2)}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    )
    return "\n".join(lines) + "\n"


def is_entry_on(text: str) -> bool:
    """Tells whether a desktop starts it: people and desktops switch an entry off inside it."""
    pairs = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    known = {key.strip(): value.strip().lower() for key, value in pairs.items()}
    is_off = known.get("Hidden") == "true" or known.get("X-GNOME-Autostart-enabled") == "false"
    return "Exec" in known and not is_off


def launch_agent(command: Sequence[str], folder: Path) -> bytes:
    """Returns the property list. `Interactive`: it is no background job, and is not slowed down."""
    return plistlib.dumps(
        {
            "Label": AGENT,
            "ProgramArguments": list(command),
            "WorkingDirectory": str(folder),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
    )


def is_agent_on(content: bytes) -> bool:
    try:
        known = plistlib.loads(content)
    except (plistlib.InvalidFileException, ValueError):
        return False
    return bool(known.get("RunAtLoad")) and not known.get("Disabled")


def run_value(command: Sequence[str]) -> str:
    """Returns the command as Windows takes it apart again."""
    return subprocess.list2cmdline(command)


def is_approved(switch: bytes | None) -> bool:
    """Tells whether the task manager has left it on: an even first byte, or no value at all."""
    return not switch or switch[0] % 2 == 0


def is_on() -> bool:
    """Tells what the system will do at the next sign-in. Raises SettingsUnavailable."""
    try:
        if sys.platform == "win32":
            return _is_on_windows()
        file = entry_file()
        content = file.read_bytes() if file.exists() else b""
        if sys.platform == "darwin":
            return is_agent_on(content)
        return is_entry_on(content.decode(errors="replace"))
    except OSError as error:
        raise SettingsUnavailable(str(error)) from error


def turn(profile: Path | None, *, on: bool, kiosk: bool = False) -> bool:
    """Turns it on or off, and returns what the system says of it then. Raises
    SettingsUnavailable."""
    try:
        command = command_of(profile, kiosk=kiosk)
        if sys.platform == "win32":
            _turn_windows(run_value(command) if on else "")
        elif on:
            _write(command)
        else:
            entry_file().unlink(missing_ok=True)
    except OSError as error:
        raise SettingsUnavailable(str(error)) from error
    return is_on()


def entry_file() -> Path:
    """Returns the system's file, on Linux and macOS."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{AGENT}.plist"
    config = os.environ.get("XDG_CONFIG_HOME", "")
    root = Path(config) if config.startswith("/") else Path.home() / ".config"
    return root / "autostart" / f"{NAME}.desktop"


def _write(command: Sequence[str]) -> None:
    file = entry_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    is_agent = sys.platform == "darwin"
    content = (
        launch_agent(command, OWN_FOLDER)
        if is_agent
        else desktop_entry(command, OWN_FOLDER).encode()
    )
    write_whole(file, content, mode=_READABLE)
    sync_folder(file.parent)


def _is_on_windows() -> bool:
    if sys.platform == "win32":
        return bool(_of_registry(_RUN)) and is_approved(_of_registry(_APPROVED))
    return False


def _of_registry(path: str) -> bytes | None:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there alone

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                value = winreg.QueryValueEx(key, NAME)[0]
        except FileNotFoundError:
            return None
        return value if isinstance(value, bytes) else str(value).encode()
    return None


def _turn_windows(value: str) -> None:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there alone

        for path in (_RUN, _APPROVED):
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, path) as key:
                if path == _RUN and value:
                    winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, value)
                    continue
                try:
                    winreg.DeleteValue(key, NAME)
                except FileNotFoundError:
                    continue
