"""Words for the verdict: the state that is read across the shop, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.events import BUYS, NOT_PAID, Flag, Purpose, State
from pos_app.domain.method import Kind
from pos_app.domain.money import Money
from pos_app.domain.payment_instructions import page_of
from pos_app.domain.reasons import Reason
from pos_app.words.reasons import reason_words
from pos_app.words.services import say_of, service_of
from pos_app.words.states import DONE, PARTLY_BACK, is_given_back, went_back
from pos_app.words.tenders.by_hand import PART, by_hand_verdict, by_hand_words
from pos_app.words.tenders.split import split_verdict, split_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, say
from pos_app.words.warnings import flag_advice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.words.services import ServiceName


# The headline, and whether to hand over the goods. Only a payment lets them go.
_Verdict = tuple[str, str]
_SALE: Mapping[State, _Verdict] = {
    State.NEW: (
        QT_TRANSLATE_NOOP("words", "Preparing"),
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
        QT_TRANSLATE_NOOP("words", "On hold, not paid yet"),
        QT_TRANSLATE_NOOP("words", "Capture before you hand over"),
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
    """Makes the verdicts of a sale that is no payment: while it goes on, unknown, done, not
    done."""
    going_on = (State.NEW, State.SENDING, State.WAITING, State.AUTHORIZED)
    return {
        **dict.fromkeys(going_on, going),
        State.UNKNOWN: unknown,
        State.PAID: done,
        **dict.fromkeys(NOT_PAID, undone),
    }


_VERDICTS: Mapping[Purpose, Mapping[State, _Verdict]] = {
    Purpose.PAYMENT: _SALE,
    Purpose.SPLIT: _SALE,
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
            QT_TRANSLATE_NOOP("words", "Capture done"),
            QT_TRANSLATE_NOOP("words", "The sale is paid"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Not captured"),
            QT_TRANSLATE_NOOP("words", "Do not hand over"),
        ),
    ),
    Purpose.RELEASE: _verdicts(
        (
            QT_TRANSLATE_NOOP("words", "Releasing the hold"),
            QT_TRANSLATE_NOOP("words", "Do not hand over"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Outcome of the release unknown"),
            QT_TRANSLATE_NOOP("words", "Do not hand over"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Hold released"),
            QT_TRANSLATE_NOOP("words", "The customer keeps the money"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Hold not released"),
            QT_TRANSLATE_NOOP("words", "The amount is still on hold"),
        ),
    ),
    Purpose.REFUND: _verdicts(
        (
            QT_TRANSLATE_NOOP("words", "Refunding"),
            QT_TRANSLATE_NOOP("words", "Do not refund again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Outcome of the refund unknown"),
            QT_TRANSLATE_NOOP("words", "Do not refund again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Refunded"),
            QT_TRANSLATE_NOOP("words", "The customer has the money back"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Not refunded"),
            QT_TRANSLATE_NOOP("words", "The shop still has the money"),
        ),
    ),
    Purpose.PAYOUT: _verdicts(
        (
            QT_TRANSLATE_NOOP("words", "Paying out"),
            QT_TRANSLATE_NOOP("words", "Do not pay out again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Outcome of the pay-out unknown"),
            QT_TRANSLATE_NOOP("words", "Do not pay out again"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Paid out to the customer"),
            QT_TRANSLATE_NOOP("words", "The customer has received the money"),
        ),
        (
            QT_TRANSLATE_NOOP("words", "Not paid out"),
            QT_TRANSLATE_NOOP("words", "The shop still has the money"),
        ),
    ),
}
_CONTRADICTED = QT_TRANSLATE_NOOP("words", "Conflicting answers")
_CALL_FIRST = QT_TRANSLATE_NOOP("words", "Call the manager first")
_LOOK_FIRST = QT_TRANSLATE_NOOP("words", "See the alert first")
_CLEARED = QT_TRANSLATE_NOOP("words", "The manager has cleared the alert")
_SETTLED = QT_TRANSLATE_NOOP("words", "Resolved by the manager")
_SETTLED_IN_TRAINING = QT_TRANSLATE_NOOP("words", "Resolved by the manager (training)")
_SETTLED_BY = QT_TRANSLATE_NOOP("words", "Resolved by {0}")
# In training nobody's PIN settles a sale, and the journal says so by this word.
TRAINING = QT_TRANSLATE_NOOP("words", "training")
MANAGER_IN_TRAINING = QT_TRANSLATE_NOOP("words", "manager (training)")
_SO_MUCH_BACK = QT_TRANSLATE_NOOP("words", "{0} of {1}")


def verdict_words(item: Sale) -> tuple[str, str]:
    """Returns the headline that is read across the shop, and whether to hand over the goods."""
    headline, order = _VERDICTS[item.purpose][item.state]
    if Flag.CONTRADICTED in item.flags:
        return say(_CONTRADICTED), say(_CALL_FIRST)
    if _is_plain_split(item):
        return split_verdict(item)
    if item.state is State.AUTHORIZED and item.flags:
        order = _LOOK_FIRST
    if item.state is not State.PAID:
        return say(headline), say(order)
    return _went_back(item) or _paid_verdict(item, headline, order)


def _went_back(item: Sale) -> tuple[str, str] | None:
    """Returns the verdict of a paid sale that goes back, or has, in part or whole."""
    if item.pending_operation:
        headline, order = _VERDICTS[Purpose.REFUND][State.SENDING]
        return say(headline), say(order)
    if is_given_back(item):
        return say(DONE[Purpose.REFUND]), say(_VERDICTS[Purpose.PAYMENT][State.DECLINED][1])
    if went_back(item):
        back = Money(item.refunded_minor, item.amount.currency)
        return say(PARTLY_BACK), say(_SO_MUCH_BACK, back, Money(item.moved, back.currency))
    return None


def _paid_verdict(item: Sale, headline: str, order: str) -> tuple[str, str]:
    if item.flags:
        return say(headline), say(_LOOK_FIRST)
    if item.by_hand and item.purpose is Purpose.PAYMENT:
        return by_hand_verdict(item)
    if item.is_settled_by_hand:
        return say(headline), _settled_words(item.by)
    if item.parent and item.purpose is Purpose.PAYMENT:
        order = PART
    return say(headline), say(_CLEARED if item.cleared else order)


def _is_plain_split(item: Sale) -> bool:
    """Returns whether its parts alone say how a split sale stands."""
    if item.purpose is not Purpose.SPLIT or item.state is State.UNKNOWN:
        return False
    by_a_person = item.is_settled_by_hand or item.flags or item.cleared
    return not (by_a_person or item.pending_operation or went_back(item))


def order_in_doubt(purpose: Purpose) -> str:
    """Returns what not to do while nobody knows the outcome."""
    return say(_VERDICTS[purpose][State.UNKNOWN][1])


def manager_name(by: str) -> str:
    """Returns who allowed it; in training nobody has a name."""
    return say(MANAGER_IN_TRAINING) if by == TRAINING else by


def _settled_words(by: str) -> str:
    """Returns who settled it, as far as the journal knows."""
    if by == TRAINING:
        return say(_SETTLED_IN_TRAINING)
    return say(_SETTLED_BY, by) if by else say(_SETTLED)


# --- what goes on, and what to do -----------------------------------------------------------------

_ASKING = QT_TRANSLATE_NOOP("words", "The till keeps checking.")
_ASK_THE_CUSTOMER = QT_TRANSLATE_NOOP(
    "words", "Check the customer's phone together, and call the manager."
)
# For methods of which the customer's phone knows nothing.
_ASK_ELSEWHERE: Mapping[Kind, str] = {
    Kind.VOUCHER: QT_TRANSLATE_NOOP(
        "words", "Check the voucher code with {the}, and call the manager."
    ),
    Kind.CARD: QT_TRANSLATE_NOOP(
        "words", "Ask the customer whether the card was charged, and call the manager."
    ),
}
_WAITING_FOR: Mapping[Kind, str] = {
    Kind.PUSH: QT_TRANSLATE_NOOP("words", "The customer confirms with the PIN on the phone."),
    Kind.REFERENCE: QT_TRANSLATE_NOOP(
        "words", "The customer pays the reference at an ATM, at a bank or in an app."
    ),
    Kind.VOUCHER: QT_TRANSLATE_NOOP("words", "{The} is checking the code."),
    Kind.CARD: QT_TRANSLATE_NOOP("words", "The customer scans the QR and pays by card."),
}
_CARRYING_OUT = QT_TRANSLATE_NOOP("words", "{The} is processing it.")
_HELD = QT_TRANSLATE_NOOP(
    "words", "On hold at the customer's bank until you capture or release it."
)
_GOING_BACK = QT_TRANSLATE_NOOP("words", "Refund under way: no result yet.")
_HELD_CHANGES = QT_TRANSLATE_NOOP("words", "Capture or release under way: no result yet.")
_NOT_AGAIN = QT_TRANSLATE_NOOP("words", "Do not charge again yet: a payment may still arrive.")
_ASK_IF_PAID = QT_TRANSLATE_NOOP("words", "If the customer says it was paid, check now.")
_MAY_TRY_AGAIN = QT_TRANSLATE_NOOP("words", "No money moved: you can try again.")
_LEFT_ON_VOUCHER = QT_TRANSLATE_NOOP("words", "Left on the voucher: {0}.")


def next_words(
    item: Sale,
    method: Method | None,
    *,
    goes_on: bool,
    back: Money | None = None,
    late: bool = False,
    again: bool = True,
) -> str:
    """Returns what goes on, and what to do about it, in a sentence or two.

    `goes_on` says that the till can still learn the outcome by itself, `late` that a sale that
    ended unpaid may yet turn out to be paid, `again` that charging once more can take no money
    twice. `back` is the amount that can be refunded.
    """
    if item.flags:
        return flag_advice(item, back, service_of(method))
    if item.state is State.PAID or _is_plain_split(item):
        return _paid_words(item, service_of(method))
    if item.is_open:
        return _open_words(item, method, goes_on=goes_on)
    what, do = reason_words(item.reason or Reason.OTHER, service_of(method))
    if item.purpose in BUYS and (late or not again or method is None):
        # What the reason advises would lead to a second charge.
        check = _ASK_IF_PAID if late else _whom_to_ask(item, method)
        return f"{what} {say(_NOT_AGAIN)} {say_of(service_of(method), check)}"
    if item.purpose in BUYS or item.is_settled_by_hand:
        return f"{what} {do}"
    return f"{what} {say(_MAY_TRY_AGAIN)}"


def _open_words(item: Sale, method: Method | None, *, goes_on: bool) -> str:
    if item.cancelling:
        return say(QT_TRANSLATE_NOOP("words", "Cancelling: not confirmed yet."))
    if item.state is State.AUTHORIZED:
        return say(_HELD_CHANGES if item.pending_operation else _HELD)
    if item.state is State.WAITING:
        return _waiting_words(item, method)
    if item.state is State.UNKNOWN:
        service = service_of(method)
        what, do = reason_words(item.reason or Reason.NO_FINAL_WORD, service)
        if item.reason is Reason.NO_PAGE_TO_PAY_ON:  # the customer stands there and waits for one
            what = f"{what} {do}"
        return f"{what} {say_of(service, _ASKING if goes_on else _whom_to_ask(item, method))}"
    return say(QT_TRANSLATE_NOOP("words", "The request is on its way."))


def _waiting_words(item: Sale, method: Method | None) -> str:
    """Returns what the customer has to do, or that the provider is carrying the sale out."""
    service = service_of(method)
    by_customer = method.kind if method and item.purpose in BUYS else None
    if item.reason is Reason.NOT_TAKEN_BACK:
        return f"{reason_words(item.reason, service)[0]} {say(_ASKING)}"
    if by_customer and not _can_be_shown(item, by_customer):
        what, do = reason_words(Reason.NO_PAGE_TO_PAY_ON, service)
        return f"{what} {do} {say(_ASKING)}"
    return say_of(service, _WAITING_FOR[by_customer] if by_customer else _CARRYING_OUT)


def _can_be_shown(item: Sale, kind: Kind) -> bool:
    """Returns whether a card payment has a page to show. A charge that was found again has none,
    and an old journal may have an unsafe one."""
    return kind is not Kind.CARD or bool(page_of(item))


def _whom_to_ask(item: Sale, method: Method | None) -> str:
    """Returns whom to ask. A refund or a pay-out goes to a phone, whatever the sale's method
    was."""
    if method is None or item.purpose not in BUYS:
        return _ASK_THE_CUSTOMER
    return _ASK_ELSEWHERE.get(method.kind, _ASK_THE_CUSTOMER)


def _paid_words(item: Sale, service: ServiceName) -> str:
    """Returns by whose word a sale is paid; of a split sale, what its parts have come to."""
    if item.pending_operation:
        return say(_GOING_BACK)
    if item.purpose is Purpose.SPLIT:
        return split_words(item)
    if item.by_hand:
        return by_hand_words(item)
    if item.is_settled_by_hand:
        return " ".join(reason_words(Reason.SETTLED_BY_HAND, service))
    said = [say_of(service, QT_TRANSLATE_NOOP("words", "Confirmed {by}."))]
    if item.voucher_balance_minor is not None:
        said.append(say(_LEFT_ON_VOUCHER, Money(item.voucher_balance_minor, item.amount.currency)))
    return " ".join(said)
