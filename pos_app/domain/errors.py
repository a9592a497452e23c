"""The tree of this program's errors.

Only `PossibleDuplicate`, which names a sale, is beside its rule, in domain/duplicate_charge.py.

    PosError
    ├── BadInput            a person typed something that cannot be charged; nothing was sent
    ├── NotAllowed          the transition table does not allow this command now
    │   ├── NotOffered          the payment method cannot do this at all
    │   │   └── TurnedOff           the shop has not turned this method on
    │   ├── TooSoon             a request may still arrive: the outcome is open
    │   ├── PrinterNotSetUp     no printer of this name is set up
    │   ├── NotShipped          the office lacks events of this till
    │   ├── NotInTraining       it would change the real shop
    │   ├── NoRoomForTill       this computer has a shop already: no other till moves in
    │   └── NotMovedOut         the till is here: there is nothing to take back
    ├── NobodyAtTheTill     sales need a sign-in here, and nobody is signed in
    ├── NotApproved         only a manager may do this, and none has approved it
    │   ├── WrongPin            nobody has this PIN
    │   │   └── WrongCode       nor is this the recovery code
    │   └── TooManyTries        too many wrong PINs in a row: the till checks none for a while
    ├── WrongPassphrase     it does not open the encrypted file of keys
    │   └── MoveFileClosed      nor a till that was moved out
    └── EnvironmentFailed   network, provider, disk or system failed, and not this program
        ├── RequestNotSent      no byte reached the provider: safe to try again
        │   ├── RequestUnusable     the request or its address is no good, whatever the network
        │   ├── NotTrusted          the server cannot prove to be the provider
        │   └── ProxyUnusable       this computer's proxy does not work
        ├── ResponseLost        the request may have arrived: the outcome is unknown
        ├── ProviderRefused     the provider refused a request to its admin API
        ├── TooManyCalls        the provider's rate limit is reached: nothing was sent
        ├── NotSetUp            an account or a key is missing
        ├── NoManager           there is no manager's PIN yet
        ├── NoRecoveryCode      no recovery code was ever made
        ├── KeyringUnavailable  the system has no store for secrets that can be used
        │   ├── PassphraseNeeded    the file of keys is locked
        │   │   └── NoPassphraseYet     there is no such file, and no passphrase for it yet
        │   └── KeysDamaged         the file of keys cannot be read
        │       └── KeysNewer           a newer version of this program has written it
        ├── SettingsUnavailable the settings file cannot be written
        │   ├── PeopleLost          the PIN file is not the one in the journal's notes
        │   │   ├── PeopleOlder         it was put back to an earlier day
        │   │   └── PeopleChanged       another program wrote in it
        │   └── PeopleDamaged       the PIN file cannot be read
        ├── TrainingUnavailable the simulated providers did not start
        ├── PrinterFailed       the print system did not take a slip
        ├── FileNotWritten      a document could not be saved
        │   └── FileUncertain       nobody knows whether it was
        ├── JournalInUse        another till owns this journal
        ├── JournalUnavailable  the disk refused: nothing may be sent
        │   ├── JournalHeld         another program holds the file
        │   ├── JournalReadOnly     the disk, or the folder, cannot be written
        │   ├── JournalFull         the disk has no room
        │   ├── JournalNotCopied    an older journal could not be copied before its upgrade
        │   ├── JournalNewer        a newer version of this program has written in the file
        │   ├── JournalOutOfReach   the disk or the folder is not there now
        │   └── JournalReplaced     the file that is open is not the one at its path any more
        ├── CannotBeKept        a number that is too large for a journal: no amount of money
        ├── JournalDamaged      the journal contradicts itself
        │   ├── JournalMissing      there was one, and there is none or an empty one now
        │   ├── JournalRolledBack   it is sound, and older than what this till has shown
        │   └── JournalRewritten    another program has written in the file, or made it
        ├── ProfileDamaged      a small file of the till's cannot be read
        ├── OtherComputer       this till was last open on another computer
        ├── TillMovedOut        this till goes on at another computer
        ├── MoveFileUnusable    the file of a moved till is damaged, cut, or none
        │   └── MoveFileNewer       a newer version of the program made it
        ├── BackupFailed        no copy of the journal was made
        │   ├── BackupFolderMissing the folder for copies is not there
        │   └── JournalUnsound      a copy was made, and does not verify
        ├── NoCopy              there is no copy of the journal to restore
        └── CopyUnusable        the copy of the journal cannot be restored
            └── CopyNewer           a newer version of this program has made it

Any other exception (ValueError, AssertionError, …) is a mistake of this program's.
"""

from enum import StrEnum

from pos_app.domain.reasons import Reason


class PosError(Exception):
    """The root: a handler that catches this catches no mistake in our own code."""


