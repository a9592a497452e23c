"""Tells every statement that SQLite runs in this process, without the texts in it."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from unittest import mock

from pos_app.diagnostics.debug import lines_told

_LOG = lines_told.own("sql")
# SQLite tells a statement with its values filled in: names, answers and sealed keys among them.
_TEXT = re.compile(r"'(?:[^']|'')*'")
_BLANKS = re.compile(r"\s+")


def _tell(statement: str) -> None:
    shown = _BLANKS.sub(" ", _TEXT.sub("'…'", statement)).strip()
    _LOG.debug("%s: %s", threading.current_thread().name, shown)


@contextmanager
def telling_statements() -> Iterator[None]:
    """Tells what is asked of each database that is opened while the block runs."""
    # The journal alone asks SQLite for anything: here only its door is watched.
    sqlite = import_module("sqlite3")
    connect, is_on = sqlite.connect, True

    def traced(*arguments: Any, **options: Any) -> Any:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(lambda said: _tell(said) if is_on else None)
        return connection

    try:
        with mock.patch.object(sqlite, "connect", traced), lines_told.of(_LOG.name):
            yield
    finally:
        is_on = False
