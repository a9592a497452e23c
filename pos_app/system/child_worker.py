"""The child process's side of `child_job`, which runs one job by name and prints its answer, and of
`child_service`, which stays for many."""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import contextmanager, suppress
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from pos_app.domain.errors import PosError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    # The second argument says that the job goes on, and how far it is where somebody may ask.
    Work = Callable[[Mapping[str, Any], Callable[..., None]], Any]

# Each job's module and function, which this process alone loads.
ERRANDS: Mapping[str, tuple[str, str]] = {
    "find_printers": ("pos_app.printing.drivers.errands", "find_printers"),
    "save_document": ("pos_app.printing.drivers.errands", "save_document"),
    "keys": ("pos_app.installation.keyring_process", "read_here"),
    "refuses": ("pos_app.installation.keyring_process", "refuses_here"),
    "probe": ("pos_app.installation.keyring_process", "probe_here"),
    "heads": ("pos_app.app.backup_maker", "heads_here"),
    "look": ("pos_app.app.backup_maker", "look_here"),
    "room": ("pos_app.app.backup_maker", "room_here"),
    "copies": ("pos_app.app.backup_maker", "copies_here"),
    "export": ("pos_app.app.export_job", "export_here"),
    "copy": ("pos_app.app.backup_maker", "copy_here"),
    "keep": ("pos_app.installation.keyring_process", "keep_here"),
}
# Each service's module and function, which is given the caller's line.
SERVICES: Mapping[str, tuple[str, str]] = {
    "printer": ("pos_app.printing.drivers.printer_process", "serve"),
}
_TOLD_TO_ALL = ("SIGHUP", "SIGINT", "SIGTERM")
GRACE = 3.0  # seconds that a service has, when its caller is gone, for what must not be cut off


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


class CallersLine:
    """A service's messages from its caller and to it."""

    def __init__(self) -> None:
        self._said: SimpleQueue[Mapping[str, Any]] = SimpleQueue()
        self._unbroken = Lock()
        self.is_over = False  # the caller is gone, and soon this process is
        # Not by SIGIO as a job: it comes with every message. A service holds the interpreter's lock
        # for no longer than it paints.
        Thread(target=self._listen, daemon=True).start()

    def next(self, within: float | None = None) -> Mapping[str, Any] | None:
        """Waits for the caller's next message; returns None when so many seconds have passed."""
        try:
            return self._said.get(timeout=within)
        except Empty:
            return None

    def tell(self, message: Mapping[str, Any]) -> None:
        with suppress(BrokenPipeError):  # the caller is gone, and `_listen` ends this process
            _tell(message)

    @contextmanager
    def unbroken(self) -> Iterator[None]:
        """Lets what is inside end, for GRACE seconds, when the caller is gone."""
        with self._unbroken:
            yield

    def _listen(self) -> None:
        for line in sys.stdin:
            if line.endswith("\n"):  # else the caller was killed amid it
                self._said.put(json.loads(line))
        self.is_over = True
        self._unbroken.acquire(timeout=GRACE)
        os._exit(0)  # whatever the service waits for


def serve(name: str) -> int:
    """Runs a service, until its caller is gone. A terminal and a session tell all their processes
    to end at once: when this one does is its caller's affair."""
    for number in signal.Signals:
        if number.name in _TOLD_TO_ALL:
            signal.signal(number, signal.SIG_IGN)
    module, function = SERVICES[name]
    service: Callable[[CallersLine], None] = getattr(import_module(module), function)
    service(CallersLine())
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
