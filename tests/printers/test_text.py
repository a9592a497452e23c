"""The printer's text mode, byte by byte as the reference's commands and examples have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printers.model import CLONE, EVERY_HEAD, NARROW, WIDE, WIDE_180, Model
from printers.reading import CUT, ink, printed
from printers.thermal import ThermalPrinter


@pytest.mark.parametrize(
    ("page", "codec"),
    [(0, "cp437"), (2, "cp850"), (3, "cp860"), (16, "cp1252"), (19, "cp858"), (40, "iso8859_15")],
)
def test_a_code_page_is_the_table_of_its_number(page: int, codec: str) -> None:
    line = "Não é factura: çãõáéíóú"
    kept = line.encode(codec, "replace").decode(codec)
    assert printed(b"\x1b@\x1bt" + bytes([page]) + kept.encode(codec) + b"\n").lines == (kept,)


def test_the_euro_is_where_858_has_it_and_850_has_not() -> None:
    assert printed(b"\x1bt\x13\xd5\n").lines == ("€",)
    assert printed(b"\x1bt\x02\xd5\n").lines == ("\N{LATIN SMALL LETTER DOTLESS I}",)


def test_a_national_set_replaces_twelve_characters_of_ascii() -> None:
    assert printed(b"\x1bR\x02#$@[\\]^`{|}~\n").lines == ("#$§ÄÖÜ^`äöüß",)


def test_a_printer_sold_in_china_takes_accents_for_half_characters_until_it_is_told() -> None:
    chinese = Model(kanji=True)
    assert printed("caixa é 1\n".encode("cp1252"), chinese).lines != ("caixa é 1",)
    told = b"\x1c.\x1bt\x10" + "caixa é 1\n".encode("cp1252")
    assert printed(told, chinese).lines == ("caixa é 1",)


@pytest.mark.parametrize(("model", "columns"), [*zip(EVERY_HEAD, (48, 42, 32, 30), strict=True)])
def test_a_line_has_as_many_columns_as_the_head_has_place_for(model: Model, columns: int) -> None:
    assert printed(b"x" * columns + b"y\n", model).lines == ("x" * columns, "y")


def test_a_full_line_and_its_line_feed_are_one_line() -> None:
    assert printed(b"x" * 48 + b"\nnext\n").lines == ("x" * 48, "next")


def test_font_b_and_double_width_change_how_many_fit() -> None:
    assert printed(b"\x1bM\x01" + b"x" * 65 + b"\n").lines == ("x" * 64, "x")
    assert printed(b"\x1d!\x10" + b"x" * 25 + b"\n").lines == ("x" * 24, "x")
    assert printed(b"\x1b!\x20" + b"x" * 25 + b"\n").lines == ("x" * 24, "x")


@pytest.mark.parametrize(("model", "line"), [(WIDE, 34), (WIDE_180, 30), (CLONE, 30)])
def test_lines_are_apart_as_the_model_has_it(model: Model, line: int) -> None:
    assert len(printed(b"", model).rows) == model.knife_dots
    assert len(printed(b"a\n\x1bd\x03", model).rows) == model.knife_dots + 4 * line
    assert len(printed(b"\x1b3\xff\x1b2a\nb\n", model).rows) == model.knife_dots + 2 * line


@pytest.mark.parametrize(("model", "unit"), [(WIDE, 2), (WIDE_180, 2), (CLONE, 1)])
def test_feeding_counts_in_the_motion_unit_of_the_model(model: Model, unit: int) -> None:
    """Half dots at Epson's, whole dots at others, until GS P says what is meant."""
    assert len(printed(b"\x1bJ\x64", model).rows) - model.knife_dots == 100 // unit
    assert len(printed(b"\x1b3\x64a\nb\n", model).rows) - model.knife_dots == 200 // unit
    exact = b"\x1dP\x00" + bytes([model.dpi])
    assert len(printed(exact + b"\x1bJ\x64", model).rows) - model.knife_dots == 100


def test_a_tall_character_needs_its_height() -> None:
    left, top, right, bottom = ink(printed(b"\x1d!\x77H\n"))
    assert bottom - top > 100
    assert right - left > 40
    assert len(printed(b"\x1d!\x77H\n").rows) == WIDE.knife_dots + 8 * 24


