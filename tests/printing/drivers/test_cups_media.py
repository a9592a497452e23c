"""Which paper a document is printed on, of those that a queue has."""

import pytest

from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.drivers.cups.media import (
    PaperChoice,
    chosen,
    longest_page,
    paper_for,
    paper_of,
)
from pos_app.printing.drivers.cups.queue import CupsQueue, Media, media_named

ROLL = ("custom_80x200mm_80x200mm", "custom_80x297mm_80x297mm")
HEAD_WIDE = ("custom_72x200mm_72x200mm",)
SHEETS = ("iso_a4_210x297mm", "iso_a5_148x210mm", "na_letter_8.5x11in")


def queue(*papers: str, least: str = "", most: str = "") -> CupsQueue:
    """A queue with these papers; the first is in it."""
    known = tuple(media_named(papers))
    return CupsQueue("q", papers=known, media=known[0], least=end(least), most=end(most))


def end(name: str) -> Media | None:
    return next(iter(media_named([name])), None)


@pytest.mark.parametrize(
    ("has", "width", "length", "choice"),
    [
        (
            queue(*ROLL, least="custom_min_1x1in", most="custom_max_80x3175mm"),
            80.0,
            123.456,
            PaperChoice("custom_document_80.00x123.46mm", fits=True),
        ),
        (  # its driver's page is as wide as the head
            queue(*HEAD_WIDE, least="custom_min_1x1in", most="custom_max_72x3175mm"),
            80.0,
            100.0,
            PaperChoice("custom_document_72.00x100.00mm", fits=True),
        ),
        (queue(*ROLL), 80.0, 150.0, PaperChoice(ROLL[0], fits=True)),
        (queue(*ROLL), 80.0, 250.0, PaperChoice(ROLL[1], fits=True)),
        (queue(*ROLL), 80.0, 700.0, PaperChoice(ROLL[1], fits=False)),  # shrunk, and not cut off
        (  # longer than its driver takes
            queue(*ROLL, least="custom_min_1x1in", most="custom_max_80x500mm"),
            80.0,
            700.0,
            PaperChoice(ROLL[1], fits=False),
        ),
        (queue(*SHEETS), 210.0, 297.0, PaperChoice(SHEETS[0], fits=True)),
        (queue(*SHEETS[2:]), 210.0, 297.0, PaperChoice(None, fits=False)),  # letters
        (queue(*SHEETS), 80.0, 150.0, PaperChoice(None, fits=True)),  # a roll's on a sheet
        (queue(*ROLL), 210.0, 297.0, PaperChoice(None, fits=False)),
    ],
)
def test_a_document_gets_paper_of_its_own_width_and_is_whole(
    has: CupsQueue, width: float, length: float, choice: PaperChoice
) -> None:
    assert chosen(has, width, length) == choice


CUT_ROLL = queue(*ROLL, least="custom_min_1x1in", most="custom_max_80x3175mm")
OFFICE = queue(*SHEETS, "na_index-3x5_3x5in", least="custom_min_3x5in", most="custom_max_8.5x14in")
RAW = CupsQueue("q", model="Local Raw Printer")


@pytest.mark.parametrize(
    ("has", "wanted", "paper"),
    [
        (CUT_ROLL, PaperSize.ROLL_80, PaperSize.ROLL_80),
        (CUT_ROLL, PaperSize.ROLL_58, PaperSize.ROLL_58),  # its guides are set narrower
        (queue(*ROLL), PaperSize.ROLL_58, PaperSize.ROLL_80),
        (queue(*HEAD_WIDE), PaperSize.ROLL_80, PaperSize.ROLL_80),
        (queue("custom_48x297mm_48x297mm"), PaperSize.ROLL_80, PaperSize.ROLL_58),
        (CUT_ROLL, PaperSize.A4, PaperSize.ROLL_80),
        (OFFICE, PaperSize.ROLL_80, PaperSize.A4),  # nobody lays a card in for a receipt
        (OFFICE, PaperSize.A4, PaperSize.A4),
        (RAW, PaperSize.ROLL_58, PaperSize.ROLL_58),
    ],
)
def test_a_document_is_laid_out_for_what_the_queue_really_has(
    has: CupsQueue, wanted: PaperSize, paper: PaperSize
) -> None:
    assert paper_for(has, wanted) is paper


def test_a_rolls_pages_are_as_long_as_its_driver_takes_them() -> None:
    assert longest_page(CUT_ROLL, PaperSize.ROLL_80) == 3175
    assert longest_page(CUT_ROLL, PaperSize.ROLL_58) == 3175
    assert longest_page(queue(*ROLL), PaperSize.ROLL_80) == 297
    assert longest_page(OFFICE, PaperSize.A4) is None
    assert longest_page(RAW, PaperSize.ROLL_80) is None


@pytest.mark.parametrize(
    ("has", "paper"),
    [
        (queue("custom_80x200mm_80x200mm"), PaperSize.ROLL_80),
        (queue("custom_72x200mm_72x200mm"), PaperSize.ROLL_80),
        (queue("custom_3.15x7.9in_3.15x7.9in"), PaperSize.ROLL_80),
        (queue("custom_58x297mm_58x297mm"), PaperSize.ROLL_58),
        (queue("custom_48x297mm_48x297mm"), PaperSize.ROLL_58),
        (queue(*SHEETS), PaperSize.A4),
        (CupsQueue("q", model="Local Raw Printer"), PaperSize.ROLL_80),
        (CupsQueue("q", model="Office"), PaperSize.A4),
    ],
)
def test_what_paper_a_printer_has_is_guessed_by_what_is_in_it(
    has: CupsQueue, paper: PaperSize
) -> None:
    assert paper_of(has) is paper


def test_a_paper_whose_name_tells_no_size_hides_no_other() -> None:
    names = ("custom_odd_1..2x3mm", "na_letter_8.5x11in", "oe_.x._._x1in", "photo")
    assert [one.name for one in media_named(names)] == ["na_letter_8.5x11in"]
