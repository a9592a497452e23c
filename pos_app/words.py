"""Short sentences for people, made from the codes of the domain: for the window and the terminal.

The sources are English; Qt's translator says them in the language of the shop. What a provider or
a customer is called never stands here: it comes from the rows that describe the methods.
"""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from pos_app.domain import errors, sale
from pos_app.domain.errors import Complaint, PosError
from pos_app.domain.method import Kind
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Flag, Sale, State


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: ARG001 - lupdate reads both
    """Marks a sentence for lupdate, which knows this by its name. Qt's own is not typed."""
    return source


def _say(source: str, *values: object) -> str:
    return QCoreApplication.translate("words", source).format(*values)


# --- the state of a sale --------------------------------------------------------------------------

_STATES: Mapping[State, str] = {
    State.NEW: QT_TRANSLATE_NOOP("words", "New"),
    State.SENDING: QT_TRANSLATE_NOOP("words", "Sending"),
    State.WAITING: QT_TRANSLATE_NOOP("words", "Waiting"),
    State.UNKNOWN: QT_TRANSLATE_NOOP("words", "Unknown"),
    State.PAID: QT_TRANSLATE_NOOP("words", "Paid"),
    State.DECLINED: QT_TRANSLATE_NOOP("words", "Declined"),
    State.EXPIRED: QT_TRANSLATE_NOOP("words", "Expired"),
    State.CANCELLED: QT_TRANSLATE_NOOP("words", "Cancelled"),
    State.NOT_SENT: QT_TRANSLATE_NOOP("words", "Not sent"),
}
_NOT_PAID = (
    QT_TRANSLATE_NOOP("words", "Not paid"),
    QT_TRANSLATE_NOOP("words", "Do not hand over"),
)
# What is read across the shop, and whether the goods may go.
_VERDICTS: Mapping[State, tuple[str, str]] = {
    State.NEW: (
        QT_TRANSLATE_NOOP("words", "Getting ready"),
        QT_TRANSLATE_NOOP("words", "Do not hand over yet"),
    ),
    State.SENDING: (
        QT_TRANSLATE_NOOP("words", "Sending the request"),
        QT_TRANSLATE_NOOP("words", "Do not hand over yet"),
    ),
    State.WAITING: (
        QT_TRANSLATE_NOOP("words", "Waiting for the customer"),
        QT_TRANSLATE_NOOP("words", "Do not hand over yet"),
    ),
    State.UNKNOWN: (
        QT_TRANSLATE_NOOP("words", "Outcome unknown"),
        QT_TRANSLATE_NOOP("words", "Do not charge again"),
    ),
    State.PAID: (
        QT_TRANSLATE_NOOP("words", "Paid"),
        QT_TRANSLATE_NOOP("words", "You may hand over"),
    ),
    **dict.fromkeys((State.DECLINED, State.EXPIRED, State.CANCELLED, State.NOT_SENT), _NOT_PAID),
}
_ASKING = QT_TRANSLATE_NOOP("words", "The till goes on asking by itself.")
_ASK_THE_CUSTOMER = QT_TRANSLATE_NOOP(
    "words", "Read the message on the customer's phone, and call the manager."
)
_CONTRADICTED = (
    QT_TRANSLATE_NOOP("words", "Contradictory outcome"),
    QT_TRANSLATE_NOOP("words", "Call the manager before handing over"),
)
_CALL_MANAGER = QT_TRANSLATE_NOOP("words", "Look at the warning first")
_WAITING_FOR: Mapping[Kind, str] = {
    Kind.PUSH: QT_TRANSLATE_NOOP("words", "The customer confirms with the PIN on the phone."),
    Kind.REFERENCE: QT_TRANSLATE_NOOP(
        "words", "The customer pays the reference at an ATM, a bank or in an app."
    ),
    Kind.VOUCHER: QT_TRANSLATE_NOOP("words", "The provider is checking the code."),
    Kind.CARD: QT_TRANSLATE_NOOP("words", "The customer pays on the page that was opened."),
}


def state_words(state: State) -> str:
    """One word, for lists and tables."""
    return _say(_STATES[state])


def verdict_words(item: Sale) -> tuple[str, str]:
    """What is read across the shop, and whether the goods may be handed over."""
    headline, order = _VERDICTS[item.state]
    if Flag.CONTRADICTED in item.flags:
        headline, order = _CONTRADICTED
    elif item.state is State.PAID and item.flags:
        order = _CALL_MANAGER
    return _say(headline), _say(order)


