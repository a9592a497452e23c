"""Names of the payment methods, in the shop's language.

A brand is the same in all languages, a card is not.
"""

from pos_app.domain.method import Kind, Method
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

_OF_ITS_KIND = {
    Kind.REFERENCE: QT_TRANSLATE_NOOP("methods", "Reference"),
    Kind.CARD: QT_TRANSLATE_NOOP("methods", "Card"),
}
_BRANDED = {Kind.REFERENCE: QT_TRANSLATE_NOOP("methods", "{0} reference")}


def method_name(method: Method) -> str:
    """Returns the method's name as a cashier says it: the brand, the kind if that says enough, or
    both."""
    if not method.name:
        return say_in("methods", _OF_ITS_KIND[method.kind])
    return say_in("methods", _BRANDED.get(method.kind, "{0}"), method.name)
