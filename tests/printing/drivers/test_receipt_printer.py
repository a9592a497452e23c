"""A receipt printer that the till drives itself: what it gets, and what its answers mean."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from time import monotonic

import pytest
from printers.listener import BlackHole, Listener, Second
from printers.model import EVERY_HEAD, WIDE, Model
from printers.paper import Cut
from printers.serial_line import SerialLine
from printing.driving import LONG, RECEIPT, at, deliver, is_paper

from pos_app.domain.paper.document import Document, TextBlock
from pos_app.domain.paper.print_job import CONFIRMED_WITHIN, Hitch
from pos_app.domain.paper.printer import DOTS, Printer, PrinterConnection
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady
from pos_app.printing.drivers import escpos_delivery
from pos_app.printing.drivers.answers import ALL
from pos_app.printing.drivers.escpos_delivery import PrinterHabits, status_of
from pos_app.printing.drivers.escpos_job import Dots, picture_job
from pos_app.printing.drivers.links import network, serial_line
from pos_app.printing.drivers.links.network import host_and_port
from pos_app.printing.drivers.links.opening import open_link

PAPERS = {dots: paper for paper, dots in DOTS.items()}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for as long as at a counter, until a test undoes it for what comes out."""
    monkeypatch.setattr(escpos_delivery, "CONFIRMED_WITHIN", 0.5)
    monkeypatch.setattr(escpos_delivery, "BUSY_FOR", 0.5)
    monkeypatch.setattr(escpos_delivery, "_ASKS_EVERY", 0.05)
    monkeypatch.setattr(escpos_delivery, "_SLOWEST", 1000.0)
    monkeypatch.setattr(serial_line, "CONFIRMED_WITHIN", 0.5)
    monkeypatch.setattr(network, "_CONNECTS_WITHIN", 0.5)
    monkeypatch.setattr(network, "_BUSY_FOR", 0.5)


@pytest.mark.parametrize("model", EVERY_HEAD, ids=lambda model: f"{model.dots} dots")
def test_every_dot_comes_out_as_it_was_drawn_and_no_other(model: Model) -> None:
    paper, dpi = PAPERS[model.dots]
    with Listener(model) as listener:
        printer = at(listener, paper=paper, dpi=dpi)
        deliver(printer)
        deliver(printer, LONG)
        receipt, journal = listener.printer.pieces
        assert is_paper(receipt, RECEIPT, printer)
        assert is_paper(journal, LONG, printer)
        assert receipt.cut is Cut.PARTIAL
        assert listener.printer.faults == []


@pytest.mark.parametrize(("has_drawer", "opens", "kicks"), [(1, 1, 1), (1, 0, 0), (0, 1, 0)])
def test_a_drawer_opens_for_cash_alone_and_only_where_there_is_one(
    has_drawer: int, opens: int, kicks: int
) -> None:
    with Listener() as listener:
        deliver(
            at(listener, kicks_drawer=bool(has_drawer)), replace(RECEIPT, opens_drawer=bool(opens))
        )
        assert [kick.pin for kick in listener.printer.kicks] == [2] * kicks


def test_a_printer_without_a_knife_feeds_until_the_paper_can_be_torn() -> None:
    with Listener(Model(cutter=False)) as listener:
        deliver(at(listener, cuts=False, feed=5))
        assert listener.printer.cuts == 0
        assert listener.printer.uncut.bottom_margin >= 5 * 30
        assert listener.printer.faults == []


