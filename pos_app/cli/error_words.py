"""Words for errors in JSON: scripts know them, so that only a class may be renamed."""

from collections.abc import Mapping

from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import EnvironmentFailed, PosError, ResponseLost

# Those whose class was called otherwise when scripts learned to read it.
_WORDS: Mapping[type[PosError], str] = {
    PossibleDuplicate: "LooksLikeSecond",
    EnvironmentFailed: "WorldFailed",
    ResponseLost: "AnswerLost",
}


def error_word(problem: PosError) -> str:
    """The word of an error of ours under `error`."""
    kind = type(problem)
    return _WORDS.get(kind, kind.__name__)
