"""Writes the report of unhandled errors for support: one text without secrets, beside the log."""

import platform
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pos_app.diagnostics.incidents import Incident, incident_of
from pos_app.system.bundled import resources_folder
from pos_app.system.release import this_release

KEPT = 5  # reports kept; the newest lists all errors of its run


def report_of(incidents: Sequence[Incident], lines: Sequence[str], now: datetime) -> str:
    """Returns the report. `incidents` and `lines` (the end of the log) are redacted already."""
    release, python = this_release(resources_folder()), platform.python_version()
    head = (
        f"pos_app {release} · Python {python} · {platform.platform()}\n"
        f"{_clock(now)}. All times are UTC. Without keys; of long numbers the last three figures."
    )
    parts = [head, *(_paragraph(incident) for incident in incidents)]
    if lines:
        parts.append("\n".join(["The last lines of the log", *lines]))
    return "\n\n".join(parts) + "\n"


def keep_report(folder: Path, text: str, now: datetime) -> Path:
    """Writes it beside the log, and deletes the oldest ones. Waits for the disk. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"report-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.txt"
    file.write_text(text, encoding="utf-8")
    for old in sorted(folder.glob("report-*.txt"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return file


def keep_unhandled(folder: Path, what: str, error: Exception | None) -> Path | None:
    """Writes the report of an error that ends a run, or of an end without one. It must not hide the
    error itself: a failed write is ignored."""
    now = datetime.now(UTC)
    with suppress(OSError):
        return keep_report(folder, report_of([incident_of(what, error, now)], (), now), now)
    return None


def _paragraph(incident: Incident) -> str:
    times = "once" if incident.count == 1 else f"{incident.count} times"
    span = _clock(incident.first)
    if incident.count > 1:
        span += f" to {_clock(incident.last)}"
    return f"{times}, {span}: {incident.text}"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%SZ}"
