"""Since when the office is silent, by a clock that nobody sets."""

import asyncio


class LastHeard:
    """An open stream is the office's voice: it ends when it is silent. Where the inbox has no
    answer all the same, what the stream says counts for nothing."""

    def __init__(self) -> None:
        self._clock = asyncio.get_running_loop().time
        self._at = self._clock()
        self._streams = False
        self._fails = False

    def now(self) -> None:
        """The inbox was answered."""
        self._at = self._clock()
        self._fails = False

    def nothing(self) -> None:
        """The inbox was not answered."""
        self._fails = True

    def stream(self, *, is_open: bool) -> None:
        """A stream was opened, or has ended."""
        if self._streams and not self._fails:
            self._at = self._clock()
        self._streams = is_open

    def silent_for(self) -> float:
        """Returns seconds; from the start on where it was never heard."""
        return 0.0 if self._streams and not self._fails else self._clock() - self._at
