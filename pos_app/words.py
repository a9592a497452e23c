"""Short sentences for people, made from the codes of the domain: for the window and the terminal.

The sources are English; Qt's translator says them in the language of the shop. What a provider or
a customer is called never stands here: it comes from the rows that describe the methods.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain import errors, events
from pos_app.domain.errors import Complaint, PosError
from pos_app.domain.events import NOT_PAID, OPEN, PART_OF_PARENT, Flag, Purpose, State, signed
from pos_app.domain.method import Kind
from pos_app.domain.money import Money
from pos_app.domain.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.sale import Sale
    from pos_app.ports.journal import Total


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
    State.AUTHORIZED: QT_TRANSLATE_NOOP("words", "Held"),
    State.PAID: QT_TRANSLATE_NOOP("words", "Paid"),
    State.DECLINED: QT_TRANSLATE_NOOP("words", "Declined"),
    State.EXPIRED: QT_TRANSLATE_NOOP("words", "Expired"),
    State.CANCELLED: QT_TRANSLATE_NOOP("words", "Cancelled"),
    State.NOT_SENT: QT_TRANSLATE_NOOP("words", "Not sent"),
}
# Of what is no payment, once it is done.
_DONE: Mapping[Purpose, str] = {
    Purpose.CAPTURE: QT_TRANSLATE_NOOP("words", "Captured"),
    Purpose.RELEASE: QT_TRANSLATE_NOOP("words", "Let go"),
    Purpose.REFUND: QT_TRANSLATE_NOOP("words", "Given back"),
    Purpose.PAYOUT: QT_TRANSLATE_NOOP("words", "Paid out"),
}
_PURPOSES: Mapping[Purpose, str] = {
    Purpose.PAYMENT: QT_TRANSLATE_NOOP("words", "Sale"),
    Purpose.AUTHORIZATION: QT_TRANSLATE_NOOP("words", "Hold"),
    Purpose.CAPTURE: QT_TRANSLATE_NOOP("words", "Capture"),
    Purpose.RELEASE: QT_TRANSLATE_NOOP("words", "Release"),
    Purpose.REFUND: QT_TRANSLATE_NOOP("words", "Refund"),
    Purpose.PAYOUT: QT_TRANSLATE_NOOP("words", "Pay-out"),
}
_PARTLY_BACK = QT_TRANSLATE_NOOP("words", "Partly given back")
_GOING_BACK = QT_TRANSLATE_NOOP("words", "Going back")


def state_words(state: State, purpose: Purpose = Purpose.PAYMENT) -> str:
    """One word or two, for lists and tables."""
    if state is State.PAID and purpose in _DONE:
        return _say(_DONE[purpose])
    return _say(_STATES[state])


def sale_words(item: Sale) -> str:
    """The state of this very sale, for lists and tables."""
    if item.state is State.PAID and item.under_way:
        return _say(_GOING_BACK)
    if is_given_back(item):
        return _say(_DONE[Purpose.REFUND])
    if item.state is State.PAID and item.returned:
        return _say(_PARTLY_BACK)
    return state_words(item.state, item.purpose)


def purpose_words(purpose: Purpose) -> str:
    return _say(_PURPOSES[purpose])


def total_words(one: Total) -> str:
    """A line of a day's totals: what became of how many."""
    state = state_words(one.state, one.purpose)
    if one.purpose is not Purpose.PAYMENT and one.state is not State.PAID:
        state = f"{purpose_words(one.purpose)}: {state.lower()}"
    return f"{state} · {one.count}"


def total_amount(one: Total) -> str:
    """What that line comes to; what is part of another sale has no amount of its own."""
    return "" if one.purpose in PART_OF_PARENT else str(signed(one.purpose, one.amount))


def is_given_back(item: Sale) -> bool:
    """Whether nothing of what was paid is left in the shop."""
    return item.state is State.PAID and item.returned >= item.moved


# --- the verdict ----------------------------------------------------------------------------------

