"""Names every switch of `--debug`, and has them on while a block runs.

What they tell goes to the errors, each line through the log's redaction: no key and no customer's
whole number stands in it. None changes what the till does.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager as Switched
from contextlib import ExitStack, contextmanager
from enum import StrEnum

from pos_app.diagnostics.debug import lines_told, loop_watch, sql_trace


class DebugSwitch(StrEnum):
    """A switch, as it is typed."""

    LOG = "log"
    LOOP = "loop"
    ASYNCIO = "asyncio"
    SQL = "sql"
    HTTP = "http"
    PLUGINS = "plugins"
    PAINT = "paint"
    OBJECTS = "objects"


SENTENCES: Mapping[DebugSwitch, str] = {
    DebugSwitch.LOG: "every line of the log as it is written, with those too fine for the file",
    DebugSwitch.LOOP: "what keeps the event loop from its work for 30 ms or more",
    DebugSwitch.ASYNCIO: "asyncio's debug mode, which is slow: forgotten tasks and wrong threads",
    DebugSwitch.SQL: "every statement that SQLite runs, without the texts in it",
    DebugSwitch.HTTP: "every connection, and every request with its address, status and no query",
    DebugSwitch.PLUGINS: "which of its plugins Qt looks for, and why one is not loaded",
    DebugSwitch.PAINT: "every paint of a window that takes longer than a frame of 16 ms",
    DebugSwitch.OBJECTS: "every ten seconds, which kinds of Qt object have become more",
}


def switches_of(typed: str) -> Collection[DebugSwitch]:
    """Reads names with commas between them. Raises ValueError at one that is none."""
    names = [name.strip() for name in typed.split(",") if name.strip()]
    unknown = [name for name in names if name not in list(DebugSwitch)]
    if unknown or not names:
        raise ValueError(f"--debug {typed}: there are {', '.join(DebugSwitch)}; see --debug help")
    return tuple(dict.fromkeys(map(DebugSwitch, names)))


@contextmanager
def switched_on(switches: Collection[DebugSwitch]) -> Iterator[None]:
    """Has the switches on while the block runs."""
    with ExitStack() as stack:
        for switch in switches:
            stack.enter_context(_MEANS[switch]())
        yield


def _watching_qt(name: str) -> Switched[None]:
    from pos_app.diagnostics.debug import qt_watch  # noqa: PLC0415 - commands need no widgets

    return qt_watch.WATCHES[name]()


_MEANS: Mapping[DebugSwitch, Callable[[], Switched[None]]] = {
    DebugSwitch.LOG: lambda: lines_told.of("pos_app", logging.DEBUG),
    DebugSwitch.LOOP: loop_watch.telling_slow_steps,
    DebugSwitch.ASYNCIO: loop_watch.in_debug_mode,
    DebugSwitch.SQL: sql_trace.telling_statements,
    DebugSwitch.HTTP: lines_told.of_http,
    DebugSwitch.PLUGINS: lines_told.of_plugins,
    DebugSwitch.PAINT: lambda: _watching_qt(DebugSwitch.PAINT),
    DebugSwitch.OBJECTS: lambda: _watching_qt(DebugSwitch.OBJECTS),
}
