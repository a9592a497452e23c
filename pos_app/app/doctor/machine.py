"""Checks of the computer: release, system, screen, memory, sound card, time zone."""

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from pos_app.app.doctor.check import apart, noted, warning, well
from pos_app.installation.settings import Settings
from pos_app.ports.doctor.findings import Diagnosis, Sign, Subject
from pos_app.system.bundled import resources_folder
from pos_app.system.release import this_release

_LITTLE = 300  # megabytes that are free: the till takes 120 of them
_MEMORY = Path("/proc/meminfo")
_CARDS = Path("/proc/asound/cards")
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


async def release() -> Sequence[Diagnosis]:
    known = this_release(resources_folder())
    if not known.commit:
        return [well(Subject.RELEASE, Sign.CHECKOUT, known.version)]
    built = f"{known.built_at.astimezone(UTC):%Y-%m-%d}" if known.built_at else ""
    return [well(Subject.RELEASE, Sign.RELEASE, known.version, known.commit[:12], built)]


async def system() -> Sequence[Diagnosis]:
    named = await apart(lambda: (platform.platform(), platform.python_version()))
    return [well(Subject.SYSTEM, Sign.SYSTEM, *named)]


async def screen() -> Sequence[Diagnosis]:
    """Asks Qt where it runs, else the surroundings: a command opens no window."""
    if sizes := _screens():
        return [well(Subject.SCREEN, Sign.SCREENS, len(sizes), ", ".join(sizes))]
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        return [noted(Subject.SCREEN, Sign.SCREEN_NONE)]
    return [well(Subject.SCREEN, Sign.SCREEN_THERE)]


def _screens() -> Sequence[str]:
    """Returns the sizes of all screens in pixels, the till's first; none where no window is."""
    if "PySide6.QtGui" not in sys.modules:
        return []
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - only where it is loaded

    if not isinstance(QGuiApplication.instance(), QGuiApplication):
        return []
    return [f"{one.size().width()}x{one.size().height()}" for one in QGuiApplication.screens()]


async def memory() -> Sequence[Diagnosis]:
    free = await apart(_free_memory)
    if free is None:
        return [noted(Subject.MEMORY, Sign.NOT_TOLD)]
    make, fact = (warning, Sign.MEMORY_LOW) if free < _LITTLE else (well, Sign.MEMORY)
    return [make(Subject.MEMORY, fact, free)]


def _free_memory() -> int | None:
    """Returns the megabytes that programs can have; None where the system does not say."""
    if not _MEMORY.exists():
        return None
    for line in _MEMORY.read_text(encoding="ascii").splitlines():
        name, _, rest = line.partition(":")
        if name == "MemAvailable":
            return int(rest.split()[0]) // 1000
    return None


async def sound() -> Sequence[Diagnosis]:
    """Looks for a sound card without playing anything. Only Linux tells it by a file."""
    if find_spec("miniaudio") is None:
        return [warning(Subject.SOUND, Sign.SOUND_NONE)]
    if sys.platform != "linux":
        return [noted(Subject.SOUND, Sign.NOT_TOLD)]
    there = await apart(lambda: _CARDS.exists() and "[" in _CARDS.read_text(errors="replace"))
    return [well(Subject.SOUND, Sign.SOUND) if there else noted(Subject.SOUND, Sign.SOUND_NONE)]


async def zone(shop: Settings) -> Sequence[Diagnosis]:
    """Compares nothing: the till goes by the shop's zone, whatever the computer's is. Raises
    BadInput for one that cannot be used."""
    here = datetime.now(shop.zone)
    return [well(Subject.ZONE, Sign.ZONE, shop.zone.key, f"{here:%Y-%m-%d %H:%M}")]
