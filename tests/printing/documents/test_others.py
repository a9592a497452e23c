"""The journal's page, the recovery code and a printer's test page; and what holds for all paper."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hostile.texts import TEXTS
from printing.documents.lives import (
    KSUID,
    PAID,
    PHONE,
    REFERENCE,
    SENDING,
    WITH_RECEIPT,
    WITHOUT_RECEIPT,
    kz,
    operation,
    paid,
    sale_after,
)
from printing.documents.paper import ASKED_AT, COPY, code_of, documents, made, shop, texts_of
from printing.documents.test_closes import HEAD, SHIFT
from ui.till_money import full_close

from pos_app.domain.events import Purpose
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.document import Document, PictureBlock, TableBlock
from pos_app.domain.paper.document_json import document_of, told
from pos_app.domain.paper.printer import DocumentKind, PaperSize, Printer, PrinterConnection
from pos_app.domain.people.recovery_code import in_groups
from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.ports.paper.spool import PrintOrder
from pos_app.printing.documents.shop_documents import ShopDocuments

CODE = "012345678901234567890123"
COUNTER = Printer(name="Balcão", connection=PrinterConnection.NETWORK, address="192.0.2.7:9100")
EVERY_SALE = [life().sale for life in (*WITH_RECEIPT.values(), *WITHOUT_RECEIPT.values())]


def orders(**changes: Any) -> Mapping[str, PrintOrder]:
    """A document of each kind."""
    make = documents(**changes)
    sheet = DayCloseSheet(full_close(ASKED_AT.date()))
    return {
        "slip": make.slip(sale_after(SENDING, REFERENCE, method="proxypay")),
        "receipt": make.receipt(paid()),
        "shop's receipt": make.receipt(paid(), for_shop=True),
        "X": make.reading(sheet),
        "Z": make.close(Closed(sheet, HEAD)),
        "shift": make.shift(SHIFT),
        "journal": make.journal("27/11/2026", EVERY_SALE),
        "code": make.code(CODE),
        "test": make.test(COUNTER),
    }


EVERY_KIND = pytest.mark.parametrize("kind", orders())


@EVERY_KIND
def test_every_document_goes_through_the_spools_file_unchanged(kind: str, language: str) -> None:
    document = made(orders()[kind], COPY)
    assert document_of(json.loads(json.dumps(told(document)))) == document, language
    assert document.name
    assert document.blocks


@EVERY_KIND
def test_every_document_says_that_it_is_no_invoice_and_in_training_what_it_is(kind: str) -> None:
    assert texts_of(made(orders()[kind]))[-1] == "Este documento não serve de factura"
    assert made(orders(training=True)[kind]).watermark == "TRAINING"


@EVERY_KIND
def test_no_document_tells_a_whole_phone_number(kind: str) -> None:
    digits = "".join(texts_of(made(orders()[kind]))).replace(" ", "")
    assert PHONE.national not in digits
    assert PHONE.national not in str(told(made(orders()[kind])))


@EVERY_KIND
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_text_of_an_old_journal_or_a_file_keeps_paper_from_being_made(
    text: str, kind: str
) -> None:
    names = {"name": text, "till": text, "slip_note": text, "receipt_note": text, "nif": text}
    document = made(orders(**names, address=text, shop_phone=text)[kind], replace(COPY, by=text))
    assert texts_of(document)


def test_the_logo_stands_above_the_name_of_what_a_customer_takes_along() -> None:
    make = ShopDocuments(shop, lambda: "aGk=")
    assert made(make.receipt(paid())).blocks[0] == PictureBlock("aGk=")
    assert PictureBlock("aGk=") not in made(make.journal("", [])).blocks


def test_the_names_of_the_shop_are_read_when_the_paper_is_made() -> None:
    now = [shop(name="Before")]
    order = ShopDocuments(lambda: now[0]).receipt(paid())
    now[0] = shop(name="After")
    assert texts_of(made(order))[0] == "After"


# --- each -----------------------------------------------------------------------------------------


def table_of(document: Document) -> TableBlock:
    (table,) = (block for block in document.blocks if isinstance(block, TableBlock))
    return table


def test_a_page_of_the_journal_lists_the_sales_and_what_they_came_to() -> None:
    refund = operation(Purpose.REFUND, SENDING, PAID, amount=kz(750))
    order = documents().journal("27/11/2026", [paid(), refund, WITHOUT_RECEIPT["declined"]().sale])
    assert (order.kind, order.subject) == (DocumentKind.JOURNAL, "")
    document = made(order)
    assert document.wide
    assert "Sales: 3 · 27/11/2026 19:40" in texts_of(document)
    assert [row[0] for row in table_of(document).rows] == ["3149", "3150", "3149"]
    assert table_of(document).rows[1] == (
        "3150",
        "27/11/2026 19:22",
        "Refund · Multicaixa Express · Cesta, 2 garrafões",
        "912 ••• 008",
        KSUID,
        "Refunded · Ana M.",
        "\N{MINUS SIGN}750,00\u00a0Kz",
    )
    assert "Net: 12\u202f000,00\u00a0Kz" in texts_of(document)


def test_currencies_never_add_up() -> None:
    abroad = paid(method="clicpay.mpesa", amount=Money(100_00, Currency.MZN))
    said = texts_of(made(documents().journal("", [paid(), abroad])))
    assert [text for text in said if text.startswith("Net: ")] == [
        "Net: 12\u202f750,00\u00a0Kz",
        "Net: 100,00\u00a0MTn",
    ]


def test_a_recovery_code_is_on_the_paper_whole() -> None:
    order = documents().code(CODE)
    assert (order.kind, order.subject) == (DocumentKind.CODE, "")
    assert CODE not in made(order).name
    paper = " ".join(texts_of(made(order)))
    assert in_groups(CODE) in paper


@pytest.mark.parametrize(
    ("printer", "paper"),
    [
        (COUNTER, "80 mm roll · 203 dpi, 576 dots"),
        (replace(COUNTER, paper=PaperSize.ROLL_58, dpi=180), "58 mm roll · 180 dpi, 360 dots"),
        (replace(COUNTER, paper=PaperSize.A4), "A4 sheets"),
    ],
)
def test_a_test_page_shows_every_letter_and_names_the_printer_and_its_paper(
    printer: Printer, paper: str
) -> None:
    document = made(documents().test(printer))
    said = "\n".join(texts_of(document))
    for wanted in ("Balcão", paper, "ÁÂÃÀÇÉÊÍÓÔÕÚ áâãàçéêíóôõú", "0123456789", "€", "ª", "•••"):
        assert wanted in said, wanted
    assert "Balcao" in code_of(document)
    assert code_of(document).isascii()


def test_a_copy_names_who_is_at_the_till() -> None:
    order = ShopDocuments(shop, who=lambda: "Rui").receipt(paid())
    assert order.by == "Rui"
    assert any("Rui" in text for text in texts_of(made(order, replace(COPY, by=order.by))))
