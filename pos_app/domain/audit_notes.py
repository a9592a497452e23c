"""Audit notes: actions at the till that belong to no sale (PINs, day close, settings, restores).

A note changes no sale. It is in the same journal and the same hash chain as the events of sales, so
that nobody can take it out again, and a later reader sees how people used the till itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos_app.domain.books.day_close import CloseDocument, DrawerCount
from pos_app.domain.books.shift import ShiftDocument
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.money import Money
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.people.roles import Role
from pos_app.domain.reconciliation.notes import DifferenceResolved, StatementImported


class ProviderDeed(StrEnum):
    """A change at a provider that the till asks for. The values are the journal's words."""

    CREATE_WEBHOOK = "create_webhook"
    UPDATE_WEBHOOK = "update_webhook"
    TOGGLE_WEBHOOK = "toggle_webhook"
    RENEW_SECRET = "renew_secret"  # noqa: S105 - the name of a deed
    DELETE_WEBHOOK = "delete_webhook"
    SWITCH_EVENT = "switch_event"
    COLLECT_SPLIT = "collect_split"
    PUT_REFERENCE = "put_reference"
    DELETE_REFERENCE = "delete_reference"


@dataclass(frozen=True, kw_only=True)
class DayClosed:
    """A manager closed a business day."""

    day: date
    by: str
    document: CloseDocument | None = None  # closes of earlier versions had none


@dataclass(frozen=True, kw_only=True)
class PinRefused:
    """Somebody tried a PIN that nobody has."""


@dataclass(frozen=True, kw_only=True)
class PinAccepted:
    """The right PIN after wrong ones. A manager's PIN sets the count of wrong ones back to zero; a
    cashier's takes back only the cashier's own."""

    by: str
    own: int = 0  # wrong PINs taken back, of this cashier's; 0 for a manager, who takes back all


@dataclass(frozen=True, kw_only=True)
class PinGiven:
    """Somebody has a new PIN. `by` allowed it; the first one needs no approval."""

    name: str
    by: str = ""
    role: Role = Role.MANAGER
    version: int = 0  # of the PIN file from then on, and so is the digest
    digest: str = ""
    found: bool = False  # the person was in the file before this journal knew of anybody


@dataclass(frozen=True, kw_only=True)
class PersonLeft:
    """A person's PIN was removed. Their sales and approvals keep their name."""

    name: str
    by: str
    version: int = 0
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class RecoveryCodeMade:
    """A manager has a new recovery code: the old one opens nothing any more."""

    sealed_code: str  # its argon2id digest
    by: str = ""  # empty for the first manager's code


@dataclass(frozen=True, kw_only=True)
class Recovered:
    """The holder of the recovery code manages the shop with a new PIN. The code is spent."""

    name: str
    alone: bool  # all other PINs are void: the file was lost, or is not to be trusted
    sealed_code: str  # the digest of the next code
    version: int = 0
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class ProviderAsked:
    """A manager had something changed at a provider. The note comes before the request; the
    provider knows its outcome."""

    provider: str
    deed: ProviderDeed
    what: str  # a webhook's number or address, a reference, a wallet; never a secret
    by: str


@dataclass(frozen=True, kw_only=True)
class SettingsChanged:
    """A manager changed a setting or an account. Values may be secrets: the note has only names."""

    what: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A manager had sales written into a file. The note comes before the file."""

    what: str
    by: str


@dataclass(frozen=True, kw_only=True)
class PaymentTaken:
    """A manager took an unmatched payment out of its provider's queue."""

    method: str
    payment: str
    reference: str
    amount: Money | None
    by: str
    why: str
    provider_at: datetime | None = None  # when it moved, by the provider's own word
    period: str = ""  # the provider's clearing period
    fee: Money | None = None  # what the provider keeps of it


@dataclass(frozen=True, kw_only=True)
class Restored:
    """The journal continues from a backup: the events after `head` are in the file that was put
    aside."""

    head: str  # hash of the last event before the restore
    events: int
    put_aside: str  # name of the file, empty where there was none
    by: str = ""  # the manager, where there is one
    number: int = 0  # sales up to this number may stand on slips: the next one is above it


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """A manager had the file rebuilt from its events: another program had written in it."""

    put_aside: str  # name of the file as it was
    events: int  # that there were
    by: str = ""  # the manager, where there is one


@dataclass(frozen=True, kw_only=True)
class QueueStuck:
    """A provider's queue shows nothing new: its page is full of payments whose acknowledgement
    failed, or of others' payments. A customer who pays from now on may look unpaid."""

    method: str


