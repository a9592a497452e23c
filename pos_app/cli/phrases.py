"""English source texts of the command line's own sentences (translated as in `words`)."""

from pos_app.ports.ledger import Dimension
from pos_app.ports.settings_service import SecretLocation
from pos_app.words.translate import QT_TRANSLATE_NOOP

CONTEXT = "cli"

# --- refusals ---------------------------------------------------------------------------------

NO_SUCH_SALE = QT_TRANSLATE_NOOP("cli", "There is no such sale: {0}")
NOT_IN_TRAINING = QT_TRANSLATE_NOOP("cli", "Training has no accounts to manage: remove --training.")
A_SALES_REFERENCE = QT_TRANSLATE_NOOP(
    "cli", "This is the reference of sale {0}: use `extend` or `cancel`."
)
PIN_NEEDED = QT_TRANSLATE_NOOP("cli", "This needs a manager's PIN.")
CASHIERS_PIN_NEEDED = QT_TRANSLATE_NOOP("cli", "This needs the cashier's PIN.")
NOT_THERE = QT_TRANSLATE_NOOP(
    "cli", "The payment service cannot find it: check what you asked for."
)
NOTHING_SET_UP = QT_TRANSLATE_NOOP("cli", "No account is set up: fill one in under Settings.")
PINS_DIFFER = QT_TRANSLATE_NOOP("cli", "The two PINs do not match")

MEAN_IT = QT_TRANSLATE_NOOP("cli", "To do it anyway: `--again`.")

SAY_WHO = QT_TRANSLATE_NOOP("cli", "Say who is using the till: `--cashier`.")

NO_SUCH_DIFFERENCE = QT_TRANSLATE_NOOP("cli", "There is no such difference in this period: {0}")

# --- questions --------------------------------------------------------------------------------

MANAGERS_PIN = QT_TRANSLATE_NOOP("cli", "Manager's PIN")
CASHIERS_PIN = QT_TRANSLATE_NOOP("cli", "Cashier's PIN")
PASSPHRASE = QT_TRANSLATE_NOOP("cli", "Passphrase of the keys")
RECOVERY_CODE = QT_TRANSLATE_NOOP("cli", "Recovery code")
NEW_PIN = QT_TRANSLATE_NOOP("cli", "New PIN")
NEW_PIN_AGAIN = QT_TRANSLATE_NOOP("cli", "Repeat the new PIN")

NOTHING_TO_REBUILD = QT_TRANSLATE_NOOP(
    "cli", "The journal is correct: there is nothing to rebuild."
)
REBUILT = QT_TRANSLATE_NOOP("cli", "Journal rebuilt: events {0}, sales {1}.")
AS_IT_WAS = QT_TRANSLATE_NOOP("cli", "The earlier file is kept: {0}")

# --- results ----------------------------------------------------------------------------------

STATEMENT_READ = QT_TRANSLATE_NOOP("cli", "Statement: {0} movements, {1}, {2}")
ROWS_LEFT_OUT = QT_TRANSLATE_NOOP("cli", "Rows left out: {0}")
HERE_AND_THERE = QT_TRANSLATE_NOOP("cli", "Journal: {0} · statement: {1} · difference: {2}")
FEES_HERE_AND_THERE = QT_TRANSLATE_NOOP("cli", "Fees: journal {0} · statement {1}")
MATCHED = QT_TRANSLATE_NOOP("cli", "Matched: {0}")
PIN_KEPT = QT_TRANSLATE_NOOP("cli", "PIN saved: {0}")
CODE_ONCE = QT_TRANSLATE_NOOP(
    "cli",
    "Recovery code, shown only once: {0}\nKeep it on paper, away from the till: "
    "anybody who has it can become a manager if the PINs are lost.",
)
PIN_REMOVED = QT_TRANSLATE_NOOP("cli", "PIN removed: {0}")
DONE = QT_TRANSLATE_NOOP("cli", "Done")
GOES_ON = QT_TRANSLATE_NOOP("cli", "The payment service is processing it: check again later.")
SAID_NO = QT_TRANSLATE_NOOP("cli", "The payment service could not do it.")
KEY_OF = QT_TRANSLATE_NOOP("cli", "the key of {0}")
KEY_UNTIL = QT_TRANSLATE_NOOP("cli", "valid until {0}")
WORKS = QT_TRANSLATE_NOOP("cli", "It works")
SECRET_ONCE = QT_TRANSLATE_NOOP("cli", "Secret, shown only once: {0}")
SECRET_KEPT = QT_TRANSLATE_NOOP("cli", "Saved with the keys. The window reads it when it opens.")
KEY_IN = {
    SecretLocation.NOWHERE: QT_TRANSLATE_NOOP("cli", "no key"),
    SecretLocation.ENVIRONMENT: QT_TRANSLATE_NOOP("cli", "key from the environment"),
    SecretLocation.KEYRING: QT_TRANSLATE_NOOP("cli", "key in the system's keyring"),
    SecretLocation.FILE: QT_TRANSLATE_NOOP("cli", "key in the encrypted file"),
}
SECRET_UNTOLD = QT_TRANSLATE_NOOP("cli", "The payment service did not give the secret.")