# What is read across the shop, and whether the goods may go. Only a payment says that they may.
_Verdict = tuple[str, str]
_SALE: Mapping[State, _Verdict] = {
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
        QT_TRANSLATE_NOOP("words", "Do not hand over, do not charge again"),
    ),
    State.AUTHORIZED: (
        QT_TRANSLATE_NOOP("words", "Held, not paid yet"),
        QT_TRANSLATE_NOOP("words", "Capture it before you hand over"),
    ),
    State.PAID: (
        QT_TRANSLATE_NOOP("words", "Paid"),
        QT_TRANSLATE_NOOP("words", "You may hand over"),
    ),
    **dict.fromkeys(
        NOT_PAID,
        (
            QT_TRANSLATE_NOOP("words", "Not paid"),
            QT_TRANSLATE_NOOP("words", "Do not hand over"),
        ),
    ),
}


def _verdicts(
    going: _Verdict, unknown: _Verdict, done: _Verdict, undone: _Verdict
) -> Mapping[State, _Verdict]:
    """Of what is no payment: it goes on, nobody knows, it is done, or it did not happen."""
    going_on = (State.NEW, State.SENDING, State.WAITING, State.AUTHORIZED)
    return {
        **dict.fromkeys(going_on, going),
        State.UNKNOWN: unknown,
        State.PAID: done,
        **dict.fromkeys(NOT_PAID, undone),
    }


