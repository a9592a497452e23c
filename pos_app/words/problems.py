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
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

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
        "words", "Thousands or decimals? Write the cents"
    ),
    InputProblem.AMOUNT_TOO_SMALL: QT_TRANSLATE_NOOP("words", "At least {0}"),
    InputProblem.AMOUNT_TOO_LARGE: QT_TRANSLATE_NOOP("words", "At most {0}"),
    InputProblem.AMOUNT_NOT_WHOLE: QT_TRANSLATE_NOOP("words", "{0} takes no cents"),
    InputProblem.PHONE_EMPTY: QT_TRANSLATE_NOOP("words", "Type the phone number"),
    InputProblem.PHONE_NOT_A_NUMBER: QT_TRANSLATE_NOOP("words", "This is not a phone number"),
    InputProblem.PHONE_TOO_SHORT: QT_TRANSLATE_NOOP("words", "Digits are missing"),
    InputProblem.PHONE_TOO_LONG: QT_TRANSLATE_NOOP("words", "Too many digits"),
    InputProblem.PHONE_OTHER_COUNTRY: QT_TRANSLATE_NOOP("words", "A number of another country"),
    InputProblem.PHONE_NOT_MOBILE: QT_TRANSLATE_NOOP("words", "This is not a mobile number"),
    InputProblem.DESCRIPTION_TOO_SHORT: QT_TRANSLATE_NOOP("words", "At least {0} letters, or none"),
    InputProblem.DESCRIPTION_TOO_LONG: QT_TRANSLATE_NOOP("words", "At most {0} letters"),
    InputProblem.DESCRIPTION_UNPRINTABLE: QT_TRANSLATE_NOOP(
        "words", "Contains unprintable characters"
    ),
    InputProblem.VOUCHER_EMPTY: QT_TRANSLATE_NOOP("words", "Type the code of the voucher"),
    InputProblem.VOUCHER_NOT_ONE: QT_TRANSLATE_NOOP("words", "A code has 12 letters and figures"),
    InputProblem.VALIDITY_NOT_A_TIME: QT_TRANSLATE_NOOP("words", "This is not a date"),
    InputProblem.VALIDITY_PAST: QT_TRANSLATE_NOOP("words", "This time has passed"),
    InputProblem.VALIDITY_FIXED: QT_TRANSLATE_NOOP("words", "This way to pay has a fixed validity"),
    InputProblem.FIELDS_TOO_MANY: QT_TRANSLATE_NOOP("words", "At most {0} fields"),
    InputProblem.FIELDS_NOT_PAIRS: QT_TRANSLATE_NOOP(
        "words", "Write each field as name=value: {0}"
    ),
    InputProblem.PIN_NOT_FIGURES: QT_TRANSLATE_NOOP("words", "A PIN has {0} figures"),
    InputProblem.PINS_DIFFER: QT_TRANSLATE_NOOP("words", "Not the same PIN"),
    InputProblem.PIN_NOT_THIS: QT_TRANSLATE_NOOP(
        "words", "Choose another PIN: this one is easy to guess, or already in use"
    ),
    InputProblem.NAME_NOT_ONE: QT_TRANSLATE_NOOP("words", "Type a name of at most 40 letters"),
    InputProblem.NAME_UNKNOWN: QT_TRANSLATE_NOOP("words", "Nobody of this name has a PIN"),
    InputProblem.LAST_MANAGER: QT_TRANSLATE_NOOP(
        "words", "The last manager stays: give another manager a PIN first"
    ),
    InputProblem.PASSPHRASE_TOO_SHORT: QT_TRANSLATE_NOOP("words", "At least {0} letters"),
    InputProblem.PASSPHRASES_DIFFER: QT_TRANSLATE_NOOP("words", "Not the same passphrase"),
    InputProblem.WHY_EMPTY: QT_TRANSLATE_NOOP("words", "Write how you know"),
    InputProblem.REFERENCE_NOT_ONE: QT_TRANSLATE_NOOP("words", "A reference has up to 9 figures"),
    InputProblem.MONEY_IS_REAL: QT_TRANSLATE_NOOP("words", "Only at a sandbox: here money is real"),
    InputProblem.NOT_OFFERED: QT_TRANSLATE_NOOP("words", "The provider does not offer this: {0}"),
    InputProblem.METHOD_UNKNOWN: QT_TRANSLATE_NOOP("words", "Unknown way to pay: {0}"),
    InputProblem.ADDRESS_NOT_SAFE: QT_TRANSLATE_NOOP(
        "words", "The address must begin with https://"
    ),
    InputProblem.SETTING_MISSING: QT_TRANSLATE_NOOP("words", "This is missing: {0}"),
    InputProblem.SETTING_INVALID: QT_TRANSLATE_NOOP("words", "This cannot be used: {0}"),
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
    "words", "Put the newest copy of the file people.json back into the folder of the till."
)

