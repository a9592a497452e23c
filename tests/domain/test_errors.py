"""Every error of ours: what it is a kind of, and what it tells whoever catches it."""

import re

import pytest

from pos_app.domain import errors
from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    NotSetUp,
    NotTrusted,
    PeopleChanged,
    PeopleLost,
    PeopleOlder,
    PosError,
    ProviderRefused,
    ProxyUnusable,
    RequestNotSent,
    ResponseLost,
    TooManyCalls,
    TooManyTries,
    TooSoon,
)
from pos_app.domain.reasons import Reason


def _drawn() -> dict[str, str]:
    """The tree at the top of the file: each name, and what it stands under."""
    above: list[str] = ["PosError"]
    tree: dict[str, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"    ([│ ]*)[├└]── (\w+)", line):
            depth = len(found[1]) // 4 + 1
            above[depth:] = [found[2]]
            tree[found[2]] = above[depth - 1]
    return tree


def test_the_tree_that_is_drawn_is_the_tree_that_grows() -> None:
    """Whoever catches one of them catches what stands under it, and nothing beside."""
    drawn = _drawn()
    assert len(drawn) > 50
    for name, parent in drawn.items():
        assert getattr(errors, name).__base__.__name__ == parent, name
    grown = [one for one in vars(errors).values() if isinstance(one, type)]
    ours = {one.__name__ for one in grown if issubclass(one, Exception)}
    assert ours >= drawn.keys()
    assert all(issubclass(getattr(errors, name), PosError) for name in ours)


def test_what_is_wrong_with_an_input_is_told_with_the_field_it_belongs_to() -> None:
    wrong = BadInput(Field.AMOUNT, InputProblem.AMOUNT_TOO_SMALL, "1,00 MTn")
    assert (wrong.field, wrong.complaint, wrong.value) == (
        Field.AMOUNT,
        InputProblem.AMOUNT_TOO_SMALL,
        "1,00 MTn",
    )
    assert str(wrong) == "amount: amount_too_small 1,00 MTn"
    empty = BadInput(Field.PHONE, InputProblem.PHONE_EMPTY)
    assert (empty.value, str(empty)) == ("", "phone: phone_empty")


@pytest.mark.parametrize("words", [Field, InputProblem])
def test_fields_and_complaints_are_called_by_their_names(
    words: type[Field] | type[InputProblem],
) -> None:
    """Scripts read them."""
    assert [word.value for word in words] == [word.name.lower() for word in words]


@pytest.mark.parametrize("kind", [TooSoon, TooManyTries, TooManyCalls])
def test_whoever_has_to_wait_is_told_how_long(
    kind: type[TooSoon] | type[TooManyTries] | type[TooManyCalls],
) -> None:
    error = kind(12.4)
    assert error.wait == 12.4
    assert "12 s" in str(error)


def test_a_request_that_never_left_says_why() -> None:
    assert RequestNotSent("no route").reason is Reason.NO_CONNECTION
    assert ProxyUnusable("HTTPS_PROXY").reason is Reason.PROXY_UNUSABLE
    untrusted = NotTrusted(Reason.CERTIFICATE_HOST)
    assert (untrusted.reason, str(untrusted)) == (Reason.CERTIFICATE_HOST, "certificate_host")
    # What may have arrived is no kind of what never left, nor the other way round.
    assert not issubclass(ResponseLost, RequestNotSent)
    assert not issubclass(RequestNotSent, ResponseLost)


def test_a_no_of_the_back_office_has_its_reason_and_the_providers_words() -> None:
    refused = ProviderRefused(Reason.WRONG_KEY, "key revoked")
    assert (refused.reason, refused.detail) == (Reason.WRONG_KEY, "key revoked")
    assert str(refused) == "wrong_key key revoked"
    assert (ProviderRefused("x").detail, str(ProviderRefused("x"))) == ("", "x")


def test_what_is_not_set_up_is_named() -> None:
    missing = NotSetUp("vpos", "token")
    assert (missing.provider, missing.missing) == ("vpos", "token")
    assert str(missing) == "vpos: token is not set"


@pytest.mark.parametrize("kind", [PeopleLost, PeopleOlder, PeopleChanged])
@pytest.mark.parametrize("can_recover", [True, False])
@pytest.mark.parametrize("had_cashiers", [True, False])
def test_a_till_that_lost_its_people_locks_where_they_signed_in_and_can_come_back(
    kind: type[PeopleLost], *, can_recover: bool, had_cashiers: bool
) -> None:
    """Where nobody ever signed in, selling goes on; and where no code opens it again, too."""
    lost = kind(can_recover=can_recover, had_cashiers=had_cashiers)
    assert lost.can_recover is can_recover
    assert lost.locks is (can_recover and had_cashiers)
    assert "PINs" in str(lost)
