"""The machine behind the paper: knife, drawer, what it says of itself, and what it listens to."""

from collections.abc import Mapping

from printers.desk import Command, Desk, Taking, number, take
from printers.paper import Cut
from printers.work import Asked, Kick, Knife, Say, Tell

_CUTS = {0: Cut.FULL, 48: Cut.FULL, 1: Cut.PARTIAL, 49: Cut.PARTIAL}
_FED_CUTS = {65: Cut.FULL, 66: Cut.PARTIAL, 97: Cut.FULL, 98: Cut.PARTIAL}
_CUTS_AND_BACK = {103: Cut.FULL, 104: Cut.PARTIAL}
PINS = {0: 2, 1: 5, 48: 2, 49: 5}


def cut(desk: Desk) -> Taking:
    """GS V m [n]. Below 65 it cuts where the paper happens to stand; the others bring the line that
    was printed last, and n units more, to the knife first."""
    desk.doing = "GS V"
    (mode,) = yield from take(1)
    if mode in _CUTS:
        if desk.at_line_start("GS V"):
            desk.do([Knife(_CUTS[mode])])
        return
    fed = _FED_CUTS | _CUTS_AND_BACK
    if not desk.among("GS V", mode, fed):
        return
    (units,) = yield from take(1)
    if desk.at_line_start("GS V"):
        desk.feed(desk.model.knife_dots + desk.modes.down(units))
        desk.do([Knife(fed[mode], back=mode in _CUTS_AND_BACK)])


def kick(desk: Desk) -> Taking:
    """ESC p m t1 t2, in 2 ms."""
    desk.doing = "ESC p"
    connector, on, off = yield from take(3)
    if desk.among("ESC p", connector, PINS):
        desk.do([Kick(PINS[connector], 2 * on, 2 * off)])


def tell_unasked(desk: Desk) -> Taking:
    """GS a n"""
    desk.doing = "GS a"
    (sorts,) = yield from take(1)
    desk.modes.told = sorts


def tell_status(desk: Desk) -> Taking:
    """GS r n: answered in its turn. It is never answered without paper: then nothing is in turn."""
    desk.doing = "GS r"
    (sort,) = yield from take(1)
    if desk.among("GS r", sort, (1, 2, 49, 50)) and desk.model.answers_status:
        desk.do([Tell(Asked.PAPER if sort % 48 == 1 else Asked.DRAWER)])


def tell_identity(desk: Desk) -> Taking:
    """GS I n. Model and version are numbers of one byte; names stand between 5Fh and NUL."""
    desk.doing = "GS I"
    (sort,) = yield from take(1)
    model = desk.model
    names = {65: "1.00", 66: model.maker, 67: model.name, 68: "X0000001"}
    numbers = {1: 0x20, 2: (2 if model.cutter else 0) | (1 if model.kanji else 0), 3: 0x01}
    numbers |= {sort + 48: value for sort, value in numbers.items()}
    if desk.among("GS I", sort, names.keys() | numbers.keys()) and model.answers_status:
        name = names.get(sort)
        said = b"\x5f" + name.encode() + b"\x00" if name else bytes([numbers[sort]])
        desk.do([Say(said)])


def tell_when_done(desk: Desk) -> Taking:
    """GS ( H pL pH 48 48 d1 d2 d3 d4: says the four characters back when all before is printed."""
    desk.doing = "GS ( H"
    low, high = yield from take(2)
    given = yield from take(number(low, high))
    if len(given) != 6 or given[:2] != b"00" or not all(32 <= d <= 126 for d in given):
        desk.fault(f"GS ( H with {given[:8].hex(' ')}")
    elif desk.model.answers_process_id:
        desk.do([Say(b"\x37\x22" + given[2:] + b"\x00")])


def real_time_allowed(desk: Desk) -> Taking:
    """GS ( D pL pH 20 [a b]…: whether DLE DC4 opens a drawer (a = 1) and switches off (a = 2)."""
    desk.doing = "GS ( D"
    low, high = yield from take(2)
    given = yield from take(number(low, high))
    pairs = dict(zip(given[1::2], given[2::2], strict=False))
    if not given or given[0] != 20 or len(given) % 2 == 0 or not pairs.keys() <= {1, 2}:
        desk.fault(f"GS ( D with {given[:8].hex(' ')}")
        return
    if 1 in pairs:
        desk.real_time_pulse = bool(pairs[1] & 1)
    if 2 in pairs:
        desk.real_time_off = bool(pairs[2] & 1)


def one_byte(name: str) -> Command:
    def command(desk: Desk) -> Taking:
        desk.doing = name
        yield from take(1)

    return command


COMMANDS: Mapping[bytes, Command] = {
    b"\x1dV": cut,
    b"\x1bp": kick,
    b"\x1da": tell_unasked,
    b"\x1dr": tell_status,
    b"\x1dI": tell_identity,
    b"\x1d(H": tell_when_done,
    b"\x1d(D": real_time_allowed,
    b"\x1b=": one_byte("ESC ="),  # the peripheral device that hears what follows
    b"\x1bc3": one_byte("ESC c 3"),  # sensors for the parallel interface
    b"\x1bc4": one_byte("ESC c 4"),  # sensors that stop the printing
    b"\x1bc5": one_byte("ESC c 5"),  # the buttons
}
