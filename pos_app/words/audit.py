"""Words for the audit log: a sentence for each note about a person's action or the till's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain import audit_notes
from pos_app.domain.audit_notes import ProviderDeed
from pos_app.domain.books.shift import differences
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.people.roles import Role
from pos_app.domain.reconciliation.notes import DifferenceResolved, StatementImported
from pos_app.words.accounts import setting_words
from pos_app.words.books.close import restored_words
from pos_app.words.paper.jobs import copy_words, document_words
from pos_app.words.services import SOME_SERVICE, account_service, say_of
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say
from pos_app.words.verdict import manager_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from pos_app.domain.audit_notes import Note
    from pos_app.domain.money import Money
    from pos_app.words.services import ServiceName
    from pos_app.words.translate import Value

_SOMEBODY = QT_TRANSLATE_NOOP("words", "Somebody without a PIN")  # before there was a manager

_DAY_CLOSED = QT_TRANSLATE_NOOP("words", "{0} closed the day {1}")
_PIN_REFUSED = QT_TRANSLATE_NOOP("words", "Somebody typed a wrong PIN")
_PINS_REFUSED = QT_TRANSLATE_NOOP("words", "Wrong PINs typed: {0}")
_PIN_ACCEPTED = QT_TRANSLATE_NOOP("words", "{0} typed the right PIN after wrong ones")
_PIN_GIVEN = {
    Role.MANAGER: QT_TRANSLATE_NOOP("words", "{0} gave {1} a manager's PIN"),
    Role.CASHIER: QT_TRANSLATE_NOOP("words", "{0} gave {1} a cashier's PIN"),
}
_PIN_FOUND = {
    Role.MANAGER: QT_TRANSLATE_NOOP("words", "{0} had a manager's PIN when the journal began"),
    Role.CASHIER: QT_TRANSLATE_NOOP("words", "{0} had a cashier's PIN when the journal began"),
}
_PERSON_LEFT = QT_TRANSLATE_NOOP("words", "{0} removed the PIN of {1}")
_CODE_MADE = QT_TRANSLATE_NOOP("words", "{0} made a new recovery code")
_FIRST_CODE = QT_TRANSLATE_NOOP("words", "The first manager received a recovery code")
_RECOVERED = QT_TRANSLATE_NOOP("words", "{0} became manager with the recovery code")
_RECOVERED_ALONE = QT_TRANSLATE_NOOP(
    "words", "{0} became manager with the recovery code: all other PINs stopped working"
)
_SETTINGS_CHANGED = QT_TRANSLATE_NOOP("words", "{0} changed the settings: {1}")
_EXPORTED = QT_TRANSLATE_NOOP("words", "{0} exported sales: {1}")
_PAYMENT_TAKEN = QT_TRANSLATE_NOOP("words", "{0} removed a payment from the queue {of}: {1}")
_RESTORED_BY = QT_TRANSLATE_NOOP("words", "{0} restored a backup. {1}")
_REBUILT = QT_TRANSLATE_NOOP("words", "{0} had the journal file rebuilt from its own records")
_KEPT_AS = QT_TRANSLATE_NOOP("words", "The earlier file is kept: {0}")
_QUEUE_STUCK = QT_TRANSLATE_NOOP("words", "The queue {of} shows nothing new")
_QUEUE_MOVES = QT_TRANSLATE_NOOP("words", "The queue {of} works again")
_BY_CALL = QT_TRANSLATE_NOOP("words", "{The} reported a payment by notice")
_DAY_STARTS = QT_TRANSLATE_NOOP("words", "The business day starts at {0} ({1})")
_SHIFT_OPENED = QT_TRANSLATE_NOOP("words", "{0} opened a shift")
_SHIFT_OPENED_WITH = QT_TRANSLATE_NOOP("words", "{0} opened a shift with a float of {1}")
_SHIFT_CLOSED = QT_TRANSLATE_NOOP("words", "{0} closed the shift of {1}")
_SHORT = QT_TRANSLATE_NOOP("words", "short in the drawer: {0}")
_OVER = QT_TRANSLATE_NOOP("words", "over in the drawer: {0}")
_CASH_IN = QT_TRANSLATE_NOOP("words", "{0} put cash into the drawer: {1}")
_CASH_OUT = QT_TRANSLATE_NOOP("words", "{0} took cash out of the drawer: {1}")
_STATEMENT = QT_TRANSLATE_NOOP("words", "{0} imported a statement {of}: {1}")
_RESOLVED = QT_TRANSLATE_NOOP("words", "{0} resolved a difference from the statement {of}: {1}")
_PAPER = QT_TRANSLATE_NOOP("words", "{0} asked for paper: {1}")
_NO_PAPER = QT_TRANSLATE_NOOP("words", "{0} said that paper did not come out: {1}")
_NO_PAPER_LEFT = QT_TRANSLATE_NOOP("words", "Paper did not come out: {0}")
_MOVED_OUT = QT_TRANSLATE_NOOP("words", "{0} wrote the till into a file, to move it: {1}")
_MOVED_IN = QT_TRANSLATE_NOOP(
    "words", "The till continued on another computer, from the file of {0}: {1}"
)
_MOVED_BACK = QT_TRANSLATE_NOOP("words", "{0} took the till back: {1}")
_OF_PROVIDER = QT_TRANSLATE_NOOP("words", "{0} of {1}")
_THE_ACCOUNT = QT_TRANSLATE_NOOP("words", "Account")

# Values: the person, and the object.
_DEEDS: Mapping[ProviderDeed, str] = {
    ProviderDeed.CREATE_WEBHOOK: QT_TRANSLATE_NOOP("words", "{0} created a webhook {at}: {1}"),
    ProviderDeed.UPDATE_WEBHOOK: QT_TRANSLATE_NOOP("words", "{0} changed a webhook {at}: {1}"),
    ProviderDeed.TOGGLE_WEBHOOK: QT_TRANSLATE_NOOP(
        "words", "{0} switched a webhook {at} on or off: {1}"
    ),
    ProviderDeed.RENEW_SECRET: QT_TRANSLATE_NOOP(
        "words", "{0} renewed the secret of a webhook {at}: {1}"
    ),
    ProviderDeed.DELETE_WEBHOOK: QT_TRANSLATE_NOOP("words", "{0} deleted a webhook {at}: {1}"),
    ProviderDeed.SWITCH_EVENT: QT_TRANSLATE_NOOP(
        "words", "{0} switched an event of a webhook {at} on or off: {1}"
    ),
    ProviderDeed.COLLECT_SPLIT: QT_TRANSLATE_NOOP(
        "words", "{0} collected a share of a payment {at}: {1}"
    ),
    ProviderDeed.PUT_REFERENCE: QT_TRANSLATE_NOOP(
        "words", "{0} created or changed a reference {at} without a sale: {1}"
    ),
    ProviderDeed.DELETE_REFERENCE: QT_TRANSLATE_NOOP(
        "words", "{0} deleted a reference {at} without a sale: {1}"
    ),
}

# The shop's own settings, by their names in the settings file.
_OF_SHOP: Mapping[str, str] = {
    "name": QT_TRANSLATE_NOOP("words", "Name of the shop"),
    "till": QT_TRANSLATE_NOOP("words", "Name of the till"),
    "country": QT_TRANSLATE_NOOP("words", "Country"),
    "zone": QT_TRANSLATE_NOOP("words", "Time zone"),
    "day_starts_at": QT_TRANSLATE_NOOP("words", "Business day starts at"),
    "recent_customers": QT_TRANSLATE_NOOP("words", "Previous customers"),
    "lock_after": QT_TRANSLATE_NOOP("words", "Auto-lock (minutes)"),
    "slip_note": QT_TRANSLATE_NOOP("words", "Slip footer"),
    "nif": QT_TRANSLATE_NOOP("words", "Tax number"),
    "address": QT_TRANSLATE_NOOP("words", "Address of the shop"),
    "shop_phone": QT_TRANSLATE_NOOP("words", "Phone of the shop"),
    "receipt_note": QT_TRANSLATE_NOOP("words", "Receipt footer"),
    "logo": QT_TRANSLATE_NOOP("words", "Logo"),
    "prints_receipts": QT_TRANSLATE_NOOP("words", "Print receipts automatically"),
    "kiosk": QT_TRANSLATE_NOOP("words", "Kiosk"),
    "prints_shop_receipts": QT_TRANSLATE_NOOP("words", "Print the shop's copy"),
    "takes_cash": QT_TRANSLATE_NOOP("words", "Take cash"),
    "takes_card_machine": QT_TRANSLATE_NOOP("words", "Take cards by card machine"),
    "takes_transfer": QT_TRANSLATE_NOOP("words", "Take bank transfers"),
    "splits_payments": QT_TRANSLATE_NOOP("words", "Split payments"),
    "shifts": QT_TRANSLATE_NOOP("words", "Shifts"),
}
_ADDRESS = QT_TRANSLATE_NOOP("words", "Address")
_BASE_URL = "base_url"

# The notes that a manager sees at the close of a day; the rest stands in the audit log alone.
_AT_THE_CLOSE = (
    audit_notes.PinGiven,
    audit_notes.PersonLeft,
    audit_notes.RecoveryCodeMade,
    audit_notes.Recovered,
    audit_notes.SettingsChanged,
    audit_notes.Exported,
    audit_notes.PaymentTaken,
    audit_notes.ProviderAsked,
    audit_notes.Rebuilt,
    audit_notes.MovedOut,
    audit_notes.MovedIn,
    audit_notes.MoveTakenBack,
    audit_notes.CashMoved,
    DifferenceResolved,
)


def note_words(note: Note, brands: Mapping[str, str]) -> str:
    """Returns a sentence: what a person did, or what the till noticed.

    `brands` maps the providers' ids to their names.
    """
    return _SENTENCES[type(note)](note, brands)


def close_words(told: Iterable[Note], brands: Mapping[str, str]) -> Sequence[str]:
    """Returns the sentences for a manager who closes a day, with one line for all wrong PINs."""
    seen = list(told)
    wrong = sum(isinstance(note, audit_notes.PinRefused) for note in seen)
    lines = [say(_PINS_REFUSED, wrong)] if wrong else []
    return lines + [note_words(note, brands) for note in seen if isinstance(note, _AT_THE_CLOSE)]


def changed_words(what: str, brands: Mapping[str, str]) -> str:
    """Returns the settings that a note names, in people's words; one without words by its name."""
    return ", ".join(_setting(name, brands) for name in what.split(", "))


