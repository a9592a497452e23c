"""Sound notifier: chooses the news of a sale that the counter hears, and its sound.

Every end of a sale that began in this window sounds, and every turn to an unknown outcome. One
sound means that the goods may go; the other that they stay, and that somebody has to look: not
paid, unknown, held, a flag, a refund that is done.

What the cashier is looking at needs no sound where it is the cashier's own act (cancel, release),
moves no money in, is held, or has a flag to be read. Nor does a manager's settling, wherever. And
nobody stands at the counter for a sale of an earlier day, whatever the start finds out about it.
"""

from __future__ import annotations

import time
from enum import Enum, auto
from typing import TYPE_CHECKING

from pos_app.domain.events import BUYS, Purpose, State
from pos_app.domain.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos_app.domain.sale import Sale
    from pos_app.ports.sounds import Sounds

_BY_CUSTOMER = BUYS | {Purpose.CAPTURE}
_COMES_IN = _BY_CUSTOMER | {Purpose.SPLIT}
_DONE_HERE = frozenset({Reason.CANCELLED_HERE, Reason.RELEASED_HERE})
BURST = 1.0  # seconds within which several ends make one sound


class Sound(Enum):
    PAID = auto()
    NOT_PAID = auto()


def sound_of(sale: Sale, *, is_watched: bool) -> Sound | None:
    """Returns the sound for a sale that has just ended, or come to a halt."""
    if sale.reason is Reason.SETTLED_BY_HAND:
        return None
    if sale.state is State.PAID and sale.purpose in _COMES_IN and not _is_in_trouble(sale):
        is_part = sale.parent is not None and sale.purpose is Purpose.PAYMENT
        return None if is_part else Sound.PAID  # the goods go once all parts are there
    return None if is_watched and _is_plain_to_see(sale) else Sound.NOT_PAID


def _is_in_trouble(sale: Sale) -> bool:
    return bool(sale.flags or sale.troubled_parts)


def _is_plain_to_see(sale: Sale) -> bool:
    """Returns whether the shown sale tells it all without a sound."""
    moves_nothing_in = sale.purpose not in _BY_CUSTOMER or sale.state is State.AUTHORIZED
    return moves_nothing_in or sale.reason in _DONE_HERE or bool(sale.flags)


class SoundNotifier:
    """Listener to all sales, which sounds for those that began while it listened."""

    def __init__(
        self,
        sounds: Sounds,
        is_on: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
        *,
        is_watched: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._sounds = sounds
        self._is_on = is_on
        self._is_watched = is_watched
        self._clock = clock
        self._begun: dict[str, State] = {}  # of sales begun here that have not ended
        self._last: tuple[Sound, float] | None = None

    def hear(self, sale: Sale) -> None:
        """Takes a sale's new state. None of an earlier run is ever being sent; a split sale of one
        is still at the counter."""
        is_split = sale.purpose is Purpose.SPLIT and sale.state is State.WAITING
        if is_split or sale.state is State.SENDING:
            self._begun[sale.id] = sale.state
        elif self._begun.get(sale.id, sale.state) is not sale.state:
            self._follow(sale)

    def _follow(self, sale: Sale) -> None:
        """Takes a state that a sale has newly come to."""
        if sale.is_open:
            self._begun[sale.id] = sale.state
        else:
            del self._begun[sale.id]
        if sale.state is State.WAITING:
            return
        sound = sound_of(sale, is_watched=self._is_watched(sale.id))
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
