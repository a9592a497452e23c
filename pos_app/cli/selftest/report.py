"""The self-test's report: one entry a check, as a JSON file that another program judges."""

import asyncio
import json
import platform
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from warnings import WarningMessage

PATIENCE = 30.0  # seconds for one check; a longer one hangs

# In the order in which they run. A report that lacks one of them is not complete.
CHECKS = (
    "fonts",
    "translations",
    "style",
    "icons",
    "licences",
    "guides",
    "spreadsheets",
    "sounds",
    "window",
    "number plan",
    "keyring",
    "trust",
    "sandbox",
    "sale",
    "slip",
    "receipt",
    "printers",
    "payment by reference",
    "close",
    "journal",
    "quiet",
)

# How Qt's offscreen platform says that it has no windows to move about.
OFFSCREEN_NOISE = "This plugin does not support "


class Failed(Exception):
    """A check failed."""


@dataclass(frozen=True)
class CheckResult:
    """The result of one check."""

    name: str
    ok: bool
    seconds: float
    detail: str


@dataclass
class Report:
    """The results so far, and the messages that were logged meanwhile."""

    entries: list[CheckResult] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)
    warnings: list[WarningMessage] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        names = tuple(entry.name for entry in self.entries)
        return names == CHECKS and all(entry.ok for entry in self.entries)

    async def check(self, name: str, work: Callable[[], Awaitable[str]]) -> None:
        """Runs one check. An error becomes its entry, and the next check runs all the same."""
        began = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                detail, ok = await work(), True
        except Exception as error:  # noqa: BLE001 - a build may lack anything
            detail, ok = f"{type(error).__name__}: {error}", False
        self.entries.append(CheckResult(name, ok, round(time.perf_counter() - began, 3), detail))

    async def quiet(self) -> str:
        """Checks, as the last one, that the others caused no warnings."""
        said = [*self.noise, *(str(warning.message) for warning in self.warnings)]
        if said:
            raise Failed(" | ".join(said))
        return ""

    def as_text(self) -> str:
        about: dict[str, Any] = {
            "program": sys.executable,
            "built": bool(getattr(sys, "frozen", False)),
            "python": platform.python_version(),
            "system": platform.platform(),
            "checks": [asdict(entry) for entry in self.entries],
            "ok": self.ok,
        }
        return json.dumps(about, ensure_ascii=False, indent=2) + "\n"
