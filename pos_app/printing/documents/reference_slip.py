"""The slip with which a customer pays a reference at a machine or in an app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import State
from pos_app.domain.paper.document import (
    CodeBlock,
    Document,
    DocumentBlock,
    FrameBlock,
    FrameCell,
    LetterSize,
    RuleBlock,
    TextBlock,
)
from pos_app.domain.payment_instructions import has_number
from pos_app.domain.phone import in_threes
from pos_app.domain.sale import sale_number
from pos_app.printing.documents.letterhead import heading, note, own_words, pairs
from pos_app.printing.documents.receipt_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pos_app.domain.sale import Sale
    from pos_app.ports.paper.spool import Edition
    from pos_app.printing.documents.letterhead import Letterhead

translate = QCoreApplication.translate


def check_payable(sale: Sale) -> None:
    """Raises NotAllowed for a sale that cannot be paid now: paper that is handed out gets paid."""
    if sale.state is not State.WAITING or sale.reference is None or sale.entity is None:
        raise NotAllowed(f"a sale that is {sale.state} has no reference that can be paid")
    if sale.cancelling:
        raise NotAllowed("somebody asked to cancel it")
    if not has_number(sale):
        raise NotAllowed("its entity or its reference is no number")


def reference_slip(sale: Sale, letterhead: Letterhead, edition: Edition) -> Document:
    """Returns the slip. Raises NotAllowed for a sale that cannot be paid now."""
    check_payable(sale)
    title = translate("Slip", "Payment by reference")
    name = f"{title} {sale_number(sale.number)}"
    return letterhead.document(name, _blocks(sale, title, letterhead), edition)


def _blocks(sale: Sale, title: str, letterhead: Letterhead) -> Iterator[DocumentBlock]:
    yield from letterhead.full_head()
    yield TextBlock(letterhead.shop.till)
    yield RuleBlock()
    yield heading(title)
    yield FrameBlock(
        (
            FrameCell(translate("Slip", "Entity"), sale.entity or ""),
            FrameCell(
                translate("Slip", "Reference"), in_threes(sale.reference or ""), LetterSize.HUGE
            ),
            FrameCell(translate("Slip", "Amount"), str(sale.amount)),
        )
    )
    if sale.expires_at is not None:
        until = _where_paid(sale, sale.expires_at)
        yield from pairs([(translate("Slip", "Valid until"), until)], bold=True)
    yield CodeBlock(_code(sale, training=letterhead.shop.training))
    if letterhead.shop.training:
        yield note(translate("Slip", "Training: this reference cannot be paid."))
    yield note(
        translate(
            "Slip",
            "Pay at an ATM, in Multicaixa Express or with your bank:"
            " Payments, then Payment by reference.",
        )
    )
    if letterhead.shop.slip_note:
        yield note(letterhead.shop.slip_note)
    yield RuleBlock()
    yield from pairs(
        (
            (translate("Slip", "Sale"), sale_number(sale.number)),
            (translate("Slip", "Date"), _where_paid(sale, sale.created_at)),
            (translate("Slip", "Method"), letterhead.method_names.get(sale.method, sale.method)),
            (translate("Slip", "Description"), own_words(sale.description)),
        )
    )


def _where_paid(sale: Sale, at: datetime) -> str:
    """Returns the local time of the country whose machines take this reference."""
    return f"{at.astimezone(WALL_CLOCK[sale.amount.currency]):%d/%m/%Y %H:%M}"


def _code(sale: Sale, *, training: bool) -> str:
    """Returns plain text to copy from.

    No provider's document describes a QR that a bank's app can pay: a code that looked like one
    would send the customer into an app that refuses it.
    """
    lines = (
        *([translate("Slip", "TRAINING")] if training else []),
        f"{translate('Slip', 'Entity')}: {sale.entity}",
        f"{translate('Slip', 'Reference')}: {sale.reference}",
        f"{translate('Slip', 'Amount')}: {sale.amount.plain} {sale.amount.currency.code}",
    )
    return "\n".join(map(plain, lines))
