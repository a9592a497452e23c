"""What a library of somebody else's writes for these printers is what this one reads.

python-escpos was written from the same reference by others; where both agree, it is read right.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from printers.codes import codes
from printers.listener import Listener
from printers.paper import Cut, Piece
from printers.reading import ink
from printers.serial_line import SerialLine
from printers.thermal import ThermalPrinter
from printers.usb import UsbPrinter
from printers.work import Kick

if TYPE_CHECKING:  # it reads what every printer can do, and most processes that collect need none
    from escpos.escpos import Escpos


PROFILE = "TM-T20II"


def printed(write: Callable[["Escpos"], None]) -> ThermalPrinter:
    from escpos.printer import Dummy  # noqa: PLC0415 - see above

    dummy = Dummy(profile=PROFILE)
    write(dummy)
    printer = ThermalPrinter()
    printer.print(dummy.output)
    assert printer.faults == []
    return printer


def piece(write: Callable[["Escpos"], None]) -> Piece:
    def and_cut(escpos: "Escpos") -> None:
        write(escpos)
        escpos.cut()

    (only,) = printed(and_cut).pieces
    return only


def test_every_accent_of_portuguese_arrives_whatever_page_it_picks() -> None:
    lines = ("Não é factura: ÀÁÂÃÇÉÊÍÓÔÕÚ àáâãçéêíóôõú ª º", "Total 12,50 €")

    def write(escpos: "Escpos") -> None:
        for line in lines:
            escpos.text(line + "\n")

    assert piece(write).lines[:2] == lines


def test_looks_sides_and_sizes() -> None:
    def write(escpos: "Escpos") -> None:
        escpos.set(align="center", bold=True, double_width=True, double_height=True)
        escpos.text("PAGO\n")
        escpos.set_with_default()
        escpos.set(align="right", underline=1, font="b")
        escpos.text("148\n")

    paper = piece(write)
    assert paper.lines[:2] == ("PAGO", "148")
    assert ink(paper)[2] > 570


@pytest.mark.parametrize("way", ["bitImageRaster", "graphics", "bitImageColumn"])
def test_a_picture_is_the_same_by_all_three_commands(way: str) -> None:
    picture = Image.new("1", (16, 24), 1)
    for x, y in ((0, 0), (15, 0), (3, 7), (15, 23)):
        picture.putpixel((x, y), 0)
    paper = piece(lambda escpos: escpos.image(picture, impl=way))
    top = paper.top_margin
    dark = {
        (x, y - top)
        for y in range(top, top + 24)
        for x in range(paper.dots)
        if paper.rows[y] >> (paper.dots - 1 - x) & 1
    }
    assert dark == {(0, 0), (15, 0), (3, 7), (15, 23)}


@pytest.mark.parametrize("native", [True, False])
def test_a_qr_code_drawn_by_the_printer_or_by_the_program_reads_the_same(native: bool) -> None:  # noqa: FBT001
    text = "Recibo 148: 1 000,00 Kz"
    paper = piece(lambda escpos: escpos.qr(text, native=native, size=5))
    assert codes(paper.picture()) == [text]


def test_cuts_and_drawers() -> None:
    def write(escpos: "Escpos") -> None:
        escpos.text("one\n")
        escpos.cut()
        escpos.text("two\n")
        escpos.cut(mode="PART")
        escpos.cashdraw(2)
        escpos.cashdraw(5)

    printer = printed(write)
    assert [(one.lines[0], one.cut) for one in printer.pieces] == [
        ("one", Cut.FULL),
        ("two", Cut.PARTIAL),
    ]
    assert [kick.pin for kick in printer.kicks] == [2, 5]
    assert all(isinstance(kick, Kick) and kick.on_ms for kick in printer.kicks)


@pytest.fixture(params=["network", "serial", "usb"])
def attached(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple["Escpos", object]]:
    """Its own drivers, at each of the three printers."""
    from escpos.printer import Network, Serial, Usb  # noqa: PLC0415 - see above

    name = f"{request.param}_printer"
    running = request.getfixturevalue(name)
    # It waits for sixteen bytes until its time is over; an answer has one.
    monkeypatch.setattr(Serial, "_read", lambda serial: serial.device.read(1))
    escpos: Escpos
    match running:
        case Listener():
            escpos = Network(running.host, running.port, timeout=10, profile=PROFILE)
        case SerialLine():
            escpos = Serial(running.path, timeout=10, profile=PROFILE)
        case UsbPrinter():
            escpos = Usb(running.plug.vendor, running.plug.product, profile=PROFILE)
    escpos.open()
    yield escpos, running
    escpos.close()


def test_its_drivers_print_and_ask_at_every_sort_of_port(
    attached: tuple["Escpos", Listener | SerialLine | UsbPrinter],
) -> None:
    escpos, running = attached
    assert escpos.is_online()
    assert escpos.paper_status() == 2
    escpos.text("Olá\n")
    escpos.cut()
    printer = running.wait(lambda printer: printer.pieces)
    assert (printer.pieces[0].lines[0], printer.faults) == ("Olá", [])
    running.load(0.0)
    assert not escpos.is_online()
    assert escpos.paper_status() == 0
