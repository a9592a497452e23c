"""Sentences about joining an office and leaving it, in the window and at commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.errors import NotShipped, PosError, ResponseLost
from pos_app.ports.office.protocol import CodeRefusal
from pos_app.words.problems import problem_line
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTEXT = "words"
_JOINED = QT_TRANSLATE_NOOP("words", "This till belongs to {0} now, and sends its events there.")
_LEFT = QT_TRANSLATE_NOOP(
    "words", "This till belongs to no office any more. Its journal stays here."
)
NO_OFFICE = QT_TRANSLATE_NOOP("words", "This till belongs to no office.")
_LACKS = QT_TRANSLATE_NOOP("words", "The office lacks {0} events of this till.")
_CANNOT_ASK = QT_TRANSLATE_NOOP("words", "The office cannot be asked what it has.")
_NO_ANSWER = (
    QT_TRANSLATE_NOOP("words", "The office did not answer"),
    QT_TRANSLATE_NOOP(
        "words", "Try again with the same code. If it was used already, ask for another."
    ),
)
CODES: Mapping[CodeRefusal, str] = {
    CodeRefusal.UNKNOWN: QT_TRANSLATE_NOOP(
        "words", "The office does not take this code for this till: ask its manager for another."
    ),
    CodeRefusal.EXPIRED: QT_TRANSLATE_NOOP(
        "words", "This code has expired: ask the office's manager for another."
    ),
    CodeRefusal.USED: QT_TRANSLATE_NOOP(
        "words", "This code was used already: ask the office's manager for another."
    ),
    CodeRefusal.TOO_MANY_TRIES: QT_TRANSLATE_NOOP(
        "words", "This code was tried too often: ask the office's manager for another."
    ),
}


def code_words(why: CodeRefusal) -> str:
    """Returns why a code enrols nobody, and what to do."""
    return say(CODES[why])


def joined_words(office: str) -> str:
    return say(_JOINED, office)


def left_words() -> str:
    return say(_LEFT)


def lacks_words(refused: NotShipped) -> str:
    """Returns what would be lost to the office if the till left it now."""
    return say(_CANNOT_ASK) if refused.behind is None else say(_LACKS, refused.behind)


def office_problem_line(problem: PosError) -> str:
    """Returns the failure of a question to the office, and what to do; no charge is meant."""
    if isinstance(problem, ResponseLost):
        return joined(*(say(part) for part in _NO_ANSWER))
    return problem_line(problem)
