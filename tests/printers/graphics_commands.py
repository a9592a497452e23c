"""Pictures: GS v 0, GS ( L and GS 8 L (raster), ESC * (in a line), and QR codes by GS ( k."""

from collections.abc import Mapping

import qrcode
from printers.desk import Command, Desk, Taking, number, take
from printers.glyphs import widened
from printers.line import Strip
from printers.work import Row
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

_LEVELS = {48: ERROR_CORRECT_L, 49: ERROR_CORRECT_M, 50: ERROR_CORRECT_Q, 51: ERROR_CORRECT_H}
_MOST_STORED = 2047, 1662  # dots, of what GS ( L keeps at once


def raster(desk: Desk) -> Taking:
    """GS v 0 m xL xH yL yH d…: x in bytes, y in dots. Every row is printed as it comes: no printer
    keeps a picture that is larger than its buffer."""
    desk.doing = "GS v 0"
    (zero,) = yield from take(1)
    if not desk.among("GS v", zero, (48,)):
        return
    mode, x_low, x_high, y_low, y_high = yield from take(5)
    across, down = number(x_low, x_high), number(y_low, y_high)
    if not across or not down:
        desk.fault(f"GS v 0 of {across} bytes by {down} rows")
        return
    known = desk.among("GS v 0", mode, (0, 1, 2, 3, 48, 49, 50, 51))
    good = desk.at_line_start("GS v 0") and known
    times_x, times_y = 1 + (mode & 1), 1 + (mode >> 1 & 1)
    if good:
        _complain_of_width(desk, "GS v 0", across * 8 * times_x)
    for done in range(down):
        desk.doing = f"GS v 0, {done} rows of {down}"
        data = yield from take(across)
        if good:
            bits = widened(int.from_bytes(data, "big"), across * 8, times_x)
            desk.do([Row(desk.modes.placed(bits, across * 8 * times_x))] * times_y)


def _complain_of_width(desk: Desk, command: str, width: int) -> None:
    """Up to a byte is rounding: the dots beyond the edge are cut off, and are usually blank."""
    if width >= desk.modes.printable + 8:
        desk.fault(f"{command} is {width} dots wide, and {desk.modes.printable} can be printed")


# Mode of ESC *: how many dots high its data are, and how often each is printed across and down.
_DENSITIES = {0: (8, 2, 3), 1: (8, 1, 3), 32: (24, 2, 1), 33: (24, 1, 1)}


