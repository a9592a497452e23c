"""Payment instructions for the customer: the checkout page or the reference number of a sale.

Old journals hold whatever providers sent. An address or a number that cannot be one is shown to
nobody; the till follows the sale all the same.
"""

from pos_app.domain.sale import Sale
from pos_app.domain.text.foreign_text import digits_of
from pos_app.domain.text.url_rules import is_page_to_pay_on

# A Multicaixa number, as machines and banks' apps take it.
REFERENCE_DIGITS = 9
ENTITY_DIGITS = 5


def page_of(sale: Sale) -> str:
    """Returns the page on which the customer types the card; empty where there is none that is
    safe."""
    page = sale.checkout or ""
    return page if is_page_to_pay_on(page) else ""


def has_number(sale: Sale) -> bool:
    """Returns whether a customer can type its reference, and its entity if it has one, at a
    machine."""
    entity = sale.entity is None or bool(digits_of(sale.entity, ENTITY_DIGITS))
    return entity and bool(digits_of(sale.reference or "", REFERENCE_DIGITS))
