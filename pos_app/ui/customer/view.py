"""Content of the customer display, made from the form's draft or from a sale.

Only the provider's answer makes it say "paid". It never says why a payment failed: everybody in the
queue can read it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.events import BUYS, Purpose, State
from pos_app.domain.method import Kind
from pos_app.domain.money import Money
from pos_app.domain.payment_instructions import has_number, page_of
from pos_app.domain.rules.money_back import is_held
from pos_app.domain.tenders.split import collected, missing, pledged
from pos_app.ui.format import sale_text
from pos_app.ui.format.charge_text import fee_words
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.words.states import is_given_back, went_back
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.sell.form.charge_draft import ChargeDraft

_say = partial(say_in, "customer")
_UNREAD = "…"  # an amount that is still being typed


@dataclass(frozen=True)
class Fact:
    """A label and the value that the customer copies."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True)
class CustomerView:
    """Content of the customer's screen at one moment. An empty text leaves its line out."""

    headline: str = ""
    amount: str = ""
    question: str = ""  # about the phone number
    number: str = ""
    instruction: str = ""
    facts: tuple[Fact, ...] = ()
    checkout: str = ""  # the address of a QR
    receipt: str = ""  # the text of a QR
    tone: StatusStyle | None = None  # None before the charge
    icon: Icon | None = None
    passing: bool = False  # blanks by itself after a while

    @property
    def spoken(self) -> str:
        """Returns all lines as one text for a screen reader."""
        facts = [f"{fact.name}: {fact.value}" for fact in self.facts]
        lines = (self.headline, self.amount, self.question, self.number, self.instruction, *facts)
        return ". ".join(line for line in lines if line)


BLANK = CustomerView()


# --- before anything is sent ----------------------------------------------------------------------

_TO_PAY = QT_TRANSLATE_NOOP("customer", "To pay")
_TO_RESERVE = QT_TRANSLATE_NOOP("customer", "To be held")
_YOUR_NUMBER = QT_TRANSLATE_NOOP("customer", "Your number")
_IS_IT_YOURS = QT_TRANSLATE_NOOP("customer", "Is this your number?")
_SAY_SO = QT_TRANSLATE_NOOP("customer", "If it is not, please say so now.")
_WILL: Mapping[Kind, str] = {
    Kind.REFERENCE: QT_TRANSLATE_NOOP("customer", "You will get a reference to pay."),
    Kind.CARD: QT_TRANSLATE_NOOP("customer", "You will pay by card, on your phone."),
    Kind.VOUCHER: QT_TRANSLATE_NOOP("customer", "You will pay with your voucher."),
}


def view_of_draft(draft: ChargeDraft) -> CustomerView:
    """Makes the view of the form's draft. It shows the whole number, for the customer to
    confirm."""
    method, money, whole = draft.method, draft.amount, draft.phone_is_whole
    number = draft.phone_text.strip() if method.needs_phone else ""
    return CustomerView(
        headline=_say(_TO_RESERVE if draft.hold else _TO_PAY),
        amount=str(money) if money else _UNREAD,
        question=_say(_IS_IT_YOURS if whole else _YOUR_NUMBER) if number else "",
        number=number,
        instruction=_before(method, money, asks=bool(number) and whole),
    )


def _before(method: Method, money: Money | None, *, asks: bool) -> str:
    if method.kind is Kind.PUSH:
        return _say(_SAY_SO) if asks else ""
    will = _say(_WILL[method.kind]) if method.kind in _WILL else ""
    return "\n".join(part for part in (will, fee_words(method, money)) if part)


# --- a sale ---------------------------------------------------------------------------------------

