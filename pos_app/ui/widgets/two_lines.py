"""Breaking a text into two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def on_two_lines(text: str, width_of: Callable[[str], int]) -> str:
    """Breaks the text between two words, where the longer line becomes as short as can be."""
    words = text.split(" ")
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    shortest = min(halves, key=lambda half: max(map(width_of, half)), default=(text,))
    return "\n".join(shortest)
