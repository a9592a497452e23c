"""English source texts of the sentences about a till and its office (translated as in `words`)."""

from collections.abc import Mapping

from pos_app.ports.office.protocol import CodeRefusal
from pos_app.words.translate import QT_TRANSLATE_NOOP

JOINED = QT_TRANSLATE_NOOP("cli", "This till belongs to {0} now, and sends its events there.")
LEFT = QT_TRANSLATE_NOOP("cli", "This till belongs to no office any more. Its journal stays here.")
NO_OFFICE = QT_TRANSLATE_NOOP("cli", "This till belongs to no office.")
MEMBER = QT_TRANSLATE_NOOP("cli", "Office: {0} · {1}")
IN_USE = QT_TRANSLATE_NOOP(
    "cli",
    "Another computer is this till, and the office heard it at {0}. If it moved here: `--moved`. If"
    " both are used: `computer another-till`, and a new code.",
)
NEVER_HEARD = QT_TRANSLATE_NOOP("cli", "an unknown time")
CODES: Mapping[CodeRefusal, str] = {
    CodeRefusal.UNKNOWN: QT_TRANSLATE_NOOP(
        "cli", "The office does not take this code for this till: ask its manager for another."
    ),
    CodeRefusal.EXPIRED: QT_TRANSLATE_NOOP(
        "cli", "This code is over: ask the office's manager for another."
    ),
    CodeRefusal.USED: QT_TRANSLATE_NOOP(
        "cli", "This code was used already: ask the office's manager for another."
    ),
    CodeRefusal.TOO_MANY_TRIES: QT_TRANSLATE_NOOP(
        "cli", "This code was tried too often: ask the office's manager for another."
    ),
}
CODE_NEEDED = QT_TRANSLATE_NOOP("cli", "Say which code the office's manager gave: `--code`.")
LACKS = QT_TRANSLATE_NOOP("cli", "The office lacks {0} events. To leave it anyway: `--anyway`.")
CANNOT_ASK = QT_TRANSLATE_NOOP(
    "cli", "The office cannot be asked what it has. To leave it anyway: `--anyway`."
)
