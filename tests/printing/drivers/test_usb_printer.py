"""A printer at a USB port, through pyusb and a bus of the tests' own."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace

import pytest
import usb.backend.libusb1
from printers.model import WIDE, Model
from printers.usb import Plug, UsbBus, UsbPrinter
from printing.driving import LONG, RECEIPT, at, deliver, is_paper

from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import Printer
from pos_app.ports.paper.printers import FoundBy, PaperUncertain, PrinterNotReady
from pos_app.printing.drivers import escpos_delivery
from pos_app.printing.drivers.answers import DONE, PAPER, question
from pos_app.printing.drivers.discovery import usb_printers
from pos_app.printing.drivers.escpos_delivery import PrinterHabits
from pos_app.printing.drivers.links import usb_pipe
from pos_app.printing.drivers.links.opening import open_link


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escpos_delivery, "CONFIRMED_WITHIN", 1.0)
    monkeypatch.setattr(escpos_delivery, "_SLOWEST", 1000.0)
    monkeypatch.setattr(usb_pipe, "_BUSY_FOR", 0.3)


@contextmanager
def plugged(*printers: UsbPrinter) -> Iterator[None]:
    """The printers run, and are all that this computer has at its ports."""
    with ExitStack() as running, pytest.MonkeyPatch.context() as patch:
        for printer in printers:
            running.enter_context(printer)
        bus = UsbBus(*printers)
        patch.setattr(usb.backend.libusb1, "get_backend", lambda *_, **__: bus)
        yield


def refused(printer: Printer) -> PrinterNotReady:
    with pytest.raises(PrinterNotReady) as told:
        deliver(printer)
    return told.value


def in_doubt(printer: Printer) -> Hitch:
    with pytest.raises(PaperUncertain) as told:
        deliver(printer, LONG)
    return told.value.hitch


@pytest.mark.parametrize(
    "plug", [Plug(), Plug(out=0x02, into=0x81, kernel_driver=False)], ids=["usual", "others"]
)
def test_it_gets_every_dot_by_whatever_pipes_it_has(plug: Plug) -> None:
    usb_printer = UsbPrinter(plug=plug)
    with plugged(usb_printer):
        deliver(at(usb_printer))
        deliver(at(usb_printer), LONG)
        one, other = usb_printer.printer.pieces
        assert is_paper(one, RECEIPT, at(usb_printer))
        assert is_paper(other, LONG, at(usb_printer))
        assert usb_printer.printer.faults == []
        # The system's own queue goes on with it.
        assert usb_printer.driver_attached is plug.kernel_driver


def test_the_port_says_that_paper_is_out_where_the_printer_says_nothing() -> None:
    mute = replace(WIDE, answers_real_time=False, answers_status=False)
    usb_printer = UsbPrinter(mute, Plug(into=None), paper_mm=60.0)
    with plugged(usb_printer):
        assert in_doubt(at(usb_printer)) is Hitch.PAPER_OUT
        assert refused(at(usb_printer)).hitch is Hitch.PAPER_OUT


def test_a_printer_that_takes_no_more_leaves_a_doubt_and_one_that_takes_nothing_none() -> None:
    usb_printer = UsbPrinter(replace(WIDE, answers_real_time=False, answers_status=False))
    with plugged(usb_printer):
        usb_printer.deaf = True
        assert refused(at(usb_printer)).hitch is Hitch.SILENT
        usb_printer.deaf = False
        assert in_doubt(at(usb_printer)) is Hitch.SILENT


def test_a_cable_that_is_drawn_while_it_prints_cuts_the_paper_short() -> None:
    usb_printer = UsbPrinter(Model(mm_per_second=60.0, buffer=512))

    def draw() -> None:
        usb_printer.wait(lambda printer: printer.fed > 50)
        usb_printer.unplug()

    with plugged(usb_printer):
        drawing = threading.Thread(target=draw)
        drawing.start()
        assert in_doubt(at(usb_printer)) is Hitch.CUT_SHORT
        drawing.join()
        assert refused(at(usb_printer)).hitch is Hitch.UNREACHABLE
        usb_printer.plug_in()
        deliver(at(usb_printer))


@pytest.mark.parametrize(
    ("plug", "words"),
    [(Plug(forbidden=True), "permissions"), (Plug(taken=True, kernel_driver=False), "busy")],
)
def test_a_printer_that_may_not_be_had_says_why(plug: Plug, words: str) -> None:
    usb_printer = UsbPrinter(plug=plug)
    with plugged(usb_printer):
        problem = refused(at(usb_printer))
        assert (problem.hitch, words in problem.detail) == (Hitch.UNREACHABLE, True)


def test_what_a_printer_said_to_an_earlier_job_is_no_answer_to_the_next() -> None:
    """It keeps its answers until somebody reads them."""
    usb_printer = UsbPrinter()
    with plugged(usb_printer):
        with closing(open_link(at(usb_printer))) as link:
            link.write(question([PAPER]))
        usb_printer.cover(is_open=True)
        assert refused(at(usb_printer)).hitch is Hitch.COVER_OPEN
        usb_printer.cover(is_open=False)
        habits = PrinterHabits(owes=1)
        with closing(open_link(at(usb_printer))) as link:
            link.write(DONE)
        deliver(at(usb_printer), habits=habits)
        assert habits.owes == 0
        assert len(usb_printer.printer.pieces) == 1


@pytest.mark.parametrize("filled", ["", "  ", "\0\0"], ids=["plain", "blanks", "zeros"])
def test_two_alike_are_found_and_told_apart_by_their_serial_numbers(filled: str) -> None:
    """A set up address has no blanks at its end, and cheap printers fill their texts."""
    serials = (f"{serial}{filled}" for serial in ("LEFT", "RIGHT"))
    left, right = (UsbPrinter(plug=Plug(serial=serial)) for serial in serials)
    with plugged(left, right):
        found = list(usb_printers())
        assert [(one.by, one.about) for one in found] == [(FoundBy.USB, "EPSON TM-T20II")] * 2
        assert [one.printer.address for one in found] == ["04b8:0e15:LEFT", "04b8:0e15:RIGHT"]
        deliver(found[1].printer)
        assert (len(left.printer.pieces), len(right.printer.pieces)) == (0, 1)


def test_one_alone_is_found_by_its_kind_and_by_its_class_alone() -> None:
    with plugged(UsbPrinter()):
        assert [one.printer.address for one in usb_printers()] == ["04b8:0e15"]
    with plugged():
        assert list(usb_printers()) == []


def test_a_computer_without_libusb_has_no_usb_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("libusb0", "libusb1", "openusb"):
        monkeypatch.setattr(f"usb.backend.{name}.get_backend", lambda *_, **__: None)
    assert list(usb_printers()) == []


@pytest.mark.parametrize("address", ["", "04b8", "04b8:printer"])
def test_what_is_no_address_is_unreachable(address: str) -> None:
    with plugged():
        printer = at(UsbPrinter(), address=address)
        assert refused(printer).hitch is Hitch.UNREACHABLE