def next_words(item: Sale, kind: Kind | None, *, goes_on: bool) -> str:
    """What goes on, and what to do about it, in a sentence or two.

    `goes_on` is whether the till can still learn the outcome by itself.
    """
    if item.cancelling and item.is_open:
        return _say(QT_TRANSLATE_NOOP("words", "Being cancelled: not certain yet."))
    if item.state is State.PAID:
        return _say(QT_TRANSLATE_NOOP("words", "Confirmed by the provider."))
    if item.state is State.WAITING and kind:
        return _say(_WAITING_FOR[kind])
    if item.state is State.UNKNOWN:
        what = reason_words(item.reason or Reason.NO_FINAL_WORD)[0]
        return f"{what} {_say(_ASKING if goes_on else _ASK_THE_CUSTOMER)}"
    if item.is_open:
        return _say(QT_TRANSLATE_NOOP("words", "The request is on its way."))
    return " ".join(reason_words(item.reason or Reason.OTHER))


# --- why ------------------------------------------------------------------------------------------

_TRY_AGAIN = QT_TRANSLATE_NOOP("words", "Nothing was charged: you may charge again.")
_OTHER_WAY = QT_TRANSLATE_NOOP("words", "Offer another way to pay.")
_MANAGER = QT_TRANSLATE_NOOP("words", "Call the manager: it is the shop's account.")
_LATER = QT_TRANSLATE_NOOP("words", "Wait a moment, then charge again.")
_LOOK = QT_TRANSLATE_NOOP("words", "Look at the sale in the journal before charging again.")

