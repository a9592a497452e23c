"""What a printer says, told apart by its bits, in whatever order it comes."""

from hypothesis import given
from hypothesis import strategies as st
from printers.status import Feeling
from printers.thermal import ThermalPrinter

from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import Printer, PrinterConnection
from pos_app.printing.drivers.answers import ALL, Answers
from pos_app.printing.drivers.escpos_job import Dots, picture_job

FEELINGS = st.builds(
    Feeling,
    paper_out=st.booleans(),
    paper_low=st.booleans(),
    cover_open=st.booleans(),
    drawer_high=st.booleans(),
    cutter_jam=st.booleans(),
)


def told_by(feeling: Feeling) -> Hitch:
    """A person at the printer would call it so."""
    if feeling.cover_open:
        return Hitch.COVER_OPEN
    if feeling.paper_out:
        return Hitch.PAPER_OUT
    return Hitch.OFFLINE if feeling.cutter_jam else Hitch.NONE


@given(FEELINGS, st.integers(0, 3), st.integers(0, 5))
def test_answers_are_told_apart_wherever_the_others_fall(
    feeling: Feeling, unasked_at: int, done_at: int
) -> None:
    """What a printer says unasked, and that it is done, comes between any two answers."""
    answers = Answers()
    answers.ask(ALL)
    said = [feeling.real_time(kind) for kind in ALL]
    said.insert(unasked_at, feeling.unasked())
    said.insert(done_at, feeling.paper())
    answers.hear(b"".join(said))
    assert (answers.came, answers.done, answers.are_all_in) == (3, 1, True)
    assert answers.status.hitch is told_by(feeling)
    assert answers.status.paper_low is feeling.paper_low


@given(FEELINGS)
def test_what_comes_unasked_is_enough(feeling: Feeling) -> None:
    answers = Answers()
    answers.hear(feeling.unasked())
    assert answers.status.hitch is told_by(feeling)


@given(st.binary(max_size=64))
def test_nothing_that_a_printer_may_say_is_an_error(said: bytes) -> None:
    answers = Answers()
    answers.ask(ALL)
    answers.hear(said)
    assert answers.status.hitch in Hitch


ROWS = st.lists(
    st.sampled_from([b"\x10", b"\x04", b"\x14", b"\x01", b"\x05", b"\x00", b"\xff", b"\x1b@"]),
    min_size=200,
    max_size=4000,
).map(b"".join)


@given(ROWS)
def test_any_picture_is_printed_and_none_is_obeyed(dots: bytes) -> None:
    dots = dots[: len(dots) // 72 * 72]
    rows = [int.from_bytes(dots[at : at + 72], "big") for at in range(0, len(dots), 72)]
    printer = Printer(name="", connection=PrinterConnection.NETWORK, address="", feed=0)
    inside = ThermalPrinter()
    job = picture_job(Dots(576, len(rows), dots), printer, opens_drawer=False)
    assert inside.print(b"".join(job.pieces)) == b""
    assert (inside.faults, inside.kicks, inside.off) == ([], [], False)
    (piece,) = inside.pieces
    came = piece.rows[inside.model.knife_dots :][: len(rows)]
    assert all(drawn & bits == drawn for drawn, bits in zip(rows, came, strict=True))
    assert sum((a ^ b).bit_count() for a, b in zip(rows, came, strict=True)) <= dots.count(b"\x10")