def _setting(name: str, brands: Mapping[str, str]) -> str:
    owner, _, rest = name.partition(".")
    if owner == "shop":
        return say(_OF_SHOP[rest]) if rest in _OF_SHOP else rest
    if not rest:  # an old note, which names no parts
        return say(_OF_PROVIDER, say(_THE_ACCOUNT), _brand(owner, brands))
    said = say(_ADDRESS) if rest == _BASE_URL else setting_words(rest)
    return say(_OF_PROVIDER, said, _brand(owner, brands))


def _brand(provider: str, brands: Mapping[str, str]) -> str:
    """Returns the brand of a provider's id, or of a method's, which begins with it."""
    return brands.get(provider.partition(".")[0], provider)


def _who(name: str) -> str:
    return manager_name(name) or say(_SOMEBODY)


def _pin_given(note: audit_notes.PinGiven) -> str:
    if note.found:
        return say(_PIN_FOUND[note.role], note.name)
    return say(_PIN_GIVEN[note.role], _who(note.by), note.name)


def _code_made(note: audit_notes.RecoveryCodeMade) -> str:
    return say(_CODE_MADE, _who(note.by)) if note.by else say(_FIRST_CODE)


def _asked(note: audit_notes.ProviderAsked, brands: Mapping[str, str]) -> str:
    service = account_service(_brand(note.provider, brands))
    return _naming(_DEEDS[note.deed], _who(note.by), note.what, service=service)