_PROBLEMS: Mapping[type[PosError], tuple[str, str]] = {
    errors.JournalClosing: (
        QT_TRANSLATE_NOOP("words", "The till is closing: it makes a copy of the journal first"),
        QT_TRANSLATE_NOOP(
            "words", "Try again in a moment; in its window it can be closed without the copy."
        ),
    ),
    errors.JournalInUse: (
        QT_TRANSLATE_NOOP("words", "This till is already open"),
        QT_TRANSLATE_NOOP("words", "Use the window that is open, or close it first."),
    ),
    errors.JournalHeld: (
        QT_TRANSLATE_NOOP("words", "Another program holds the journal"),
        QT_TRANSLATE_NOOP("words", "Close the program that copies the file or looks into it."),
    ),
    errors.JournalReadOnly: (
        QT_TRANSLATE_NOOP("words", "The journal's disk cannot be written: it is read-only"),
        QT_TRANSLATE_NOOP("words", "Allow this user to write on it."),
    ),
    errors.JournalFull: (
        QT_TRANSLATE_NOOP("words", "The journal's disk is full"),
        QT_TRANSLATE_NOOP("words", "Make room on it."),
    ),
    errors.JournalOutOfReach: (
        QT_TRANSLATE_NOOP("words", "The journal's folder is not there"),
        QT_TRANSLATE_NOOP("words", "Put the disk or the stick back."),
    ),
    errors.JournalReplaced: (
        QT_TRANSLATE_NOOP("words", "The journal's file was deleted or replaced while it was open"),
        QT_TRANSLATE_NOOP(
            "words", "Nothing can be charged. Put the file back, or close the till and open it."
        ),
    ),
    errors.JournalUnavailable: (
        QT_TRANSLATE_NOOP("words", "The journal cannot be written"),
        QT_TRANSLATE_NOOP("words", "Check the disk's space and permissions."),
    ),
    errors.JournalMissing: (
        QT_TRANSLATE_NOOP("words", "The journal is not there any more"),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing can be charged. If it was moved, put it back; else restore the last copy.",
        ),
    ),
    errors.JournalRolledBack: (
        QT_TRANSLATE_NOOP("words", "The journal was put back to an earlier day"),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing can be charged: sales that were made are not in it. Restore the last copy.",
        ),
    ),
    errors.JournalRewritten: (
        QT_TRANSLATE_NOOP("words", "Another program has written in the journal's file"),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing can be charged. “pos-app rebuild” makes it again from what has happened;"
            " else restore the last copy.",
        ),
    ),
    errors.JournalDamaged: (
        QT_TRANSLATE_NOOP("words", "The journal is damaged"),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing can be charged. Do not delete anything; call who looks after the till.",
        ),
    ),
    errors.ProfileDamaged: (
        QT_TRANSLATE_NOOP("words", "A file of this till cannot be read: {0}"),
        QT_TRANSLATE_NOOP(
            "words", "Nothing can be charged. Put a copy of the file back, from the same till."
        ),
    ),
    errors.OtherComputer: (
        QT_TRANSLATE_NOOP("words", "This till was last open on another computer"),
        QT_TRANSLATE_NOOP("words", "Nothing can be charged until somebody says which it is."),
    ),
    errors.BackupFolderMissing: (
        QT_TRANSLATE_NOOP("words", "The folder for copies of the journal is not there: {0}"),
        QT_TRANSLATE_NOOP("words", "Put the stick in, or choose another folder in the settings."),
    ),
    errors.BackupFolderSilent: (
        QT_TRANSLATE_NOOP("words", "The disk with the folder for copies does not answer: {0}"),
        QT_TRANSLATE_NOOP(
            "words", "Look at the network or the stick, or choose another folder in the settings."
        ),
    ),
    errors.CopyUnderWay: (
        QT_TRANSLATE_NOOP("words", "Another copy of the journal is being made"),
        QT_TRANSLATE_NOOP("words", "Wait until it is made, then try again."),
    ),
    errors.CopyAbandoned: (
        QT_TRANSLATE_NOOP("words", "The copy of the journal was given up before its end"),
        QT_TRANSLATE_NOOP("words", "Earlier copies are kept; the next one is made by itself."),
    ),
    errors.JournalUnsound: (
        QT_TRANSLATE_NOOP("words", "The journal does not verify: {0}"),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing was copied. Close the till: “pos-app rebuild” makes the file again from what"
            " has happened.",
        ),
    ),
    errors.BackupFailed: (
        QT_TRANSLATE_NOOP("words", "No copy of the journal could be made: {0}"),
        QT_TRANSLATE_NOOP("words", "Check the folder, and the space in it."),
    ),
    errors.NoCopy: (
        QT_TRANSLATE_NOOP("words", "There is no copy of the journal in {0}"),
        QT_TRANSLATE_NOOP("words", "Put in the stick with the copies, or name the file."),
    ),
    errors.CopyUnusable: (
        QT_TRANSLATE_NOOP("words", "This copy cannot be gone on from: {0}"),
        QT_TRANSLATE_NOOP("words", "Nothing was changed. Choose another one."),
    ),
    errors.NotSetUp: (
        QT_TRANSLATE_NOOP("words", "This way to pay is not set up"),
        QT_TRANSLATE_NOOP("words", "Fill in the account in the settings."),
    ),
    errors.RequestNotSent: (
        QT_TRANSLATE_NOOP("words", "No connection"),
        QT_TRANSLATE_NOOP("words", "Nothing left this till: you may try again."),
    ),
    errors.ResponseLost: (
        QT_TRANSLATE_NOOP("words", "No answer"),
        QT_TRANSLATE_NOOP("words", "The request may have arrived: do not charge again."),
    ),
    errors.NotOffered: (
        QT_TRANSLATE_NOOP("words", "This way to pay cannot do that"),
        QT_TRANSLATE_NOOP("words", "Some give back whole amounts only, some nothing."),
    ),
    errors.NotInTraining: (
        QT_TRANSLATE_NOOP("words", "In training the real shop stays as it is"),
        QT_TRANSLATE_NOOP("words", "Open the till without training to change it."),
    ),
    errors.NotAllowed: (
        QT_TRANSLATE_NOOP("words", "Not possible for this sale now"),
        QT_TRANSLATE_NOOP("words", "Look at its state first."),
    ),
    errors.WrongCode: (
        QT_TRANSLATE_NOOP("words", "This is not the recovery code"),
        QT_TRANSLATE_NOOP("words", "Type the newest one that was printed: 24 figures."),
    ),
    errors.WrongPin: (
        QT_TRANSLATE_NOOP("words", "Wrong PIN"),
        QT_TRANSLATE_NOOP("words", "Type it again, or call a manager."),
    ),
    errors.NobodyAtTheTill: (
        QT_TRANSLATE_NOOP("words", "Nobody is at the till"),
        QT_TRANSLATE_NOOP("words", "Sign in with your PIN, then ask again: nothing was sent."),
    ),
    errors.NotApproved: (
        QT_TRANSLATE_NOOP("words", "A manager has to allow this"),
        QT_TRANSLATE_NOOP("words", "Call a manager, who types the PIN."),
    ),
    errors.NoManager: (
        QT_TRANSLATE_NOOP("words", "Nobody has a PIN yet"),
        QT_TRANSLATE_NOOP("words", "Give a manager a PIN first."),
    ),
    errors.KeyringSilent: (
        QT_TRANSLATE_NOOP("words", "The system's keyring does not answer: its keys are missing"),
        QT_TRANSLATE_NOOP(
            "words", "Unlock it, or start this computer again. What needs no key of it works."
        ),
    ),
    errors.NoRecoveryCode: (
        QT_TRANSLATE_NOOP("words", "This shop has no recovery code"),
        _PUT_PEOPLE_BACK,
    ),
    errors.NoPassphraseYet: (
        QT_TRANSLATE_NOOP("words", "This computer has no keyring that can be used"),
        QT_TRANSLATE_NOOP("words", "Choose a passphrase for a file of keys."),
    ),
    errors.PassphraseNeeded: (
        QT_TRANSLATE_NOOP("words", "The keys are locked"),
        QT_TRANSLATE_NOOP("words", "Give the passphrase that opens them."),
    ),
    errors.KeysDamaged: (
        QT_TRANSLATE_NOOP("words", "The file of keys cannot be read: {0}"),
        QT_TRANSLATE_NOOP("words", "Put a copy back; or delete it, and type the keys again."),
    ),
    errors.WrongPassphrase: (
        QT_TRANSLATE_NOOP("words", "Wrong passphrase: the keys stay locked"),
        QT_TRANSLATE_NOOP("words", "Type it again: nothing was lost."),
    ),
    errors.KeyringUnavailable: (
        QT_TRANSLATE_NOOP("words", "The system's keyring cannot be used"),
        QT_TRANSLATE_NOOP(
            "words", "Unlock it, or call who looks after this computer. The key was not kept."
        ),
    ),
    errors.PeopleDamaged: (
        QT_TRANSLATE_NOOP("words", "The file of PINs cannot be read: {0}"),
        QT_TRANSLATE_NOOP("words", "Put a copy of the file back."),
    ),
    errors.SettingsUnavailable: (
        QT_TRANSLATE_NOOP("words", "The settings cannot be saved"),
        QT_TRANSLATE_NOOP("words", "Check the disk's space and permissions, then try again."),
    ),
    errors.TrainingUnavailable: (
        QT_TRANSLATE_NOOP("words", "Training does not start"),
        QT_TRANSLATE_NOOP("words", "Close the till and open it again."),
    ),
    errors.PrintersSilent: (
        QT_TRANSLATE_NOOP("words", "The print system does not answer"),
        QT_TRANSLATE_NOOP(
            "words", "Save the slip as PDF, or start the print server again and look once more."
        ),
    ),
    errors.PrinterSilent: (
        QT_TRANSLATE_NOOP("words", "The printer did not answer in time: {0}"),
        QT_TRANSLATE_NOOP("words", "Look whether the slip comes out before you print it again."),
    ),
    errors.PrinterFailed: (
        QT_TRANSLATE_NOOP("words", "The slip was not printed: {0}"),
        QT_TRANSLATE_NOOP("words", "Look at the printer, then print again."),
    ),
    errors.FileNotWritten: (
        QT_TRANSLATE_NOOP("words", "The slip was not saved: {0}"),
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
    QT_TRANSLATE_NOOP("words", "Try again; call who looks after the till if it goes on."),
)


