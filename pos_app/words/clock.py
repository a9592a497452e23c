"""Words for the warning that this computer's clock is wrong."""

from pos_app.words.translate import QT_TRANSLATE_NOOP, say

_OFF = QT_TRANSLATE_NOOP(
    "words",
    "This computer's clock says {0}, and that of {1} says {2}. Put the computer's clock right.",
)


def clock_words(here: str, brand: str, there: str) -> str:
    """Returns the warning. `here` and `there` are instants, already written by one zone's time."""
    return say(_OFF, here, brand, there)
