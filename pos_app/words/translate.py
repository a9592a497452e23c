"""Translation helpers: marks a sentence for lupdate, says it in the reader's language, fills it.

A window has one reader, and Qt translates. A server has many, and runs without Qt: it names the
translation of each request itself (`speaking`).
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import PurePath

    from pos_app.domain.errors import PosError
    from pos_app.domain.money import Money

    # What a sentence may be filled with. `None` is not among it: a sentence about something that is
    # absent is another sentence, and its caller has to choose it.
    Value = str | int | Money | PurePath | PosError
    Translate = Callable[[str, str], str]  # of a context and a source


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: ARG001 - lupdate reads both
    """Marks a sentence for lupdate, which knows this name. Qt's own function has no types."""
    return source


def _by_qt(context: str, source: str) -> str:
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - a server has no Qt

    return QCoreApplication.translate(context, source)


_translate: ContextVar[Translate] = ContextVar("translate", default=_by_qt)


@contextmanager
def speaking(translate: Translate) -> Iterator[None]:
    """Translates by this function, in this task or thread, until the block is left."""
    before = _translate.set(translate)
    try:
        yield
    finally:
        _translate.reset(before)


def translated(context: str, source: str) -> str:
    """Returns a marked sentence in the reader's language, before it is filled."""
    return _translate.get()(context, source)


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
