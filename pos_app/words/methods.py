"""Names of the payment methods, in the shop's language.

A brand is the same in all languages, a card is not.
"""

from pos_app.domain.method import Kind, Method
from pos_app.domain.tenders.by_hand import Tender
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

_OF_ITS_KIND = {
    Kind.REFERENCE: QT_TRANSLATE_NOOP("methods", "Reference"),
    Kind.CARD: QT_TRANSLATE_NOOP("methods", "Card"),
    Kind.SPLIT: QT_TRANSLATE_NOOP("methods", "Split payment"),
}
_TENDERS = {
    Tender.CASH: QT_TRANSLATE_NOOP("methods", "Cash"),
    Tender.CARD_MACHINE: QT_TRANSLATE_NOOP("methods", "Card machine"),
    Tender.TRANSFER: QT_TRANSLATE_NOOP("methods", "Bank transfer"),
}
# Words of one country alone, in a context of its own.
_OF_COUNTRY = {
    ("MZ", Tender.CARD_MACHINE): ("methods_mz", QT_TRANSLATE_NOOP("methods_mz", "Card machine")),
}
_BRANDED = {Kind.REFERENCE: QT_TRANSLATE_NOOP("methods", "{0} reference")}


def method_name(method: Method) -> str:
    """Returns the method's name as a cashier says it: the brand, the kind if that says enough, or
    both."""
    if method.tender is not None:
        usual = ("methods", _TENDERS[method.tender])
        return say_in(*_OF_COUNTRY.get((method.country, method.tender), usual))
    if not method.name:
        return say_in("methods", _OF_ITS_KIND[method.kind])
    return say_in("methods", _BRANDED.get(method.kind, "{0}"), method.name)
