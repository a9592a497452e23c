"""The streams that tills hold open, and the one word that goes out on them."""

import asyncio
from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress

from pos_app.office.wakes.wakes import Wakes

MOST_OF_A_TILL = 2  # streams: a till that lost one may not know it yet


class WakeStream:
    """One open stream. What it has to say is at most one word: a till that looks once has seen
    all."""

    def __init__(self) -> None:
        self._news = asyncio.Event()
        self._news.set()  # before it was open a word may have been missed
        self.is_ended = False

    def look(self) -> None:
        self._news.set()

    def end(self) -> None:
        self.is_ended = True
        self._news.set()

    async def next_word(self, patience: float) -> bool:
        """Returns True when there is something to look for, or the stream has to end; False when
        there was nothing for so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._news.wait()
        has_news = self._news.is_set()
        self._news.clear()
        return has_news


class WakeHub:
    """All streams of this process, by the tills' numbers."""

    def __init__(self) -> None:
        self._streams: defaultdict[int, list[WakeStream]] = defaultdict(list)
        self._is_closed = False

    @property
    def open_streams(self) -> int:
        return sum(map(len, self._streams.values()))

    def open(self, till: int) -> WakeStream:
        """Opens a stream of this till; its oldest one ends where it has too many."""
        stream = WakeStream()
        streams = self._streams[till]
        streams.append(stream)
        if len(streams) > MOST_OF_A_TILL:
            streams.pop(0).end()
        if self._is_closed:
            stream.end()
        return stream

    def leave(self, till: int, stream: WakeStream) -> None:
        streams = self._streams[till]
        with suppress(ValueError):  # it was the oldest of too many
            streams.remove(stream)
        if not streams:
            del self._streams[till]

    def tell(self, tills: Collection[int] | None) -> None:
        """Tells these tills to look, or all of them."""
        for till in [*self._streams] if tills is None else tills:
            for stream in self._streams.get(till, ()):
                stream.look()

    async def relay(self, wakes: Wakes) -> None:
        """Passes on what the other processes say, until it is cancelled."""
        async for look in wakes.looks():
            self.tell(look.tills)

    def close(self) -> None:
        """Ends all streams, and each that is opened from now on."""
        self._is_closed = True
        for streams in self._streams.values():
            for stream in streams:
                stream.end()
