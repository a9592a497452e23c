"""The text of a sale: all that it is found by, each field as people read it and as it is compared.

Everything the search says follows from this text: a term is found where one of its needles is a
part of it. The index is a faster way to the same answer.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import CALLING_CODES, Phone
from pos_app.domain.sale import Sale, sale_number
from pos_app.journal.search.folding import AMOUNT, NUMBER, apart, fold, fold_letter
from pos_app.journal.search.terms import Term
from pos_app.ports.sale_search import Match, SearchField

BETWEEN_FIELDS = "\n"  # which no folded text has
_WITHIN_NUMBERS = re.compile(r"(?<=[0-9])[ .,\-]+(?=[0-9])")

Places = Sequence[tuple[int, int]]  # of each letter of a form, in what people read


@dataclass(frozen=True, kw_only=True)
class Searched:
    """Names by which a sale is known."""

    number: int
    amount: Money
    phone: Phone | None = None
    references: Sequence[str] = ()
    description: str = ""
    cashier: str = ""
    customer: Mapping[str, str] = field(default_factory=dict)
    invoice: str = ""


# The columns of `sales` that `searched_in` reads, in its order.
COLUMNS = (
    "number",
    "amount",
    "currency",
    "phone",
    "reference",
    "payment",
    "parent_reference",
    "description",
    "cashier",
    "fields",
    "invoice",
)


def searched_in(
    number: int,
    amount: int,
    currency: str,
    phone: str | None,
    reference: str | None,
    payment: str | None,
    parent_reference: str | None,
    *texts: Any,
) -> Searched:
    description, cashier, fields, invoice = texts
    return Searched(
        number=number,
        amount=Money(amount, Currency[currency]),
        phone=Phone.from_e164(phone) if phone else None,
        references=_given(reference, payment, parent_reference),
        description=description,
        cashier=cashier,
        customer=json.loads(fields) if fields else {},
        invoice=invoice,
    )


def searched(sale: Sale) -> Searched:
    return Searched(
        number=sale.number,
        amount=sale.amount,
        phone=sale.phone,
        references=_given(sale.reference, sale.payment, sale.parent_reference),
        description=sale.description,
        cashier=sale.cashier,
        customer=sale.fields or {},
        invoice=sale.invoice,
    )


def _given(*references: str | None) -> Sequence[str]:
    return tuple(dict.fromkeys(one for one in references if one))


def text_of(known: Searched) -> str:
    """Returns all that a sale is compared by, in one text."""
    forms = dict.fromkeys(form.letters for shown in _fields(known) for form in shown.forms)
    if known.phone:
        forms.pop(known.phone.national, None)  # a part of the number with its country's code
    return BETWEEN_FIELDS.join(forms)


def has(text: str, terms: Sequence[Term]) -> bool:
    """Returns whether a sale of this text has all terms."""
    return all(any(needle in text for needle in term.needles) for term in terms)


def matches_of(known: Searched, terms: Sequence[Term]) -> Sequence[Match]:
    """Returns where each term is found first, in the order of the fields."""
    if not terms:
        return ()
    shown = list(_fields(known))
    found = (_match(term, shown) for term in terms)
    return tuple(dict.fromkeys(match for match in found if match))


# --- fields and their forms -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Form:
    """One way in which a field is compared: its letters, and how to find their places."""

    letters: str
    places: Callable[[], Places]


@dataclass(frozen=True)
class _Shown:
    """A field as people read it, and its forms."""

    field: SearchField
    text: str
    forms: Sequence[_Form]
    name: str = ""


def _match(term: Term, fields: Sequence[_Shown]) -> Match | None:
    for shown in fields:
        for form in shown.forms:
            for needle in term.needles:
                if (at := form.letters.find(needle)) >= 0:
                    start, end = _span(form.places()[at : at + len(needle)])
                    return Match(shown.field, shown.text, start, end, shown.name)
    return None


def _span(places: Places) -> tuple[int, int]:
    return min(start for start, _ in places), max(end for _, end in places)


def _fields(known: Searched) -> Iterator[_Shown]:
    yield _number(known.number)
    if known.phone:
        yield from _phone(known.phone)
    for reference in known.references:
        yield _written(SearchField.REFERENCE, reference)
    yield _amount(known.amount)
    if known.description:
        yield _written(SearchField.DESCRIPTION, known.description)
    if known.cashier:
        yield _written(SearchField.CASHIER, known.cashier)
    if known.invoice:
        yield _written(SearchField.INVOICE, known.invoice)
    for name, value in known.customer.items():
        yield _written(SearchField.CUSTOMER, value, name)


def _written(of: SearchField, text: str, name: str = "") -> _Shown:
    """A text of anybody's, and the same with the numbers in it as one, as people write them in
    groups."""
    folded = fold(text)
    form = _Form(folded, lambda: _folded_places(text))
    joined = _WITHIN_NUMBERS.sub("", folded)
    if joined == folded:
        return _Shown(of, text, [form], name)
    return _Shown(of, text, [form, _Form(joined, lambda: _joined_places(text))], name)


def _folded_places(text: str) -> Places:
    places, blank = [], True
    for at, letter in enumerate(text):
        for folded in fold_letter(letter):
            if folded != " " or not blank:
                places.append((at, at + 1))
            blank = folded == " "
    return places


def _joined_places(text: str) -> Places:
    gaps = _WITHIN_NUMBERS.finditer(fold(text))
    out = {at for gap in gaps for at in range(*gap.span())}
    return [place for at, place in enumerate(_folded_places(text)) if at not in out]


def _number(number: int) -> _Shown:
    """A number is also found with more noughts before it than are shown."""
    text, bare = sale_number(number), str(number)
    begins = len(text) - len(bare)
    whole = [(at, at + 1) for at in range(len(text))]
    forms = [
        _Form(text, lambda: whole),
        _Form(NUMBER + bare, lambda: [(0, begins), *whole[begins:]]),
    ]
    return _Shown(SearchField.NUMBER, text, forms)


def _phone(phone: Phone) -> Iterator[_Shown]:
    """A phone, as it is dialled in its country, and with the country's code."""
    national = phone.grouped
    full = f"+{CALLING_CODES[phone.country]} {national}"
    for text in (national, full):
        form = _Form(text.replace(" ", ""), lambda text=text: _joined_places(text))  # type: ignore[misc]
        yield _Shown(SearchField.PHONE, text, [form])


def _amount(amount: Money) -> _Shown:
    text, code = str(amount), amount.currency.code
    letters = AMOUNT + apart(amount.plain.replace(".", ",")) + code
    return _Shown(SearchField.AMOUNT, text, [_Form(letters, lambda: _amount_places(amount))])


def _amount_places(amount: Money) -> Places:
    text, symbol = str(amount), amount.currency.symbol
    digits = [at for at, letter in enumerate(text) if letter.isdecimal()]
    point = digits[-2] - 1
    begins = text.index(symbol)
    figures = [(at, at + 1) for at in (*digits[:-2], point, *digits[-2:])]
    code = [(begins, begins + len(symbol))] * len(amount.currency.code)
    return [(digits[0], digits[0]), *figures, *code]