# --- facts of a sale --------------------------------------------------------------------------

FEE = QT_TRANSLATE_NOOP("cli", "The payment service adds a fee of {0}: {1} in total.")
LEFT = QT_TRANSLATE_NOOP("cli", "Left on the voucher: {0}")
HELD = QT_TRANSLATE_NOOP("cli", "On hold: {0}")
RETURNED = QT_TRANSLATE_NOOP("cli", "Refunded: {0}")
VOUCHER = QT_TRANSLATE_NOOP("cli", "Voucher: {0}")
GO_ON = QT_TRANSLATE_NOOP("cli", "This command has ended: `recover` continues the sale.")
VALID_UNTIL = QT_TRANSLATE_NOOP("cli", "Can be paid until: {0}")
CHECKOUT = QT_TRANSLATE_NOOP("cli", "The customer pays here: {0}")
AT_TILL = QT_TRANSLATE_NOOP("cli", "Cashier: {0}")
INVOICE = QT_TRANSLATE_NOOP("cli", "Invoice: {0}")
BY = QT_TRANSLATE_NOOP("cli", "Approved by: {0}")

# --- copies of the journal ------------------------------------------------------------------------

NOTHING_TO_COPY = QT_TRANSLATE_NOOP("cli", "There is no journal yet: nothing to back up.")
COPIED = QT_TRANSLATE_NOOP("cli", "Backup made and checked: {0} · sales: {1}")
TYPE_WHETHER_MOVED = QT_TRANSLATE_NOOP(
    "cli", "If the till has moved here, type: {0}\nIf both computers sell, type: {1}"
)
MOVED = QT_TRANSLATE_NOOP("cli", "The till continues on this computer, as the same till.")
ANOTHER_TILL = QT_TRANSLATE_NOOP(
    "cli",
    "This is now another till, with its own journal and numbers. Give it its own "
    "name in the settings.",
)
STARTS_ITSELF = QT_TRANSLATE_NOOP("cli", "The till opens when somebody signs in to this computer.")
STARTS_NOT = QT_TRANSLATE_NOOP("cli", "The till does not open automatically on this computer.")
MOVE_PASSPHRASE = QT_TRANSLATE_NOOP("cli", "Passphrase of the file")
MOVE_PASSPHRASE_AGAIN = QT_TRANSLATE_NOOP("cli", "Repeat the passphrase")
PASSPHRASES_DIFFER = QT_TRANSLATE_NOOP("cli", "The two passphrases do not match")
MOVED_OUT = QT_TRANSLATE_NOOP(
    "cli", "The till is in the file {0} ({1} MB). This computer sells nothing any more."
)
MOVED_OUT_CODE = QT_TRANSLATE_NOOP("cli", "SHA-256 of the file: {0}")
MOVED_OUT_NEXT = QT_TRANSLATE_NOOP("cli", "On the other computer, type: {0}")
MOVED_IN = QT_TRANSLATE_NOOP("cli", "The till {0} continues on this computer · sales: {1}")
MOVED_IN_OPEN = QT_TRANSLATE_NOOP(
    "cli", "Sales without a result, which this computer follows from now on: {0}"
)
MOVED_IN_KEYS = QT_TRANSLATE_NOOP(
    "cli",
    "This computer has no usable keyring: the keys are in a file, with the passphrase of the move.",
)
MOVED_IN_DELETE = QT_TRANSLATE_NOOP(
    "cli", "Delete the file {0}: on a third computer it would open this till again."
)
NOT_MOVED = QT_TRANSLATE_NOOP("cli", "This till was not moved out: it sells here.")
MOVE_FILE_WHOLE = QT_TRANSLATE_NOOP("cli", "The file is complete: {0}")
MOVE_FILE_AWAY = QT_TRANSLATE_NOOP("cli", "The file is not there: {0}")
MOVE_FILE_CHANGED = QT_TRANSLATE_NOOP(
    "cli", "Another file lies there, or it was changed: {0}. Do not use it."
)
TAKE_BACK_ONLY_IF = QT_TRANSLATE_NOOP(
    "cli",
    "If no other computer has opened the till, a manager takes it back: {0}\n"
    "If another one has, do not: two computers would charge as one till, and "
    "payments would be lost.",
)
TAKEN_BACK = QT_TRANSLATE_NOOP(
    "cli", "The till continues on this computer. Delete the file {0}: nobody may open it now."
)
READ_ONLY = QT_TRANSLATE_NOOP(
    "cli", "This disk is read-only: the till only reads the journal in {0} and cannot sell."
)
TYPE_TO_RESTORE = QT_TRANSLATE_NOOP("cli", "To restore the last good backup, type: {0}")
IS_KEPT = QT_TRANSLATE_NOOP("cli", "The till keeps the present file under another name.")
RESTORED = QT_TRANSLATE_NOOP("cli", "Journal restored from {0} · sales: {1}")
RESCUED = QT_TRANSLATE_NOOP("cli", "Later events recovered from the old file: {0}")
ONLY_IN = QT_TRANSLATE_NOOP(
    "cli",
    "Sales and refunds after {0} are only in the file {1}: check them with the "
    "payment service before you charge or refund again.",
)
ONLY_WITH_PROVIDER = QT_TRANSLATE_NOOP(
    "cli",
    "Sales and refunds after {0} are not in the journal: check them with the "
    "payment service before you charge or refund again.",
)
DOUBTFUL = QT_TRANSLATE_NOOP("cli", "Sales that were waiting and now need attention: {0}")
NUMBERS_GO_ON = QT_TRANSLATE_NOOP(
    "cli", "The next sale is number {0}: no slip number is used twice."
)

