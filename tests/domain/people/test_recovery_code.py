"""The recovery code as people have it on paper."""

import pytest

from pos_app.domain.people.recovery_code import in_groups, is_code, new_code, typed_code


def test_a_code_is_24_figures_that_nobody_can_foretell() -> None:
    """80 bits: tried a million times a second, a copy of the journal keeps it for 30,000 years."""
    asked: list[int] = []

    def below(most: int) -> int:
        asked.append(most)
        return 7

    code = new_code(below)
    assert asked == [10**24]
    assert code == 23 * "0" + "7"
    assert new_code(lambda most: most - 1) == 24 * "9"


def test_it_is_written_in_six_groups_of_four_and_typed_as_anybody_sets_it_apart() -> None:
    code = "123456789012345678901234"
    written = in_groups(code)
    assert written == "1234 5678 9012 3456 7890 1234"
    for typed in (code, written, written.replace(" ", "-"), f"\t{code}\n", f"no. {code}"):
        assert typed_code(typed) == code
        assert is_code(typed)


@pytest.mark.parametrize("typed", ["", "2468", 23 * "1", 25 * "1", 23 * "1" + "²", 24 * "x"])
def test_a_pin_or_part_of_a_code_is_none(typed: str) -> None:
    assert not is_code(typed)


def test_figures_of_another_script_are_no_figures_of_a_code() -> None:
    assert typed_code("12٣4") == "124"