_VERDICTS: Mapping[Purpose, Mapping[State, _Verdict]] = {
    Purpose.PAYMENT: _SALE,
    Purpose.AUTHORIZATION: _SALE,
    Purpose.CAPTURE: _verdicts(
        (
            QT_TRANSLATE_NOOP("words", "Capturing"),
            QT_TRANSLATE_NOOP("words", "Do not hand over yet"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Outcome of the capture unknown"),
            QT_TRANSLATE_NOOP("words", "Do not capture again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Captured"),
            QT_TRANSLATE_NOOP("words", "The sale that was held is paid"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Not captured"),
            QT_TRANSLATE_NOOP("words", "Do not hand over"),
        ),
    ),
    Purpose.RELEASE: _verdicts(
        (
            QT_TRANSLATE_NOOP("words", "Letting go"),
            QT_TRANSLATE_NOOP("words", "Do not hand over"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Outcome of the release unknown"),
            QT_TRANSLATE_NOOP("words", "Do not hand over"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Let go"),
            QT_TRANSLATE_NOOP("words", "The customer keeps the money"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Not let go"),
            QT_TRANSLATE_NOOP("words", "The money is still held"),
        ),
    ),
    Purpose.REFUND: _verdicts(
        (
            QT_TRANSLATE_NOOP("words", "Money is going back"),
            QT_TRANSLATE_NOOP("words", "Do not give back again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Outcome of the refund unknown"),
            QT_TRANSLATE_NOOP("words", "Do not give back again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Given back"),
            QT_TRANSLATE_NOOP("words", "The customer has the money again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Not given back"),
            QT_TRANSLATE_NOOP("words", "The shop still has the money"),
        ),
    ),
    Purpose.PAYOUT: _verdicts(
        (
            QT_TRANSLATE_NOOP("words", "Money is going out"),
            QT_TRANSLATE_NOOP("words", "Do not pay out again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Outcome of the pay-out unknown"),
            QT_TRANSLATE_NOOP("words", "Do not pay out again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Paid out"),
            QT_TRANSLATE_NOOP("words", "The money has arrived"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Not paid out"),
            QT_TRANSLATE_NOOP("words", "The shop still has the money"),
        ),
    ),
}
_CONTRADICTED = QT_TRANSLATE_NOOP("words", "Contradictory outcome")
_CALL_FIRST = QT_TRANSLATE_NOOP("words", "Call the manager before anything else")
_LOOK_FIRST = QT_TRANSLATE_NOOP("words", "Look at the warning first")
_CLEARED = QT_TRANSLATE_NOOP("words", "The manager has seen to the warning")
_SETTLED_BY = QT_TRANSLATE_NOOP("words", "Settled by the manager ({0})")
# In training it is nobody's PIN, and the journal says so by this word.
_TRAINING = QT_TRANSLATE_NOOP("words", "training")
_TRAINING_MANAGER = QT_TRANSLATE_NOOP("words", "manager (training)")
_SO_MUCH_BACK = QT_TRANSLATE_NOOP("words", "{0} of {1}")


def verdict_words(item: Sale) -> tuple[str, str]:
    """What is read across the shop, and whether the goods may be handed over."""
    headline, order = _VERDICTS[item.purpose][item.state]
    if Flag.CONTRADICTED in item.flags:
        return _say(_CONTRADICTED), _say(_CALL_FIRST)
    if item.state is not State.PAID:
        return _say(headline), _say(order)
    if item.under_way:
        headline, order = _VERDICTS[Purpose.REFUND][State.SENDING]
    elif is_given_back(item):
        headline, order = _DONE[Purpose.REFUND], _VERDICTS[Purpose.PAYMENT][State.DECLINED][1]
    elif item.returned:
        back = Money(item.returned, item.amount.currency)
        return _say(_PARTLY_BACK), _say(_SO_MUCH_BACK, back, Money(item.moved, back.currency))
    elif item.flags:
        order = _LOOK_FIRST
    elif item.is_settled_by_hand:
        by = _say(_TRAINING) if item.by == _TRAINING else item.by
        return _say(headline), _say(_SETTLED_BY, by)
    elif item.cleared:
        order = _CLEARED
    return _say(headline), _say(order)


# --- what goes on, and what to do -----------------------------------------------------------------

_ASKING = QT_TRANSLATE_NOOP("words", "The till goes on asking by itself.")
_ASK_THE_CUSTOMER = QT_TRANSLATE_NOOP(
    "words", "Look at the customer's phone together, and call the manager."
)
# Where the customer's phone knows nothing of it.
_ASK_ELSEWHERE: Mapping[Kind, str] = {
    Kind.VOUCHER: QT_TRANSLATE_NOOP(
        "words", "Ask the provider with the voucher's code, and call the manager."
    ),
    Kind.CARD: QT_TRANSLATE_NOOP(
        "words", "Ask the customer whether the card was charged, and call the manager."
    ),
}
_WAITING_FOR: Mapping[Kind, str] = {
    Kind.PUSH: QT_TRANSLATE_NOOP("words", "The customer confirms with the PIN on the phone."),
    Kind.REFERENCE: QT_TRANSLATE_NOOP(
        "words", "The customer pays the reference at an ATM, a bank or in an app."
    ),
    Kind.VOUCHER: QT_TRANSLATE_NOOP("words", "The provider is checking the code."),
    Kind.CARD: QT_TRANSLATE_NOOP("words", "The customer scans the QR and pays by card."),
}
_CARRYING_OUT = QT_TRANSLATE_NOOP("words", "The provider is carrying it out.")
_HELD = QT_TRANSLATE_NOOP("words", "Held at the customer's bank until it is captured or let go.")
_HELD_CHANGES = QT_TRANSLATE_NOOP("words", "Being captured or let go: not certain yet.")
_ASK_IF_PAID = QT_TRANSLATE_NOOP("words", "If the customer says that it was paid: ask now.")
_MAY_TRY_AGAIN = QT_TRANSLATE_NOOP("words", "Nothing moved: you may try again.")
_LEFT_ON_VOUCHER = QT_TRANSLATE_NOOP("words", "Left on the voucher: {0}.")
_BUYS = frozenset({Purpose.PAYMENT, Purpose.AUTHORIZATION})


def next_words(
    item: Sale, kind: Kind | None, *, goes_on: bool, back: Money | None = None, late: bool = False
) -> str:
    """What goes on, and what to do about it, in a sentence or two.

    `goes_on` is whether the till can still learn the outcome by itself, `late` whether a sale that
    ended unpaid may yet turn out to be paid, `back` what the customer can be given back of it.
    """
    if item.flags:
        return flag_advice(item, back)
    if item.state is State.PAID:
        return _paid_words(item)
    if item.is_open:
        return _open_words(item, kind, goes_on=goes_on)
    what, do = reason_words(item.reason or Reason.OTHER)
    if late and item.purpose in _BUYS:
        return f"{what} {_say(_ASK_IF_PAID)} {do}"
    if item.purpose in _BUYS or item.is_settled_by_hand:
        return f"{what} {do}"
    return f"{what} {_say(_MAY_TRY_AGAIN)}"


def _open_words(item: Sale, kind: Kind | None, *, goes_on: bool) -> str:
    if item.cancelling:
        return _say(QT_TRANSLATE_NOOP("words", "Being cancelled: not certain yet."))
    if item.state is State.AUTHORIZED:
        return _say(_HELD_CHANGES if item.under_way else _HELD)
    if item.state is State.WAITING:
        by_customer = kind if item.purpose in _BUYS else None
        waiting = _say(_WAITING_FOR[by_customer] if by_customer else _CARRYING_OUT)
        if item.reason is Reason.NOT_TAKEN_BACK:
            return f"{reason_words(item.reason)[0]} {_say(_ASKING)}"
        return waiting
    if item.state is State.UNKNOWN:
        what = reason_words(item.reason or Reason.NO_FINAL_WORD)[0]
        return f"{what} {_say(_ASKING if goes_on else _whom_to_ask(item, kind))}"
    return _say(QT_TRANSLATE_NOOP("words", "The request is on its way."))


def _whom_to_ask(item: Sale, kind: Kind | None) -> str:
    """A refund or a pay-out goes to a phone, whatever the sale was paid by."""
    if kind is None or item.purpose not in _BUYS:
        return _ASK_THE_CUSTOMER
    return _ASK_ELSEWHERE.get(kind, _ASK_THE_CUSTOMER)


def _paid_words(item: Sale) -> str:
    if item.is_settled_by_hand:
        return " ".join(reason_words(Reason.SETTLED_BY_HAND))
    said = [_say(QT_TRANSLATE_NOOP("words", "Confirmed by the provider."))]
    if item.left is not None:
        said.append(_say(_LEFT_ON_VOUCHER, Money(item.left, item.amount.currency)))
    return " ".join(said)


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
    Reason.JOURNAL_RESTORED: (
        QT_TRANSLATE_NOOP("words", "The journal was restored from a copy made before its end."),
        QT_TRANSLATE_NOOP("words", "Ask the provider whether it was paid before charging again."),
    ),
    Reason.REFERENCE_EXPIRED: (
        QT_TRANSLATE_NOOP("words", "The reference was not paid in time."),
        QT_TRANSLATE_NOOP("words", "Create another if the customer still wants to pay."),
    ),
    Reason.NOT_TAKEN_BACK: (
        QT_TRANSLATE_NOOP("words", "The provider does not cancel it: it may have been paid."),
        _LOOK,
    ),
    Reason.CANCELLED_HERE: (
        QT_TRANSLATE_NOOP("words", "Cancelled at this till: nobody can pay it any more."),
        QT_TRANSLATE_NOOP(
            "words", "If the customer has just paid it, wait two minutes before charging again."
        ),
    ),
    Reason.RELEASED_HERE: (
        QT_TRANSLATE_NOOP("words", "Released at this till: the customer keeps the money."),
        _TRY_AGAIN,
    ),
    Reason.NO_TRACE: (
        QT_TRANSLATE_NOOP("words", "The provider's lists do not show this charge."),
        _LOOK,
    ),
    Reason.SETTLED_BY_HAND: (
        QT_TRANSLATE_NOOP("words", "Settled by the manager, without the provider's word."),
        QT_TRANSLATE_NOOP("words", "The reason is in the journal."),
    ),
    Reason.VOUCHER_UNKNOWN: (
        QT_TRANSLATE_NOOP("words", "The provider does not know this voucher."),
        QT_TRANSLATE_NOOP("words", "Check the code, letter by letter, and charge again."),
    ),
    Reason.VOUCHER_TOO_SMALL: (
        QT_TRANSLATE_NOOP("words", "There is not enough left on the voucher, fee included."),
        _OTHER_WAY,
    ),
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
    "crowded": QT_TRANSLATE_NOOP("words", "Queue full"),
    "locked_out": QT_TRANSLATE_NOOP("words", "Key not accepted"),
}


def flag_words(flag: Flag) -> str:
    return _say(_FLAGS[flag])


# What to do about it: where some of it can be given back, and where nothing can.
_GOODS = (
    QT_TRANSLATE_NOOP("words", "Hand over the goods if the customer is here; else give {0} back."),
    QT_TRANSLATE_NOOP(
        "words",
        "Hand over the goods if the customer is here. This way to pay gives nothing back: else the "
        "manager gives it in cash.",
    ),
)
_TOO_MUCH = (
    QT_TRANSLATE_NOOP("words", "The sale is paid: give {0} back."),
    QT_TRANSLATE_NOOP(
        "words",
        "The sale is paid. This way to pay gives nothing back: the manager gives what is too much "
        "in cash.",
    ),
)
_ADVICE: Mapping[Flag, tuple[str, str]] = {
    Flag.PAID_AFTER_CANCEL: _GOODS,
    Flag.PAID_AFTER_END: _GOODS,
    Flag.PAID_TWICE: _TOO_MUCH,
    Flag.EXCESS: _TOO_MUCH,
}
# Of an outcome that odd money has left unknown.
_SETTLE_IT: Mapping[Flag, str] = {
    Flag.SHORT: QT_TRANSLATE_NOOP(
        "words", "Call the manager: with the rest in cash it is settled as paid."
    ),
    Flag.EXCESS: QT_TRANSLATE_NOOP(
        "words", "Call the manager: settled as paid, what is too much can be given back."
    ),
}
_COMPARE = QT_TRANSLATE_NOOP("words", "Call the manager: compare it with the provider's list.")
_OPERATION = QT_TRANSLATE_NOOP("words", "Call the manager: look whether it was done twice.")


def flag_advice(item: Sale, back: Money | None) -> str:
    """What to do about a sale's flags, in a cashier's words; of most there is one. `back` is what
    the customer can be given back, where anything can."""
    said = dict.fromkeys(_advice(item, flag, back) for flag in sorted(item.flags))
    return " ".join(said)


def _advice(item: Sale, flag: Flag, back: Money | None) -> str:
    if item.purpose not in _BUYS:
        return _say(_OPERATION)
    if item.state is State.UNKNOWN:
        return _say(_SETTLE_IT.get(flag, _COMPARE))
    if flag not in _ADVICE or item.state is not State.PAID:
        return _say(_COMPARE)
    can, cannot = _ADVICE[flag]
    return _say(can, back) if back else _say(cannot)


_BY_HAND = QT_TRANSLATE_NOOP("words", "Settled by hand")


def warnings_of(item: Sale) -> list[str]:
    """What whoever reads a list of sales has to know of this one."""
    by_hand = [_say(_BY_HAND)] if item.is_settled_by_hand else []
    return [*(flag_words(flag) for flag in sorted(item.flags)), *by_hand]


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
    Complaint.VOUCHER_EMPTY: QT_TRANSLATE_NOOP("words", "Type the code of the voucher"),
    Complaint.VOUCHER_NOT_ONE: QT_TRANSLATE_NOOP("words", "A code has 12 letters and figures"),
    Complaint.VALIDITY_NOT_A_TIME: QT_TRANSLATE_NOOP("words", "This is not a date"),
    Complaint.VALIDITY_PAST: QT_TRANSLATE_NOOP("words", "This time has passed"),
    Complaint.VALIDITY_FIXED: QT_TRANSLATE_NOOP("words", "This way to pay has a fixed validity"),
    Complaint.FIELDS_TOO_MANY: QT_TRANSLATE_NOOP("words", "At most {0} fields"),
    Complaint.FIELDS_NOT_PAIRS: QT_TRANSLATE_NOOP("words", "Write each field as name=value: {0}"),
    Complaint.PIN_NOT_FIGURES: QT_TRANSLATE_NOOP("words", "A PIN has {0} figures"),
    Complaint.PASSPHRASE_TOO_SHORT: QT_TRANSLATE_NOOP("words", "At least {0} letters"),
    Complaint.PASSPHRASES_DIFFER: QT_TRANSLATE_NOOP("words", "Not the same passphrase"),
    Complaint.WHY_EMPTY: QT_TRANSLATE_NOOP("words", "Write how you know"),
    Complaint.REFERENCE_NOT_ONE: QT_TRANSLATE_NOOP("words", "A reference has up to 9 figures"),
    Complaint.MONEY_IS_REAL: QT_TRANSLATE_NOOP("words", "Only at a sandbox: here money is real"),
    Complaint.NOT_OFFERED: QT_TRANSLATE_NOOP("words", "The provider does not offer this: {0}"),
    Complaint.METHOD_UNKNOWN: QT_TRANSLATE_NOOP("words", "Unknown way to pay: {0}"),
    Complaint.ADDRESS_NOT_SAFE: QT_TRANSLATE_NOOP("words", "The address must begin with https://"),
    Complaint.SETTING_MISSING: QT_TRANSLATE_NOOP("words", "This is missing: {0}"),
    Complaint.SETTING_INVALID: QT_TRANSLATE_NOOP("words", "This cannot be used: {0}"),
}


def complaint_words(complaint: Complaint, value: str = "") -> str:
    return _say(_COMPLAINTS[complaint], value).rstrip(": ")


# --- what an account needs ------------------------------------------------------------------------

# By the names that the rows of the ways to pay have for them.
_SETTINGS: Mapping[str, str] = {
    "pos_id": QT_TRANSLATE_NOOP("words", "Terminal number (POS)"),
    "entity": QT_TRANSLATE_NOOP("words", "Entity"),
    "account_number": QT_TRANSLATE_NOOP("words", "Account number"),
    "callback_url": QT_TRANSLATE_NOOP("words", "Address that the provider calls"),
    "webhook": QT_TRANSLATE_NOOP("words", "Number of the shop's webhook"),
    "webhook_secret": QT_TRANSLATE_NOOP("words", "The webhook's secret"),
    "direct": QT_TRANSLATE_NOOP("words", "Use the /direct addresses: true"),
    "token": QT_TRANSLATE_NOOP("words", "Token"),
    "api_key": QT_TRANSLATE_NOOP("words", "API key"),
}
_WALLET = QT_TRANSLATE_NOOP("words", "Wallet number: {0}")
_WALLETS = "wallets."  # before the name of one of an account's wallets


def setting_words(name: str, owners: Sequence[str] = ()) -> str:
    """What an account's setting is called; `owners` are the ways to pay that need it. One that has
    no words here is shown by its name."""
    if name.startswith(_WALLETS) and owners:
        return _say(_WALLET, ", ".join(owners))
    return _say(_SETTINGS[name]) if name in _SETTINGS else name.replace("_", " ").capitalize()


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
    errors.JournalMissing: (
        QT_TRANSLATE_NOOP("words", "The journal is not there any more"),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing can be charged. If it was moved, put it back; else restore the last copy.",
        ),
    ),
    errors.JournalDamaged: (
        QT_TRANSLATE_NOOP("words", "The journal is damaged"),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing can be charged. Do not delete anything; call who looks after the till.",
        ),
    ),
    errors.BackupFolderMissing: (
        QT_TRANSLATE_NOOP("words", "The folder for copies of the journal is not there: {0}"),
        QT_TRANSLATE_NOOP("words", "Put the stick in, or choose another folder in the settings."),
    ),
    errors.JournalUnsound: (
        QT_TRANSLATE_NOOP("words", "The journal does not verify: {0}"),
        QT_TRANSLATE_NOOP(
            "words", "Nothing was copied; earlier copies are kept. Call who looks after the till."
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
    errors.AnswerLost: (
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
    errors.WrongPin: (
        QT_TRANSLATE_NOOP("words", "Wrong PIN"),
        QT_TRANSLATE_NOOP("words", "Type it again, or call a manager."),
    ),
    errors.NotApproved: (
        QT_TRANSLATE_NOOP("words", "A manager has to allow this"),
        QT_TRANSLATE_NOOP("words", "Call a manager, who types the PIN."),
    ),
    errors.NoManager: (
        QT_TRANSLATE_NOOP("words", "Nobody has a PIN yet"),
        QT_TRANSLATE_NOOP("words", "Give a manager a PIN first."),
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


# What it is that is there already. Nothing here has a gender: it may be a sale or a pay-out.
_FIRST: Mapping[State, str] = {
    **dict.fromkeys(OPEN, QT_TRANSLATE_NOOP("words", "{0}: still waiting")),
    **dict.fromkeys(NOT_PAID, QT_TRANSLATE_NOOP("words", "{0}: that one was not paid")),
    State.UNKNOWN: QT_TRANSLATE_NOOP("words", "{0}: outcome unknown"),
    State.AUTHORIZED: QT_TRANSLATE_NOOP("words", "{0}: this money is held already"),
    State.PAID: QT_TRANSLATE_NOOP("words", "{0}: this money has just moved"),
}
_MEANT = QT_TRANSLATE_NOOP("words", "Only once more if it is really meant twice.")


def first_words(first: Sale) -> str:
    """The sale that another one looks like the second of, and what became of it."""
    who = first.phone.masked if first.phone else first.voucher
    named = f"{purpose_words(first.purpose)} {first.number:04d} · {first.amount} · {who}"
    return _say(_FIRST[first.state], named)


# What passes by itself, and in which unit of so many seconds it is counted.
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
    """What happened, and what to do."""
    if known := _told_with_values(problem):
        return known
    for kind, (what, do) in _PROBLEMS.items():
        if isinstance(problem, kind):
            return _say(what, problem), _say(do)
    what, do = _ELSE
    told = str(problem)  # what the system said: nobody here knows it better
    return f"{_say(what)}: {told}" if told else _say(what), _say(do)


def _told_with_values(problem: PosError) -> tuple[str, str] | None:
    """Of those that know more than what they are called."""
    match problem:
        case errors.BadInput():
            return complaint_words(problem.complaint, problem.value), ""
        case errors.LooksLikeSecond():
            return first_words(problem.first), _say(_MEANT)
        case errors.TooManyCalls() | errors.TooManyTries() | errors.TooSoon():
            what, do, unit = _WAITS[type(problem)]
            wait = math.ceil(problem.wait / unit)
            return _say(what, wait), _say(do, wait)
        case errors.ProviderRefused():
            known = problem.reason in list(Reason)
            return reason_words(Reason(problem.reason) if known else Reason.OTHER)
        case _:
            return None


# --- the close of a day ---------------------------------------------------------------------------

_UNSETTLED = QT_TRANSLATE_NOOP("words", "Not settled, and still so after the close: {0}")
_ALL_SETTLED = QT_TRANSLATE_NOOP("words", "Every sale is settled")
_RESTORED = QT_TRANSLATE_NOOP(
    "words", "The journal was restored; what it has lost may be in the file {0}"
)
_RESTORED_ALONE = QT_TRANSLATE_NOOP(
    "words", "The journal was restored; what it has lost only the providers know"
)


def unsettled_words(count: int) -> str:
    return _say(_UNSETTLED, count) if count else _say(_ALL_SETTLED)


def restored_words(put_aside: str) -> str:
    """With the name of the file that was put aside, if there was one."""
    return _say(_RESTORED, put_aside) if put_aside else _say(_RESTORED_ALONE)


# --- the life of a sale ---------------------------------------------------------------------------

_EVENTS: Mapping[type[events.Event], str] = {
    events.Created: QT_TRANSLATE_NOOP("words", "Sale written down"),
    events.Sending: QT_TRANSLATE_NOOP("words", "Request sent"),
    events.Cancelling: QT_TRANSLATE_NOOP("words", "Somebody asked to cancel"),
    events.Extending: QT_TRANSLATE_NOOP("words", "Somebody asked for another end"),
    events.Numbered: QT_TRANSLATE_NOOP("words", "Reference given"),
    events.Accepted: QT_TRANSLATE_NOOP("words", "The provider has the request"),
    events.Moved: QT_TRANSLATE_NOOP("words", "The provider has an outcome"),
    events.NotSent: QT_TRANSLATE_NOOP("words", "The request did not leave"),
    events.Refused: QT_TRANSLATE_NOOP("words", "The provider turned the request away"),
    events.Lost: QT_TRANSLATE_NOOP("words", "No answer that can be trusted"),
    events.Overdue: QT_TRANSLATE_NOOP("words", "No final word in time"),
    events.Paid: QT_TRANSLATE_NOOP("words", "Paid, on the provider's word"),
    events.Mismatched: QT_TRANSLATE_NOOP("words", "Money that does not match"),
    events.Declined: QT_TRANSLATE_NOOP("words", "Declined"),
    events.Expired: QT_TRANSLATE_NOOP("words", "Expired"),
    events.Cancelled: QT_TRANSLATE_NOOP("words", "Cancelled"),
    events.NotTakenBack: QT_TRANSLATE_NOOP("words", "The provider did not cancel it"),
    events.Authorized: QT_TRANSLATE_NOOP("words", "Held at the customer's bank"),
    events.Asked: QT_TRANSLATE_NOOP("words", "Begun on this sale"),
    events.Refunded: QT_TRANSLATE_NOOP("words", "Money went back"),
    events.Captured: QT_TRANSLATE_NOOP("words", "Captured: it is the shop's now"),
    events.Released: QT_TRANSLATE_NOOP("words", "Released to the customer"),
    events.Unchanged: QT_TRANSLATE_NOOP("words", "It did not happen: the sale is as it was"),
    events.SettledAsPaid: QT_TRANSLATE_NOOP("words", "Settled by the manager: paid"),
    events.SettledAsUnpaid: QT_TRANSLATE_NOOP("words", "Settled by the manager: not paid"),
    events.FlagCleared: QT_TRANSLATE_NOOP("words", "Warning cleared by the manager"),
}


# The same of what is no payment.
_OTHERWISE: Mapping[type[events.Event], str] = {
    events.Created: QT_TRANSLATE_NOOP("words", "Written down"),
    events.Paid: QT_TRANSLATE_NOOP("words", "Done, on the provider's word"),
    events.SettledAsPaid: QT_TRANSLATE_NOOP("words", "Settled by the manager: done"),
    events.SettledAsUnpaid: QT_TRANSLATE_NOOP("words", "Settled by the manager: not done"),
}


def event_words(event: events.Event, purpose: Purpose = Purpose.PAYMENT) -> tuple[str, str]:
    """What happened to the sale, and what more there is to know of it."""
    said = _EVENTS[type(event)]
    if purpose not in _BUYS:
        said = _OTHERWISE.get(type(event), said)
    return _say(said), _more(event)


def _more(event: events.Event) -> str:
    match event:
        case events.Created() | events.Asked():
            named = purpose_words(event.purpose) if event.purpose is not Purpose.PAYMENT else ""
            return " · ".join(part for part in (named, str(event.amount)) if part)
        case events.Refunded() | events.Captured():
            return str(event.amount)
        case events.Numbered() | events.Accepted() | events.Paid() | events.Authorized():
            return event.reference or ""
        case events.Mismatched():
            known = [flag_words(event.flag), str(event.amount or "")]
            return " · ".join(part for part in known if part)
        case events.FlagCleared() | events.SettledAsPaid() | events.SettledAsUnpaid():
            return _decided(event)
        case _:
            reason = getattr(event, "reason", None)
            return reason_words(reason)[0] if reason else ""


def _decided(event: events.FlagCleared | events.SettledAsPaid | events.SettledAsUnpaid) -> str:
    by = _say(_TRAINING_MANAGER) if event.by == _TRAINING else event.by
    said = f"{by}: {event.why}"
    return f"{flag_words(event.flag)} · {said}" if isinstance(event, events.FlagCleared) else said


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