_REASONS: Mapping[Reason, tuple[str, str]] = {
    Reason.CUSTOMER_REFUSED: (
        QT_TRANSLATE_NOOP("words", "The customer refused on the phone."),
        QT_TRANSLATE_NOOP("words", "Ask, and charge again if it was a mistake."),
    ),
    Reason.CUSTOMER_SILENT: (
        QT_TRANSLATE_NOOP("words", "The customer did not answer in time."),
        QT_TRANSLATE_NOOP("words", "Ask for the phone to be at hand, and charge again."),
    ),
    Reason.NO_MONEY: (QT_TRANSLATE_NOOP("words", "Not enough money in the account."), _OTHER_WAY),
    Reason.NO_ACCOUNT: (
        QT_TRANSLATE_NOOP("words", "This number has no active account."),
        QT_TRANSLATE_NOOP("words", "Check the number, or offer another way to pay."),
    ),
    Reason.PHONE_BUSY: (
        QT_TRANSLATE_NOOP("words", "Another request is open on this phone."),
        QT_TRANSLATE_NOOP("words", "Let the customer end it, then charge again."),
    ),
    Reason.LIMIT_REACHED: (
        QT_TRANSLATE_NOOP("words", "The customer's limit is reached."),
        _OTHER_WAY,
    ),
    Reason.ISSUER_REFUSED: (
        QT_TRANSLATE_NOOP("words", "The customer's bank refused."),
        _OTHER_WAY,
    ),
    Reason.PROCESSOR_ERROR: (
        QT_TRANSLATE_NOOP("words", "The payment network had an error."),
        _LATER,
    ),
    Reason.PROCESSOR_REFUSED: (
        QT_TRANSLATE_NOOP("words", "The payment network refused."),
        _OTHER_WAY,
    ),
    Reason.GATEWAY_ERROR: (QT_TRANSLATE_NOOP("words", "The provider had an error."), _LATER),
    Reason.GATEWAY_TIMED_OUT: (
        QT_TRANSLATE_NOOP("words", "The payment network took too long."),
        _LATER,
    ),
    Reason.DUPLICATE: (QT_TRANSLATE_NOOP("words", "The provider has this charge already."), _LOOK),
    Reason.PROVIDER_DOWN: (
        QT_TRANSLATE_NOOP("words", "The provider is out of service."),
        _OTHER_WAY,
    ),
    Reason.TOO_MANY_REQUESTS: (
        QT_TRANSLATE_NOOP("words", "The provider asks us to slow down."),
        _LATER,
    ),
    Reason.UNREADABLE_ANSWER: (
        QT_TRANSLATE_NOOP("words", "The provider's answer cannot be understood."),
        _LOOK,
    ),
    Reason.UNKNOWN_TO_PROVIDER: (
        QT_TRANSLATE_NOOP("words", "The provider does not know this sale."),
        _LOOK,
    ),
    Reason.WRONG_KEY: (
        QT_TRANSLATE_NOOP("words", "The provider does not accept the shop's key."),
        _MANAGER,
    ),
    Reason.NOT_AUTHORIZED: (
        QT_TRANSLATE_NOOP("words", "The shop's account may not do this."),
        _MANAGER,
    ),
    Reason.NOT_SET_UP: (
        QT_TRANSLATE_NOOP("words", "This way to pay is not set up."),
        QT_TRANSLATE_NOOP("words", "Fill in the account in the settings."),
    ),
    Reason.POS_CLOSED: (
        QT_TRANSLATE_NOOP("words", "The shop's terminal is closed at the provider."),
        _MANAGER,
    ),
    Reason.POS_WITHOUT_FUNDS: (
        QT_TRANSLATE_NOOP("words", "The shop's terminal has no funds."),
        _MANAGER,
    ),
    Reason.SUPERVISOR_CARD: (
        QT_TRANSLATE_NOOP("words", "The shop's supervisor card is not accepted."),
        _MANAGER,
    ),
    Reason.MERCHANT_EMAIL: (
        QT_TRANSLATE_NOOP("words", "The shop's e-mail is missing at the provider."),
        _MANAGER,
    ),
    Reason.PARENT_INVALID: (
        QT_TRANSLATE_NOOP("words", "The sale that this belongs to is not valid."),
        _LOOK,
    ),
    Reason.PARENT_TOO_OLD: (
        QT_TRANSLATE_NOOP("words", "The sale that this belongs to is too old."),
        _MANAGER,
    ),
    Reason.PARENT_USED: (
        QT_TRANSLATE_NOOP("words", "The sale that this belongs to was used already."),
        _LOOK,
    ),
    Reason.OVER_AUTHORIZED: (
        QT_TRANSLATE_NOOP("words", "More than was authorized."),
        _LOOK,
    ),
    Reason.BAD_PHONE: (
        QT_TRANSLATE_NOOP("words", "The provider does not accept this number."),
        QT_TRANSLATE_NOOP("words", "Check the number and charge again."),
    ),
    Reason.BAD_AMOUNT: (
        QT_TRANSLATE_NOOP("words", "The provider does not accept this amount."),
        QT_TRANSLATE_NOOP("words", "Check the amount and charge again."),
    ),
    Reason.BAD_REQUEST: (
        QT_TRANSLATE_NOOP("words", "The provider does not accept the request."),
        _MANAGER,
    ),
    Reason.NO_CONNECTION: (
        QT_TRANSLATE_NOOP("words", "No connection to the provider."),
        _TRY_AGAIN,
    ),
    Reason.NO_ANSWER: (QT_TRANSLATE_NOOP("words", "The provider's answer was not heard."), _LOOK),
    Reason.STOPPED_MIDWAY: (
        QT_TRANSLATE_NOOP("words", "The till stopped while it was charging."),
        _LOOK,
    ),
    Reason.NO_FINAL_WORD: (
        QT_TRANSLATE_NOOP("words", "The provider has no final word yet."),
        _LOOK,
    ),
    Reason.REFERENCE_EXPIRED: (
        QT_TRANSLATE_NOOP("words", "The reference was not paid in time."),
        QT_TRANSLATE_NOOP("words", "Create another if the customer still wants to pay."),
    ),
    Reason.CANCELLED_HERE: (QT_TRANSLATE_NOOP("words", "Cancelled at this till."), _TRY_AGAIN),
    Reason.OTHER: (QT_TRANSLATE_NOOP("words", "The payment did not go through."), _OTHER_WAY),
}


def reason_words(reason: Reason) -> tuple[str, str]:
    """What happened, and what to do."""
    what, do = _REASONS[reason]
    return _say(what), _say(do)


# --- what a person has to look at -----------------------------------------------------------------

_FLAGS: Mapping[Flag, str] = {
    Flag.SHORT: QT_TRANSLATE_NOOP("words", "Less than the amount was paid"),
    Flag.EXCESS: QT_TRANSLATE_NOOP("words", "More than the amount was paid"),
    Flag.MISMATCH: QT_TRANSLATE_NOOP("words", "The payment does not match the sale"),
    Flag.PAID_TWICE: QT_TRANSLATE_NOOP("words", "Paid twice: give one back"),
    Flag.PAID_AFTER_CANCEL: QT_TRANSLATE_NOOP("words", "Paid after it was cancelled"),
    Flag.PAID_AFTER_END: QT_TRANSLATE_NOOP("words", "Paid late, after it had ended"),
    Flag.CONTRADICTED: QT_TRANSLATE_NOOP("words", "First paid, then said not to be"),
}
_HEALTH: Mapping[str, str] = {
    "untried": QT_TRANSLATE_NOOP("words", "Not tried yet"),
    "reached": QT_TRANSLATE_NOOP("words", "Connected"),
    "offline": QT_TRANSLATE_NOOP("words", "Offline"),
    "troubled": QT_TRANSLATE_NOOP("words", "In trouble"),
    "locked_out": QT_TRANSLATE_NOOP("words", "Key not accepted"),
}


