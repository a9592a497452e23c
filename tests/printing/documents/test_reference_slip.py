"""The slip of a reference: what the customer types at a machine, and only what can be paid."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hostile.texts import TEXTS
from printing.documents.lives import AT, REFERENCE, SENDING, sale_after
from printing.documents.paper import (
    COPY,
    code_of,
    documents,
    frame_of,
    made,
    pairs_of,
    texts_of,
)

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import State
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.sale import Sale


def waiting(**changes: Any) -> Sale:
    sale = sale_after(
        SENDING,
        REFERENCE,
        number=148,
        method="proxypay",
        amount=Money(38_000_00, Currency.AOA),
        phone=None,
        description="",
    )
    return replace(sale, **{"expires_at": AT + timedelta(hours=24), **changes})


def slip(shop: dict[str, Any] | None = None, **changes: Any) -> Document:
    return made(documents(**(shop or {})).slip(waiting(**changes)))


def test_a_slip_says_what_the_customer_types() -> None:
    order = documents().slip(waiting())
    assert (order.kind, order.subject, order.sale_number) == (DocumentKind.SLIP, "s", 148)
    document = made(order)
    assert document.name == "Payment by reference 0148"
    assert frame_of(document) == [
        ("Entity", "00123"),  # a leading zero is a digit to type
        ("Reference", "741 820 581"),
        ("Amount", "38\u202f000,00\u00a0Kz"),
    ]
    assert texts_of(document)[:4] == [
        "Mercearia Boa Vista",
        "Rua Amílcar Cabral, 112, Luanda",
        "NIF 5417012345 · Tel. 923 000 112",
        "Caixa 1",
    ]
    assert texts_of(document)[-1] == "Este documento não serve de factura"


def test_leading_zeros_of_a_reference_stay() -> None:
    assert ("Reference", "000 123 456") in frame_of(slip(reference="000123456"))


def test_times_are_those_of_the_machines_wherever_the_shop_is() -> None:
    document = slip({"zone_name": "America/Port_of_Spain"})
    assert pairs_of(document)["Valid until"] == "28/11/2026 19:22"
    assert pairs_of(document)["Date"] == "27/11/2026 19:22"


def test_the_qr_is_ascii_text_to_copy_from(language: str) -> None:
    lines = code_of(slip()).splitlines()
    wanted = {
        "en": ["Entity: 00123", "Reference: 741820581", "Amount: 38000.00 AOA"],
        "pt": ["Entidade: 00123", "Referencia: 741820581", "Valor: 38000.00 AOA"],
    }
    assert lines == wanted[language]


def test_what_is_not_known_has_no_line() -> None:
    bare = pairs_of(slip(expires_at=None))
    assert not {"Valid until", "Description"} & set(bare)
    assert pairs_of(slip(description="Factura 118"))["Description"] == "Factura 118"


def test_the_shops_own_line_stands_below_how_to_pay() -> None:
    said = texts_of(slip({"slip_note": "Volte sempre"}))
    assert said[said.index("Volte sempre") - 1].startswith("Pay at an ATM")


def test_only_the_first_slip_has_no_mark() -> None:
    order = documents().slip(waiting())
    assert "Copy" not in str(texts_of(made(order)))
    assert texts_of(made(order, COPY))[0] == "COPY 2"


def test_a_training_slip_says_everywhere_that_nobody_can_pay_it() -> None:
    assert slip().watermark == ""
    document = slip({"training": True})
    assert document.watermark == "TRAINING"
    assert code_of(document).startswith("TRAINING\n")
    assert "Training: this reference cannot be paid." in texts_of(document)


@pytest.mark.parametrize("state", [state for state in State if state is not State.WAITING])
def test_what_cannot_be_paid_now_is_not_put_on_paper(state: State) -> None:
    with pytest.raises(NotAllowed):
        documents().slip(waiting(state=state))


def test_what_is_being_cancelled_is_not_put_on_paper() -> None:
    with pytest.raises(NotAllowed):
        documents().slip(waiting(cancelling=True))


def test_the_shops_own_words_keep_the_letters_of_any_language() -> None:
    words = pairs_of(slip(description="P\u00e3o\n\u0645\u0631\u062d\u0628\u0627"))
    assert words["Description"] == "P\u00e3o \u0645\u0631\u062d\u0628\u0627"


@pytest.mark.parametrize("missing", ["reference", "entity"])
def test_a_sale_without_a_reference_has_no_slip(missing: str) -> None:
    with pytest.raises(NotAllowed):
        documents().slip(waiting(**{missing: None}))


@pytest.mark.parametrize("field", ["entity", "reference"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_is_printed_that_no_machine_takes(text: str, field: str) -> None:
    with pytest.raises(NotAllowed):
        documents().slip(waiting(**{field: text}))
