"""Words for the test of an account that failed, for whoever is filling the account in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain import errors
from pos_app.domain.reasons import Reason
from pos_app.words.problems import problem_line
from pos_app.words.reasons import reason_words
from pos_app.words.services import account_service, say_of
from pos_app.words.translate import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError

# At the counter the same failures lead to the manager, and say whether to charge again. Here that
# manager sits before the fields, and nothing was charged.
_WRONG_KEY = QT_TRANSLATE_NOOP("words", "Copy the whole key again, then test it.")
_REFUSED = QT_TRANSLATE_NOOP("words", "Check the details of the account with {the}.")
_NOT_SENT = QT_TRANSLATE_NOOP("words", "Check the internet connection and the address.")
_LOST = QT_TRANSLATE_NOOP("words", "Test again in a moment.")


def account_check_words(error: PosError, brand: str) -> str:
    """Returns what failed, and what to do about it in the settings."""
    service = account_service(brand)
    match error:
        case errors.ProviderRefused(reason=reason) if reason in list(Reason):
            why, do = Reason(reason), _WRONG_KEY if reason == Reason.WRONG_KEY else _REFUSED
        case errors.RequestNotSent(reason=Reason.NO_CONNECTION):
            why, do = Reason.NO_CONNECTION, _NOT_SENT
        case errors.ResponseLost():
            why, do = Reason.NO_ANSWER, _LOST
        case _:
            return problem_line(error)
    return f"{reason_words(why, service)[0]} {say_of(service, do)}"
