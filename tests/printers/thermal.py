"""A thermal printer: bytes go in, paper and answers come out.

It is a machine without a clock or a thread of its own: `receive` is its interface board, and `step`
moves the mechanism. Whoever runs it (a socket, a serial line, a test) decides when.
"""

from collections import deque
from dataclasses import dataclass, field

from printers.decoder import decode
from printers.desk import Desk, Fault
from printers.machine_commands import PINS
from printers.model import WIDE, Model
from printers.modes import Modes
from printers.paper import Cut, Piece, Roll
from printers.real_time import RealTimeEar
from printers.status import Feeling
from printers.work import Asked, Kick, Knife, Note, Row, Say, Step, Tell


@dataclass
class ThermalPrinter:
    """What a person can do to it: `cover_open`, `jammed` (the cutter), `drawer_high`, `load`."""

    model: Model = WIDE
    paper_mm: float | None = None
    cover_open: bool = False
    jammed: bool = False
    drawer_high: bool = False
    kicks: list[Kick] = field(default_factory=list)
    cuts: int = 0
    received: bytearray = field(default_factory=bytearray)
    asked: list[int] = field(default_factory=list)  # the n of every DLE EOT
    off: bool = False  # switched off by DLE DC4

    def __post_init__(self) -> None:
        self.roll = Roll(self.model, self.paper_mm)
        self._desk = Desk(self.model)
        self._decoder = decode(self._desk)
        self._wants = next(self._decoder)
        self._buffer = bytearray()
        self._said = bytearray()
        self._ends: deque[int] = deque()  # where in all that came a connection was closed
        self._ear = RealTimeEar()
        self._felt = self.feeling

    # What came out

    @property
    def faults(self) -> list[Fault]:
        return self._desk.faults

    @property
    def pieces(self) -> list[Piece]:
        """All paper that was cut or torn off, the first first."""
        return self.roll.pieces

    @property
    def uncut(self) -> Piece:
        return self.roll.uncut()

    @property
    def fed(self) -> int:
        """Rows of dots that went past the head."""
        return self.roll.moved

    @property
    def waiting_line(self) -> str:
        """Text that stands in the print buffer because no line feed has come."""
        return self._desk.line.text

    # What is the matter with it

    @property
    def feeling(self) -> Feeling:
        return Feeling(
            paper_out=self.roll.ended,
            paper_low=self.roll.nearly_ended,
            cover_open=self.cover_open,
            drawer_high=self.drawer_high,
            cutter_jam=self.jammed,
        )

    @property
    def room(self) -> int:
        """Bytes that the receive buffer still takes."""
        return max(self.model.buffer - len(self._buffer), 0)

    @property
    def can_work(self) -> bool:
        """Has something to do, and can do it."""
        ready = self._desk.work or self._ends or self._readable >= self._wants
        return bool(ready) and not self.off and not self.feeling.offline

    @property
    def idle(self) -> bool:
        """Has done all that it was told."""
        return not (self._desk.work or self._buffer or self._ends or self._desk.doing)

    @property
    def _readable(self) -> int:
        """Bytes in the buffer that came by one connection."""
        return self._ends[0] - self._desk.read if self._ends else len(self._buffer)

    # The interface board

    def receive(self, data: bytes) -> None:
        """Takes what has arrived. More than `room` is taken as well: who runs the printer sees to
        it that no more is read."""
        if self.off:
            return
        kept = 0
        for end, command in self._ear.heard(data):
            self._keep(data[kept:end])
            kept = end
            self._at_once(command)
        self._keep(data[kept:])

    def _keep(self, data: bytes) -> None:
        self.received += data
        self._buffer += data

    def _at_once(self, command: bytes) -> None:
        match tuple(command[1:]):
            case (4, sort):
                self.asked.append(sort)
                if self.model.answers_real_time:
                    self._said += self.feeling.real_time(sort)
            case (5, request) if request in (1, 2) and self.jammed:
                self.jammed = False
                if request == 2:
                    self._clear()
            case (0x14, 1, connector, tenths) if self._desk.real_time_pulse and not self.jammed:
                self.kicks.append(Kick(PINS[connector], tenths * 100, tenths * 100, real_time=True))
            case (0x14, 2, _, _) if self._desk.real_time_off:
                self.off = True
            case (0x14, 8, *_):
                self._clear()
                self._said += b"\x37\x25\x00"

    def _clear(self) -> None:
        """Receive and print buffer are empty; a command that was being read is forgotten."""
        self._desk.read += len(self._buffer)
        self._buffer.clear()
        self._ends.clear()
        self._desk.work.clear()
        self._desk.line.cells.clear()
        self._restart()

    def _restart(self) -> None:
        self._desk.doing = ""
        self._decoder = decode(self._desk)
        self._wants = next(self._decoder)

    def hang_up(self) -> None:
        """The connection by which the bytes so far came is closed."""
        self._ends.append(self._desk.read + len(self._buffer))

    def _end_connection(self) -> None:
        """All that came by it has been worked off, but for what is no whole command."""
        end = self._ends.popleft()
        if not self._desk.doing:
            return
        self._desk.fault(f"the connection ended amid {self._desk.doing}")
        if self.model.forgets_half_commands:
            del self._buffer[: end - self._desk.read]
            self._desk.read = end
            self._restart()

    def answers(self) -> bytes:
        """What it says now, once."""
        said = bytes(self._said)
        self._said.clear()
        return said

    # The mechanism

    def step(self, rows: int = 1 << 30) -> int:
        """Works until so many rows of dots are printed or it can do no more. How many they were."""
        before = self.roll.moved
        while self.roll.moved - before < rows and self.can_work:
            if self._desk.work:
                self._do(self._desk.work.popleft())
            elif self._readable >= self._wants:
                self._read()
            else:
                self._end_connection()
            self._speak_unasked()
        return self.roll.moved - before

    def _read(self) -> None:
        data = bytes(self._buffer[: self._wants])
        del self._buffer[: self._wants]
        self._desk.read += len(data)
        told = self._desk.modes.told
        self._wants = self._decoder.send(data)
        if self._desk.modes.told and self._desk.modes.told != told:
            self._said += self.feeling.unasked()

    def _do(self, step: Step) -> None:
        match step:
            case Row(bits):
                self.roll.move(bits)
            case Note(line):
                self.roll.note(line)
            case Knife(how, back):
                self._cut(how, back=back)
            case Kick():
                self.kicks.append(step)
            case Say(words):
                self._said += words
            case Tell(asked):
                feeling = self.feeling
                self._said += feeling.paper() if asked is Asked.PAPER else feeling.drawer()

    def _cut(self, how: Cut, *, back: bool) -> None:
        if not self.model.cutter:
            return
        self.roll.cut(how)
        self.cuts += 1
        if back:
            self.roll.back()

    # The person in front of it

    def load(self, paper_mm: float | None = None) -> None:
        """A new roll, of this length or without an end."""
        self.roll.load(paper_mm)
        self._speak_unasked()

    def power_cycle(self) -> None:
        """Off and on again: all that it had not printed is lost, its paper is where it was."""
        self._clear()
        self._desk.modes = Modes(self.model)
        self._desk.real_time_pulse, self._desk.real_time_off = True, False
        self._said.clear()
        self._ear = RealTimeEar()
        self.off = False

    def touch(self, *, cover_open: bool | None = None, jammed: bool | None = None) -> None:
        """Opens or closes the cover; blocks or frees the cutter."""
        self.cover_open = self.cover_open if cover_open is None else cover_open
        self.jammed = self.jammed if jammed is None else jammed
        self._speak_unasked()

    def _speak_unasked(self) -> None:
        feeling = self.feeling
        if feeling.sorts_changed(self._felt) & self._desk.modes.told:
            self._said += feeling.unasked()
        self._felt = feeling

    # For whoever has bytes, and wants to see them on paper

    def print(self, data: bytes) -> bytes:
        """Takes all of it as a connection that is closed after it; returns what was answered.
        Bytes that it cannot work off, offline, stay in its buffer."""
        self.receive(data)
        self.hang_up()
        self.step()
        return self.answers()