def bit_image(desk: Desk) -> Taking:
    """ESC * m nL nH d…: n columns from the left, each from its top."""
    desk.doing = "ESC *"
    mode, low, high = yield from take(3)
    if not desk.among("ESC *", mode, _DENSITIES):
        return
    down, times_x, times_y = _DENSITIES[mode]
    columns = number(low, high)
    data = yield from take(columns * down // 8)
    rows = [0] * down
    for column in range(columns):
        bits = int.from_bytes(data[column * down // 8 : (column + 1) * down // 8], "big")
        for y in range(down):
            rows[y] = rows[y] << 1 | (bits >> (down - 1 - y) & 1)
    width = columns * times_x
    if desk.line.width + width > desk.modes.printable:
        desk.fault(f"ESC * is {width} dots wide, and {desk.modes.printable} can be printed")
        return
    wide = [widened(row, columns, times_x) for row in rows]
    desk.line.cells.append(Strip(tuple(row for row in wide for _ in range(times_y)), width))


def graphics(desk: Desk) -> Taking:
    """GS ( L pL pH m fn …"""
    desk.doing = "GS ( L"
    low, high = yield from take(2)
    yield from _graphics(desk, number(low, high))


def long_graphics(desk: Desk) -> Taking:
    """GS 8 L p1 p2 p3 p4 m fn …"""
    desk.doing = "GS 8 L"
    (letter,) = yield from take(1)
    if desk.among("GS 8", letter, b"L"):
        length = yield from take(4)
        yield from _graphics(desk, int.from_bytes(length, "little"))


def _graphics(desk: Desk, length: int) -> Taking:
    function = b"" if length < 2 else (yield from take(2))
    rest = yield from take(max(length - len(function), 0))
    match tuple(function):
        case (48, 112):
            _store(desk, rest)
        case (48, 2 | 50) if not rest:
            _print_stored(desk)
        case _:
            desk.fault(f"GS ( L function {tuple(function)} with {len(rest)} bytes more")


def _store(desk: Desk, parameters: bytes) -> None:
    """Function 112: a bx by c xL xH yL yH d…, x and y in dots."""
    if len(parameters) < 8:
        desk.fault("GS ( L function 112 is too short")
        return
    tone, times_x, times_y, colour, x_low, x_high, y_low, y_high = parameters[:8]
    data = parameters[8:]
    across, down = number(x_low, x_high), number(y_low, y_high)
    stride = -(-across // 8)
    good = (
        tone == 48
        and colour == 49
        and {times_x, times_y} <= {1, 2}
        and 1 <= across <= _MOST_STORED[0]
        and 1 <= down <= _MOST_STORED[1] // times_y
        and len(data) == stride * down
    )
    if not good:
        desk.fault(f"GS ( L function 112, {parameters[:8].hex(' ')} and {len(data)} bytes of data")
        return
    if desk.modes.stored:
        desk.fault("GS ( L function 112 over a picture that has not been printed")
    width = across * times_x
    rows = [int.from_bytes(data[y * stride : (y + 1) * stride], "big") for y in range(down)]
    kept = [widened(row >> (stride * 8 - across), across, times_x) for row in rows]
    desk.modes.stored = [row for row in kept for _ in range(times_y)]
    desk.modes.stored_width = width


def _print_stored(desk: Desk) -> None:
    """Functions 2 and 50."""
    if not desk.at_line_start("GS ( L function 50"):
        return
    if not desk.modes.stored:
        desk.fault("GS ( L function 50 with nothing stored")
    _complain_of_width(desk, "GS ( L", desk.modes.stored_width)
    for bits in desk.modes.stored:
        desk.do([Row(desk.modes.placed(bits, desk.modes.stored_width))])
    desk.modes.stored = []


def symbol(desk: Desk) -> Taking:
    """GS ( k pL pH cn fn …: of all symbols, the QR code."""
    desk.doing = "GS ( k"
    low, high = yield from take(2)
    given = yield from take(number(low, high))
    modes = desk.modes.symbol
    match tuple(given):
        case (49, 65, (49 | 50) as model, 0):
            modes.model = model
        case (49, 67, module) if 1 <= module <= 16:
            modes.module = module
        case (49, 69, level) if level in _LEVELS:
            modes.level = level
        case (49, 80, 48, *data) if 1 <= len(data) <= 7089:
            modes.data = bytes(data)
        case (49, 81, 48):
            _print_symbol(desk)
        case _:
            desk.fault(f"GS ( k with {given[:8].hex(' ')}, {len(given)} bytes")


def _print_symbol(desk: Desk) -> None:
    """Function 181. The printer adds no quiet zone: that is the sender's business."""
    modes = desk.modes.symbol
    if not desk.at_line_start("GS ( k function 181"):
        return
    if not modes.data:
        desk.fault("GS ( k function 181 with no data stored")
        return
    code = qrcode.QRCode(error_correction=_LEVELS[modes.level], border=0)
    code.add_data(modes.data)
    code.make(fit=True)
    matrix = code.get_matrix()
    width = len(matrix) * modes.module
    if width > desk.modes.printable:
        desk.fault(f"a QR code of {width} dots, and {desk.modes.printable} can be printed")
        return
    for line in matrix:
        bits = widened(int("".join("01"[dark] for dark in line), 2), len(matrix), modes.module)
        desk.do([Row(desk.modes.placed(bits, width))] * modes.module)


COMMANDS: Mapping[bytes, Command] = {
    b"\x1b*": bit_image,
    b"\x1dv": raster,
    b"\x1d(L": graphics,
    b"\x1d8": long_graphics,
    b"\x1d(k": symbol,
}
