"""What a command says: the one place that writes to its output and to its errors.

Telling an outcome must not change it. By the time there is something to say of a charge it has been
sent, and a script goes by the exit code. What cannot be written (to a full device, to a pipe that
nobody reads) is not written, and the command ends as it would have.

A terminal obeys control sequences, whoever wrote them: none of any provider's, of a file's name or
of a mistyped word reaches one. They are shown as what they are instead.
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
    """On the output. Where that takes nothing, the errors are told what the system says to it."""
    problem = _write(sys.stdout, lines)
    if isinstance(problem, OSError) and not isinstance(problem, BrokenPipeError):
        complain(str(problem))


def complain(*lines: str) -> None:
    """On the errors: what a script that reads the output is not to find there."""
    _write(sys.stderr, lines)


def complain_of_mistake(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """In the place of Python's `sys.excepthook`: an error may quote what somebody else wrote."""
    import traceback  # noqa: PLC0415 - seldom, and not before the first paint

    complain("".join(traceback.format_exception(kind, error, trace)).rstrip())


def say_on(stream: TextIO | None, text: str) -> None:
    """Where a library would have written it: on the errors, or else on the output."""
    if stream is sys.stderr:
        complain(text)
    else:
        say(text)


def flush() -> None:
    """At the end of the program: where Python fails to do it, it exits with a code of its own."""
    _write(sys.stdout, ())
    _write(sys.stderr, ())


def takes_utf8(text: str) -> bool:
    """Whether the output is in UTF-8, and this text can be: a provider's may have half a letter."""
    if codecs.lookup(sys.stdout.encoding or "ascii").name != "utf-8":
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _write(stream: TextIO, lines: tuple[str, ...]) -> Exception | None:
    """What went wrong, if anything did: then the stream leads nowhere from here on, so that what is
    left in it does no harm at the end of the program."""
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
