"""Where the decoder and its commands meet: the modes, the line, the work to do and the faults."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field

from printers.line import Line
from printers.model import Model
from printers.modes import Modes
from printers.work import Row, Step

# Asks for as many bytes as it yields, and is sent them.
Taking = Generator[int, bytes, None]
Reading = Generator[int, bytes, bytes]
_AT_ONCE = 256  # bytes; less than any printer's buffer holds


@dataclass(frozen=True)
class Fault:
    """Something that no printer of this make would understand, or that it would print otherwise
    than its sender means. `at`: bytes since the printer was switched on."""

    at: int
    what: str


@dataclass
class Desk:
    model: Model
    work: deque[Step] = field(default_factory=deque)
    faults: list[Fault] = field(default_factory=list)
    line: Line = field(default_factory=Line)
    read: int = 0  # bytes
    at: int = 0  # where the command that is read now began
    doing: str = ""  # the command whose bytes are not all there yet
    real_time_pulse: bool = True  # GS ( D may switch DLE DC4 off, fn 1 and 2
    real_time_off: bool = False

    def __post_init__(self) -> None:
        self.modes = Modes(self.model)

    def fault(self, what: str) -> None:
        self.faults.append(Fault(self.at, what))

    def do(self, steps: Iterable[Step]) -> None:
        self.work.extend(steps)

    def feed(self, dots: int) -> None:
        self.work.extend(Row() for _ in range(dots))

    def at_line_start(self, command: str) -> bool:
        """Some commands are heard only there; elsewhere they do nothing, which is a fault."""
        if self.line.cells:
            self.fault(f"{command} in the middle of the line {self.line.text!r}")
            return False
        return True

    def among(self, command: str, value: int, known: Iterable[int]) -> bool:
        if value in known:
            return True
        self.fault(f"{command} with {value}, which is out of its range")
        return False


Command = Callable[[Desk], Taking]


def take(count: int) -> Reading:
    """So many bytes, in helpings that a small buffer can hold."""
    taken = b""
    while len(taken) < count:
        taken += yield min(count - len(taken), _AT_ONCE)
    return taken


def number(low: int, high: int) -> int:
    return low + 256 * high
