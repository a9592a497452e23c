"""A screen that nobody sits at, with hands and eyes: Xvfb, xdotool and ImageMagick's `import`.

with display() as screen:
    screen.press("F2", "1", "Return")
    screen.picture().count("#1F4FD8")
"""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QImage

SIZE = (1366, 768)  # of the notebooks that stand at counters
PACE = 80  # milliseconds between two keys: slower than any scanner
_LIMIT = 30.0  # seconds: a hand that takes longer is stuck
_OPAQUE = 0xFF000000
# What has to be there, by the package of Debian's that brings it.
PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "import": "imagemagick"}


def missing_packages() -> list[str]:
    return [package for program, package in PROGRAMS.items() if shutil.which(program) is None]


@dataclass(frozen=True)
class Picture:
    """What was on the screen, as a PNG."""

    png: bytes

    def count(self, colour: str) -> int:
        """How many of its pixels have exactly this colour, `#RRGGBB`."""
        image = QImage.fromData(self.png).convertToFormat(QImage.Format.Format_RGB32)
        pixels = memoryview(image.constBits()).cast("I").tolist()
        return pixels.count(QColor(colour).rgb() | _OPAQUE)

    def keep(self, path: Path) -> None:
        path.write_bytes(self.png)


@dataclass(frozen=True)
class Screen:
    """An X display without a window manager: keys go where the pointer or the window wants them."""

    name: str

    @property
    def environment(self) -> dict[str, str]:
        return {"DISPLAY": self.name}

    def press(self, *keys: str) -> None:
        """By xdotool's names, one after another as a hand does."""
        if keys:
            self._run("xdotool", "key", "--delay", str(PACE), *keys)

    def click(self, x: int, y: int) -> None:
        """There, counted from the upper left corner of the screen."""
        self._run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def picture(self) -> Picture:
        return Picture(self._run("import", "-silent", "-window", "root", "png:-"))

    def window_of(self, process: int, title: str) -> int:
        """The one window of a process that can be seen and has this in its title. Raises ValueError
        where there is none."""
        found = self._run(
            "xdotool", "search", "--onlyvisible", "--all", "--pid", str(process), "--name", title
        )
        return int(found)

    def focus(self, window: int) -> None:
        """As a window manager does where a window opens, or is clicked into."""
        self._run("xdotool", "windowfocus", "--sync", str(window))

    def ask_to_close(self, window: int) -> None:
        """As the button of a window's frame does, which only a window manager draws."""
        _ask_to_close(self.name, window)

    def _run(self, *command: str) -> bytes:
        return subprocess.run(
            command,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            check=True,
            timeout=_LIMIT,
        ).stdout


@contextmanager
def display() -> Iterator[Screen]:
    """A display of its own number, with a single screen; it ends with the block."""
    width, height = SIZE
    with ExitStack() as closing:
        out, told = os.pipe()
        numbers = closing.enter_context(os.fdopen(out))
        server = closing.enter_context(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(told), "-screen", "0", f"{width}x{height}x24",
                 "-nolisten", "tcp"],
                pass_fds=[told],
                stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        closing.callback(server.terminate)
        os.close(told)
        yield Screen(f":{numbers.readline().strip()}")


class _ClientMessage(ctypes.Structure):
    """`XClientMessageEvent` of Xlib.h, with room for the largest of its union."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 24),
    )


_CLIENT_MESSAGE = 33


def _ask_to_close(name: str, window: int) -> None:
    """WM_DELETE_WINDOW, which xdotool cannot send before its version of 2021."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XInternAtom.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(xlib.XOpenDisplay(name.encode()))
    protocols, delete = (
        xlib.XInternAtom(connection, atom, 0) for atom in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
    )
    event = _ClientMessage(type=_CLIENT_MESSAGE, window=window, message_type=protocols, format=32)
    event.data[0] = delete
    xlib.XSendEvent(connection, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
    xlib.XCloseDisplay(connection)
