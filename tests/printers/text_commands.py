"""Characters and how they look, lines and where they stand.

Source: Epson, ESC/POS Command Reference, Print commands, Line spacing commands, Character commands,
Print position commands, Mechanism control commands. As in all modules beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from printers.code_pages import CODECS, COUNTRIES
from printers.desk import Command, Desk, Taking, number, take
from printers.modes import Modes, Side


def line_feed(desk: Desk) -> Taking:
    desk.do(desk.line.printed(desk.modes, desk.modes.spacing))
    yield from ()


def carriage_return(_desk: Desk) -> Taking:
    """Ignored, as on every printer whose automatic line feed is off."""
    yield from ()


def tab(desk: Desk) -> Taking:
    """To the next eighth column (ESC D's default)."""
    columns = len(desk.line.cells)
    for _ in range(8 - columns % 8):
        desk.do(desk.line.add(" ", desk.modes))
    yield from ()


def initialise(desk: Desk) -> Taking:
    desk.line.cells.clear()
    desk.modes = Modes(desk.model)
    yield from ()


def _with_one_byte(name: str, act: Callable[[Desk, int], None]) -> Command:
    def command(desk: Desk) -> Taking:
        desk.doing = name
        (n,) = yield from take(1)
        act(desk, n)

    return command


def _select(name: str, known: Mapping[int, object], field: str) -> Command:
    """A command whose byte chooses one of some values for a character's look."""

    def act(desk: Desk, n: int) -> None:
        if desk.among(name, n, known):
            desk.modes.restyle(**{field: known[n]})

    return _with_one_byte(name, act)


def _lowest_bit(name: str, field: str) -> Command:
    return _with_one_byte(name, lambda desk, n: desk.modes.restyle(**{field: bool(n & 1)}))


def _print_mode(desk: Desk, n: int) -> None:
    """ESC !"""
    if n & 0b0100_0110:
        desk.fault(f"ESC ! with {n}, of which some bits are reserved")
    old = desk.modes.style
    desk.modes.style = replace(
        old,
        font="B" if n & 1 else "A",
        emphasised=bool(n & 8),
        height=2 if n & 16 else 1,
        width=2 if n & 32 else 1,
        underline=1 if n & 128 else 0,
    )


def _size(desk: Desk, n: int) -> None:
    """GS !"""
    if n & 0b1000_1000:
        desk.fault(f"GS ! with {n}, which is out of its range")
        return
    desk.modes.restyle(width=(n >> 4) + 1, height=(n & 7) + 1)


def _justify(desk: Desk, n: int) -> None:
    if desk.among("ESC a", n, (0, 1, 2, 48, 49, 50)) and desk.at_line_start("ESC a"):
        desk.modes.side = Side(n % 48)


def _upside_down(desk: Desk, n: int) -> None:
    """ESC {"""
    if desk.at_line_start("ESC {"):
        desk.modes.upside_down = bool(n & 1)


def _code_page(desk: Desk, n: int) -> None:
    if desk.among("ESC t", n, CODECS):
        desk.modes.page = n


def _country(desk: Desk, n: int) -> None:
    if desk.among("ESC R", n, COUNTRIES):
        desk.modes.country = n


def _feed_lines(desk: Desk, n: int) -> None:
    """ESC d: prints the line, and feeds n lines with it."""
    desk.do(desk.line.printed(desk.modes, n * desk.modes.spacing))


def _feed_units(desk: Desk, n: int) -> None:
    """ESC J"""
    desk.do(desk.line.printed(desk.modes, desk.modes.down(n)))


def _spacing(desk: Desk, n: int) -> None:
    desk.modes.spacing = desk.modes.down(n)


def _gap(desk: Desk, n: int) -> None:
    desk.modes.gap = desk.modes.across(n)


def usual_spacing(desk: Desk) -> Taking:
    desk.modes.spacing = desk.model.line
    yield from ()


def left_margin(desk: Desk) -> Taking:
    desk.doing = "GS L"
    low, high = yield from take(2)
    if desk.at_line_start("GS L"):
        desk.modes.left = desk.modes.across(number(low, high))
        if desk.modes.left >= desk.model.dots:
            desk.fault("GS L leaves no place to print on")
            desk.modes.left = 0


def area_width(desk: Desk) -> Taking:
    desk.doing = "GS W"
    low, high = yield from take(2)
    if desk.at_line_start("GS W"):
        desk.modes.area = desk.modes.across(number(low, high))


def motion_units(desk: Desk) -> Taking:
    desk.doing = "GS P"
    x, y = yield from take(2)
    desk.modes.unit_x = x or desk.model.dpi
    desk.modes.unit_y = y or desk.model.unit_y


def kanji_on(desk: Desk) -> Taking:
    desk.modes.kanji = True
    yield from ()


def kanji_off(desk: Desk) -> Taking:
    desk.modes.kanji = False
    yield from ()


def nothing(_desk: Desk) -> Taking:
    yield from ()


_UNDERLINES = {0: 0, 1: 1, 2: 2, 48: 0, 49: 1, 50: 2}
_FONTS = {0: "A", 1: "B", 48: "A", 49: "B"}

COMMANDS: Mapping[bytes, Command] = {
    b"\t": tab,
    b"\n": line_feed,
    b"\r": carriage_return,
    b"\x1b@": initialise,
    b"\x1b!": _with_one_byte("ESC !", _print_mode),
    b"\x1b-": _select("ESC -", _UNDERLINES, "underline"),
    b"\x1bE": _lowest_bit("ESC E", "emphasised"),
    b"\x1bG": _lowest_bit("ESC G", "double_strike"),
    b"\x1bM": _select("ESC M", _FONTS, "font"),
    b"\x1b ": _with_one_byte("ESC SP", _gap),
    b"\x1bR": _with_one_byte("ESC R", _country),
    b"\x1bt": _with_one_byte("ESC t", _code_page),
    b"\x1ba": _with_one_byte("ESC a", _justify),
    b"\x1b{": _with_one_byte("ESC {", _upside_down),
    b"\x1bd": _with_one_byte("ESC d", _feed_lines),
    b"\x1bJ": _with_one_byte("ESC J", _feed_units),
    b"\x1b2": usual_spacing,
    b"\x1b3": _with_one_byte("ESC 3", _spacing),
    b"\x1bS": nothing,  # standard mode, which this printer never leaves
    b"\x1dB": _lowest_bit("GS B", "reverse"),
    b"\x1d!": _with_one_byte("GS !", _size),
    b"\x1dL": left_margin,
    b"\x1dW": area_width,
    b"\x1dP": motion_units,
    b"\x1db": _with_one_byte("GS b", lambda _desk, _n: None),  # smoothing
    b"\x1c&": kanji_on,
    b"\x1c.": kanji_off,
}
