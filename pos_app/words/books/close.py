"""Words for the close of a day, and for a journal restored from a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from pos_app.domain.books.day_close import CloseDocument

_UNSETTLED = QT_TRANSLATE_NOOP("words", "Needs attention after the close: {0}")
_ALL_SETTLED = QT_TRANSLATE_NOOP("words", "Every sale has its result")
_RESTORED = QT_TRANSLATE_NOOP(
    "words", "The journal was restored; what is missing may be in the file {0}"
)
_RESTORED_ALONE = QT_TRANSLATE_NOOP(
    "words", "The journal was restored; check what is missing with the payment services"
)
_MORE = QT_TRANSLATE_NOOP("words", "and {0} more")
_NO_CODE = QT_TRANSLATE_NOOP(
    "words",
    "There is no recovery code: create one in Settings, People, and keep it on paper",
)


def more_words(count: int) -> str:
    """Returns how many lines of a list are left out."""
    return say(_MORE, count)


def lacks_code_words() -> str:
    return say(_NO_CODE)


def settled_words(document: CloseDocument) -> str:
    """Returns whether a sale still needs somebody: how many have no end, or a flag."""
    count = len(document.carried)
    return say(_UNSETTLED, count) if count else say(_ALL_SETTLED)


def restored_words(put_aside: str) -> str:
    """Returns a sentence with the name of the old journal's file, if there was one."""
    return say(_RESTORED, put_aside) if put_aside else say(_RESTORED_ALONE)