class Field(StrEnum):
    """The input that a complaint belongs to."""

    AMOUNT = "amount"
    PHONE = "phone"
    DESCRIPTION = "description"
    VOUCHER = "voucher"
    VALIDITY = "validity"
    FIELDS = "fields"
    PIN = "pin"
    PIN_AGAIN = "pin_again"
    CODE = "code"
    NAME = "name"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of an input
    PASSPHRASE_AGAIN = "passphrase_again"  # noqa: S105 - nor is this
    WHY = "why"
    METHOD = "method"
    REFERENCE = "reference"
    TENDERED = "tendered"
    SETTINGS = "settings"
    INVOICE = "invoice"
    STATEMENT = "statement"


class InputProblem(StrEnum):
    """The problem with an input. Screens and commands make sentences from it."""

    AMOUNT_EMPTY = "amount_empty"
    AMOUNT_NOT_A_NUMBER = "amount_not_a_number"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    AMOUNT_TOO_PRECISE = "amount_too_precise"
    AMOUNT_AMBIGUOUS = "amount_ambiguous"
    AMOUNT_TOO_SMALL = "amount_too_small"
    AMOUNT_TOO_LARGE = "amount_too_large"
    AMOUNT_NOT_WHOLE = "amount_not_whole"
    PHONE_EMPTY = "phone_empty"
    PHONE_NOT_A_NUMBER = "phone_not_a_number"
    PHONE_TOO_SHORT = "phone_too_short"
    PHONE_TOO_LONG = "phone_too_long"
    PHONE_OTHER_COUNTRY = "phone_other_country"
    PHONE_NOT_MOBILE = "phone_not_mobile"
    DESCRIPTION_TOO_SHORT = "description_too_short"
    DESCRIPTION_TOO_LONG = "description_too_long"
    DESCRIPTION_UNPRINTABLE = "description_unprintable"
    TENDERED_TOO_LITTLE = "tendered_too_little"
    MORE_THAN_MISSING = "more_than_missing"  # of a split sale
    REFUND_THE_PARTS = "refund_the_parts"  # of a split sale
    VOUCHER_EMPTY = "voucher_empty"
    VOUCHER_NOT_ONE = "voucher_not_one"
    VALIDITY_NOT_A_TIME = "validity_not_a_time"
    VALIDITY_PAST = "validity_past"
    VALIDITY_FIXED = "validity_fixed"
    FIELDS_TOO_MANY = "fields_too_many"
    FIELDS_NOT_PAIRS = "fields_not_pairs"
    PIN_NOT_FIGURES = "pin_not_figures"
    PINS_DIFFER = "pins_differ"
    PIN_NOT_THIS = "pin_not_this"  # easy to guess, or somebody else's: it does not say which
    NAME_NOT_ONE = "name_not_one"
    NAME_UNKNOWN = "name_unknown"
    NAME_TAKEN = "name_taken"  # by another printer
    LAST_MANAGER = "last_manager"
    PASSPHRASE_TOO_SHORT = "passphrase_too_short"  # noqa: S105 - no passphrase either
    PASSPHRASES_DIFFER = "passphrases_differ"
    WHY_EMPTY = "why_empty"
    DEED_EMPTY = "deed_empty"  # what somebody did about an alert
    METHOD_UNKNOWN = "method_unknown"
    REFERENCE_NOT_ONE = "reference_not_one"
    MONEY_IS_REAL = "money_is_real"
    NOT_OFFERED = "not_offered"
    ADDRESS_NOT_SAFE = "address_not_safe"
    SETTING_MISSING = "setting_missing"
    SETTING_INVALID = "setting_invalid"
    QUICK_AMOUNTS_INVALID = "quick_amounts_invalid"
    PICTURE_UNREADABLE = "picture_unreadable"
    INVOICE_NOT_ONE = "invoice_not_one"
    STATEMENT_EMPTY = "statement_empty"
    STATEMENT_TOO_LARGE = "statement_too_large"
    STATEMENT_UNREADABLE = "statement_unreadable"  # as a file: the disk says why
    STATEMENT_LOCKED = "statement_locked"
    STATEMENT_NOT_A_TABLE = "statement_not_a_table"
    STATEMENT_LACKS_COLUMN = "statement_lacks_column"
    STATEMENT_AMOUNTS_AMBIGUOUS = "statement_amounts_ambiguous"
    STATEMENT_KNOWN = "statement_known"  # it was imported before


class BadInput(PosError):
    """Typed text that cannot be used. `value` is a part of the sentence: a limit, a name."""

    def __init__(self, field: Field, complaint: InputProblem, value: str = "") -> None:
        super().__init__(f"{field}: {complaint} {value}".rstrip())
        self.field = field
        self.complaint = complaint
        self.value = value


class NotAllowed(PosError):
    """The sale is in a state in which this command makes no sense."""