def test_a_picture_that_looks_like_orders_to_obey_at_once_is_a_picture() -> None:
    """DLE EOT, DLE ENQ and DLE DC4 are heard amid the dots: no drawer opens, no printer answers, is
    switched off or forgets the rest."""
    row = (b"\x10\x14\x01\x00\x01\x10\x14\x02\x01\x08\x10\x05\x02\x10\x04\x01" * 5)[:72]
    with Listener() as listener:
        printer = at(listener)
        job = picture_job(Dots(576, 300, row * 300), printer, opens_drawer=False)
        delivery = escpos_delivery.EscposDelivery(open_link(printer), job, PrinterHabits())
        with closing(delivery):
            delivery.ready()
            delivery.send(lambda: None)
            delivery.confirmed(lambda: None)
        assert (listener.printer.kicks, listener.printer.off) == ([], False)
        assert listener.printer.faults == []
        assert max(listener.printer.asked.count(kind) for kind in ALL) < 10
        (piece,) = listener.printer.pieces
        dots = [bits for bits in piece.rows if bits]
        drawn = int.from_bytes(row, "big")
        assert len(dots) == 300
        assert all(drawn & bits == drawn and (drawn ^ bits).bit_count() <= 18 for bits in dots)


# --- before anything leaves -----------------------------------------------------------------------


def refused(printer: Printer, habits: PrinterHabits | None = None) -> Hitch:
    with pytest.raises(PrinterNotReady) as told:
        deliver(printer, habits=habits)
    return told.value.hitch


@pytest.mark.usefixtures("impatient")
def test_a_printer_that_cannot_be_reached_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(BlackHole()) as hole:
        assert refused(at(hole)) is Hitch.UNREACHABLE
    with Listener() as listener:
        listener.go()
        assert refused(at(listener)) is Hitch.UNREACHABLE
        listener.come_back()
        monkeypatch.undo()
        deliver(at(listener))
        assert len(listener.printer.pieces) == 1


def test_a_printer_says_before_what_is_wrong_and_prints_when_it_is_mended() -> None:
    with Listener(paper_mm=0.0) as listener:
        printer = at(listener)
        assert refused(printer) is Hitch.PAPER_OUT
        listener.load()
        listener.cover(is_open=True)
        assert refused(printer) is Hitch.COVER_OPEN
        listener.cover(is_open=False)
        with listener.touched() as inside:
            inside.touch(jammed=True)
        assert refused(printer) is Hitch.OFFLINE
        assert listener.printer.fed == 0
        with listener.touched() as inside:
            inside.touch(jammed=False)
        deliver(printer)
        assert len(listener.printer.pieces) == 1


def test_a_roll_that_is_nearly_at_its_end_is_told_and_prints() -> None:
    with Listener(paper_mm=2000.0) as listener:
        deliver(at(listener))
        link = open_link(at(listener))
        with closing(link):
            status = status_of(link, PrinterHabits())
        assert (status.hitch, status.paper_low, status.answers) == (Hitch.NONE, True, True)


@contextmanager
def other_computer(listener: Listener) -> Iterator[socket.socket]:
    with socket.create_connection((listener.host, listener.port)) as line:
        line.sendall(b"one")
        listener.wait(lambda printer: printer.received)
        yield line


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("second", Second)
def test_a_printer_that_serves_another_computer_is_waited_for_a_little(
    second: Second, monkeypatch: pytest.MonkeyPatch
) -> None:
    habits = PrinterHabits(kinds=(1, 2, 4))
    with Listener(second=second) as listener:
        hitch = Hitch.SILENT if second is Second.WAITS else Hitch.UNREACHABLE
        with other_computer(listener) as line:
            assert refused(at(listener), habits) is hitch
            monkeypatch.undo()
            threading.Timer(0.2, line.close).start()
            deliver(at(listener), habits=habits)
        assert len(listener.printer.pieces) == 1


# --- after something has left ---------------------------------------------------------------------


def in_doubt(printer: Printer, habits: PrinterHabits | None = None) -> Hitch:
    with pytest.raises(PaperUncertain) as told:
        deliver(printer, LONG, habits)
    return told.value.hitch


def test_a_roll_that_ends_within_the_paper_is_told_as_such_at_once() -> None:
    with Listener(paper_mm=60.0) as listener:
        started = monotonic()
        assert in_doubt(at(listener)) is Hitch.PAPER_OUT
        assert monotonic() - started < CONFIRMED_WITHIN / 2


