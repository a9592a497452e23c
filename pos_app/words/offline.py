"""Words for a sale about which no answer comes, and for what a person's question came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.words.durations import left_words
from pos_app.words.services import say_of
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.words.services import ServiceName

_OFFLINE = QT_TRANSLATE_NOOP("words", "Offline")
_NOT_KNOWN_YET = QT_TRANSLATE_NOOP("words", "We do not know yet")
_KEEPS_CHECKING = QT_TRANSLATE_NOOP("words", "{0}. The till keeps checking.")
_NEXT_TRY = QT_TRANSLATE_NOOP("words", "Next try in {0}")
_TRYING = QT_TRANSLATE_NOOP("words", "Trying now")
_WHICH_TRY = QT_TRANSLATE_NOOP("words", "try {0}")
_NO_ANSWER = QT_TRANSLATE_NOOP("words", "{The} did not answer.")
# By what came of a question: the words of `till/providers/asking.py`.
_ASKED: Mapping[str, str] = {
    "answered": QT_TRANSLATE_NOOP("words", "{The} answered: nothing has changed."),
    "troubled": QT_TRANSLATE_NOOP("words", "{The} answered with an error."),
    "not_sent": _NO_ANSWER,
    "no_answer": _NO_ANSWER,
}


def offline_words() -> str:
    """Returns the state of such a sale, for the verdict and for lists."""
    return say(_OFFLINE)


def offline_verdict(order: str) -> tuple[str, str, str]:
    """Returns the headline, what is known, and the next step. `order` says what not to do while the
    outcome is unknown."""
    return say(_OFFLINE), say(_NOT_KNOWN_YET), say(_KEEPS_CHECKING, order)


def next_try_words(due_in: int) -> str:
    """Returns when the till tries next, in seconds from now; 0 while it tries."""
    return say(_NEXT_TRY, left_words(due_in)) if due_in else say(_TRYING)


def which_try_words(count: int) -> str:
    return say(_WHICH_TRY, count)


def asked_words(outcome: str, service: ServiceName) -> str:
    """Returns what came of a question to a payment service."""
    return say_of(service, _ASKED[outcome])