def flag_words(flag: Flag) -> str:
    return _say(_FLAGS[flag])


def health_words(health: str) -> str:
    """The words for a provider's `Health`."""
    return _say(_HEALTH[health])


# --- what cannot be used --------------------------------------------------------------------------

_COMPLAINTS: Mapping[Complaint, str] = {
    Complaint.AMOUNT_EMPTY: QT_TRANSLATE_NOOP("words", "Type the amount"),
    Complaint.AMOUNT_NOT_A_NUMBER: QT_TRANSLATE_NOOP("words", "This is not an amount"),
    Complaint.AMOUNT_NOT_POSITIVE: QT_TRANSLATE_NOOP("words", "It must be more than zero"),
    Complaint.AMOUNT_TOO_PRECISE: QT_TRANSLATE_NOOP("words", "At most two decimals"),
    Complaint.AMOUNT_AMBIGUOUS: QT_TRANSLATE_NOOP(
        "words", "Thousands or decimals? Write the cents"
    ),
    Complaint.AMOUNT_TOO_SMALL: QT_TRANSLATE_NOOP("words", "At least {0}"),
    Complaint.AMOUNT_TOO_LARGE: QT_TRANSLATE_NOOP("words", "At most {0}"),
    Complaint.PHONE_EMPTY: QT_TRANSLATE_NOOP("words", "Type the phone number"),
    Complaint.PHONE_NOT_A_NUMBER: QT_TRANSLATE_NOOP("words", "This is not a phone number"),
    Complaint.PHONE_TOO_SHORT: QT_TRANSLATE_NOOP("words", "Digits are missing"),
    Complaint.PHONE_TOO_LONG: QT_TRANSLATE_NOOP("words", "Too many digits"),
    Complaint.PHONE_OTHER_COUNTRY: QT_TRANSLATE_NOOP("words", "A number of another country"),
    Complaint.PHONE_NOT_MOBILE: QT_TRANSLATE_NOOP("words", "This is not a mobile number"),
    Complaint.DESCRIPTION_TOO_SHORT: QT_TRANSLATE_NOOP("words", "At least {0} letters, or none"),
    Complaint.DESCRIPTION_TOO_LONG: QT_TRANSLATE_NOOP("words", "At most {0} letters"),
    Complaint.DESCRIPTION_UNPRINTABLE: QT_TRANSLATE_NOOP("words", "It has letters without a shape"),
    Complaint.METHOD_UNKNOWN: QT_TRANSLATE_NOOP("words", "Unknown way to pay: {0}"),
    Complaint.ADDRESS_NOT_SAFE: QT_TRANSLATE_NOOP("words", "The address must begin with https://"),
    Complaint.SETTING_MISSING: QT_TRANSLATE_NOOP("words", "This is missing: {0}"),
    Complaint.SETTING_INVALID: QT_TRANSLATE_NOOP("words", "This cannot be used: {0}"),
}


def complaint_words(complaint: Complaint, value: str = "") -> str:
    return _say(_COMPLAINTS[complaint], value).rstrip(": ")


# --- when the world fails -------------------------------------------------------------------------

