"""The number of the invoice that a sale is on, in the shop's invoicing software.

The till makes no invoices. The number is how the shop finds the one document from the other.
"""

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.events import BUYS, Purpose, State
from pos_app.domain.sale import Sale
from pos_app.domain.text.typed_text import clean

_DOCUMENTED = frozenset({*BUYS, Purpose.SPLIT, Purpose.REFUND})
LONGEST = 40  # characters: `FT 2026A/000123` and the longest series of certified software


def offers_invoice(sale: Sale) -> bool:
    """Returns whether a document of the shop may name this sale: an invoice, or of a refund a
    credit note."""
    return sale.state is State.PAID and sale.purpose in _DOCUMENTED


def invoice_number(typed: str) -> str:
    """Returns the number as it was typed or scanned; empty takes it away. Raises BadInput."""
    number = clean(typed).strip()
    if len(number) > LONGEST or not number.isprintable():
        raise BadInput(Field.INVOICE, InputProblem.INVOICE_NOT_ONE, str(LONGEST))
    return number
