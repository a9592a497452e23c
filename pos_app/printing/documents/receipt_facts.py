"""The facts of a receipt in words: paper, chat and QR code say the same.

Each sentence is about what the till knows, and by whose word: a receipt claims nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import BUYS, GOES_OUT, Flag, Purpose, State
from pos_app.domain.method import Kind
from pos_app.domain.money import Money
from pos_app.domain.payment_instructions import has_number
from pos_app.domain.phone import in_threes
from pos_app.domain.rules.receipts import ReceiptKind, moved_at, receipt_kind
from pos_app.domain.sale import sale_number
from pos_app.domain.tenders.by_hand import Tender
from pos_app.domain.text.foreign_text import readable
from pos_app.printing.documents.letterhead import own_words
from pos_app.words.services import say_of, service_of
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say_in
from pos_app.words.verdict import manager_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.printing.documents.letterhead import Letterhead

Row = tuple[str, str]
_say = partial(say_in, "Receipt")
_say_of = partial(say_of, context="Receipt")

# The title, and what stands above the amount.
_KINDS: Mapping[ReceiptKind, tuple[str, str]] = {
    ReceiptKind.PAYMENT: (
        QT_TRANSLATE_NOOP("Receipt", "Payment receipt"),
        QT_TRANSLATE_NOOP("Receipt", "Paid"),
    ),
    ReceiptKind.HOLD: (
        QT_TRANSLATE_NOOP("Receipt", "Hold receipt"),
        QT_TRANSLATE_NOOP("Receipt", "On hold, not paid yet"),
    ),
    ReceiptKind.CAPTURE: (
        QT_TRANSLATE_NOOP("Receipt", "Capture receipt"),
        QT_TRANSLATE_NOOP("Receipt", "Captured"),
    ),
    ReceiptKind.REFUND: (
        QT_TRANSLATE_NOOP("Receipt", "Refund receipt"),
        QT_TRANSLATE_NOOP("Receipt", "Refunded"),
    ),
    ReceiptKind.PAYOUT: (
        QT_TRANSLATE_NOOP("Receipt", "Pay-out receipt"),
        QT_TRANSLATE_NOOP("Receipt", "Paid out"),
    ),
}
RECEIPT = QT_TRANSLATE_NOOP("Receipt", "Receipt {0}")
SALE = QT_TRANSLATE_NOOP("Receipt", "Sale")
TRAINING = QT_TRANSLATE_NOOP("Receipt", "TRAINING: no money has moved")
_DATE = QT_TRANSLATE_NOOP("Receipt", "Date")
_PHONE = QT_TRANSLATE_NOOP("Receipt", "Phone")
_CASHIER = QT_TRANSLATE_NOOP("Receipt", "Cashier")
_TILL = QT_TRANSLATE_NOOP("Receipt", "Till")
_DESCRIPTION = QT_TRANSLATE_NOOP("Receipt", "Description")
_INVOICE = QT_TRANSLATE_NOOP("Receipt", "Invoice")
_REFERENCE = QT_TRANSLATE_NOOP("Receipt", "Reference")
_ALLOWED_BY = QT_TRANSLATE_NOOP("Receipt", "Allowed by")
_TENDERED = QT_TRANSLATE_NOOP("Receipt", "Cash received")
_CHANGE = QT_TRANSLATE_NOOP("Receipt", "Change")
_BALANCE = QT_TRANSLATE_NOOP("Receipt", "Left on the voucher")
_HELD = QT_TRANSLATE_NOOP("Receipt", "Amount held before")
_CAME = QT_TRANSLATE_NOOP("Receipt", "Received in all")
_WENT = QT_TRANSLATE_NOOP("Receipt", "Sent in all")
_BACK = QT_TRANSLATE_NOOP("Receipt", "Refunded")
_KEPT = QT_TRANSLATE_NOOP("Receipt", "Net")
# What a sale belongs to, by its own purpose.
_PARENT: Mapping[Purpose, str] = {
    Purpose.PAYMENT: QT_TRANSLATE_NOOP("Receipt", "Part of sale"),
    Purpose.REFUND: QT_TRANSLATE_NOOP("Receipt", "Refund of sale"),
    Purpose.CAPTURE: QT_TRANSLATE_NOOP("Receipt", "Capture of sale"),
}
_REFUND = QT_TRANSLATE_NOOP("Receipt", "Refund {0}")

_RESOLVED_BY = QT_TRANSLATE_NOOP("Receipt", "Resolved by")
_MANAGER = QT_TRANSLATE_NOOP("Receipt", "the manager")
_NOT_CONFIRMED = QT_TRANSLATE_NOOP("Receipt", "Not confirmed {by}.")
_CONFIRMED = QT_TRANSLATE_NOOP("Receipt", "Confirmed {by}")
_MANAGERS_WORD = QT_TRANSLATE_NOOP("Receipt", "Resolved by the manager")
_CHECKED = QT_TRANSLATE_NOOP("Receipt", "The shop's manager has checked this payment.")
_CASHIERS_WORD = QT_TRANSLATE_NOOP("Receipt", "Recorded by the cashier")
_GOING_BACK = QT_TRANSLATE_NOOP("Receipt", "Refund under way: no result yet.")
_LATE: Mapping[Flag, str] = {
    Flag.PAID_AFTER_CANCEL: QT_TRANSLATE_NOOP("Receipt", "Paid after the sale was cancelled."),
    Flag.PAID_AFTER_END: QT_TRANSLATE_NOOP("Receipt", "Paid late, after the sale had ended."),
}
# A manager's word stands behind what remains of such a sale.
_CONTESTED = frozenset(Flag) - frozenset(_LATE) - {Flag.PAID_TWICE, Flag.EXCESS}


@dataclass(frozen=True, kw_only=True)
class ReceiptFacts:
    """A receipt without its layout. Amounts are formatted; no text is empty."""

    kind: ReceiptKind
    title: str
    label: str  # above the amount
    amount: str
    method: str
    back: tuple[Row, ...] = ()  # what was refunded of it, and what remains
    is_odd: bool = False  # another amount moved than the one above
    rows: tuple[Row, ...] = ()
    parts: tuple[Row, ...] = ()
    refunds: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    word: str = ""  # whose word it is, in short, where it is no provider's
    number: str  # of the sale
    moment: str
    reference: Row | None = None


def facts_of(sale: Sale, letterhead: Letterhead, related: Sequence[Sale] = ()) -> ReceiptFacts:
    """Returns the facts. Raises NotAllowed for a sale that has no receipt now."""
    children = [one for one in related if one.parent == sale.id]
    kind = receipt_kind(sale, children)
    if kind is None:
        raise NotAllowed(f"a {sale.purpose} that is {sale.state} has no receipt now")
    title, label = _KINDS[kind]
    method = letterhead.methods.get(sale.method)
    done = [one for one in children if one.state is State.PAID]
    parts = [one for one in done if one.purpose in BUYS]
    proof = _proof(sale, done)
    reference = _reference(sale, method)
    return ReceiptFacts(
        kind=kind,
        title=_say(title),
        label=_say(label),
        amount=str(sale.amount),
        method=letterhead.method_names.get(sale.method, sale.method),
        back=_filled(_back(sale)),
        is_odd=_is_odd(sale),
        rows=(
            *_filled(_rows(sale, letterhead, _parent(sale, related))),
            *_filled(_resolved(proof)),
            *_filled(_money_rows(sale)),
            *_filled(_odd(proof if _is_odd(proof) else sale, method)),
            *reference,
        ),
        parts=_filled(row for part in parts for row in _part(part, letterhead)),
        refunds=_filled(row for one in done for row in _refund(one, letterhead)),
        notes=tuple(_notes(sale, proof, method)),
        word=_word([proof, *parts], method),
        number=sale_number(sale.number),
        moment=letterhead.seconds(moved_at(sale)),
        reference=reference[0] if reference else None,
    )


def _filled(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row[1])


def _parent(sale: Sale, related: Iterable[Sale]) -> str:
    """Returns the number of the sale that this one belongs to, where it is known."""
    return next((sale_number(one.number) for one in related if one.id == sale.parent), "")


def _proof(sale: Sale, done: Iterable[Sale]) -> Sale:
    """Returns the sale whose outcome says that the money moved: of a captured hold its capture."""
    return next((one for one in done if one.purpose is Purpose.CAPTURE), sale)


def _money(sale: Sale, minor: int) -> str:
    return str(Money(minor, sale.amount.currency))


def _rows(sale: Sale, letterhead: Letterhead, parent: str) -> Iterator[Row]:
    yield _say(SALE), sale_number(sale.number)
    if sale.purpose in _PARENT:
        yield _say(_PARENT[sale.purpose]), parent
    yield _say(_DATE), letterhead.seconds(moved_at(sale))
    yield _say(_PHONE), sale.phone.masked if sale.phone else ""
    till = letterhead.shop.till
    yield _say(_CASHIER if sale.cashier else _TILL), joined(sale.cashier, till)
    if sale.purpose in GOES_OUT and not sale.is_settled_by_hand:
        yield _say(_ALLOWED_BY), manager_name(sale.by)
    yield _say(_DESCRIPTION), own_words(sale.description)
    yield _say(_INVOICE), readable(sale.invoice)


def _resolved(sale: Sale) -> Iterator[Row]:
    """Yields who said that the money moved, where it was no provider."""
    if sale.is_settled_by_hand:
        yield _say(_RESOLVED_BY), manager_name(sale.by) or _say(_MANAGER)


def _money_rows(sale: Sale) -> Iterator[Row]:
    """Yields the amounts beside the one that was asked for."""
    yield from _cash(sale)
    if sale.voucher_balance_minor is not None:
        yield _say(_BALANCE), _money(sale, sale.voucher_balance_minor)
    if sale.held_minor not in (None, sale.amount.minor):
        yield _say(_HELD), _money(sale, sale.held_minor or 0)


def _odd(sale: Sale, method: Method | None) -> Iterator[Row]:
    if _is_odd(sale):
        yield _whole(sale, method), _money(sale, sale.moved)


def _is_odd(sale: Sale) -> bool:
    """Returns whether another amount moved than the one that was asked for."""
    return sale.state is State.PAID and sale.moved != sale.amount.minor


def _whole(sale: Sale, method: Method | None) -> str:
    """Returns what to call all that moved: a manager may have called a sale paid for less."""
    if sale.is_settled_by_hand and sale.purpose is not Purpose.SPLIT:
        return _say_of(service_of(method), _CONFIRMED)
    return _say(_WENT if sale.purpose in GOES_OUT else _CAME)


def _cash(sale: Sale) -> Iterator[Row]:
    if sale.change and sale.tendered_minor is not None:
        yield _say(_TENDERED), _money(sale, sale.tendered_minor)
        yield _say(_CHANGE), str(sale.change)


def _back(sale: Sale) -> Iterator[Row]:
    if sale.refunded_minor:
        yield _say(_BACK), _money(sale, sale.refunded_minor)
        rest = sale.moved - sale.refunded_minor
        if rest or sale.refunded_minor != sale.amount.minor:
            yield _say(_KEPT), _money(sale, rest)


def _part(part: Sale, letterhead: Letterhead) -> Iterator[Row]:
    """Yields what came by one part of a split sale, by whose word, and what of it went back."""
    name = letterhead.method_names.get(part.method, part.method)
    yield joined(name, sale_number(part.number)), str(part.amount)
    yield from _resolved(part)
    yield from _money_rows(part)
    yield from _odd(part, letterhead.methods.get(part.method))
    if part.refunded_minor:
        yield _say(_BACK), _money(part, -part.refunded_minor)


def _refund(refund: Sale, letterhead: Letterhead) -> Iterator[Row]:
    if refund.purpose is Purpose.REFUND:
        about = _say(_REFUND, sale_number(refund.number))
        yield joined(about, letterhead.minutes(moved_at(refund))), str(refund.amount)
        yield from _resolved(refund)


def _reference(sale: Sale, method: Method | None) -> tuple[Row, ...]:
    """Returns the provider's id of the money, under its brand; of a reference to pay its number,
    as the customer typed it."""
    number = readable(sale.reference or "")
    if not number:
        return ()
    if method is not None and method.kind is Kind.REFERENCE and has_number(sale):
        number = in_threes(number)
    return ((method.brand if method and method.brand else _say(_REFERENCE), number),)


def _notes(sale: Sale, proof: Sale, method: Method | None) -> Iterator[str]:
    """Yields by whose word it is, where it is not a provider's, and what else is known."""
    if proof.is_settled_by_hand and not _is_odd(proof):
        yield _say_of(service_of(method), _NOT_CONFIRMED)
    elif (sale.cleared | proof.cleared) & _CONTESTED and not proof.is_settled_by_hand:
        yield _say(_CHECKED)
    if _is_cashiers_word(sale, method):
        yield f"{_say(_CASHIERS_WORD)}."
    for flag in sorted(sale.flags | sale.cleared):
        if flag in _LATE and _is_payment(sale):
            yield _say(_LATE[flag])
    if sale.pending_operation and sale.state is State.PAID:
        yield _say(_GOING_BACK)


def _is_payment(sale: Sale) -> bool:
    """Returns whether a customer paid: a hold is not paid yet, and a refund is no payment."""
    return sale.state is State.PAID and sale.purpose in BUYS


def _word(proofs: Sequence[Sale], method: Method | None) -> str:
    """Returns whose word it is of the first of these sales, or for any of its parts."""
    if any(one.is_settled_by_hand for one in proofs):
        return _say(_MANAGERS_WORD)
    return _say(_CASHIERS_WORD) if _is_cashiers_word(proofs[0], method) else ""


def _is_cashiers_word(sale: Sale, method: Method | None) -> bool:
    """Returns whether somebody says that money came elsewhere; cash is there to be seen. Of a split
    sale each part has its own method."""
    is_split = sale.purpose is Purpose.SPLIT
    is_cash = method is not None and method.tender is Tender.CASH
    return sale.by_hand and not (is_split or is_cash)
