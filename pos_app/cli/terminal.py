"""Writes to standard output and error: the only module that does, and it never fails a command.

Printing an outcome must not change it. When a charge's outcome is printed, the charge was sent, and
a script goes by the exit code. Text that cannot be written (a full device, a pipe without a reader)
is dropped, and the command ends with the same exit code.

A terminal obeys control sequences. Those from a provider, a file's name or a mistyped word are
shown as visible text instead.
"""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from pos_app.domain.text.foreign_text import escaped

if TYPE_CHECKING:
    from types import TracebackType


def say(*lines: str) -> None:
    """Prints to the output. Where the output fails, prints the system's error to the errors."""
    problem = _write(sys.stdout, lines)
    if isinstance(problem, OSError) and not isinstance(problem, BrokenPipeError):
        complain(str(problem))


def complain(*lines: str) -> None:
    """Prints to the errors, which a script that parses the output does not read."""
    _write(sys.stderr, lines)


def show_progress(done: int, of: int) -> None:
    """Shows how far a long command is, on one line that only a person sees."""
    if not sys.stderr.isatty():
        return
    end = "\n" if done >= of else ""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"\r{done} / {of}{end}")
        sys.stderr.flush()


def complain_of_mistake(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Replaces Python's `sys.excepthook`: an error may quote text that somebody else wrote."""
    import traceback  # noqa: PLC0415 - seldom, and not before the first paint

    complain("".join(traceback.format_exception(kind, error, trace)).rstrip())


def say_on(stream: TextIO | None, text: str) -> None:
    """Prints what a library would have printed, on the errors, or else on the output."""
    if stream is sys.stderr:
        complain(text)
    else:
        say(text)


def flush() -> None:
    """Flushes at the program's end: where Python fails to, it exits with a code of its own."""
    _write(sys.stdout, ())
    _write(sys.stderr, ())


def is_looked_at() -> bool:
    """Tells whether the output is a terminal's, at which somebody sits."""
    return sys.stdout.isatty()


def takes_utf8(text: str) -> bool:
    """Tells whether the output is UTF-8 and can encode this text: a provider's may have half a
    letter."""
    if codecs.lookup(sys.stdout.encoding or "ascii").name != "utf-8":
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _write(stream: TextIO, lines: tuple[str, ...]) -> Exception | None:
    """Returns the error of a failed write. The stream then leads nowhere, so that text left in its
    buffer does no harm at the end of the program."""
    try:
        stream.write("".join(f"{escaped(line)}\n" for line in lines))
        stream.flush()
    except (OSError, ValueError) as problem:  # ValueError where it has been closed
        _lead_nowhere(stream)
        return problem
    return None


def _lead_nowhere(stream: TextIO) -> None:
    with suppress(OSError, ValueError):  # a stream of a test has no number
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
