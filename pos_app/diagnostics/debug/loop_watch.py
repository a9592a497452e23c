"""Watches the event loop: each step that takes long, and the first in which an application runs."""

import os
from asyncio import Handle, Task
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any
from unittest import mock

from pos_app.diagnostics.debug import lines_told

SLOW = 0.03  # seconds: two frames, of which people see that one is missing
_LOG = lines_told.own("loop")


def _running_a_step() -> Callable[[Handle], None]:
    run: Callable[[Handle], None] = Handle._run  # noqa: SLF001 - both loops have no other place
    return run


@contextmanager
def telling_slow_steps() -> Iterator[None]:
    """Tells of each step of SLOW or more, by what has run. asyncio's loop and the window's both run
    a step by `Handle._run`."""
    run = _running_a_step()

    def timed(step: Handle) -> None:
        begun = perf_counter()
        run(step)
        took = perf_counter() - begun
        if took >= SLOW:
            _LOG.debug("%.0f ms in %s", took * 1000, _name(step))

    with mock.patch.object(Handle, "_run", timed), lines_told.of(_LOG.name):
        yield


def _name(step: Handle) -> str:
    """Returns the function's name; what it was given may be a secret."""
    called: Any = getattr(step, "_callback", None)  # none once it is cancelled
    owner = getattr(called, "__self__", None)
    told = owner.get_coro() if isinstance(owner, Task) else called
    return str(getattr(told, "__qualname__", type(told).__name__))


@contextmanager
def in_debug_mode() -> Iterator[None]:
    """Has every loop that is made in the block in asyncio's debug mode."""
    mode = {"PYTHONASYNCIODEBUG": "1"}
    with mock.patch.dict(os.environ, mode), lines_told.of("asyncio"):
        yield


@contextmanager
def at_first_step(do: Callable[[], None]) -> Iterator[None]:
    """Does this before the first step of a loop in the block."""
    run, is_done = _running_a_step(), False

    def first(step: Handle) -> None:
        nonlocal is_done
        if not is_done:
            is_done = True
            do()
        run(step)

    with mock.patch.object(Handle, "_run", first):
        yield
