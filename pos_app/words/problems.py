"""Words for errors: unusable input, and failures of provider, network, journal or file."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pos_app.domain import errors
from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import InputProblem, PosError
from pos_app.domain.events import NOT_PAID, OPEN, State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import sale_number
from pos_app.words.reasons import reason_words
from pos_app.words.states import purpose_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.sale import Sale
    from pos_app.words.translate import Value


_COMPLAINTS: Mapping[InputProblem, str] = {
    InputProblem.AMOUNT_EMPTY: QT_TRANSLATE_NOOP("words", "Type the amount"),
    InputProblem.AMOUNT_NOT_A_NUMBER: QT_TRANSLATE_NOOP("words", "This is not an amount"),
    InputProblem.AMOUNT_NOT_POSITIVE: QT_TRANSLATE_NOOP("words", "It must be more than zero"),
    InputProblem.AMOUNT_TOO_PRECISE: QT_TRANSLATE_NOOP("words", "At most two decimals"),
    InputProblem.AMOUNT_AMBIGUOUS: QT_TRANSLATE_NOOP(
        "words", "Thousands or decimals? Type the cents"
    ),
    InputProblem.AMOUNT_TOO_SMALL: QT_TRANSLATE_NOOP("words", "At least {0}"),
    InputProblem.AMOUNT_TOO_LARGE: QT_TRANSLATE_NOOP("words", "At most {0}"),
    InputProblem.AMOUNT_NOT_WHOLE: QT_TRANSLATE_NOOP("words", "{0}: whole amounts only"),
    InputProblem.PHONE_EMPTY: QT_TRANSLATE_NOOP("words", "Type the phone number"),
    InputProblem.PHONE_NOT_A_NUMBER: QT_TRANSLATE_NOOP("words", "This is not a phone number"),
    InputProblem.PHONE_TOO_SHORT: QT_TRANSLATE_NOOP("words", "Digits missing"),
    InputProblem.PHONE_TOO_LONG: QT_TRANSLATE_NOOP("words", "Too many digits"),
    InputProblem.PHONE_OTHER_COUNTRY: QT_TRANSLATE_NOOP("words", "Number of another country"),
    InputProblem.PHONE_NOT_MOBILE: QT_TRANSLATE_NOOP("words", "This is not a mobile number"),
    InputProblem.DESCRIPTION_TOO_SHORT: QT_TRANSLATE_NOOP(
        "words", "At least {0} characters, or none"
    ),
    InputProblem.DESCRIPTION_TOO_LONG: QT_TRANSLATE_NOOP("words", "At most {0} characters"),
    InputProblem.DESCRIPTION_UNPRINTABLE: QT_TRANSLATE_NOOP(
        "words", "Contains unprintable characters"
    ),
    InputProblem.TENDERED_TOO_LITTLE: QT_TRANSLATE_NOOP("words", "Less than {0}"),
    InputProblem.MORE_THAN_MISSING: QT_TRANSLATE_NOOP("words", "Only {0} is missing"),
    InputProblem.REFUND_THE_PARTS: QT_TRANSLATE_NOOP(
        "words", "Refund the parts of this sale, one by one"
    ),
    InputProblem.VOUCHER_EMPTY: QT_TRANSLATE_NOOP("words", "Type the voucher code"),
    InputProblem.VOUCHER_NOT_ONE: QT_TRANSLATE_NOOP("words", "The code has 12 letters and digits"),
    InputProblem.VALIDITY_NOT_A_TIME: QT_TRANSLATE_NOOP("words", "This is not a date"),
    InputProblem.VALIDITY_PAST: QT_TRANSLATE_NOOP("words", "This date has passed"),
    InputProblem.VALIDITY_FIXED: QT_TRANSLATE_NOOP(
        "words", "This payment method has a fixed validity"
    ),
    InputProblem.FIELDS_TOO_MANY: QT_TRANSLATE_NOOP("words", "At most {0} fields"),
    InputProblem.FIELDS_NOT_PAIRS: QT_TRANSLATE_NOOP(
        "words", "Write each field as name=value: {0}"
    ),
    InputProblem.PIN_NOT_FIGURES: QT_TRANSLATE_NOOP("words", "A PIN has 4 to 8 digits"),
    InputProblem.PINS_DIFFER: QT_TRANSLATE_NOOP("words", "The PINs do not match"),
    InputProblem.PIN_NOT_THIS: QT_TRANSLATE_NOOP(
        "words", "Choose another PIN: this one is easy to guess, or already in use"
    ),
    InputProblem.NAME_NOT_ONE: QT_TRANSLATE_NOOP("words", "Type a name of up to 40 characters"),
    InputProblem.NAME_UNKNOWN: QT_TRANSLATE_NOOP("words", "Nobody with this name has a PIN"),
    InputProblem.NAME_TAKEN: QT_TRANSLATE_NOOP("words", "Another printer has this name"),
    InputProblem.LAST_MANAGER: QT_TRANSLATE_NOOP(
        "words", "This is the only manager: give another manager a PIN first"
    ),
    InputProblem.PASSPHRASE_TOO_SHORT: QT_TRANSLATE_NOOP("words", "At least {0} characters"),
    InputProblem.PASSPHRASES_DIFFER: QT_TRANSLATE_NOOP("words", "The passphrases do not match"),
    InputProblem.WHY_EMPTY: QT_TRANSLATE_NOOP("words", "Write how you know"),
    InputProblem.DEED_EMPTY: QT_TRANSLATE_NOOP("words", "Write what was done"),
    InputProblem.REFERENCE_NOT_ONE: QT_TRANSLATE_NOOP("words", "A reference has up to 9 digits"),
    InputProblem.MONEY_IS_REAL: QT_TRANSLATE_NOOP(
        "words", "Only in a test account: here the money is real"
    ),
    InputProblem.NOT_OFFERED: QT_TRANSLATE_NOOP("words", "Not available: {0}"),
    InputProblem.METHOD_UNKNOWN: QT_TRANSLATE_NOOP("words", "Unknown payment method: {0}"),
    InputProblem.ADDRESS_NOT_SAFE: QT_TRANSLATE_NOOP(
        "words", "The address must begin with https://"
    ),
    InputProblem.SETTING_MISSING: QT_TRANSLATE_NOOP("words", "Missing: {0}"),
    InputProblem.PICTURE_UNREADABLE: QT_TRANSLATE_NOOP(
        "words", "Only a PNG or JPEG picture can be a logo: {0}"
    ),
    InputProblem.SETTING_INVALID: QT_TRANSLATE_NOOP("words", "Not valid: {0}"),
    InputProblem.INVOICE_NOT_ONE: QT_TRANSLATE_NOOP(
        "words", "An invoice number has up to {0} characters"
    ),
    InputProblem.STATEMENT_EMPTY: QT_TRANSLATE_NOOP("words", "This statement has no movements"),
    InputProblem.STATEMENT_TOO_LARGE: QT_TRANSLATE_NOOP(
        "words", "This statement is too large: divide it into shorter periods"
    ),
    InputProblem.STATEMENT_UNREADABLE: QT_TRANSLATE_NOOP(
        "words", "The file could not be read: {0}"
    ),
    InputProblem.STATEMENT_LOCKED: QT_TRANSLATE_NOOP(
        "words", "The file has a password: save it without one"
    ),
    InputProblem.STATEMENT_NOT_A_TABLE: QT_TRANSLATE_NOOP(
        "words", "This is not a table with headings: say what each column holds"
    ),
    InputProblem.STATEMENT_LACKS_COLUMN: QT_TRANSLATE_NOOP("words", "Column not found: {0}"),
    InputProblem.STATEMENT_AMOUNTS_AMBIGUOUS: QT_TRANSLATE_NOOP(
        "words", "1.500 may be two amounts: say which sign stands before the cents"
    ),
    InputProblem.STATEMENT_KNOWN: QT_TRANSLATE_NOOP("words", "This statement was imported before"),
    InputProblem.QUICK_AMOUNTS_INVALID: QT_TRANSLATE_NOOP(
        "words", "Up to four amounts, with a semicolon between them"
    ),
}


def complaint_words(complaint: InputProblem, value: str = "") -> str:
    return _naming(_COMPLAINTS[complaint], value)


def _naming(source: str, value: Value) -> str:
    """Returns a sentence that ends with what it is about, or without it where nothing is known."""
    return say(source, value).rstrip(": ")


# --- failures of the environment ------------------------------------------------------------------

_PUT_PEOPLE_BACK = QT_TRANSLATE_NOOP(
    "words", "Restore the newest copy of the file people.json in the till's folder."
)

_PROBLEMS: Mapping[type[PosError], tuple[str, str]] = {
    errors.JournalClosing: (
        QT_TRANSLATE_NOOP("words", "The till is closing: it is making a backup first"),
        QT_TRANSLATE_NOOP(
            "words", "Try again in a moment, or close it without the backup in the till's window."
        ),
    ),
    errors.JournalInUse: (
        QT_TRANSLATE_NOOP("words", "This till is already open"),
        QT_TRANSLATE_NOOP("words", "Use the open window, or close it first."),
    ),
    errors.JournalHeld: (
        QT_TRANSLATE_NOOP("words", "Another program is using the journal"),
        QT_TRANSLATE_NOOP("words", "Close the program that copies or reads the file."),
    ),
    errors.JournalReadOnly: (
        QT_TRANSLATE_NOOP("words", "The journal's disk is read-only"),
        QT_TRANSLATE_NOOP("words", "Allow this user to write on it."),
    ),
    errors.JournalNewer: (
        QT_TRANSLATE_NOOP("words", "The journal needs a newer version of the program: {0}"),
        QT_TRANSLATE_NOOP(
            "words", "Install that version: it continues where it was. Nothing was changed here."
        ),
    ),
    errors.JournalNotCopied: (
        QT_TRANSLATE_NOOP("words", "The journal could not be copied before the upgrade"),
        QT_TRANSLATE_NOOP(
            "words",
            "Free up some space on its disk, then open the till again. Nothing was changed.",
        ),
    ),
    errors.JournalFull: (
        QT_TRANSLATE_NOOP("words", "The journal's disk is full"),
        QT_TRANSLATE_NOOP("words", "Free up some space."),
    ),
    errors.JournalOutOfReach: (
        QT_TRANSLATE_NOOP("words", "The journal's folder is missing"),
        QT_TRANSLATE_NOOP("words", "Plug the disk or the USB stick back in."),
    ),
    errors.JournalReplaced: (
        QT_TRANSLATE_NOOP("words", "The journal file was deleted or replaced while in use"),
        QT_TRANSLATE_NOOP(
            "words",
            "You cannot charge now. Put the file back, or close the till and open it again.",
        ),
    ),
    errors.JournalUnavailable: (
        QT_TRANSLATE_NOOP("words", "The journal could not be saved"),
        QT_TRANSLATE_NOOP("words", "Check the disk's space and permissions."),
    ),
    errors.JournalMissing: (
        QT_TRANSLATE_NOOP("words", "The journal is missing"),
        QT_TRANSLATE_NOOP(
            "words",
            "You cannot charge now. If somebody moved it, put it back; if not, restore "
            "the last backup.",
        ),
    ),
    errors.JournalRolledBack: (
        QT_TRANSLATE_NOOP("words", "The journal is from an earlier day"),
        QT_TRANSLATE_NOOP(
            "words",
            "You cannot charge now: some sales are missing from it. Restore the last backup.",
        ),
    ),
    errors.JournalRewritten: (
        QT_TRANSLATE_NOOP("words", "Another program has changed the journal file"),
        QT_TRANSLATE_NOOP(
            "words",
            "You cannot charge now. Run “pos-app rebuild” to rebuild it, or restore the "
            "last backup.",
        ),
    ),
    errors.JournalDamaged: (
        QT_TRANSLATE_NOOP("words", "The journal is damaged"),
        QT_TRANSLATE_NOOP(
            "words",
            "You cannot charge now. Do not delete anything; call technical support.",
        ),
    ),
    errors.ProfileDamaged: (
        QT_TRANSLATE_NOOP("words", "The till could not read one of its files: {0}"),
        QT_TRANSLATE_NOOP(
            "words", "You cannot charge now. Restore a copy of the file from this same till."
        ),
    ),
    errors.OtherComputer: (
        QT_TRANSLATE_NOOP("words", "This till was last open on another computer"),
        QT_TRANSLATE_NOOP("words", "You cannot charge until somebody says which till this is."),
    ),
    errors.TillMovedOut: (
        QT_TRANSLATE_NOOP("words", "This till was moved to another computer, with the file {0}"),
        QT_TRANSLATE_NOOP("words", "It sells there now, and nothing can be charged here."),
    ),
    errors.MoveFileNewer: (
        QT_TRANSLATE_NOOP("words", "A newer version of the program made this file: {0}"),
        QT_TRANSLATE_NOOP("words", "Nothing was changed. Install that version here, then retry."),
    ),
    errors.MoveFileUnusable: (
        QT_TRANSLATE_NOOP("words", "The till in this file cannot be used: {0}"),
        QT_TRANSLATE_NOOP("words", "Nothing was changed. Copy the file again from its origin."),
    ),
    errors.MoveFileClosed: (
        QT_TRANSLATE_NOOP("words", "This passphrase does not open the file"),
        QT_TRANSLATE_NOOP(
            "words", "Type it again. If it is right, the file is damaged: copy it again."
        ),
    ),
    errors.NoRoomForTill: (
        QT_TRANSLATE_NOOP("words", "This computer already has a shop, with sales or settings"),
        QT_TRANSLATE_NOOP(
            "words", "Nothing was changed. Move the till into a computer without a shop."
        ),
    ),
    errors.NotMovedOut: (
        QT_TRANSLATE_NOOP("words", "This till was not moved out"),
        QT_TRANSLATE_NOOP("words", "It sells here: continue as before."),
    ),
    errors.BackupFolderMissing: (
        QT_TRANSLATE_NOOP("words", "The backup folder is missing: {0}"),
        QT_TRANSLATE_NOOP(
            "words", "Plug in the USB stick, or choose another folder in the settings."
        ),
    ),
    errors.BackupFolderSilent: (
        QT_TRANSLATE_NOOP("words", "The disk with the backup folder does not respond: {0}"),
        QT_TRANSLATE_NOOP(
            "words", "Check the network or the USB stick, or choose another folder in the settings."
        ),
    ),
    errors.CopyUnderWay: (
        QT_TRANSLATE_NOOP("words", "Another backup is under way"),
        QT_TRANSLATE_NOOP("words", "Wait until it is done, then try again."),
    ),
    errors.CopyAbandoned: (
        QT_TRANSLATE_NOOP("words", "The backup stopped before the end"),
        QT_TRANSLATE_NOOP(
            "words", "Earlier backups are kept; the till makes the next one automatically."
        ),
    ),
    errors.JournalUnsound: (
        QT_TRANSLATE_NOOP("words", "The journal did not pass the check: {0}"),
        QT_TRANSLATE_NOOP(
            "words",
            "No backup was made. Close the till and run “pos-app rebuild” to rebuild the file.",
        ),
    ),
    errors.BackupFailed: (
        QT_TRANSLATE_NOOP("words", "The backup failed: {0}"),
        QT_TRANSLATE_NOOP("words", "Check the folder and its free space."),
    ),
    errors.NoCopy: (
        QT_TRANSLATE_NOOP("words", "There is no backup in {0}"),
        QT_TRANSLATE_NOOP(
            "words", "Plug in the USB stick with the backups, or give the file name."
        ),
    ),
    errors.CopyNewer: (
        QT_TRANSLATE_NOOP("words", "This backup needs a newer version of the program: {0}"),
        QT_TRANSLATE_NOOP("words", "Nothing was changed. Choose another one."),
    ),
    errors.CopyUnusable: (
        QT_TRANSLATE_NOOP("words", "This backup cannot be used: {0}"),
        QT_TRANSLATE_NOOP("words", "Nothing was changed. Choose another one."),
    ),
    errors.NotSetUp: (
        QT_TRANSLATE_NOOP("words", "This payment method is not set up"),
        QT_TRANSLATE_NOOP("words", "Fill in the account in the settings."),
    ),
    errors.RequestNotSent: (
        QT_TRANSLATE_NOOP("words", "No connection"),
        QT_TRANSLATE_NOOP("words", "Nothing left this till: you can try again."),
    ),
    errors.ResponseLost: (
        QT_TRANSLATE_NOOP("words", "No answer"),
        QT_TRANSLATE_NOOP("words", "The request may have arrived: do not charge again."),
    ),
    errors.TurnedOff: (
        QT_TRANSLATE_NOOP("words", "This is turned off in the settings"),
        QT_TRANSLATE_NOOP("words", "A manager can turn it on there."),
    ),
    errors.NotOffered: (
        QT_TRANSLATE_NOOP("words", "This payment method does not allow that"),
        QT_TRANSLATE_NOOP("words", "Some refund only the whole amount, some nothing."),
    ),
    errors.NotShipped: (
        QT_TRANSLATE_NOOP("words", "The office lacks events of this till"),
        QT_TRANSLATE_NOOP("words", "Leave the till open until all is sent, then try again."),
    ),
    errors.NotInTraining: (
        QT_TRANSLATE_NOOP("words", "Training does not change the real shop"),
        QT_TRANSLATE_NOOP("words", "Leave training to change it."),
    ),
    errors.JobNotAllowed: (
        QT_TRANSLATE_NOOP("words", "Not possible for this print job now"),
        QT_TRANSLATE_NOOP("words", "See in the print jobs what became of it."),
    ),
    errors.PrinterNotSetUp: (
        QT_TRANSLATE_NOOP("words", "This printer is not set up"),
        QT_TRANSLATE_NOOP("words", "Choose another one, or set it up in Settings."),
    ),
    errors.NotAllowed: (
        QT_TRANSLATE_NOOP("words", "Not possible for this sale now"),
        QT_TRANSLATE_NOOP("words", "Check its state first."),
    ),
    errors.WrongCode: (
        QT_TRANSLATE_NOOP("words", "This is not the recovery code"),
        QT_TRANSLATE_NOOP("words", "Type the latest printed one: 24 digits."),
    ),
    errors.WrongPin: (
        QT_TRANSLATE_NOOP("words", "Wrong PIN"),
        QT_TRANSLATE_NOOP("words", "Type it again, or call a manager."),
    ),
    errors.NobodyAtTheTill: (
        QT_TRANSLATE_NOOP("words", "Nobody is signed in"),
        QT_TRANSLATE_NOOP("words", "Sign in with your PIN, then try again: nothing was sent."),
    ),
    errors.NotApproved: (
        QT_TRANSLATE_NOOP("words", "A manager must approve this"),
        QT_TRANSLATE_NOOP("words", "Call a manager to type the PIN."),
    ),
    errors.NoManager: (
        QT_TRANSLATE_NOOP("words", "Nobody has a PIN yet"),
        QT_TRANSLATE_NOOP("words", "Give a manager a PIN first."),
    ),
    errors.KeyringSilent: (
        QT_TRANSLATE_NOOP("words", "The system's keyring does not respond: its keys are missing"),
        QT_TRANSLATE_NOOP(
            "words",
            "Unlock it, or restart this computer. Payment methods without those keys still work.",
        ),
    ),
    errors.NoRecoveryCode: (
        QT_TRANSLATE_NOOP("words", "This shop has no recovery code"),
        _PUT_PEOPLE_BACK,
    ),
    errors.NoPassphraseYet: (
        QT_TRANSLATE_NOOP("words", "This computer has no usable keyring"),
        QT_TRANSLATE_NOOP("words", "Choose a passphrase for the key file."),
    ),
    errors.PassphraseNeeded: (
        QT_TRANSLATE_NOOP("words", "The keys are locked"),
        QT_TRANSLATE_NOOP("words", "Type the passphrase to unlock them."),
    ),
    errors.KeysNewer: (
        QT_TRANSLATE_NOOP("words", "The key file is a newer version's: {0}"),
        QT_TRANSLATE_NOOP("words", "Install the newest version. Nothing was changed."),
    ),
    errors.KeysDamaged: (
        QT_TRANSLATE_NOOP("words", "The till could not read the key file: {0}"),
        QT_TRANSLATE_NOOP("words", "Restore a copy, or delete it and type the keys again."),
    ),
    errors.WrongPassphrase: (
        QT_TRANSLATE_NOOP("words", "Wrong passphrase: the keys stay locked"),
        QT_TRANSLATE_NOOP("words", "Type it again: nothing was lost."),
    ),
    errors.KeyringUnavailable: (
        QT_TRANSLATE_NOOP("words", "The till cannot use the system's keyring"),
        QT_TRANSLATE_NOOP("words", "Unlock it, or call technical support. The key was not saved."),
    ),
    errors.PeopleDamaged: (
        QT_TRANSLATE_NOOP("words", "The till could not read the PIN file: {0}"),
        QT_TRANSLATE_NOOP("words", "Restore a copy of the file."),
    ),
    errors.SettingsUnavailable: (
        QT_TRANSLATE_NOOP("words", "The settings could not be saved"),
        QT_TRANSLATE_NOOP("words", "Check the disk's space and permissions, then try again."),
    ),
    errors.SpoolUnavailable: (
        QT_TRANSLATE_NOOP("words", "The print jobs could not be read or saved"),
        QT_TRANSLATE_NOOP("words", "Check the disk's space and permissions."),
    ),
    errors.TrainingUnavailable: (
        QT_TRANSLATE_NOOP("words", "Training could not start"),
        QT_TRANSLATE_NOOP("words", "Close the till and open it again."),
    ),
    errors.PrintersSilent: (
        QT_TRANSLATE_NOOP("words", "The print system does not respond"),
        QT_TRANSLATE_NOOP(
            "words", "Save the slip as PDF, or restart the print server and search again."
        ),
    ),
    errors.PrinterFailed: (
        QT_TRANSLATE_NOOP("words", "The slip was not printed: {0}"),
        QT_TRANSLATE_NOOP("words", "Check the printer, then print again."),
    ),
    errors.FileUncertain: (
        QT_TRANSLATE_NOOP("words", "It is not known whether the file was saved: {0}"),
        QT_TRANSLATE_NOOP("words", "Look for it in its folder."),
    ),
    errors.FileNotWritten: (
        QT_TRANSLATE_NOOP("words", "The file was not saved: {0}"),
        QT_TRANSLATE_NOOP("words", "Choose another folder, then save again."),
    ),
}
# Failures that stop a charge and can be removed: then the cashier can charge again.
_STOPS_A_CHARGE = frozenset(
    {
        errors.JournalHeld,
        errors.JournalReadOnly,
        errors.JournalFull,
        errors.JournalOutOfReach,
        errors.JournalUnavailable,
    }
)
_THEN_AGAIN = QT_TRANSLATE_NOOP("words", "Nothing was charged. {0} Then try again.")
_ELSE = (
    QT_TRANSLATE_NOOP("words", "Something outside the till failed"),
    QT_TRANSLATE_NOOP("words", "Try again; if it continues, call technical support."),
)


# Problems of the file of PINs; the most particular first.
_PEOPLE: Mapping[type[errors.PeopleLost], str] = {
    errors.PeopleOlder: QT_TRANSLATE_NOOP("words", "The PIN file is older than the journal"),
    errors.PeopleChanged: QT_TRANSLATE_NOOP(
        "words", "Somebody changed the PIN file outside the till"
    ),
    errors.PeopleLost: QT_TRANSLATE_NOOP("words", "The PIN file is missing"),
}
_RECOVER = QT_TRANSLATE_NOOP(
    "words", "No PIN works until a manager types the printed recovery code."
)


# States of the earlier sale. No word here has a gender: it may be a sale or a pay-out.
_FIRST: Mapping[State, str] = {
    **dict.fromkeys(OPEN, QT_TRANSLATE_NOOP("words", "{0}: still waiting")),
    **dict.fromkeys(NOT_PAID, QT_TRANSLATE_NOOP("words", "{0}: not paid")),
    State.UNKNOWN: QT_TRANSLATE_NOOP("words", "{0}: outcome unknown"),
    State.AUTHORIZED: QT_TRANSLATE_NOOP("words", "{0}: this amount is already on hold"),
    State.PAID: QT_TRANSLATE_NOOP("words", "{0}: this amount has just been paid"),
}
_MEANT = QT_TRANSLATE_NOOP("words", "Repeat it only if you mean to pay twice.")


def first_words(first: Sale) -> str:
    """Names the earlier sale of a possible duplicate, and its state."""
    sale = f"{purpose_words(first.purpose)} {sale_number(first.number)}"
    who = first.phone.masked if first.phone else first.voucher
    named = (sale, str(first.amount), who, first.description)
    return say(_FIRST[first.state], joined(*named))


# Failures that pass by themselves, and the unit of their wait in seconds.
_WAITS: Mapping[type[PosError], tuple[str, str, int]] = {
    errors.TooManyCalls: (
        QT_TRANSLATE_NOOP("words", "The payment service accepts only a few charges a minute"),
        QT_TRANSLATE_NOOP("words", "Try again in {0} s."),
        1,
    ),
    errors.TooManyTries: (
        QT_TRANSLATE_NOOP("words", "Too many wrong PINs: try again in {0} min"),
        QT_TRANSLATE_NOOP("words", "The journal has recorded every try."),
        60,
    ),
    errors.TooSoon: (
        QT_TRANSLATE_NOOP("words", "The request may still arrive"),
        QT_TRANSLATE_NOOP("words", "Check there again in {0} min, then resolve it."),
        60,
    ),
}


def problem_words(problem: PosError) -> tuple[str, str]:
    """Returns the failure of a person's request, and what to do."""
    what, do = trouble_words(problem)
    return what, say(_THEN_AGAIN, do) if type(problem) in _STOPS_A_CHARGE else do


