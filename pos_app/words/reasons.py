"""Words for the reason why a sale ended, and what to do then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.reasons import Reason
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping


_TRY_AGAIN = QT_TRANSLATE_NOOP("words", "Nothing was charged: you may charge again.")
_OTHER_WAY = QT_TRANSLATE_NOOP("words", "Offer another way to pay.")
_MANAGER = QT_TRANSLATE_NOOP("words", "Call the manager: it is the shop's account.")
_LATER = QT_TRANSLATE_NOOP("words", "Wait a moment, then charge again.")
_LOOK = QT_TRANSLATE_NOOP("words", "Look at the sale in the journal before charging again.")

_ASK = QT_TRANSLATE_NOOP("words", "Ask the provider whether it was paid before charging again.")

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
    Reason.NETWORK_BUSY: (
        QT_TRANSLATE_NOOP("words", "The payment network has too much to do."),
        _LATER,
    ),
    Reason.NETWORK_UNSURE: (
        QT_TRANSLATE_NOOP("words", "The payment network does not know whether it was paid."),
        QT_TRANSLATE_NOOP(
            "words", "Ask what the customer's phone says about it before charging again."
        ),
    ),
    Reason.NO_MONEY_OR_ERROR: (
        QT_TRANSLATE_NOOP(
            "words", "The payment network had an error, or there was not enough money."
        ),
        QT_TRANSLATE_NOOP(
            "words",
            "Before charging again, ask for the balance and for the last message on the phone.",
        ),
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
    Reason.REFERENCE_IN_USE: (
        QT_TRANSLATE_NOOP("words", "The reference is another sale's, which still waits."),
        _LATER,
    ),
    Reason.UNREADABLE_ANSWER: (
        QT_TRANSLATE_NOOP("words", "The provider's answer cannot be understood."),
        _LOOK,
    ),
    Reason.NO_PAGE_TO_PAY_ON: (
        QT_TRANSLATE_NOOP("words", "The provider gave no page on which it is safe to pay by card."),
        QT_TRANSLATE_NOOP("words", "Send the customer to no address: call the manager."),
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
    Reason.CERTIFICATE_DATES: (
        QT_TRANSLATE_NOOP(
            "words",
            "The payment service's certificate is out of date, or this computer's clock is wrong.",
        ),
        QT_TRANSLATE_NOOP(
            "words", "Nothing was charged. First check the date and time of this computer."
        ),
    ),
    Reason.CERTIFICATE_HOST: (
        QT_TRANSLATE_NOOP(
            "words", "Another server answered instead of the payment service: it was told nothing."
        ),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing was charged. Check the network: a Wi-Fi that asks for a login does this.",
        ),
    ),
    Reason.CERTIFICATE_UNKNOWN: (
        QT_TRANSLATE_NOOP(
            "words",
            "This computer does not trust the payment service's certificate: it was told nothing.",
        ),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing was charged. Somebody on the network may be listening: call the manager.",
        ),
    ),
    Reason.NO_SECURE_CONNECTION: (
        QT_TRANSLATE_NOOP("words", "No secure connection to the payment service is possible."),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing was charged. Check the network: a Wi-Fi that asks for a login does this.",
        ),
    ),
    Reason.PROXY_UNUSABLE: (
        QT_TRANSLATE_NOOP("words", "This computer's proxy does not lead to the payment service."),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing was charged. Correct or remove the proxy in the computer's network settings.",
        ),
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
        _ASK,
    ),
    Reason.PAYMENTS_BY_CALL: (
        QT_TRANSLATE_NOOP(
            "words",
            "Its time is over. The provider notifies this shop when somebody has paid: that no "
            "notice has come proves nothing.",
        ),
        _ASK,
    ),
    Reason.QUEUE_UNSEEN: (
        QT_TRANSLATE_NOOP(
            "words",
            "Its time is over, and the provider could not be asked whether it was paid.",
        ),
        _ASK,
    ),
    Reason.QUEUE_FULL: (
        QT_TRANSLATE_NOOP(
            "words", "The provider's queue is full: payments behind it cannot be seen."
        ),
        _MANAGER,
    ),
    Reason.ACKS_REFUSED: (
        QT_TRANSLATE_NOOP(
            "words",
            "The provider's queue does not let go of payments that are stored here: it fills up, "
            "and new ones cannot be seen then.",
        ),
        _MANAGER,
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
    Reason.REPEAT_UNSAFE: (
        QT_TRANSLATE_NOOP(
            "words",
            "It is not safe any more to send the request again: the provider might carry it out "
            "twice.",
        ),
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
    """Returns what happened, and what to do."""
    what, do = _REASONS[reason]
    return say(what), say(do)
