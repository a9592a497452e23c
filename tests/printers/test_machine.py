"""Knife, drawer, paper's end, and what the printer says of itself."""

from typing import Any

import pytest
from printers.model import WIDE, Model
from printers.paper import Cut
from printers.thermal import ThermalPrinter
from printers.work import Kick

GAP = WIDE.knife_dots
BLACK_ROW = b"\x1dv0\x00\x48\x00\x01\x00" + b"\xff" * 72


@pytest.mark.parametrize(
    ("cut", "how"),
    [
        (b"\x1dVA\x00", Cut.FULL),
        (b"\x1dVB\x00", Cut.PARTIAL),
        (b"\x1dVa\x00", Cut.FULL),
        (b"\x1dVb\x00", Cut.PARTIAL),
        (b"\x1dVg\x00", Cut.FULL),
        (b"\x1dVh\x00", Cut.PARTIAL),
    ],
)
def test_a_cut_with_a_feed_takes_off_all_that_is_printed(cut: bytes, how: Cut) -> None:
    printer = ThermalPrinter()
    printer.print(b"one\n" + BLACK_ROW + cut)
    (piece,) = printer.pieces
    assert (piece.lines, piece.cut, piece.bottom_margin) == (("one",), how, 0)
    assert printer.uncut.blank
    assert printer.faults == []


@pytest.mark.parametrize("mode", [0, 1, 48, 49])
def test_a_cut_without_a_feed_leaves_the_last_lines_to_the_next_piece(mode: int) -> None:
    printer = ThermalPrinter()
    cut = b"\x1dV" + bytes([mode])
    printer.print(b"".join(b"line %d\n" % n for n in range(10)) + cut)
    printer.print(b"next\n\x1bd\x08" + cut)
    first, second = printer.pieces
    assert first.lines == tuple(f"line {n}" for n in range(7))
    assert second.lines[:4] == ("line 7", "line 8", "line 9", "next")


def test_a_feed_before_the_cut_leaves_blank_paper() -> None:
    printer = ThermalPrinter()
    printer.print(BLACK_ROW + b"\x1dVA\x50")
    printer.print(BLACK_ROW + b"\x1dVA\x00")
    assert [piece.bottom_margin for piece in printer.pieces] == [40, 0]
    assert [piece.top_margin for piece in printer.pieces] == [GAP, GAP]


def test_paper_that_is_drawn_back_after_the_cut_is_not_wasted() -> None:
    printer = ThermalPrinter()
    printer.print((BLACK_ROW + b"\x1dVg\x00") * 2)
    assert [piece.top_margin for piece in printer.pieces] == [GAP, 0]


def test_a_printer_without_a_cutter_feeds_and_does_not_cut() -> None:
    printer = ThermalPrinter(Model(cutter=False))
    printer.print(b"one\n\x1dVB\x00two\n\x1dV\x00")
    assert (printer.pieces, printer.cuts) == ([], 0)
    assert printer.uncut.lines == ("one", "two")


def test_a_drawer_is_kicked_as_long_as_it_is_told() -> None:
    printer = ThermalPrinter()
    printer.print(b"\x1bp\x00\x19\xfa\x1bp1\x3c\x78")
    assert printer.kicks == [Kick(2, 50, 500), Kick(5, 120, 240)]
    printer.print(b"\x1bp\x02\x19\xfa")
    assert [fault.what for fault in printer.faults] == ["ESC p with 2, which is out of its range"]


@pytest.mark.parametrize(
    ("state", "answers"),
    [
        ({}, (0x12, 0x12, 0x12, 0x12)),
        ({"cover_open": True}, (0x1A, 0x16, 0x12, 0x12)),
        ({"paper_mm": 100.0}, (0x12, 0x12, 0x12, 0x1E)),
        ({"paper_mm": 0.0}, (0x1A, 0x32, 0x12, 0x7E)),
        ({"drawer_high": True}, (0x16, 0x12, 0x12, 0x12)),
        ({"jammed": True}, (0x1A, 0x52, 0x1A, 0x12)),
    ],
)
def test_real_time_status_is_the_bits_of_the_reference(
    state: dict[str, Any], answers: tuple[int, ...]
) -> None:
    printer = ThermalPrinter(**state)
    for sort, answer in enumerate(answers, 1):
        printer.receive(b"\x10\x04" + bytes([sort]))
        assert printer.answers() == bytes([answer])
    assert printer.asked == [1, 2, 3, 4]


