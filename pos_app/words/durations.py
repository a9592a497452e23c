"""Words for durations, in their largest unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.words.translate import QT_TRANSLATE_NOOP, say, translated

if TYPE_CHECKING:
    from collections.abc import Mapping

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_YEAR = 365 * _DAY
_MOST_DAYS = 1000 * _DAY  # from here on days would take four figures
# From how many seconds on a unit tells it to the nearest: the smaller one would say as much. Each
# is half a smaller unit early, but for a minute, before which every second counts.
_UNITS = (
    (_DAY, _DAY - _HOUR // 2, QT_TRANSLATE_NOOP("words", "{0} d")),
    (_HOUR, _HOUR - _MINUTE // 2, QT_TRANSLATE_NOOP("words", "{0} h")),
    (_MINUTE, _MINUTE, QT_TRANSLATE_NOOP("words", "{0} min")),
)


def span_words(seconds: float) -> str:
    """Returns the duration to the nearest of its largest unit: `34 s`, `2 min`, `3 h`, `2 d`."""
    whole = max(0, int(seconds))
    for unit, least, source in _UNITS:
        if whole >= least:
            return say(source, (whole + unit // 2) // unit)
    return say(QT_TRANSLATE_NOOP("words", "{0} s"), whole)


def left_words(seconds: float) -> str:
    """Returns how long there still is in whole units: never more than there is, and never more than
    three figures."""
    whole = max(0, int(seconds))
    if whole >= _MOST_DAYS:
        return say(QT_TRANSLATE_NOOP("words", "{0} y"), whole // _YEAR)
    for unit, _, source in _UNITS:
        if whole >= unit:
            return say(source, whole // unit)
    return say(QT_TRANSLATE_NOOP("words", "{0} s"), whole)


_NOW = QT_TRANSLATE_NOOP("words", "just now")
_AGO = QT_TRANSLATE_NOOP("words", "{0} ago")


def ago_words(seconds: float) -> str:
    return say(_AGO, span_words(seconds)) if seconds >= 1 else say(_NOW)


def counting_words() -> Mapping[str, str]:
    """Returns the words of `ago_words` unfilled, for a page that counts on by itself: each unit by
    its seconds, `ago`, and `now`."""
    units = ((1, QT_TRANSLATE_NOOP("words", "{0} s")), *((unit, said) for unit, _, said in _UNITS))
    words = {str(unit): said for unit, said in units} | {"ago": _AGO, "now": _NOW}
    return {name: translated("words", said) for name, said in words.items()}
