"""Prepares standard input, output and error before anything else is opened."""

import codecs
import io
import os
import sys
from pathlib import Path
from typing import TextIO

_LAST = 2  # descriptors of input, output and errors
_NOWHERE = Path(os.devnull)
_NEAREST = "pos_app.nearest"


def ready_streams() -> None:
    """Makes all three streams safe to use, whatever the command was started with.

    Without input, output or errors (`>&-`, a window without a console) the next opened files would
    get their numbers, and what a library prints to the errors would go into the journal's file. And
    a code page, as Windows uses for `> file`, lacks letters that a sale's text needs.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST:
        os.set_inheritable(number, True)
    os.close(number)
    codecs.register_error(_NEAREST, _nearest)
    sys.stdin = sys.stdin or _NOWHERE.open(encoding="utf-8")
    sys.stdout = _able(sys.stdout)
    sys.stderr = _able(sys.stderr)


def _able(stream: TextIO | None) -> TextIO:
    """Returns a stream that takes any letter."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=_NEAREST)
    return stream or _NOWHERE.open("w", encoding="utf-8")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Replaces a narrow space by a space, an accented letter by its base letter, else by a question
    mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(map(_plain, lost)), error.end


def _plain(letter: str) -> str:
    from unicodedata import normalize  # noqa: PLC0415 - seldom, and not before the first paint

    return normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii") or "?"
