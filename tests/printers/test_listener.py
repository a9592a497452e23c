"""The printer on the network, over real sockets: as it should be, and as it is in shops."""

import asyncio
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from time import monotonic

import pytest
from printers.listener import BlackHole, Listener, Second
from printers.model import Model
from printers.paper import Cut

CUT = b"\x1dVB\x00"
BLACK_ROW = b"\x1dv0\x00\x48\x00\x01\x00" + b"\xff" * 72


def called(listener: Listener | BlackHole, seconds: float = 10.0) -> socket.socket:
    return socket.create_connection((listener.host, listener.port), seconds)


def sent(listener: Listener, data: bytes) -> None:
    with called(listener) as line:
        line.sendall(data)


def test_what_is_sent_comes_out_and_several_jobs_share_one_roll() -> None:
    with Listener() as listener:
        for name in (b"one", b"two"):
            sent(listener, name + b"\n" + CUT)
        printer = listener.wait(lambda printer: len(printer.pieces) == 2)
        assert [piece.text for piece in printer.pieces] == ["one", "two"]
        assert (listener.connections, printer.faults) == (2, [])


def test_it_answers_while_the_picture_still_comes() -> None:
    with Listener() as listener, called(listener) as line:
        line.sendall(b"\x1dv0\x00\x48\x00\xff\x00" + b"\xff" * 7200)
        line.sendall(b"\x10\x04\x01")
        assert line.recv(10) == b"\x12"


def test_a_picture_larger_than_the_buffer_passes_through_it_quickly() -> None:
    rows = 2000
    with Listener(Model(buffer=1024)) as listener:
        started = monotonic()
        sent(listener, b"\x1dv0\x00\x48\x00" + rows.to_bytes(2, "little") + b"\xff" * 72 * rows)
        printer = listener.wait(lambda printer: printer.fed == rows)
        assert monotonic() - started < 10
        assert printer.uncut.rows[-1] == (1 << 576) - 1


def _blocked(act: Callable[[], None]) -> bool:
    try:
        act()
    except TimeoutError:
        return True
    return False


@pytest.mark.parametrize("why", ["deaf", "out of paper", "open"])
def test_a_printer_that_takes_no_more_holds_up_the_sender(why: str) -> None:
    with Listener(deaf=why == "deaf", paper_mm=0.0 if why == "out of paper" else None) as listener:
        listener.cover(is_open=why == "open")
        with called(listener, 0.3) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
            assert _blocked(lambda: line.sendall(BLACK_ROW * 5000))
        assert listener.printer.fed == 0


def test_a_deaf_printer_takes_every_connection_and_answers_none() -> None:
    with (
        Listener(deaf=True) as listener,
        called(listener, 0.2) as one,
        called(listener, 0.2) as two,
    ):
        for line in (one, two):
            line.sendall(b"\x10\x04\x01")
            with pytest.raises(TimeoutError):
                line.recv(1)
        assert listener.printer.received == b""


def test_a_printer_without_paper_says_so_to_a_new_connection_and_goes_on_with_a_new_roll() -> None:
    with Listener(paper_mm=1.0) as listener:
        sent(listener, BLACK_ROW * 20 + CUT)
        listener.wait(lambda printer: printer.feeling.paper_out)
        with called(listener) as line:
            line.sendall(b"\x10\x04\x04")
            assert line.recv(1) == b"\x7e"
        listener.load()
        printer = listener.wait(lambda printer: printer.cuts == 1)
        assert [piece.cut for piece in printer.pieces] == [Cut.NONE, Cut.PARTIAL]
        assert sum(sum(map(bool, piece.rows)) for piece in printer.pieces) == 20
        assert printer.faults == []


def test_a_slow_printer_prints_at_its_speed() -> None:
    with Listener(Model(mm_per_second=100.0)) as listener:
        started = monotonic()
        sent(listener, BLACK_ROW * 400)
        listener.wait(lambda printer: printer.fed >= 100)
        assert listener.printer.fed < 400
        listener.wait(lambda printer: printer.fed == 400)
        assert monotonic() - started >= 0.45  # 50 mm


