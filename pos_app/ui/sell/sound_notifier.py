"""Sound notifier: chooses the news of a sale that the counter hears, and its sound.

It sounds when a sale that began in this window ends: paid, or not paid. Nobody stands at the
counter for a sale of an earlier day, whatever the start finds out about it, or for a refund. An
unknown outcome has no sound: it is neither, it may last, and the cashier has to read what to do
about it. An action taken here (cancel, release, settle) needs no sound either. Nor does a sale with
a flag: the goods stay where they are until somebody has read it.
"""

from __future__ import annotations

import time
from enum import Enum, auto
from typing import TYPE_CHECKING

from pos_app.domain.events import BUYS, NOT_PAID, Purpose, State
from pos_app.domain.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos_app.domain.sale import Sale
    from pos_app.ports.sounds import Sounds

_COMES_IN = BUYS | {Purpose.CAPTURE}
_DONE_HERE = frozenset({Reason.CANCELLED_HERE, Reason.RELEASED_HERE, Reason.SETTLED_BY_HAND})
BURST = 1.0  # seconds within which several ends make one sound


class Sound(Enum):
    PAID = auto()
    NOT_PAID = auto()


def sound_of(ended: Sale) -> Sound | None:
    """Returns the sound for a sale that has just ended."""
    if ended.purpose not in _COMES_IN or ended.reason in _DONE_HERE or ended.flags:
        return None
    if ended.state is State.PAID:
        return Sound.PAID
    return Sound.NOT_PAID if ended.state in NOT_PAID else None


class SoundNotifier:
    """Listener to all sales, which sounds for those that began while it listened."""

    def __init__(
        self,
        sounds: Sounds,
        is_on: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sounds = sounds
        self._is_on = is_on
        self._clock = clock
        self._begun: set[str] = set()  # ids of sales begun here that have not ended
        self._last: tuple[Sound, float] | None = None

    def hear(self, sale: Sale) -> None:
        """Takes a sale's new state."""
        if sale.state is State.SENDING:  # no sale of an earlier run is ever in this state
            self._begun.add(sale.id)
        elif sale.id in self._begun and not sale.is_open:
            self._begun.discard(sale.id)
            sound = sound_of(sale)
            if sound and self._is_on() and self._is_news(sound):
                self._play(sound)

    def _is_news(self, sound: Sound) -> bool:
        """Returns whether to play this sound.

        Of several ends at once the first is enough, unless it was paid and this one is not: nobody
        may hand over goods by the first sound.
        """
        if self._last is None or self._clock() - self._last[1] >= BURST:
            return True
        return self._last[0] is Sound.PAID and sound is Sound.NOT_PAID

    def _play(self, sound: Sound) -> None:
        self._last = sound, self._clock()
        if sound is Sound.PAID:
            self._sounds.paid()
        else:
            self._sounds.not_paid()
