"""What a till and its office say to each other over HTTP: values, without their JSON.

The protocol only grows: an unknown field is ignored, a missing one has its default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow

MOST_ROWS = 500  # in one batch
MOST_BYTES = 1024 * 1024  # of a batch's body, before it is compressed


# --- accounts -------------------------------------------------------------------------------------


class AccountMode(StrEnum):
    """By which of its two doors a provider gives this account's payments to the office."""

    QUEUE = "queue"  # the office's collector asks for them
    WEBHOOK = "webhook"  # the provider calls the office; then its queue is always empty


@dataclass(frozen=True)
class SharedAccount:
    """A provider's account whose payments the office hears for all tills that sell by it.

    `mark` tells it from another account of that provider, as `Account.mark` does; empty where the
    shop keeps its key to itself. `hook` is the address at which the provider calls about this
    till's payments, without the sale's id; empty for none. `complete_to`: everything that the
    provider said up to then is in the inbox; None where that cannot be said.
    """

    provider: str
    mode: AccountMode
    mark: str = ""
    hook: str = ""
    complete_to: datetime | None = None


# --- enrolment and sessions -----------------------------------------------------------------------


class Claim(StrEnum):
    """What a till that enrols says of an id which the office knows already."""

    NONE = ""  # nothing yet: it may hear that the id is in use
    MOVED = "moved"  # it is that till, on this computer from now on: the other one's token ends


@dataclass(frozen=True)
class EnrolOrder:
    """A till asks to belong to the office. `code` is from a manager: ten letters, good once.

    `till` is the till's id; empty on a new computer, where the code may name one.
    """

    code: str = field(repr=False)
    till: str
    name: str = ""
    head: Head = BEGINNING
    version: str = ""
    claim: Claim = Claim.NONE


@dataclass(frozen=True)
class Enrolled:
    """The office took the till. `token` is the till's secret from now on.

    `restore_token` reads this till's events back, for an hour; empty where the code does not allow
    that. `head` is the last event that the office has of it.
    """

    token: str = field(repr=False)
    till: str
    shop: str
    office: str
    branch: int = 0
    head: Head = BEGINNING
    restore_token: str = field(default="", repr=False)
    accounts: Sequence[SharedAccount] = ()


@dataclass(frozen=True)
class InUse:
    """Another computer is this till, and was heard at this instant: moved here, or another till?"""

    heard_at: datetime | None


class CodeRefusal(StrEnum):
    """Why a code enrols nobody."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"
    TOO_MANY_TRIES = "too_many_tries"


@dataclass(frozen=True)
class CodeRefused:
    why: CodeRefusal


@dataclass(frozen=True)
class Hello:
    """A till begins a session. `session` is the one it was given last; `nonce` is new for each
    start, and the same when this very question is asked again. `clock` is the till's own time."""

    session: int
    nonce: str
    head: Head
    version: str
    clock: datetime


@dataclass(frozen=True)
class SessionGranted:
    """The office's answer to `Hello`. `session` is for the next start.

    `is_clone`: this session was used by another computer, last heard at `clone_heard_at`.
    `branch` and `head`: where the till ships on; the head of another branch may be in its chain.
    `token` is a new one where the old one is due; the old one is good until the new one is used.
    """

    session: int
    branch: int
    head: Head
    least_version: str = ""
    token: str = field(default="", repr=False)
    is_clone: bool = False
    clone_heard_at: datetime | None = None
    accounts: Sequence[SharedAccount] = ()


# --- events ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Batch:
    """Events that follow one another, the first of them after `after`."""

    branch: int
    after: Head
    rows: Sequence[EventRow]


@dataclass(frozen=True)
class Stored:
    """All rows of the batch are durable at the office; `head` is the last event that it has."""

    head: Head


@dataclass(frozen=True)
class Gap:
    """The batch begins behind the office's head: go on from there."""

    head: Head


@dataclass(frozen=True)
class Fork:
    """The office has another event under this number: from here on the two chains differ. What the
    till has becomes a branch from the last event that both have."""

    at: int
    head: Head


@dataclass(frozen=True)
class RowRefused:
    """Row number `place` of the batch, from 0, does not follow from the one before, or cannot be
    stored. Nothing of the batch was."""

    place: int


@dataclass(frozen=True)
class TokenRefused:
    """The office does not know this token (any more): a manager has to enrol the till again."""


@dataclass(frozen=True)
class TooOld:
    """The office takes events of this version only: sell on, nothing is lost, and update."""

    least_version: str


@dataclass(frozen=True)
class Busy:
    """The office cannot take it now; ask again after so many seconds."""

    retry_after: float | None = None


@dataclass(frozen=True)
class BranchOrder:
    """Opens a branch after the last common event of branch `branch`. `first` is the hash of the
    till's own event after it: asked again, the same branch is returned."""

    branch: int
    after: Head
    first: str


@dataclass(frozen=True)
class BranchOpened:
    branch: int
    head: Head


# --- what providers said --------------------------------------------------------------------------


class CallKind(StrEnum):
    """How the office came by what a provider said."""

    WEBHOOK = "webhook"  # the provider called; `headers` has its signature
    ENTRY = "entry"  # one entry of its queue; `signature` is the collector's


@dataclass(frozen=True)
class ProviderCall:
    """What a provider said, byte for byte. The till judges it with the code it has today.

    `about` is the end of the address that was called, or empty: a sale's id. `signature` is
    HMAC-SHA256 in hex over `body` under the account's key, which the collector read the queue with.
    """

    # SHA-256 in hex of the body, and of the headers where the till alone can check the signature in
    # them: the same words again are the same call.
    mark: str
    provider: str
    kind: CallKind
    received_at: datetime
    headers: Mapping[str, str]
    body: bytes
    about: str = ""
    signature: str = ""


@dataclass(frozen=True)
class Inbox:
    """Calls that this till has not taken yet, oldest first, and its accounts as they are now."""

    calls: Sequence[ProviderCall]
    accounts: Sequence[SharedAccount] = ()
