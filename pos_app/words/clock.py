"""Words for the warning that this computer's clock is wrong."""

from pos_app.words.services import account_service, say_of
from pos_app.words.translate import QT_TRANSLATE_NOOP

_OFF = QT_TRANSLATE_NOOP(
    "words",
    "This computer's clock says {0}, the clock {of} says {1}. Correct this computer's clock.",
)


def clock_words(here: str, brand: str, there: str) -> str:
    """Returns the warning. `here` and `there` are instants, already written by one zone's time."""
    return say_of(account_service(brand), _OFF, here, there)
