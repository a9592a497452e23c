"""A document in a printer's own letters: all of it, within the columns, in whole words."""

import pytest
from printing.layout.shop_papers import PAPERS, paper_of

from pos_app.domain.paper.document import (
    Document,
    DocumentBlock,
    MarkBlock,
    PairBlock,
    TableBlock,
    TableColumn,
    TextAlign,
    TextBlock,
)
from pos_app.printing.layout.text_mode import TypedCode, TypedLine, text_lines

COLUMNS = [48, 42, 32, 30]  # Font A and B of a wide roll, and of a narrow one


def typed(*blocks: DocumentBlock, columns: int, watermark: str = "") -> list[str]:
    document = Document(name="", blocks=blocks, watermark=watermark)
    return [one.text for one in text_lines(document, columns) if isinstance(one, TypedLine)]


def test_a_receipt_is_as_on_any_other_paper() -> None:
    lines = text_lines(paper_of("copy"), 42)
    assert [one.text if isinstance(one, TypedLine) else "[code]" for one in lines] == [
        "================= COPY 2 =================",
        "Mercearia Boa Vista".center(21).rstrip(),
        "     Rua Amílcar Cabral, 112, Luanda",
        "    NIF 5417012345 · Tel. 923 000 112",
        "-" * 42,
        "             Payment receipt",
        "-" * 42,
        "                   Paid",
        "    12 750,00 Kz",
        "            Multicaixa Express",
        "-" * 42,
        "Sale                                  3149",
        "Date                   27/11/2026 19:22:13",
        "Phone                          912 *** 008",
        "Cashier                   Ana M. · Caixa 1",
        "Description             Cesta, 2 garrafões",
        "vPOS           1jHbXEbRTIbbwaoJ6w06nLcRG7X",
        "-" * 42,
        "[code]",
        "     Keep this receipt on your phone",
        "-" * 42,
        "    Copy 2 27/11/2026 19:40, Teresa N.",
        "   Este documento não serve de factura",
    ]
    large = [one.text.strip() for one in lines if isinstance(one, TypedLine) and one.double]
    assert large == ["Mercearia Boa Vista", "12 750,00 Kz"]


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("name", PAPERS)
def test_every_document_keeps_within_the_columns(name: str, columns: int) -> None:
    document = paper_of(name, training=True)
    lines = text_lines(document, columns)
    assert any(isinstance(one, TypedLine) for one in lines)
    for one in lines:
        match one:
            case TypedLine():
                assert len(one.text) <= (columns // 2 if one.double else columns)
            case TypedCode():
                assert one.text
    first, last = lines[0], lines[-1]
    assert first == last
    assert isinstance(first, TypedLine)
    assert first.text.strip("* ") == document.watermark


def test_a_hyphenated_word_of_portuguese_stays_in_one_piece() -> None:
    text = "Se os PIN forem esquecidos, guarde-o longe da caixa; outro substitui-o."
    for columns in range(14, 60):
        words = " ".join(typed(TextBlock(text), columns=columns)).split()
        assert words == text.split()


def test_thousands_stay_with_their_amount() -> None:
    block = PairBlock("Recebido desde o último fecho", "1\u202f076\u202f750,00\u00a0Kz")
    assert typed(block, columns=32) == [
        "Recebido desde o 1 076 750,00 Kz",
        "último fecho",
    ]


def test_a_long_reference_is_parted_in_its_middle() -> None:
    block = PairBlock("vPOS", "1jHbXEbRTIbbwaoJ6w06nLcRG7X")
    assert typed(block, columns=30) == [
        "vPOS            1jHbXEbRTIbbwa",
        "                 oJ6w06nLcRG7X",
    ]


def test_a_table_without_room_for_its_columns_has_a_line_for_some_cells() -> None:
    columns = (
        TableColumn("Venda", 1),
        TableColumn("Referência", 2),
        TableColumn("Valor", 1, TextAlign.RIGHT),
    )
    narrow = TableBlock(columns, (("0148", "1jHbXEbRTIbbwaoJ6w06nLcRG7X", "12,00 Kz"),))
    assert typed(narrow, columns=32) == [
        "Venda · Referência         Valor",
        "-" * 32,
        "0148                    12,00 Kz",
        "1jHbXEbRTIbbwaoJ6w06nLcRG7X",
    ]
    wide = TableBlock(columns, (("0148", "741820581", "12,00"),))
    assert typed(wide, columns=32) == [
        "Venda   Referência         Valor",
        "-" * 32,
        "0148    741820581          12,00",
    ]


def test_a_mark_and_the_watermark_are_overlooked_by_nobody() -> None:
    assert typed(MarkBlock("2.ª VIA"), columns=30, watermark="TREINO") == [
        "*********** TREINO ***********",
        "========== 2.ª VIA ===========",
        "*********** TREINO ***********",
    ]
