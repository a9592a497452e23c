"""Implements the port `Sounds` on a thread of its own: a slow sound card never delays a cashier."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

_LOG = logging.getLogger(__name__)
HELD = 2.0  # seconds from the start of a sound until its card is closed; no sound is as long
_PATIENCE = 2.0  # seconds that a closing till waits for a hanging card


class Card(Protocol):
    def play(self, sound: Path) -> None: ...


OpenCard = Callable[[], AbstractContextManager[Card]]


@asynccontextmanager
async def speaker(folder: Path) -> AsyncIterator["SoundPlayer"]:
    """Plays the sounds of this folder until the block is left."""
    opened = SoundPlayer(folder)
    try:
        yield opened
    finally:
        await asyncio.to_thread(opened.close)


def _sound_card() -> AbstractContextManager[Card]:
    from pos_app.sound.device import SoundCard  # noqa: PLC0415 - the largest import here

    card: AbstractContextManager[Card] = SoundCard()
    return card


class SoundPlayer:
    """Opens the sound card for a sound and closes it soon after, so that the computer can sleep.

    A failure is logged once while it lasts, and the next sound tries again: somebody may have
    plugged a loudspeaker in.
    """

    def __init__(self, folder: Path, open_card: OpenCard = _sound_card, held: float = HELD) -> None:
        self._folder = folder
        self._open_card = open_card
        self._held = held
        self._orders: SimpleQueue[str | None] = SimpleQueue()  # sounds' names; None: the end
        self._thread: Thread | None = None
        self._is_silent = False

    def paid(self) -> None:
        self._order("paid")

    def not_paid(self) -> None:
        self._order("not_paid")

    def close(self) -> None:
        """Waits for the card, with a time limit; a sound is cut short."""
        if self._thread is not None:
            self._orders.put(None)
            self._thread.join(_PATIENCE)

    # --- inside -----------------------------------------------------------------------------------

    def _order(self, name: str) -> None:
        self._orders.put(name)
        if self._thread is None:
            # A daemon: a driver that hangs must not keep the till from ending.
            self._thread = Thread(target=self._work, name="sounds", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        order = self._next(None)
        while order is not None:
            order = self._perform(order)

    def _perform(self, name: str) -> str | None:
        """Plays until the queue is empty; returns the order after that."""
        order: str | None = name
        try:
            with self._open_card() as card:
                while order is not None:
                    card.play(self._folder / f"{order}.wav")
                    self._is_silent = False
                    order = self._next(self._held)
        except Empty:
            pass  # and the card is closed
        except Exception as error:  # noqa: BLE001 - a silent till sells as well
            self._note(error)
        else:
            return order
        return self._next(None)

    def _next(self, wait: float | None) -> str | None:
        """Returns the newest order. Raises Empty after `wait` seconds without any."""
        order = self._orders.get(timeout=wait)
        while order is not None and not self._orders.empty():
            order = self._orders.get()
        return order

    def _note(self, error: Exception) -> None:
        if not self._is_silent:
            _LOG.info("the till is not heard: %s: %s", type(error).__name__, error)
        self._is_silent = True
