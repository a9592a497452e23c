"""English source texts of the command line's own sentences (translated as in `words`)."""

from pos_app.ports.settings_service import SecretLocation
from pos_app.words.translate import QT_TRANSLATE_NOOP

CONTEXT = "cli"

# --- refusals ---------------------------------------------------------------------------------

NO_SUCH_SALE = QT_TRANSLATE_NOOP("cli", "There is no such sale: {0}")
NOT_IN_TRAINING = QT_TRANSLATE_NOOP(
    "cli", "In training there are no accounts to look after: leave --training out."
)
A_SALES_REFERENCE = QT_TRANSLATE_NOOP(
    "cli", "This is the reference of sale {0}: use `extend` or `cancel`."
)
PIN_NEEDED = QT_TRANSLATE_NOOP("cli", "A manager's PIN is needed for this.")
CASHIERS_PIN_NEEDED = QT_TRANSLATE_NOOP("cli", "The cashier's PIN is needed for this.")
NOT_THERE = QT_TRANSLATE_NOOP("cli", "The provider does not know it: check what was asked for.")
NOTHING_SET_UP = QT_TRANSLATE_NOOP("cli", "No account is set up: fill one in in the settings.")
PINS_DIFFER = QT_TRANSLATE_NOOP("cli", "The two PINs are not the same")

MEAN_IT = QT_TRANSLATE_NOOP("cli", "To do it all the same: `--again`.")

SAY_WHO = QT_TRANSLATE_NOOP("cli", "Say who is at the till: `--cashier`.")

# --- questions --------------------------------------------------------------------------------

MANAGERS_PIN = QT_TRANSLATE_NOOP("cli", "Manager's PIN")
CASHIERS_PIN = QT_TRANSLATE_NOOP("cli", "Cashier's PIN")
PASSPHRASE = QT_TRANSLATE_NOOP("cli", "Passphrase of the keys")
RECOVERY_CODE = QT_TRANSLATE_NOOP("cli", "Recovery code")
NEW_PIN = QT_TRANSLATE_NOOP("cli", "New PIN")
NEW_PIN_AGAIN = QT_TRANSLATE_NOOP("cli", "The new PIN again")

NOTHING_TO_REBUILD = QT_TRANSLATE_NOOP(
    "cli", "The journal verifies: there is nothing to make again."
)
REBUILT = QT_TRANSLATE_NOOP(
    "cli", "The journal was made again from what has happened: events {0}, sales {1}."
)
AS_IT_WAS = QT_TRANSLATE_NOOP("cli", "The file as it was is kept: {0}")

# --- results ----------------------------------------------------------------------------------

PIN_KEPT = QT_TRANSLATE_NOOP("cli", "The PIN was kept: {0}")
CODE_ONCE = QT_TRANSLATE_NOOP(
    "cli",
    "Recovery code, told this once: {0}\nKeep it on paper, away from the till: whoever has it can"
    " become a manager where the PINs are lost.",
)
PIN_REMOVED = QT_TRANSLATE_NOOP("cli", "Has no PIN any more: {0}")
DONE = QT_TRANSLATE_NOOP("cli", "Done")
GOES_ON = QT_TRANSLATE_NOOP("cli", "The provider is carrying it out: ask again later.")
SAID_NO = QT_TRANSLATE_NOOP("cli", "The provider could not do it.")
KEY_OF = QT_TRANSLATE_NOOP("cli", "the key of {0}")
KEY_UNTIL = QT_TRANSLATE_NOOP("cli", "valid until {0}")
WORKS = QT_TRANSLATE_NOOP("cli", "It works")
SECRET_ONCE = QT_TRANSLATE_NOOP("cli", "The secret, told this once: {0}")
SECRET_KEPT = QT_TRANSLATE_NOOP("cli", "Kept with the keys. The window reads it when it starts.")
KEY_IN = {
    SecretLocation.NOWHERE: QT_TRANSLATE_NOOP("cli", "no key"),
    SecretLocation.ENVIRONMENT: QT_TRANSLATE_NOOP("cli", "key from the environment"),
    SecretLocation.KEYRING: QT_TRANSLATE_NOOP("cli", "key in the system's keyring"),
    SecretLocation.FILE: QT_TRANSLATE_NOOP("cli", "key in the encrypted file"),
}
SECRET_UNTOLD = QT_TRANSLATE_NOOP("cli", "The provider did not tell the secret.")

