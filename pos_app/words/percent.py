"""Percentages, as the shop's language writes them."""

from __future__ import annotations

from pos_app.words.translate import QT_TRANSLATE_NOOP, say


def percent_words(percent: int | str) -> str:
    """Writes a share; a text has its own sign and decimals."""
    return say(QT_TRANSLATE_NOOP("words", "{0}%"), percent)
