"""Words for the reason why a sale ended, and what to do then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.reasons import Reason
from pos_app.words.services import SOME_SERVICE, say_of
from pos_app.words.translate import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.words.services import ServiceName


_TRY_AGAIN = QT_TRANSLATE_NOOP("words", "Nothing was charged: you can charge again.")
_OTHER_WAY = QT_TRANSLATE_NOOP("words", "Offer another way to pay.")
_MANAGER = QT_TRANSLATE_NOOP("words", "Call the manager: the problem is with the shop's account.")
_LATER = QT_TRANSLATE_NOOP("words", "Wait a moment, then charge again.")
_LOOK = QT_TRANSLATE_NOOP("words", "Check the sale in the journal before charging again.")

_ASK = QT_TRANSLATE_NOOP("words", "Check with {the} before charging again.")

_REASONS: Mapping[Reason, tuple[str, str]] = {
    Reason.CUSTOMER_REFUSED: (
        QT_TRANSLATE_NOOP("words", "The customer declined on the phone."),
        QT_TRANSLATE_NOOP("words", "Ask the customer; if it was a mistake, charge again."),
    ),
    Reason.CUSTOMER_SILENT: (
        QT_TRANSLATE_NOOP("words", "The customer did not answer in time."),
        QT_TRANSLATE_NOOP("words", "Ask the customer to have the phone ready, then charge again."),
    ),
    Reason.NO_MONEY: (QT_TRANSLATE_NOOP("words", "Not enough money in the account."), _OTHER_WAY),
    Reason.NO_ACCOUNT: (
        QT_TRANSLATE_NOOP("words", "This number has no active account."),
        QT_TRANSLATE_NOOP("words", "Check the number, or offer another way to pay."),
    ),
    Reason.PHONE_BUSY: (
        QT_TRANSLATE_NOOP("words", "Another request is waiting on this phone."),
        QT_TRANSLATE_NOOP("words", "Ask the customer to finish it, then charge again."),
    ),
    Reason.LIMIT_REACHED: (
        QT_TRANSLATE_NOOP("words", "The customer has reached the limit."),
        _OTHER_WAY,
    ),
    Reason.ISSUER_REFUSED: (
        QT_TRANSLATE_NOOP("words", "The customer's bank declined."),
        _OTHER_WAY,
    ),
    Reason.PROCESSOR_ERROR: (
        QT_TRANSLATE_NOOP("words", "The payment network had an error."),
        _LATER,
    ),
    Reason.NETWORK_BUSY: (
        QT_TRANSLATE_NOOP("words", "The payment network is overloaded."),
        _LATER,
    ),
    Reason.NETWORK_UNSURE: (
        QT_TRANSLATE_NOOP("words", "The payment network does not know whether it was paid."),
        QT_TRANSLATE_NOOP(
            "words", "Before charging again, ask which message the customer received."
        ),
    ),
    Reason.NO_MONEY_OR_ERROR: (
        QT_TRANSLATE_NOOP("words", "The payment network had an error, or the balance was too low."),
        QT_TRANSLATE_NOOP(
            "words",
            "Before charging again, ask the customer for the balance and the last message.",
        ),
    ),
    Reason.PROCESSOR_REFUSED: (
        QT_TRANSLATE_NOOP("words", "The payment network declined."),
        _OTHER_WAY,
    ),
    Reason.GATEWAY_ERROR: (QT_TRANSLATE_NOOP("words", "{The} had an error."), _LATER),
    Reason.GATEWAY_TIMED_OUT: (
        QT_TRANSLATE_NOOP("words", "The payment network took too long."),
        _LATER,
    ),
    Reason.DUPLICATE: (QT_TRANSLATE_NOOP("words", "{The} already has this charge."), _LOOK),
    Reason.PROVIDER_DOWN: (
        QT_TRANSLATE_NOOP("words", "{The} is out of service."),
        _OTHER_WAY,
    ),
    Reason.TOO_MANY_REQUESTS: (
        QT_TRANSLATE_NOOP("words", "{The} is getting too many requests."),
        _LATER,
    ),
    Reason.REFERENCE_IN_USE: (
        QT_TRANSLATE_NOOP("words", "Another sale is still waiting with this reference."),
        _LATER,
    ),
    Reason.UNREADABLE_ANSWER: (
        QT_TRANSLATE_NOOP("words", "The till could not read the answer {of}."),
        _LOOK,
    ),
    Reason.NO_PAGE_TO_PAY_ON: (
        QT_TRANSLATE_NOOP("words", "{The} sent no safe page for paying by card."),
        QT_TRANSLATE_NOOP("words", "Do not send the customer to any address: call the manager."),
    ),
    Reason.UNKNOWN_TO_PROVIDER: (
        QT_TRANSLATE_NOOP("words", "{The} cannot find this sale."),
        _LOOK,
    ),
    Reason.WRONG_KEY: (
        QT_TRANSLATE_NOOP("words", "{The} does not accept the shop's key."),
        _MANAGER,
    ),
    Reason.NOT_AUTHORIZED: (
        QT_TRANSLATE_NOOP("words", "The shop's account is not allowed to do this."),
        _MANAGER,
    ),
    Reason.NOT_SET_UP: (
        QT_TRANSLATE_NOOP("words", "This payment method is not set up."),
        QT_TRANSLATE_NOOP("words", "Fill in the account in the settings."),
    ),
    Reason.POS_CLOSED: (
        QT_TRANSLATE_NOOP("words", "{The} has closed the shop's terminal."),
        _MANAGER,
    ),
    Reason.POS_WITHOUT_FUNDS: (
        QT_TRANSLATE_NOOP("words", "The shop's terminal has no funds."),
        _MANAGER,
    ),
    Reason.SUPERVISOR_CARD: (
        QT_TRANSLATE_NOOP("words", "{The} does not accept the shop's supervisor card."),
        _MANAGER,
    ),
    Reason.MERCHANT_EMAIL: (
        QT_TRANSLATE_NOOP("words", "{The} does not have the shop's e-mail."),
        _MANAGER,
    ),
    Reason.PARENT_INVALID: (
        QT_TRANSLATE_NOOP("words", "The original sale is not valid."),
        _LOOK,
    ),
    Reason.PARENT_TOO_OLD: (
        QT_TRANSLATE_NOOP("words", "The original sale is too old."),
        _MANAGER,
    ),
    Reason.PARENT_USED: (
        QT_TRANSLATE_NOOP("words", "The original sale was already used."),
        _LOOK,
    ),
    Reason.OVER_AUTHORIZED: (
        QT_TRANSLATE_NOOP("words", "More than the amount on hold."),
        _LOOK,
    ),
    Reason.BAD_PHONE: (
        QT_TRANSLATE_NOOP("words", "{The} does not accept this number."),
        QT_TRANSLATE_NOOP("words", "Check the number and charge again."),
    ),
    Reason.BAD_AMOUNT: (
        QT_TRANSLATE_NOOP("words", "{The} does not accept this amount."),
        QT_TRANSLATE_NOOP("words", "Check the amount and charge again."),
    ),
    Reason.BAD_REQUEST: (
        QT_TRANSLATE_NOOP("words", "{The} does not accept the request."),
        _MANAGER,
    ),
    Reason.NO_CONNECTION: (
        QT_TRANSLATE_NOOP("words", "No connection {to}."),
        _TRY_AGAIN,
    ),
    Reason.CERTIFICATE_DATES: (
        QT_TRANSLATE_NOOP(
            "words",
            "A certificate or this computer's clock is out of date.",
        ),
        QT_TRANSLATE_NOOP(
            "words", "Nothing was charged. First check the date and time on this computer."
        ),
    ),
    Reason.CERTIFICATE_HOST: (
        QT_TRANSLATE_NOOP("words", "Another server answered: the till sent it nothing."),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing was charged. Check the network: a Wi-Fi that asks for a login does this.",
        ),
    ),
    Reason.CERTIFICATE_UNKNOWN: (
        QT_TRANSLATE_NOOP(
            "words",
            "This computer does not trust {the}.",
        ),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing was charged. Somebody may be spying on this network: call the manager.",
        ),
    ),
    Reason.NO_SECURE_CONNECTION: (
        QT_TRANSLATE_NOOP("words", "No secure connection {to}."),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing was charged. Check the network: a Wi-Fi that asks for a login does this.",
        ),
    ),
    Reason.PROXY_UNUSABLE: (
        QT_TRANSLATE_NOOP("words", "This computer's proxy does not reach {the}."),
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing was charged. Correct or remove the proxy in the computer's network settings.",
        ),
    ),
    Reason.NO_ANSWER: (QT_TRANSLATE_NOOP("words", "{The} did not answer."), _LOOK),
    Reason.STOPPED_MIDWAY: (
        QT_TRANSLATE_NOOP("words", "The till stopped while it was charging."),
        _LOOK,
    ),
    Reason.NO_FINAL_WORD: (
        QT_TRANSLATE_NOOP("words", "{The} has no final answer yet."),
        _LOOK,
    ),
    Reason.JOURNAL_RESTORED: (
        QT_TRANSLATE_NOOP(
            "words", "The journal was restored from a backup made before this sale ended."
        ),
        _ASK,
    ),
    Reason.PAYMENTS_BY_CALL: (
        QT_TRANSLATE_NOOP(
            "words",
            "The time is up. A missing notice {of} proves nothing.",
        ),
        _ASK,
    ),
    Reason.QUEUE_UNSEEN: (
        QT_TRANSLATE_NOOP(
            "words",
            "The time is up, and the till could not check with {the} whether it was paid.",
        ),
        _ASK,
    ),
    Reason.QUEUE_FULL: (
        QT_TRANSLATE_NOOP("words", "The queue {of} is full. The till cannot see newer payments."),
        _MANAGER,
    ),
    Reason.ACKS_REFUSED: (
        QT_TRANSLATE_NOOP(
            "words",
            "The queue {of} is stuck. Once it is full, the till cannot see new payments.",
        ),
        _MANAGER,
    ),
    Reason.REFERENCE_EXPIRED: (
        QT_TRANSLATE_NOOP("words", "The customer did not pay the reference in time."),
        QT_TRANSLATE_NOOP("words", "Create another one if the customer still wants to pay."),
    ),
    Reason.NOT_TAKEN_BACK: (
        QT_TRANSLATE_NOOP("words", "{The} does not cancel it: it may already be paid."),
        _LOOK,
    ),
    Reason.CANCELLED_HERE: (
        QT_TRANSLATE_NOOP("words", "Cancelled at this till: nobody can pay it any more."),
        QT_TRANSLATE_NOOP(
            "words", "If the customer has just paid it, wait two minutes before charging again."
        ),
    ),
    Reason.RELEASED_HERE: (
        QT_TRANSLATE_NOOP("words", "Hold released at this till: the customer keeps the money."),
        _TRY_AGAIN,
    ),
    Reason.NO_TRACE: (
        QT_TRANSLATE_NOOP("words", "{The} does not list this charge."),
        _LOOK,
    ),
    Reason.REPEAT_UNSAFE: (
        QT_TRANSLATE_NOOP(
            "words",
            "It is no longer safe to repeat the request.",
        ),
        _LOOK,
    ),
    Reason.SETTLED_BY_HAND: (
        QT_TRANSLATE_NOOP("words", "Resolved by the manager, without confirmation {by}."),
        QT_TRANSLATE_NOOP("words", "The reason is in the journal."),
    ),
    Reason.VOUCHER_UNKNOWN: (
        QT_TRANSLATE_NOOP("words", "{The} does not recognise this voucher."),
        QT_TRANSLATE_NOOP("words", "Check the code, letter by letter, and charge again."),
    ),
    Reason.VOUCHER_TOO_SMALL: (
        QT_TRANSLATE_NOOP("words", "The voucher does not cover the amount and the fee."),
        _OTHER_WAY,
    ),
    Reason.OTHER: (QT_TRANSLATE_NOOP("words", "The payment did not go through."), _OTHER_WAY),
}


def reason_words(reason: Reason, service: ServiceName = SOME_SERVICE) -> tuple[str, str]:
    """Returns what happened, and what to do."""
    what, do = _REASONS[reason]
    return say_of(service, what), say_of(service, do)
