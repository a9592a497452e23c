"""Sentences about what is absent: each is whole, whatever name, number or reason is missing."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

import pytest
from ui.sell.sales.test_sales_model import make_sale

import pos_app
from pos_app.domain import errors
from pos_app.domain.audit_notes import NOTES, ProviderDeed
from pos_app.domain.books.shift import ShiftDocument
from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import BadInput, Field, InputProblem, PosError
from pos_app.domain.events import EVENTS, Flag, Purpose, State
from pos_app.domain.method import Method
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.people.roles import Role
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import BRANDS, METHODS
from pos_app.ui.format import sale_text
from pos_app.ui.widgets.phone_box import PhoneBox
from pos_app.words.audit import note_words
from pos_app.words.doubts import facts, help_words
from pos_app.words.problems import problem_words
from pos_app.words.sale_view import sale_view
from pos_app.words.states import sale_words
from pos_app.words.timeline import event_words
from pos_app.words.warnings import warnings_of

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
# "None", an empty pair of brackets, and a mark with nothing before or after it.
TORN = re.compile(r"None|\(\s*\)|  |^\s*[:;,.·]|[:·,]\s*($|[:·,.])|\s[:;,.]|\{\d|“\s*”")
ROOMS = ("words", "ui", "cli")
ALWAYS_FILLED = {
    InputProblem.AMOUNT_NOT_WHOLE,
    InputProblem.DESCRIPTION_TOO_SHORT,
    InputProblem.DESCRIPTION_TOO_LONG,
    InputProblem.FIELDS_TOO_MANY,
    InputProblem.PIN_NOT_FIGURES,
    InputProblem.PASSPHRASE_TOO_SHORT,
    InputProblem.TENDERED_TOO_LITTLE,
    InputProblem.MORE_THAN_MISSING,
    InputProblem.INVOICE_NOT_ONE,
}


def torn(said: Iterator[str]) -> list[str]:
    return [text for text in said if TORN.search(text)]


# What nothing is noted without.
NAMED = {"zone": "Africa/Luanda", "name": "Rui", "method": "vpos", "provider": "vpos"}
# Of each kind of value, the one that says least.
_LEAST: dict[Any, Any] = {
    str: "",
    int: 0,
    bool: False,
    date: date(2026, 5, 4),
    datetime: NOW,
    Role: Role.CASHIER,
    Reason: Reason.OTHER,
    Flag: Flag.SHORT,
    Purpose: Purpose.REFUND,
    ProviderDeed: ProviderDeed.CREATE_WEBHOOK,
    DocumentKind: DocumentKind.RECEIPT,
    Money: Money(1250, Currency.AOA),
    Mapping[str, str]: {},
    ShiftDocument: ShiftDocument(cashier="", since=0, opened_at=NOW, until=0, at=NOW),
}


def least(kind: type[Any]) -> Any:
    """An event or a note in which all that may be absent is absent."""
    hints = get_type_hints(kind)
    needed = [one.name for one in fields(kind) if one.default is MISSING]
    return kind(**{name: NAMED.get(name, _least(hints[name])) for name in needed})


def _least(hint: Any) -> Any:
    return None if isinstance(hint, UnionType) and type(None) in get_args(hint) else _LEAST[hint]


def bare_sales() -> Iterator[tuple[Sale, Method | None]]:
    """Sales of every purpose, state, flag and reason, with nothing known beside."""
    known: list[dict[str, Any]] = [
        {},
        *({"flags": frozenset({flag})} for flag in Flag),
        *({"reason": reason} for reason in Reason),
        {"used_by": 2},
        {"pending_operation": "x"},
        {"cancelling": True},
    ]
    methods = (None, METHODS["vpos"], METHODS["proxypay"], METHODS["wipay"])
    plain = {state: vars(make_sale(1, state)) for state in State}
    for purpose, state, more, method in product(Purpose, State, known, methods):
        named = {"purpose": purpose, "method": method.id if method else "older"}
        yield Sale(**plain[state] | named | more), method


def sentences_of(sale: Sale, method: Method | None) -> Iterator[str]:
    view = sale_view(sale, method, NOW)
    yield from (view.headline, view.order, view.next_step, *view.flags)
    yield from (text.rstrip(":") for text in help_words(sale, method, NOW, "10:30"))
    yield from (f"{name}: {value}" for name, value in facts(sale, str))
    yield from (sale_words(sale), *warnings_of(sale))
    yield from (sale_text.title_of(sale), sale_text.detail_of(sale, method, NOW))
    yield from problem_words(PossibleDuplicate(sale))


@pytest.mark.usefixtures("application")
def test_a_sale_of_which_little_is_known_is_told_in_whole_sentences() -> None:
    said = {text for sale, method in bare_sales() for text in sentences_of(sale, method) if text}
    assert not torn(iter(said))


def _problems() -> Iterator[PosError]:
    carry: dict[type[PosError], Any] = {
        errors.BadInput: None,
        errors.NotSetUp: lambda: errors.NotSetUp("vpos", ""),
        errors.TooManyCalls: lambda: errors.TooManyCalls(0),
        errors.TooManyTries: lambda: errors.TooManyTries(0),
        errors.TooSoon: lambda: errors.TooSoon(0),
        errors.ProviderRefused: lambda: errors.ProviderRefused(Reason.OTHER),
        errors.NotTrusted: lambda: errors.NotTrusted(Reason.OTHER),
        errors.ProxyUnusable: lambda: errors.ProxyUnusable(Reason.OTHER),
        **{
            lost: partial(lost, can_recover=False, had_cashiers=False)
            for lost in (errors.PeopleLost, errors.PeopleOlder, errors.PeopleChanged)
        },
    }
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, PosError) and (make := carry.get(kind, partial(kind, ""))):
            yield make()
    for complaint in InputProblem:  # where it is always known
        yield BadInput(Field.AMOUNT, complaint, "3" if complaint in ALWAYS_FILLED else "")


@pytest.mark.usefixtures("application")
def test_a_failure_without_a_name_is_told_in_whole_sentences() -> None:
    said = (text for problem in _problems() for text in problem_words(problem))
    assert not torn(said)


@pytest.mark.usefixtures("application")
def test_what_happened_is_told_without_what_is_absent() -> None:
    lines = (
        " · ".join(part for part in event_words(least(kind), purpose) if part)
        for kind, purpose in product(EVENTS.values(), Purpose)
    )
    notes = (note_words(least(kind), brands) for kind in NOTES.values() for brands in (BRANDS, {}))
    assert not torn(lines)
    assert not torn(notes)


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("method", ["vpos", "clicpay.mpesa"])
def test_a_number_that_no_network_owns_is_called_valid_and_of_nobody(method: str) -> None:
    """The README's first number is the payment service's own: no subscriber has it."""
    row = METHODS[method]
    box = PhoneBox(row.country)
    box.read = lambda text, _: Phone(row.country, text.replace(" ", ""))
    for digits in range(80, 100):
        number = Phone(row.country, f"{digits}0000000")
        box.edit.setText(number.national)
        assert box.show_network(row) == number
        said = box.edit.accessibleDescription()
        assert not TORN.search(said)
        assert number.network or said == "valid number"


def _fillings(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
            yield node.lineno


def test_sentences_are_filled_in_one_place_whose_types_leave_nothing_absent() -> None:
    """`str.format` takes anything, None as well; `filled` does not, and mypy holds it."""
    package = Path(pos_app.__file__).parent
    own = {package / "words" / "translate.py", package / "ui" / "theme" / "style_sheet.py"}
    sources = {path for room in ROOMS for path in (package / room).rglob("*.py")}
    assert own <= sources
    assert not [(path.name, line) for path in sources - own for line in _fillings(path)]
