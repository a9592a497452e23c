"""The office's side of the protocol, as a till calls it. It carries and parses, and decides
nothing."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.protocol import (
    Batch,
    BranchOpened,
    BranchOrder,
    Busy,
    CodeRefused,
    Enrolled,
    EnrolOrder,
    Fork,
    Gap,
    Hello,
    Inbox,
    InUse,
    RowRefused,
    SessionGranted,
    Stored,
    TokenRefused,
    TooOld,
)


@dataclass(frozen=True)
class OfficeAccess:
    """Where the office is, and by which secret this till is known there."""

    address: str  # https, or http on this computer; without a slash at its end
    till: str
    token: str = field(repr=False)


Refusal = TokenRefused | TooOld | Busy


class OfficeApi(Protocol):
    """Calls of one till. Each raises RequestNotSent, or ResponseLost where the answer was lost or
    makes no sense: then the same may be asked again."""

    async def enrol(self, address: str, order: EnrolOrder) -> Enrolled | InUse | CodeRefused: ...

    async def hello(self, access: OfficeAccess, hello: Hello) -> SessionGranted | Refusal: ...

    async def ship(
        self, access: OfficeAccess, batch: Batch
    ) -> Stored | Gap | Fork | RowRefused | Refusal: ...

    async def hash_at(self, access: OfficeAccess, branch: int, seq: int) -> str | Refusal:
        """Returns the hash of the event of this number in the chain of that branch; empty where it
        has none."""

    async def open_branch(
        self, access: OfficeAccess, order: BranchOrder
    ) -> BranchOpened | Gap | Refusal:
        """Opens a branch; Gap where the office does not have that common event."""

    async def events_after(self, access: OfficeAccess, after: Head) -> list[EventRow] | Refusal:
        """Returns the next slice of this till's events, in the chain of its living branch; an empty
        one at its end. The token is the one to restore with."""

    async def inbox(self, access: OfficeAccess) -> Inbox | Refusal: ...

    async def done(self, access: OfficeAccess, mark: str) -> Refusal | None:
        """Says that what this call said is durable at the till, or that it is not this till's."""

    async def leave(self, access: OfficeAccess, head: Head) -> Refusal | Gap | None:
        """Signs the till out. Gap where the office lacks some of its events."""

    def wake(self, access: OfficeAccess) -> AbstractAsyncContextManager[AsyncIterator[None]]:
        """Opens the stream that yields when there is something to look for. It ends, or raises as
        above, when the office, or something between, closes it or is silent for 40 s."""
