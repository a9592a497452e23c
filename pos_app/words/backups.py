"""Words for the backups of the journal: what they take, and that their disk is almost full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from pos_app.ports.backups import CopyRoom

_MEGABYTE = 1_000_000
_TENTH_OF_A_GIGABYTE = 100 * _MEGABYTE


def held_words(room: CopyRoom) -> str:
    return say(QT_TRANSLATE_NOOP("words", "Kept: {0} ({1})"), room.copies, size_words(room.held))


def shortage_words(room: CopyRoom) -> str:
    """Returns a warning while the next backup still fits; empty where there is room enough."""
    if not room.is_short:
        return ""
    source = QT_TRANSLATE_NOOP(
        "words", "Its disk is almost full, with {0} free: make room, or change the USB stick"
    )
    return say(source, size_words(room.free))


def size_words(size: int) -> str:
    """Returns so many bytes as people buy them: `12 MB`, `1.2 GB`."""
    tenths = size // _TENTH_OF_A_GIGABYTE
    if tenths >= 10:  # noqa: PLR2004
        return say(QT_TRANSLATE_NOOP("words", "{0}.{1} GB"), *divmod(tenths, 10))
    return say(QT_TRANSLATE_NOOP("words", "{0} MB"), -(-size // _MEGABYTE))
