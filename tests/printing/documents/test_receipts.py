"""Receipts: what each kind of sale claims on paper, and which has none."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from printing.documents.paper import (
    COPY,
    ORIGINAL,
    code_of,
    documents,
    frame_of,
    made,
    pairs_of,
    texts_of,
)

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import Accepted, Created, Event, Paid, Purpose, Sending
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.document import MarkBlock
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.phone import Phone
from pos_app.domain.sale import Sale

AT = datetime(2026, 11, 27, 18, 22, 10, tzinfo=UTC)
PHONE = Phone("AO", "912345008")
KSUID = "1jHbXEbRTIbbwaoJ6w06nLcRG7X"
SENDING = Sending(request="POST /", body="")


def kz(units: int) -> Money:
    return Money(units * 100, Currency.AOA)


def sale_after(*events: Event, sale_id: str = "s", **created: Any) -> Sale:
    """A sale as its events give it, one a second."""
    known: dict[str, Any] = {
        "number": 3149,
        "method": "vpos",
        "amount": kz(12_750),
        "phone": PHONE,
        "description": "Cesta, 2 garrafões",
        "key": "k",
        "business_day": date(2026, 11, 27),
        "cashier": "Ana M.",
    }
    sale = open_sale(sale_id, "t", Created(**known | created), AT)
    for place, event in enumerate(events, start=1):
        sale = apply(sale, event, AT + timedelta(seconds=place))
    return sale


def paid(**created: Any) -> Sale:
    return sale_after(SENDING, Accepted(reference=KSUID), Paid(reference=KSUID), **created)


def test_a_receipt_is_as_it_was_drawn() -> None:
    order = documents().receipt(paid())
    assert (order.kind, order.subject, order.sale_number) == (DocumentKind.RECEIPT, "s", 3149)
    assert texts_of(made(order)) == [
        "Mercearia Boa Vista",
        "Rua Amílcar Cabral, 112, Luanda",
        "NIF 5417012345 · Tel. 923 000 112",
        "Payment receipt",
        "Paid",
        "12\u202f750,00\u00a0Kz",
        "Multicaixa Express",
        "Sale: 3149",
        "Date: 27/11/2026 19:22:13",
        "Phone: 912 ••• 008",
        "Cashier: Ana M. · Caixa 1",
        "Description: Cesta, 2 garrafões",
        f"vPOS: {KSUID}",
        "Keep this receipt on your phone",
        "Este documento não serve de factura",
    ]


def test_a_copy_says_so_at_the_top_and_who_asked_for_it_at_the_foot() -> None:
    order = documents().receipt(paid())
    first, copy = made(order, ORIGINAL), made(order, COPY)
    assert copy.blocks[0] == MarkBlock("COPY, NO. 2")
    told = [one for one in texts_of(copy) if one not in texts_of(first)]
    assert told == ["COPY, NO. 2", "Copy, no. 2 27/11/2026 19:40, Teresa N."]
    assert texts_of(copy)[-1] == texts_of(first)[-1] == "Este documento não serve de factura"
    assert code_of(copy) == code_of(first)


def test_the_code_has_the_facts_and_not_the_customer() -> None:
    assert code_of(made(documents().receipt(paid()))).splitlines() == [
        "Mercearia Boa Vista",
        "Sale 3149 - 27/11/2026 19:22:13",
        "Paid: 12 750,00 Kz",
        "Multicaixa Express",
        f"vPOS {KSUID}",
        "NIF 5417012345",
        "Este documento nao serve de factura",
    ]


def test_a_sale_that_waits_has_no_receipt() -> None:
    waiting = sale_after(SENDING, Accepted(reference=KSUID))
    for ask in (documents().receipt, documents().receipt_text, documents().receipt_facts):
        with pytest.raises(NotAllowed):
            ask(waiting)


def test_a_refund_names_its_sale() -> None:
    parent = paid()
    refund = sale_after(
        SENDING, Paid(reference="r1"), sale_id="r", number=3150, purpose=Purpose.REFUND, parent="s",
        by="Teresa N.",
    )  # fmt: skip
    document = made(documents().receipt(refund, related=[parent]))
    assert frame_of(document) == [("Refunded", "12\u202f750,00\u00a0Kz")]
    assert pairs_of(document)["Refund of sale"] == "3149"
    assert pairs_of(document)["Allowed by"] == "Teresa N."


def test_the_shops_own_lines_stand_below_the_code() -> None:
    document = made(documents(receipt_note="Obrigado / Volte sempre").receipt(paid()))
    assert texts_of(document)[-3:-1] == ["Obrigado", "Volte sempre"]
    assert "Obrigado" not in texts_of(made(documents().receipt(replace(paid(), cashier=""))))
