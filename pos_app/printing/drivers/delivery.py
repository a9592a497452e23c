"""One document at one printer, as the printer's own process brings it there."""

from collections.abc import Callable
from typing import Protocol

# Says that a delivery goes on: whoever waits for it sets a limit on silence, not on work.
GoesOn = Callable[[], None]
# Whether nobody waits for it any more, and this process will soon end.
IsLeft = Callable[[], bool]


class PaperDelivery(Protocol):
    """The three steps of a run (see `PrintRun`), which raise as it does, and block."""

    def ready(self) -> None: ...

    def send(self, goes_on: GoesOn) -> None: ...

    def confirmed(self, goes_on: GoesOn) -> None: ...

    def close(self) -> None: ...