def test_a_cover_that_is_opened_while_it_prints_is_told_at_once() -> None:
    with Listener(Model(mm_per_second=50.0)) as listener:

        def open_it() -> None:
            listener.wait(lambda printer: printer.fed > 100)
            listener.cover(is_open=True)

        opening = threading.Thread(target=open_it)
        opening.start()
        assert in_doubt(at(listener)) is Hitch.COVER_OPEN
        opening.join()


@pytest.mark.usefixtures("impatient")
def test_a_connection_that_breaks_leaves_a_doubt() -> None:
    with Listener(hangs_up_after=5000) as listener:
        assert in_doubt(at(listener)) is Hitch.CUT_SHORT


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("what", ["says nothing", "takes nothing"])
def test_a_printer_that_never_says_a_word_leaves_a_doubt(what: str) -> None:
    mute = Model(answers_real_time=False, answers_status=False)
    with Listener(mute, deaf=what == "takes nothing") as listener:
        assert in_doubt(at(listener)) is Hitch.SILENT
        assert bool(listener.printer.pieces) is (what == "says nothing")


def test_a_slow_printer_is_not_a_silent_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes longer than a printer may be silent, through a buffer that holds little."""
    monkeypatch.setattr(escpos_delivery, "CONFIRMED_WITHIN", 1.5)
    with Listener(Model(mm_per_second=150.0, buffer=512)) as listener:
        started = monotonic()
        deliver(at(listener), LONG)
        assert monotonic() - started > 1.5
        assert is_paper(listener.printer.pieces[0], LONG, at(listener))


@pytest.mark.usefixtures("impatient")
def test_a_printer_that_knows_no_gs_r_is_believed_when_it_is_ready_after_its_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(escpos_delivery, "CONFIRMED_WITHIN", CONFIRMED_WITHIN)
    with Listener(replace(WIDE, answers_status=False)) as listener:
        deliver(at(listener))
        assert len(listener.printer.pieces) == 1
    with Listener(replace(WIDE, answers_status=False), paper_mm=60.0) as listener:
        assert in_doubt(at(listener)) is Hitch.PAPER_OUT


@pytest.mark.usefixtures("impatient")
def test_what_a_printer_says_before_it_is_asked_confirms_nothing() -> None:
    """As it may where the last bytes of what it said unasked come late. It is gone then."""
    mute = Model(answers_real_time=False, answers_status=False)

    def speak(listener: Listener) -> None:
        listener.wait(lambda printer: printer.fed > 30)
        with listener.touched():
            listener._say(bytes(3))

    with Listener(replace(mute, mm_per_second=100.0, buffer=512)) as listener:
        speaking = threading.Thread(target=speak, args=[listener])
        speaking.start()
        assert in_doubt(at(listener)) is Hitch.SILENT
        speaking.join()


def test_a_printer_that_answers_gs_r_alone_is_believed() -> None:
    with Listener(replace(WIDE, answers_real_time=False)) as listener:
        deliver(at(listener))
        assert len(listener.printer.pieces) == 1


# --- a serial line --------------------------------------------------------------------------------


def test_a_serial_line_carries_the_same_paper() -> None:
    with SerialLine() as line:
        deliver(at(line))
        assert is_paper(line.printer.pieces[0], RECEIPT, at(line))
        assert line.printer.faults == []


def test_a_serial_line_that_is_drawn_out_is_unreachable() -> None:
    with SerialLine() as line:
        printer = at(line)
        line.unplug()
        assert refused(printer) is Hitch.UNREACHABLE


def test_a_line_of_9600_baud_is_not_a_silent_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escpos_delivery, "CONFIRMED_WITHIN", 1.5)
    short = Document(name="", blocks=(TextBlock("148"),))
    with SerialLine(baud=9600) as line:
        started = monotonic()
        deliver(at(line), short)
        assert monotonic() - started > 1.5
        assert is_paper(line.printer.pieces[0], short, at(line))


@pytest.mark.usefixtures("impatient")
def test_a_serial_line_that_stops_or_is_drawn_out_amid_a_paper_leaves_a_doubt() -> None:
    with SerialLine(Model(mm_per_second=50.0, buffer=512)) as line:

        def stop() -> None:
            line.wait(lambda printer: printer.fed > 30)
            with line.touched():
                line.deaf = True

        stopping = threading.Thread(target=stop)
        stopping.start()
        assert in_doubt(at(line)) is Hitch.SILENT
        stopping.join()
    with SerialLine(Model(mm_per_second=50.0, buffer=512)) as line:

        def draw() -> None:
            line.wait(lambda printer: printer.fed > 30)
            line.unplug()

        drawing = threading.Thread(target=draw)
        drawing.start()
        assert in_doubt(at(line)) is Hitch.CUT_SHORT
        drawing.join()


# How the printer is, is asked first (DLE EOT n). Where the picture lacked a byte or two, it takes
# these from the question, and the rest is left over: it means nothing to a printer.
_END_OF_A_QUESTION = {f"unknown command {byte:02x} ({chr(byte)!r})" for byte in (4, *ALL)}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("is_same_process", [True, False], ids=["same process", "another"])
@pytest.mark.parametrize("rows", [30, 60, 140, 300])
def test_the_paper_after_one_that_was_cut_off_is_whole(
    monkeypatch: pytest.MonkeyPatch, rows: int, *, is_same_process: bool
) -> None:
    """A serial line has no connection whose end would tell the printer that no more comes, and
    drops what it has not carried yet. Another process knows nothing of the paper before."""
    habits = PrinterHabits()
    with SerialLine(Model(mm_per_second=100.0, buffer=512)) as line:

        def stop() -> None:
            line.wait(lambda printer: printer.fed > rows)
            with line.touched():
                line.deaf = True

        stopping = threading.Thread(target=stop)
        stopping.start()
        assert in_doubt(at(line), habits) is Hitch.SILENT
        stopping.join()
        assert habits.is_through is False
        with line.touched():
            line.deaf = False
        monkeypatch.undo()
        deliver(at(line), habits=habits if is_same_process else PrinterHabits())
        printer = line.wait(lambda printer: printer.pieces)
        assert {fault.what for fault in printer.faults} <= _END_OF_A_QUESTION
        whole = set(printer.pieces[0].rows)
        with Listener() as listener:
            deliver(at(listener))
            assert {*listener.printer.pieces[0].rows} <= whole


@pytest.mark.usefixtures("impatient")
def test_an_old_answer_of_a_serial_printer_proves_nothing_of_the_next_paper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The roll ended within a paper; its end and the answer to it come when there is paper again,
    while the next one is on its way."""
    habits = PrinterHabits()
    with SerialLine(paper_mm=60.0) as line:
        assert in_doubt(at(line), habits) is Hitch.PAPER_OUT
        assert habits.owes <= 1
        line.load()
        monkeypatch.undo()
        deliver(at(line), habits=habits)
        line.wait(lambda printer: len(printer.pieces) >= 2)
        assert habits.owes == 0


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("192.168.1.9", ("192.168.1.9", 9100)),
        ("balcao.local:9101", ("balcao.local", 9101)),
        ("[fe80::1]:9102", ("fe80::1", 9102)),
        ("fe80::1", ("fe80::1", 9100)),
    ],
)
def test_an_address_may_leave_out_the_port(address: str, parts: tuple[str, int]) -> None:
    assert host_and_port(address) == parts


@pytest.mark.parametrize("address", ["host:port", "host:", "balcao..local:9100", "b" * 64])
def test_what_is_no_address_is_unreachable(address: str) -> None:
    printer = Printer(name="", connection=PrinterConnection.NETWORK, address=address)
    assert refused(printer) is Hitch.UNREACHABLE
