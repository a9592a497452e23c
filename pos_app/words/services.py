"""Names of payment services in a sentence, with the article that the shop's language wants.

English needs no article before a name. Portuguese does, and it melts into the word before it: one
service is "o", "do", "pelo", another "a", "da", "pela". A sentence therefore has a mark for each
place of the name: `{the}`, or `{The}` at its beginning, `{of}`, `{at}`, `{by}` and `{to}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pos_app.domain.method import Gender, Kind
from pos_app.words.translate import QT_TRANSLATE_NOOP, filled, say_in, translated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.method import Method
    from pos_app.words.translate import Value


class ServiceName(NamedTuple):
    """A payment service as people call it; without a name, whichever service it is."""

    name: str = ""
    gender: Gender = Gender.MASCULINE


SOME_SERVICE = ServiceName()

_NAMELESS: Mapping[str, str] = {
    "the": QT_TRANSLATE_NOOP("service", "the payment service"),
    "of": QT_TRANSLATE_NOOP("service", "of the payment service"),
    "at": QT_TRANSLATE_NOOP("service", "at the payment service"),
    "by": QT_TRANSLATE_NOOP("service", "by the payment service"),
    "to": QT_TRANSLATE_NOOP("service", "to the payment service"),
}
_NAMED: Mapping[Gender, tuple[str, Mapping[str, str]]] = {
    Gender.MASCULINE: (
        "masculine",
        {
            "the": QT_TRANSLATE_NOOP("masculine", "{0}"),
            "of": QT_TRANSLATE_NOOP("masculine", "of {0}"),
            "at": QT_TRANSLATE_NOOP("masculine", "at {0}"),
            "by": QT_TRANSLATE_NOOP("masculine", "by {0}"),
            "to": QT_TRANSLATE_NOOP("masculine", "to {0}"),
        },
    ),
    Gender.FEMININE: (
        "feminine",
        {
            "the": QT_TRANSLATE_NOOP("feminine", "{0}"),
            "of": QT_TRANSLATE_NOOP("feminine", "of {0}"),
            "at": QT_TRANSLATE_NOOP("feminine", "at {0}"),
            "by": QT_TRANSLATE_NOOP("feminine", "by {0}"),
            "to": QT_TRANSLATE_NOOP("feminine", "to {0}"),
        },
    ),
}


def service_of(method: Method | None) -> ServiceName:
    """Returns the name that customers know: of the wallet that asks for a PIN, else of the
    provider. A method that this version does not know is some service's."""
    if method is None:
        return SOME_SERVICE
    if method.kind is Kind.PUSH and method.name:
        return ServiceName(method.name, method.gender)
    return account_service(method.brand)


def account_service(brand: str) -> ServiceName:
    """Returns the provider with whom the shop has its account, by its own name."""
    return ServiceName(brand)


def say_of(service: ServiceName, source: str, *values: Value, context: str = "words") -> str:
    """Returns a marked sentence about a payment service, with its values."""
    sentence = translated(context, source)
    return filled(sentence, *values, **_forms(service, sentence))


def _forms(service: ServiceName, sentence: str) -> Mapping[str, str]:
    """Returns the forms for which the sentence has a mark: few sentences have more than one."""
    context, sources = _NAMED[service.gender] if service.name else ("service", _NAMELESS)
    marks = sentence.lower()
    forms = {
        mark: say_in(context, form, service.name)
        for mark, form in sources.items()
        if f"{{{mark}}}" in marks
    }
    if "the" in forms:
        forms["The"] = _at_the_beginning(forms["the"], service.name)
    return forms


def _at_the_beginning(words: str, name: str) -> str:
    """Returns the words with a capital letter, unless they begin with the name: it has its own."""
    return words if name and words.startswith(name) else words[:1].upper() + words[1:]
