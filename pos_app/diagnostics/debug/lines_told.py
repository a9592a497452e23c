"""Tells lines of a logger on the errors, redacted, while a block runs."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock

from pos_app.diagnostics.logs import RedactedLines

_QUERY = re.compile(r"\?[^\s\"'>]+")


class _WithoutQueries(RedactedLines):
    """Of an address the query is left out too: some services take a customer's data there."""

    def format(self, record: logging.LogRecord) -> str:
        return _QUERY.sub("?…", super().format(record))


def own(name: str) -> logging.Logger:
    """Returns the logger of a switch. It is none of `pos_app`, whose lines go to the log file."""
    return logging.getLogger(f"debug.{name}")


@contextmanager
def of(
    name: str, level: int = logging.DEBUG, lines: type[RedactedLines] = RedactedLines
) -> Iterator[None]:
    """Tells what this logger is told, from this level on."""
    logger, handler = logging.getLogger(name), logging.StreamHandler()
    handler.setFormatter(lines())
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)


@contextmanager
def of_http() -> Iterator[None]:
    """Tells of requests and connections by httpx's own loggers; neither tells headers or bodies."""
    with ExitStack() as stack:
        stack.enter_context(of("httpx", logging.INFO, _WithoutQueries))
        stack.enter_context(of("httpcore.connection", logging.DEBUG, _WithoutQueries))
        yield


@contextmanager
def of_plugins() -> Iterator[None]:
    """Tells what Qt says of its plugins: on the errors until the window is there, then as lines of
    the log."""
    variable = {"QT_DEBUG_PLUGINS": "1"}
    with mock.patch.dict(os.environ, variable), of("pos_app.diagnostics.qt_messages"):
        yield
