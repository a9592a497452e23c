"""A document in a printer's own letters, as a printer reads it."""

import tempfile
from pathlib import Path

import pytest
from printers.codes import codes
from printers.model import EVERY_HEAD, Model
from printers.paper import Piece
from printers.thermal import ThermalPrinter
from printing.driving import RECEIPT

from pos_app.domain.paper.document import CodeBlock, Document, PairBlock, TextBlock
from pos_app.domain.paper.printer import DOTS, Printer, PrinterConnection
from pos_app.printing.drivers.escpos_text import text_job

PAPERS = {dots: paper for paper, dots in DOTS.items()}
PORTUGUESE = "Não é só informação: à às âmbito, êxito, pôr, avô, ÁÉÍÓÚ ÂÊÔ ÃÕ Ç ü ª º €"


def printed(document: Document, model: Model = EVERY_HEAD[0], **set_up: str) -> Piece:
    paper, dpi = PAPERS[model.dots]
    printer = Printer(
        name="Caixa",
        connection=PrinterConnection.SERIAL,
        address="COM3",
        paper=paper,
        dpi=dpi,
        text_mode=True,
        **set_up,  # type: ignore[arg-type]
    )
    inside = ThermalPrinter(model)
    inside.print(b"".join(text_job(document, printer).pieces))
    assert inside.faults == []
    (piece,) = inside.pieces
    return piece


@pytest.mark.parametrize("model", EVERY_HEAD, ids=lambda model: f"{model.dots} dots")
def test_every_line_fits_and_the_code_can_be_read(model: Model) -> None:
    piece = printed(RECEIPT, model)
    assert piece.lines[0].strip() == "Mercearia Boa Vista"
    (total,) = (line for line in piece.lines if line.startswith("Total"))
    assert total.endswith("38 000,00 Kz")
    assert len(total) == model.dots // 12
    assert codes(piece.picture()) == ["https://example.com/148"]


@pytest.mark.parametrize("profile", ["", "TM-T20II", "TM-T88III"])
def test_portuguese_has_all_its_accents(profile: str) -> None:
    piece = printed(Document(name="", blocks=(TextBlock(PORTUGUESE),)), profile=profile)
    assert " ".join(piece.text.split()) == PORTUGUESE


def test_a_printer_made_for_china_prints_letters_too() -> None:
    piece = printed(Document(name="", blocks=(TextBlock("Não é"),)), Model(kanji=True))
    assert piece.lines[0].strip() == "Não é"


def test_what_a_page_lacks_loses_its_accent() -> None:
    document = Document(name="", blocks=(PairBlock("Não é", "38 Kz €"),))
    piece = printed(document, code_page="CP437")
    assert piece.lines[0].split() == ["Nao", "é", "38", "Kz", "?"]


def test_a_profile_that_nobody_knows_and_a_page_that_it_lacks_stop_no_receipt() -> None:
    piece = printed(RECEIPT, profile="Balcão 9", code_page="CP999")
    assert piece.lines[0].strip() == "Mercearia Boa Vista"


def test_a_printer_that_draws_no_codes_gets_a_picture_of_one() -> None:
    document = Document(name="", blocks=(CodeBlock("https://example.com/148"),))
    piece = printed(document, profile="POS-5890")
    assert codes(piece.picture()) == ["https://example.com/148"]


def test_nothing_is_left_among_the_temporary_files() -> None:
    before = set(Path(tempfile.gettempdir()).iterdir())
    printed(RECEIPT)
    left = set(Path(tempfile.gettempdir()).iterdir()) - before
    assert not [path for path in left if [*path.glob("*.capabilities.pickle")]]
