"""A printer that is switched on: a thread moves it, and tests look at it and touch it."""

import asyncio
import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import wait
from time import monotonic
from types import TracebackType
from typing import Self

from printers.model import WIDE, Model
from printers.thermal import ThermalPrinter

PATIENCE = 30.0  # seconds: what has not come then does not come
_ROWS_AT_ONCE = 500  # then it listens again: real-time commands wait for nothing
_TICK = 0.01  # seconds between two looks at a paced mechanism
Source = int  # a file descriptor that is waited for


class Running(ABC):
    """Use it as a context: it is off at its end, and complains of whatever its thread died of."""

    def __init__(self, model: Model = WIDE, *, paper_mm: float | None = None) -> None:
        self.printer = ThermalPrinter(model, paper_mm)
        self._changed = threading.Condition(threading.RLock())
        self._bell, self._button = os.pipe()
        os.set_blocking(self._bell, False)
        self._over = False
        self._turns = 0
        self._moved_at = monotonic()
        self._died_of: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=type(self).__name__, daemon=True)

    # For tests

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        self._over = True
        self._ring()
        self._thread.join(PATIENCE)
        with self._changed:
            self._close()
        os.close(self._bell)
        os.close(self._button)
        if self._died_of:
            raise RuntimeError("the printer's thread died") from self._died_of

    @contextmanager
    def touched(self) -> Iterator[ThermalPrinter]:
        """The printer, held still while a test changes something or compares several things. At
        the end it has heard of the change: a socket that is closed while somebody listens to it is
        open until then."""
        with self._changed:
            yield self.printer
            self._changed.notify_all()
            self._ring()
            known = self._turns
            if self._thread.is_alive():
                self._changed.wait_for(lambda: self._died_of or self._turns > known, PATIENCE)

    def wait(
        self, met: Callable[[ThermalPrinter], object], *, seconds: float = PATIENCE
    ) -> ThermalPrinter:
        """Returns as soon as the printer is as it should be; TimeoutError, with what it is like,
        when it does not get there."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._died_of or met(self.printer), seconds):
                raise TimeoutError(f"the printer did not get there: {self._told()}")
        if self._died_of:
            raise RuntimeError("the printer's thread died") from self._died_of
        return self.printer

    async def until(
        self, met: Callable[[ThermalPrinter], object], *, seconds: float = PATIENCE
    ) -> ThermalPrinter:
        """As wait, while the loop goes on."""
        return await asyncio.get_running_loop().run_in_executor(
            None, lambda: self.wait(met, seconds=seconds)
        )

    def load(self, paper_mm: float | None = None) -> None:
        """A new roll: it prints on where it stopped."""
        with self.touched() as printer:
            printer.load(paper_mm)

    def cover(self, *, is_open: bool) -> None:
        with self.touched() as printer:
            printer.touch(cover_open=is_open)

    def _told(self) -> str:
        printer = self.printer
        return (
            f"{len(printer.received)} bytes received, {printer.fed} rows fed, "
            f"{len(printer.pieces)} pieces, {printer.feeling}, faults {printer.faults}"
        )

    # The thread

    def _ring(self) -> None:
        os.write(self._button, b"!")

    def _run(self) -> None:
        try:
            while not self._over:
                self._turn()
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            with self._changed:
                self._died_of = error
                self._changed.notify_all()

    def _turn(self) -> None:
        with self._changed:
            self._turns += 1
            pause = self._move()
            said = self.printer.answers()
            if said:
                self._say(said)
            sources = self._sources()
            self._changed.notify_all()
        ready = wait([self._bell, *sources], pause)
        with self._changed:
            for source in ready:
                if source == self._bell:
                    os.read(self._bell, 4096)
                elif isinstance(source, int) and source in self._sources():
                    self._arrived(source)

    def _move(self) -> float | None:
        """Moves the mechanism as far as it gets by now; how long it has nothing to do, in
        seconds, None for until something arrives."""
        now = monotonic()
        speed = self.printer.model.mm_per_second
        if not self.printer.can_work:
            self._moved_at = now
            return None
        if speed is None:
            self.printer.step(_ROWS_AT_ONCE)
            return 0.0 if self.printer.can_work else None
        dots = speed / self.printer.model.mm_per_dot  # a second
        due = int((now - self._moved_at) * dots)
        if due:
            self._moved_at += due / dots
            self.printer.step(due)
        return _TICK

    @abstractmethod
    def _sources(self) -> Sequence[Source]:
        """What is listened to now. Nothing that carries data while the buffer is full."""

    @abstractmethod
    def _arrived(self, source: Source) -> None:
        """Something can be read there."""

    @abstractmethod
    def _say(self, said: bytes) -> None:
        """To whoever is connected; lost where nobody is."""

    @abstractmethod
    def _close(self) -> None:
        """Everything that is open."""
