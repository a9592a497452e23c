"""What a provider calls one movement of money, told by whichever word names it."""

from collections.abc import Sequence

import pytest
from gateways.examples import a_sale

from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Declined,
    Event,
    FinalWordMissing,
    Flag,
    Identified,
    Mismatched,
    OutcomeUnknown,
    Paid,
    ReferenceAssigned,
    Refused,
    StatusPathChanged,
)
from pos_app.domain.movement_identity import (
    already_used,
    identities_of,
    identity_of_payment,
    provider_of,
)
from pos_app.domain.reasons import Reason

FIRST = a_sale("wipay", id="first", number=41)


def odd(reference: str | None = None, payment: str | None = None) -> Mismatched:
    return Mismatched(flag=Flag.SHORT, amount=None, reference=reference, payment=payment, raw="raw")


# Each word, what it gives a name to, and how people find that name at the provider.
NAMING: Sequence[tuple[Event, str, str]] = [
    # The address at which the outcome is asked for is one charge's.
    (Accepted(reference="CP7", follow="/v1/charges/7"), "/v1/charges/7", "CP7"),
    (Accepted(follow="/v1/charges/7"), "/v1/charges/7", "7"),
    (Identified(reference="CP7", follow="/v1/charges/7"), "/v1/charges/7", "CP7"),
    (StatusPathChanged(follow="/v1/transactions/T1"), "/v1/transactions/T1", "T1"),
    # Where there is none, the transaction is.
    (Identified(reference="CP7"), "transaction CP7", "CP7"),
    (Paid(reference="W1"), "transaction W1", "W1"),
    (Authorized(reference="T1"), "transaction T1", "T1"),
    (odd(reference="W1"), "transaction W1", "W1"),
    # Of a number that many pay one after the other, each payment is.
    (Paid(reference="741820581", payment="26356"), "payment 26356", "26356"),
    (odd(reference="741820581", payment="26356"), "payment 26356", "26356"),
    (odd(payment="26356"), "payment 26356", "26356"),
]
NAMELESS: Sequence[Event] = [
    Accepted(reference="741820581", entity="00411"),  # a number is given again once it is free
    ReferenceAssigned(reference="741820581"),
    Paid(),
    Authorized(),
    odd(),
    Declined(reason=Reason.NO_MONEY),
    Refused(reason=Reason.WRONG_KEY),
    OutcomeUnknown(reason=Reason.NO_ANSWER),
    FinalWordMissing(),
    AlreadyUsed(identity="transaction W1", reference="W1", first="a", number=1, payment="26356"),
]


@pytest.mark.parametrize(("word", "identity", "written"), NAMING, ids=str)
def test_a_word_that_names_a_movement_of_a_sale_before_is_kept_in_its_own_words(
    word: Event, identity: str, written: str
) -> None:
    assert identities_of(word) == (identity,)
    assert already_used(word, identity, FIRST) == AlreadyUsed(
        identity=identity,
        reference=written,
        first="first",
        number=41,
        payment=getattr(word, "payment", None),
        raw=getattr(word, "raw", ""),
    )


@pytest.mark.parametrize("word", NAMELESS, ids=str)
def test_a_word_that_names_no_movement_takes_none_from_another_sale(word: Event) -> None:
    assert identities_of(word) == ()


def test_a_payment_and_a_transaction_of_one_name_are_two() -> None:
    assert identity_of_payment("7") == "payment 7"
    assert identities_of(Paid(reference="7")) != identities_of(Paid(payment="7"))


def test_wallets_of_one_provider_have_no_transactions_of_their_own() -> None:
    assert provider_of("clicpay.mpesa") == provider_of("clicpay.emola") == "clicpay"
    assert provider_of("vpos") == "vpos"
