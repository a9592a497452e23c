"""The port by which the office's processes tell each other that tills should look."""

from collections.abc import AsyncGenerator, Collection
from dataclasses import dataclass
from typing import Protocol

CHANNEL = "office_wake"
EVERYBODY = "*"
MOST_NAMED = 500  # tills in one word: it may have 8,000 bytes


@dataclass(frozen=True)
class Look:
    """Tills that should look, by the office's numbers; None for all: somebody may have missed
    something."""

    tills: frozenset[int] | None = None

    @property
    def word(self) -> str:
        if self.tills is None or len(self.tills) > MOST_NAMED:
            return EVERYBODY
        return ",".join(map(str, sorted(self.tills)))


def look_in(word: str) -> Look:
    """Reads a word. One that makes no sense, of a newer office, is for everybody."""
    names = word.split(",")
    if not all(name.isascii() and name.isdigit() for name in names):
        return Look()
    return Look(frozenset(map(int, names)))


class Wakes(Protocol):
    """Hears what the others say. It may say too much, and is never silent about a loss."""

    def looks(self) -> AsyncGenerator[Look, None]:
        """Yields for as long as somebody asks. It outlives the loss of its connection, after which
        everybody has to look."""


class TellsTills(Protocol):
    """Says it."""

    async def tell(self, tills: Collection[int]) -> None:
        """Tells these tills to look. What cannot be told is found by their slow looks: nothing is
        raised for it."""