@dataclass(frozen=True, kw_only=True)
class QueueMoves:
    """A queue that was stuck can be seen again."""

    method: str


@dataclass(frozen=True, kw_only=True)
class PaymentsByCall:
    """A provider sent a payment by webhook, and not in its queue: an empty queue proves nothing
    there."""

    method: str


@dataclass(frozen=True, kw_only=True)
class ShiftOpened:
    """Somebody began a shift. Its number in the journal is the shift's name."""

    cashier: str  # empty where nobody signs in
    # The float: what the close before had left in the drawer, and what was in it now. Empty where
    # another shift is open, whose drawer it is, and where the shop takes no cash.
    floats: tuple[DrawerCount, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ShiftClosed:
    """Somebody closed a shift, mostly their own."""

    document: ShiftDocument


@dataclass(frozen=True, kw_only=True)
class CashMoved:
    """Somebody put cash into the drawer, or took some out, for no sale."""

    amount: Money  # less than zero where it was taken out
    why: str
    by: str  # who put it in; or the manager who allowed it to be taken out


@dataclass(frozen=True, kw_only=True)
class ReportIssued:
    """A close or a shift has a number on paper, and is for a printer or a file. Durable before its
    first byte leaves."""

    document: DocumentKind
    subject: str  # "close 14", "shift 7"
    number: int  # 1: the original; 2: the first copy
    job: str  # the print job's id
    printer: str = ""  # empty for a file
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportWithdrawn:
    """Nobody has seen this piece of paper: its number is free again, if it was the last one."""

    document: DocumentKind
    subject: str
    number: int
    job: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class MovedOut:
    """A manager had the whole till written into a file, to go on at another computer. The note
    comes before the file: a journal that goes on after it was not taken there, or was taken
    back."""

    computer: str  # its name, from which the till goes
    file: str
    by: str  # empty while nobody has a PIN


@dataclass(frozen=True, kw_only=True)
class MovedIn:
    """The till goes on at this computer, from that file."""

    computer: str  # its name, at which the till arrives
    before: str  # the name of the computer that it comes from
    by: str  # who had it written into the file


@dataclass(frozen=True, kw_only=True)
class MoveTakenBack:
    """A manager said that the till did not go on elsewhere, and goes on where it was."""

    computer: str
    by: str


Note = (
    DayClosed
    | PinRefused
    | PinAccepted
    | PinGiven
    | PersonLeft
    | RecoveryCodeMade
    | Recovered
    | ProviderAsked
    | SettingsChanged
    | Exported
    | PaymentTaken
    | Restored
    | Rebuilt
    | QueueStuck
    | QueueMoves
    | PaymentsByCall
    | ShopClock
    | ShiftOpened
    | ShiftClosed
    | CashMoved
    | StatementImported
    | DifferenceResolved
    | ReportIssued
    | ReportWithdrawn
    | MovedOut
    | MovedIn
    | MoveTakenBack
)
# The word that stands for each kind in every journal and in the hash chain: never changed, whatever
# its class is called.
NOTES: Mapping[str, type[Note]] = {
    "dayclosed": DayClosed,
    "pinrefused": PinRefused,
    "pinaccepted": PinAccepted,
    "pingiven": PinGiven,
    "personleft": PersonLeft,
    "recoverycodemade": RecoveryCodeMade,
    "recovered": Recovered,
    "providerasked": ProviderAsked,
    "settingschanged": SettingsChanged,
    "exported": Exported,
    "paymenttaken": PaymentTaken,
    "restored": Restored,
    "rebuilt": Rebuilt,
    "queuestuck": QueueStuck,
    "queuemoves": QueueMoves,
    "paymentsbycall": PaymentsByCall,
    "shopclock": ShopClock,
    "shiftopened": ShiftOpened,
    "shiftclosed": ShiftClosed,
    "cashmoved": CashMoved,
    "statementimported": StatementImported,
    "differenceresolved": DifferenceResolved,
    "reportissued": ReportIssued,
    "reportwithdrawn": ReportWithdrawn,
    "movedout": MovedOut,
    "movedin": MovedIn,
    "movetakenback": MoveTakenBack,
}
_WORDS: Mapping[type[Note], str] = {kind: word for word, kind in NOTES.items()}


def name_of(note: Note) -> str:
    """Returns the word of a note in the journal."""
    return _WORDS[type(note)]