# Problems of the file of PINs; the most particular first.
_PEOPLE: Mapping[type[errors.PeopleLost], str] = {
    errors.PeopleOlder: QT_TRANSLATE_NOOP("words", "The file of PINs is older than the journal"),
    errors.PeopleChanged: QT_TRANSLATE_NOOP(
        "words", "Somebody has changed the file of PINs outside the till"
    ),
    errors.PeopleLost: QT_TRANSLATE_NOOP("words", "The file of PINs is not there any more"),
}
_RECOVER = QT_TRANSLATE_NOOP(
    "words", "Nobody's PIN is good until a manager types the recovery code that was printed."
)


# States of the earlier sale. No word here has a gender: it may be a sale or a pay-out.
_FIRST: Mapping[State, str] = {
    **dict.fromkeys(OPEN, QT_TRANSLATE_NOOP("words", "{0}: still waiting")),
    **dict.fromkeys(NOT_PAID, QT_TRANSLATE_NOOP("words", "{0}: that one was not paid")),
    State.UNKNOWN: QT_TRANSLATE_NOOP("words", "{0}: outcome unknown"),
    State.AUTHORIZED: QT_TRANSLATE_NOOP("words", "{0}: this money is held already"),
    State.PAID: QT_TRANSLATE_NOOP("words", "{0}: this money has just moved"),
}
_MEANT = QT_TRANSLATE_NOOP("words", "Only once more if it is really meant twice.")


