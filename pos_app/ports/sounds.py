"""The sound port: a sound for paid, another for not paid."""

from __future__ import annotations

from typing import Protocol


class Sounds(Protocol):
    """Two short sounds. Neither call waits or raises, not even on a computer without sound; a new
    sound ends the one before."""

    def paid(self) -> None: ...

    def not_paid(self) -> None: ...