def _taken(note: audit_notes.PaymentTaken, brands: Mapping[str, str]) -> str:
    about = (str(note.amount or ""), note.reference, note.payment, note.why)
    what = joined(*about)
    service = account_service(_brand(note.method, brands))
    return _naming(_PAYMENT_TAKEN, _who(note.by), what, service=service)


def _statement(note: StatementImported, brands: Mapping[str, str]) -> str:
    days = f"{note.start:%d/%m/%Y} \N{EN DASH} {note.end:%d/%m/%Y}"
    service = account_service(_brand(note.source, brands))
    what = joined(note.name, days, str(note.total))
    return _naming(_STATEMENT, _who(note.by), what, service=service)


def _resolved(note: DifferenceResolved, brands: Mapping[str, str]) -> str:
    service = account_service(_brand(note.source, brands))
    return _naming(
        _RESOLVED, _who(note.by), joined(str(note.difference), note.why), service=service
    )


def _naming(source: str, *values: Value, service: ServiceName = SOME_SERVICE) -> str:
    """Returns a sentence that ends with what it is about, or without it where nothing is known."""
    return say_of(service, source, *values).removesuffix(": ")


def _of_queue(source: str, method: str, brands: Mapping[str, str]) -> str:
    return say_of(account_service(_brand(method, brands)), source)


def _rebuilt(note: audit_notes.Rebuilt) -> str:
    kept = say(_KEPT_AS, note.put_aside) if note.put_aside else ""
    return ". ".join(part for part in (say(_REBUILT, _who(note.by)), kept) if part)