class NotOffered(NotAllowed):
    """The payment method cannot do this, whatever happens to the sale."""


class TurnedOff(NotOffered):
    """The shop takes nothing by this method: a manager can turn it on in the settings."""


class TooSoon(NotAllowed):
    """A request may still be on its way to the provider, or at work there: that it has done nothing
    yet proves nothing. `wait` is in seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"what was sent may still arrive: ask again in {wait:.0f} s")
        self.wait = wait


class JobNotAllowed(NotAllowed):
    """The print job is in a state in which this makes no sense, or there is none."""


class PrinterNotSetUp(NotAllowed):
    """No printer of this name is set up, or not any more. The text is the name."""


class NotShipped(NotAllowed):
    """The office lacks so many of this till's events; None where it cannot be asked."""

    def __init__(self, behind: int | None) -> None:
        super().__init__(
            "the office cannot be asked" if behind is None else f"{behind} not shipped"
        )
        self.behind = behind


class NotInTraining(NotAllowed):
    """In training the real shop stays as it is."""


class NoRoomForTill(NotAllowed):
    """This computer has sales or settings of a shop: no till that was moved out goes on there."""


class NotMovedOut(NotAllowed):
    """This till was not moved out: it sells here."""


class NobodyAtTheTill(PosError):
    """The shop has cashiers, and none is signed in who could ask for this money."""


class NotApproved(PosError):
    """Only a manager may do this, and the till has no manager's approval of it."""


class WrongPin(NotApproved):
    """No person who may do this has this PIN."""


class WrongCode(WrongPin):
    """It is not the recovery code. It counts as a wrong PIN does."""


class TooManyTries(NotApproved):
    """After so many wrong PINs the till checks none, right or wrong. `wait` is in seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"the next PIN is looked at in {wait:.0f} s")
        self.wait = wait


class WrongPassphrase(PosError):
    """This does not open the file of keys: another was chosen, or the file is damaged."""


class MoveFileClosed(WrongPassphrase):
    """This does not open the file of a moved till: another passphrase was chosen, or the beginning
    of the file is damaged."""


class EnvironmentFailed(PosError):
    """The environment failed: network, provider, disk, keyring."""


class RequestNotSent(EnvironmentFailed):
    """The request never left (no route, refused, TLS): trying again cannot charge twice."""

    reason: Reason = Reason.NO_CONNECTION


class RequestUnusable(RequestNotSent):
    """This request cannot be built, or its address is not safe: it says nothing of the network, and
    other requests to the same provider may leave."""


class NotTrusted(RequestNotSent):
    """The server at the provider's address could not prove its identity, or speaks no safe TLS: a
    handshake that fails comes before the request. `reason` says what was wrong."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class ProxyUnusable(RequestNotSent):
    """The proxy that the environment names cannot be used, or did not connect. The text has the
    variable that names it, and no word of its address."""

    reason = Reason.PROXY_UNUSABLE


class ResponseLost(EnvironmentFailed):
    """The request may have arrived, and no answer came back."""


class ProviderRefused(EnvironmentFailed):
    """The provider refused a request to its admin API. `reason` is a `Reason`'s value."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".rstrip())
        self.reason = reason
        self.detail = detail


class TooManyCalls(EnvironmentFailed):
    """The provider takes only so many calls a minute. `wait` is in seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"the next call may be made in {wait:.0f} s")
        self.wait = wait


class NoManager(EnvironmentFailed):
    """Nobody has been given a manager's PIN yet."""


class NoRecoveryCode(EnvironmentFailed):
    """This shop never had a recovery code made: there is none to type."""


class NotSetUp(EnvironmentFailed):
    """A provider's account or key is missing. `provider` and `missing` name what to fill in."""

    def __init__(self, provider: str, missing: str) -> None:
        super().__init__(f"{provider}: {missing} is not set")
        self.provider = provider
        self.missing = missing


class KeyringUnavailable(EnvironmentFailed):
    """The system has no keyring that can be used."""


class KeyringSilent(KeyringUnavailable):
    """The system has a keyring, which does not answer: it waits for a person, or hangs."""


class PassphraseNeeded(KeyringUnavailable):
    """The keys are in an encrypted file, and nobody has typed its passphrase yet."""


class NoPassphraseYet(PassphraseNeeded):
    """Keys would go into an encrypted file, and nobody has chosen its passphrase."""


class KeysDamaged(KeyringUnavailable):
    """The file of keys cannot be read, whatever the passphrase."""


class KeysNewer(KeysDamaged):
    """A newer version of this program has written the file of keys. The text is its path."""


class SettingsUnavailable(EnvironmentFailed):
    """The settings file cannot be written."""


