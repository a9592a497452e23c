"""Translation helpers: marks a sentence for lupdate, says it in the shop's language, fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from pathlib import PurePath

    from pos_app.domain.errors import PosError
    from pos_app.domain.money import Money

    # What a sentence may be filled with. `None` is not among it: a sentence about something that is
    # absent is another sentence, and its caller has to choose it.
    Value = str | int | Money | PurePath | PosError


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: ARG001 - lupdate reads both
    """Marks a sentence for lupdate, which knows this name. Qt's own function has no types."""
    return source


def translated(context: str, source: str) -> str:
    """Returns a marked sentence in the shop's language, before it is filled."""
    return QCoreApplication.translate(context, source)


def filled(sentence: str, *values: Value, **names: str) -> str:
    """Returns a translated sentence with its values, and with the names that it marks."""
    return sentence.format(*values, **names)


def say_in(context: str, source: str, *values: Value) -> str:
    """Returns a marked sentence with its values, in the shop's language."""
    return filled(translated(context, source), *values)


def say(source: str, *values: Value) -> str:
    return say_in("words", source, *values)


def joined(*parts: str | None) -> str:
    """Returns the parts on one line, without those that are absent."""
    return " · ".join(part for part in parts if part)
