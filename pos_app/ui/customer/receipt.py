"""Receipt of a paid sale as plain text: what a phone keeps of a QR, with nobody to serve a page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.text.foreign_text import readable
from pos_app.printing.slip import NOT_AN_INVOICE
from pos_app.ui.format import sale_text, times
from pos_app.words.methods import method_name
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

if TYPE_CHECKING:
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ports.shop import Shop

_say = partial(say_in, "customer")
_LONGEST = 48  # letters of a line: each one makes the code's modules smaller

_TRAINING = QT_TRANSLATE_NOOP("customer", "TRAINING: no money has moved")
_SALE = QT_TRANSLATE_NOOP("customer", "Sale {0}")
_PAID = QT_TRANSLATE_NOOP("customer", "Paid: {0}")
_REFERENCE = QT_TRANSLATE_NOOP("customer", "Reference: {0}")


def receipt_of(sale: Sale, method: Method | None, shop: Shop) -> str:
    """Returns the sale's facts, a line each; the customer's number is not among them: whoever
    stands in the queue can read the code as well."""
    at = (sale.settled_at or sale.updated_at).astimezone(times.wall_of(shop))
    lines = [
        _say(_TRAINING) if shop.training else "",
        shop.name,
        _say(_SALE, sale_text.number_of(sale)),
        _say(_PAID, str(sale.amount)),
        method_name(method) if method else sale.method,
        _say(_REFERENCE, readable(sale.reference)) if sale.reference else "",
        f"{at:%d/%m/%Y %H:%M}",
        NOT_AN_INVOICE,
    ]
    return "\n".join(_plain(line) for line in lines if line)


def _plain(line: str) -> str:
    """Writes blanks as every phone knows them, and cuts what is too long for a code."""
    text = " ".join(line.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
