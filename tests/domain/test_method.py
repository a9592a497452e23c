"""What a way to pay takes, by its row: no amount, text or field that its provider would refuse."""

from dataclasses import FrozenInstanceError, replace
from typing import Any, cast

import pytest

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.method import FOREVER, Followed, Kind, Method, Proof, Refunds
from pos_app.domain.money import Currency, Money
from pos_app.gateways.catalogue import METHODS

# Nothing is said of it but what has to be.
PLAIN = Method(
    id="x.plain",
    provider="x",
    brand="X",
    name="X Plain",
    kind=Kind.PUSH,
    country="MZ",
    currency=Currency.MZN,
    least=5_00,
    most=50_000_00,
    proof=Proof.MESSAGE,
    followed=Followed.BY_STATUS,
    repeat_harmless_for=0,
    answer_expected_in=90,
    doubted_after=900,
)
WHOLE = replace(PLAIN, step=1_00)


def complaint_of(error: BadInput) -> tuple[Field, InputProblem, str]:
    return error.field, error.complaint, error.value


def test_a_way_can_do_nothing_that_its_row_does_not_say() -> None:
    assert PLAIN.refunds is Refunds.NONE
    can = {name for name in vars(PLAIN) if name.startswith(("can_", "takes_", "has_", "needs_"))}
    assert len(can) > 7
    assert not any(getattr(PLAIN, name) for name in (*can, "queue_reserves"))
    assert (PLAIN.late_for, PLAIN.late_after) == (0, frozenset())
    assert (PLAIN.step, PLAIN.fee, PLAIN.most_fields, PLAIN.calls_a_minute) == (1, 0, 0, None)
    assert (PLAIN.description_least, PLAIN.description_most) == (0, 100)
    assert (PLAIN.address, PLAIN.secret, PLAIN.settings) == ("", "token", ())
    assert (PLAIN.networks, PLAIN.test_phones) == (frozenset(), frozenset())
    assert (PLAIN.optional_settings, PLAIN.other_secrets) == ((), ())


def test_no_row_changes_while_the_till_runs() -> None:
    with pytest.raises(FrozenInstanceError):
        cast("Any", PLAIN).most = 1


def test_for_ever_is_longer_than_any_shop_is_open() -> None:
    assert FOREVER > 30 * 365 * 86_400


@pytest.mark.parametrize(
    ("minor", "complaint", "named"),
    [
        (4_99, InputProblem.AMOUNT_TOO_SMALL, 5_00),
        (5_00, None, 0),
        (5_01, None, 0),
        (50_000_00, None, 0),
        (50_000_01, InputProblem.AMOUNT_TOO_LARGE, 50_000_00),
        (-1, InputProblem.AMOUNT_TOO_SMALL, 5_00),
    ],
)
def test_an_amount_is_from_the_least_to_the_most_and_the_limit_is_named(
    minor: int, complaint: InputProblem | None, named: int
) -> None:
    if complaint is None:
        PLAIN.check_amount(Money(minor, Currency.MZN))
        return
    with pytest.raises(BadInput) as refused:
        PLAIN.check_amount(Money(minor, Currency.MZN))
    limit = str(Money(named, Currency.MZN))
    assert complaint_of(refused.value) == (Field.AMOUNT, complaint, limit)


@pytest.mark.parametrize("minor", [10_01, 10_50, 10_99])
def test_where_a_network_has_no_cents_none_are_asked_for(minor: int) -> None:
    PLAIN.check_step(Money(minor, Currency.MZN))
    WHOLE.check_amount(Money(10_00, Currency.MZN))
    for check in (WHOLE.check_step, WHOLE.check_amount):
        with pytest.raises(BadInput) as refused:
            check(Money(minor, Currency.MZN))
        assert complaint_of(refused.value) == (
            Field.AMOUNT,
            InputProblem.AMOUNT_NOT_WHOLE,
            "X Plain",
        )


def test_a_payment_carries_so_many_fields_and_no_more() -> None:
    carries = replace(PLAIN, most_fields=2)
    carries.check_fields({"a": "1", "b": "2"})
    PLAIN.check_fields({})
    for method, most in ((carries, 2), (PLAIN, 0)):
        with pytest.raises(BadInput) as refused:
            method.check_fields(dict.fromkeys(map(str, range(most + 1)), "x"))
        wanted = (Field.FIELDS, InputProblem.FIELDS_TOO_MANY, str(most))
        assert complaint_of(refused.value) == wanted


@pytest.mark.parametrize(
    ("text", "complaint", "limit"),
    [
        ("", None, ""),  # none at all is always taken
        ("ab", InputProblem.DESCRIPTION_TOO_SHORT, "3"),
        ("abc", None, ""),
        ("x" * 32, None, ""),
        ("x" * 33, InputProblem.DESCRIPTION_TOO_LONG, "32"),
        ("mesa\n14", InputProblem.DESCRIPTION_UNPRINTABLE, ""),
        ("\x00", InputProblem.DESCRIPTION_UNPRINTABLE, ""),
        ("mesa 14 é", None, ""),
    ],
)
def test_a_description_is_none_or_as_long_as_the_provider_takes(
    text: str, complaint: InputProblem | None, limit: str
) -> None:
    method = replace(PLAIN, description_least=3, description_most=32)
    if complaint is None:
        method.check_description(text)
        return
    with pytest.raises(BadInput) as refused:
        method.check_description(text)
    assert complaint_of(refused.value) == (Field.DESCRIPTION, complaint, limit)


# As the providers' documents name them: what a customer is asked for beyond is refused there.
KWANZA = (1, 99_999_999_99)
DOCUMENTED: dict[str, tuple[tuple[int, int], int, int, int]] = {
    # least and most, step, and the length of a description
    "vpos": (KWANZA, 1, 0, 100),
    "proxypay": (KWANZA, 1, 0, 100),
    "wikipay": (KWANZA, 1, 0, 100),
    "clicpay.mpesa": ((1_00, 50_000_00), 1, 3, 32),
    "clicpay.emola": ((1_00, 50_000_00), 1_00, 3, 32),
    "clicpay.mkesh": ((1_00, 50_000_00), 1, 3, 32),
    "clicpay.card": (KWANZA, 1, 0, 100),
    "wipay": (KWANZA, 1, 0, 254),
}


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_the_limits_are_those_of_the_providers_documents(method: Method) -> None:
    limits, step, shortest, longest = DOCUMENTED[method.id]
    assert (method.least, method.most) == limits
    assert method.step == step
    assert (method.description_least, method.description_most) == (shortest, longest)
