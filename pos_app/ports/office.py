"""What the window asks for besides the till: the shop's settings and accounts, and paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pos_app.domain.sale import Sale
    from pos_app.ports.counter import Theme


@dataclass(frozen=True)
class AccountForm:
    """One provider's account as the settings page shows it; secrets themselves are never shown."""

    provider: str
    name: str
    base_url: str
    options: Mapping[str, str]
    secrets: Mapping[str, bool]  # by their names: whether each is kept

    @property
    def may_be_asked(self) -> bool:
        """Whether it has its key, which is the first of its secrets, or needs none."""
        return next(iter(self.secrets.values()), True)


class Office(Protocol):
    """The shop's settings."""

    async def accounts(self) -> Sequence[AccountForm]: ...

    async def save_account(
        self, provider: str, base_url: str, options: Mapping[str, str], secrets: Mapping[str, str]
    ) -> None:
        """Keeps the account; a secret that is not named stays as it is. Raises BadInput or
        WorldFailed."""

    async def save_preferences(self, *, name: str, language: str, theme: Theme) -> None: ...


class Paper(Protocol):
    """Slips on paper and as files.

    Only a reference that waits has a slip, since a slip that is handed out gets paid: for all
    other sales both raise NotAllowed.
    """

    async def printers(self) -> Sequence[str]: ...

    async def print_slip(self, sale: Sale, printer: str, *, copy: bool) -> None:
        """Raises PrinterFailed with what the print system said."""

    async def save_slip(self, sale: Sale, path: Path, *, copy: bool) -> None:
        """Raises FileNotWritten with what the system said."""
