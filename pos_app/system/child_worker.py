"""The other side: does one errand, and says what came of it."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from pos_app.domain.errors import PosError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Work = Callable[[Mapping[str, Any], Callable[[], None]], Any]

# By its name: the module and the function that does it, loaded in this process alone.
ERRANDS: Mapping[str, tuple[str, str]] = {
    "printers": ("pos_app.printing.printer_jobs", "list_printers"),
    "print": ("pos_app.printing.printer_jobs", "print_slip"),
    "save": ("pos_app.printing.printer_jobs", "save_slip"),
    "keys": ("pos_app.installation.keyring_process", "read_here"),
    "heads": ("pos_app.app.backup_maker", "heads_here"),
    "look": ("pos_app.app.backup_maker", "look_here"),
    "copies": ("pos_app.app.backup_maker", "copies_here"),
    "copy": ("pos_app.app.backup_maker", "copy_here"),
    "keep": ("pos_app.installation.keyring_process", "keep_here"),
}


def work(name: str) -> int:
    """Reads the question from the input, and writes the answer on the output."""
    question = json.loads(sys.stdin.readline())
    _end_with_whoever_asks()
    module, function = ERRANDS[name]
    errand: Work = getattr(import_module(module), function)
    try:
        answer = errand(question, lambda: _tell({"goes_on": True}))
    except PosError as problem:
        _tell({"problem": type(problem).__name__, "text": str(problem)})
    else:
        _tell({"answer": answer})
    return 0


def _end_with_whoever_asks() -> None:
    """The input stays open for as long as somebody waits, and closes however that one ends. Where
    an errand holds the interpreter's lock no thread of ours would see it: Linux then sends SIGIO,
    which ends a process that does not handle it."""
    if sys.platform == "linux":
        fcntl = import_module("fcntl")
        number = sys.stdin.fileno()
        fcntl.fcntl(number, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(number, fcntl.F_SETFL, fcntl.fcntl(number, fcntl.F_GETFL) | os.O_ASYNC)
    Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    sys.stdin.read()
    os._exit(1)  # whatever the errand waits for


def _tell(what: Mapping[str, Any]) -> None:
    """On a line of its own, whatever a library has said before."""
    sys.stdout.write("\n" + json.dumps(what) + "\n")
    sys.stdout.flush()