_PROBLEMS: Mapping[type[PosError], tuple[str, str]] = {
    errors.JournalInUse: (
        QT_TRANSLATE_NOOP("words", "This till is already open"),
        QT_TRANSLATE_NOOP("words", "Use the window that is open, or close it first."),
    ),
    errors.JournalUnavailable: (
        QT_TRANSLATE_NOOP("words", "The journal cannot be written"),
        QT_TRANSLATE_NOOP(
            "words", "Nothing was charged. Check the disk's space and permissions, then try again."
        ),
    ),
    errors.JournalDamaged: (
        QT_TRANSLATE_NOOP("words", "The journal is damaged"),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing can be charged. Do not delete anything; call who looks after the till.",
        ),
    ),
    errors.NotSetUp: (
        QT_TRANSLATE_NOOP("words", "This way to pay is not set up"),
        QT_TRANSLATE_NOOP("words", "Fill in the account in the settings."),
    ),
    errors.RequestNotSent: (
        QT_TRANSLATE_NOOP("words", "No connection"),
        QT_TRANSLATE_NOOP("words", "Nothing left this till: you may try again."),
    ),
    errors.AnswerLost: (
        QT_TRANSLATE_NOOP("words", "No answer"),
        QT_TRANSLATE_NOOP("words", "The request may have arrived: do not charge again."),
    ),
    errors.NotAllowed: (
        QT_TRANSLATE_NOOP("words", "Not possible for this sale now"),
        QT_TRANSLATE_NOOP("words", "Look at its state first."),
    ),
    errors.KeyringUnavailable: (
        QT_TRANSLATE_NOOP("words", "The system's keyring cannot be used"),
        QT_TRANSLATE_NOOP(
            "words", "Unlock it, or call who looks after this computer. The key was not kept."
        ),
    ),
    errors.SettingsUnavailable: (
        QT_TRANSLATE_NOOP("words", "The settings cannot be saved"),
        QT_TRANSLATE_NOOP("words", "Check the disk's space and permissions, then try again."),
    ),
    errors.TrainingUnavailable: (
        QT_TRANSLATE_NOOP("words", "Training does not start"),
        QT_TRANSLATE_NOOP("words", "Close the till and open it again."),
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
_ELSE = (
    QT_TRANSLATE_NOOP("words", "Something outside the till failed"),
    QT_TRANSLATE_NOOP("words", "Try again; call who looks after the till if it goes on."),
)


def problem_words(problem: PosError) -> tuple[str, str]:
    """What happened, and what to do."""
    if isinstance(problem, errors.BadInput):
        return complaint_words(problem.complaint, problem.value), ""
    for kind, (what, do) in _PROBLEMS.items():
        if isinstance(problem, kind):
            return _say(what, problem), _say(do)
    what, do = _ELSE
    told = str(problem)  # what the system said: nobody here knows it better
    return f"{_say(what)}: {told}" if told else _say(what), _say(do)


# --- the life of a sale ---------------------------------------------------------------------------

_EVENTS: Mapping[type[sale.Event], str] = {
    sale.Created: QT_TRANSLATE_NOOP("words", "Sale written down"),
    sale.Sending: QT_TRANSLATE_NOOP("words", "Request sent"),
    sale.Cancelling: QT_TRANSLATE_NOOP("words", "Somebody asked to cancel"),
    sale.Numbered: QT_TRANSLATE_NOOP("words", "Reference given"),
    sale.Accepted: QT_TRANSLATE_NOOP("words", "The provider has the request"),
    sale.Moved: QT_TRANSLATE_NOOP("words", "The outcome is to be asked for elsewhere"),
    sale.NotSent: QT_TRANSLATE_NOOP("words", "The request did not leave"),
    sale.Refused: QT_TRANSLATE_NOOP("words", "The provider turned the request away"),
    sale.Lost: QT_TRANSLATE_NOOP("words", "No answer that can be trusted"),
    sale.Overdue: QT_TRANSLATE_NOOP("words", "No final word in time"),
    sale.Paid: QT_TRANSLATE_NOOP("words", "Paid, on the provider's word"),
    sale.Mismatched: QT_TRANSLATE_NOOP("words", "Money that does not match"),
    sale.Declined: QT_TRANSLATE_NOOP("words", "Declined"),
    sale.Expired: QT_TRANSLATE_NOOP("words", "Expired"),
    sale.Cancelled: QT_TRANSLATE_NOOP("words", "Cancelled"),
}


def event_words(event: sale.Event) -> tuple[str, str]:
    """What happened to the sale, and what more there is to know of it."""
    return _say(_EVENTS[type(event)]), _more(event)


def _more(event: sale.Event) -> str:
    match event:
        case sale.Created():
            return str(event.amount)
        case sale.Numbered():
            return event.reference
        case sale.Accepted() | sale.Paid():
            return event.reference or ""
        case sale.Mismatched():
            known = [flag_words(event.flag), str(event.amount or "")]
            return " · ".join(part for part in known if part)
        case sale.Sending() | sale.Cancelling() | sale.Moved():
            return ""
        case _:
            return reason_words(event.reason)[0]


# --- how long -------------------------------------------------------------------------------------

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def span_words(seconds: float) -> str:
    """A length of time in its largest unit: `34 s`, `5 min`, `3 h`, `2 d`."""
    whole = max(0, int(seconds))
    for unit, source in (
        (_DAY, QT_TRANSLATE_NOOP("words", "{0} d")),
        (_HOUR, QT_TRANSLATE_NOOP("words", "{0} h")),
        (_MINUTE, QT_TRANSLATE_NOOP("words", "{0} min")),
    ):
        if whole >= 2 * unit or (unit > _MINUTE and whole >= unit):
            return _say(source, whole // unit)
    return _say(QT_TRANSLATE_NOOP("words", "{0} s"), whole)


def ago_words(seconds: float) -> str:
    return _say(QT_TRANSLATE_NOOP("words", "{0} ago"), span_words(seconds))