def problem_line(problem: PosError) -> str:
    """Returns both on one line."""
    return joined(*problem_words(problem))


def trouble_words(problem: PosError) -> tuple[str, str]:
    """Returns the failure and what to do, where nobody has asked for a charge."""
    if known := _told_with_values(problem):
        return known
    for kind, (what, do) in _PROBLEMS.items():
        if isinstance(problem, kind):
            return _naming(what, problem), say(do)
    what, do = _ELSE
    told = str(problem)  # the system's own words: nobody here knows better
    return f"{say(what)}: {told}" if told else say(what), say(do)


def _told_with_values(problem: PosError) -> tuple[str, str] | None:
    """Returns the words of a failure that carries values."""
    match problem:
        case errors.BadInput():
            return complaint_words(problem.complaint, problem.value), ""
        case errors.PeopleLost():
            what = next(said for kind, said in _PEOPLE.items() if isinstance(problem, kind))
            return say(what), say(_RECOVER if problem.can_recover else _PUT_PEOPLE_BACK)
        case PossibleDuplicate():
            return first_words(problem.first), say(_MEANT)
        case errors.TooManyCalls() | errors.TooManyTries() | errors.TooSoon():
            what, do, unit = _WAITS[type(problem)]
            wait = math.ceil(problem.wait / unit)
            return say(what, wait), say(do, wait)
        case errors.NotTrusted() | errors.ProxyUnusable() | errors.ProviderRefused():
            known = problem.reason in list(Reason)
            return reason_words(Reason(problem.reason) if known else Reason.OTHER)
        case _:
            return None
