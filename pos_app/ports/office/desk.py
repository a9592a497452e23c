"""How a manager makes a till belong to an office, and takes it out again."""

from typing import Protocol

from pos_app.domain.people.approval import Approval
from pos_app.ports.office.protocol import Claim, CodeRefused, Enrolled, InUse
from pos_app.ports.office.status import TellsOffice


class OfficeDesk(TellsOffice, Protocol):
    """The office of an open till; it may have none. Changes raise NotApproved, JournalUnavailable,
    SettingsUnavailable, KeyringUnavailable, RequestNotSent, ResponseLost, BadInput for an address
    that is not safe, NotInTraining."""

    async def join(
        self, address: str, code: str, *, claim: Claim = Claim.NONE, approval: Approval | None
    ) -> Enrolled | InUse | CodeRefused:
        """Enrols the till by a code of the office's manager; then it ships at once."""

    async def leave(self, *, anyway: bool = False, approval: Approval | None) -> None:
        """Signs the till out. Raises NotShipped where the office lacks events, or cannot be asked;
        with `anyway` the till goes all the same, and keeps its journal."""