def _shift_opened(note: audit_notes.ShiftOpened) -> str:
    floats = [str(count.counted) for count in note.floats]
    if not floats:
        return say(_SHIFT_OPENED, _who(note.cashier))
    return say(_SHIFT_OPENED_WITH, _who(note.cashier), ", ".join(floats))


def _shift_closed(note: audit_notes.ShiftClosed) -> str:
    document = note.document
    closed = say(_SHIFT_CLOSED, _who(document.by), _who(document.cashier))
    return ", ".join([closed, *map(difference_words, differences(document.drawer))])


def difference_words(difference: Money) -> str:
    """Returns what is short in the drawer, or over, as an amount without a sign."""
    short = difference.minor < 0
    return say(_SHORT if short else _OVER, -difference if short else difference)


def _cash_moved(note: audit_notes.CashMoved) -> str:
    out = note.amount.minor < 0
    amount = str(-note.amount if out else note.amount)
    return say(_CASH_OUT if out else _CASH_IN, _who(note.by), joined(amount, note.why))


def _issued(note: audit_notes.ReportIssued) -> str:
    return say(_PAPER, _who(note.by), joined(_report(note), note.printer))


def _withdrawn(note: audit_notes.ReportWithdrawn) -> str:
    if not note.by:
        return say(_NO_PAPER_LEFT, _report(note))
    return say(_NO_PAPER, _who(note.by), _report(note))


def _report(note: audit_notes.ReportIssued | audit_notes.ReportWithdrawn) -> str:
    """Returns which document it is: `Day close 14`."""
    _, _, number = note.subject.rpartition(" ")
    named = f"{document_words(note.document)} {number}".strip()
    return joined(named, copy_words(note.number))


# Each takes a note of its kind, and the brands.
_SENTENCES: Mapping[type[Note], Callable[[Any, Mapping[str, str]], str]] = {
    audit_notes.DayClosed: lambda note, _: say(_DAY_CLOSED, _who(note.by), f"{note.day:%d/%m/%Y}"),
    audit_notes.Rebuilt: lambda note, _: _rebuilt(note),
    audit_notes.PinRefused: lambda _, __: say(_PIN_REFUSED),
    audit_notes.PinAccepted: lambda note, _: say(_PIN_ACCEPTED, _who(note.by)),
    audit_notes.PinGiven: lambda note, _: _pin_given(note),
    audit_notes.PersonLeft: lambda note, _: say(_PERSON_LEFT, _who(note.by), note.name),
    audit_notes.RecoveryCodeMade: lambda note, _: _code_made(note),
    audit_notes.Recovered: lambda note, _: say(
        _RECOVERED_ALONE if note.alone else _RECOVERED, note.name
    ),
    audit_notes.ProviderAsked: _asked,
    audit_notes.SettingsChanged: lambda note, brands: say(
        _SETTINGS_CHANGED, _who(note.by), changed_words(note.what, brands)
    ),
    audit_notes.Exported: lambda note, _: _naming(_EXPORTED, _who(note.by), note.what),
    audit_notes.PaymentTaken: _taken,
    audit_notes.Restored: lambda note, _: say(
        _RESTORED_BY, _who(note.by), restored_words(note.put_aside)
    ),
    ShopClock: lambda note, _: say(_DAY_STARTS, note.starts_at, note.zone),
    audit_notes.ShiftOpened: lambda note, _: _shift_opened(note),
    audit_notes.ShiftClosed: lambda note, _: _shift_closed(note),
    audit_notes.CashMoved: lambda note, _: _cash_moved(note),
    audit_notes.ReportIssued: lambda note, _: _issued(note),
    audit_notes.ReportWithdrawn: lambda note, _: _withdrawn(note),
    audit_notes.MovedOut: lambda note, _: _naming(
        _MOVED_OUT, _who(note.by), joined(note.computer, note.file)
    ),
    audit_notes.MovedIn: lambda note, _: _naming(
        _MOVED_IN, _who(note.by), joined(note.before, note.computer)
    ),
    audit_notes.MoveTakenBack: lambda note, _: _naming(_MOVED_BACK, _who(note.by), note.computer),
    StatementImported: _statement,
    DifferenceResolved: _resolved,
    audit_notes.QueueStuck: lambda note, brands: _of_queue(_QUEUE_STUCK, note.method, brands),
    audit_notes.QueueMoves: lambda note, brands: _of_queue(_QUEUE_MOVES, note.method, brands),
    audit_notes.PaymentsByCall: lambda note, brands: _of_queue(_BY_CALL, note.method, brands),
}
