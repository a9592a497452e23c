"""English source texts of the sentences about paper (translated as those in `cli/phrases.py`)."""

from pos_app.words.translate import QT_TRANSLATE_NOOP

NO_PRINTER = QT_TRANSLATE_NOOP("cli", "No printer is set up: `printers add`, or save with `--pdf`.")
WHICH_PRINTER = QT_TRANSLATE_NOOP("cli", "Say which printer with `--printer`: {0}")
NO_SUCH_PRINTER = QT_TRANSLATE_NOOP("cli", "No printer of this name is set up: {0}")
NO_SUCH_CLOSE = QT_TRANSLATE_NOOP("cli", "There is no such close: {0}")
NO_CLOSE = QT_TRANSLATE_NOOP("cli", "No day was closed yet.")
NO_SUCH_SHIFT = QT_TRANSLATE_NOOP("cli", "There is no such shift: {0}")
NO_JOBS = QT_TRANSLATE_NOOP("cli", "Nothing was printed yet.")
NONE_FOUND = QT_TRANSLATE_NOOP(
    "cli", "No printer found. Type its address: `printers add NAME --network ADDRESS`."
)
PRINTER_KEPT = QT_TRANSLATE_NOOP(
    "cli", "Printer saved: {0}. A window that is open reads it when it opens next."
)
PRINTER_GONE = QT_TRANSLATE_NOOP("cli", "Printer removed: {0}")
GOES_TO = QT_TRANSLATE_NOOP("cli", "{0}: goes to {1} from now on")
STILL_QUEUED = QT_TRANSLATE_NOOP(
    "cli", "It waits in the queue of the till: `print cancel {0}` takes it out."
)
IN_DOUBT = QT_TRANSLATE_NOOP(
    "cli", "Look at the paper: `print came-out {0}`, or `print repeat {0}`."
)
PRINT_AGAIN = QT_TRANSLATE_NOOP("cli", "Nothing came out: `print repeat {0}` prints it again.")
