"""A newer version of the program, as its supplier's manifest tells of it, and who can say so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NewerVersion:
    """A version that a shop could install. `notes` are plain text by language; `sums` are SHA-256
    by the names of files."""

    version: str
    released_at: datetime  # UTC
    notes: Mapping[str, str] = field(default_factory=dict)
    sums: Mapping[str, str] = field(default_factory=dict)


class TellsNewerVersion(Protocol):
    """Knows of a newer version. Asking it never waits for the network or a disk."""

    @property
    def newer(self) -> NewerVersion | None:
        """The newer version; None where none is known, or nobody is asked."""
        ...
