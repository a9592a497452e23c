"""The firmware's ear: takes bytes as they come, and says what the mechanism has to do.

Source: Epson, ESC/POS Command Reference. What is not in the tables beside it is a fault, and is
passed over as the reference has it (Exception processing): undefined codes are ignored, and of an
undefined command the bytes that follow are taken for text.
"""

from printers import graphics_commands, machine_commands, text_commands
from printers.code_pages import character
from printers.desk import Desk, Taking, number, take

COMMANDS = {**text_commands.COMMANDS, **graphics_commands.COMMANDS, **machine_commands.COMMANDS}
_LEADING = {name[:length] for name in COMMANDS for length in range(1, len(name))}
_PREFIXES = _LEADING | {b"\x1b", b"\x1c", b"\x1d", b"\x1d("}
_FIRST_PRINTABLE = 0x20
_REAL_TIME = 0x10  # DLE
_REAL_TIME_LENGTHS = {
    b"\x10\x04": dict.fromkeys(range(1, 5), 0),
    b"\x10\x05": dict.fromkeys(range(3), 0),
    b"\x10\x14": {1: 2, 2: 2, 8: 7},
}


def decode(desk: Desk) -> Taking:
    """Never ends. At every pause the work of what was read is on the desk."""
    while True:
        desk.doing = ""
        desk.at = desk.read
        first = yield from take(1)
        if first[0] >= _FIRST_PRINTABLE:
            yield from _text(desk, first[0])
        elif first[0] == _REAL_TIME:
            yield from _real_time(desk, first)
        elif first != b"\x00":
            yield from _command(desk, first)


def _text(desk: Desk, byte: int) -> Taking:
    modes = desk.modes
    if modes.kanji and byte > 0x80:
        desk.doing = "a character of two bytes"
        (second,) = yield from take(1)
        given = bytes([byte, second])
        shown = given.decode("gb18030", "replace")
        for one in shown:
            desk.do(desk.line.add(one, modes))
        return
    found = character(byte, modes.page, modes.country)
    if found is None:
        desk.fault(f"byte {byte:02x}h, which code page {modes.page} does not have")
    desk.do(desk.line.add(found or " ", modes))


def _command(desk: Desk, name: bytes) -> Taking:
    while name in _PREFIXES:
        desk.doing = f"a command that begins with {name.hex(' ')}"
        name += yield from take(1)
    if name in COMMANDS:
        yield from COMMANDS[name](desk)
        return
    desk.fault(f"unknown command {name.hex(' ')} ({name.decode('latin-1')!r})")
    if name[:2] == b"\x1d(":  # all of this family say how long they are
        low, high = yield from take(2)
        yield from take(number(low, high))


def _real_time(desk: Desk, name: bytes) -> Taking:
    """What was answered when it arrived; in its turn there is nothing left to do."""
    desk.doing = "a real-time command"
    name += yield from take(1)
    (function,) = yield from take(1)
    length = _REAL_TIME_LENGTHS.get(name, {}).get(function)
    if length is None:
        desk.fault(f"unknown real-time command {name.hex(' ')} {function:02x}")
        return
    yield from take(length)
