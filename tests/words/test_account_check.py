"""What a failed test of an account says to the owner who fills the account in."""

import re

import pytest

from pos_app.domain.errors import (
    JournalFull,
    PosError,
    ProviderRefused,
    RequestNotSent,
    ResponseLost,
)
from pos_app.domain.reasons import Reason
from pos_app.words.account_check import account_check_words
from pos_app.words.problems import problem_words

OF_THE_COUNTER = re.compile(r"manager|charg(e|ing) again|payment service", re.IGNORECASE)
FAILURES: list[PosError] = [RequestNotSent(), ResponseLost()]
FAILURES += [ProviderRefused(reason) for reason in (Reason.WRONG_KEY, Reason.NOT_AUTHORIZED)]
FAILURES += [ProviderRefused(reason) for reason in (Reason.BAD_REQUEST, Reason.MERCHANT_EMAIL)]


@pytest.mark.parametrize("failure", FAILURES, ids=repr)
def test_it_names_the_service_and_says_nothing_that_only_a_cashier_needs(failure: PosError) -> None:
    said = account_check_words(failure, "vPOS")
    assert not OF_THE_COUNTER.search(said)
    assert OF_THE_COUNTER.search(" ".join(problem_words(failure))) or "No connection" in said
    assert "vPOS" in said
    assert said.endswith(".")


def test_a_wrong_key_is_to_be_copied_again() -> None:
    said = account_check_words(ProviderRefused(Reason.WRONG_KEY), "vPOS")
    assert said == "vPOS does not accept the shop's key. Copy the whole key again, then test it."


def test_whatever_else_fails_says_what_it_says_everywhere() -> None:
    assert account_check_words(JournalFull(), "vPOS") == " · ".join(problem_words(JournalFull()))