class PeopleLost(SettingsUnavailable):
    """The journal knows of managers, and the PIN file is missing or unreadable.

    Only the recovery code makes a new one. `can_recover`: whether there is one. `locks`: whether
    the till stays locked until then, since people signed in here.
    """

    def __init__(self, *, can_recover: bool, had_cashiers: bool) -> None:
        super().__init__("the file of PINs does not fit the journal")
        self.can_recover = can_recover
        self.locks = can_recover and had_cashiers


class PeopleOlder(PeopleLost):
    """The PIN file is from an earlier day: people who have left may be in it."""


class PeopleChanged(PeopleLost):
    """Another program than this till wrote in the PIN file."""


class PeopleDamaged(SettingsUnavailable):
    """The PIN file is there and cannot be read: no PIN is known. The text names it."""


class TrainingUnavailable(EnvironmentFailed):
    """The simulated providers did not start."""


class PrinterFailed(EnvironmentFailed):
    """The print system did not take a slip. The text is the print system's."""


class PrintersSilent(PrinterFailed):
    """The print system does not answer when it is asked which printers there are."""


class SpoolUnavailable(EnvironmentFailed):
    """The file of print jobs cannot be read or written now. The text is the system's."""


class FileNotWritten(EnvironmentFailed):
    """A file could not be written. The text is the system's."""


class FileUncertain(FileNotWritten):
    """Whoever wrote the file gave no answer: it may be there, or not."""


class JournalInUse(EnvironmentFailed):
    """Another running till owns this journal."""


class JournalClosing(JournalInUse):
    """The till that owns this journal is being closed, and makes a last copy before."""


class JournalUnavailable(EnvironmentFailed):
    """The journal cannot be read or written now."""


class JournalHeld(JournalUnavailable):
    """Another program holds the journal's file, and has not released it in time."""


class JournalReadOnly(JournalUnavailable):
    """The system allows this till to read the journal's disk or folder, and not to write there."""


class JournalFull(JournalUnavailable):
    """There is no room on the journal's disk, or no more of it for this user."""


class JournalNotCopied(JournalUnavailable):
    """The journal is of an older version, and the copy that is kept before it is brought up to date
    could not be made. Nothing was changed. The text is the system's."""


class JournalNewer(JournalUnavailable):
    """A newer version of this program has brought the journal up to date. Nothing of it was changed
    here. The text is the version that opens it."""


class JournalOutOfReach(JournalUnavailable):
    """The disk or the folder that the journal lies on is not there: a stick was pulled out."""


class JournalReplaced(JournalUnavailable):
    """Another program deleted, shortened or replaced the journal's file while the till had it open:
    writes to the open file are lost with it. The text says what was found."""


class CannotBeKept(EnvironmentFailed):
    """A number is larger than a journal can hold."""


class JournalDamaged(EnvironmentFailed):
    """The journal's contents contradict themselves."""


class JournalMissing(JournalDamaged):
    """There was a journal, and now there is none, or an empty file. The text is its path."""


class JournalRolledBack(JournalDamaged):
    """The journal is sound, and lacks events that this till, or a copy, has shown: it was put back
    to an earlier day. The text says what it lacks."""


class JournalRewritten(JournalDamaged):
    """The file can be read, and is not as this program makes it: another program has written in it,
    or made it. Nothing of it was run. The text says what was found."""


class ProfileDamaged(EnvironmentFailed):
    """A small file of the profile that the till needs cannot be read. The text names it."""


class OtherComputer(EnvironmentFailed):
    """The profile was last used on another computer: it was moved here, or copied."""


class TillMovedOut(EnvironmentFailed):
    """This till was moved out, into the file that the text names: it goes on elsewhere."""


class MoveFileUnusable(EnvironmentFailed):
    """The file of a moved till is damaged, was cut off, or is none. The text says which and why."""


class MoveFileNewer(MoveFileUnusable):
    """A newer version of the program made the file."""


class BackupFailed(EnvironmentFailed):
    """No copy of the journal was made. The text is the system's."""


class BackupFolderMissing(BackupFailed):
    """The folder for copies is not there, as when a stick is not plugged in. The text names it."""


class BackupFolderSilent(BackupFailed):
    """The disk that the folder for copies lies on does not answer. The text names the folder."""


class CopyUnderWay(BackupFailed):
    """Another copy of this journal is being made."""


class CopyAbandoned(BackupFailed):
    """Somebody cancelled the copy; the copies that are there stay."""


class JournalUnsound(BackupFailed):
    """A new copy does not verify, so that it was not kept. The text says what was found."""


class NoCopy(EnvironmentFailed):
    """There is no copy of the journal in the folder that the text names."""


class CopyUnusable(EnvironmentFailed):
    """A copy that does not verify, or is another till's. The text says which and why."""


class CopyNewer(CopyUnusable):
    """A copy that a newer version of this program has made. The text is the version that opens
    it."""
