"""What the till did, for who looks after it: a small file that turns over, without secrets.

It names providers, paths, statuses and durations. What a provider answers is kept with the sale
instead. Whatever reaches a line all the same passes `redacted`, so that no key and no customer's
whole number ever stands in it.
"""

import logging
import re
from collections.abc import Callable
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue

LARGEST = 1_000_000  # bytes of one file
KEPT = 3  # older ones

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
    """The text without credentials, and with the last three figures of long numbers alone."""
    for credential in _CREDENTIALS:
        text = credential.sub(r"\1 •••", text)
    return _NUMBER.sub(r"•••\1", text)


class _Redacted(logging.Formatter):
    """Over the whole line, tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def write_to(folder: Path) -> Callable[[], None]:
    """Lines of `pos_app` go to `folder` until what is returned is called. Both wait for the disk;
    nobody who logs does.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = RotatingFileHandler(
        folder / "till.log", maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8"
    )
    file.setFormatter(_Redacted("%(asctime)s %(levelname)s %(name)s %(message)s"))
    lines: SimpleQueue[logging.LogRecord] = SimpleQueue()
    entrance = QueueHandler(lines)
    listener = QueueListener(lines, file)
    logger = logging.getLogger("pos_app")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(entrance)
    listener.start()

    def stop() -> None:
        logger.removeHandler(entrance)
        logger.propagate = True
        listener.stop()
        file.close()

    return stop