def first_words(first: Sale) -> str:
    """Names the earlier sale of a possible duplicate, and its state."""
    sale = f"{purpose_words(first.purpose)} {sale_number(first.number)}"
    who = first.phone.masked if first.phone else first.voucher
    named = (sale, str(first.amount), who, first.description)
    return say(_FIRST[first.state], " · ".join(part for part in named if part))


# Failures that pass by themselves, and the unit of their wait in seconds.
_WAITS: Mapping[type[PosError], tuple[str, str, int]] = {
    errors.TooManyCalls: (
        QT_TRANSLATE_NOOP("words", "The provider takes only so many charges a minute"),
        QT_TRANSLATE_NOOP("words", "Again in {0} s."),
        1,
    ),
    errors.TooManyTries: (
        QT_TRANSLATE_NOOP("words", "Too many wrong PINs: again in {0} min"),
        QT_TRANSLATE_NOOP("words", "The journal has kept every try."),
        60,
    ),
    errors.TooSoon: (
        QT_TRANSLATE_NOOP("words", "The request may still reach the provider"),
        QT_TRANSLATE_NOOP("words", "Ask there again in {0} min, and settle it then."),
        60,
    ),
}


def problem_words(problem: PosError) -> tuple[str, str]:
    """Returns the failure of a person's request, and what to do."""
    what, do = trouble_words(problem)
    return what, say(_THEN_AGAIN, do) if type(problem) in _STOPS_A_CHARGE else do


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
