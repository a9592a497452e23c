"""Maps error classes to the words under `error` in JSON, which scripts rely on."""

from collections.abc import Mapping

from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import EnvironmentFailed, PosError, ResponseLost

# Classes that were renamed after scripts learned the word.
_WORDS: Mapping[type[PosError], str] = {
    PossibleDuplicate: "LooksLikeSecond",
    EnvironmentFailed: "WorldFailed",
    ResponseLost: "AnswerLost",
}


def error_word(problem: PosError) -> str:
    """Returns the word for one of our errors."""
    kind = type(problem)
    return _WORDS.get(kind, kind.__name__)
