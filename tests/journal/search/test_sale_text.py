"""What a sale is found by: one text, compared as people type, and shown where it was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.journal.search.folding import fold
from pos_app.journal.search.sale_text import Searched, has, matches_of, text_of
from pos_app.journal.search.terms import terms_of
from pos_app.ports.sale_search import Match, SearchField

SALE = Searched(
    number=3149,
    amount=Money(12_750_00, Currency.AOA),
    phone=Phone("AO", "923999114"),
    references=("1jHbXE-RG7X",),
    description="Óleo  e farinha, tel 931 456-789",
    cashier="Ana M.",
    customer={"NIF": "5 417 0"},
)
IN_TRINIDAD = Searched(number=7, amount=Money(1_500_00, Currency.TTD))


def shown(match: Match) -> str:
    text = match.text.replace("\u202f", " ").replace("\u00a0", " ")
    return f"{text[: match.start]}[{text[match.start : match.end]}]{text[match.end :]}"


def found(known: Searched, typed: str) -> list[str]:
    terms = terms_of(typed)
    told = [shown(match) for match in matches_of(known, terms)]
    assert has(text_of(known), terms) == (len(told) > 0)
    return told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("923 999 114", ["[923 999 114]"]),
        ("9 114", ["923 99[9 114]"]),
        ("+244 (923) 9", ["+[244 923 9]99 114"]),
        ("00244 923", ["[+244 923] 999 114"]),
        ("12750", ["[12 750],00 Kz"]),
        ("\u221212 750,00 Kz", ["[12 750,00 Kz]"]),
        ("-12.750,00", ["[12 750,00] Kz"]),
        ("12 750,00 Kz", ["[12 750,00 Kz]"]),
        ("12.750,0", ["[12 750,0]0 Kz"]),
        ("kz 12,750", ["[12 750,00 Kz]"]),
        ("003149", ["[3149]"]),
        ("oleo", ["[Óleo]  e farinha, tel 931 456-789"]),
        ("ÓLEO  FAR", ["[Óleo]  e farinha, tel 931 456-789",
                       "Óleo  e [far]inha, tel 931 456-789"]),
        ("1456789", ["Óleo  e farinha, tel 93[1 456-789]"]),
        ("rg7x", ["1jHbXE-[RG7X]"]),
        ("54170", ["[5 417 0]"]),
        ("m. 127", ["Ana [M.]", "[12 7]50,00 Kz"]),
    ],
)  # fmt: skip
def test_a_sale_is_found_as_people_type_and_shows_where(typed: str, told: list[str]) -> None:
    assert found(SALE, typed) == told


def test_amounts_are_found_from_their_beginning_alone_and_in_their_currency() -> None:
    assert not has(text_of(SALE), terms_of("2750"))
    assert not has(text_of(SALE), terms_of("1275 Kz"))
    assert not has(text_of(SALE), terms_of("12750 MTn"))
    assert found(IN_TRINIDAD, "$1,500.00") == ["[$1,500.00]"]
    assert found(IN_TRINIDAD, "1500.0") == ["$[1,500.0]0"]


@given(st.text(max_size=12), st.data())
def test_any_part_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    known = Searched(number=1, amount=Money(1, Currency.MZN), customer={"name": text})
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    terms = terms_of(part)
    told = [one for one in matches_of(known, terms) if one.field is SearchField.CUSTOMER]
    assert has(text_of(known), terms)
    for match in told:
        there = fold(text[match.start : match.end]).replace(" ", "")
        assert any(needle.replace(" ", "") in there for term in terms for needle in term.needles)
