"""English source texts of what commands add about a till and its office (translated as in
`words`)."""

from pos_app.words.translate import QT_TRANSLATE_NOOP

MEMBER = QT_TRANSLATE_NOOP("cli", "Office: {0} · {1}")
IN_USE = QT_TRANSLATE_NOOP(
    "cli",
    "Another computer is this till, and the office heard it at {0}. If it moved here: `--moved`. If"
    " both are used: `computer another-till`, and a new code.",
)
NEVER_HEARD = QT_TRANSLATE_NOOP("cli", "an unknown time")
CODE_NEEDED = QT_TRANSLATE_NOOP("cli", "Say which code the office's manager gave: `--code`.")
ANYWAY = QT_TRANSLATE_NOOP("cli", "To leave it anyway: `--anyway`.")