def test_real_time_commands_are_heard_before_what_waits_and_amid_a_picture() -> None:
    printer = ThermalPrinter()
    printer.receive(b"\x1dr\x01\x1dv0\x00\x01\x00\x08\x00\xff\xff\x10")
    assert printer.answers() == b""
    printer.receive(b"\x04\x01\xff\xff")
    assert printer.answers() == b"\x12"
    printer.step()
    assert printer.answers() == b"\x00"
    assert printer.fed == 7  # the three bytes were dots as well


def test_the_drawer_opens_at_once_also_when_the_printer_cannot_print() -> None:
    printer = ThermalPrinter(cover_open=True)
    printer.print(b"\x1bp\x00\x19\xfa\x10\x14\x01\x00\x02")
    assert printer.kicks == [Kick(2, 200, 200, real_time=True)]
    printer = ThermalPrinter()
    printer.print(b"\x1d(D\x03\x00\x14\x01\x00")
    printer.print(b"\x10\x14\x01\x00\x02")
    assert (printer.kicks, printer.faults) == ([], [])


def test_paper_that_ends_stops_the_job_and_a_new_roll_goes_on_with_it() -> None:
    printer = ThermalPrinter(paper_mm=5 * WIDE.mm_per_dot)
    said = printer.print(BLACK_ROW * 12 + b"\x1dVA\x00\x1dr\x01")
    assert (said, printer.fed, printer.idle) == (b"", 5, False)
    printer.receive(b"\x10\x04\x04\x10\x04\x02")
    assert printer.answers() == b"\x7e\x32"
    printer.load()
    printer.step()
    assert printer.answers() == b"\x00"
    assert [piece.cut for piece in printer.pieces] == [Cut.NONE, Cut.FULL]
    assert [sum(map(bool, piece.rows)) for piece in printer.pieces] == [5, 7]
    assert printer.idle


def test_an_open_cover_stops_it_and_a_closed_one_lets_it_go_on() -> None:
    printer = ThermalPrinter(cover_open=True)
    printer.print(b"one\n")
    assert printer.fed == 0
    printer.touch(cover_open=False)
    printer.step()
    assert printer.uncut.lines == ("one",)


def test_what_was_waiting_can_be_thrown_away() -> None:
    printer = ThermalPrinter(paper_mm=0.0)
    printer.print(b"one\ntwo\n")
    printer.receive(b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08")
    assert printer.answers() == b"\x37\x25\x00"
    printer.load()
    printer.step()
    assert printer.uncut.lines == ()


def test_a_jammed_cutter_goes_on_when_it_is_told() -> None:
    for request, lines in ((b"\x10\x05\x01", ("one",)), (b"\x10\x05\x02", ())):
        printer = ThermalPrinter(jammed=True)
        printer.print(b"one\n")
        printer.receive(request)
        printer.step()
        assert printer.uncut.lines == lines


def test_it_says_when_all_before_is_on_paper_and_only_then() -> None:
    printer = ThermalPrinter()
    printer.receive(b"one\n\x1d(H\x06\x00\x30\x30" + b"0042" + b"\x1dI\x43\x1dI\x01\x1dr\x02")
    printer.step(rows=10)
    assert printer.answers() == b""
    printer.step()
    assert printer.answers() == b"\x37\x220042\x00" + b"\x5fTM-T20II\x00" + b"\x20" + b"\x00"


def test_a_change_is_told_unasked_to_who_wanted_to_know() -> None:
    printer = ThermalPrinter()
    assert printer.print(b"\x1da\xff") == b"\x10\x00\x00\x00"
    printer.touch(cover_open=True)
    assert printer.answers() == b"\x38\x00\x00\x00"
    printer.touch(cover_open=False)
    printer.answers()
    printer.load(0.0)
    assert printer.answers() == b"\x18\x00\x0f\x00"
    printer.load()
    printer.answers()
    printer.print(b"\x1b@")
    printer.touch(cover_open=True)
    assert printer.answers() == b""


def test_a_printer_may_keep_silent() -> None:
    mute = Model(answers_real_time=False, answers_status=False, answers_process_id=False)
    asked = b"\x10\x04\x01\x1dr\x01\x1dI\x01\x1d(H\x06\x00\x30\x300042"
    printer = ThermalPrinter(mute)
    assert printer.print(asked + b"one\n") == b""
    assert printer.uncut.lines == ("one",)
    assert printer.faults == []
