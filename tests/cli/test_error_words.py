"""What a script reads under `error`: a class may be renamed, its word may not."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pos_app.cli
import pos_app.office
from pos_app.cli.error_words import error_word
from pos_app.domain.errors import PosError

# By hand, and never changed but for new ones.
WORDS = {
    "AccountUnusable",
    "AnswerBrokenOff",
    "AnswerLost",
    "BackupFailed",
    "BackupFolderMissing",
    "BackupFolderSilent",
    "BadInput",
    "CannotArchive",
    "CannotBeKept",
    "CannotRebuild",
    "CopyAbandoned",
    "CopyNewer",
    "CopyUnderWay",
    "CopyUnusable",
    "FileNotWritten",
    "FileUncertain",
    "JobNotAllowed",
    "JournalClosing",
    "JournalDamaged",
    "JournalFull",
    "JournalHeld",
    "JournalInUse",
    "JournalMissing",
    "JournalNewer",
    "JournalNotCopied",
    "JournalOutOfReach",
    "JournalReadOnly",
    "JournalReplaced",
    "JournalRewritten",
    "JournalRolledBack",
    "JournalUnavailable",
    "JournalUnsound",
    "KeyringSilent",
    "KeyringUnavailable",
    "KeysDamaged",
    "KeysNewer",
    "LooksLikeSecond",
    "MoveFileClosed",
    "MoveFileNewer",
    "MoveFileUnusable",
    "NoCopy",
    "NoManager",
    "NoPassphraseYet",
    "NoPostgres",
    "NoRecoveryCode",
    "NoRoomForTill",
    "NoSealingKey",
    "NobodyAtTheTill",
    "NotAllowed",
    "NotApproved",
    "NotEnrolled",
    "NotInTraining",
    "NotMovedOut",
    "NotOffered",
    "NotSetUp",
    "NotShipped",
    "NotTrusted",
    "OtherComputer",
    "PaperUncertain",
    "PassphraseNeeded",
    "PeopleChanged",
    "PeopleDamaged",
    "PeopleLost",
    "PeopleOlder",
    "PrinterFailed",
    "PrinterNotReady",
    "PrinterNotSetUp",
    "PrintersSilent",
    "ProfileDamaged",
    "ProviderRefused",
    "ProxyUnusable",
    "Refusal",
    "RequestNotSent",
    "RequestUnusable",
    "SettingsUnavailable",
    "SpoolUnavailable",
    "TillMovedOut",
    "TooManyCalls",
    "TooManyTries",
    "TooSoon",
    "TrainingUnavailable",
    "TurnedOff",
    "WorldFailed",
    "WrongCode",
    "WrongPassphrase",
    "WrongPin",
}


def kinds_of(kind: type[PosError]) -> Iterator[type[PosError]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("pos_app."):
            yield one
            yield from kinds_of(one)


def test_every_error_has_the_word_that_it_always_had() -> None:
    for room in (pos_app.cli, pos_app.office):
        for module in walk_packages(room.__path__, f"{room.__name__}."):
            import_module(module.name)
    assert {error_word(kind.__new__(kind)) for kind in kinds_of(PosError)} == WORDS
