"""The receipt on paper: the customer's, and the same one for the shop to keep."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.events import BUYS
from pos_app.domain.paper.document import (
    CodeBlock,
    Document,
    DocumentBlock,
    FrameBlock,
    FrameCell,
    GapBlock,
    LetterSize,
    MarkBlock,
    RuleBlock,
    TextBlock,
)
from pos_app.printing.documents.letterhead import note, pairs, section
from pos_app.printing.documents.receipt_facts import RECEIPT, TRAINING, facts_of
from pos_app.printing.documents.receipt_text import receipt_code
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pos_app.domain.sale import Sale
    from pos_app.ports.paper.spool import Edition
    from pos_app.printing.documents.letterhead import Letterhead
    from pos_app.printing.documents.receipt_facts import ReceiptFacts, Row

_say = partial(say_in, "Receipt")
_GAP = 12  # tenths of a millimetre
_FOR_SHOP = QT_TRANSLATE_NOOP("Receipt", "Shop's copy")
_KEEP = QT_TRANSLATE_NOOP("Receipt", "Keep this receipt on your phone")
_PARTS = QT_TRANSLATE_NOOP("Receipt", "Paid in parts")
_REFUNDS = QT_TRANSLATE_NOOP("Receipt", "Refunds")


def receipt(
    sale: Sale,
    letterhead: Letterhead,
    edition: Edition,
    *,
    related: Sequence[Sale] = (),
    for_shop: bool = False,
) -> Document:
    """Returns the receipt. Raises NotAllowed for a sale that has none now."""
    facts = facts_of(sale, letterhead, related)
    name = joined(_say(RECEIPT, facts.number), _say(_FOR_SHOP) if for_shop else "")
    blocks = _blocks(facts, letterhead, for_shop=for_shop)
    cash = not for_shop and _moves_cash(sale, letterhead, related)
    return letterhead.document(name, blocks, edition, opens_drawer=cash)


def _moves_cash(sale: Sale, letterhead: Letterhead, related: Sequence[Sale]) -> bool:
    """Returns whether the drawer is needed: for the sale itself, or for one of its parts."""
    parts = (one for one in related if one.parent == sale.id and one.purpose in BUYS)
    moved = [one.method for one in (sale, *parts) if one.by_hand]
    methods = letterhead.methods
    return any(one in methods and methods[one].opens_drawer for one in moved)


def _blocks(
    facts: ReceiptFacts, letterhead: Letterhead, *, for_shop: bool
) -> Iterator[DocumentBlock]:
    if for_shop:
        yield MarkBlock(_say(_FOR_SHOP).upper())
    yield from letterhead.full_head()
    yield RuleBlock()
    yield TextBlock(facts.title, bold=True)
    yield FrameBlock(tuple(_cells(facts)))
    if letterhead.shop.training:
        yield TextBlock(_say(TRAINING), bold=True)
    yield from (note(one) for one in facts.notes)
    if facts.notes:
        yield GapBlock(_GAP)
    yield from pairs(facts.rows)
    yield from _listed(_PARTS, facts.parts)
    yield from _listed(_REFUNDS, facts.refunds)
    yield RuleBlock()
    yield CodeBlock(receipt_code(facts, letterhead), "" if for_shop else _say(_KEEP))
    if own := letterhead.own_lines:
        yield RuleBlock()
        yield from map(TextBlock, own)


def _cells(facts: ReceiptFacts) -> Iterator[FrameCell]:
    """Yields the amount with its method and, where some of it went back, how much."""
    yield FrameCell(facts.label, facts.amount, LetterSize.LARGE, facts.method)
    for label, value in facts.back:
        yield FrameCell(label, value, LetterSize.TITLE)


def _listed(title: str, rows: Sequence[Row]) -> Iterator[DocumentBlock]:
    if rows:
        yield RuleBlock()
        yield section(_say(title))
        yield from pairs(rows)
