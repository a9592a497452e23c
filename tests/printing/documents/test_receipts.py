"""Receipts: what each kind of sale claims on paper, in a chat and in a code, and which has none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from domain.test_fold import EVIDENCE, PERSONS
from hypothesis import given
from hypothesis import strategies as st
from printing.documents.lives import (
    AT,
    KSUID,
    PAID,
    PHONE,
    SENDING,
    WITH_RECEIPT,
    WITHOUT_RECEIPT,
    Told,
    kz,
    operation,
    paid,
    sale_after,
    split,
)
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
from pos_app.domain.events import DocumentIssued, Event, Purpose, State
from pos_app.domain.fold import apply
from pos_app.domain.money import MOST, Currency, Money
from pos_app.domain.paper.document import CodeBlock, Document, MarkBlock
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.rules.receipts import offers_receipt
from pos_app.domain.sale import Sale
from pos_app.printing.documents.receipt_text import MOST_IN_CODE
from pos_app.printing.layout.qr import qr_matrix

EVERY_RECEIPT = pytest.mark.parametrize("life", WITH_RECEIPT.values(), ids=WITH_RECEIPT)
AMOUNT = r"\u2212?[\d\u202f ]+,\d\d[\u00a0 ]Kz"


def document_of(told: Told, *, for_shop: bool = False, **shop: Any) -> Document:
    order = documents(**shop).receipt(told.sale, related=told.related, for_shop=for_shop)
    return made(order)


def written(told: Told) -> str:
    """All that is said of a receipt anywhere: on paper, in its code and in a chat."""
    document = document_of(told)
    chat = documents().receipt_text(told.sale, related=told.related)
    return "\n".join([document.name, *texts_of(document), code_of(document), chat])


# --- as it was drawn ------------------------------------------------------------------------------


def test_the_shops_own_words_keep_the_letters_of_any_language_on_one_line() -> None:
    told = Told(replace(paid(), description="P\u00e3o\n\u0645\u0631\u062d\u0628\u0627 \U0001f600"))
    said = "P\u00e3o \u0645\u0631\u062d\u0628\u0627 \U0001f600"
    assert pairs_of(document_of(told))["Description"] == said
    assert said in documents().receipt_text(told.sale, related=())


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
    assert copy.blocks[0] == MarkBlock("COPY 2")
    told = [one for one in texts_of(copy) if one not in texts_of(first)]
    assert told == ["COPY 2", "Copy 2 27/11/2026 19:40, Teresa N."]
    assert texts_of(copy)[-1] == texts_of(first)[-1] == "Este documento não serve de factura"
    assert code_of(copy) == code_of(first)


@pytest.mark.parametrize(("number", "mark"), [(1, None), (0, None), (2, "2.ª VIA"), (3, "3.ª VIA")])
@pytest.mark.parametrize("language", ["pt"], indirect=True)
def test_a_copy_bears_the_number_of_its_piece(number: int, mark: str | None, language: str) -> None:
    document = made(documents().receipt(paid()), replace(COPY, number=number))
    marks = [one.text for one in document.blocks if isinstance(one, MarkBlock)]
    assert marks == ([mark] if mark else []), language


def test_the_code_has_the_facts_and_not_the_customer() -> None:
    assert code_of(document_of(Told(paid()))).splitlines() == [
        "Mercearia Boa Vista",
        "Sale 3149 - 27/11/2026 19:22:13",
        "Paid: 12 750,00 Kz",
        "Multicaixa Express",
        f"vPOS {KSUID}",
        "NIF 5417012345",
        "Este documento nao serve de factura",
    ]
    assert documents().receipt_facts(paid()) == code_of(document_of(Told(paid())))


@pytest.mark.parametrize(
    ("life", "said"),
    [
        ("partly refunded", ["Paid: 12 750,00 Kz", "Refunded: 750,00 Kz"]),
        ("paid twice, and once refunded",
         ["Paid: 12 750,00 Kz", "Refunded: 12 750,00 Kz", "Net: 12 750,00 Kz"]),
        ("a split sale that was paid anew after a part went back",
         ["Paid: 12 750,00 Kz", "Refunded: 5 000,00 Kz", "Net: 12 750,00 Kz"]),
        ("too little, settled and refunded",
         ["Paid: 12 750,00 Kz", "Refunded: 750,00 Kz", "Net: 0,00 Kz"]),
    ],
)  # fmt: skip
def test_the_code_says_what_remains_where_nobody_can_reckon_it(life: str, said: list[str]) -> None:
    lines = code_of(document_of(WITH_RECEIPT[life]())).splitlines()
    assert lines[2 : 2 + len(said)] == said
    assert ("Net" in str(lines)) is ("Net" in str(said))


def test_the_shops_own_lines_stand_below_the_code() -> None:
    document = document_of(Told(paid()), receipt_note="Obrigado / Volte sempre")
    assert texts_of(document)[-3:-1] == ["Obrigado", "Volte sempre"]


def test_a_shop_that_told_nothing_of_itself_has_its_name_there() -> None:
    document = document_of(Told(paid()), nif="", address="", shop_phone="")
    assert texts_of(document)[:2] == ["Mercearia Boa Vista", "Payment receipt"]
    abroad = document_of(Told(paid()), country="MZ", shop_phone="")
    assert "NUIT 5417012345" in texts_of(abroad)


# --- what it claims -------------------------------------------------------------------------------


@EVERY_RECEIPT
def test_who_has_a_receipt_has_the_shops_too_and_they_differ_in_nothing_else(life: Any) -> None:
    told = life()
    theirs, ours = document_of(told), document_of(told, for_shop=True)
    (caption,) = {one.caption for one in theirs.blocks if isinstance(one, CodeBlock)}
    assert caption
    assert ours.blocks[0] == MarkBlock("SHOP'S COPY")
    plain = [
        replace(one, caption=caption) if isinstance(one, CodeBlock) else one
        for one in ours.blocks[1:]
    ]
    assert plain == list(theirs.blocks)
    assert not ours.opens_drawer


@EVERY_RECEIPT
def test_every_amount_on_a_receipt_is_the_sales_own(life: Any) -> None:
    told = life()
    known = {str(money).replace("\u00a0", " ").replace("\u202f", " ") for money in _amounts(told)}
    said = re.findall(AMOUNT, written(told))
    assert said
    assert {one.replace("\u00a0", " ").replace("\u202f", " ").strip() for one in said} <= known


def _amounts(told: Told) -> Sequence[Money]:
    currency = told.sale.amount.currency
    found = []
    for one in (told.sale, *told.related):
        found += [one.amount.minor, one.moved, one.refunded_minor, -one.refunded_minor]
        found += [one.moved - one.refunded_minor, one.held_minor or 0, one.tendered_minor or 0]
        found += [one.voucher_balance_minor or 0, one.change.minor if one.change else 0]
    return [Money(minor, currency) for minor in found]


@EVERY_RECEIPT
def test_a_receipt_tells_nobody_the_customers_number_nor_a_voucher(life: Any) -> None:
    told = life()
    assert not told.sale.phone or told.sale.phone == PHONE
    digits = re.sub(r"\D", "", written(told))
    assert PHONE.national not in digits
    assert "230t" not in written(told)
    assert "•••" not in code_of(document_of(told))


@EVERY_RECEIPT
def test_the_code_stays_small_in_letters_that_every_reader_knows(life: Any, language: str) -> None:
    told = life()
    long: dict[str, Any] = {
        "training": True,
        "name": "Supermercado e Mercearia Boa Vista do Huambo",
    }
    for shop in ({}, long):
        code = code_of(document_of(told, **shop))
        assert code.isascii()
        assert len(code) <= MOST_IN_CODE, language
        assert len(qr_matrix(code)) <= 57


@pytest.mark.parametrize("training", [False, True])
def test_the_largest_amounts_are_whole_in_a_code_whatever_else_is_left_out(
    training: bool,  # noqa: FBT001 - a parameter of pytest's
    language: str,
) -> None:
    most = Money(MOST, Currency.AOA)
    sale = replace(paid(amount=most), reference="x" * 64, refunded_minor=MOST - 1)
    code = code_of(document_of(Told(sale), name="S" * 120, training=training))
    assert code.count("9 999 999 999 999,9") == 2, language
    assert len(code) <= MOST_IN_CODE


@pytest.mark.parametrize("life", WITHOUT_RECEIPT.values(), ids=WITHOUT_RECEIPT)
def test_what_nobody_knows_or_nobody_paid_is_never_claimed(life: Any) -> None:
    told = life()
    for for_shop in (False, True):
        with pytest.raises(NotAllowed):
            documents().receipt(told.sale, related=told.related, for_shop=for_shop)
    with pytest.raises(NotAllowed):
        documents().receipt_text(told.sale, related=told.related)


@given(st.lists(st.sampled_from((*EVIDENCE, *PERSONS)), max_size=10), st.sampled_from(Purpose))
def test_a_receipt_exists_where_money_moved_or_is_held_and_nobody_contradicts_it(
    events: list[Event], purpose: Purpose
) -> None:
    sale = sale_after(SENDING, purpose=purpose)
    for event in events:
        try:
            sale = apply(sale, event, AT)
        except NotAllowed:
            continue
    if not offers_receipt(sale):
        with pytest.raises(NotAllowed):
            documents().receipt(sale)
        doubts = sale.flags or sale.pending_operation or purpose is Purpose.RELEASE
        assert doubts or sale.state not in (State.PAID, State.AUTHORIZED) or _is_no_hold(sale)
        return
    assert sale.moved or sale.state is State.AUTHORIZED
    document = document_of(Told(sale))
    assert frame_of(document)[0][1] == str(sale.amount)
    assert ("Paid" in texts_of(document)) is (
        sale.state is State.PAID
        and purpose in {Purpose.PAYMENT, Purpose.AUTHORIZATION, Purpose.SPLIT}
    )


def _is_no_hold(sale: Sale) -> bool:
    return sale.state is State.AUTHORIZED and sale.purpose is not Purpose.AUTHORIZATION


# --- each kind ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("life", "said"),
    [
        ("cash with change", ["Cash", "Cash received: 15 000,00 Kz", "Change: 2 250,00 Kz"]),
        ("a voucher with a rest", ["Left on the voucher: 395,00 Kz"]),
        ("a transfer", ["Bank transfer", "Recorded by the cashier."]),
        ("a hold", ["Hold receipt", "On hold, not paid yet"]),
        ("a captured hold", ["Paid", "12 000,00 Kz", "Amount held before: 12 750,00 Kz"]),
        ("a capture", ["Capture receipt", "Capture of sale: 3149"]),
        ("partly refunded", ["Paid", "Refunded", "750,00 Kz", "Net", "12 000,00 Kz",
                             "Refund 3150 · 27/11/2026 19:22: 750,00 Kz"]),
        ("refunded whole", ["Paid", "Refunded"]),
        ("a refund under way", ["Paid", "Refund under way: no result yet."]),
        ("a refund", ["Refund receipt", "Refund of sale: 3149", "Allowed by: Teresa N."]),
        ("a refund in cash", ["Refunded", "Cash"]),
        ("a pay-out", ["Pay-out receipt", "Paid out", "Allowed by: Teresa N."]),
        ("a split sale", ["Split payment", "Paid in parts", "Cash · 3150: 2 750,00 Kz",
                          "Change: 250,00 Kz", "Multicaixa Express · 3151: 10 000,00 Kz"]),
        ("a split sale of which a part went back", ["Refunded: \u2212750,00 Kz", "Net"]),
        ("a split sale that was paid anew after a part went back",
         ["Paid", "12 750,00 Kz", "Refunded", "5 000,00 Kz", "Net", "12 750,00 Kz",
          "Received in all: 17 750,00 Kz"]),
        ("a split sale with a part by a manager's word",
         ["Multicaixa Express · 3151: 10 000,00 Kz", "Resolved by: Teresa N."]),
        ("a split sale with the rest of a voucher", ["Left on the voucher: 395,00 Kz"]),
        ("a hold captured by a manager's word",
         ["Paid", "Resolved by: Teresa N.", "Not confirmed by Multicaixa Express."]),
        ("refunded by a manager's word", ["Refunded", "Resolved by: Teresa N."]),
        ("too little, settled and refunded",
         ["Refunded", "750,00 Kz", "Net", "0,00 Kz",
          "Confirmed by Multicaixa Express: 750,00 Kz"]),
        ("a part", ["Part of sale: 3149"]),
        ("settled by a manager", ["Resolved by: Teresa N.",
                                  "Not confirmed by Multicaixa Express."]),
        ("too little, and settled", ["Resolved by: Teresa N.",
                                     "Confirmed by Multicaixa Express: 750,00 Kz"]),
        ("too much, and settled", ["Confirmed by Multicaixa Express: 13 000,00 Kz"]),
        ("paid after it was cancelled", ["Paid after the sale was cancelled."]),
        ("paid late", ["Paid late, after the sale had ended."]),
        ("paid twice", ["Paid", "12 750,00 Kz", "Received in all: 25 500,00 Kz"]),
        ("paid twice, and once refunded",
         ["Refunded", "Net", "12 750,00 Kz", "Received in all: 25 500,00 Kz"]),
        ("contradicted, and cleared", ["The shop's manager has checked this payment."]),
        ("on an invoice", ["Invoice: FT 2026A/118"]),
        ("a card on a page", ["Card", f"ClicPay: {KSUID}"]),
        ("a reference that was paid", ["Reference", "ProxyPay: 741 820 581"]),
    ],
)  # fmt: skip
def test_each_kind_says_what_is_so(life: str, said: list[str]) -> None:
    there = [
        text.replace("\u202f", " ").replace("\u00a0", " ")
        for text in texts_of(document_of(WITH_RECEIPT[life]()))
    ]
    assert [one for one in said if one not in there] == []


@pytest.mark.parametrize(
    "life",
    [
        "settled, and then confirmed",
        "exact cash",
        "paid by phone",
        "a hold by a manager's word, and its capture by the provider's",
    ],
)
def test_where_nothing_is_odd_no_remark_is_made(life: str) -> None:
    said = texts_of(document_of(WITH_RECEIPT[life]()))
    assert not [text for text in said if text.endswith(".") or "Resolved" in text]


@pytest.mark.parametrize("life", ["a hold that came late", "a refund that came late"])
def test_only_a_payment_is_told_to_be_paid_late(life: str) -> None:
    said = " ".join(texts_of(document_of(WITH_RECEIPT[life]())))
    assert "Paid late" not in said


@pytest.mark.parametrize(
    "life",
    [
        "settled by a manager",
        "a hold captured by a manager's word",
        "a split sale with a part by a manager's word",
    ],
)
def test_a_managers_word_is_told_in_the_code_too(life: str) -> None:
    assert "Resolved by the manager" in code_of(document_of(WITH_RECEIPT[life]()))


def test_cash_opens_the_drawer_once() -> None:
    moves_cash = {
        name
        for name, life in WITH_RECEIPT.items()
        if (told := life())
        and made(documents().receipt(told.sale, related=told.related)).opens_drawer
    }
    assert moves_cash == {
        "exact cash", "cash with change", "a refund in cash", "a split sale",
        "a split sale of which a part went back", "a split sale with a part by a manager's word",
        "a split sale that was paid anew after a part went back",
        "a split sale with the rest of a voucher",
    }  # fmt: skip
    told = WITH_RECEIPT["exact cash"]()
    assert not made(documents().receipt(told.sale), COPY).opens_drawer


@EVERY_RECEIPT
def test_in_training_paper_code_and_chat_say_that_no_money_has_moved(life: Any) -> None:
    told = life()
    document = document_of(told, training=True)
    assert document.watermark == "TRAINING"
    assert "TRAINING: no money has moved" in texts_of(document)
    assert code_of(document).startswith("TRAINING: no money has moved\n")
    chat = documents(training=True).receipt_text(told.sale, related=told.related)
    assert chat.startswith("TRAINING: no money has moved\n")
    assert "TRAINING" not in written(told)


def test_a_copy_says_the_same_though_the_sale_has_changed_since() -> None:
    first = paid()
    issued = DocumentIssued(document=DocumentKind.RECEIPT, number=1, job="j")
    later = apply(first, issued, AT.replace(hour=23))
    assert texts_of(document_of(Told(later))) == texts_of(document_of(Told(first)))


def test_a_chat_has_a_line_for_each_fact() -> None:
    assert documents(receipt_note="Obrigado").receipt_text(paid()).splitlines() == [
        "Mercearia Boa Vista",
        "Rua Amílcar Cabral, 112, Luanda",
        "NIF 5417012345 · Tel. 923 000 112",
        "Payment receipt",
        "Paid: 12 750,00 Kz",
        "Multicaixa Express",
        "Sale: 3149",
        "Date: 27/11/2026 19:22:13",
        "Phone: 912 ••• 008",
        "Cashier: Ana M. · Caixa 1",
        "Description: Cesta, 2 garrafões",
        f"vPOS: {KSUID}",
        "Obrigado",
        "Este documento não serve de factura",
    ]


def test_the_law_is_told_in_its_own_words_and_the_rest_in_the_shops(language: str) -> None:
    said = texts_of(document_of(Told(paid())))
    assert said[-1] == "Este documento não serve de factura"
    assert ("Recibo de pagamento" in said) is (language == "pt")
    assert ("Keep this receipt on your phone" in said) is (language == "en")


def test_a_method_that_this_version_does_not_know_is_called_by_its_id() -> None:
    document = document_of(Told(paid(method="another")))
    assert "another" in texts_of(document)
    assert pairs_of(document)["Reference"] == KSUID


def test_whoever_asks_without_the_parts_has_a_receipt_of_the_whole() -> None:
    assert frame_of(document_of(Told(split())))[0] == ("Paid", str(kz(12_750)))
    alone = operation(Purpose.REFUND, SENDING, PAID)
    assert "Refund of sale" not in pairs_of(document_of(Told(alone)))
