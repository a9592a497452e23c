"""What a way to pay is called, in the language of the shop: a brand is the same in all of them, a
card is not. Not in `words`, which the first paint has no time for."""

from pos_app.domain.method import Kind, Method
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

_OF_ITS_KIND = {
    Kind.REFERENCE: QT_TRANSLATE_NOOP("methods", "Reference"),
    Kind.CARD: QT_TRANSLATE_NOOP("methods", "Card"),
}
_BRANDED = {Kind.REFERENCE: QT_TRANSLATE_NOOP("methods", "{0} reference")}


def method_name(method: Method) -> str:
    """As a cashier calls it: by its brand, by its kind where that says enough, or by both."""
    if not method.name:
        return say_in("methods", _OF_ITS_KIND[method.kind])
    return say_in("methods", _BRANDED.get(method.kind, "{0}"), method.name)
