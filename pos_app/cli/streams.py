"""The program's input, output and errors, made ready before anything else is opened."""

import codecs
import io
import os
import sys
from pathlib import Path
from typing import TextIO

_LAST = 2  # of the numbers that belong to input, output and errors
_NOWHERE = Path(os.devnull)
_NEAREST = "pos_app.nearest"


def ready_streams() -> None:
    """So that a command can write to all three, whatever it was started with.

    Without input, output or errors (`>&-`, a window without a console) the next files that are
    opened get their numbers, and what a library writes to the errors would go into the journal's.
    And a code page, as Windows uses for `> file`, has not every letter that a sale is told in.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST:
        os.set_inheritable(number, True)
    os.close(number)
    codecs.register_error(_NEAREST, _nearest)
    sys.stdin = sys.stdin or _NOWHERE.open(encoding="utf-8")
    sys.stdout = _able(sys.stdout)
    sys.stderr = _able(sys.stderr)


def _able(stream: TextIO | None) -> TextIO:
    """One that takes any letter."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=_NEAREST)
    return stream or _NOWHERE.open("w", encoding="utf-8")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """A narrow space as a space, an accented letter without its accent, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(map(_plain, lost)), error.end


def _plain(letter: str) -> str:
    from unicodedata import normalize  # noqa: PLC0415 - seldom, and not before the first paint

    return normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii") or "?"
