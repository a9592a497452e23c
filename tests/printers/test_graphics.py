"""Pictures and QR codes in the printer, from commands written by hand."""

from itertools import product

import pytest
from printers.codes import codes
from printers.model import EVERY_HEAD, WIDE, WIDE_180, Model
from printers.reading import CUT, drawn, ink, printed
from printers.thermal import ThermalPrinter

# Two rows of eight dots: #.#.#.#. and ####....
PICTURE = b"\xaa\xf0"


@pytest.mark.parametrize(
    ("mode", "rows"),
    [
        (0, ["#.#.#.#", "####"]),
        (1, ["##..##..##..##", "########"]),
        (2, ["#.#.#.#", "#.#.#.#", "####", "####"]),
        (3, ["##..##..##..##"] * 2 + ["########"] * 2),
    ],
)
def test_a_raster_is_printed_dot_for_dot(mode: int, rows: list[str]) -> None:
    for m in (mode, mode + 48):
        piece = printed(b"\x1dv0" + bytes([m]) + b"\x01\x00\x02\x00" + PICTURE)
        assert drawn(piece) == rows
        assert len(piece.rows) == WIDE.knife_dots + len(rows)
        assert piece.lines == ()


@pytest.mark.parametrize(("side", "left"), [(0, 0), (1, 284), (2, 568)])
def test_a_raster_stands_where_justification_puts_it(side: int, left: int) -> None:
    piece = printed(b"\x1ba" + bytes([side]) + b"\x1dv0\x00\x01\x00\x02\x00" + PICTURE)
    assert ink(piece)[0] == left


@pytest.mark.parametrize("model", EVERY_HEAD)
def test_a_raster_as_wide_as_the_head_reaches_both_edges(model: Model) -> None:
    across = model.dots // 8
    piece = printed(b"\x1dv0\x00" + bytes([across, 0, 1, 0]) + b"\xff" * across, model)
    assert ink(piece)[0::2] == (0, model.dots)
    picture = piece.picture()
    assert (picture.width(), picture.height()) == (model.dots, len(piece.rows))
    assert round(picture.dotsPerMeterX() * 0.0254) == model.dpi


def test_a_bit_image_is_columns_in_a_line() -> None:
    """Two columns: the first dark at the top, the second at the bottom."""
    high = printed(b"\x1b*\x21\x02\x00\x80\x00\x00\x00\x00\x01" + b"\n")
    assert drawn(high) == ["#", *[""] * 22, ".#"]
    low = printed(b"\x1b*\x00\x02\x00\x80\x01" + b"\n")
    assert drawn(low) == [*["##"] * 3, *[""] * 18, *["..##"] * 3]
    with_text = printed(b"A\x1b*\x21\x01\x00\xff\xff\xffB\n")
    assert with_text.lines == ("AB",)


def test_a_raster_that_is_wider_than_the_head_is_cut_off_and_is_a_fault() -> None:
    printer = ThermalPrinter()
    printer.print(b"\x1dv0\x00\x50\x00\x01\x00" + b"\xff" * 80 + CUT)
    assert [fault.what for fault in printer.faults] == [
        "GS v 0 is 640 dots wide, and 576 can be printed"
    ]
    assert ink(printer.pieces[0])[0::2] == (0, 576)


def test_a_raster_is_printed_while_it_comes() -> None:
    """No buffer holds a picture, so a job that breaks off has left half of it on paper."""
    printer = ThermalPrinter(Model(buffer=100))
    printer.receive(b"\x1dv0\x00\x01\x00\xe8\x03" + b"\xff" * 80)
    printer.step()
    assert printer.fed == 80
    assert not printer.faults


def test_what_follows_a_broken_job_is_eaten_by_a_printer_that_does_not_forget() -> None:
    half = b"\x1dv0\x00\x01\x00\x08\x00\xff\xff"
    forgetful, faithful = ThermalPrinter(), ThermalPrinter(Model(forgets_half_commands=False))
    for printer in (forgetful, faithful):
        printer.print(half)
        printer.print(b"Recibo\nTotal\n" + CUT)
    assert forgetful.pieces[0].lines == ("Recibo", "Total")
    assert faithful.pieces[0].lines == ("", "Total")  # Recibo became dots


def test_graphics_are_stored_and_then_printed() -> None:
    stored = b"\x1d(L\x0c\x00\x30\x70\x30\x01\x01\x31\x08\x00\x02\x00" + PICTURE
    assert printed(stored).blank
    assert drawn(printed(stored + b"\x1d(L\x02\x00\x30\x32")) == ["#.#.#.#", "####"]
    assert drawn(printed(stored + b"\x1d(L\x02\x00\x30\x02")) == ["#.#.#.#", "####"]
    long = b"\x1d8L\x0c\x00\x00\x00" + stored[5:]
    assert drawn(printed(long + b"\x1d(L\x02\x00\x30\x32")) == ["#.#.#.#", "####"]


def test_graphics_are_enlarged_and_count_in_dots() -> None:
    """Three dots are kept in a byte; the other five of it are nothing."""
    stored = b"\x1d(L\x0b\x00\x30\x70\x30\x02\x02\x31\x03\x00\x01\x00\xbf"
    assert drawn(printed(stored + b"\x1d(L\x02\x00\x30\x32")) == ["##..##"] * 2


def test_graphics_that_do_not_add_up_are_a_fault() -> None:
    printer = ThermalPrinter()
    printer.print(b"\x1d(L\x0b\x00\x30\x70\x30\x01\x01\x31\x08\x00\x02\x00\xaa")
    printer.print(b"\x1d(L\x02\x00\x30\x32")
    assert [fault.what[:24] for fault in printer.faults] == [
        "GS ( L function 112, 30 ",
        "GS ( L function 50 with ",
    ]


def symbol(text: str, *, module: int = 4, level: int = 49) -> bytes:
    """The five functions of GS ( k for QR codes, as the reference's program example has them."""
    data = text.encode()
    length = len(data) + 3
    return (
        b"\x1d(k\x04\x00\x31\x41\x32\x00"
        b"\x1d(k\x03\x00\x31\x43"
        + bytes([module])
        + b"\x1d(k\x03\x00\x31\x45"
        + bytes([level])
        + b"\x1d(k"
        + bytes([length & 255, length >> 8])
        + b"\x31\x50\x30"
        + data
        + b"\x1d(k\x03\x00\x31\x51\x30"
    )


@pytest.mark.parametrize("model", EVERY_HEAD)
def test_the_printers_own_qr_code_can_be_read_off_the_paper(model: Model) -> None:
    first, second = "Olá: não serve de factura", "https://example.com/r/" + "7" * 90
    piece = printed(b"\x1ba\x01" + symbol(first) + b"\n\n" + symbol(second, module=3), model)
    assert sorted(codes(piece.picture())) == sorted([first, second])


@pytest.mark.parametrize(("module", "level"), [*product((3, 8), (48, 49, 50, 51))])
def test_size_and_level_of_a_qr_code_are_heard(module: int, level: int) -> None:
    piece = printed(symbol("A" * 60, module=module, level=level), WIDE_180)
    left, top, right, bottom = ink(piece)
    assert right - left == bottom - top
    modules = {48: 29, 49: 29, 50: 33, 51: 37}[
        level
    ]  # versions 3, 3, 4, 5 (ISO/IEC 18004, table 7)
    assert right - left == modules * module


def test_a_qr_code_that_is_wider_than_the_paper_is_not_printed() -> None:
    printer = ThermalPrinter()
    printer.print(symbol("A" * 200, module=16) + CUT)
    assert printer.pieces[0].blank
    assert "a QR code of" in printer.faults[0].what