# --- facts of a sale --------------------------------------------------------------------------

FEE = QT_TRANSLATE_NOOP("cli", "The provider takes a fee of {0} on top: {1} in all.")
LEFT = QT_TRANSLATE_NOOP("cli", "Left on the voucher: {0}")
HELD = QT_TRANSLATE_NOOP("cli", "Held: {0}")
RETURNED = QT_TRANSLATE_NOOP("cli", "Given back: {0}")
VOUCHER = QT_TRANSLATE_NOOP("cli", "Voucher: {0}")
GO_ON = QT_TRANSLATE_NOOP("cli", "This command has ended: `recover` goes on with the sale.")
VALID_UNTIL = QT_TRANSLATE_NOOP("cli", "May be paid until: {0}")
CHECKOUT = QT_TRANSLATE_NOOP("cli", "The customer pays here: {0}")
AT_TILL = QT_TRANSLATE_NOOP("cli", "At the till: {0}")
BY = QT_TRANSLATE_NOOP("cli", "Allowed by: {0}")

# --- copies of the journal ------------------------------------------------------------------------

NOTHING_TO_COPY = QT_TRANSLATE_NOOP("cli", "There is no journal yet: nothing to copy.")
COPIED = QT_TRANSLATE_NOOP("cli", "Copied and checked: {0} · sales: {1}")
TYPE_WHETHER_MOVED = QT_TRANSLATE_NOOP(
    "cli", "If the till was moved here, type: {0}\nIf both computers sell, type: {1}"
)
MOVED = QT_TRANSLATE_NOOP("cli", "The till goes on here, as the one that it was.")
ANOTHER_TILL = QT_TRANSLATE_NOOP(
    "cli",
    "This is another till from now on, with a journal and numbers of its own. Give it a name of its"
    " own in the settings.",
)
READ_ONLY = QT_TRANSLATE_NOOP(
    "cli", "This disk cannot be written: the journal in {0} is only read, and nothing can be sold."
)
TYPE_TO_RESTORE = QT_TRANSLATE_NOOP("cli", "To go on from the last good copy, type: {0}")
IS_KEPT = QT_TRANSLATE_NOOP("cli", "What is there now is kept under another name.")
RESTORED = QT_TRANSLATE_NOOP("cli", "The journal goes on from {0} · sales: {1}")
RESCUED = QT_TRANSLATE_NOOP("cli", "Events after the copy that the old file still proves: {0}")
ONLY_IN = QT_TRANSLATE_NOOP(
    "cli",
    "Whatever was sold or given back after {0} is only in the file {1}: check it with the provider"
    " before you charge or give back again.",
)
ONLY_WITH_PROVIDER = QT_TRANSLATE_NOOP(
    "cli",
    "Whatever was sold or given back after {0} is not in the journal: check it with the provider"
    " before you charge or give back again.",
)
DOUBTFUL = QT_TRANSLATE_NOOP("cli", "Sales that waited then, and are in doubt now: {0}")
NUMBERS_GO_ON = QT_TRANSLATE_NOOP(
    "cli", "The next sale is number {0}, so that no number on a slip is given twice."
)

# --- the close of a day ---------------------------------------------------------------------------

CLOSED = QT_TRANSLATE_NOOP("cli", "Day {0} closed by {1}")
CLOSED_BEFORE = QT_TRANSLATE_NOOP("cli", "It had been closed already: {0}, {1}")
NO_SALES = QT_TRANSLATE_NOOP("cli", "No sales on this day.")
NET = QT_TRANSLATE_NOOP("cli", "Net")
HEAD = QT_TRANSLATE_NOOP("cli", "Head of the journal: {0}")
HEAD_IS_FOR = QT_TRANSLATE_NOOP(
    "cli",
    "Keep these figures outside this computer: `verify --head` tells by them whether anybody has"
    " rewritten the journal.",
)
NOT_COME = QT_TRANSLATE_NOOP("cli", "That day has not come: {0}")
