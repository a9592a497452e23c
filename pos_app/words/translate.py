"""Translation helpers: marks a sentence for lupdate, and says it in the shop's language."""

from PySide6.QtCore import QCoreApplication


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: ARG001 - lupdate reads both
    """Marks a sentence for lupdate, which knows this name. Qt's own function has no types."""
    return source


def say_in(context: str, source: str, *values: object) -> str:
    """Returns a marked sentence with its values, in the shop's language."""
    return QCoreApplication.translate(context, source).format(*values)


def say(source: str, *values: object) -> str:
    return say_in("words", source, *values)
