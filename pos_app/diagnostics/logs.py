"""The rotating log file, redacted, for support; times are UTC.

It names sales by their number with their transitions, providers, paths, statuses and durations. A
provider's answer is kept with the sale instead. Every line passes `redacted`, so that no key and no
customer's whole number ever stands in it.
"""

import asyncio
import logging
import platform
import re
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue

from pos_app.domain.errors import PosError
from pos_app.domain.text.foreign_text import escaped
from pos_app.system.bundled import resources_folder
from pos_app.system.private_files import NoFileOfOursError
from pos_app.system.release import this_release

LARGEST = 1_000_000  # bytes of one file
KEPT = 3  # older ones
REMEMBERED = 60  # lines that an incident report quotes

_LOG = logging.getLogger(__name__)
_OURS = logging.getLogger("pos_app")

_CREDENTIALS = (
    re.compile(r"(?i)\b(bearer|token)\s+[^\s\"',}]+"),
    re.compile(
        r"(?i)\b(authorization|api[_-]?key|[a-z_]{0,40}secret|[a-z_]{0,40}token|x-[a-z-]{0,40}signature)\b"
        r"[\"']?\s*[:=]\s*[\"']?(?!(?:bearer|token)\s)[^\s\"',}]+"
    ),
    re.compile(r"\b(whsec)_\w+"),
)
# A subscriber's number with or without its country, in one piece or as people group it; a
# reference of nine digits looks the same.
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9-])(?:\+?\d{6,}|(?:\+?\d{1,3}[ .-])?\d{2,3}[ .-]\d{3}[ .-]\d?)(\d{3})(?![\w-])"
)


def redacted(text: str) -> str:
    """Returns the text without credentials; of long numbers only the last three digits remain."""
    for credential in _CREDENTIALS:
        text = credential.sub(r"\1 •••", text)
    return _NUMBER.sub(r"•••\1", text)


class RedactedLines(logging.Formatter):
    """Redacts the whole line, tracebacks too. The zone stands in it: Z is UTC."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002
        at = datetime.fromtimestamp(record.created, UTC)
        return f"{at.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"

    def format(self, record: logging.LogRecord) -> str:
        return escaped(redacted(super().format(record)))


class _File(RotatingFileHandler):
    """A log file that drops lines on a full disk, so that the till still does its work and answers.
    The code that needs the disk reports that it is full."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Prevents Python's traceback among the answers of a command."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)

    def close(self) -> None:
        with suppress(OSError):  # its unwritten buffer is dropped too
            super().close()


def write_to(folder: Path) -> Callable[[], None]:
    """Logs lines of `pos_app` to `folder` until the returned function is called. Both wait for the
    disk; logging does not. Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "till.log"
    if path.is_fifo():  # its lock would be waited for
        raise NoFileOfOursError(str(path))
    file = _File(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    file.setFormatter(RedactedLines())
    lines: SimpleQueue[logging.LogRecord] = SimpleQueue()
    entrance = QueueHandler(lines)
    listener = QueueListener(lines, file)
    _OURS.setLevel(logging.INFO)
    _OURS.propagate = False
    _OURS.addHandler(entrance)
    listener.start()

    def stop() -> None:
        _OURS.removeHandler(entrance)
        _OURS.propagate = True
        listener.stop()
        file.close()

    return stop


@asynccontextmanager
async def logged(folder: Path, *, training: bool) -> AsyncIterator[None]:
    """Logs a till from start to stop, with the error that ended it, if any."""
    try:
        stop = await asyncio.to_thread(write_to, folder)
    except OSError:  # a till without a log still sells
        yield
        return
    try:
        with _life(training=training):
            yield
    finally:
        await asyncio.to_thread(stop)


@contextmanager
def _life(*, training: bool) -> Iterator[None]:
    kind = "the till in training" if training else "the till"
    release = this_release(resources_folder())
    _LOG.info("%s starts: pos_app %s, %s; times are UTC", kind, release, platform.platform())
    try:
        yield
    except PosError as problem:
        _LOG.warning("%s ends with %s: %s", kind, type(problem).__name__, problem)
        raise
    except Exception:
        _LOG.exception("%s ends with an unhandled error", kind)
        raise
    finally:
        _LOG.info("%s stops", kind)


class Remembered(logging.Handler):
    """The last lines in memory, for an incident report without reading a disk."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(RedactedLines())
        self._lines: deque[str] = deque(maxlen=REMEMBERED)

    @property
    def lines(self) -> Sequence[str]:
        return tuple(self._lines)

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


@contextmanager
def remembering() -> Iterator[Remembered]:
    handler = Remembered()
    _OURS.setLevel(logging.INFO)
    _OURS.addHandler(handler)
    try:
        yield handler
    finally:
        _OURS.removeHandler(handler)


def is_worth_a_line(count: int) -> bool:
    """Tells whether a repeat deserves a line: the first, second, fourth, eighth time…"""
    return count & (count - 1) == 0