def test_the_second_connection_waits_for_the_first() -> None:
    with Listener() as listener, closing(called(listener)) as first:
        first.sendall(b"one")
        listener.wait(lambda printer: printer.received == b"one")
        with called(listener, 0.2) as second:
            second.sendall(b"\x10\x04\x01")
            with pytest.raises(TimeoutError):
                second.recv(1)
            first.close()
            second.settimeout(10)
            assert second.recv(1) == b"\x12"


def test_the_second_connection_is_refused_where_the_model_refuses() -> None:
    with Listener(second=Second.REFUSED) as listener:
        for _ in range(3):
            with called(listener) as first:
                first.sendall(b"\x10\x04\x01")
                assert first.recv(1) == b"\x12"
                with pytest.raises(ConnectionRefusedError):
                    called(listener)
            listener.wait(lambda _: not listener.connected)


def test_a_printer_that_hangs_up_has_printed_what_it_had() -> None:
    with Listener(hangs_up_after=400) as listener, called(listener) as line:
        line.sendall(BLACK_ROW * 5)
        with pytest.raises(ConnectionResetError):
            line.recv(1)
        listener.wait(lambda printer: printer.fed == 5)
        with listener.touched():
            listener.hangs_up_after = None
        sent(listener, b"again\n")
        assert listener.wait(lambda printer: printer.uncut.lines).uncut.lines == ("again",)


def test_a_job_that_breaks_off_is_a_fault_and_the_next_one_is_whole() -> None:
    with Listener() as listener:
        sent(listener, b"\x1dv0\x00\x48\x00\x0a\x00" + b"\xff" * 100)
        sent(listener, b"next\n" + CUT)
        printer = listener.wait(lambda printer: printer.pieces)
        assert printer.pieces[0].lines == ("next",)
        (fault,) = printer.faults
        assert fault.what == "the connection ended amid GS v 0, 1 rows of 10"


@pytest.mark.parametrize("second", Second)
def test_a_printer_that_is_gone_refuses_and_comes_back_at_its_port(second: Second) -> None:
    with Listener(paper_mm=0.0, second=second) as listener:
        with called(listener) as line:
            line.sendall(b"lost\n")
            listener.wait(lambda printer: printer.received)
            listener.go()
            with pytest.raises(ConnectionResetError):
                line.recv(1)
        with pytest.raises(ConnectionRefusedError):
            called(listener)
        listener.come_back()
        listener.load()
        sent(listener, b"back\n" + CUT)
        printer = listener.wait(lambda printer: printer.pieces)
        assert printer.pieces[0].lines == ("back",)


def test_a_cable_that_is_out_is_neither_taken_nor_refused() -> None:
    hole = BlackHole()
    with closing(hole), pytest.raises(TimeoutError):
        called(hole, 0.3)


def test_nothing_is_left_when_it_is_off() -> None:
    threads = threading.active_count()
    with Listener() as listener:
        sent(listener, b"one\n")
    assert threading.active_count() == threads
    with pytest.raises(ConnectionRefusedError):
        called(listener)


def test_waiting_in_vain_says_what_the_printer_is_like() -> None:
    with Listener() as listener, pytest.raises(TimeoutError, match="0 bytes received, 0 rows fed"):
        listener.wait(lambda printer: printer.cuts, seconds=0.01)


async def test_a_loop_goes_on_while_it_waits_for_the_printer() -> None:
    with Listener(Model(mm_per_second=100.0)) as listener:
        _, writer = await asyncio.open_connection(listener.host, listener.port)
        writer.write(BLACK_ROW * 40)
        waits = asyncio.ensure_future(listener.until(lambda printer: printer.fed == 40))
        turns = 0
        while not waits.done():
            turns += 1
            await asyncio.sleep(0)
        assert (await waits).fed == 40
        assert turns > 10
        writer.close()
