"""The child process's side of `child_job`: runs one job by name and prints its answer."""

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

    # The second argument says that the job goes on, and how far it is where somebody may ask.
    Work = Callable[[Mapping[str, Any], Callable[..., None]], Any]

# Each job's module and function, which this process alone loads.
ERRANDS: Mapping[str, tuple[str, str]] = {
    "printers": ("pos_app.printing.printer_jobs", "list_printers"),
    "print": ("pos_app.printing.printer_jobs", "print_slip"),
    "save": ("pos_app.printing.printer_jobs", "save_slip"),
    "keys": ("pos_app.installation.keyring_process", "read_here"),
    "heads": ("pos_app.app.backup_maker", "heads_here"),
    "look": ("pos_app.app.backup_maker", "look_here"),
    "room": ("pos_app.app.backup_maker", "room_here"),
    "copies": ("pos_app.app.backup_maker", "copies_here"),
    "export": ("pos_app.app.export_job", "export_here"),
    "copy": ("pos_app.app.backup_maker", "copy_here"),
    "keep": ("pos_app.installation.keyring_process", "keep_here"),
}


def work(name: str) -> int:
    """Reads the question from the input, and prints the answer on the output."""
    question = json.loads(sys.stdin.readline())
    _end_with_whoever_asks()
    module, function = ERRANDS[name]
    errand: Work = getattr(import_module(module), function)
    try:
        answer = errand(question, lambda how_far=None: _tell({"goes_on": how_far}))
    except PosError as problem:
        _tell({"problem": type(problem).__name__, "text": str(problem)})
    else:
        _tell({"answer": answer})
    return 0


def _end_with_whoever_asks() -> None:
    """Ends this process with its caller: the input stays open while the caller lives, and closes
    however it ends. While a job holds the interpreter's lock no thread of ours could notice: on
    Linux the kernel then sends SIGIO, which ends a process that does not handle it."""
    if sys.platform == "linux":
        fcntl = import_module("fcntl")
        number = sys.stdin.fileno()
        fcntl.fcntl(number, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(number, fcntl.F_SETFL, fcntl.fcntl(number, fcntl.F_GETFL) | os.O_ASYNC)
    Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    sys.stdin.read()
    os._exit(1)  # whatever the job waits for


def _tell(what: Mapping[str, Any]) -> None:
    """Prints it on a line of its own, whatever a library has printed before."""
    sys.stdout.write("\n" + json.dumps(what) + "\n")
    sys.stdout.flush()
