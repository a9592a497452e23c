"""Words for durations, in their largest unit."""

from __future__ import annotations

from pos_app.words.translate import QT_TRANSLATE_NOOP, say

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def span_words(seconds: float) -> str:
    """Returns the duration in its largest unit: `34 s`, `5 min`, `3 h`, `2 d`."""
    whole = max(0, int(seconds))
    for unit, source in (
        (_DAY, QT_TRANSLATE_NOOP("words", "{0} d")),
        (_HOUR, QT_TRANSLATE_NOOP("words", "{0} h")),
        (_MINUTE, QT_TRANSLATE_NOOP("words", "{0} min")),
    ):
        if whole >= 2 * unit or (unit > _MINUTE and whole >= unit):
            return say(source, whole // unit)
    return say(QT_TRANSLATE_NOOP("words", "{0} s"), whole)


def ago_words(seconds: float) -> str:
    return say(QT_TRANSLATE_NOOP("words", "{0} ago"), span_words(seconds))