# --- exports and totals ---------------------------------------------------------------------------

NOTHING_TO_EXPORT = QT_TRANSLATE_NOOP("cli", "There is no journal yet: nothing to export.")
NO_SUCH_FORMAT = QT_TRANSLATE_NOOP("cli", "Choose a format with --format: {0}")
MONTH_IS_XLSX = QT_TRANSLATE_NOOP("cli", "The accountant's month is an XLSX file.")
EXPORTED = QT_TRANSLATE_NOOP("cli", "Saved: {0} · rows: {1}")
DIMENSIONS = {
    Dimension.METHOD: QT_TRANSLATE_NOOP("cli", "Method"),
    Dimension.DAY: QT_TRANSLATE_NOOP("cli", "Day"),
    Dimension.HOUR: QT_TRANSLATE_NOOP("cli", "Hour"),
    Dimension.CASHIER: QT_TRANSLATE_NOOP("cli", "Cashier"),
    Dimension.CURRENCY: QT_TRANSLATE_NOOP("cli", "Currency"),
}
RECEIVED = QT_TRANSLATE_NOOP("cli", "Received")
GIVEN_BACK = QT_TRANSLATE_NOOP("cli", "Refunded")
NET = QT_TRANSLATE_NOOP("cli", "Net")
CURRENCY = QT_TRANSLATE_NOOP("cli", "Currency")
NO_SALE_FOUND = QT_TRANSLATE_NOOP("cli", "No sale found: {0}")
NO_MONEY_FOUND = QT_TRANSLATE_NOOP("cli", "No money moved: {0}")

# --- the close of a day ---------------------------------------------------------------------------

CLOSED = QT_TRANSLATE_NOOP("cli", "Close no. {0}: day {1} closed by {2}")
SO_FAR = QT_TRANSLATE_NOOP("cli", "X reading of {0}: nothing is closed by it")
SINCE = QT_TRANSLATE_NOOP("cli", "Last close: {0}")
CLOSED_BEFORE = QT_TRANSLATE_NOOP("cli", "Already closed: {0}, {1}")
HEAD = QT_TRANSLATE_NOOP("cli", "Journal check code: {0}")
HEAD_IS_FOR = QT_TRANSLATE_NOOP(
    "cli",
    "Keep this code outside this computer: with it, `verify --head` shows "
    "whether anybody changed the journal.",
)
ENDS_BEFORE = QT_TRANSLATE_NOOP("cli", "The period ends before it begins: {0} to {1}")
NOT_COME = QT_TRANSLATE_NOOP("cli", "That day is still to come: {0}")
COUNTED_TWICE = QT_TRANSLATE_NOOP("cli", "Counted twice: {0}. Give one sum for each currency.")

# --- shifts and the drawer --------------------------------------------------------------------

NO_SHIFT = QT_TRANSLATE_NOOP("cli", "No shift is open.")
SHIFT_OF = QT_TRANSLATE_NOOP("cli", "Shift open since {1}: {0}.")
SHIFT_CLOSED = QT_TRANSLATE_NOOP("cli", "Shift opened {1}, closed now: {0}.")
NOBODY = QT_TRANSLATE_NOOP("cli", "nobody signed in")
RECEIVED = QT_TRANSLATE_NOOP("cli", "Received")
REFUNDED = QT_TRANSLATE_NOOP("cli", "Refunded")
NET = QT_TRANSLATE_NOOP("cli", "Net")
EXPECTED = QT_TRANSLATE_NOOP("cli", "Expected in the drawer: {0}")
STAYS = QT_TRANSLATE_NOOP("cli", "Stays in the drawer: {0}")