_ONE_MOMENT = QT_TRANSLATE_NOOP("customer", "One moment, please")
_CONFIRM = QT_TRANSLATE_NOOP("customer", "Confirm on your phone")
_PIN = QT_TRANSLATE_NOOP("customer", "Type your PIN when your phone asks for it.")
_PIN_TO_RESERVE = QT_TRANSLATE_NOOP(
    "customer", "Type your PIN when your phone asks for it. The amount is only put on hold."
)
_REFERENCE = QT_TRANSLATE_NOOP("customer", "Pay this reference")
_WHERE = QT_TRANSLATE_NOOP("customer", "At an ATM, in your bank's app or at the bank.")
_REFERENCE_COMES = QT_TRANSLATE_NOOP("customer", "We are creating your reference.")
_CARD = QT_TRANSLATE_NOOP("customer", "Pay by card")
_CAMERA = QT_TRANSLATE_NOOP("customer", "Open it with your phone's camera.")
_PAGE_COMES = QT_TRANSLATE_NOOP("customer", "We are preparing the card page.")
_VOUCHER = QT_TRANSLATE_NOOP("customer", "We are checking your voucher.")
_CANCELLING = QT_TRANSLATE_NOOP("customer", "Cancelling")
_PAY_NO_MORE = QT_TRANSLATE_NOOP("customer", "Please do not pay it.")
_CHECKING = QT_TRANSLATE_NOOP("customer", "Please wait, we are checking")
_NOT_AGAIN = QT_TRANSLATE_NOOP("customer", "Please do not pay again until we tell you.")
_RESERVED = QT_TRANSLATE_NOOP("customer", "Amount on hold")
_NOT_TAKEN = QT_TRANSLATE_NOOP(
    "customer", "Your bank holds it for the shop; you have not paid yet."
)
_PAID = QT_TRANSLATE_NOOP("customer", "Paid")
_COME_AGAIN = QT_TRANSLATE_NOOP("customer", "Thank you. Come again!")
_RECEIVED = QT_TRANSLATE_NOOP("customer", "Received. Thank you!")
_CHANGE = QT_TRANSLATE_NOOP("customer", "Your change: {0}")
_SO_FAR = QT_TRANSLATE_NOOP("customer", "{0} of {1} received")
_LEFT = QT_TRANSLATE_NOOP("customer", "Left on your voucher: {0}")
_THANKS = QT_TRANSLATE_NOOP("customer", "Thank you!")
_BY_SHOP = QT_TRANSLATE_NOOP("customer", "The shop has confirmed your payment.")
_NOT_PAID = QT_TRANSLATE_NOOP("customer", "Not paid")
_ANOTHER_WAY = QT_TRANSLATE_NOOP("customer", "You can try again or pay in another way.")
_GOING_BACK = QT_TRANSLATE_NOOP("customer", "We are refunding you")
_GIVEN_BACK = QT_TRANSLATE_NOOP("customer", "Refunded")
_HAS_IT_AGAIN = QT_TRANSLATE_NOOP("customer", "You have your money back.")
_NOT_BACK = QT_TRANSLATE_NOOP("customer", "Not refunded")
_GOING_OUT = QT_TRANSLATE_NOOP("customer", "We are paying you")
_SENT = QT_TRANSLATE_NOOP("customer", "Sent to your phone")
_NOT_SENT = QT_TRANSLATE_NOOP("customer", "Not sent")
_RELEASED = QT_TRANSLATE_NOOP("customer", "Hold released")
_ASK_US = QT_TRANSLATE_NOOP("customer", "Please ask at the counter.")
_ENTITY = QT_TRANSLATE_NOOP("customer", "Entity")
_NUMBER = QT_TRANSLATE_NOOP("customer", "Reference")
_UNTIL = QT_TRANSLATE_NOOP("customer", "Valid until")


def is_over(sale: Sale) -> bool:
    """Returns whether the customer has nothing more to do or to wait for. That includes held
    money."""
    return is_held(sale) or not sale.is_open


def view_of_sale(
    sale: Sale, method: Method | None, now: datetime, *, whole_number: bool
) -> CustomerView:
    """Makes the view of a sale. Its number, whole or masked, shows only while the phone is
    asked."""
    if sale.flags or sale.state is State.UNKNOWN or _has_part_in_doubt(sale):
        return _checking(sale)
    if sale.purpose not in BUYS:
        return _split(sale) if sale.purpose is Purpose.SPLIT else _operation(sale)
    if is_over(sale):
        return _ended(sale)
    if sale.cancelling:
        return _wait(sale, _CANCELLING, _PAY_NO_MORE)
    if sale.state is State.AUTHORIZED:
        return _wait(sale, _ONE_MOMENT)  # being captured or released
    return _asked(sale, method, now, whole_number=whole_number)


def _has_part_in_doubt(sale: Sale) -> bool:
    """Returns whether a split sale is paid by parts of which one needs somebody."""
    return sale.state is State.PAID and sale.troubled_parts > 0


def _ended(sale: Sale) -> CustomerView:
    if sale.state is State.PAID:
        return _paid(sale)
    if sale.state is State.AUTHORIZED:
        return _reserved(sale)
    return _over(sale, _NOT_PAID, _ANOTHER_WAY, Icon.CROSS)


def _asked(sale: Sale, method: Method | None, now: datetime, *, whole_number: bool) -> CustomerView:
    """Tells the customer how to pay."""
    kind = method.kind if method else None
    waits = sale.state is State.WAITING
    if kind is Kind.PUSH:
        pin = _PIN_TO_RESERVE if sale.purpose is Purpose.AUTHORIZATION else _PIN
        phone = sale.phone
        number = (phone.grouped if whole_number else phone.masked) if phone else ""
        return _wait(sale, _CONFIRM, pin, number=number)
    if kind is Kind.REFERENCE:
        if waits and has_number(sale):
            return _wait(sale, _REFERENCE, _WHERE, facts=_facts(sale, now))
        return _wait(sale, _ONE_MOMENT, _REFERENCE_COMES)
    if kind is Kind.CARD:
        if waits and (page := page_of(sale)):
            return _wait(sale, _CARD, _CAMERA, checkout=page)
        return _wait(sale, _ONE_MOMENT, _PAGE_COMES)
    return _wait(sale, _ONE_MOMENT, _VOUCHER if kind is Kind.VOUCHER else "")