@pytest.mark.parametrize(("side", "middle"), [(0, 12), (1, 288), (2, 564)])
def test_justification_moves_the_line(side: int, middle: int) -> None:
    left, _, right, _ = ink(printed(b"\x1ba" + bytes([side]) + b"HH\n"))
    assert (left + right) / 2 == pytest.approx(middle, abs=2)


def test_margin_and_width_make_the_area_that_lines_wrap_in() -> None:
    piece = printed(b"\x1dL\x78\x00\x1dW\x78\x00" + b"H" * 11 + b"\n")
    assert piece.lines == ("H" * 10, "H")
    left, _, right, _ = ink(piece)
    assert 120 <= left < 126
    assert 232 < right <= 240


def test_looks_change_the_ink_and_not_the_text() -> None:
    plain = printed(b"Total\n")
    for look in (b"\x1bE\x01", b"\x1bG\x01", b"\x1b-\x01", b"\x1b-\x02", b"\x1dB\x01"):
        changed = printed(look + b"Total\n")
        assert changed.lines == plain.lines
        assert sum(bits.bit_count() for bits in changed.rows) > sum(
            bits.bit_count() for bits in plain.rows
        )


def test_a_line_on_its_head_is_the_line_turned_round() -> None:
    """Its dots are those of the line, from the last to the first."""
    upright, turned = printed(b"Total 1\n"), printed(b"\x1b{\x01Total 1\n")
    assert turned.lines == upright.lines
    dots = [f"{bits:0576b}" for bits in upright.rows if bits]
    assert [f"{bits:0576b}" for bits in turned.rows if bits] == [row[::-1] for row in dots[::-1]]


def test_initialising_forgets_how_lines_looked_and_the_line_that_waited() -> None:
    styled = b"\x1ba\x02\x1d!\x11\x1bE\x01\x1bt\x10never printed\x1b@"
    assert printed(styled + b"a\n").rows == printed(b"a\n").rows


def test_what_no_line_feed_follows_stays_in_the_printer() -> None:
    printer = ThermalPrinter()
    printer.print(b"Total 100")
    assert (printer.waiting_line, printer.uncut.blank) == ("Total 100", True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x1b\x07", "unknown command 1b 07"),
        (b"\x1dq", "unknown command 1d 71"),
        (b"\x1d(Q\x02\x00ab", "unknown command 1d 28 51"),
        (b"\x07", "unknown command 07"),
        (b"\x10\x04\x09", "unknown real-time command 10 04 09"),
        (b"\x1bM\x07", "ESC M with 7"),
        (b"\x1bt\x63", "ESC t with 99"),
        (b"\x1d!\x88", "GS ! with 136"),
        (b"ab\x1ba\x01", "ESC a in the middle of the line 'ab'"),
        (b"\x1bt\x10\x81", "byte 81h, which code page 16 does not have"),
        (b"\x1b", "ended amid a command that begins with 1b"),
        (b"\x1bd", "ended amid ESC d"),
        (b"\x1dv0\x00\x02\x00\x02\x00abc", "ended amid GS v 0, 1 rows of 2"),
        (b"\x1d(k\x04\x001A", "ended amid GS ( k"),
    ],
)
def test_what_no_printer_would_understand_is_a_fault(data: bytes, said: str) -> None:
    printer = ThermalPrinter()
    printer.print(b"ok\n" + data)
    (fault,) = printer.faults
    assert said in fault.what
    printer.print(b"\x1b@after\n" + CUT)
    assert "after" in printer.pieces[0].lines
    assert len(printer.faults) == 1


@given(st.binary(max_size=400), st.integers(1, 40))
def test_no_bytes_break_it_and_no_packets_change_it(data: bytes, size: int) -> None:
    whole, parts = ThermalPrinter(NARROW), ThermalPrinter(NARROW)
    said = whole.print(data)
    for start in range(0, len(data), size):
        parts.receive(data[start : start + size])
        parts.step()
    assert parts.answers() + parts.print(b"") == said
    assert parts.faults == whole.faults
    assert (parts.pieces, parts.uncut, parts.kicks) == (whole.pieces, whole.uncut, whole.kicks)