def _facts(sale: Sale, now: datetime) -> tuple[Fact, ...]:
    facts = (
        Fact(_say(_ENTITY), sale.entity or ""),
        Fact(_say(_NUMBER), sale_text.reference_of(sale)),
        Fact(_say(_UNTIL), sale_text.end_of(sale, now)),
    )
    return tuple(fact for fact in facts if fact.value)


def _paid(sale: Sale) -> CustomerView:
    """Makes the view of a paid sale. Green takes the provider's word, and no refund of any part."""
    if sale.pending_operation:
        return _wait(sale, _GOING_BACK)
    if went_back(sale):
        back = Money(sale.refunded_minor, sale.amount.currency)
        whole = is_given_back(sale)
        return _over(sale, _GIVEN_BACK, _HAS_IT_AGAIN if whole else "", Icon.CHECK, amount=back)
    if sale.by_hand:
        return _received(sale)
    if sale.is_settled_by_hand or sale.cleared:
        return _over(sale, _THANKS, _BY_SHOP, Icon.CHECK)
    left = (
        ""
        if sale.voucher_balance_minor is None
        else _say(_LEFT, Money(sale.voucher_balance_minor, sale.amount.currency))
    )
    return CustomerView(
        headline=_say(_PAID),
        amount=str(sale.amount),
        instruction=left or _say(_COME_AGAIN),
        tone=StatusStyle.PAID,
        icon=Icon.CHECK,
        passing=True,
    )


def _received(sale: Sale) -> CustomerView:
    """Makes the view of money by hand: no provider has confirmed it, and the change is shown."""
    return replace(
        _over(sale, _RECEIVED), instruction=_say(_CHANGE, sale.change) if sale.change else ""
    )


def _split(sale: Sale) -> CustomerView:
    """Makes the view of a split sale: what is still to pay."""
    if sale.state is State.PAID:
        return _paid(sale)
    if not sale.is_open:
        return _over(sale, _NOT_PAID, "", Icon.CROSS)
    if sale.cancelling:
        return _wait(sale, _CANCELLING, _PAY_NO_MORE)
    rest = missing(sale) if missing(sale).minor else pledged(sale)
    so_far = _say(_SO_FAR, collected(sale), sale.amount) if collected(sale).minor else ""
    return replace(_wait(sale, _TO_PAY), amount=str(rest), instruction=so_far)


# Of sales that are no payment: while open, once done, and where they failed.
_OPERATIONS: Mapping[Purpose, tuple[str, tuple[str, str], str]] = {
    Purpose.REFUND: (_GOING_BACK, (_GIVEN_BACK, _HAS_IT_AGAIN), _NOT_BACK),
    Purpose.PAYOUT: (_GOING_OUT, (_SENT, ""), _NOT_SENT),
    Purpose.RELEASE: (_ONE_MOMENT, (_RELEASED, _HAS_IT_AGAIN), _RESERVED),
    Purpose.CAPTURE: (_ONE_MOMENT, (_PAID, ""), _NOT_PAID),
}


def _operation(sale: Sale) -> CustomerView:
    going, (done, meaning), undone = _OPERATIONS[sale.purpose]
    if sale.is_open:
        return _wait(sale, going)
    if sale.state is not State.PAID:
        return _over(sale, undone, _ASK_US, Icon.CROSS)
    # A capture ends a sale: the customer has paid.
    return _paid(sale) if sale.purpose is Purpose.CAPTURE else _over(sale, done, meaning)


def _checking(sale: Sale) -> CustomerView:
    """Makes the view of an unknown outcome or an open flag. It stays until a person has settled
    it."""
    return CustomerView(
        headline=_say(_CHECKING),
        amount=str(sale.amount),
        instruction=_say(_NOT_AGAIN) if sale.purpose in BUYS else "",
        tone=StatusStyle.DOUBT,
        icon=Icon.CLOCK,
    )


def _reserved(sale: Sale) -> CustomerView:
    return CustomerView(
        headline=_say(_RESERVED),
        amount=str(sale.amount),
        instruction=_say(_NOT_TAKEN),
        tone=StatusStyle.WAIT,
        icon=Icon.CHECK,
        passing=True,
    )


def _wait(
    sale: Sale,
    headline: str,
    instruction: str = "",
    *,
    number: str = "",
    facts: tuple[Fact, ...] = (),
    checkout: str = "",
) -> CustomerView:
    return CustomerView(
        headline=_say(headline),
        amount=str(sale.amount),
        number=number,
        instruction=_say(instruction) if instruction else "",
        facts=facts,
        checkout=checkout,
        tone=StatusStyle.WAIT,
        icon=Icon.CLOCK,
    )


def _over(
    sale: Sale,
    headline: str,
    instruction: str = "",
    icon: Icon = Icon.CHECK,
    *,
    amount: Money | None = None,
) -> CustomerView:
    """Makes a neutral view of an ended sale, neither good nor bad news for the queue behind."""
    return CustomerView(
        headline=_say(headline),
        amount=str(amount or sale.amount),
        instruction=_say(instruction) if instruction else "",
        tone=StatusStyle.REST,
        icon=icon,
        passing=True,
    )
